"""How one thing is said in many ways, in each language: what goes on about the conference, what is done to it, what leads to hosts."""

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from spoken import FABRIANO, NAMES, hosts, listed, page_of, said, stated, unread

from scraper.subjects.uccn.records import events

_FILE = Path(__file__).resolve().parent.parent / "fixtures" / "wordings.json"
WORDINGS = msgspec.json.decode(_FILE.read_bytes(), type=dict[str, dict[str, list[str]]])
LYON = {
    "en": "{N} was held in Lyon, France, in 2015",
    "fr": "{N} s’est tenue à Lyon (France) en 2015",
    "es": "{N} se celebró en Lyon (Francia) en 2015",
    "pt": "{N} realizou-se em Lyon (França) em 2015",
    "it": "{N} si è tenuta a Lyon (Francia) nel 2015",
    "de": "{N} fand 2015 in Lyon (Frankreich) statt",
}
YEARLY = {
    "en": "Every year the member cities meet at {N}.",
    "fr": "Chaque année, les villes membres se retrouvent lors de {N}.",
    "es": "Cada año las ciudades miembros se reúnen en {N}.",
    "pt": "Todos os anos as cidades-membros reúnem-se na {n}.",
    "it": "Ogni anno le città membro si incontrano alla {n}.",
    "de": "Jedes Jahr treffen sich die Mitgliedsstädte bei der {n}.",
}
PREPARED = {
    "en": "We are preparing the Annual Conference of the UNESCO Creative Cities Network.",
    "fr": "Nous préparons la Conférence annuelle du Réseau des villes créatives de l’UNESCO.",
    "es": "Preparamos la Conferencia Anual de la Red de Ciudades Creativas de la UNESCO.",
    "pt": "Preparamos a Conferência Anual da Rede de Cidades Criativas da UNESCO.",
    "it": "Prepariamo la Conferenza annuale della Rete delle Città Creative dell’UNESCO.",
    "de": "Wir bereiten die Jahreskonferenz des UNESCO Creative Cities Network vor.",
}
DONE = {
    "en": "{N} # Dénia in 2017, Bergen in 2018 and Popayán in 2019.",
    "fr": "{N} # Dénia en 2017, Bergen en 2018 et Popayán en 2019.",
    "es": "{N} # Dénia en 2017, a Bergen en 2018 y a Popayán en 2019.",
    "pt": "{N} # Dénia em 2017, Bergen em 2018 e Popayán em 2019.",
    "it": "{N} # Dénia nel 2017, Bergen nel 2018 e Popayán nel 2019.",
    "de": "{N} # Dénia (2017), Bergen (2018) und Popayán (2019).",
}
ITEMS = listed("2015: Graz (Austria)", "2016: Bergen (Norway)", "2017: Porto (Portugal)", "2018: Dakar (Senegal)")
OF_ITEMS = {(2015, "Graz"), (2016, "Bergen"), (2017, "Porto"), (2018, "Dakar")}


def _each(name: str) -> list[tuple[str, str]]:
    return [(code, words) for code, all_of in WORDINGS[name].items() for words in all_of]


@pytest.mark.parametrize(("code", "behind"), _each("goes on"))
def test_what_goes_on_about_the_conference_tells_its_next_host(code: str, behind: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, LYON[code] + behind)}</p>")) == {(2015, "Lyon"), (2016, "Graz")}


@pytest.mark.parametrize(("code", "sentence"), _each("one of a row of hosts"))
def test_each_of_a_row_of_hosts_has_words_of_its_own(code: str, sentence: str) -> None:
    found = hosts(page_of(code, f"<p>{said(code, sentence)}</p>"))
    assert {year for year, _ in found} == {2014, 2016, 2021}
    assert (2016, "Graz") in found


@pytest.mark.parametrize(("code", "behind"), _each("tells a year by another"))
def test_a_year_told_by_that_of_another_city_is_not_the_hosts(code: str, behind: str) -> None:
    found = hosts(page_of(code, f"<p>{said(code, FABRIANO[code].removesuffix('.') + behind)}</p>"))
    assert {year for year, city in found if city == "Fabriano"} == {2019}


