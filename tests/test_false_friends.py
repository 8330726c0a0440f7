"""What looks like an edition's host, year, ordinal, status or day and is not: whatever is stated has to be so."""

import re
from datetime import date

import pytest

from scraper import read_page
from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.records import conferences

LISTS = "https://en.unesco.org/creative-cities/content/annual-conferences"
CAPTURED = date(2020, 1, 15)
Stated = tuple[int | None, str, Status | None, int | None]


def _stated(main: str) -> tuple[set[Stated], bool]:
    """Return (year, host, status, edition) of all that a page states, and whether something is unread."""
    body = (
        "<!DOCTYPE html><html lang=en><head><title>Annual Conferences</title></head><body><main>"
        f"<h1>Annual Conferences of the UNESCO Creative Cities Network</h1>{main}</main></body></html>"
    )
    page = read_page(body.encode(), content_type="text/html; charset=utf-8", original=LISTS, captured=CAPTURED)
    stated = {
        (conference.year, host.city, conference.status, conference.edition)
        for conference in conferences(page)
        for host in conference.hosts
    }
    return stated, bool(page.unread)


LYON = (2009, "Lyon", "held", None)
FABRIANO = (2019, "Fabriano", "held", None)


@pytest.mark.parametrize(
    ("words", "true"),
    [
        # another year of the same city
        ("Fabriano (Italy) applied in 2017 and hosted the Annual Conference in 2019.", FABRIANO),
        ("Fabriano was selected as a Creative City in 2013 and hosted the Annual Conference in 2019.", FABRIANO),
        ("Fabriano became a Creative City in 2013 and hosted the Annual Conference in 2019.", FABRIANO),
        # figures that are no year
        ("The Annual Conference was hosted in Lyon in the 2010s.", None),
        ("The Annual Conference was held in Fabriano (room B2017).", None),
        ("The Annual Conference was held in Fabriano, in a park of 2015m2.", None),
        ("The Annual Conference gathered 2010 delegates in Fabriano.", None),
        # ordinals of something else
        ("On the second day of the Annual Conference in Fabriano in 2019 the mayors met.", FABRIANO),
        ("The Annual Conference was held in Fabriano in 2019; on the first day, mayors met.", FABRIANO),
        ("The Annual Conference was opened by King Felipe VI in Fabriano in 2019.", FABRIANO),
        ("The Annual Conference was held in Seoul in 2011, the first in Asia.", (2011, "Seoul", "held", None)),
        ("The Annual Conference ran from June 1st through June 2nd, 2019, in Fabriano (Italy).", FABRIANO),
        # days at the end of a sentence, months that are cut short
        (
            "The Annual Conference took place in Fabriano on day 13. In 2018 it took place in Kraków.",
            (2018, "Kraków", "held", None),
        ),
        # a region is no city
        ("The Annual Conference was held in Asia in 2011.", None),
        ("The Annual Meeting was held in Latin America in 2013.", None),
        # what is cancelled is something else
        ("The Annual Conference in Fabriano in 2019 followed the cancellation of a workshop.", FABRIANO),
        # what was done to something else
        (
            "The Annual Conference was held in Fabriano in 2019. Its theme, “The Ideal City”, was chosen in 2018 in Kraków.",
            FABRIANO,
        ),
        (
            "At the close of the Annual Conference held in Fabriano (Italy) in 2019, the Media Arts cities handed the chair "
            "of their cluster from York (United Kingdom) to Austin (USA) for 2021.",
            FABRIANO,
        ),
        # a year in brackets belongs to what stands before them
        (
            "Meeting in Fabriano (Italy) in 2019 for the Annual Conference, the cities recalled the Seoul Agenda (2010) and "
            "looked forward to the Paris climate talks.",
            FABRIANO,
        ),
        # belief, fiction, words of others
        ("I thought the Annual Meeting of 2016 was in Bergen (Norway).", None),
        ("In the novel, a body is found at the Annual Conference held in Venice (Italy) in 2031.", None),
        (
            "Posters announced an “Annual Conference of the UNESCO Creative Cities, Potsdam (Germany), 2018” at the station.",
            None,
        ),
        # where somebody comes from
        ("For the Annual Conference, the flight AF 2018 from Nice (France) lands at noon.", None),
        # what the sentence goes on to say of another city and year
        (
            "The mayor of Ghent, who attended the Annual Conference in Fabriano in 2019, reported to the council in Ghent in "
            "October 2019.",
            FABRIANO,
        ),
        (
            "Before the Annual Conference in Fabriano in June 2019, the coordinators met in Barcelos in April 2019 and in "
            "Caldas da Rainha in May 2019.",
            FABRIANO,
        ),
        (
            "The Annual Conference in Fabriano in 2019 adopted a declaration; the manifesto itself had been drafted in Lyon in "
            "2018.",
            FABRIANO,
        ),
        (
            "Ouagadougou, which organised a film festival in 2019, took part in the Annual Conference in Fabriano.",
            None,
        ),
        # what a further sentence says of a city
        ("The Annual Conference was held in Fabriano in 2019. In 2014 Bergen marked nine years.", FABRIANO),
        ("The Annual Conference was held in Fabriano in 2019. Bergen sent two delegates in 2018.", FABRIANO),
        # a year said by the way
        (
            "The city of Fabriano, which joined in 2013, hosted the Annual Conference in June 2019.",
            FABRIANO,
        ),
        # who lost
        ("Fabriano beat Adelaide and Chengdu for the right to stage the 2019 Annual Conference.", FABRIANO),
        # lists of something else
        ("Cities of Design: Graz 2011, Detroit 2015, Puebla 2015, Bilbao 2014.", None),
        # pictures
        ("The Annual Conference was held in Fabriano in 2019.</p><p>Map: Geneva (Switzerland), 2012 edition", FABRIANO),
        ("A press conference on the Annual Conference is to be held in Ancona (Italy) in 2019.", None),
    ],
)
def test_what_a_sentence_says_of_something_else_is_no_host(words: str, true: Stated | None) -> None:
    stated, unread = _stated(f"<p>{words}</p>")
    assert stated <= {true}
    assert stated or unread or true is None


