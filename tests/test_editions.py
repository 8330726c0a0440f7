"""Pages about one event, news and lists of events: what a reader takes from the sentences is what is read, and no more."""

# ruff: noqa: E501 - sentences are kept whole

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import read_page
from scraper.notices import ValuesDiffer
from scraper.outcomes import Outcome
from scraper.subjects.uccn.languages import LANGUAGES
from scraper.subjects.uccn.proofs import follows
from scraper.subjects.uccn.records import events
from scraper.values.records import Page

Stated = dict[str, str | int]
TITLE = "From the UNESCO Creative Cities Network"


def _event(*parts: str, title: str = TITLE, lang: str = "en", fields: str = "") -> Page:
    """Read a page of Drupal 7 on one event; `fields` stand before its body."""
    main = f'{fields}<div class="field field-name-body">{_paragraphs(parts)}</div>'
    body = f'<h1 id="page-title">{title}</h1><div id="block-system-main">{main}</div>'
    return _read(body, lang, f"https://{lang}.unesco.org/creative-cities/events/x")


def _news(*parts: str, title: str = TITLE, lang: str = "en") -> Page:
    """Read news in TYPO3's single view, posted on 3 July 2018."""
    head = f'<div class="news-single-timedata">03.07.2018</div><h1>{title}</h1>'
    body = f'<div class="news-single-item">{head}{_paragraphs(parts)}</div>'
    return _read(body, lang, f"http://www.unesco.org/new/{lang}/media-services/single-view/news/x")


def _items(*rows: tuple[str, ...], lang: str = "en") -> Page:
    """Read a list of events, each row a title and the texts of its fields."""
    written = "".join(
        f'<div class="views-row"><h3>{row[0]}</h3>{"".join(f"<div>{text}</div>" for text in row[1:])}</div>'
        for row in rows
    )
    body = f'<h1>What’s on</h1><div id="block-system-main"><div class="view-content">{written}</div></div>'
    return _read(body, lang, f"https://{lang}.unesco.org/creative-cities/whatson?type=events")


def _paragraphs(parts: tuple[str, ...]) -> str:
    return "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)


def _read(body: str, lang: str, original: str) -> Page:
    page = f"<!DOCTYPE html><html lang={lang}><head><title>UNESCO</title></head><body>{body}</body></html>"
    return read_page(page.encode(), content_type="text/html; charset=utf-8", original=original)


def _stated(page: Page) -> list[Stated]:
    return [{value.field: value.value for value in event.values} for event in events(page)]


def _edition(
    number: int | None = None,
    hosts: str | None = None,
    days: str | None = None,
    status: str | None = None,
    *,
    year: int | None = None,
    **counts: int,
) -> Stated:
    """Return what is stated of an edition; `days` is an ISO 8601 interval, and its year is the year unless one is given."""
    first, _, last = (days or "").partition("/")
    told = {
        "edition": number,
        "year": year or (int(first[:4]) if first else None),
        "hosts": hosts,
        "first_day": first or None,
        "last_day": last or first or None,
        "status": status,
        **counts,
    }
    return {field: value for field, value in told.items() if value is not None}


# What is not read so far: the words, and what comes. A host that is missed is told as unread (tested below).
MISREAD = {
    "The XII Annual Meeting of the Network, now 180 cities strong, gathered 350 participants.": "no number",
    "The XII Annual Meeting took place in two cities, Krakow and Katowice (Poland).": "no host",
    "Fabriano (Italy) was selected to host the XIII Annual Conference; Suzhou (China) had also submitted a bid.": "nothing",
    "The XII Annual Meeting was jointly hosted by Krakow, City of Literature, and Katowice, City of Music (Poland).": "no country",
    "Together with Paris (France), Enghien-les-Bains (France) hosted the opening; the XI Annual Meeting was held in Enghien-les-Bains (France).": "no host",
    "Fabriano (Italy), twinned with Lodève (France), hosted the XIII Annual Conference.": "no host",
    "After Östersund (Sweden) in 2016, Enghien-les-Bains (France) hosted the XI Annual Meeting.": "nothing",
    "The XIV Annual Conference was held in Santos (Brazil), where a film festival will take place in 2023.": "nothing",
    "The XIV Annual Conference will be held in Santos (Brazil), where a film festival took place in 2019.": "nothing",
    "The XIV Annual Conference has not been postponed: it will be held in Santos (Brazil).": "nothing",
    "Fabriano (Italy), chosen in 2018, hosted the XIII Annual Conference.": "nothing",
    "After Krakow and Katowice (Poland) in 2018, Fabriano (Italy) hosted the XIII Annual Conference.": "nothing",
    "At the XII Annual Meeting in Krakow and Katowice (Poland), Fabriano (Italy) was chosen to host the XIII Annual Conference.": "no host",
    "The XI Annual Meeting gathered 300 participants, the XII Annual Meeting gathered 350 participants.": "no second edition",
    "The XIII Annual Conference was held in Fabriano (Italy) from 10 to 15 June 2019. The next edition will take place in Santos (Brazil).": "no edition without year and ordinal",
    "Enghien-les-Bains (France), which hosted the XI Annual Meeting in 2017, will host the XVII Annual Conference in 2025.": "no second edition",
    "While the XIII Annual Conference was held in Fabriano (Italy) in 2019, the XIV Annual Conference has been postponed.": "no second edition",
    "The XIV Annual Conference will be held in Santos (Brazil) in 2022, three years after the XIII Annual Conference in Fabriano (Italy).": "no second edition",
    "The Meeting will be held from 12 to 15 June 2018.": "no status",
}  # fmt: skip


def _cases(cases: Sequence[Any]) -> list[Any]:
    """Return cases, with a mark on those that are read wrongly so far."""
    return [_marked(case if isinstance(case, tuple) else (case,)) for case in cases]


def _marked(case: tuple[Any, ...]) -> Any:
    parts = [one for part in case for one in (part if isinstance(part, tuple) else (part,)) if isinstance(one, str)]
    wrong = [MISREAD[part] for part in parts if part in MISREAD]
    return pytest.param(*case, marks=pytest.mark.xfail(reason=f"came: {wrong[0]}", strict=True) if wrong else ())


READ_BY = pytest.mark.parametrize("read", [_event, _news], ids=["event", "news"])
KRAKOW = "Krakow (Poland); Katowice (Poland)"
ENGHIEN = "Enghien-les-Bains (France)"
FABRIANO = "Fabriano (Italy)"
OESTERSUND = "Östersund (Sweden)"
SANTOS = "Santos (Brazil)"
JUNE_2018 = "2018-06-12/2018-06-15"


HOSTS_AND_DAYS = [
    (
        "The XII Annual Meeting of the UNESCO Creative Cities Network was held in Krakow and Katowice (Poland) from 12 to 15 June 2018.",
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ),
    (
        "From 12 to 15 June 2018, the XII Annual Meeting was held in Krakow and Katowice (Poland).",
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ),
    (
        "In June 2018, Krakow and Katowice (Poland) hosted the XII Annual Meeting.",
        _edition(12, KRAKOW, None, "held", year=2018),
    ),
    (
        "Krakow and Katowice, Poland, will host the XII Annual Meeting on 12-15 June 2018.",
        _edition(12, KRAKOW, JUNE_2018, "planned"),
    ),
    (
        "The XII Annual Meeting, 12–15 June 2018, will take place in Krakow-Katowice (Poland).",
        _edition(12, KRAKOW, JUNE_2018, "planned"),
    ),
    (
        "The XII Annual Meeting took place in Krakow (Poland) and Katowice (Poland), 12 June – 15 June 2018.",
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ),
    (
        "The XII Annual Meeting, hosted by the cities of Krakow and Katowice (Poland), took place from 12 to 15 June 2018.",
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ),
    (
        "The XII Annual Meeting was held from June 12 to 15, 2018, in Krakow and Katowice (Poland).",
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ),
    (
        "The XI Annual Meeting took place in Enghien-les-Bains (France) from 30 June to 2 July 2017.",
        _edition(11, ENGHIEN, "2017-06-30/2017-07-02", "held"),
    ),
    (
        "Enghien-les-Bains, France, hosted the XI Annual Meeting, 30.06 &gt; 02.07.2017.",
        _edition(11, ENGHIEN, "2017-06-30/2017-07-02", "held"),
    ),
    (
        "Fabriano (Italy) hosted the XIII Annual Conference of the UNESCO Creative Cities Network from 10 to 15 June 2019.",
        _edition(13, FABRIANO, "2019-06-10/2019-06-15", "held"),
    ),
    (
        "The city of Fabriano (Italy) will host the XIII Annual Conference between 10 and 15 June 2019.",
        _edition(13, FABRIANO, "2019-06-10/2019-06-15", "planned"),
    ),
    (
        "The 2019 Annual Conference was held in Fabriano (Italy) from 10 to 15 June.",
        _edition(None, FABRIANO, "2019-06-10/2019-06-15", "held"),
    ),
    (
        "The Annual Meeting 2016 was held in Östersund, Sweden.",
        _edition(None, OESTERSUND, None, "held", year=2016),
    ),
    (
        "The X Annual Meeting was held on 14, 15 and 16 September 2016 in Östersund (Sweden).",
        _edition(10, OESTERSUND, "2016-09-14/2016-09-16", "held"),
    ),
    (
        "The X Annual Meeting was held in Östersund (Sweden) from Wednesday 14 to Friday 16 September 2016.",
        _edition(10, OESTERSUND, "2016-09-14/2016-09-16", "held"),
    ),
    (
        "The X Annual Meeting was held in Östersund (Sweden) from Wednesday, 14 September, to Friday, 16 September 2016.",
        _edition(10, OESTERSUND, "2016-09-14/2016-09-16", "held"),
    ),
    (
        "On 16 September 2016, the X Annual Meeting was held in Östersund (Sweden).",
        _edition(10, OESTERSUND, "2016-09-16", "held"),
    ),
    (
        "The XIV Annual Conference will be held in Santos (Brazil), 18 - 24 | JULY | 2022.",
        _edition(14, SANTOS, "2022-07-18/2022-07-24", "planned"),
    ),
    (
        "The XVI UNESCO Creative Cities Network Annual Conference takes place in Braga (Portugal) from 1 to 5 July 2024.",
        _edition(16, "Braga (Portugal)", "2024-07-01/2024-07-05"),
    ),
    (
        "The XIII Annual Conference was held in Fabriano (Italy) from 28 December 2019 to 3 January 2020.",
        _edition(13, FABRIANO, "2019-12-28/2020-01-03", "held"),
    ),
    (
        "The Annual Meeting of the UNESCO Creative Cities Network was held in Chengdu, People’s Republic of China, in 2014.",
        _edition(None, "Chengdu (People’s Republic of China)", None, "held", year=2014),
    ),
    (
        "The 9th Annual Meeting was hosted by Kanazawa, Japan, from 25 to 28 May 2015.",
        _edition(9, "Kanazawa (Japan)", "2015-05-25/2015-05-28", "held"),
    ),
    (
        "The XV Annual Conference is to be held in Istanbul (Türkiye) in 2023.",
        _edition(15, "Istanbul (Türkiye)", None, "planned", year=2023),
    ),
    (
        "Delegates from all over the world travelled to Östersund, Sweden, where the X Annual Meeting took place on 14–16 September 2016.",
        _edition(10, OESTERSUND, "2016-09-14/2016-09-16", "held"),
    ),
    (
        "The UNESCO Creative Cities Network held its XII Annual Meeting in Krakow and Katowice (Poland) from 12 to 15 June 2018.",
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ),
    (
        "The XIV Annual Conference, originally planned for 2020, was held in Santos (Brazil) from 18 to 22 July 2022.",
        _edition(14, SANTOS, "2022-07-18/2022-07-22", "held"),
    ),
    (
        "Initially due to take place in July 2020, the XIV Annual Conference will be held in Santos (Brazil) from 18 to 22 July 2022.",
        _edition(14, SANTOS, "2022-07-18/2022-07-22", "planned"),
    ),
    (
        "The V Annual Meeting was held in Seoul (Republic of Korea) in November 2011.",
        _edition(5, "Seoul (Republic of Korea)", None, "held", year=2011),
    ),
    (
        "The III Annual Meeting took place in Santa Fe (United States of America) in 2008.",
        _edition(3, "Santa Fe (United States of America)", None, "held", year=2008),
    ),
]  # fmt: skip


