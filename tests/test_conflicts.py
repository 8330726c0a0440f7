"""Where captures contradict each other it is shown, with both words; what only moves on in time is no contradiction."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from scraper import read_page
from scraper.dataset.build import build
from scraper.history.claims import MOST_SIDES, Claims
from scraper.history.coverage import Coverage
from scraper.history.fold import History
from scraper.notices import ConflictsLeftOut, ExtractionDrift, Fall, OrdinalNotBorneOut, PlaceNotResolved
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.subjects.uccn.conflicts import checks, remarks
from scraper.subjects.uccn.document import geojson
from scraper.subjects.uccn.records import host_key
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, CapturedResponse, sha1, urlkey
from scraper.values.facts import Conflict, Fact, State
from scraper.values.records import Cell, Page, Record, Span, Value

LIST = "https://en.unesco.org/creative-cities/content/annual-conferences"
EVENT = "https://en.unesco.org/creative-cities/events/x"
START = datetime(2018, 1, 1, tzinfo=UTC)


def _state(words: str, *, day: int = 0, original: str = LIST, lang: str = "en", cut: bool = False) -> State:
    """Read a page of these words, captured some days after the beginning of 2018."""
    body = f'<h1 id="page-title">The Network</h1><div id="block-system-main"><div class="field-name-body"><p>{words}</p></div></div>'
    end = "" if cut else "</body></html>"
    source = f"<!DOCTYPE html><html lang={lang}><head><title>A page</title></head><body>{body}{end}".encode()
    capture = Capture(
        original=original,
        timestamp=START + timedelta(days=day),
        urlkey=urlkey(original),
        archive="shelf",
        digest=sha1(source),
        memento_url=f"https://shelf.example/{day}/{original}",
    )
    return State(day, capture, read_page(source, original=original, content_type="text/html; charset=utf-8"))


def _facts(*states: State) -> Mapping[str, Sequence[Fact]]:
    history = History(UCCN)
    for state in states:
        history.fold(state)
    return history.facts()


def _conflicts(*states: State) -> list[Conflict]:
    claims, history = Claims(UCCN.conflicts), History(UCCN)
    for state in states:
        claims.take(state, history.fold(state))
    return claims.conflicts(_facts(*states))


def _told(conflicts: list[Conflict]) -> list[tuple[str, object, object]]:
    return [(one.field, one.side.value, one.other.value) for one in conflicts]


MEETINGS = "Previous Annual Meetings have been held in {}."
HELD = "The XIII Annual Conference was held in Fabriano (Italy) from 10 to 15 June 2019 with {} participants."


def test_two_pages_with_two_numbers_are_shown_with_both_words() -> None:
    one, other = EVENT, EVENT.replace("/x", "/y")
    (conflict,) = _conflicts(
        _state(HELD.format(220), day=600, original=one),
        _state(HELD.format(300), day=601, original=other),
        _state(HELD.format(300), day=602, original=other),
    )
    assert (conflict.kind, conflict.field, conflict.about[0]) == ("contradiction", "participants", 2019)
    assert (conflict.side.value, conflict.side.captures, conflict.other.value) == (
        300,
        2,
        220,
    )  # the better supported first
    assert conflict.side.evidence is not None
    assert conflict.other.evidence is not None
    assert (conflict.side.evidence.quote, conflict.other.evidence.quote) == ("300 participants", "220 participants")


def test_the_same_said_twice_is_no_conflict() -> None:
    assert not _conflicts(
        _state(HELD.format(300), day=600, original=EVENT), _state(HELD.format(300), day=700, original=EVENT)
    )


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("from 10 to 15 June 2019", "from 11 to 15 June 2019", "start_date"),
        ("from 10 to 15 June 2019", "from 10 to 16 June 2019", "end_date"),
        ("The XIII", "The XII", "ordinal"),
    ],
)
def test_days_and_ordinals_of_one_edition_may_differ(first: str, second: str, field: str) -> None:
    words = HELD.format(300)
    found = _conflicts(
        _state(words, day=600, original=EVENT), _state(words.replace(first, second), day=601, original=EVENT + "y")
    )
    assert field in {conflict.field for conflict in found}


def test_of_two_that_as_many_captures_state_the_one_on_more_originals_comes_first_and_then_the_later() -> None:
    one, other, third = EVENT, EVENT.replace("/x", "/y"), EVENT.replace("/x", "/z")
    on_one = [_state(HELD.format(220), day=day, original=one) for day in (700, 701)]
    on_two = [_state(HELD.format(300), day=600, original=other), _state(HELD.format(300), day=601, original=third)]
    assert _told(_conflicts(*on_two, *on_one)) == [("participants", 300, 220)]
    assert _told(_conflicts(on_two[0], on_one[0])) == [("participants", 220, 300)]


def test_of_several_conflicts_of_one_edition_the_better_supported_comes_first() -> None:
    pages = [EVENT.replace("/x", f"/{name}") for name in "uvw"]
    stated = [(100, 1), (200, 3), (300, 2)]  # participants, and how many captures state them
    states = [
        _state(HELD.format(number), day=600 + day, original=original)
        for original, (number, captures) in zip(pages, stated, strict=True)
        for day in range(captures)
    ]
    found = _conflicts(*sorted(states, key=lambda state: state.capture.timestamp))
    assert [(one.side.value, one.side.captures, one.other.value, one.other.captures) for one in found] == [
        (200, 3, 300, 2),
        (200, 3, 100, 1),
    ]


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize(
    ("words", "field", "values"),
    [
        (
            ("The 7th Annual Conference was held in Enghien-les-Bains (France) in 2017.",
             "The VII Annual Meeting was held in Bologna (Italy) in 2013."),
            "hosts",
            ("Enghien-les-Bains 2017", "Bologna 2013"),
        ),
        (
            ("The XIV Annual Conference was held in Santos (Brazil) in 2020.",
             "The XIV Annual Conference was held in Santos (Brazil) in 2022."),
            "year",
            (2020, 2022),
        ),
    ],
)  # fmt: skip
def test_of_two_editions_with_one_ordinal_the_better_supported_comes_first(
    words: tuple[str, str], field: str, values: tuple[object, object], more: int
) -> None:
    states = [_state(words[0], day=1800), _state(words[1], day=1801, original=EVENT)]
    again = _state(words[more], day=1802, original=EVENT.replace("/x", "/y"))
    (conflict,) = (conflict for conflict in _conflicts(*states, again) if conflict.field == field)
    assert (conflict.side.value, conflict.side.captures) == (values[more], 2)
    assert (conflict.other.value, conflict.other.captures) == (values[1 - more], 1)


def test_one_ordinal_for_two_hosts_or_two_years_is_a_conflict() -> None:
    lists = _state("The XIV Annual Conference will be held in Santos (Brazil) in 2020.", day=600)
    later = _state("The XIV Annual Conference was held in Santos (Brazil) in 2022.", day=1700, original=EVENT)
    assert ("year", 2022, 2020) in _told(_conflicts(lists, later)) or ("year", 2020, 2022) in _told(
        _conflicts(lists, later)
    )
    wrong = _state("The 7th Annual Conference was held in Enghien-les-Bains (France) in 2017.", original=EVENT)
    right = _state("The VII Annual Meeting was held in Bologna (Italy) in 2013.", day=1)
    assert {"Bologna 2013", "Enghien-les-Bains 2017"} in [
        {conflict.side.value, conflict.other.value} for conflict in _conflicts(wrong, right)
    ]


def test_an_edition_that_was_put_off_keeps_its_ordinal_without_a_conflict() -> None:
    planned = _state("The XIV Annual Conference will be held in Santos (Brazil) in 2020.", day=600)
    off = _state("The XIV Annual Conference, planned in Santos (Brazil) in 2020, has been postponed to 2022.", day=900)
    again = _state("The XIV Annual Conference in Santos (Brazil) in 2022 has been postponed to 2023.", day=1500)
    held = _state("The XIV Annual Conference was held in Santos (Brazil) in 2023.", day=2200, original=EVENT)
    assert _conflicts(planned, off, again, held) == []
    assert [one.field for one in _conflicts(planned, held)] == ["year"], "no page says that it was put off"


def test_the_words_of_an_edition_whose_ordinal_is_at_issue_name_its_year_and_host() -> None:
    santos = [
        _state(f"The XIV Annual Conference was held in Santos (Brazil) in {year}.", day=3000 + year)
        for year in (2020, 2022)
    ]
    bologna = _state("The XIV Annual Meeting was held in Bologna (Italy) in 2016.", day=6000)
    found = [one for one in _conflicts(*santos, bologna) if one.field in ("year", "hosts")]
    assert {one.field for one in found} == {"year", "hosts"}
    for side in (side for one in found for side in (one.side, one.other)):
        assert side.evidence is not None
        assert all(word in side.evidence.quote for word in (*str(side.value).split(), "XIV"))


def test_where_an_ordinal_stands_far_from_its_edition_the_words_are_those_of_the_edition(published: Path) -> None:
    with (published / "dataset" / "conflicts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["field"] in ("hosts", "year")]
    assert rows
    for row in rows:
        for value, quote in ((row["value"], row["quote"]), (row["other_value"], row["other_quote"])):
            assert value.split()[-1] in quote
            assert len(quote) <= 300


PLANNED = _state("The Annual Conference will be held in Fabriano (Italy) in 2019.", day=100)
WAS = _state("Previous Annual Conferences have been held in Fabriano (Italy) in 2019.", day=600)
PLANNED_AGAIN = _state("The Annual Conference will be held in Fabriano (Italy) in 2019.", day=700, original=EVENT)


def test_what_was_planned_and_then_held_is_no_contradiction_and_planned_again_is_one() -> None:
    assert not _conflicts(PLANNED, WAS)
    (conflict,) = _conflicts(PLANNED, WAS, PLANNED_AGAIN)
    assert conflict.field == "status"
    assert {conflict.side.value, conflict.other.value} == {"planned", "held"}


def test_a_range_that_ends_before_it_begins_cannot_be() -> None:
    words = HELD.format(300).replace("from 10 to 15 June 2019", "from 15 to 10 June 2019")
    (conflict,) = _conflicts(_state(words, day=600, original=EVENT))
    assert (conflict.kind, conflict.field) == ("impossible", "end_date")
    assert (conflict.side.value, conflict.other.value) == ("2019-06-10", "2019-06-15")


def test_what_is_held_in_a_year_after_its_capture_cannot_be_and_comes_first() -> None:
    early = _state("Previous Annual Conferences have been held in Fabriano (Italy) in 2019.", day=10)
    found = _conflicts(
        early,
        _state(HELD.format(220), day=600, original=EVENT),
        _state(HELD.format(300), day=601, original=EVENT + "y"),
    )
    assert (found[0].kind, found[0].field, found[0].side.value) == ("impossible", "year", 2019)
    assert found[0].other.evidence is None  # the other side is the capture's own time
    assert [conflict.field for conflict in found[1:]] == ["participants"]


def test_other_names_of_one_country_are_no_conflict() -> None:
    spellings = ("People’s republic of China", "China", "PEOPLE'S REPUBLIC OF CHINA")
    states = [
        _state(f"Previous Annual Meetings have been held in Chengdu ({country}) in 2014.", day=day)
        for day, country in enumerate(spellings)
    ]
    assert not _conflicts(*states)
    korea = [
        _state(f"Previous Annual Meetings have been held in Seoul ({country}) in 2011.", day=day)
        for day, country in enumerate(("Republic of Korea", "Democratic People’s Republic of Korea"))
    ]
    assert [conflict.field for conflict in _conflicts(*korea)] == ["country"]


def test_place_in_a_list_and_stated_ordinal_are_checked_against_each_other() -> None:
    listed = MEETINGS.format(
        "Paris (France) in 2008, Santa Fe (United States of America) in 2008 and Lyon (France) in 2009"
    )
    right = _state("The third Annual Meeting was held in Lyon (France) in 2009.", day=1, original=EVENT)
    wrong = _state("The fourth Annual Meeting was held in Lyon (France) in 2009.", day=1, original=EVENT)
    (check,) = checks(_facts(_state(listed), right))
    assert (check["hosts"], check["position"], check["ordinal"], check["agrees"]) == ("Lyon", 3, 3, True)
    (check,) = checks(_facts(_state(listed), wrong))
    assert (check["position"], check["ordinal"], check["agrees"]) == (3, 4, False)
    assert ("ordinal", 4, "place 3 in the list") in _told(_conflicts(_state(listed), wrong))


# --- claim by claim, on records made by hand ---------------------------------------------------------------------------

PAGES = tuple(EVENT.replace("/x", f"/{name}") for name in "abcdef")


def _host(year: int | None, city: str, *, at: int = 0, **stated: Cell) -> Record:
    """Return a host of the timeline that the entry at a place of a page states."""
    named = {"city": city, **stated} if year is None else {"year": year, "city": city, **stated}
    return _record("timeline", host_key(year, city), at, named)


def _edition(**stated: Cell) -> Record:
    return _record("events", str(stated), 0, stated)


def _record(table: str, key: str, at: int, stated: Mapping[str, Cell]) -> Record:
    span = Span(at, at + 1)
    values = tuple(Value(field, value, span, "a rule") for field, value in stated.items())
    return Record(table=table, key=key, values=values, span=span, rule="a rule")


def _stating(day: int, *records: Record, original: str = LIST) -> State:
    """Return a capture that states these records, so many days after the beginning of 2018."""
    capture = Capture(
        original=original, timestamp=START + timedelta(days=day), urlkey=urlkey(original), archive="shelf"
    )
    page = Page(outcome=Outcome.EXTRACTED, page_kind="event", layout="drupal7-body", language="en", records=records)
    return State(day, capture, page)


def _sides(conflicts: Sequence[Conflict]) -> list[tuple[object, ...]]:
    return [
        (one.field, one.about, one.side.value, one.side.captures, one.other.value, one.other.captures)
        for one in conflicts
    ]


KRAKOW = _host(2018, "Krakow", country="Poland", ordinal=12, status="held")
KATOWICE = _host(2018, "Katowice", country="Poland", ordinal=12, status="held")
BOTH = "Krakow (Poland); Katowice (Poland)"


def test_what_an_edition_in_prose_says_of_the_timeline_counts_once() -> None:
    """An edition in prose with year, status and hosts is stated by its hosts, too: it is one capture and not two."""
    told = _edition(year=2018, ordinal=12, hosts=BOTH, status="held")
    (conflict,) = _conflicts(
        _stating(400, KRAKOW, KATOWICE, told), _stating(401, _host(2018, "Krakow", ordinal=11), original=PAGES[0])
    )
    assert _sides([conflict]) == [("ordinal", (2018, 11, "Krakow"), 11, 1, 12, 1)]


def test_the_status_that_an_edition_in_prose_tells_counts_once() -> None:
    told = _edition(year=2018, hosts=BOTH, status="held")
    planned = _stating(401, _host(2018, "Krakow", status="planned"), original=PAGES[0])
    (conflict,) = _conflicts(_stating(400, KRAKOW, KATOWICE, told), planned)
    assert _sides([conflict]) == [("status", (2018, None, "Krakow"), "planned", 1, "held", 1)]


@pytest.mark.parametrize("lacks", ["year", "status", "hosts"])
def test_an_edition_in_prose_that_no_host_is_made_of_claims_ordinal_and_status_itself(lacks: str) -> None:
    whole: dict[str, Cell] = {"year": 2018, "ordinal": 11, "hosts": "Krakow (Poland)", "status": "held"}
    told = _edition(**{field: value for field, value in whole.items() if field != lacks})
    listed = _host(2018, "Krakow", country="Poland", ordinal=12)
    also = _host(2018, "Katowice", country="Poland", ordinal=11)
    found = _conflicts(_stating(400, listed, also), _stating(401, told, original=PAGES[0]))
    ordinals = [one for one in _sides(found) if one[0] == "ordinal"]
    # Without its hosts it is known by year and ordinal, and so agrees; without its year it is known by nothing.
    assert ordinals == ([("ordinal", (2018, 11, "Krakow"), 11, 1, 12, 1)] if lacks == "status" else [])


def test_values_that_a_page_states_besides_are_claims_as_well() -> None:
    told = _edition(year=2018, hosts="Krakow (Poland)", participants=220)
    both = replace(told, others=(Value("participants", 300, Span(0, 1), "a rule"),))
    (conflict,) = _conflicts(_stating(400, KRAKOW, both))
    assert {conflict.side.value, conflict.other.value} == {220, 300}


@pytest.mark.parametrize("field", ["participants", "cities", "countries", "mayors"])
def test_numbers_of_those_who_came_may_contradict_each_other(field: str) -> None:
    states = [
        _stating(400 + at, KRAKOW, _edition(year=2018, hosts="Krakow (Poland)", **{field: number}), original=page)
        for at, (page, number) in enumerate(zip(PAGES, (100, 80), strict=False))
    ]
    assert _sides(_conflicts(*states)) == [(field, (2018, None, "Krakow"), 80, 1, 100, 1)]


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ({"year": 2018, "hosts": "Cracovie (Pologne)"}, ["Krakow"]),
        ({"year": 2018, "hosts": "Cracovie (Pologne); Krakow (Poland)"}, ["Krakow"]),
        ({"year": 2018, "hosts": "Katowice (Poland); Krakow (Poland)"}, ["Katowice", "Krakow"]),
        ({"year": 2018, "ordinal": 12}, ["Katowice", "Krakow"]),
        ({"year": 2018, "ordinal": 11}, []),
        ({"year": 2017, "ordinal": 12}, []),
        ({"year": 2018}, []),
        ({"ordinal": 12}, []),
        ({"year": 2018, "ordinal": 12, "hosts": "Nowhere (Poland)"}, []),
        ({"year": 2017, "hosts": "Krakow (Poland)"}, []),
    ],
    ids=[
        "another name",
        "two names",
        "two hosts",
        "year and ordinal",
        "another ordinal",
        "another year",
        "year alone",
        "ordinal alone",
        "an unknown host",
        "the host of another year",
    ],
)
def test_what_an_edition_claims_is_about_the_hosts_that_it_names_else_those_of_its_year_and_ordinal(
    told: dict[str, Cell], about: list[str]
) -> None:
    listed = _stating(400, KRAKOW, KATOWICE, _edition(year=2018, hosts=BOTH, participants=300))
    found = _conflicts(listed, _stating(401, _edition(**told, participants=220), original=PAGES[0]))
    assert [one.about[2] for one in found if one.field == "participants"] == about


def test_a_host_without_a_year_is_claimed_about_without_one() -> None:
    listed = _stating(400, _host(None, "Lyon"), _edition(hosts="Lyon (France)", participants=300))
    found = _conflicts(listed, _stating(401, _edition(hosts="Lyon (France)", participants=220), original=PAGES[0]))
    assert _sides(found) == [("participants", (None, None, "Lyon"), 220, 1, 300, 1)]


def test_an_ordinal_alone_is_about_no_host_not_even_one_without_a_year() -> None:
    listed = _stating(400, _host(None, "Lyon", ordinal=3), _edition(hosts="Lyon (France)", participants=300))
    assert not _conflicts(listed, _stating(401, _edition(ordinal=3, participants=220), original=PAGES[0]))


def test_what_names_no_host_comes_before_what_names_one_of_the_same_year() -> None:
    days: dict[str, Cell] = {"year": 2018, "start_date": "2018-06-15", "end_date": "2018-06-10"}
    found = _conflicts(_stating(400, _edition(hosts="Lyon (France)", **days), _edition(**days)))
    assert [one.about for one in found] == [(2018, None, None), (2018, None, "Lyon")]


def test_conflicts_about_one_field_come_by_year_the_undated_last_and_then_by_city() -> None:
    hosts = [(None, "Lyon"), (2018, "Krakow"), (2018, "Katowice"), (2009, "Seoul")]
    states = [
        _stating(
            400 + at,
            *(_host(year, city) for year, city in hosts),
            *(_edition(**({"year": year} if year else {}), hosts=city, participants=number) for year, city in hosts),
            original=page,
        )
        for at, (page, number) in enumerate(zip(PAGES, (300, 220), strict=False))
    ]
    told = [(one.about[0], one.about[2]) for one in _conflicts(*states)]
    assert told == [(2009, "Seoul"), (2018, "Katowice"), (2018, "Krakow"), (None, "Lyon")]


# --- what cannot be


@pytest.mark.parametrize(
    ("day", "record", "told"),
    [
        (10, _host(2019, "Fabriano", status="held"), [("year", 2019, "captured 2018-01-11", (2019, None, "Fabriano"))]),
        (10, _host(2018, "Fabriano", status="held"), []),
        (10, _host(2019, "Fabriano", status="planned"), []),
        (10, _host(None, "Fabriano", status="held"), []),
        (
            700,
            _edition(start_date="2019-06-15", end_date="2019-06-10", ordinal=13, status="held"),
            [("end_date", "2019-06-10", "2019-06-15", (None, 13, None))],
        ),
        (700, _edition(start_date="2019-06-15", end_date="2019-06-15", status="held"), []),
        (700, _edition(end_date="2019-06-15", status="held"), []),
        (700, _edition(start_date="2019-06-15", status="held"), []),
        (
            10,
            _edition(year=2018, hosts=BOTH, end_date="2018-01-12", status="held"),
            [("end_date", "2018-01-12", "captured 2018-01-11", (2018, None, "Krakow; Katowice"))],
        ),
        (10, _edition(end_date="2018-01-11", status="held"), []),
        (10, _edition(end_date="2018-01-12", status="planned"), []),
        (10, _edition(year=2019, status="held"), []),
        (
            10,
            _edition(start_date="2018-03-02", end_date="2018-03-01", status="held"),
            [("end_date", "2018-03-01", "2018-03-02", (None, None, None))],
        ),
    ],
    ids=[
        "a year to come",
        "the year itself",
        "a plan",
        "no year",
        "ends before it begins",
        "one day",
        "no first day",
        "no last day",
        "ends the day after",
        "ends that day",
        "planned days",
        "an edition in prose",
        "both",
    ],
)
def test_what_cannot_be(day: int, record: Record, told: list[tuple[object, ...]]) -> None:
    found = [one for one in _conflicts(_stating(day, record)) if one.kind == "impossible"]
    assert [(one.field, one.side.value, one.other.value, one.about) for one in found] == told


# --- statuses, countries, ordinals


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        (["planned", "held"], []),
        (["held", "planned"], [("planned", "held")]),
        (["held", "postponed"], [("postponed", "held")]),
        (["held", "cancelled"], [("cancelled", "held")]),
        (["planned", "cancelled"], []),
        (["cancelled", "planned"], [("planned", "cancelled")]),
        (["cancelled", "planned", "cancelled"], [("cancelled", "planned")]),
        (["planned", "postponed", "planned"], []),
        (["cancelled", "held"], []),
        (["held", "held", "planned"], [("held", "planned")]),
        (["planned", "held", "planned"], [("planned", "held")]),
        (["held", "cancelled", "planned"], [("planned", "held"), ("cancelled", "held"), ("planned", "cancelled")]),
    ],
)
def test_a_status_contradicts_only_one_that_it_cannot_follow(statuses: list[str], told: list[tuple[str, str]]) -> None:
    states = [_stating(at, _host(2018, "Krakow", status=status)) for at, status in enumerate(statuses)]
    found = [one for one in _conflicts(*states) if one.kind == "contradiction"]
    assert {(one.side.value, one.other.value) for one in found} == set(told)
    assert {one.field for one in found} <= {"status"}


def test_statuses_of_one_moment_do_not_contradict_each_other() -> None:
    for statuses in (("held", "planned"), ("cancelled", "planned")):
        one, other = (_host(2018, "Krakow", status=status) for status in statuses)
        assert not _conflicts(_stating(400, one, other))


@pytest.mark.parametrize(
    ("one", "other", "is_conflict"),
    [
        ("Poland", "Pologne", False),
        ("Poland", "POLAND", False),
        ("Turkey", "TÃ¼rkiye", False),
        ("TÃ¼rkiye", "Turkey", False),
        ("Poland", "Germany", True),
        ("Poland", "Ruritania", True),
        ("Ruritania", "RURITANIA", False),
        ("Ruritania", "Zubrowka", True),
    ],
)
def test_countries_contradict_each_other_unless_they_are_names_of_one(one: str, other: str, is_conflict: bool) -> None:
    states = [
        _stating(at, _host(2018, "Krakow", country=name), original=page)
        for at, (page, name) in enumerate(zip(PAGES, (one, other), strict=False))
    ]
    assert [conflict.field for conflict in _conflicts(*states)] == (["country"] if is_conflict else [])


def test_one_ordinal_of_several_editions_is_told_of_the_best_supported_and_of_each_city_in_two_years() -> None:
    krakow = _host(2018, "Krakow", ordinal=12)
    states = [
        _stating(400, krakow),
        _stating(401, krakow, _host(2009, "Lyon", ordinal=12, at=1)),
        _stating(402, krakow, _host(2009, "Lyon", ordinal=12, at=1), _host(2010, "Lyon", ordinal=12, at=2)),
    ]
    found = _conflicts(*states)
    assert _sides(found) == [
        ("hosts", (2018, 12, "Krakow"), "Krakow 2018", 3, "Lyon 2009", 2),
        ("hosts", (2018, 12, "Krakow"), "Krakow 2018", 3, "Lyon 2010", 1),
        ("year", (2009, 12, "Lyon"), 2009, 2, 2010, 1),
    ]
    assert [(one.kind, one.record) for one in found] == [
        ("contradiction", ("timeline", "2018/krakow")),
        ("contradiction", ("timeline", "2018/krakow")),
        ("contradiction", ("timeline", "2009/lyon")),
    ]


def test_an_edition_without_a_year_has_one_that_is_not_known() -> None:
    states = [
        _stating(400, _host(2009, "Lyon", ordinal=3)),
        _stating(401, _host(2009, "Lyon", ordinal=3), _host(None, "Lyon", ordinal=3, at=1)),
        _stating(402, _host(None, "Seoul", ordinal=3, at=2)),
    ]
    told = _sides(_conflicts(*states))
    assert ("year", (2009, 3, "Lyon"), 2009, 2, "unknown", 1) in told
    assert ("hosts", (2009, 3, "Lyon"), "Lyon 2009", 2, "Seoul", 1) in told
    undated_first = [_stating(400, _host(None, "Lyon", ordinal=3)), _stating(401, _host(None, "Lyon", ordinal=3))]
    told = _sides(_conflicts(*undated_first, _stating(402, _host(2009, "Lyon", ordinal=3))))
    assert ("year", (None, 3, "Lyon"), "unknown", 2, 2009, 1) in told


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        (_host(2018, "Katowice", ordinal=12), False),
        (_host(2018, "Katowice", ordinal=12, at=7), True),
        (_host(2017, "Katowice", ordinal=12), True),
    ],
    ids=["hosts of one entry", "two entries", "two years"],
)
def test_hosts_share_an_edition_where_one_entry_names_both_in_one_year(other: Record, is_told: bool) -> None:
    found = _conflicts(_stating(400, _host(2018, "Krakow", ordinal=12), other))
    assert [one.field for one in found] == (["hosts"] if is_told else [])


def test_claims_of_one_ordinal_in_two_languages_count_together() -> None:
    states = [
        _stating(400, _host(2018, "Cracovie", country="Pologne", ordinal=12)),
        _stating(401, _host(2018, "Krakow", country="Poland", ordinal=12)),
        _stating(402, _host(2009, "Lyon", ordinal=12), original=PAGES[0]),
    ]
    assert ("hosts", (2018, 12, "Krakow"), "Krakow 2018", 2, "Lyon 2009", 1) in _sides(_conflicts(*states))


# --- places in lists, and remarks


def test_an_ordinal_that_the_list_does_not_bear_out_is_shown_with_the_place_in_the_list() -> None:
    states = [_stating(at, _host(2009, "Lyon", position=3, ordinal=4)) for at in range(2)]
    (conflict,) = _conflicts(*states)
    assert _sides([conflict]) == [("ordinal", (2009, 4, "Lyon"), 4, 2, "place 3 in the list", 2)]
    assert (conflict.kind, conflict.record) == ("contradiction", ("timeline", "2009/lyon"))
    assert conflict.side.cited is not None
    assert (conflict.side.cited.field, conflict.side.cited.value) == ("ordinal", 4)
    assert conflict.other.cited is not None
    assert (conflict.other.cited.field, conflict.other.cited.value) == ("position", 3)
    assert conflict.other.evidence is not None
    assert conflict.other.evidence.timestamp == START + timedelta(days=1)


def test_of_editions_that_have_both_the_place_and_the_ordinal_are_checked() -> None:
    hosts = (
        _host(2008, "Paris", position=1),
        _host(2009, "Lyon", position=3, ordinal=4),
        _host(2011, "Seoul", position=5, ordinal=5),
        _host(2013, "Bologna", ordinal=7),
    )
    assert checks(_facts(_stating(400, *hosts))) == [
        {"year": 2009, "hosts": "Lyon", "position": 3, "ordinal": 4, "agrees": False},
        {"year": 2011, "hosts": "Seoul", "position": 5, "ordinal": 5, "agrees": True},
    ]


def test_what_is_remarked_of_hosts_is_a_place_that_is_not_certain_and_an_ordinal_that_no_list_bears_out() -> None:
    hosts = (
        _host(2008, "Santa Fe"),
        _host(2009, "Lyon", country="France", position=3, ordinal=4),
        _host(2010, "Strelsau", country="Ruritania"),
        _host(2011, "Seoul", position=5, ordinal=5),
        _host(None, "Zenda"),
    )
    told = [(notice, fact.value("city")) for notice, fact in remarks(_facts(_stating(400, *hosts)))]
    assert told == [
        (PlaceNotResolved("Santa Fe", 2008), "Santa Fe"),
        (OrdinalNotBorneOut("Lyon", 2009, 4, 3), "Lyon"),
        (PlaceNotResolved("Strelsau (Ruritania)", 2010), "Strelsau"),
        (PlaceNotResolved("Zenda", None), "Zenda"),
    ]


# --- places -----------------------------------------------------------------------------------------------------------


def _places(*states: State) -> dict[tuple[object, object], tuple[object, object, object]]:
    return {
        (fact.value("year"), fact.value("city")): (
            fact.value("geonames_id"),
            fact.value("country_code"),
            fact.value("resolved_by"),
        )
        for fact in _facts(*states)["timeline"]
    }


def test_a_city_is_found_in_its_country() -> None:
    words = MEETINGS.format("Santa Fe (United States of America) in 2008 and Paris (France, UNESCO HQ) in 2008")
    assert _places(_state(words)) == {
        (2008, "Santa Fe"): (5490263, "US", "country"),
        (2008, "Paris"): (2988507, "FR", "country"),
    }


def test_a_city_without_a_country_is_found_by_what_captures_say_or_by_its_size_or_not_at_all() -> None:
    bare = _state(MEETINGS.format("Santa Fe in 2008, Lyon in 2009 and Springfield in 2010"))
    assert _places(bare) == {
        (2008, "Santa Fe"): (None, None, None),
        (2009, "Lyon"): (2996944, "FR", "large city"),
        (2010, "Springfield"): (None, None, None),
    }
    told = _state("The next Annual Meeting will be held in Santa Fe (United States of America) in 2030.", day=1)
    assert _places(bare, told)[2008, "Santa Fe"] == (5490263, "US", "another capture")
    both = (
        MEETINGS.format("Santa Fe in 2008 and Lyon in 2009")
        + " The next will be held in Santa Fe (United States of America) in 2030."
    )
    assert _places(_state(both.replace("The next will", "The next Annual Meeting will")))[2008, "Santa Fe"] == (
        5490263,
        "US",
        "same capture",
    )


def test_captures_that_disagree_on_the_country_decide_nothing() -> None:
    bare = _state(MEETINGS.format("Santa Fe in 2008 and Lyon in 2009"))
    one = _state("The next Annual Meeting will be held in Santa Fe (United States of America) in 2030.", day=1)
    other = _state("The next Annual Meeting will be held in Santa Fe (Argentina) in 2031.", day=2)
    assert _places(bare, one, other)[2008, "Santa Fe"] == (None, None, None)


def test_a_city_that_is_not_in_the_country_named_stays_unknown_with_the_country_known() -> None:
    words = MEETINGS.format("Fabriano (France) in 2019 and Lyon (France) in 2009")
    assert _places(_state(words))[2019, "Fabriano"] == (None, "FR", None)


def test_one_city_in_two_languages_is_one_host() -> None:
    english = _state(MEETINGS.format("Krakow and Katowice (Poland) in 2018 and Lyon (France) in 2009"))
    french = _state(
        "Les réunions annuelles précédentes se sont tenues à Cracovie et Katowice (Pologne) en 2018 et à Lyon (France) en 2009.",
        day=1,
        original=LIST.replace("//en.", "//fr."),
        lang="fr",
    )
    facts = _facts(english, french)["timeline"]
    assert sorted((int(fact.value("year") or 0), fact.value("city"), fact.seen.captures) for fact in facts) == [
        (2009, "Lyon", 2),
        (2018, "Katowice", 2),
        (2018, "Krakow", 2),
    ]
    (krakow,) = (fact for fact in facts if fact.value("city") == "Krakow")
    assert [(wording.original, wording.quote, wording.seen.captures) for wording in krakow.wordings] == [
        (LIST, "Krakow and Katowice (Poland) in 2018", 1),
        (LIST.replace("//en.", "//fr."), "Cracovie et Katowice (Pologne) en 2018", 1),
    ]


def test_geojson_has_longitude_first_and_no_geometry_where_nothing_is_certain() -> None:
    document = geojson(_facts(_state(MEETINGS.format("Santa Fe in 2008 and Montréal (Canada) in 2012"))))
    assert document["type"] == "FeatureCollection"
    by_city = {one["properties"]["city"]: one for one in document["features"]}
    assert by_city["Santa Fe"]["geometry"] is None  # RFC 7946, 3.2: unlocated
    longitude, latitude = by_city["Montréal"]["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (-74, 46)
    assert all(one["type"] == "Feature" and one["id"] for one in document["features"])


# --- coverage ---------------------------------------------------------------------------------------------------------

FOUR = MEETINGS.format(
    "Lyon (France) in 2009, Seoul (Republic of Korea) in 2011, Bologna (Italy) in 2013 and Chengdu (China) in 2014"
)


def test_a_capture_that_states_much_less_than_the_one_before_is_noticed() -> None:
    coverage = Coverage(UCCN)
    assert not coverage.take(_state(FOUR))
    fewer = _state(MEETINGS.format("Lyon (France) in 2009 and Seoul (Republic of Korea) in 2011"), day=1)
    drift = coverage.take(fewer)
    assert drift is not None
    assert (drift.original, drift.timestamp) == (fewer.capture.original, fewer.capture.date)
    assert isinstance(drift.notice, ExtractionDrift)
    assert Fall("conferences", 4, 2) in drift.notice.falls
    assert drift in coverage.drift()
    assert not coverage.take(_state(FOUR, day=2))
    assert coverage.take(_state("This page is being updated.", day=3))


def test_what_is_cut_off_or_of_another_page_is_no_drift() -> None:
    coverage = Coverage(UCCN)
    coverage.take(_state(FOUR))
    assert not coverage.take(_state("Lyon", day=1, cut=True))
    assert not coverage.take(_state("Nothing yet.", day=2, original=LIST.replace("//en.", "//es."), lang="es"))
    (share,) = coverage.shares()
    assert (share.layout, share.captures, share.fields["country"]) == ("drupal7-body", 3, (4, 4))


# --- how many ---------------------------------------------------------------------------------------------------------

CITIES = ["Lyon", "Paris", "Nantes", "Lille", "Metz", "Nancy", "Brest", "Rouen", "Dijon", "Tours", "Nice", "Toulon"]


def _crowded(count: int) -> list[State]:
    """Return one page on which so many editions bear one ordinal."""
    said = (
        f"The VII Annual Meeting was held in {CITIES[at % 12]} (France) in {2008 + at // 12}." for at in range(count)
    )
    return [_state("</p><p>".join(said), day=3000)]


@pytest.mark.slow
@pytest.mark.parametrize("count", [12, 24, 48, 96])
def test_editions_of_one_ordinal_give_conflicts_in_proportion_and_no_more_than_are_told(count: int) -> None:
    states = _crowded(count)
    claims, history = Claims(UCCN.conflicts), History(UCCN)
    for state in states:
        claims.take(state, history.fold(state))
    facts = _facts(*states)
    assert len(facts["timeline"]) == count
    found = [one for one in claims.conflicts(facts) if one.field in ("hosts", "year")]
    assert count // 2 <= len(found) <= min(2 * count, MOST_SIDES)
    assert bool(claims.left_out) == (len(found) == MOST_SIDES)
    told = {(one.field, one.about) for one in claims.left_out if isinstance(one, ConflictsLeftOut)}
    assert told == ({("ordinal", "the ordinal 7")} if claims.left_out else set())


@pytest.mark.slow
def test_what_is_left_out_is_a_notice_of_the_build(tmp_path: Path) -> None:
    said = (f"The VII Annual Meeting was held in {CITIES[at % 12]} (France) in {2008 + at // 12}." for at in range(96))
    body = f"<!DOCTYPE html><html lang=en><title>x</title><div id='block-system-main'><p>{'</p><p>'.join(said)}</div>".encode()
    capture = _crowded(1)[0].capture
    headers = (("Content-Type", "text/html"),)
    response = CapturedResponse(capture=capture, requested=capture.timestamp, status=200, headers=headers, body=body)
    with Store(tmp_path / "store") as store:
        store.add(capture, response)
        built = build(store, tmp_path / "dataset")
    left_out = [one.notice for one in built.notices if isinstance(one.notice, ConflictsLeftOut)]
    assert [(one.field, one.about) for one in left_out] == [("ordinal", "the ordinal 7")]
