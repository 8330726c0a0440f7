"""States in order of time become facts, each with the captures in which it was seen and the evidence behind it."""

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from scraper.history.fold import History
from scraper.outcomes import Outcome
from scraper.subjects.uccn.facts import Conference, Facts, Host, Objective, Status
from scraper.subjects.uccn.records import as_records
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, sha1, urlkey
from scraper.values.facts import Fact, State
from scraper.values.records import Page, Span

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
START = datetime(2012, 1, 1, tzinfo=UTC)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a page as a test writes it."""

    quote: str
    year: int | None
    cities: tuple[tuple[str, str | None], ...]
    status: Status = "held"
    edition: int | None = None
    position: int | None = 1


def _state(day: int, *entries: Entry, objectives: tuple[str, ...] = (), language: str = "en") -> State:
    time = START + timedelta(days=day)
    text, conferences, aims = "", [], []
    for entry in entries:
        span = Span(len(text), len(text) + len(entry.quote))
        text += entry.quote + "\n"
        conferences.append(
            Conference(
                year=entry.year,
                status=entry.status,
                hosts=tuple(Host(city, country) for city, country in entry.cities),
                span=span,
                status_span=span,
                rule="a rule",
                edition=entry.edition,
                edition_span=span if entry.edition else None,
                position=entry.position,
            )
        )
    for position, words in enumerate(objectives, start=1):
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        aims.append(Objective(position=position, text=words, span=span, rule="a rule"))
    capture = Capture(
        original=PAGE,
        timestamp=time,
        urlkey=urlkey(PAGE),
        archive="shelf",
        digest=sha1(text.encode()),
        memento_url=f"https://shelf.example/web/{time:%Y%m%d%H%M%S}/{PAGE}",
    )
    page = Page(
        outcome=Outcome.EXTRACTED,
        language=language,
        records=as_records(Facts(conferences=tuple(conferences), objectives=tuple(aims)), language),
        text=text,
    )
    return State(day, capture, page)


def _history(*states: State) -> History:
    history = History(UCCN)
    for state in states:
        history.fold(state)
    return history


def _hosts(*states: State) -> list[Fact]:
    return list(_history(*states).facts()["timeline"])


LYON = Entry(quote="Lyon (France) in 2009", year=2009, cities=(("Lyon", "France"),))
FABRIANO = Entry(quote="Fabriano (Italy) in 2019", year=2019, cities=(("Fabriano", "Italy"),))


def test_a_fact_has_the_first_and_the_last_capture_that_state_it_and_their_number() -> None:
    (lyon,) = _hosts(_state(0, LYON), _state(100), _state(200, LYON), _state(300))
    assert lyon.seen.first_seen == START
    assert lyon.seen.last_seen == START + timedelta(days=200)
    assert lyon.seen.captures == 2


def test_the_evidence_is_the_words_their_place_and_the_payload_they_stand_in() -> None:
    state = _state(3, FABRIANO, LYON)
    lyon = _hosts(state)[0]
    assert lyon.evidence.quote == "Lyon (France) in 2009"
    assert state.page.text[lyon.evidence.start : lyon.evidence.end] == "Lyon (France) in 2009"
    assert (lyon.evidence.digest, lyon.evidence.memento_url) == (state.capture.digest, state.capture.memento_url)
    assert lyon.evidence.timestamp == START + timedelta(days=3)
    assert lyon.evidence.rule == "a rule"


def test_one_city_in_two_years_is_two_facts() -> None:
    again = Entry(quote="Lyon (France) in 2014", year=2014, cities=(("Lyon", "France"),))
    assert [(fact.value("year"), fact.value("city")) for fact in _hosts(_state(0, LYON, again))] == [
        (2009, "Lyon"),
        (2014, "Lyon"),
    ]


def test_two_cities_in_one_edition_are_two_facts_in_their_order() -> None:
    both = Entry(
        quote="Krakow and Katowice (Poland) in 2018", year=2018, cities=(("Krakow", "Poland"), ("Katowice", "Poland"))
    )
    krakow, katowice = _hosts(_state(0, both))
    assert [krakow.value("city"), katowice.value("city")] == ["Krakow", "Katowice"]
    assert krakow.evidence == katowice.evidence


def test_a_city_that_a_page_names_twice_is_seen_in_one_capture() -> None:
    (fact,) = _hosts(_state(0, LYON, LYON))
    assert fact.seen.captures == 1


def test_planned_then_held_is_one_fact_that_was_held() -> None:
    planned = msgspec.structs.replace(FABRIANO, status="planned", quote="The next will be in Fabriano", position=None)
    (fact,) = _hosts(_state(0, planned), _state(100, FABRIANO))
    assert fact.value("status") == "held"
    assert fact.evidence.quote == "Fabriano (Italy) in 2019"
    assert (fact.seen.first_seen, fact.seen.captures) == (START, 2)


def test_held_stays_held_though_a_later_capture_says_planned() -> None:
    planned = msgspec.structs.replace(FABRIANO, status="planned", quote="The next will be in Fabriano")
    (fact,) = _hosts(_state(0, FABRIANO), _state(100, planned))
    assert (fact.value("status"), fact.evidence.quote) == ("held", "Fabriano (Italy) in 2019")
    assert fact.seen.last_seen == START + timedelta(days=100)


def test_what_was_only_planned_is_not_held() -> None:
    (fact,) = _hosts(_state(0, msgspec.structs.replace(FABRIANO, status="planned")))
    assert fact.value("status") == "planned"


def test_an_edition_comes_with_the_evidence_of_the_capture_that_states_it() -> None:
    numbered = msgspec.structs.replace(FABRIANO, status="planned", edition=13, quote="The XIIIth will be in Fabriano")
    (fact,) = _hosts(_state(0, numbered), _state(100, FABRIANO))
    assert (fact.value("status"), fact.value("ordinal")) == ("held", 13)
    assert fact.evidence.quote == "Fabriano (Italy) in 2019"
    stated = fact.taken["ordinal"]
    assert (stated.quote, stated.timestamp) == ("The XIIIth will be in Fabriano", START)


def test_an_ordinal_that_no_page_states_is_empty() -> None:
    (fact,) = _hosts(_state(0, LYON))
    assert (fact.value("ordinal"), fact.taken.get("ordinal")) == (None, None)


def test_a_garbled_statement_splits_no_fact_and_is_not_shown_where_a_sound_one_is() -> None:
    sound = Entry(quote="Montréal (Canada) in 2012", year=2012, cities=(("Montréal", "Canada"),))
    garbled = Entry(quote="MontrÃ©al (Canada) in 2012", year=2012, cities=(("MontrÃ©al", "Canada"),))
    for states in ((_state(0, sound), _state(1, garbled)), (_state(0, garbled), _state(1, sound))):
        (fact,) = _hosts(*states)
        assert fact.value("city") == "Montréal"
        assert fact.evidence.quote == "Montréal (Canada) in 2012"
        assert fact.seen.captures == 2


def test_a_garbled_objective_splits_no_fact_either() -> None:
    sound, garbled = "Determine the Network’s strategy", "Determine the Networkâ€™s strategy"
    for words in ((sound, garbled), (garbled, sound)):
        history = _history(*(_state(day, objectives=(text,)) for day, text in enumerate(words)))
        (fact,) = history.facts()["objectives"]
        assert (fact.value("text"), fact.seen.captures) == (sound, 2)
        assert fact.evidence.quote == sound


def test_accents_and_case_make_no_other_city() -> None:
    plain = Entry(quote="MONTREAL in 2012", year=2012, cities=(("MONTREAL", None),))
    accented = Entry(quote="Montréal (Canada) in 2012", year=2012, cities=(("Montréal", "Canada"),))
    (fact,) = _hosts(_state(0, accented), _state(1, plain))
    assert (fact.value("city"), fact.value("country")) == ("Montréal", "Canada")  # with country before without


def test_a_rewording_is_of_the_same_objective_and_another_language_is_not() -> None:
    history = _history(
        _state(0, objectives=("Exchange information",)),
        _state(1, objectives=("Exchange updated information",)),
        _state(2, objectives=("Exchange information",), language="fr"),
    )
    assert sorted((fact.language or "", fact.value("text")) for fact in history.facts()["objectives"]) == [
        ("en", "Exchange updated information"),
        ("fr", "Exchange information"),
    ]


def test_a_city_without_a_year_comes_last() -> None:
    undated = Entry(quote="Lyon (France)", year=None, cities=(("Lyon", "France"),))
    assert [fact.value("year") for fact in _hosts(_state(0, undated, FABRIANO, LYON))] == [2009, 2019, None]


# --- properties -------------------------------------------------------------------------------------------------------

CITIES = st.sampled_from(["Lyon", "Seoul", "Montréal", "Östersund"])
ENTRIES = st.builds(
    lambda city, year, status, edition, country: Entry(
        quote=f"{city} in {year}", year=year, cities=((city, country),), status=status, edition=edition
    ),
    CITIES,
    st.sampled_from([2008, 2009, None]),
    st.sampled_from(["held", "planned", "candidate"]),
    st.sampled_from([None, 2, 3]),
    st.sampled_from([None, "a country"]),
)
HISTORIES = st.lists(st.lists(ENTRIES, max_size=4), max_size=6)


@given(HISTORIES)
def test_every_fact_is_what_the_captures_state_no_more_and_no_less(pages: list[list[Entry]]) -> None:
    stated: dict[tuple[object, object], set[int]] = {}
    for day, entries in enumerate(pages):
        for entry in entries:
            stated.setdefault((entry.year, entry.cities[0][0]), set()).add(day)
    facts = _hosts(*(_state(day, *entries) for day, entries in enumerate(pages)))
    assert {(fact.value("year"), fact.value("city")) for fact in facts} == set(stated)
    assert len(facts) == len(stated)
    for fact in facts:
        days = stated[fact.value("year"), fact.value("city")]
        assert fact.seen.captures == len(days)
        assert fact.seen.first_seen == START + timedelta(days=min(days))
        assert fact.seen.last_seen == START + timedelta(days=max(days))
        assert fact.seen.first_seen <= fact.evidence.timestamp <= fact.seen.last_seen
        said = [
            entry
            for day in days
            for entry in pages[day]
            if (entry.year, entry.cities[0][0]) == (fact.value("year"), fact.value("city"))
        ]
        assert (fact.value("status") == "held") == any(entry.status == "held" for entry in said)
        assert (fact.value("ordinal") is None) == all(entry.edition is None for entry in said)
        assert (fact.value("ordinal") is None) == (fact.taken.get("ordinal") is None)


@given(HISTORIES)
def test_the_facts_come_by_year_and_the_undated_last(pages: list[list[Entry]]) -> None:
    years = [fact.value("year") for fact in _hosts(*(_state(day, *entries) for day, entries in enumerate(pages)))]
    assert years == sorted(years, key=lambda year: (year is None, int(year or 0)))