@READ_BY
@pytest.mark.parametrize(("words", "edition"), _cases(HOSTS_AND_DAYS))
def test_hosts_days_and_status_are_read_wherever_they_stand(
    words: str, edition: Stated, read: Callable[..., Page]
) -> None:
    page = read(words)
    assert page.outcome is Outcome.EXTRACTED
    assert _stated(page) == [edition]


NO_EDITIONS = [
    # Summits, forums and festivals
    "The Creative Cities Beijing Summit was held in Beijing (China) from 6 to 8 June 2016 with 700 participants.",
    "The Mayors’ Summit took place in Kanazawa (Japan) in May 2015.",
    "The UNESCO Creative Cities Forum will be held in Suzhou (China) on 2 and 3 April 2019.",
    "The III International Conference on Creative Tourism was held in Santa Fe (United States of America) in 2008.",
    "The XXI General Conference was held in Paris (France) from 3 to 18 November 2015.",
    "Dundee (United Kingdom) hosted the V Design Festival from 21 to 27 May 2018.",
    # Parts of the network
    "The Annual Meeting of the Cities of Gastronomy was held in Parma (Italy) from 4 to 6 May 2017.",
    "The annual meeting of the UNESCO Cities of Literature took place in Iowa City (United States of America) in April 2018.",
    "The Music Cities’ annual meeting will be held in Mannheim (Germany) in 2019.",
    "The XIII annual conference of the Media Arts sub-network was hosted by Linz (Austria) in 2018.",
    "The annual meeting of the Steering Group was held in Paris (France) on 24 May 2018.",
    "The sub-network annual meeting took place in Bitola (North Macedonia) from 24 to 26 October 2018.",
    "The annual meeting of the mayors was held in Santos (Brazil) in 2017.",
    "The IV National Annual Meeting of Brazilian cities was held in Brasília (Brazil) in 2018.",
    # Other bodies
    "The annual meeting of the World Heritage Committee was held in Krakow (Poland) from 2 to 12 July 2017.",
    "The annual conference of the International Music Council took place in Rabat (Morocco) in November 2017.",
    "The annual conference of the UNESCO Associated Schools Network was held in Lyon (France) in 2018.",
    "The annual meeting of the UNESCO Global Network of Learning Cities was held in Cork (Ireland) in 2017.",
    "The annual meeting of the Organization of World Heritage Cities was held in Gyeongju (Republic of Korea) in 2017.",
    "The Annual Meetings of the World Bank and the International Monetary Fund were held in Lima (Peru) in October 2015.",
    "The annual meeting for librarians will be held in Heidelberg (Germany) on 3 May 2019.",
    "Eurocities held its annual conference in Edinburgh (United Kingdom) from 28 to 30 November 2018.",
    "The annual conference of the Network of European Museum Organisations took place in Ghent (Belgium) in November 2017.",
    "The annual conference of the League of Historical Cities was held in Bursa (Turkey) in 2018.",
    "The annual meeting of UNESCO field offices was held in Bangkok (Thailand) in 2018.",
    "The annual meeting of the UNESCO Chairs in culture will take place in Girona (Spain) on 3 and 4 May 2018.",
    "The International Council of Museums has held its annual meeting in Kyoto (Japan) from 1 to 7 September 2019.",
    # Cities, days and numbers of other things
    "Delegates came from Dublin (Ireland), Bologna (Italy) and Popayán (Colombia).",
    "The Network now counts 180 cities in 72 countries.",
    "Member cities: Dublin (Ireland) in 2010, Bologna (Italy) in 2006.",
    "Tucson (United States of America) joined the Network on 11 December 2015.",
    "The annual report of the Network was published in Paris (France) in 2018.",
    "The mayors met in Paris (France) from 3 to 5 May 2018 with 200 participants.",
]  # fmt: skip


@READ_BY
@pytest.mark.parametrize("words", _cases(NO_EDITIONS))
def test_only_the_annual_conference_of_the_network_counts(words: str, read: Callable[..., Page]) -> None:
    page = read(words)
    assert (_stated(page), page.outcome) == ([], Outcome.NO_FACTS)


XII = "The XII Annual Meeting was held in Krakow and Katowice (Poland) from 12 to 15 June 2018."
BESIDE = [
    "The Creative Cities Beijing Summit was held in Beijing (China) from 6 to 8 June 2016 with 700 participants.",
    "The Annual Meeting of the Cities of Gastronomy was held in Parma (Italy) from 4 to 6 May 2017 with 120 participants.",
    "The World Urban Forum will take place in Kuala Lumpur (Malaysia) from 7 to 13 February 2019.",
    "The Steering Group of the Network met in Paris (France) on 24 May 2018.",
    "The Network now counts 180 member cities in 72 countries.",
    "The UNESCO Creative Cities Network brings together 180 cities from 72 countries.",
    "Created in 2004, the Network has 180 member cities.",
    "Delegates came from Dublin (Ireland), Bologna (Italy) and Popayán (Colombia).",
    "Among the speakers were the mayors of Santos (Brazil) and Östersund (Sweden).",
    "Tucson (United States of America) joined the Network in 2015.",
    "Wuhan (China) became a City of Design on 31 October 2017.",
    "Posted on Thu, 06/14/2018",
    "Submitted by admin on Thu, 06/14/2018 - 15:09",
    "Last update: 22 June 2018",
    "Published on 20 June 2018",
    "Registration is open from 20 March to 4 May 2018.",
    "The call for applications closed on 16 June 2017 with 120 cities.",
    "An exhibition of posters is open in Warsaw (Poland) from 1 to 30 June 2018.",
    "A concert in the Philharmonic Hall drew 1,800 visitors.",
    "The concert of the last evening was cancelled because of the rain.",
    "The exhibition has been postponed to the autumn of 2019.",
    "A study of 246 cities in 80 countries was presented.",
    "The Secretariat is at 7, place de Fontenoy, Paris (France).",
    "Photograph: a street of Linz (Austria) in 2017.",
    "A workshop on paper gathered 40 participants from 12 countries.",
    "A seminar for young designers attracted 60 participants from 14 cities.",
    "A training course welcomed 25 participants.",
    "An open-air concert was attended by 5,000 people.",
    "The workshop took place on 11 June 2018.",
    "An excursion to Wieliczka (Poland) took place on 16 June 2018.",
    "The General Conference of UNESCO met in Paris (France) from 30 October to 14 November 2017.",
    "The film festival has been cancelled.",
    "A year later, Lodz (Poland) became a City of Film.",
    "Since 2004, 180 cities from 72 countries have joined the Network.",
    "The Network grew: 64 cities from 44 countries were designated in 2017.",
]  # fmt: skip


@READ_BY
@pytest.mark.parametrize("beside", _cases(BESIDE))
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_what_else_a_page_tells_changes_nothing(beside: str, first: bool, read: Callable[..., Page]) -> None:
    page = read(beside, XII) if first else read(XII, beside)
    assert _stated(page) == [_edition(12, KRAKOW, JUNE_2018, "held")]


UNDATED = "The XII Annual Meeting will be held in Krakow and Katowice (Poland)."


