"""UNESCO's conferences as a subject."""

from collections.abc import Iterator
from functools import partial

from scraper.reading.digest import data_digest, rules_digest
from scraper.reading.layouts import ANY_LAYOUTS
from scraper.subjects.uccn.conflicts import CONFLICTS, checks, remarks
from scraper.subjects.uccn.document import geojson
from scraper.subjects.uccn.explain import Document, conflict_name, is_conflict_asked
from scraper.subjects.uccn.kinds import PAGE_KINDS
from scraper.subjects.uccn.late import when_called
from scraper.subjects.uccn.location import DERIVED, derived_doubts
from scraper.subjects.uccn.records import EVENTS, OBJECTIVES, conferences
from scraper.subjects.uccn.rules import described
from scraper.subjects.uccn.tables import DERIVED_TABLES, TABLES
from scraper.subjects.uccn.told import page_lines, page_parts, result_lines
from scraper.values.records import Page, Record
from scraper.values.subject import Column, PageKind, Subject

_ROOM = "subjects/uccn"


_read = when_called("page", "read")


def _of(page: Page, table: str) -> list[Record]:
    return [record for record in page.records if record.table == table]


def _filled(page: Page) -> Iterator[tuple[str, int, int]]:
    """Yield, for each field, how many records have it, of how many that could."""
    listed, told = conferences(page), _of(page, EVENTS)
    hosts = [host for conference in listed for host in conference.hosts]
    yield "year", sum(one.year is not None for one in listed), len(listed)
    yield "country", sum(host.country is not None for host in hosts), len(hosts)
    yield "edition", sum(one.edition is not None for one in listed), len(listed)
    for field in ("edition", "year", "hosts", "first_day", "status", "participants"):
        yield f"event.{field}", sum(event.value(field) is not None for event in told), len(told)
    yield "objectives", bool(_of(page, OBJECTIVES)), bool(listed)


def _stated(page: Page) -> dict[str, int]:
    listed, told = conferences(page), _of(page, EVENTS)
    return {
        "conferences": len(listed),
        "countries": sum(host.country is not None for one in listed for host in one.hosts),
        "objectives": len(_of(page, OBJECTIVES)),
        "events": len(told),
        "days": sum(event.value("first_day") is not None for event in told),
    }


UCCN = Subject(
    name="unesco-creative-cities-annual-conferences",
    title="Annual Conferences of the UNESCO Creative Cities Network, as archived pages state them",
    description="Host cities and objectives with the captures in which each was seen.",
    keywords=("UNESCO", "Creative Cities Network", "annual conference", "web archive"),
    version=3,
    rules_digest=partial(rules_digest, _ROOM),
    data_digest=partial(data_digest, _ROOM),
    kinds=tuple(
        PageKind(
            name=kind.KIND,
            sources=kind.SOURCES,
            address=kind.ADDRESS,
            layouts=kind.READ_BY,
            read=partial(_read, kind=kind),
        )
        for kind in PAGE_KINDS
    ),
    layouts=ANY_LAYOUTS,
    read_other=_read,
    tables=TABLES,
    conflicts=CONFLICTS,
    complete=when_called("standing", "complete"),
    derived_tables=DERIVED_TABLES,
    counts=(
        Column(
            "conferences",
            "integer",
            "Number of editions that the page states; empty if the page was not read.",
            get=lambda page: len(conferences(page)),
        ),
        Column(
            "events",
            "integer",
            "Number of editions that the page states in prose or as list items.",
            get=lambda page: len(_of(page, EVENTS)),
        ),
        Column(
            "objectives",
            "integer",
            "Number of objectives that the page states.",
            get=lambda page: len(_of(page, OBJECTIVES)),
        ),
        Column(
            "unread",
            "integer",
            "Number of passages of its host lists that were not understood.",
            get=lambda page: len(page.unread),
        ),
    ),
    worded="an objective",
    filled=_filled,
    stated=_stated,
    page_parts=page_parts,
    page_lines=page_lines,
    document=Document,
    is_conflict_asked=is_conflict_asked,
    conflict_name=conflict_name,
    described=described,
    proves=when_called("proofs", "is_proved"),
    doubts=when_called("proofs", "record_doubts"),
    derived=DERIVED,
    derived_doubts=derived_doubts,
    checks=checks,
    remarks=remarks,
    files=(("timeline.geojson", geojson),),
    result=result_lines,
)