@pytest.mark.parametrize(
    ("table", "true"),
    [
        ("Theme|Cities of the future", LYON),
        ("Theme|Designing the next decade", LYON),
        ("Notes|Open bids", LYON),
        ("Notes|Workshop cancelled", LYON),
        ("Notes|Confirmed by the Board", LYON),
        ("Partner|University of Lyon", LYON),
        ("In person|X", LYON),
        ("In person|V", LYON),
        ("Region|first in Asia", LYON),
    ],
)
def test_what_another_column_says_is_no_status_ordinal_or_city(table: str, true: Stated) -> None:
    head, cell = table.split("|")
    stated, unread = _stated(
        f"<table><tr><th>Year</th><th>Host city</th><th>{head}</th></tr><tr><td>2009</td><td>Lyon</td><td>{cell}</td></tr></table>"
    )
    assert stated == {true} or (not stated and unread)


@pytest.mark.parametrize("theme", ["creative cities for the future", "the next generation", "following the river"])
def test_a_theme_is_no_status(theme: str) -> None:
    assert _stated(f"<ul><li>2009: Lyon – {theme}</li><li>2019: Fabriano</li></ul>")[0] <= {LYON, FABRIANO}


@pytest.mark.parametrize(
    ("item", "host"),
    [
        ("2018: Split, Croatia", (2018, "Split", "held", None)),
        ("2018: Orange (France)", (2018, "Orange", "held", None)),
        ("Fabriano, Italy, 2019 – 13th Annual Conference", (2019, "Fabriano", "held", 13)),
    ],
)
def test_a_city_that_is_a_word_as_well_is_a_host_beside_its_country(item: str, host: Stated) -> None:
    assert _stated(f"<ul><li>2009: Lyon</li><li>{item}</li></ul>")[0] == {LYON, host}