@READ_BY
@pytest.mark.parametrize(
    "days",
    _cases(
        [
            "Posted on Thu, 06/14/2018",
            "Posted on Thursday, 14 June 2018",
            "Published on 20 June 2018",
            "Delegates may register from 20 March to 4 May 2018.",
            "Please send your papers between 1 and 15 May 2018.",
            "Early-bird tickets are on sale from 1 February to 31 March 2018.",
            "The deadline for visa requests is 30 April 2018.",
            "The members of the jury meet from 3 to 4 May 2018.",
            "Between 1 and 31 March 2018 cities may name their delegates.",
            "The festival of lights runs from 8 to 17 June 2018.",
            "The office is closed from 24 December 2017 to 2 January 2018.",
            "Rooms are to be had at a special price until 30 April 2018.",
            "A show of posters is open in Warsaw (Poland) from 1 to 30 June 2018.",
            "The Steering Group of the Network will meet in Paris (France) from 24 to 25 May 2018.",
            "The European Year of Cultural Heritage lasts from 1 January to 31 December 2018.",
        ]
    ),
)
def test_days_of_other_things_are_not_taken_for_the_conference_that_states_none(
    days: str, read: Callable[..., Page]
) -> None:
    (edition,) = _stated(read(UNDATED, days))
    assert "first_day" not in edition
    assert edition["hosts"] == KRAKOW


@READ_BY
def test_a_sentence_that_goes_on_about_the_conference_gives_it_its_days(read: Callable[..., Page]) -> None:
    page = read(UNDATED, "The event runs from 12 to 15 June 2018.")
    assert _stated(page) == [_edition(12, KRAKOW, JUNE_2018, "planned")]


def test_a_line_of_days_below_an_event_is_its_own() -> None:
    assert _stated(_event(UNDATED, "The Meeting: 12-15 June 2018.")) == [_edition(12, KRAKOW, JUNE_2018, "planned")]


@pytest.mark.parametrize("words", _cases(["Dates: 12-15 June 2018", "When: from 12 to 15 June 2018"]))
def test_news_too_may_give_the_days_beside_a_label(words: str) -> None:
    assert _stated(_news(UNDATED, words)) == [_edition(12, KRAKOW, JUNE_2018, "planned")]


HOSTS_ALONE = [
    ("The XIII Annual Conference was held in Fabriano (Italy) in the presence of the Mayor of Dublin (Ireland).", FABRIANO),
    ("Delegates from Dublin (Ireland) and Bologna (Italy) attended the X Annual Meeting, held in Östersund (Sweden) in 2016.", OESTERSUND),
    ("Invited by Östersund (Sweden), delegates from Dublin (Ireland) came to the X Annual Meeting, which was held in Östersund (Sweden) in 2016.", OESTERSUND),
    ("The XII Annual Meeting was held in Krakow and Katowice (Poland), at the ICE Congress Centre and in the Silesian Museum.", KRAKOW),
    ("The XII Annual Meeting took place in two cities, Krakow and Katowice (Poland).", KRAKOW),
    ("The XII Annual Meeting was held in Kraków and Katowice (Poland).", "Kraków (Poland); Katowice (Poland)"),
    ("The XI Annual Meeting was held in Enghien-les-Bains, near Paris (France).", "Enghien-les-Bains"),
    ("Fabriano (Italy) was chosen over Suzhou (China) to host the XIII Annual Conference.", FABRIANO),
    ("Fabriano (Italy) was selected to host the XIII Annual Conference; Suzhou (China) had also submitted a bid.", FABRIANO),
    ("The members preferred Fabriano (Italy) to Suzhou (China): the XIII Annual Conference will be held in Fabriano (Italy).", FABRIANO),
    ("The XIII Annual Conference was held in Fabriano (Italy), a town between Rome and Ancona.", FABRIANO),
    ("The XIII Annual Conference was held in Fabriano, Marche, Italy.", FABRIANO),
    ("The XIII Annual Conference was held in Fabriano, a town of the Marche (Italy).", "Fabriano"),
    ("The XII Annual Meeting was held in the cities of Krakow and Katowice, in Poland.", KRAKOW),
    ("The XII Annual Meeting was jointly hosted by Krakow, City of Literature, and Katowice, City of Music (Poland).", KRAKOW),
    ("The XII Annual Meeting was held in Kraków-Katowice.", "Kraków; Katowice"),
    ("The XII Annual Meeting was held in Krakow/Katowice (Poland).", KRAKOW),
    ("In Paris (France), the Director-General said that the XIV Annual Conference will be held in Santos (Brazil).", SANTOS),
    ("Together with Paris (France), Enghien-les-Bains (France) hosted the opening; the XI Annual Meeting was held in Enghien-les-Bains (France).", ENGHIEN),
    ("At the XIII Annual Conference, held in Fabriano (Italy), Santos (Brazil) presented its plans.", FABRIANO),
    ("At the XIII Annual Conference in Fabriano (Italy), the mayor of Bergen (Norway) spoke.", FABRIANO),
    ("The XIII Annual Conference was held in Fabriano (Italy) with the support of the city of Rome (Italy).", FABRIANO),
    ("Fabriano (Italy), twinned with Lodève (France), hosted the XIII Annual Conference.", FABRIANO),
    ("After Krakow and Katowice (Poland), Fabriano (Italy) hosted the XIII Annual Conference.", FABRIANO),
    ("After Östersund (Sweden) in 2016, Enghien-les-Bains (France) hosted the XI Annual Meeting.", ENGHIEN),
    ("The torch passed from Östersund (Sweden) to Enghien-les-Bains (France), host of the XI Annual Meeting.", ENGHIEN),
    ("The XI Annual Meeting will be held in Enghien-les-Bains (France), 15 kilometres from Paris.", ENGHIEN),
    ("The X Annual Meeting was held in Östersund (Sweden), City of Gastronomy since 2010.", OESTERSUND),
    ("Cities such as Milan (Italy) sent delegations to the XIII Annual Conference held in Fabriano (Italy).", FABRIANO),
]  # fmt: skip


@READ_BY
@pytest.mark.parametrize(("words", "hosts"), _cases(HOSTS_ALONE))
def test_guests_venues_and_losing_bids_are_no_hosts(words: str, hosts: str, read: Callable[..., Page]) -> None:
    (edition,) = _stated(read(words))
    assert edition["hosts"] == hosts


@READ_BY
@pytest.mark.parametrize(
    "words",
    _cases(
        [
            "Two cities, Fabriano (Italy) and Suzhou (China), submitted bids to host the XIII Annual Conference.",
            "Suzhou (China) had hoped to host the XIII Annual Conference.",
            "Suzhou (China) was not chosen to host the XIII Annual Conference.",
            "The XIII Annual Conference will take place in Italy.",
            "The XIII Annual Conference will take place in summer 2019.",
            "Delegates from Dublin (Ireland), Bologna (Italy) and Popayán (Colombia) will attend the XIII Annual Conference.",
            "Dublin (Ireland) and Bologna (Italy) will present their work at the XIII Annual Conference.",
            "In Paris (France), the members prepared the XIII Annual Conference.",
            "In Geneva (Switzerland), experts discussed the outcome of the XIII Annual Conference.",
            "Bergen (Norway) would like to host the XIII Annual Conference.",
            "Three cities, Lima (Peru), Dakar (Senegal) and Perth (Australia), are competing to host the XIII Annual Conference.",
            "Milan (Italy) withdrew its offer to host the XIII Annual Conference.",
            "Nantes (France) failed to host the XIII Annual Conference.",
            "From Seoul (Republic of Korea) to Quito (Ecuador), cities prepare for the XIII Annual Conference.",
            "The XIII Annual Conference will welcome the new members Cape Town (South Africa) and Kolding (Denmark).",
        ]
    ),
)
def test_a_sentence_without_a_host_gives_none(words: str, read: Callable[..., Page]) -> None:
    assert not [edition["hosts"] for edition in _stated(read(words)) if "hosts" in edition]


@READ_BY
@pytest.mark.parametrize(
    "words",
    _cases(
        [
            "The XIII Annual Conference of the UNESCO Creative Cities Network, created in 2004, will be held in Fabriano (Italy).",
            "Fabriano (Italy), a City of Crafts and Folk Art since 2013, will host the XIII Annual Conference.",
            "The XIII Annual Conference in Fabriano (Italy) is about the 2030 Agenda for Sustainable Development.",
            "The XIII Annual Conference, held in Fabriano (Italy), adopted the strategy 2018-2021.",
            "The XIII Annual Conference in Fabriano (Italy) marks the 15 years of the Network, founded in 2004.",
            "Fabriano (Italy), member of the Network since 2013, hosted the XIII Annual Conference.",
            "The XIII Annual Conference, held in Fabriano (Italy), looked ahead to Agenda 2030.",
            "Fabriano (Italy), chosen in 2018, hosted the XIII Annual Conference.",
            "At the XIII Annual Conference in Fabriano (Italy), the report for 2016-2017 was adopted.",
            "After Krakow and Katowice (Poland) in 2018, Fabriano (Italy) hosted the XIII Annual Conference.",
            "The XIII Annual Conference was held in Fabriano (Italy) in the presence of the 64 cities that joined in 2017.",
        ]
    ),
)
def test_a_year_of_something_else_is_not_the_conferences(words: str, read: Callable[..., Page]) -> None:
    (edition,) = _stated(read(words))
    assert (edition["hosts"], edition.get("year")) == (FABRIANO, None)