@pytest.mark.parametrize(
    ("code", "sentence", "year"),
    [(*one, 2022) for one in _each("three years later")] + [(*one, 2017) for one in _each("two years before")],
)
def test_some_years_from_an_edition_are_counted(code: str, sentence: str, year: int) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])} {sentence}</p>")
    assert hosts(page) == {(2019, "Fabriano"), (year, "Santos")}


@pytest.mark.parametrize(("code", "sentence"), _each("it was there"))
def test_where_it_was_that_the_members_met_is_a_host(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])} {sentence}</p>")
    assert hosts(page) == {(2019, "Fabriano"), (2022, "Santos")}


TITLES = {code: name.partition(" ")[2] for code, name in NAMES.items()}


@pytest.mark.parametrize(("code", "sentence"), _each("first planned elsewhere"))
def test_a_conference_first_planned_elsewhere_is_where_it_will_be(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{sentence}</p>", TITLES[code], captured=date(2025, 6, 1))
    assert stated(page) == {(2026, "Kobe", "planned")}


@pytest.mark.parametrize(("code", "sentence"), _each("beside other events"))
@pytest.mark.parametrize("between", [" ", "</p><p>"])
def test_it_is_the_conference_though_other_events_take_place_beside_it(code: str, sentence: str, between: str) -> None:
    page = page_of(code, f"<p>{PREPARED[code]}{between}{sentence}</p>", "News", captured=date(2026, 4, 1))
    assert hosts(page) == {(2026, "Graz")}


@pytest.mark.parametrize(("code", "sentence"), _each("datelines"))
def test_the_city_of_a_dateline_is_no_host(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}.</p><p>{said(code, sentence)}</p>", captured=date(2023, 1, 1))
    assert hosts(page) == {(2015, "Lyon"), (2022, "Graz")}


@pytest.mark.parametrize(("code", "sentence"), _each("said in passing"))
def test_what_somebody_says_of_a_conference_in_passing_is_read(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}.</p><p>{sentence}</p>")
    assert hosts(page) == {(2015, "Lyon"), (2019, "Graz")}


@pytest.mark.parametrize(("code", "sentence"), _each("quoted texts"))
def test_a_text_that_is_quoted_is_unread(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}.</p><p>{said(code, sentence)}</p>")
    assert hosts(page) == {(2015, "Lyon")}


@pytest.mark.parametrize(("code", "sentence"), _each("names a host of a year"))
def test_a_city_named_as_the_host_of_a_year_is_that(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}.</p><p>{sentence}</p>")
    assert hosts(page) - {(2026, "Kobe")} == {(2015, "Lyon"), (2016, "Graz")}


@pytest.mark.parametrize(
    ("code", "sentences", "wanted"),
    [(*one, {(2016, "Graz")}) for one in _each("it hosted")]
    + [(*one, set()) for one in _each("it is of something else")],
)
@pytest.mark.parametrize("over", ["", "<h2>Culture</h2>"])
def test_a_page_titled_by_a_city_says_of_it_that_it_hosted(
    code: str, sentences: str, wanted: set[tuple[int, str]], over: str
) -> None:
    assert hosts(page_of(code, f"{over}<p>{said(code, sentences)}</p>", "Graz")) == wanted


@pytest.mark.parametrize(("posted", "year"), [("14 August 2025", 2025), ("14 January 2025", 2024)])
def test_last_month_is_counted_from_the_day_of_posting(posted: str, year: int) -> None:
    page = page_of(
        "en", f"<p>{posted}</p><p>{said('en', '{N} took place last month in Graz.')}</p>", captured=date(2025, 9, 1)
    )
    assert hosts(page) == {(year, "Graz")}


@pytest.mark.parametrize(("code", "sentence"), _each("speaks of something else"))
def test_a_sentence_on_something_else_behind_one_on_the_conference_tells_no_host(code: str, sentence: str) -> None:
    before = said(code, f"{LYON[code]}.")
    for main in (f"<p>{before} {sentence}</p>", f"<p>{before}</p><p>{sentence}</p>"):
        assert hosts(page_of(code, main)) == {(2015, "Lyon")}


@pytest.mark.parametrize(("code", "sentences"), _each("is of a thing named before"))
def test_a_pronoun_behind_a_thing_that_was_named_first_then_is_not_the_conference(code: str, sentences: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, LYON[code])}. {sentences}</p>")) == {(2015, "Lyon")}