@pytest.mark.parametrize(
    "over",
    [
        "Annual meetings of the Italian Creative Cities",
        "Annual meeting of the Creative Cities of Brazil",
        "Hosts of the receptions",
        "Host cities of the Design Week",
        "Suggested connections",
    ],
)
def test_a_list_of_something_else_has_no_hosts(over: str) -> None:
    stated, _unread = _stated(
        "<p>The Annual Conference was held in Fabriano in 2019.</p>"
        f"<h2>{over}</h2><ul><li>Bologna (Italy), 2016</li><li>Parma (Italy), 2017</li></ul>"
    )
    assert stated <= {FABRIANO}


def test_a_year_in_which_a_city_joined_is_not_the_one_in_which_it_was_host() -> None:
    rows = [("Bologna", "2006", "2013"), ("Fabriano", "2013", "2019"), ("Ghent", "2009", "–")]
    body = "".join(f"<tr><td>{city}</td><td>{joined}</td><td>{host}</td></tr>" for city, joined, host in rows)
    head = "<tr><th>City</th><th>Member since</th><th>Hosted the Annual Conference</th></tr>"
    stated, _ = _stated(f"<table>{head}{body}</table>")
    assert stated == {(2013, "Bologna", "held", None), FABRIANO}


def test_a_card_of_another_gathering_states_no_host() -> None:
    cards = [("Fabriano 2019", "XIII Annual Conference"), ("Dakar 2018", "Regional workshop")]
    stated, unread = _stated("".join(f"<div><h3>{title}</h3><p>{text}</p></div>" for title, text in cards))
    assert {(year, city) for year, city, *_ in stated} == {(2019, "Fabriano")}
    assert unread


def test_fields_that_follow_each_other_in_one_paragraph_are_read_as_fields() -> None:
    stated, _ = _stated("<p>Where: Fabriano, Italy. When: 10 to 15 June 2019. Attended by: 400 delegates.</p>")
    assert {(year, city) for year, city, *_ in stated} == {(2019, "Fabriano")}


@pytest.mark.parametrize(
    ("unit", "host"),
    [
        ("<h3>XIII Annual Conference</h3><p>Fabriano, Italy</p><p>2019</p>", (2019, "Fabriano", "held", 13)),
        ("<p>XIII Annual Conference</p><p>Fabriano, Italy</p><p>10–15 June 2019</p>", (2019, "Fabriano", "held", 13)),
        ("<h3>Fabriano</h3><p>Year: 2019</p><p>Country: Italy</p><p>Edition: XIII</p>", (2019, "Fabriano", "held", 13)),
        (
            "<h3>Fabriano, Italy</h3><p>2019</p><p>Postponed owing to a strike</p>",
            (2019, "Fabriano", "postponed", None),
        ),
    ],
)
def test_a_card_says_the_ordinal_and_the_status_of_its_edition(unit: str, host: Stated) -> None:
    other = "<div class=card><h3>Lyon, France</h3><p>2009</p></div>"
    assert _stated(f"<div>{other}<div class=card>{unit}</div></div>")[0] == {LYON, host}


@pytest.mark.parametrize("mark", ["*", "**", "†", "<sup>1</sup>", "[1]"])
@pytest.mark.parametrize(("words", "status"), [("postponed to 2020", "postponed"), ("Cancelled.", "cancelled")])
def test_a_footnote_says_the_status_of_what_bears_its_mark(mark: str, words: str, status: str) -> None:
    stated, _ = _stated(f"<ul><li>2009: Lyon</li><li>2019: Fabriano{mark}</li></ul><p>{mark} {words}</p>")
    assert stated == {LYON, (2019, "Fabriano", status, None)}