@READ_BY
@pytest.mark.parametrize(
    "words",
    _cases(
        [
            "Registration for the XIII Annual Conference is open until 30 April 2019.",
            "Registration for the XIII Annual Conference: 20 March to 4 May 2019.",
            "The call for papers of the XIII Annual Conference closes on 20 March 2019.",
            "The report of the XIII Annual Conference was published in Paris (France) on 3 October 2019.",
            "Hotel rooms for the XIII Annual Conference can be booked until 15 May 2019.",
            "The programme of the XIII Annual Conference will be published on 1 April 2019.",
            "The logo of the XIII Annual Conference was unveiled in Ancona (Italy) on 12 December 2018.",
            "The minutes of the XIII Annual Conference were adopted in Paris (France) on 3 October 2019.",
            "A press conference on the XIII Annual Conference took place in Rome (Italy) on 3 June 2019.",
            "The XIII Annual Conference was presented to the press in Milan (Italy) on 3 May 2019.",
            "On 3 May 2019 the Steering Group met in Paris (France) to prepare the XIII Annual Conference.",
        ]
    ),
)
def test_what_is_done_for_the_conference_elsewhere_is_not_the_conference(words: str, read: Callable[..., Page]) -> None:
    for edition in _stated(read(words)):
        assert not edition.keys() & {"hosts", "first_day", "last_day", "status"}


@READ_BY
@pytest.mark.parametrize(
    "name",
    [
        "XIII UNESCO Creative Cities Network Annual Conference",
        "XIII UCCN Annual Conference",
        "XIII UNESCO Creative Cities Annual Conference",
        "XIII Annual Conference of the UCCN",
        "XIII Annual Conference of the UNESCO Network of Creative Cities",
        "XIII Annual Conference of UNESCO Creative Cities",
        "XIII Annual Conference of the Creative Cities",
        "XIII Annual Conference of the member cities",
        "XIII Annual General Meeting of the Network",
        "XIII edition of the Annual Conference",
        "13th edition of the UNESCO Creative Cities Network Annual Conference",
    ],
)
def test_the_conference_has_more_than_one_name(name: str, read: Callable[..., Page]) -> None:
    page = read(f"The {name} was held in Fabriano (Italy) in 2019.")
    assert _stated(page) == [_edition(13, FABRIANO, None, "held", year=2019)]


@READ_BY
@pytest.mark.parametrize(
    "words",
    [
        "Istanbul (Turkey) is candidate to host the XV Annual Conference.",
        "Candidate city for the XV Annual Conference: Istanbul (Turkey).",
        "Istanbul (Turkey) has presented its candidacy for the XV Annual Conference.",
    ],
)
def test_a_candidate_neither_hosted_nor_will_host(words: str, read: Callable[..., Page]) -> None:
    assert not [edition for edition in _stated(read(words)) if edition.get("status") in ("held", "planned")]


SCATTERED: list[tuple[tuple[str, ...], str, Stated]] = [
    (
        ("The Annual Meeting was held in Krakow (Poland) from 12 to 15 June.",),
        "Annual Meeting 2018",
        _edition(None, "Krakow (Poland)", JUNE_2018, "held"),
    ),
    (
        ("The tenth Annual Meeting took place in Östersund (Sweden) from 14 to 16 September.",),
        "Creative Cities meet in Östersund 2016",
        _edition(10, OESTERSUND, "2016-09-14/2016-09-16", "held"),
    ),
    (
        ("The XIV Annual Conference has been postponed.", "It was planned for Santos (Brazil)."),
        "XIV Annual Conference (Santos 2020) postponed",
        _edition(14, SANTOS, None, "postponed", year=2020),
    ),
    (
        (
            "The XI Annual Meeting will be held in Enghien-les-Bains from 30 June to 2 July 2017.",
            "Enghien-les-Bains (France) has been a City of Media Arts since 2013.",
        ),
        TITLE,
        _edition(11, ENGHIEN, "2017-06-30/2017-07-02", "planned"),
    ),
    (
        (
            "Enghien-les-Bains (France) has been a City of Media Arts since 2013.",
            "The XI Annual Meeting will be held in Enghien-les-Bains from 30 June to 2 July 2017.",
        ),
        TITLE,
        _edition(11, ENGHIEN, "2017-06-30/2017-07-02", "planned"),
    ),
    (
        (
            "The XII Annual Meeting of the UNESCO Creative Cities Network is near.",
            "The Meeting will take place in Krakow and Katowice (Poland).",
            "The Meeting will be held from 12 to 15 June 2018.",
        ),
        TITLE,
        _edition(12, KRAKOW, JUNE_2018, "planned"),
    ),
    (
        ("The Annual Meeting took place in Krakow and Katowice (Poland).", "It was the XII Annual Meeting."),
        "XII Annual Meeting, 12-15 June 2018",
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ),
    (
        ("The mayor opened the doors.", "The event gathered 350 participants from 180 cities."),
        "XII Annual Meeting, Krakow and Katowice (Poland), 12-15 June 2018",
        _edition(12, KRAKOW, JUNE_2018, participants=350, cities=180),
    ),
    (
        ("The XII Annual Meeting was held in Krakow and Katowice (Poland) on 12-15 June 2018.", XII),
        "XII Annual Meeting",
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ),
]  # fmt: skip


@READ_BY
@pytest.mark.parametrize(("parts", "title", "edition"), _cases(SCATTERED))
def test_what_a_page_tells_of_one_edition_in_several_places_is_one_record(
    parts: tuple[str, ...], title: str, edition: Stated, read: Callable[..., Page]
) -> None:
    assert _stated(read(*parts, TITLE, title=title)) == [edition]


FIELDS = [
    ("<div>30.06 &gt; 02.07.2017</div>", "2017-06-30/2017-07-02"),
    ("<div>Date: 30 June 2017 - 2 July 2017</div>", "2017-06-30/2017-07-02"),
    ("<div><span>Date:&nbsp;</span><span>30 June 2017</span></div>", "2017-06-30"),
    ("<div>2017-06-30 to 2017-07-02</div>", "2017-06-30/2017-07-02"),
    ("<div>Posted on Fri, 06/09/2017</div><div>30 June – 2 July 2017</div>", "2017-06-30/2017-07-02"),
    ("<div>Fri, 06/09/2017 - 10:15</div>", None),
    ("<div>10/06/2017 - 11/06/2017</div>", None),
]


@pytest.mark.parametrize(("field", "days"), FIELDS)
def test_an_events_field_of_days_holds_its_days(field: str, days: str | None) -> None:
    page = _event("Enghien-les-Bains (France) will host the XI Annual Meeting.", fields=field)
    assert _stated(page) == [_edition(11, ENGHIEN, days, "planned")]


@pytest.mark.parametrize(
    ("field", "hosts"),
    [
        ("<div>Krakow and Katowice, Poland</div>", KRAKOW),
        ("<div>Location: Krakow and Katowice (Poland)</div>", KRAKOW),
        ("<div>Fabriano (Italy)</div>", FABRIANO),
        ("<div>Venue: Casino Theatre and Centre des arts</div>", None),
    ],
)
def test_an_events_field_of_places_holds_its_hosts(field: str, hosts: str | None) -> None:
    assert _stated(_event("The Annual Meeting is near.", title="XII Annual Meeting", fields=field)) == [
        _edition(12, hosts)
    ]


@pytest.mark.parametrize("posted", ["03.07.2018", "3 July 2018", "2018-07-03", "Tuesday, 3 July 2018"])
def test_a_day_alone_in_news_is_the_day_of_posting(posted: str) -> None:
    assert _stated(_news(posted, UNDATED)) == [_edition(12, KRAKOW, None, "planned")]


def test_the_year_of_posting_is_not_the_years_of_the_conference() -> None:
    page = _news("The Annual Meeting will be held in Krakow and Katowice (Poland) from 12 to 15 June.")
    assert _stated(page) == []
    assert [page.quote(span).rstrip(".") for span in page.unread] == [
        "The Annual Meeting will be held in Krakow and Katowice (Poland) from 12 to 15 June"
    ]


ORDINALS = {
    "en": (
        "The {} Annual Meeting of the UNESCO Creative Cities Network was held in Krakow (Poland) in 2018.",
        ("XII", "XIIth", "12th", "twelfth", "Twelfth", "12 th"),
    ),
    "fr": (
        "La {} réunion annuelle du Réseau des villes créatives de l’UNESCO s’est tenue à Cracovie (Pologne) en 2018.",
        (
            "XII",
            "XIIe",
            "XIIème",
            "12e",
            "12ème",
            "12<sup>e</sup>",
            "XII<sup>e</sup>",
            "12ᵉ",
            "12 ème",
            "douzième",
            "Douzième",
        ),
    ),
    "es": (
        "La {} Reunión Anual de la Red de Ciudades Creativas de la UNESCO se celebró en Cracovia (Polonia) en 2018.",
        ("XII", "12.ª", "12ª", "12.<sup>a</sup>", "duodécima", "décimo segunda", "decimosegunda", "décimosegunda"),
    ),
    "pt": (
        "A {} Reunião Anual da Rede de Cidades Criativas da UNESCO foi realizada em Cracóvia (Polônia) em 2018.",
        ("XII", "12.ª", "12ª", "12<sup>a</sup>", "décima segunda", "décima-segunda"),
    ),
    "it": (
        "La {} Conferenza Annuale della Rete delle Città Creative dell’UNESCO si è tenuta a Cracovia (Polonia) nel 2018.",
        ("XII", "12ª", "12a", "12°", "dodicesima", "Dodicesima"),
    ),
}
CRACOW = {
    "en": "Krakow (Poland)",
    "fr": "Cracovie (Pologne)",
    "es": "Cracovia (Polonia)",
    "pt": "Cracóvia (Polônia)",
    "it": "Cracovia (Polonia)",
}


@READ_BY
@pytest.mark.parametrize(
    ("lang", "written"), _cases([(lang, written) for lang, (_, many) in ORDINALS.items() for written in many])
)
def test_the_twelfth_is_the_twelfth_in_every_language(lang: str, written: str, read: Callable[..., Page]) -> None:
    page = read(ORDINALS[lang][0].format(written), lang=lang)
    assert _stated(page) == [_edition(12, CRACOW[lang], None, "held", year=2018)]