@pytest.mark.parametrize(("code", "sentence"), _each("does something else"))
def test_a_city_that_does_something_else_with_the_conference_is_no_host(code: str, sentence: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, sentence)}</p>")) == set()


@pytest.mark.parametrize(("code", "sentence"), _each("only wants to be the host"))
def test_a_city_that_only_wants_to_be_the_host_is_none(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{sentence}</p>", said(code, "{n}"))
    assert hosts(page) == set()
    assert unread(page)


@pytest.mark.parametrize(("code", "sentence"), _each("is the host at last"))
def test_a_city_that_is_glad_or_able_to_be_the_host_is_it(code: str, sentence: str) -> None:
    year = int(re.findall(r"20\d\d", sentence)[-1])
    assert hosts(page_of(code, f"<p>{sentence}</p>", said(code, "{n}"))) == {(year, "Graz")}


@pytest.mark.parametrize(("code", "verb"), _each("is done something"))
def test_a_city_that_the_conference_does_something_to_is_no_host(code: str, verb: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, DONE[code].replace('#', verb))}</p>")) == set()


@pytest.mark.parametrize(
    ("code", "title", "wanted"),
    [(*one, OF_ITEMS) for one in _each("titles of hosts")] + [(*one, set()) for one in _each("other titles")],
)
def test_a_title_says_whether_a_list_is_of_hosts(code: str, title: str, wanted: set[tuple[int, str]]) -> None:
    main = f"<p>{said(code, YEARLY[code])}</p><h2>{title}</h2>{ITEMS}"
    assert hosts(page_of(code, main, "UNESCO Creative Cities Network")) == wanted


@pytest.mark.parametrize(
    ("code", "lead", "wanted"),
    [(*one, OF_ITEMS) for one in _each("leads to hosts")] + [(*one, set()) for one in _each("other leads")],
)
def test_a_lead_says_whether_a_list_is_of_hosts(code: str, lead: str, wanted: set[tuple[int, str]]) -> None:
    page = page_of(code, f"<p>{said(code, lead)}</p>{ITEMS}", "Linz")
    assert {(year, city) for year, city, status in stated(page) if status != "candidate"} == wanted


ANNUAL = (
    "<p>So far the Annual Meeting of the UNESCO Creative Cities Network has been hosted by:</p>"
    "<p>2010 - Shenzhen (China)<br>2011 - Seoul (Republic of Korea)</p>"
)
OTHER_LINES = (
    "<p>{0}:<br>2012 - Norwich (UK)<br>2013 - Graz (Austria)</p>",
    "<p>{0}:</p><ul><li>2012 - Norwich (UK)</li><li>2013 - Graz (Austria)</li></ul>",
    "<p>{0}:</p><p>2012 - Norwich (UK)</p><p>2013 - Graz (Austria)</p>",
    "<h3>{0}</h3><p>2012 - Norwich (UK)<br>2013 - Graz (Austria)</p>",
    "<p><strong>{0}:</strong><br>2012 - Norwich (UK)<br>2013 - Graz (Austria)</p>",
)


@pytest.mark.parametrize(
    "lead",
    [
        "Cities appointed in the same period",
        "New members",
        "Twin towns of our city",
        "World Design Capitals",
        "Our exhibitions abroad",
    ],
)
@pytest.mark.parametrize("lines", OTHER_LINES)
def test_lines_below_a_lead_of_something_else_are_no_hosts(lead: str, lines: str) -> None:
    page = page_of("en", ANNUAL + lines.format(lead), "Annual Meetings of the Creative Cities Network")
    assert hosts(page) == {(2010, "Shenzhen"), (2011, "Seoul")}


