"""Days as pages write them: what is written is read back, at the words that say it; what may be two days is none."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.subjects.uccn.grammar.dates import Dates, Day, read_dates
from scraper.subjects.uccn.languages import ENGLISH, LANGUAGES
from scraper.values.records import Span


def _read(text: str, lang: str = "en") -> list[Dates]:
    return list(read_dates(text, LANGUAGES[lang]))


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    """Return a text without the brackets that mark its days, and where they were."""
    parts = marked.replace("]", "[").split("[")
    spans, at = [], 0
    for number, part in enumerate(parts):
        if number % 2:
            spans.append(Span(at, at + len(part)))
        at += len(part)
    return "".join(parts), spans


def _interval(dates: Dates, year: int | None = None) -> str:
    return "/".join(dates.days(year) or ("none",))


MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}

SPANS: dict[str, dict[str, tuple[str, ...]]] = {
    "2018-06-12/2018-06-15": {
        "en": (
            "[12-15 June 2018]",
            "[12–15 June 2018]",
            "[12 — 15 June 2018]",
            "[12 - 15 June 2018]",
            "held from [12 to 15 June 2018] in Krakow",
            "between [12 and 15 June 2018]",
            "[12 until 15 June 2018]",
            "[12th to 15th June 2018]",
            "from the [12th to the 15th of June 2018]",
            "[June 12-15, 2018]",
            "[June 12 to 15, 2018]",
            "[June 12 – June 15, 2018]",
            "[June 12, 2018 - June 15, 2018]",
            "[12 June to 15 June 2018]",
            "[12 June 2018 - 15 June 2018]",
            "[12 Jun. – 15 Jun. 2018]",
            "from Tuesday [12 to Friday 15 June 2018]",
            "from Tuesday, [12 June, to Friday, 15 June 2018]",
            "[12 - 15 | JUNE | 2018]",
            "[12.06 > 15.06.2018]",
            "[12.06.2018 – 15.06.2018]",
            "[12/06/2018 - 15/06/2018]",
            "[06/12/2018 - 06/15/2018]",
            "[2018-06-12 to 2018-06-15]",
            "[2018-06-12/2018-06-15]",
            "([12-15 June 2018])",
            "[12, 13, 14 and 15 June 2018]",
            "[June 12th through 15th, 2018]",
            "[June 12-15 2018]",
            "[12/15 June 2018]",
            "[12-15.06.2018]",
            "[12.-15.6.2018]",
            "[12-15/06/2018]",
            "on [12-15 June, 2018]",
            "[12 | 15 JUNE 2018]",
            "[12~15 June 2018]",
            "[12\u00a0–\u00a015\u00a0June\u00a02018]",
            "[12\u2009—\u200915\u2009June 2018]",
            "[JUNE 12 & 13, 14 & 15, 2018]",
            "[June 12 to Friday, June 15, 2018]",
            "[June 12, 13, 14 and 15, 2018]",
            "[12-13-14-15 June 2018]",
            "[12 June 2018 – 15 June 2018]",
            "Tue [12th - Fri 15th June 2018]",
            "[12 (Tue) – 15 (Fri) June 2018]",
            "[12th to 15th of June 2018]",
            "[June 2018, 12 to 15]",
            "[June 2018: 12–15], Krakow",
            "[12 June 2018, 9:00 – 15 June 2018], 18:00",
            "Tuesday, [12 June 2018 - 9:00am to Friday, 15 June 2018] - 6:00pm",
            "[12 June 2018 (All day) to 15 June 2018] (All day)",
            "[2018-06-12/15]",
            "[2018-06-12T09:00/2018-06-15T18:00]",
            "[2018/06/12 - 2018/06/15]",
            "[2018.06.12~15] UCCN Annual Meeting",
            "[2018.6.12.~6.15].",
            "[2018-06-12 – 15]",
            "Hall 30, [12-15 June 2018]",
            "from [12 June through Friday the 15th of June 2018]",
        ),
        "fr": (
            "du [12 au 15 juin 2018]",
            "[12-15 juin 2018]",
            "du mardi [12 au vendredi 15 juin 2018]",
            "entre le [12 et le 15 juin 2018]",
            "du [12 juin au 15 juin 2018]",
            "[12 - 15 | JUIN | 2018]",
            "[12.06 > 15.06.2018]",
            "[12 > 15 juin 2018]",
            "du mardi [12 juin au vendredi 15 juin 2018]",
            "les [12, 13, 14 et 15 juin 2018]",
            "du [12 jusqu’au 15 juin 2018]",
            "du mar. [12 au ven. 15 juin 2018]",
            "DU [12 AU 15 JUIN 2018]",
        ),
        "es": (
            "del [12 al 15 de junio de 2018]",
            "[12-15 de junio de 2018]",
            "[12 - 15 | JUNIO | 2018]",
            "entre el [12 y el 15 de junio de 2018]",
            "del [12 al 15 de junio del 2018]",
            "desde el [12 hasta el 15 de junio de 2018]",
            "del [12 de junio al 15 de junio de 2018]",
            "del martes [12 al viernes 15 de junio de 2018]",
            "[12 a 15 de junio de 2018]",
            "los días [12, 13, 14 y 15 de junio de 2018]",
            "del mar. [12 al vie. 15 de junio del año 2018]",
            "del [12 AL 15 DE JUNIO DE 2018]",
        ),
        "pt": (
            "de [12 a 15 de junho de 2018]",
            "[12-15 de junho de 2018]",
            "entre [12 e 15 de junho de 2018]",
            "entre os dias [12 e 15 de junho de 2018]",
            "do dia [12 ao dia 15 de junho de 2018]",
            "de [12 até 15 de junho de 2018]",
            "[12 à 15 de junho de 2018]",
            "de terça-feira [12 a sexta-feira 15 de junho de 2018]",
            "ter., [12 a sex., 15 de junho de 2018]",
            "de [12 até ao dia 15 de junho de 2018]",
        ),
        "it": (
            "dal [12 al 15 giugno 2018]",
            "[12-15 giugno 2018]",
            "tra il [12 e il 15 giugno 2018]",
            "dal [12 giugno al 15 giugno 2018]",
            "da martedì [12 a venerdì 15 giugno 2018]",
            "[12/15 giugno 2018]",
            "[12 - 15 GIUGNO 2018]",
            "nei giorni [12, 13, 14 e 15 giugno 2018]",
            "dal [12 giugno fino al 15 giugno 2018]",
            "mar [12 giu - ven 15 giu 2018]",
            "Via Roma 30, [12-15 giugno 2018]",
        ),
        "de": (
            "vom [12. bis 15. Juni 2018]",
            "[12.–15. Juni 2018]",
            "[12. - 15. Juni 2018]",
            "vom [12. Juni bis zum 15. Juni 2018]",
            "zwischen dem [12. und dem 15. Juni 2018]",
            "am [12., 13., 14. und 15. Juni 2018]",
            "von Dienstag, den [12., bis Freitag, den 15. Juni 2018]",
            "Di., [12. bis Fr., 15. Juni 2018]",
            "[12.-15.06.2018]",
            "vom [12. bis 15.06.2018]",
            "[12.6. bis 15.6.2018]",
            "[12. 6. – 15. 6. 2018]",
            "[12.06.2018 bis 15.06.2018]",
            "[12. Juni 2018 – 15. Juni 2018]",
        ),
    },
    "2017-06-30/2017-07-02": {
        "en": (
            "from [30 June to 2 July 2017]",
            "[30 June - 2 July 2017]",
            "[June 30 – July 2, 2017]",
            "[30.06 > 02.07.2017]",
            "[30.6. - 2.7.2017]",
            "[30 June 2017 to 2 July 2017]",
            "[30 June, 2017 – 2 July, 2017]",
        ),
        "fr": (
            "du [30 juin au 2 juillet 2017]",
            "[30 juin – 2 juillet 2017]",
            "[30 juin au 2 juillet 2017]",
            "les [30 juin, 1er et 2 juillet 2017]",
        ),
        "es": ("del [30 de junio al 2 de julio de 2017]", "[30 de junio - 2 de julio de 2017]"),
        "pt": ("de [30 de junho a 2 de julho de 2017]", "[30 de junho – 2 de julho de 2017]"),
        "it": ("dal [30 giugno al 2 luglio 2017]", "[30 giugno – 2 luglio 2017]"),
        "de": (
            "vom [30. Juni bis 2. Juli 2017]",
            "[30. Juni – 2. Juli 2017]",
            "[30.06. - 02.07.2017]",
            "[30.6.-2.7.2017]",
        ),
    },
    "2024-07-01/2024-07-05": {
        "en": ("from [1 to 5 July 2024]", "[1st to 5th July 2024]", "[July 1st-5th, 2024]"),
        "fr": ("du [1er au 5 juillet 2024]", "[1er-5 juillet 2024]"),
        "es": ("del [1 al 5 de julio de 2024]", "del [1º al 5 de julio de 2024]"),
        "pt": ("de [1 a 5 de julho de 2024]", "de [1º a 5 de julho de 2024]", "de [1.º a 5 de julho de 2024]"),
        "it": ("dal [1° al 5 luglio 2024]", "dall’[1 al 5 luglio 2024]", "dall'[1 al 5 luglio 2024]"),
        "de": ("vom [1. bis 5. Juli 2024]", "[1.-5.7.2024]", "[1.–5. Juli 2024]"),
    },
    "2018-06-12/2018-06-12": {
        "en": (
            "on [12 June 2018]",
            "[June 12, 2018]",
            "on Tuesday, [12 June 2018], in Krakow",
            "the [12th of June 2018]",
            "[2018-06-12]",
        ),
        "fr": ("le [12 juin 2018]", "mardi [12 juin 2018]"),
        "es": ("el [12 de junio de 2018]",),
        "pt": ("em [12 de junho de 2018]", "no dia [12 de junho de 2018]"),
        "it": ("il [12 giugno 2018]", "martedì [12 giugno 2018]"),
        "de": ("am [12. Juni 2018]", "Dienstag, [12. Juni 2018]", "am [12.06.2018] in Katowice"),
    },
    "2019-12-28/2020-01-03": {
        "en": ("[28 December 2019 to 3 January 2020]", "[2019-12-28 to 2020-01-03]", "[28.12.2019 > 03.01.2020]"),
        "fr": ("du [28 décembre 2019 au 3 janvier 2020]",),
        "es": ("del [28 de diciembre de 2019 al 3 de enero de 2020]",),
        "pt": ("de [28 de dezembro de 2019 a 3 de janeiro de 2020]",),
        "it": ("dal [28 dicembre 2019 al 3 gennaio 2020]",),
        "de": ("vom [28. Dezember 2019 bis zum 3. Januar 2020]", "[28.12.2019 – 03.01.2020]"),
    },
    "2019-06-08/2019-06-11": {
        "it": ("dall’[8 all’11 giugno 2019]", "dall'[8 all'11 giugno 2019]", "dall’[8 giugno all’11 giugno 2019]")
    },
    "2018-06-12/2018-06-13": {
        "en": ("[June 12 & 13, 2018]", "[12 and 13 June 2018]", "[12, 13 June 2018]", "[12 and also 13 June 2018]"),
        "de": (
            "[12./13. Juni 2018]",
            "am [12. und 13. Juni 2018]",
            "am [12. sowie 13. Juni 2018]",
            "[12. u. 13. Juni 2018]",
        ),
        "fr": ("les [12 et 13 juin 2018]",),
        "es": ("los días [12 y 13 de junio de 2018]",),
        "pt": ("nos dias [12 e 13 de junho de 2018]",),
        "it": ("il [12 e 13 giugno 2018]",),
    },
    "2011-11-16/2011-11-18": {  # the day on which it begins, and that on which it ends
        "en": (
            "opens on [November 16 and closes on November 18, 2011]",
            "opens Wednesday, [Nov. 16, in Seoul, South Korea, and lasts through Friday, Nov. 18, 2011]",
            "opens on [16 November in Graz and runs until Friday, 18 November 2011]",
            "begins [16 November 2011 and ends 18 November 2011]",
        ),
        "fr": (
            "s’ouvre le [16 novembre à Graz et se termine le 18 novembre 2011]",
            "débute le [16 novembre et dure jusqu’au 18 novembre 2011]",
        ),
        "es": ("comienza el [16 de noviembre y termina el 18 de noviembre de 2011]",),
        "pt": ("começa a [16 de novembro e termina a 18 de novembro de 2011]",),
        "it": ("si apre il [16 novembre e si chiude il 18 novembre 2011]",),
        "de": (
            "beginnt am [16. November in Graz und endet am 18. November 2011]",
            "beginnt am [16. November und dauert bis zum 18. November 2011]",
        ),
    },
}


def _cases() -> Iterator[tuple[str, str, str]]:
    for days, languages in SPANS.items():
        for lang, many in languages.items():
            for marked in many:
                yield lang, marked, days


@pytest.mark.parametrize(("lang", "marked", "days"), list(_cases()))
def test_days_are_read_in_every_form_and_language(lang: str, marked: str, days: str) -> None:
    text, spans = _unmarked(marked)
    found = _read(text, lang)
    assert [_interval(dates) for dates in found] == [days]
    assert [dates.span for dates in found] == spans


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "from 14 to 16 September"),
        ("en", "September 14-16"),
        ("en", "14 - 16 | SEPTEMBER"),
        ("fr", "du 14 au 16 septembre"),
        ("es", "del 14 al 16 de septiembre"),
        ("pt", "de 14 a 16 de setembro"),
        ("it", "dal 14 al 16 settembre"),
        ("de", "vom 14. bis 16. September"),
        ("en", "14-15-16 September"),
        ("en", "14, 15 and 16 September"),
        ("en", "September 14-16, 16"),
    ],
)
def test_days_without_a_year_have_the_one_that_they_are_given(lang: str, text: str) -> None:
    (dates,) = _read(text, lang)
    assert (dates.first, dates.last, dates.year) == (Day(9, 14), Day(9, 16), None)
    assert dates.days(2016) == ("2016-09-14", "2016-09-16")
    assert dates.days(None) is None


@pytest.mark.parametrize("text", ["12 June to 15 June 2018", "12 June 2018 to 15 June"])
def test_a_year_beside_one_of_the_days_is_that_of_both_and_not_the_one_given(text: str) -> None:
    (dates,) = _read(text)
    assert dates.year == 2018
    assert dates.days(1999) == ("2018-06-12", "2018-06-15")


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        ("en", "from 30 December to 2 January 2019", "2018-12-30/2019-01-02"),
        ("en", "from December 30 to January 2, 2019", "2018-12-30/2019-01-02"),
        ("en", "30 December 2018 to 2 January", "2018-12-30/2019-01-02"),
        ("fr", "du 30 décembre au 2 janvier 2019", "2018-12-30/2019-01-02"),
        ("de", "vom 30. Dezember bis zum 2. Januar 2019", "2018-12-30/2019-01-02"),
        ("de", "30.12. - 02.01.2019", "2018-12-30/2019-01-02"),
        ("en", "15 December to 14 January 2019", "2018-12-15/2019-01-14"),  # 31 days
        ("en", "14 December to 14 January 2019", "none"),
        ("en", "30 June to 2 January 2019", "none"),
        ("en", "31 November to 2 January 2019", "none"),
        ("en", "30 December to 2 January", "none"),  # whose year 1999 is, nobody can tell
    ],
)
def test_days_over_new_year_are_of_two_years_or_none(lang: str, text: str, days: str) -> None:
    assert [_interval(dates, 1999) for dates in _read(text, lang)] == [days]


def test_what_ends_before_it_begins_is_returned_as_it_stands() -> None:
    (dates,) = _read("from 15 to 12 June 2018")
    assert dates.days(None) == ("2018-06-15", "2018-06-12")


@pytest.mark.parametrize(
    "text", ["31 June 2018", "31 February 2018 to 2 March 2018", "45 June 2018", "2018-06-31", "0 June 2018"]
)
def test_a_day_that_no_calendar_has_is_not_read(text: str) -> None:
    assert not [dates.days(None) for dates in _read(text) if dates.days(None)]


@pytest.mark.parametrize(
    ("lang", "number", "month"),
    [(lang, number, month) for lang, months in MONTHS.items() for number, month in enumerate(months, start=1)],
)
def test_every_month_has_its_number_in_any_case(lang: str, number: int, month: str) -> None:
    for written in (month, month.upper(), month.title()):
        (dates,) = _read(f"7 {written} 2018", lang)
        assert dates.first == dates.last == Day(number, 7, 2018)


NONE = [
    ("en", "Thu, 06/14/2018"),
    ("en", "Thu, 06/14/2018 - 15:09"),
    ("en", "Posted on Fri, 06/15/2018"),
    ("en", "10/06/2018 - 11/06/2018"),
    ("en", "10/06/2018"),
    ("en", "06/10/2018 > 06/12/2018"),
    ("en", "2018"),
    ("en", "in June 2018"),
    ("en", "May 2015"),
    ("en", "2017-2018"),
    ("en", "2018-06"),
    ("en", "the 17 Sustainable Development Goals"),
    ("en", "12,500 participants of 180 cities"),
    ("en", "350 participants from 72 countries, including 30 mayors"),
    ("en", "from 9.30 to 12.30"),
    ("en", "from 10:00 to 11:30"),
    ("en", "7, place de Fontenoy, 75352 Paris 07 SP"),
    ("en", "tel. +33 1 45 68 10 00"),
    ("en", "Each of the other 12 may send two delegates."),
    ("en", "All 4 march through the town."),
    ("en", "The first 20 may speak; the other 12 may not."),
    ("en", "12 Augustinians"),
    ("en", "In 2017, 12 decided to stay."),
    ("it", "i 12 settori"),
    ("es", "los 12 marcos"),
    ("fr", "les 12 maires"),
    ("en", "version 3.0.12"),
    ("en", "112 June"),
    ("en", "12 Junes"),
    ("en", ""),
    ("fr", "les 12 villes du Réseau"),
    ("fr", "en juin 2018"),
    ("fr", "la 12e réunion annuelle"),
    ("es", "las 12 ciudades de la Red"),
    ("es", "en junio de 2018"),
    ("pt", "as 12 cidades da Rede"),
    ("pt", "em junho de 2018"),
    ("it", "le 12 città della Rete"),
    ("it", "nel giugno 2018"),
    ("de", "im Juni 2018"),
    ("de", "die 12 Städte des Netzwerks"),
    ("de", "Kapitel 3.2.1"),
    ("en", "in June 2018, 12 to 15 cities took part"),
    ("en", "in June 12 cities took part"),
    ("en", "one of the 12 in June 2018"),
    ("en", "15.06.18"),
    ("en", "12.06.18 – 15.06.18"),
    ("en", "06/15/2018"),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_what_names_no_day_or_may_be_two_gives_none(lang: str, text: str) -> None:
    assert _read(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "12 June plus 15 June"),
        ("en", "12 June plus 15 June 2018"),
        ("en", "12 June, then 15 June 2018"),
        ("en", "June 12 plus June 15, 2018"),
        ("en", "12 … 15 June 2018"),
        ("en", "12 ... 15 June 2018"),
        ("en", "12 June ... 15 June 2018"),
        ("en", "12 June + 15 June 2018"),
        ("en", "12 or 15 June 2018"),
        ("en", "12 June or 15 June 2018"),
        ("en", "12 to about 15 June 2018"),
        ("en", "12, 15 June 2018"),
        ("en", "12 June, 15 June 2018"),
        ("en", "12 June 15 June 2018"),
        ("en", "12-15 and 17 June 2018"),
        ("en", "12-15 June plus 17 June 2018"),
        ("en", "from 12 June in Krakow to 15 June in Katowice"),
        ("en", "12 June 18 to 15 June 18"),
        ("en", "12.06.18 – 15.06.2018"),
        ("en", "12 JUNE PLUS 15 JUNE 2018"),
        ("fr", "le 12 ou le 15 juin 2018"),
        ("fr", "le 12 juin ou le 15 juin 2018"),
        ("es", "el 12 o el 15 de junio de 2018"),
        ("pt", "12 ou 15 de junho de 2018"),
        ("it", "il 12 o il 15 giugno 2018"),
        ("de", "12 bzw. 15. Juni"),
        ("de", "12. Juni bzw. 15. Juni 2018"),
        ("de", "12. beziehungsweise 15. Juni 2018"),
        ("de", "12. oder 15. Juni 2018"),
    ],
)
def test_two_days_whose_joiner_is_not_understood_are_not_read(lang: str, text: str) -> None:
    assert _read(text, lang) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Krakow 12 June 2018, Fabriano 10 June 2019", ["2018-06-12", "2019-06-10"]),
        ("on 12 June 2018 and 10 June 2019", ["2018-06-12", "2019-06-10"]),
        ("12 June 2018; 15 June 2018", ["2018-06-12", "2018-06-15"]),
        ("12 June 2018 | 15 June 2018", ["2018-06-12", "2018-06-15"]),
        ("12 June 2018, 12 June 2018", ["2018-06-12", "2018-06-12"]),
        ("12 June 2018 – 15 participants", ["2018-06-12"]),
        ("12 June 2018, 10:00 - 12:00", ["2018-06-12"]),
        ("Hall 30, 12 June 2018", ["2018-06-12"]),
        ("12 cities on 15 June 2018", ["2018-06-15"]),
        ("Sept. 12, 2018 (Agency) -- The 17th Annual Conference", ["2018-09-12"]),
    ],
)
def test_days_that_stand_apart_are_each_first_and_last(text: str, days: list[str]) -> None:
    assert [_interval(dates) for dates in _read(text)] == [f"{day}/{day}" for day in days]


@pytest.mark.parametrize(
    "text",
    ["CHANGSHA, Sept. 12 (Agency) -- The 17th Annual Conference", "held on Sept. 12 and the 15th Annual Meeting on"],
)
def test_the_number_of_a_conference_behind_a_day_is_no_day(text: str) -> None:
    assert [(one.first, one.last) for one in _read(text, "en")] == [(Day(9, 12), Day(9, 12))]


def test_two_spans_in_a_row_are_two() -> None:
    found = _read("12-15 June and 18-20 June 2018")
    assert [_interval(dates, 2018) for dates in found] == ["2018-06-12/2018-06-15", "2018-06-18/2018-06-20"]


def test_a_posting_date_hides_no_days_beside_it() -> None:
    assert [_interval(dates) for dates in _read("Thu, 06/14/2018 12-15 June 2018")] == ["2018-06-12/2018-06-15"]
    assert [_interval(dates) for dates in _read("12-15 June 2018 Thu, 06/14/2018 - 15:09")] == ["2018-06-12/2018-06-15"]


def test_days_of_a_text_come_in_its_order() -> None:
    text = "XI: 30 June to 2 July 2017; XII: 12-15 June 2018; XIII: June 10 to 15, 2019."
    assert [_interval(dates) for dates in _read(text)] == [
        "2017-06-30/2017-07-02",
        "2018-06-12/2018-06-15",
        "2019-06-10/2019-06-15",
    ]


def test_a_stretch_of_a_text_is_read_by_itself() -> None:
    text = "12-15 June 2018, 10-15 June 2019"
    assert [_interval(dates) for dates in read_dates(text, ENGLISH, 17)] == ["2019-06-10/2019-06-15"]
    assert [_interval(dates) for dates in read_dates(text, ENGLISH, 0, 15)] == ["2018-06-12/2018-06-15"]


FIGURES_OF_A_YEAR = ("{d1:02}.{n1:02} > {d2:02}.{n2:02}.{y2}", "{d1}.{n1} - {d2}.{n2}.{y2}")
FIGURES = ("{d1:02}.{n1:02}.{y1} > {d2:02}.{n2:02}.{y2}", "{y1}-{n1:02}-{d1:02} – {y2}-{n2:02}-{d2:02}")
OF_A_MONTH = {
    "en": ("{d1}-{d2} {m2} {y2}", "{d1} to {d2} {m2} {y2}", "{m1} {d1}-{d2}, {y2}", "{d1} - {d2} | {m2} | {y2}"),
    "fr": ("{d1} au {d2} {m2} {y2}", "{d1}-{d2} {m2} {y2}"),
    "es": ("{d1} al {d2} de {m2} de {y2}", "{d1} - {d2} | {m2} | {y2}", "{d1} y el {d2} de {m2} de {y2}"),
    "pt": ("{d1} a {d2} de {m2} de {y2}", "{d1} e {d2} de {m2} de {y2}"),
    "it": ("{d1} al {d2} {m2} {y2}", "{d1}-{d2} {m2} {y2}", "{d1} e {d2} {m2} {y2}", "{d1} all’{d2} {m2} {y2}"),
    "de": ("{d1}. bis {d2}. {m2} {y2}", "{d1}.–{d2}. {m2} {y2}", "{d1}. und {d2}. {m2} {y2}", "{d1}./{d2}. {m2} {y2}",
           "{d1}.-{d2}.{n2}.{y2}"),
}  # fmt: skip
OF_A_YEAR = {
    "en": ("{d1} {m1} to {d2} {m2} {y2}", "{m1} {d1} – {m2} {d2}, {y2}", *FIGURES_OF_A_YEAR),
    "fr": ("{d1} {m1} au {d2} {m2} {y2}", "{d1} {m1} – {d2} {m2} {y2}", *FIGURES_OF_A_YEAR),
    "es": ("{d1} de {m1} al {d2} de {m2} de {y2}", *FIGURES_OF_A_YEAR),
    "pt": ("{d1} de {m1} a {d2} de {m2} de {y2}", *FIGURES_OF_A_YEAR),
    "it": ("{d1} {m1} al {d2} {m2} {y2}", *FIGURES_OF_A_YEAR),
    "de": ("{d1}. {m1} bis {d2}. {m2} {y2}", "{d1:02}.{n1:02}. – {d2:02}.{n2:02}.{y2}", *FIGURES_OF_A_YEAR),
}
OF_ANY_DAYS = {
    "en": ("{d1} {m1} {y1} to {d2} {m2} {y2}", "{m1} {d1}, {y1} - {m2} {d2}, {y2}", *FIGURES),
    "fr": ("{d1} {m1} {y1} au {d2} {m2} {y2}", *FIGURES),
    "es": ("{d1} de {m1} de {y1} al {d2} de {m2} de {y2}", *FIGURES),
    "pt": ("{d1} de {m1} de {y1} a {d2} de {m2} de {y2}", *FIGURES),
    "it": ("{d1} {m1} {y1} al {d2} {m2} {y2}", *FIGURES),
    "de": ("{d1}. {m1} {y1} bis zum {d2}. {m2} {y2}", "{d1}. {m1} {y1} – {d2}. {m2} {y2}", *FIGURES),
}
BEFORE = {
    "en": ("", "from ", "held from ", "between ", "("),
    "fr": ("", "du ", "tenue du ", "("),
    "es": ("", "del ", "entre el ", "("),
    "pt": ("", "de ", "entre ", "("),
    "it": ("", "dal ", "tra il ", "("),
    "de": ("", "vom ", "zwischen dem ", "("),
}
BEHIND = ("", ".", ")", ", Paris (France)", " – Paris", "; 350 participants", "\n2018")
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(st.data(), st.sampled_from(sorted(LANGUAGES)), DAYS, st.integers(1, 400), st.sampled_from(BEHIND))
def test_any_two_days_are_read_back_in_any_form(
    data: st.DataObject, lang: str, first: date, length: int, behind: str
) -> None:
    last = first + timedelta(data.draw(st.sampled_from([length, length % 20 + 1])))
    forms = [*OF_ANY_DAYS[lang]]
    forms += OF_A_YEAR[lang] if first.year == last.year else ()
    forms += OF_A_MONTH[lang] if (first.year, first.month) == (last.year, last.month) else ()
    before, words = (
        data.draw(st.sampled_from(BEFORE[lang])),
        _written(data.draw(st.sampled_from(forms)), lang, first, last),
    )
    (dates,) = _read(before + words + behind, lang)
    assert dates.days(None) == (first.isoformat(), last.isoformat())
    assert dates.span == Span(len(before), len(before) + len(words))


def _written(form: str, lang: str, first: date, last: date) -> str:
    months = MONTHS[lang]
    return form.format(
        d1=first.day, m1=months[first.month - 1], n1=first.month, y1=first.year,
        d2=last.day, m2=months[last.month - 1], n2=last.month, y2=last.year,
    )  # fmt: skip


@given(DAYS, st.integers(0, 40), st.booleans())
def test_figures_with_slashes_are_read_only_where_the_other_way_round_they_are_no_span(
    first: date, length: int, american: bool
) -> None:
    last = first + timedelta(length)
    form = "%m/%d/%Y" if american else "%d/%m/%Y"
    found = _read(f"{first.strftime(form)} - {last.strftime(form)}")
    is_clear = max(first.day, last.day) > 12
    if not is_clear:
        turned = date(last.year, last.day, last.month) - date(first.year, first.day, first.month)
        is_clear = length < 31 and not 0 <= turned.days < 62  # a conference takes a month at most
    if is_clear:
        assert [dates.days(None) for dates in found] == [(first.isoformat(), last.isoformat())]
    else:
        assert found == []


@given(DAYS, st.integers(0, 27), st.sampled_from(sorted({*LANGUAGES} - {"en"})))
def test_figures_with_slashes_begin_with_the_day_where_a_language_writes_it_first(
    first: date, length: int, lang: str
) -> None:
    last = first + timedelta(length)
    found = _read(f"{first:%d/%m/%Y} - {last:%d/%m/%Y}", lang)
    as_months = (
        [date(day.year, day.day, day.month) for day in (first, last)] if max(first.day, last.day) <= 12 else None
    )
    if as_months and 0 <= (as_months[1] - as_months[0]).days < 31:
        assert found == []
    else:
        assert [dates.days(None) for dates in found] == [(first.isoformat(), last.isoformat())]


@given(DAYS, st.sampled_from(["Mon", "Tue", "Thu", "Fri", "Sat", "Lun", "Mar", "Mer", "jeu", "ven."]), st.booleans())
def test_a_posting_date_is_never_the_events(posted: date, weekday: str, with_time: bool) -> None:
    text = f"{weekday}, {posted:%m/%d/%Y}{' - 15:09' if with_time else ''}"
    assert all(_read(text, lang) == [] for lang in LANGUAGES)


PIECES = st.sampled_from(
    [
        "12", "2", "30.06", "2018", "June", "juin", "de junio", "to", "au", "al", "e", "-", "–", ">", "/", ".", ",", "|", " ",
        "from", "between", "and", "th", "er", "º", "1er", "Thu,", "06/14/2018", "2018-06-12", "2018-13-45", "31", "00", "May",
        "²", "٣", "１２", "\u00a0", "\n",
    ]
)  # fmt: skip


@given(st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join), st.none() | st.integers(1, 9999))
def test_no_text_is_too_odd_and_days_stand_apart_where_they_say(text: str, year: int | None) -> None:
    for language in LANGUAGES.values():
        end = 0
        for dates in read_dates(text, language):
            assert end <= dates.span.start < dates.span.end <= len(text)
            assert any(letter.isdigit() for letter in text[dates.span.start : dates.span.end])
            end = dates.span.end
            days = dates.days(year)
            assert days is None or all(date.fromisoformat(day) for day in days)


@given(st.text(st.characters(exclude_categories=["Nd", "No", "Nl"])))
def test_a_text_without_figures_has_no_days(text: str) -> None:
    assert all(_read(text, lang) == [] for lang in LANGUAGES)


PIECES_OF_200_KB = (
    "12 - ", "12 to ", "12 June ", "June 12 ", "June ", "12, ", "1 ", "30.06 > ", "30.06.", "2018-06-", "12 - 15 June | ",
    "Thu, ", "06/14/", " ", "a ", "12 th ", "from the ",
)  # fmt: skip
STARTS = {"en": "12 ", "fr": "", "es": "30.06", "pt": "2018-06-12", "it": "12 a", "de": "12."}


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES_OF_200_KB)
@pytest.mark.usefixtures("patience")
def test_a_hostile_text_comes_to_an_end(piece: str) -> None:
    for lang, start in STARTS.items():
        _read(start + piece * (200_000 // len(piece)), lang)