IN_OTHER_WORDS: list[tuple[str, str, Stated]] = [
    (
        "fr",
        "C’est à Fabriano (Italie) que s’est tenue, du 10 au 15 juin 2019, la XIIIe conférence annuelle du Réseau.",
        _edition(13, "Fabriano (Italie)", "2019-06-10/2019-06-15", "held"),
    ),
    (
        "fr",
        "La XIVe conférence annuelle a dû être reportée.",
        _edition(14, None, None, "postponed"),
    ),
    (
        "es",
        "Del 18 al 22 de julio de 2022 tuvo lugar en Santos (Brasil) la XIV Conferencia Anual.",
        _edition(14, "Santos (Brasil)", "2022-07-18/2022-07-22", "held"),
    ),
    (
        "es",
        "En Santos (Brasil) se celebró en 2022 la XIV Conferencia Anual de la Red.",
        _edition(14, "Santos (Brasil)", None, "held", year=2022),
    ),
    (
        "pt",
        "Realizou-se em Santos (Brasil), de 18 a 22 de julho de 2022, a XIV Conferência Anual.",
        _edition(14, "Santos (Brasil)", "2022-07-18/2022-07-22", "held"),
    ),
    (
        "it",
        "Si è svolta a Fabriano (Italia) dal 10 al 15 giugno 2019 la XIII Conferenza Annuale.",
        _edition(13, "Fabriano (Italia)", "2019-06-10/2019-06-15", "held"),
    ),
    (
        "it",
        "A Fabriano (Italia) si terrà la XIII Conferenza Annuale dal 10 al 15 giugno 2019.",
        _edition(13, "Fabriano (Italia)", "2019-06-10/2019-06-15", "planned"),
    ),
    (
        "fr",
        "La XIIe réunion annuelle du Réseau des villes créatives de l’UNESCO s’est tenue à Cracovie et Katowice (Pologne) du 12 au 15 juin 2018.",
        _edition(12, "Cracovie (Pologne); Katowice (Pologne)", JUNE_2018, "held"),
    ),
    (
        "fr",
        "Enghien-les-Bains (France) accueillera la 11e réunion annuelle du Réseau des villes créatives du 30 juin au 2 juillet 2017.",
        _edition(11, ENGHIEN, "2017-06-30/2017-07-02", "planned"),
    ),
    (
        "fr",
        "Du 30 juin au 2 juillet 2017, Enghien-les-Bains (France) a accueilli la onzième réunion annuelle des villes créatives.",
        _edition(11, ENGHIEN, "2017-06-30/2017-07-02", "held"),
    ),
    (
        "fr",
        "La XIVe conférence annuelle du RVCU, prévue à Santos (Brésil) en 2020, a été reportée.",
        _edition(14, "Santos (Brésil)", None, "postponed", year=2020),
    ),
    (
        "fr",
        "La XIVe conférence annuelle, qui devait se tenir à Santos (Brésil) en juillet 2020, est annulée.",
        _edition(14, "Santos (Brésil)", None, "cancelled", year=2020),
    ),
    (
        "fr",
        "La réunion annuelle de 2016 a eu lieu à Östersund (Suède) du 14 au 16 septembre.",
        _edition(None, "Östersund (Suède)", "2016-09-14/2016-09-16", "held"),
    ),
    (
        "fr",
        "La Xe réunion annuelle aura lieu les 14, 15 et 16 septembre 2016 à Östersund, en Suède.",
        _edition(10, "Östersund (Suède)", "2016-09-14/2016-09-16", "planned"),
    ),
    (
        "es",
        "La XII Reunión Anual de la Red de Ciudades Creativas se celebró en Cracovia y Katowice (Polonia) del 12 al 15 de junio de 2018.",
        _edition(12, "Cracovia (Polonia); Katowice (Polonia)", JUNE_2018, "held"),
    ),
    (
        "es",
        "Santos (Brasil) acogerá la XIV Conferencia Anual de la Red de Ciudades Creativas de la UNESCO del 18 al 22 de julio de 2022.",
        _edition(14, "Santos (Brasil)", "2022-07-18/2022-07-22", "planned"),
    ),
    (
        "es",
        "La 9.ª reunión anual tuvo lugar en Kanazawa (Japón) entre el 25 y el 28 de mayo de 2015.",
        _edition(9, "Kanazawa (Japón)", "2015-05-25/2015-05-28", "held"),
    ),
    (
        "es",
        "La XIV Conferencia Anual, prevista en Santos (Brasil) en 2020, ha sido aplazada.",
        _edition(14, "Santos (Brasil)", None, "postponed", year=2020),
    ),
    (
        "es",
        "La XIV Conferencia Anual, que debía celebrarse en Santos (Brasil) en 2020, ha sido cancelada.",
        _edition(14, "Santos (Brasil)", None, "cancelled", year=2020),
    ),
    (
        "pt",
        "A XIV Conferência Anual da Rede de Cidades Criativas da UNESCO realizou-se em Santos (Brasil) de 18 a 22 de julho de 2022.",
        _edition(14, "Santos (Brasil)", "2022-07-18/2022-07-22", "held"),
    ),
    (
        "pt",
        "Braga (Portugal) vai acolher a XVI Conferência Anual das Cidades Criativas de 1 a 5 de julho de 2024.",
        _edition(16, "Braga (Portugal)", "2024-07-01/2024-07-05", "planned"),
    ),
    (
        "pt",
        "A XIV Conferência Anual, que seria realizada em Santos (Brasil) em 2020, foi adiada.",
        _edition(14, "Santos (Brasil)", None, "postponed", year=2020),
    ),
    (
        "pt",
        "A XIV Conferência Anual, prevista para Santos (Brasil) em 2020, foi cancelada.",
        _edition(14, "Santos (Brasil)", None, "cancelled", year=2020),
    ),
    (
        "it",
        "La XIII Conferenza Annuale delle Città Creative UNESCO si è svolta a Fabriano (Italia) dal 10 al 15 giugno 2019.",
        _edition(13, "Fabriano (Italia)", "2019-06-10/2019-06-15", "held"),
    ),
    (
        "it",
        "Fabriano (Italia) ospiterà la XIII Conferenza Annuale della Rete delle Città Creative dal 10 al 15 giugno 2019.",
        _edition(13, "Fabriano (Italia)", "2019-06-10/2019-06-15", "planned"),
    ),
    (
        "it",
        "Dal 10 al 15 giugno 2019 Fabriano (Italia) ha ospitato la tredicesima Conferenza Annuale.",
        _edition(13, "Fabriano (Italia)", "2019-06-10/2019-06-15", "held"),
    ),
    (
        "it",
        "La XIV Conferenza Annuale, prevista a Santos (Brasile) nel 2020, è stata rinviata.",
        _edition(14, "Santos (Brasile)", None, "postponed", year=2020),
    ),
    (
        "it",
        "La XIV Conferenza Annuale, che doveva svolgersi a Santos (Brasile) nel 2020, è stata annullata.",
        _edition(14, "Santos (Brasile)", None, "cancelled", year=2020),
    ),
]  # fmt: skip
TITLES = {
    "en": TITLE,
    "fr": "Réseau des villes créatives de l’UNESCO",
    "es": "Red de Ciudades Creativas de la UNESCO",
    "pt": "Rede de Cidades Criativas da UNESCO",
    "it": "Rete delle Città Creative dell’UNESCO",
}


@READ_BY
@pytest.mark.parametrize(("lang", "words", "edition"), _cases(IN_OTHER_WORDS))
def test_the_other_languages_are_read_as_english_is(
    lang: str, words: str, edition: Stated, read: Callable[..., Page]
) -> None:
    assert _stated(read(words, title=TITLES[lang], lang=lang)) == [edition]


NO_EDITIONS_IN_OTHER_WORDS = [
    ("fr", "Le Sommet des villes créatives s’est tenu à Pékin (Chine) du 6 au 8 juin 2016."),
    ("fr", "La réunion annuelle des villes de gastronomie s’est tenue à Parme (Italie) en mai 2017."),
    ("fr", "La conférence annuelle du Conseil international de la musique a eu lieu à Rabat (Maroc) en 2017."),
    ("fr", "Le Réseau compte aujourd’hui 180 villes dans 72 pays."),
    ("es", "La Cumbre de Ciudades Creativas se celebró en Pekín (China) del 6 al 8 de junio de 2016."),
    ("es", "La reunión anual de las Ciudades de la Gastronomía tuvo lugar en Parma (Italia) en mayo de 2017."),
    ("es", "La conferencia anual del Consejo Internacional de la Música se celebró en Rabat (Marruecos) en 2017."),
    ("es", "La Red cuenta hoy con 180 ciudades de 72 países."),
    ("pt", "A Cúpula das Cidades Criativas realizou-se em Pequim (China) de 6 a 8 de junho de 2016."),
    ("pt", "A reunião anual das Cidades da Gastronomia teve lugar em Parma (Itália) em maio de 2017."),
    ("pt", "A conferência anual do Conselho Internacional da Música foi realizada em Rabat (Marrocos) em 2017."),
    ("it", "Il Summit delle Città Creative si è tenuto a Pechino (Cina) dal 6 all’8 giugno 2016."),
    ("it", "La riunione annuale delle Città della Gastronomia si è svolta a Parma (Italia) nel maggio 2017."),
    ("it", "La conferenza annuale del Consiglio Internazionale della Musica si è tenuta a Rabat (Marocco) nel 2017."),
]


@READ_BY
@pytest.mark.parametrize(("lang", "words"), _cases(NO_EDITIONS_IN_OTHER_WORDS))
def test_only_the_annual_conference_counts_in_the_other_languages(
    lang: str, words: str, read: Callable[..., Page]
) -> None:
    assert _stated(read(words, title=TITLES[lang], lang=lang)) == []