MEMBERS = {
    "en": "{} has 300 members.",
    "fr": "{} compte 300 membres.",
    "es": "{} cuenta con 300 miembros.",
    "pt": "{} tem 300 membros.",
    "it": "{} conta 300 soci.",
    "de": "{} hat 300 Mitglieder.",
}
OURS = {
    "en": "Our city joined the UNESCO Creative Cities Network in 2014.",
    "fr": "Notre ville est membre du Réseau des villes créatives de l’UNESCO depuis 2014.",
    "es": "Nuestra ciudad forma parte de la Red de Ciudades Creativas de la UNESCO desde 2014.",
    "pt": "A nossa cidade integra a Rede de Cidades Criativas da UNESCO desde 2014.",
    "it": "La nostra città fa parte della Rete delle Città Creative UNESCO dal 2014.",
    "de": "Unsere Stadt gehört seit 2014 zum UNESCO Creative Cities Network.",
}


@pytest.mark.parametrize(("code", "body"), _each("other bodies"))
def test_the_annual_conference_of_an_organisation_is_not_the_networks(code: str, body: str) -> None:
    """Whether or not the page has named the network's before, and wherever the organisation's name stands."""
    fabriano, name = f"{OURS[code]} {said(code, FABRIANO[code])}", re.split("[ ’']", body, maxsplit=1)[1]
    for sentence in WORDINGS["conferences of anybody"][code]:
        for ours, wanted in ((OURS[code], set()), (fabriano, {(2019, "Fabriano")})):
            for main in (
                f"<p>{ours}</p><p>{MEMBERS[code].format(body)} {sentence}</p>",
                f"<p>{ours}</p><h2>{name}</h2><p>{sentence}</p>",
                listed(f"UCCN: {ours}", f"{name}: {sentence}"),
                f"<dl><dt>UNESCO Creative Cities Network</dt><dd>{ours}</dd><dt>{name}</dt><dd>{sentence}</dd></dl>",
            ):
                assert hosts(page_of(code, main)) == wanted


def _table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    lines = [f"<th>{'</th><th>'.join(heads)}</th>", *(f"<td>{'</td><td>'.join(row)}</td>" for row in rows)]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


PLACES = (("2016", "Namur (Belgium)"), ("2017", "Graz (Austria)"))
UNITS = {
    "events": _table(("Year", "Event", "Place"), *((year, "Annual conference", city) for year, city in PLACES)),
    "years": _table(("Annual conference", "Place"), *PLACES),
    "hosts": _table(("Year", "Host city of the annual conference"), *PLACES),
    "items": listed(*(f"{year}: annual conference in {city}" for year, city in PLACES)),
    "heading": "<h3>Annual conferences</h3>" + listed(*(f"{year}: {city}" for year, city in PLACES)),
    "lead": "<p>Annual conferences:</p>" + listed(*(f"{year}: {city}" for year, city in PLACES)),
    "terms": f"<dl>{''.join(f'<dt>{year}</dt><dd>Annual conference in {city}</dd>' for year, city in PLACES)}</dl>",
    "cards": "".join(f"<div><h4>Annual conference {year}</h4><p>{city}</p></div>" for year, city in PLACES),
}


@pytest.mark.parametrize("units", UNITS.values(), ids=UNITS)
@pytest.mark.parametrize("introduced", [False, True], ids=["", "the network has one"])
def test_a_list_or_table_below_a_heading_is_of_whom_that_names(units: str, *, introduced: bool) -> None:
    ours, fabriano = f"<p>{OURS['en']}</p>", {(2019, "Fabriano")} if introduced else set()
    ours += f"<p>{said('en', FABRIANO['en'])}</p>" if introduced else ""
    for body in ("Choir Society", "Chamber of Commerce", "MedCities", "Alliance of River Cities"):
        assert hosts(page_of("en", f"{ours}<h2>{body}</h2>{units}")) == fabriano
    theirs = fabriano | {(2016, "Namur"), (2017, "Graz")}
    assert hosts(page_of("en", f"{ours}<h2>UNESCO Creative Cities Network</h2>{units}")) == theirs
    assert hosts(page_of("en", f"{ours}{units}")) == theirs


