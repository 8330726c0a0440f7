"""What a later capture does not state is told as gone only where its text proves it; in other words it is the same fact."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from over_time import Folded, folded

from scraper import read_page
from scraper.diffs.views.changes import log_lines
from scraper.history.absence import Absence
from scraper.history.compare import Cells, ChangeKind, class_of
from scraper.notices import PageCutOff
from scraper.outcomes import Outcome
from scraper.subjects.uccn.facts import Conference, Facts, Host
from scraper.subjects.uccn.likeness import is_one_place
from scraper.subjects.uccn.records import as_records, conferences
from scraper.subjects.uccn.subject import UCCN
from scraper.subjects.uccn.tables import TIMELINE
from scraper.values.capture import Capture, urlkey
from scraper.values.changes import ChangeRow, of_substance
from scraper.values.facts import State
from scraper.values.records import Cell, Page, Span

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
START = datetime(2020, 1, 1, tzinfo=UTC)
NOWHERE = Span(0, 0)
AIMS = (
    "Compare how the member cities support their craftspeople",
    "Agree on the plan of work for the two years to come",
    "Bring mayors, artists and UNESCO to one table",
)


def _read(content: str, day: int, *, lang: str = "en", title: str = "Annual Conferences") -> Page:
    body = (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title></head><body><h1>{title}</h1>'
        f'<div id="block-system-main"><div class="field-name-body">{content}</div></div></body></html>'
    )
    captured = (START + timedelta(days=day)).date()
    return read_page(body.encode(), original=PAGE, content_type="text/html; charset=utf-8", captured=captured)


class Told(msgspec.Struct, frozen=True):
    """A change as it is told."""

    kind: str
    table: str | None
    key: str | None
    field: str | None
    before: Cell | None
    after: Cell | None
    returned: int | None


def _fold(*pages: Page) -> Folded:
    return folded(
        State(
            day,
            Capture(original=PAGE, timestamp=START + timedelta(days=day), urlkey=urlkey(PAGE), archive="shelf"),
            page,
        )
        for day, page in enumerate(pages)
    )


def _changes(spans: Folded) -> list[Told]:
    return [
        Told(
            one.kind,
            one.table,
            spans.id_of(one),
            one.field,
            one.before,
            one.after,
            (one.returned - START).days if one.returned else None,
        )
        for one in spans.changes()
    ]


def _told(*contents: str | tuple[str, str]) -> list[Told]:
    """Return the changes between captures of one page, given by its content, or by that and its language."""
    pairs = [(one, "en") if isinstance(one, str) else one for one in contents]
    spans = _fold(*(_read(content, day, lang=lang) for day, (content, lang) in enumerate(pairs)))
    return _changes(spans)


def _kinds(changes: list[Told]) -> set[str]:
    return {one.kind for one in changes}


def _list(*items: str, lead: str = "Host cities of the Annual Conferences:") -> str:
    return f"<p>{lead}</p><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


PAST = ("2013: Bologna (Italy)", "2015: Kanazawa (Japan)", "2019: Fabriano (Italy)")
GOALS = _list(*AIMS, lead="The objectives of the Annual Conference are to:")
TABLE = (
    "<table><tr><th>Host city</th><th>Country</th><th>Year</th></tr><tr><td>Fabriano</td><td>Italy</td><td>2019</td></tr>"
    "<tr><td>Kanazawa</td><td>Japan</td><td>2015</td></tr><tr><td>Bologna</td><td>Italy</td><td>2013</td></tr></table>"
)


# --- what stays -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "after",
    [
        TABLE,
        "<p>The Annual Conference was held in Bologna (Italy) in 2013, Kanazawa (Japan) in 2015 and Fabriano (Italy) in 2019.</p>",
        "<p>Bologna hosted the Annual Conference in 2013, Kanazawa in 2015 and Fabriano in 2019.</p>",
        "<p>Looking back: Bologna, that was 2013. Kanazawa, 2015, was the year of snow. And 2019 it was Fabriano.</p>",
        "<h3>2013</h3><p>Bologna, Italy</p><h3>2015</h3><p>Kanazawa, Japan</p><h3>2019</h3><p>Fabriano, Italy</p>",
        _list(*reversed(PAST)),
    ],
    ids=["table", "prose", "active", "loose words", "headings", "order"],
)
def test_hosts_in_other_words_and_mark_up_are_neither_gone_nor_new(after: str) -> None:
    assert not _kinds(_told(_list(*PAST), after)) & {"removed", "added"}


@pytest.mark.parametrize(
    ("lead", "items", "lang"),
    [
        (
            "Villes hôtes des conférences annuelles :",
            ("2013 : Bologne (Italie)", "2015 : Kanazawa (Japon)", "2019 : Fabriano (Italie)"),
            "fr",
        ),
        (
            "Ciudades anfitrionas de las conferencias anuales:",
            ("2013: Bolonia (Italia)", "2015: Kanazawa (Japón)", "2019: Fabriano (Italia)"),
            "es",
        ),
    ],
)
def test_hosts_in_another_language_are_the_same_under_their_keys(lead: str, items: tuple[str, ...], lang: str) -> None:
    changes = _told(_list(*PAST), (_list(*items, lead=lead), lang))
    assert changes == [Told("other language", None, None, None, "en", lang, None)]


def test_what_cannot_be_read_any_more_and_still_stands_is_not_confirmed_and_told_once() -> None:
    """The third capture says no more than the second, and the fourth states all of it again."""
    loose = (
        "<p>Looking back: Bologna, that was 2013. Kanazawa, 2015, was the year of snow. And 2019 it was Fabriano.</p>"
    )
    pages = [_read(content, day) for day, content in enumerate((_list(*PAST), loose, loose + "<p>Soon more.</p>"))]
    again = [_read(_list(*PAST), 3)]
    stated = {one.year for page in pages[1:] for one in conferences(page)}
    spans = _fold(*pages, *again)
    unread = [span for span in spans.spans() if span.field == "city" and int(span.key[:4]) not in stated]
    assert {(span.first_absent, span.captures) for span in unread} <= {(None, 2)}
    for key in {span.key for span in unread}:
        told = [one for one in _changes(spans) if one.key == key and one.field is None]
        assert [(one.kind, one.returned) for one in told] == [("not confirmed", 3)]


def test_a_country_that_a_rewording_leaves_out_is_not_confirmed_and_another_one_is_a_change() -> None:
    bare, other = _list("2019: Fabriano"), _list("2019: Fabriano (France)")
    first, second = _told(_list("2019: Fabriano (Italy)"), bare, other)
    assert (first.kind, first.before, first.after) == ("not confirmed", "Italy", None)
    assert (second.kind, second.before, second.after) == ("changed", "Italy", "France")


def test_names_garbled_and_mended_are_told_as_a_fault_of_the_encoding() -> None:
    good = _list("2016: Östersund (Sweden)", "2019: Fabriano (Italy)")
    changes = _told(good, good.replace("Östersund", "Östersund".encode().decode("cp1252")))
    assert {(one.key, one.kind) for one in changes} == {("2016/ostersund", "encoding")}


def test_objectives_keep_their_keys_over_mark_up_and_language() -> None:
    english = GOALS + _list(*PAST)
    one, two, three = (aim.lower() for aim in AIMS)
    inline = f"<p>The objectives of the Annual Conference are to: (i) {one}, (ii) {two}, and (iii) {three}.</p>"
    french = _list(
        "comparer le soutien des villes à leurs artisans",
        "adopter le programme de travail",
        "réunir maires, artistes et UNESCO",
        lead="La Conférence annuelle a pour principaux objectifs :",
    ) + _list("2013 : Bologne (Italie)", lead="Villes hôtes des conférences annuelles :")
    assert not _kinds(_told(english, inline + _list(*PAST))) & {"removed", "added"}
    assert {one.kind for one in _told(english, (french, "fr")) if one.table != "timeline"} == {"other language"}


EN = [f"{city} ({country}) in {year}" for city, country, year in (("Lyon", "France", 2009), ("Seoul", "Korea", 2011))]
FR = "<p>Villes hôtes des conférences annuelles :</p><ul><li>Lyon (France) en 2009</li></ul>"


def test_what_a_page_states_in_one_language_is_not_gone_where_it_speaks_another() -> None:
    """However long it stays in it, and whatever changes there."""
    other = FR.replace("</ul>", "<li>Bologne (Italie) en 2013</li></ul>")
    both = _told(_list(*EN), (FR, "fr"), (other, "fr"), (FR, "fr"))
    assert [(one.kind, one.key) for one in both if one.kind in ("removed", "not confirmed")] == [
        ("not confirmed", "2011/seoul"),
        ("removed", "2013/bologna"),
    ]


def test_what_a_page_stated_in_another_language_is_added_once_and_not_gone_where_it_never_stood() -> None:
    told = _told(_list(EN[1]), (FR, "fr"), _list(EN[1]), _list(*EN), _list(EN[1]))
    assert [one.kind for one in told if one.key == "2009/lyon" and not one.field] == [
        "added",
        "not confirmed",
        "removed",
    ]


def test_what_is_gone_in_one_language_is_back_where_another_states_it() -> None:
    told = _told(
        _list(*EN), (FR, "fr"), ("<p>Villes hôtes des conférences annuelles :</p><p>Séoul, 2011</p>", "fr"), _list(*EN)
    )
    (lyon,) = [one for one in told if one.kind in ("added", "removed")]
    assert (lyon.kind, lyon.key, lyon.returned) == ("removed", "2009/lyon", 3)


# --- what is gone, or corrected ---------------------------------------------------------------------------------------


def test_a_host_that_leaves_the_list_is_removed() -> None:
    changes = _told(_list(*PAST), _list(PAST[0], PAST[2]))
    assert {(one.key, one.kind) for one in changes if one.field != "position"} == {("2015/kanazawa", "removed")}


def test_a_year_that_is_corrected_in_a_sentence_of_many_is_a_change() -> None:
    words = "<p>The Annual Conference was held in Bologna (Italy) in 2013, Chengdu (China) in {} and Kanazawa (Japan) in {}.</p>"
    changes = _told(words.format(2015, 2014), words.format(2014, 2015))
    assert {(one.field, one.kind) for one in changes} == {("year", "changed")}


def test_a_city_that_is_corrected_is_a_change_under_its_key() -> None:
    first = _list("2013: Bologna (Italy)", "2014: Chongqing (China)")
    (change,) = _told(first, first.replace("Chongqing", "Chengdu"))
    assert (change.key, change.kind) == ("2014/chengdu", "changed")
    assert (change.before, change.after) == ("Chongqing", "Chengdu")


def test_an_objective_is_removed_where_nothing_like_it_stands_and_reworded_where_something_does() -> None:
    without = _list(*AIMS[:2], lead="The objectives of the Annual Conference are to:")
    (*_, gone) = _told(GOALS + _list(*PAST), without + _list(*PAST))
    assert (gone.kind, gone.before) == ("removed", f"position 3, text {AIMS[2]}")
    reworded = GOALS.replace("mayors, artists and UNESCO", "mayors, artists, citizens and UNESCO")
    (change,) = _told(GOALS + _list(*PAST), reworded + _list(*PAST))
    assert change.kind == "reworded"


def test_an_objective_that_stands_as_a_sentence_of_its_own_is_not_confirmed() -> None:
    prose = f"<p>Much is done there. {AIMS[2]}: that is what everybody hopes for.</p>"
    without = _list(*AIMS[:2], lead="The objectives of the Annual Conference are to:")
    changes = _told(GOALS + _list(*PAST), without + prose + _list(*PAST))
    assert {one.kind for one in changes if AIMS[2] in str(one.before)} == {"not confirmed"}


def test_what_is_not_confirmed_has_a_mark_of_its_own_in_the_log() -> None:
    (one,) = _told(_list("2019: Fabriano (Italy)"), _list("2019: Fabriano"))
    row = ChangeRow(
        kind=one.kind,
        table=one.table,
        record_id=one.key,
        field=one.field,
        before=str(one.before),
        timestamp="2020",
        previous="2019",
    )
    assert [*log_lines([row])][2:] == ["  ? timeline 2019/fabriano: not confirmed: country Italy"]


# --- the proof --------------------------------------------------------------------------------------------------------


def _page(text: str, **more: object) -> Page:
    values = {
        "outcome": Outcome.NO_FACTS,
        "page_kind": "annual-conferences",
        "layout": "drupal7-body",
        "language": "en",
    }
    return Page(**{**values, **more}, text=text)  # type: ignore[arg-type]


def _host(year: int, city: str, country: str | None = None) -> Cells:
    fields = (("year", year), ("city", city), *((("country", country),) if country else ()))
    return Cells("timeline", f"{year}/{city.lower()}", fields)


def _is_gone(page: Page, host: Cells) -> bool:
    return Absence(page, UCCN).is_proved(TIMELINE, host)


LYON = _host(2009, "Lyon", "France")


@pytest.mark.parametrize(
    ("page", "is_proved"),
    [
        (_page("Nothing of it."), True),
        (_page("Lyon is a city. It was founded long before 2009."), True),
        (_page("In 2009 we were in Lyon."), False),
        (_page("2009\nLyon, France"), False),
        (_page("2010\nLyon, France"), True),
        (_page("In 2009 we were in Lione.", standing=((2009, "Lione"),)), False),
        (_page("The meeting at Lyon", unread=(Span(0, 19),)), False),
        (_page("The meeting of 2009", unread=(Span(0, 19),)), False),
        (_page("Seoul met in 2009", unread=(Span(0, 17),)), True),
        (_page("Nothing of it.", notices=(PageCutOff(),)), False),
    ],
)
def test_absence_is_proved_where_no_unit_and_nothing_unread_holds_year_and_city(page: Page, is_proved: bool) -> None:
    assert _is_gone(page, LYON) is is_proved


def test_a_year_and_a_city_of_one_sentence_that_are_read_as_other_hosts_do_not_stand_together() -> None:
    hosts = [(2009, "Paris"), (2010, "Lyon")]
    read = tuple(
        Conference(
            year=year, status="held", hosts=(Host(city),), span=NOWHERE, status_span=NOWHERE, rule="sentence/entry"
        )
        for year, city in hosts
    )
    page = _page(
        "It was held in Paris in 2009 and in Lyon in 2010.",
        records=as_records(Facts(conferences=read), "en"),
        outcome=Outcome.EXTRACTED,
    )
    assert _is_gone(page, LYON)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("Bologna", "Italy"), ("Bologne", None), True),
        (("Bologna", "Italy"), ("Bolonia", "Italia"), True),
        (("Krakow", "Poland"), ("Cracovie", "Pologne"), True),
        (("Östersund", None), ("Ã–stersund", None), True),
        (("Valencia", "Spain"), ("València", "Venezuela"), True),
        (("Bologna", "Italy"), ("Fabriano", "Italy"), False),
        (("Paris", "France"), ("Lutetia", "Germany"), False),
    ],
)
def test_names_of_one_place_are_one(one: tuple[str, str | None], other: tuple[str, str | None], alike: bool) -> None:
    assert is_one_place(*one, *other) is alike


CITIES = ("Bologna", "Seoul", "Kanazawa", "Santos", "Fabriano")
COVERS = st.sampled_from(
    [
        "In {year} it was {city}.",
        "{city}, {year}",
        "{year}\n{city}",
        "{city} saw it, and that was {year}",
        "({city} {year})",
    ]
)
NOISE = st.sampled_from(["", "Read more.", "A day in May 1999", "Lyon is near.", "·"])


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(CITIES), st.integers(2008, 2024), COVERS, NOISE, NOISE)
def test_a_host_whose_year_and_city_stand_in_one_unit_is_never_proved_gone(
    city: str, year: int, cover: str, before: str, behind: str
) -> None:
    text = "\n".join((before, cover.format(city=city, year=year), behind))
    assert not _is_gone(_page(text), _host(year, city))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(CITIES), unique=True), st.sampled_from(CITIES), st.data())
def test_a_host_whose_city_stands_nowhere_is_proved_gone(others: list[str], city: str, data: st.DataObject) -> None:
    lines = [data.draw(COVERS).format(city=one, year=2009 + at) for at, one in enumerate(others) if one != city]
    assert _is_gone(_page("\n".join(lines)), _host(2009, city))


def test_what_is_not_confirmed_is_no_row_that_is_notified() -> None:
    kinds: tuple[ChangeKind, ...] = ("removed", "not confirmed")
    rows = [
        ChangeRow(kind=kind, class_=class_of(kind), timestamp="2021", previous="2020", before="Lyon") for kind in kinds
    ]
    assert [one.kind for one in of_substance(rows)] == ["removed"]