@pytest.mark.parametrize("years", ["2018 | 2019", "2019 | 2018"])
def test_of_a_table_of_meetings_by_year_only_the_networks_row_is_read(years: str) -> None:
    first, second = re.findall(r"\d{4}", years)
    rows = {
        "World Heritage Committee": ("Manama (Bahrain)", "Baku (Azerbaijan)"),
        "Annual Conference": ("Kraków (Poland)", "Fabriano (Italy)"),
    }
    cells = "".join(f"<tr><td>{name}</td><td>{one}</td><td>{two}</td></tr>" for name, (one, two) in rows.items())
    stated, unread = _stated(f"<table><tr><th>Meeting</th><th>{first}</th><th>{second}</th></tr>{cells}</table>")
    right = {(int(first), "Kraków", "held", None), (int(second), "Fabriano", "held", None)}
    assert stated == right or (not stated and unread)


def test_a_middle_dot_parts_a_city_from_its_country_and_a_year_nobody_hosts_is_unread_with_its_card() -> None:
    stated, _ = _stated(
        "<h2>Past conferences</h2><ul><li><p>June 2009</p><p>Lyon · France</p></li>"
        "<li><p>June 2019</p><p>Fabriano · Italy</p></li></ul>"
    )
    assert stated == {LYON, FABRIANO}
    body = (
        "<html lang=en><body><main><h1>Annual Conferences of the UNESCO Creative Cities Network</h1><h2>Past hosts</h2>"
    )
    page = read_page(
        f"{body}<ul><li><p>June 2009</p><p>Xyzzyville</p></li></ul></main></body></html>".encode(), original=LISTS
    )
    assert any("Xyzzyville" in page.quote(span) for span in page.unread)


@pytest.mark.parametrize(
    "main",
    [
        "<p>Rumours that Fabriano (Italy) will host the Annual Conference of 2024 are unfounded.</p>",
        "<p>The mayor would like Fabriano (Italy) to host the Annual Conference someday, in 2029 perhaps.</p>",
        "<p>The annual meeting of the Film group of the Creative Cities Network was held in Fabriano (Italy) in 2019.</p>",
        "<h2>Cities of Film: our own annual meetings</h2><p>Past hosts:</p><ul><li>2019: Fabriano, Italy</li></ul>",
        "<p>The annual meeting of the Creative Cities of Italy took place in Fabriano in 2019.</p>",
        "<h1>Board game: Creative Cities</h1><p>You host the Annual Conference of 2019 in Fabriano (Italy).</p>",
        "<p>Which city hosted the Annual Conference of 2019?</p>",
    ],
)
def test_claims_wishes_games_and_other_peoples_meetings_state_no_host(main: str) -> None:
    assert _stated(main)[0] == set()


def test_what_the_next_sentence_puts_off_is_not_stated_as_held() -> None:
    main = "<p>The Annual Conference was due in Fabriano (Italy) in June 2019. Everything is postponed; 2021 is spoken of.</p>"
    stated, unread = _stated(main)
    assert {status for _, _, status, _ in stated} <= {"postponed"}
    assert stated or unread


@pytest.mark.parametrize(
    "behind",
    [
        "Next year the Network meets in Fabriano.",
        "From 10 to 15 June, Fabriano will be the host.",
        "The appointment of 2019 was fixed in Fabriano.",
    ],
)
def test_a_host_that_a_sentence_behind_the_conference_names_is_stated_or_unread(behind: str) -> None:
    stated, unread = _stated(f"<p>Our delegates came home from the Annual Conference of the Network. {behind}</p>")
    assert unread or FABRIANO in stated


@pytest.mark.parametrize(
    "main",
    [
        "<dl><dt>Past annual conferences</dt><dd>2009: Lyon, France</dd><dd>2019: Fabriano, Italy</dd></dl>",
        "<p>The annual conferences and their hosts:</p><div><p>2009 Lyon, France</p></div><div><p>2019 Fabriano, Italy</p></div>",
    ],
)
def test_a_term_or_a_lead_holds_for_all_that_stands_below_it(main: str) -> None:
    assert _stated(main)[0] == {LYON, FABRIANO}