@pytest.mark.parametrize(
    ("code", "before", "sentence"),
    [
        ("en", "Kargopol is a town in the Russian Federation.", "The Annual Conference of 2019 was held in Fabriano."),
        ("en", "One Network, 180 cities: it grows.", "The Annual Conference of 2019 was held in Fabriano."),
        ("fr", "Kazan est en Fédération de Russie.", "La conférence annuelle de 2019 s’est tenue à Fabriano."),
        ("es", "Kazán está en la Federación de Rusia.", "La conferencia anual de 2019 se celebró en Fabriano."),
        ("it", "Kazan è nella Federazione Russa.", "La conferenza annuale del 2019 si è tenuta a Fabriano."),
        ("pt", "Kazan fica na Federação Russa.", "A conferência anual de 2019 realizou-se em Fabriano."),
        ("de", "Kasan liegt in der Russischen Föderation.", "Die Jahreskonferenz 2019 fand in Fabriano statt."),
    ],
)
def test_a_federation_that_is_a_country_is_no_organisation(code: str, before: str, sentence: str) -> None:
    page = page_of(code, f"<p>{OURS[code]}</p><p>{before} {sentence}</p>", "UNESCO Creative Cities Network")
    assert hosts(page) == {(2019, "Fabriano")}


@pytest.mark.parametrize(("code", "sentences"), _each("something else follows"))
def test_what_follows_something_else_than_a_host_is_no_host(code: str, sentences: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, sentences)}</p>")) == set()


SANTOS = {
    "en": "{N} in Santos, Brazil, in 2020",
    "fr": "{N} de 2020 à Santos (Brésil)",
    "es": "{N} de 2020 en Santos (Brasil)",
    "pt": "{N} de 2020 em Santos (Brasil)",
    "it": "{N} del 2020 a Santos (Brasile)",
    "de": "{N} 2020 in Santos (Brasilien)",
}


def _statuses(code: str, verb: str) -> tuple[set[object], str]:
    page = page_of(code, f"<p>{said(code, SANTOS[code])} {verb}.</p>", captured=date(2021, 5, 1))
    return {status for year, _, status in stated(page) if year == 2020}, unread(page)


@pytest.mark.parametrize(("code", "verb"), _each("put off or called off"))
def test_what_was_put_off_or_called_off_is_neither_held_nor_planned(code: str, verb: str) -> None:
    statuses, left = _statuses(code, verb)
    assert statuses <= {"postponed", "cancelled"}
    assert statuses or left


@pytest.mark.parametrize(("code", "sentence"), _each("something else was held"))
def test_what_else_is_held_behind_a_sentence_on_the_conference_is_not_it(code: str, sentence: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, LYON[code])}. {sentence}</p>")) == {(2015, "Lyon")}


@pytest.mark.parametrize(("code", "sentence"), _each("received something else"))
def test_what_else_a_city_received_is_not_the_conference(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, sentence)}</p>")
    assert hosts(page) <= {(2015, "Lyon")}
    assert hosts(page) or "Lyon" in unread(page)


@pytest.mark.parametrize(("code", "sentence"), _each("it was held as well"))
def test_the_conference_is_held_again_in_a_sentence_behind_it(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}. {sentence}</p>")
    assert {city for _, city in hosts(page)} == {"Lyon", "Oslo"}


@pytest.mark.parametrize(("code", "sentences"), _each("that year"))
def test_that_year_is_the_one_that_was_named_last(code: str, sentences: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, sentences)}</p>")) == {(2018, "Graz")}


@pytest.mark.parametrize("behind", ["The marathon was cancelled.", "The 2021 Alpine Junior Games were called off."])
def test_what_else_was_called_off_takes_no_host_back(behind: str) -> None:
    sentence = said("en", "In 2016 Graz, Austria, was host to {N}.")
    assert stated(page_of("en", f"<p>{sentence} {behind}</p>")) == {(2016, "Graz", "held")}


@pytest.mark.parametrize(("code", "sentence"), _each("put off twice"))
def test_the_year_to_which_it_was_put_off_is_that_of_another_delay(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, sentence)}</p>", captured=date(2021, 3, 1))
    assert stated(page) == {(2020, "Graz", "postponed"), (2021, "Graz", "postponed")}


