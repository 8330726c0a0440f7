"""Where captures contradict each other it is shown, with both words; what only moves on in time is no contradiction."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper import read_page
from scraper.dataset.build import build
from scraper.history.claims import MOST_SIDES, Claims
from scraper.history.coverage import Coverage
from scraper.history.fold import History
from scraper.notices import ConflictsLeftOut, ExtractionDrift, Fall
from scraper.store.store import Store
from scraper.subjects.uccn.conflicts import checks
from scraper.subjects.uccn.document import geojson
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, CapturedResponse, sha1, urlkey
from scraper.values.facts import Conflict, Fact, State

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
    assert all(isinstance(one, ConflictsLeftOut) and one.about == "the ordinal 7" for one in claims.left_out)


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