STATUSES = [
    ("The XIV Annual Conference will be held in Santos (Brazil).", "planned"),
    ("The XIV Annual Conference will take place in Santos (Brazil).", "planned"),
    ("The XIV Annual Conference is scheduled to be held in Santos (Brazil).", "planned"),
    ("The XIV Annual Conference is to take place in Santos (Brazil).", "planned"),
    ("The XIV Annual Conference will be hosted by Santos (Brazil).", "planned"),
    ("Santos (Brazil) has been chosen to host the XIV Annual Conference.", "planned"),
    ("Santos (Brazil) will be the host of the XIV Annual Conference.", "planned"),
    ("The XIV Annual Conference will open in Santos (Brazil) in July.", "planned"),
    ("The XIV Annual Conference will bring the members to Santos (Brazil).", "planned"),
    ("Santos (Brazil) is preparing to host the XIV Annual Conference.", "planned"),
    ("The XIV Annual Conference was held in Santos (Brazil).", "held"),
    ("The XIV Annual Conference has just ended in Santos (Brazil).", "held"),
    ("The XIV Annual Conference concluded in Santos (Brazil).", "held"),
    ("The XIV Annual Conference has taken place in Santos (Brazil).", "held"),
    ("The XIV Annual Conference, held in Santos (Brazil), ended yesterday.", "held"),
    ("Santos (Brazil) hosted the XIV Annual Conference.", "held"),
    ("The XIV Annual Conference has been postponed.", "postponed"),
    ("The XIV Annual Conference in Santos (Brazil) is postponed.", "postponed"),
    ("The XIV Annual Conference was postponed because of the pandemic.", "postponed"),
    ("It has been decided to postpone the XIV Annual Conference.", "postponed"),
    ("The XIV Annual Conference, which was to be held in Santos (Brazil), has been postponed.", "postponed"),
    ("Because of the pandemic, the XIV Annual Conference will be postponed.", "postponed"),
    ("The XIV Annual Conference has been cancelled.", "cancelled"),
    ("The XIV Annual Conference has been canceled.", "cancelled"),
    ("The XIV Annual Conference, which was to take place in Santos (Brazil), was cancelled.", "cancelled"),
    ("The XIV Annual Conference is cancelled.", "cancelled"),
    ("The XIV Annual Conference in Santos (Brazil).", None),
    ("Santos (Brazil) hosts the XIV Annual Conference.", None),
    ("The XIV Annual Conference opens in Santos (Brazil) today.", None),
    ("The XIV Annual Conference has not been postponed: it will be held in Santos (Brazil).", "planned"),
    ("The XIV Annual Conference has been called off.", "cancelled"),
    ("The XIV Annual Conference has been put off until 2021.", "postponed"),
    ("The XIV Annual Conference had to be cancelled.", "cancelled"),
    ("The XIV Annual Conference had to be postponed.", "postponed"),
    ("UNESCO and Santos (Brazil) have decided to postpone the XIV Annual Conference.", "postponed"),
    ("The XIV Annual Conference was held in Santos (Brazil), and the exhibition was postponed.", "held"),
    ("The XIV Annual Conference, postponed from 2020, was held in Santos (Brazil) in 2022.", "held"),
    ("The postponed XIV Annual Conference will be held in Santos (Brazil) in July 2022.", "planned"),
    ("The XIV Annual Conference, twice postponed, took place in Santos (Brazil).", "held"),
    ("The XIV Annual Conference is taking place in Santos (Brazil).", None),
    ("The XIV Annual Conference was held in Santos (Brazil); the closing concert was cancelled.", "held"),
    ("The XIV Annual Conference was held in Santos (Brazil), where a film festival will take place in 2023.", "held"),
    ("The XIV Annual Conference will be held in Santos (Brazil), where a film festival took place in 2019.", "planned"),
]  # fmt: skip


@READ_BY
@pytest.mark.parametrize(("words", "status"), _cases(STATUSES))
def test_the_verb_that_the_conference_is_the_subject_of_tells_its_status(
    words: str, status: str | None, read: Callable[..., Page]
) -> None:
    (edition,) = _stated(read(words))
    assert (edition["edition"], edition.get("status")) == (14, status)


@READ_BY
@pytest.mark.parametrize(
    "told",
    ["was not held", "could not be held", "would have been held", "will not be held", "will no longer take place"],
)
def test_what_is_denied_is_not_stated_but_told_as_unread(told: str, read: Callable[..., Page]) -> None:
    page = read(f"The XIV Annual Conference {told} in Santos (Brazil).")
    assert not any({"status", "hosts"} & edition.keys() for edition in _stated(page))
    assert any(told in page.quote(span) for span in page.unread)


@READ_BY
def test_an_edition_that_is_put_off_to_another_year_is_planned_for_that_year(read: Callable[..., Page]) -> None:
    page = read("The XIV Annual Conference, to be held in Santos (Brazil) in July 2020, has been postponed to 2021.")
    assert _stated(page) == [
        _edition(14, SANTOS, None, "postponed", year=2020),
        _edition(None, SANTOS, None, "planned", year=2021),
    ]


@READ_BY
@pytest.mark.parametrize(
    "words", [words for words, came in MISREAD.items() if "(" in words and came in ("no host", "nothing")]
)
def test_a_host_that_is_not_read_is_told_as_unread(words: str, read: Callable[..., Page]) -> None:
    page = read(words)
    assert any(page.quote(span)[:20] in words for span in page.unread)


def test_what_was_announced_and_then_put_off_is_put_off() -> None:
    announced = "The XIV Annual Conference will be held in Santos (Brazil) in 2020."
    put_off = "Because of the pandemic, the XIV Annual Conference has been postponed."
    for parts in ((announced, put_off), (put_off, announced)):
        assert _stated(_event(*parts)) == [_edition(14, SANTOS, None, "postponed", year=2020)]


COUNTS: list[tuple[str, str, dict[str, int]]] = [
    ("en", "The XII Annual Meeting was attended by 350 participants.", {"participants": 350}),
    ("en", "The XII Annual Meeting gathered more than 1,050 participants.", {"participants": 1050}),
    ("en", "The XII Annual Meeting gathered 1 050 delegates.", {"participants": 1050}),
    ("en", "The XII Annual Meeting gathered 1&nbsp;050 delegates.", {"participants": 1050}),
    ("en", "The XII Annual Meeting gathered 1\u202f050 delegates.", {"participants": 1050}),
    ("en", "The XII Annual Meeting brought together 12,500 participants.", {"participants": 12500}),
    (
        "en",
        "The XII Annual Meeting gathered 350 participants from 180 cities and 72 countries, including 30 mayors.",
        {"participants": 350, "cities": 180, "countries": 72, "mayors": 30},
    ),
    (
        "en",
        "More than 30 mayors and 350 delegates of 180 Creative Cities took part in the XII Annual Meeting.",
        {"mayors": 30, "participants": 350, "cities": 180},
    ),
    (
        "en",
        "The XII Annual Meeting welcomed representatives of 180 cities from 72 countries.",
        {"cities": 180, "countries": 72},
    ),
    ("en", "The XII Annual Meeting brought together some 350 people from 72 countries.", {"participants": 350, "countries": 72}),
    ("en", "The XII Annual Meeting of the Network of 180 cities was held in Krakow (Poland).", {}),
    ("en", "The XII Annual Meeting was held in Krakow (Poland); the Network has 180 member cities in 72 countries.", {}),
    ("en", "The XII Annual Meeting of the UNESCO Creative Cities Network, which brings together 180 cities from 72 countries, is near.", {}),
    ("en", "The XII Annual Meeting welcomed 64 new cities into the Network.", {}),
    ("en", "The XII Annual Meeting will be held in Krakow (Poland); about 350 participants are expected.", {"participants": 350}),
    ("en", "The XII Annual Meeting will gather 350 participants.", {"participants": 350}),
    ("en", "The XII Annual Meeting was attended by over 400 delegates, among them 45 mayors.", {"participants": 400, "mayors": 45}),
    ("en", "Representatives from 64 cities attended the XII Annual Meeting.", {"cities": 64}),
    ("en", "The XII Annual Meeting gathered 1.2 thousand participants.", {}),
    ("en", "The XII Annual Meeting of the Network, now 180 cities strong, gathered 350 participants.", {"participants": 350}),
    ("en", "The Network’s 180 cities were invited to the XII Annual Meeting.", {}),
    ("en", "In 2018 350 participants attended the XII Annual Meeting.", {"participants": 350}),
    ("en", "The XII Annual Meeting was held in 2 cities.", {}),
    ("en", "The XII Annual Meeting was held in Krakow (Poland). An exhibition drew 12,000 visitors.", {}),
    ("fr", "La XIIe réunion annuelle a réuni plus de 1\u202f050 participants de 180 villes et 72 pays, dont 30 maires.", {"participants": 1050, "cities": 180, "countries": 72, "mayors": 30}),
    ("fr", "La XIIe réunion annuelle a rassemblé 1&nbsp;050 délégués.", {"participants": 1050}),
    ("es", "La XII Reunión Anual reunió a más de 1.050 participantes de 180 ciudades y 72 países, entre ellos 30 alcaldes.", {"participants": 1050, "cities": 180, "countries": 72, "mayors": 30}),
    ("es", "La XII Reunión Anual contó con 1 050 asistentes.", {"participants": 1050}),
    ("pt", "A XII Reunião Anual reuniu mais de 1.050 participantes de 180 cidades e 72 países, incluindo 30 prefeitos.", {"participants": 1050, "cities": 180, "countries": 72, "mayors": 30}),
    ("it", "La XII Conferenza Annuale ha riunito oltre 1.050 partecipanti da 180 città e 72 paesi, tra cui 30 sindaci.", {"participants": 1050, "cities": 180, "countries": 72, "mayors": 30}),
]  # fmt: skip