@pytest.mark.parametrize(("code", "sentence"), _each("put off and to come"))
def test_a_conference_that_was_put_off_is_to_come(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{sentence}</p>", said(code, "{n}"), captured=date(2021, 3, 1))
    assert stated(page) == {(2022, "Graz", "planned")}


@pytest.mark.parametrize(("code", "sentence"), _each("was told of it"))
def test_what_somebody_said_of_a_conference_to_come_was_not_held(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{sentence}</p>", said(code, "{n}"), captured=date(2021, 3, 1))
    assert stated(page) == {(2022, "Graz", "planned")}
    this_year = page_of(code, f"<p>{sentence}</p>", said(code, "{n}"), captured=date(2022, 3, 1))
    assert (2022, "Graz", "held") not in stated(this_year)
    assert hosts(this_year) == {(2022, "Graz")}


@pytest.mark.parametrize(("code", "verb"), _each("took place"))
def test_what_took_place_was_held(code: str, verb: str) -> None:
    assert _statuses(code, verb)[0] == {"held"}


def test_what_is_put_off_and_then_set_anew_is_planned() -> None:
    words = "{N} has been put back by a year. Santos (Brazil) will now host it in July 2021."
    assert stated(page_of("en", f"<p>{said('en', words)}</p>", captured=date(2020, 4, 14))) == {
        (2021, "Santos", "planned")
    }


@pytest.mark.parametrize(
    ("code", "city"),
    [
        ("en", "in Odesa, City of Literature in Ukraine, in 2019"),
        ("fr", "à Odesa, ville de la littérature en Ukraine, en 2019"),
        ("es", "en Odesa, Ciudad de la Literatura en Ucrania, en 2019"),
        ("pt", "em Odesa, Cidade da Literatura na Ucrânia, em 2019"),
        ("it", "a Odesa, Città della Letteratura in Ucraina, nel 2019"),
        ("de", "2019 in Odesa, Stadt der Literatur in der Ukraine, statt"),
    ],
)
def test_a_field_in_a_country_is_no_city(code: str, city: str) -> None:
    held = FABRIANO[code].partition(" Fabriano")[0].rsplit(" ", 1)[0].removesuffix(" 2019")
    assert hosts(page_of(code, f"<p>{said(code, held)} {city}.</p>")) == {(2019, "Odesa")}


ROWS = (
    ("2016", "412", "Maputo (Mozambique)"),
    ("2017", "388", "Cochabamba (Bolivia)"),
    ("2018", "640", "Lviv (Ukraine)"),
)
HOSTS = {(2016, "Maputo"), (2017, "Cochabamba"), (2018, "Lviv")}


@pytest.mark.parametrize(
    ("caption", "heads", "wanted"),
    [
        ("Trees planted", ("Annual Conference", "Trees", "Where"), set()),
        ("Our offsets", ("Annual Conference", "Tonnes", "Place"), set()),
        ("Journeys of tent no. 7", ("Year", "Area", "Where the conference stood"), set()),
        ("Annual Conferences", ("Year", "Members", "Where"), HOSTS),
        ("Table 1", ("Annual Conference", "Members", "Place"), HOSTS),
        ("Our delegations", ("Annual Conference", "Members", "Host city"), HOSTS),
        ("", ("Annual Conference", "Members", "Where"), HOSTS),
    ],
)
def test_a_caption_says_what_the_places_of_a_table_are(
    caption: str, heads: tuple[str, ...], wanted: set[tuple[int, str]]
) -> None:
    table = _table(heads, *ROWS)
    if caption:
        table = table.replace("<table>", f"<table><caption>{caption}</caption>")
    assert hosts(page_of("en", f"<p>{said('en', YEARLY['en'])}</p>{table}")) == wanted


@pytest.mark.parametrize(
    "main",
    [
        "<table><tr><th>Year<th>Host<tr><td>{}<td>Graz, Austria<tr><td>2019<td>Lyon, France</table>",
        "<table><tr><th>Host<th>Date<tr><td>Graz, Austria<td>June {}<tr><td>Lyon, France<td>May 2019</table>",
        "<dl><dt>{}<dd>Graz, Austria<dt>2019<dd>Lyon, France</dl>",
        "<h2>{}</h2><p>Graz, Austria</p><h2>2019</h2><p>Lyon, France</p>",
        "<p>Host cities: Graz ({}), Lyon (2019)</p>",
    ],
)
@pytest.mark.parametrize("year", [1970, 1999, 2099])
def test_an_edition_before_the_network_or_long_after_the_capture_is_unread(main: str, year: int) -> None:
    page = page_of("en", f"<p>{said('en', YEARLY['en'])}</p>{main.format(year)}", "Annual Conference: host cities")
    assert hosts(page) == {(2019, "Lyon")}
    assert "Graz" in unread(page)


def test_a_day_that_no_calendar_has_is_unread() -> None:
    page = page_of("en", f"<p>{said('en', '{N} was held in Graz on 31 June 2019.')}</p>")
    assert (hosts(page), unread(page)) == ({(2019, "Graz")}, "31 June 2019")


def test_every_language_has_its_wordings() -> None:
    assert all(of_language.keys() <= NAMES.keys() and len(of_language) > 3 for of_language in WORDINGS.values())


KAUNAS = {
    "en": "Kaunas will host {N}.",
    "fr": "Kaunas accueillera {N}.",
    "es": "Kaunas acogerá {N}.",
    "pt": "Kaunas acolherá {N}.",
    "it": "Kaunas ospiterà {N}.",
    "de": "Kaunas richtet {N} aus.",
}
MAY = "2027-05-14", "2027-05-18"


@pytest.mark.parametrize(("code", "behind"), _each("tells only when"))
def test_a_sentence_that_says_only_when_is_of_the_conference_before_it(code: str, behind: str) -> None:
    page = page_of(code, f"<p>{said(code, KAUNAS[code])} {behind}</p>", captured=date(2027, 1, 30))
    assert hosts(page) == {(2027, "Kaunas")}
    assert {(one.value("first_day"), one.value("last_day")) for one in events(page)} == {MAY}


@pytest.mark.parametrize(("code", "behind"), _each("days of something else"))
def test_days_of_something_else_tell_no_year_of_the_conference_before_them(code: str, behind: str) -> None:
    page = page_of(code, f"<p>{said(code, KAUNAS[code])} {behind}</p>", captured=date(2027, 1, 30))
    assert hosts(page) == set()
    assert "Kaunas" in unread(page)


@pytest.mark.parametrize(("code", "sentence"), [*_each("goes there"), *_each("is chosen or holds it")])
def test_where_the_conference_goes_and_who_is_chosen_for_it_is_its_host(code: str, sentence: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, sentence)}.</p>")) == {(2016, "Graz")}


@pytest.mark.parametrize(("code", "sentence"), _each("somebody goes there"))
def test_where_somebody_goes_from_the_conference_is_no_host(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}.</p><p>{said(code, sentence)}.</p>")
    assert hosts(page) == {(2015, "Lyon")}


@pytest.mark.parametrize(("code", "sentence"), _each("is put off, of a host of a year"))
def test_what_a_host_of_a_year_saw_put_off_is_put_off(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}.</p><p>{sentence}.</p>")
    assert (2020, "Graz", "postponed") in stated(page)


@pytest.mark.parametrize(("code", "sentence"), _each("took over after another"))
def test_who_took_over_after_an_edition_is_not_the_host_of_that(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}.</p><p>{sentence}.</p>")
    assert hosts(page) == {(2015, "Lyon")}
    assert "Graz" in unread(page)


@pytest.mark.parametrize(("code", "behind"), _each("is given it for a year"))
def test_who_is_chosen_or_confirmed_for_a_year_is_its_host(code: str, behind: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}. {behind}</p>", captured=date(2027, 1, 30))
    assert hosts(page) == {(2015, "Lyon"), (2028, "Graz")}


@pytest.mark.parametrize(
    ("code", "behind"), [*_each("told in a history"), *_each("its ordinal alone"), *_each("denied of another")]
)
def test_what_a_history_tells_of_a_year_is_its_host(code: str, behind: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}. {behind}</p>")
    assert hosts(page) == {(2015, "Lyon"), (2016, "Graz")}


@pytest.mark.parametrize(("code", "behind"), _each("is given something else"))
def test_who_is_given_something_else_is_no_host(code: str, behind: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}. {behind}</p>")
    assert hosts(page) == {(2015, "Lyon")}