@READ_BY
@pytest.mark.parametrize(("lang", "words", "counts"), _cases(COUNTS))
def test_who_came_is_counted_and_who_is_a_member_is_not(
    lang: str, words: str, counts: dict[str, int], read: Callable[..., Page]
) -> None:
    (edition,) = _stated(read(words, title=TITLES[lang], lang=lang))
    assert {
        field: value for field, value in edition.items() if field in ("participants", "cities", "countries", "mayors")
    } == counts


SEVERAL: list[tuple[str, list[Stated]]] = [
    (
        "The XII Annual Meeting was held in Krakow and Katowice (Poland) in 2018, and the XIII Annual Conference will be held in Fabriano (Italy) in 2019.",
        [_edition(12, KRAKOW, None, "held", year=2018), _edition(13, FABRIANO, None, "planned", year=2019)],
    ),
    (
        "The XI Annual Meeting took place in Enghien-les-Bains (France) from 30 June to 2 July 2017; the XII Annual Meeting will take place in Krakow and Katowice (Poland) from 12 to 15 June 2018.",
        [_edition(11, ENGHIEN, "2017-06-30/2017-07-02", "held"), _edition(12, KRAKOW, JUNE_2018, "planned")],
    ),
    (
        "After the XI Annual Meeting in Enghien-les-Bains (France) in 2017, the XII Annual Meeting will take place in Krakow and Katowice (Poland) in 2018.",
        [_edition(11, ENGHIEN, year=2017), _edition(12, KRAKOW, None, "planned", year=2018)],
    ),
    (
        "The tenth Annual Meeting was held in Östersund (Sweden) in 2016 and the eleventh Annual Meeting will be held in Enghien-les-Bains (France) in 2017.",
        [_edition(10, OESTERSUND, None, "held", year=2016), _edition(11, ENGHIEN, None, "planned", year=2017)],
    ),
    (
        "Fabriano (Italy) hosted the XIII Annual Conference in 2019, and Santos (Brazil) will host the XIV Annual Conference in 2020.",
        [_edition(13, FABRIANO, None, "held", year=2019), _edition(14, SANTOS, None, "planned", year=2020)],
    ),
    (
        "At the XII Annual Meeting in Krakow and Katowice (Poland), Fabriano (Italy) was chosen to host the XIII Annual Conference.",
        [_edition(12, KRAKOW), _edition(13, FABRIANO, None, "planned")],
    ),
    (
        "The XI Annual Meeting gathered 300 participants, the XII Annual Meeting gathered 350 participants.",
        [_edition(11, None, None, "held", participants=300), _edition(12, None, None, "held", participants=350)],
    ),
    (
        "The XIII Annual Conference was held in Fabriano (Italy) in 2019. The next Annual Conference will be held in Santos (Brazil) in 2020.",
        [_edition(13, FABRIANO, None, "held", year=2019), _edition(None, SANTOS, None, "planned", year=2020)],
    ),
    (
        "The XIII Annual Conference was held in Fabriano (Italy) from 10 to 15 June 2019. The next edition will take place in Santos (Brazil).",
        [_edition(13, FABRIANO, "2019-06-10/2019-06-15", "held"), _edition(None, SANTOS, None, "planned")],
    ),
    (
        "The XIII Annual Conference was held in Fabriano (Italy) in 2019. The XIV Annual Conference has been postponed.",
        [_edition(13, FABRIANO, None, "held", year=2019), _edition(14, None, None, "postponed")],
    ),
    (
        "Enghien-les-Bains (France), which hosted the XI Annual Meeting in 2017, will host the XVII Annual Conference in 2025.",
        [_edition(11, ENGHIEN, None, "held", year=2017), _edition(17, ENGHIEN, None, "planned", year=2025)],
    ),
    (
        "Krakow and Katowice (Poland) hosted the XII Annual Meeting in 2018; Fabriano (Italy) hosted the XIII Annual Conference in 2019.",
        [_edition(12, KRAKOW, None, "held", year=2018), _edition(13, FABRIANO, None, "held", year=2019)],
    ),
    (
        "While the XIII Annual Conference was held in Fabriano (Italy) in 2019, the XIV Annual Conference has been postponed.",
        [_edition(13, FABRIANO, None, "held", year=2019), _edition(14, None, None, "postponed")],
    ),
    (
        "The XIV Annual Conference will be held in Santos (Brazil) in 2022, three years after the XIII Annual Conference in Fabriano (Italy).",
        [_edition(14, SANTOS, None, "planned", year=2022), _edition(13, FABRIANO)],
    ),
    (
        "The II Annual Meeting was held in Paris (France) in 2008. The III Annual Meeting was held in Santa Fe (United States of America) in 2008.",
        [
            _edition(2, "Paris (France)", None, "held", year=2008),
            _edition(3, "Santa Fe (United States of America)", None, "held", year=2008),
        ],
    ),
    (
        "Previous Annual Meetings have been held in Chengdu (China) in 2014, Kanazawa (Japan) in 2015 and Östersund (Sweden) in 2016.",
        [
            _edition(None, "Chengdu (China)", None, "held", year=2014),
            _edition(None, "Kanazawa (Japan)", None, "held", year=2015),
            _edition(None, OESTERSUND, None, "held", year=2016),
        ],
    ),
]  # fmt: skip


@READ_BY
@pytest.mark.parametrize(("words", "editions"), _cases(SEVERAL))
def test_several_editions_of_a_paragraph_are_kept_apart(
    words: str, editions: list[Stated], read: Callable[..., Page]
) -> None:
    assert _stated(read(words)) == editions


NEIGHBOURS = [
    "The previous Annual Meeting was cancelled.",
    "The previous Annual Meeting gathered 300 participants.",
    "The last Annual Meeting was held in Enghien-les-Bains (France).",
    "The previous Annual Meeting took place from 30 June to 2 July 2017.",
    "The next Annual Meeting will be held in Fabriano (Italy).",
    "The next Annual Meeting has been postponed.",
    "Last year’s Annual Meeting was held in Enghien-les-Bains (France) and gathered 300 participants.",
    "The following Annual Meeting will take place in Fabriano (Italy) from 10 to 15 June 2019.",
    "At the last Annual Meeting, 300 participants were counted.",
    "The preceding Annual Meeting, in 2017, had been postponed.",
]


@READ_BY
@pytest.mark.parametrize("neighbour", _cases(NEIGHBOURS))
def test_what_is_said_of_the_edition_before_or_after_is_not_said_of_this_one(
    neighbour: str, read: Callable[..., Page]
) -> None:
    assert _stated(read(UNDATED, neighbour))[0] == _edition(12, KRAKOW, None, "planned")


def test_a_link_to_another_edition_is_that_editions() -> None:
    page = _event(
        XII, "<ul><li>See also: XI Annual Meeting, Enghien-les-Bains (France), 30 June - 2 July 2017</li></ul>"
    )
    assert _stated(page) == [
        _edition(12, KRAKOW, JUNE_2018, "held"),
        _edition(11, ENGHIEN, "2017-06-30/2017-07-02"),
    ]


def test_a_gathering_between_two_sentences_takes_what_is_said_behind_it() -> None:
    page = _event(
        XII,
        "The Design Forum of Wuhan followed in November. The event gathered 4,000 participants. The event will be held again in 2019.",
    )
    assert _stated(page) == [_edition(12, KRAKOW, JUNE_2018, "held")]


@pytest.mark.parametrize(
    ("title", "words", "first"),
    [
        ("17th Annual Conference", "The 7th Annual Conference is held in Enghien-les-Bains (France) in 2025.", 17),
        ("XII Annual Meeting", "The XIII Annual Meeting was held in Krakow (Poland) in 2018.", 12),
    ],
)
def test_a_page_that_gives_one_edition_two_ordinals_is_doubted_where_it_cannot_be_two_editions(
    title: str, words: str, first: int
) -> None:
    page = _event(
        f"The {title} is held in {words.split(' in ')[1]}.", words, title=f"{title}, {words.split(' in ')[1]}"
    )
    assert [edition["edition"] for edition in _stated(page)] == [first]
    assert any(isinstance(notice, ValuesDiffer) and notice.field == "edition" for notice in page.notices)


ROWS = (
    ("XIII Annual Conference", "10 June 2019 - 15 June 2019", "Fabriano (Italy)", "The Conference will take place in a town of makers, where mayors…"),
    ("Cities of Film meet in Bitola", "24 October 2018 - 26 October 2018", "Bitola", "Delegates of 13 cities compared their festivals."),
    ("XII Annual Meeting", "12 June 2018 - 15 June 2018", "Krakow and Katowice (Poland)", "The Annual Meeting took place in two cities at once."),
    ("Annual Meeting of the Cities of Literature", "3 April 2018 - 7 April 2018", "Iowa City (United States of America)", "Readings..."),
)  # fmt: skip


def test_each_item_of_a_list_is_read_by_itself() -> None:
    page = _items(*ROWS)
    assert _stated(page) == [
        _edition(13, FABRIANO, "2019-06-10/2019-06-15"),
        _edition(12, KRAKOW, JUNE_2018, "held"),
    ]
    assert [event.cut_off for event in events(page)] == [True, False]
    assert [page.quote(event.span) for event in events(page)] == [" ".join(ROWS[0]), " ".join(ROWS[2])]


@given(st.permutations(ROWS))
def test_the_order_of_the_items_changes_their_order_only(rows: list[tuple[str, ...]]) -> None:
    page = _items(*rows)
    assert [page.quote(event.span) for event in events(page)] == [
        " ".join(row) for row in rows if row in (ROWS[0], ROWS[2])
    ]


@pytest.mark.parametrize(
    ("teaser", "cut_off"),
    _cases(
        [
            ("Mayors and experts from…", True),
            ("Mayors and experts from...", True),
            ("Mayors and experts from […]", True),
            ("Mayors and experts from [...]", True),
            ("Mayors and experts from ... <a href='/x'>Read more</a>", True),
            ("Mayors and experts from many cities.", False),
            ("Ready … steady … create!", False),
            ("", False),
        ]
    ),
)
def test_a_teaser_that_breaks_off_is_cut_off(teaser: str, cut_off: bool) -> None:
    (event,) = events(_items(("XIII Annual Conference", "10 June 2019", "Fabriano (Italy)", teaser)))
    assert event.cut_off is cut_off


@pytest.mark.parametrize(
    ("row", "edition"),
    [
        (("10 - 15 June 2019", "XIII Annual Conference, Fabriano (Italy)"), _edition(13, FABRIANO, "2019-06-10/2019-06-15")),
        (("Fabriano calling", "10-15 June 2019", "The XIII Annual Conference will be held in Fabriano (Italy)."), _edition(13, FABRIANO, "2019-06-10/2019-06-15", "planned")),
        (("XIII Annual Conference in Fabriano", "2019-06-10", "Fabriano (Italy)"), _edition(13, FABRIANO, "2019-06-10")),
        (("XIII Annual Conference cancelled", "10/06/2019 - 11/06/2019"), _edition(13, None, None, "cancelled")),
        (("XIII Annual Conference", "Thu, 06/14/2018"), _edition(13)),
    ],
)  # fmt: skip
def test_the_fields_of_an_item_are_of_its_conference(row: tuple[str, ...], edition: Stated) -> None:
    assert _stated(_items(row)) == [edition]


def test_one_items_words_are_never_anothers() -> None:
    page = _items(
        ("XII Annual Meeting", "Krakow (Poland)"), ("A festival", "12 - 15 June 2018", "350 participants came.")
    )
    assert _stated(page) == [_edition(12, "Krakow (Poland)")]


@pytest.mark.parametrize(
    "words",
    [
        "The XII Annual Meeting was held in Krakow (Poland) in 2018 and gathered 350 participants.",
        "The Annual Conference of librarians from 72 countries will take place in Lyon (France) from 3 to 5 May 2018.",
        "The next Annual Meeting will be hosted by Geneva (Switzerland).",
    ],
)
def test_news_that_does_not_name_the_network_is_of_something_else(words: str) -> None:
    page = _news(words, title="In the news")
    assert (page.outcome, events(page)) == (Outcome.NO_FACTS, ())


@pytest.mark.parametrize("named", ["UNESCO Creative Cities Network", "the Creative Cities", "the UCCN"])
def test_news_may_name_the_network_anywhere(named: str) -> None:
    words = "The XII Annual Meeting was held in Krakow (Poland) in 2018."
    expected = [_edition(12, "Krakow (Poland)", None, "held", year=2018)]
    assert _stated(_news(words, title=f"News of {named}")) == expected
    assert _stated(_news(words, f"Write to {named}.", title="In the news")) == expected


def test_news_of_the_site_in_drupal_is_news() -> None:
    body = f'<h1 id="page-title">{TITLE}</h1><div id="block-system-main"><p>20 June 2018</p><p>{UNDATED}</p></div>'
    page = _read(body, "en", "https://en.unesco.org/creative-cities/news/x")
    assert page.page_kind == "news"
    assert _stated(page) == [_edition(12, KRAKOW, None, "planned")]


def test_what_stands_outside_the_page_proper_states_nothing() -> None:
    trap = "<p>The XI Annual Meeting was held in Enghien-les-Bains (France) in 2017.</p>"
    body = f'<div id="sidebar">{trap}</div><h1 id="page-title">{TITLE}</h1><div id="block-system-main"><p>{XII}</p></div>{trap}'
    page = _read(body, "en", "https://en.unesco.org/creative-cities/events/x")
    assert _stated(page) == [_edition(12, KRAKOW, JUNE_2018, "held")]


def _proved(page: Page) -> bool:
    """Say whether every value has its place in the text, and follows from the words there."""
    language = LANGUAGES[page.language or "en"]
    spans = [value.span for value in page.values()] + [event.span for event in events(page)]
    return all(0 <= span.start < span.end <= len(page.text) for span in spans) and all(
        follows(value, page.quote(value.span), language) for value in page.values()
    )


ALL_SENTENCES = [
    *(("en", words) for words, _ in HOSTS_AND_DAYS),
    *(("en", words) for words, _ in HOSTS_ALONE),
    *(("en", words) for words, _ in STATUSES),
    *(("en", words) for words, _ in SEVERAL),
    *((lang, words) for lang, words, _ in IN_OTHER_WORDS),
    *((lang, words) for lang, words, _ in COUNTS),
    *((lang, form.format(written)) for lang, (form, many) in ORDINALS.items() for written in many),
]


@pytest.mark.slow
@READ_BY
@pytest.mark.parametrize(("lang", "words"), ALL_SENTENCES)
def test_every_value_follows_from_the_words_that_it_is_read_from(
    lang: str, words: str, read: Callable[..., Page]
) -> None:
    page = read(words, title=TITLES[lang], lang=lang)
    assert _proved(page)
    for event in events(page):
        hosts = [page.quote(value.span) for value in event.values if value.field == "hosts"]
        assert all(host.city in hosts[0] and (host.country or "") in hosts[0] for host in event.hosts)


HOSTS = st.sampled_from(
    [
        ("Paris", "France"), ("Östersund", "Sweden"), ("Enghien-les-Bains", "France"), ("Fabriano", "Italy"),
        ("Santos", "Brazil"), ("Kanazawa", "Japan"), ("Chengdu", "China"), ("Montréal", "Canada"),
        ("Santa Fe", "United States of America"), ("Istanbul", "Türkiye"), ("Braga", "Portugal"), ("Bologna", "Italy"),
    ]
)  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
FORMS = {
    "The {nth} Annual Conference will be held in {city} ({country}) from {days}.": "planned",
    "The {nth} Annual Meeting of the UNESCO Creative Cities Network was held in {city}, {country}, from {days}.": "held",
    "{city} ({country}) will host the {nth} Annual Conference from {days}.": "planned",
    "{city} ({country}) hosted the {nth} Annual Meeting from {days}.": "held",
    "From {days}, the {nth} Annual Conference took place in {city} ({country}).": "held",
    "The {nth} Annual Conference, to be held in {city} ({country}) from {days}, has been postponed.": "postponed",
    "The {nth} Annual Conference in {city} ({country}) from {days} has been cancelled.": "cancelled",
}


def _days(first: date, last: date) -> str:
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} to {end}"
    return f"{first.day} to {end}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]} to {end}"


@given(
    st.sampled_from([_event, _news]),
    st.sampled_from(sorted(FORMS)),
    HOSTS,
    st.integers(-3, 1),  # how many more, or fewer, than were held up to 2019 each year
    st.dates(date(2009, 1, 1), date(2025, 11, 1)),
    st.integers(1, 20),
)
def test_what_is_written_of_an_edition_is_read_back(
    read: Callable[..., Page], form: str, host: tuple[str, str], ahead: int, first: date, length: int
) -> None:
    number = max(first.year - 2006 + ahead, 3)  # later than in 2011, the first and the second are of something else
    last = first + timedelta(length)
    city, country = host
    words = form.format(nth=ROMAN[number - 1], city=city, country=country, days=_days(first, last))
    days = f"{first.isoformat()}/{last.isoformat()}"
    assert _stated(read(words)) == [_edition(number, f"{city} ({country})", days, FORMS[form])]


PIECES = st.sampled_from(
    [
        "The XII Annual Meeting", "the Annual Conference", "the next edition", "Krakow and Katowice (Poland)", "in", "of",
        "Fabriano (Italy)", "Enghien-les-Bains", "was held", "will be held", "will host", "hosted", "has been postponed",
        "from 12 to 15 June 2018", "30.06 > 02.07.2017", "in 2019", "14 to 16 September", "31 February 2018", "with", "and",
        "1,050 participants from 180 cities", "30 mayors", "the Network counts", "The Meeting", "the Summit", ",", ".", ";",
        ":", "(", ")", "–", "…", "\n", "Thu, 06/14/2018", "XIV", "12th", "2008", "candidate", "bids", "Cities of Music",
    ]
)  # fmt: skip
SCRIPTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=300)


@given(
    st.sampled_from([_event, _news, _items]), st.lists(SCRIPTS, min_size=1, max_size=4), st.sampled_from([*LANGUAGES])
)
def test_no_text_is_too_odd_and_whatever_is_read_of_it_is_there(
    read: Callable[..., Page], parts: list[str], lang: str
) -> None:
    written = [escape(part) for part in parts]
    page = read(tuple(written), lang=lang) if read is _items else read(*written, title=written[0], lang=lang)
    spans = [value.span for value in page.values()] + [event.span for event in events(page)]
    assert all(0 <= span.start < span.end <= len(page.text) for span in spans)
    for event in events(page):
        hosts = [page.quote(value.span) for value in event.values if value.field == "hosts"]
        assert all(host.city in hosts[0] for host in event.hosts)


@pytest.mark.slow
@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize(
    "piece",
    [
        "The Annual Meeting ", "XII Annual Meeting (", "was held in ", "Krakow (Poland), ", "12 to 15 June ", "1 050 ",
        "12 - ", "A-", "in Krakow and ", "the Network, ", "[", "réunion annuelle à ", "la conferencia anual de la ",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("patience")
def test_a_very_long_paragraph_comes_to_an_end(piece: str, lang: str) -> None:
    _event(piece * (20_000 // len(piece)), lang=lang)
