"""A house whose rooms pages state, a small table: for tests of folding, conflicts and changes by their own promises."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from scraper.notices import PageCutOff
from scraper.outcomes import Outcome
from scraper.reading.folding import slug
from scraper.subjects import plain
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, urlkey
from scraper.values.facts import State
from scraper.values.records import Cell, Page, Record, Span, Value
from scraper.values.subject import Column, RecordTable, Subject

PAGE = "https://house.example/rooms"
OTHER = "https://house.example/plan"
START = datetime(2020, 1, 1, tzinfo=UTC)

ROOMS = plain.table(
    "rooms",
    "Rooms.",
    (
        Column("name", "string", "Name.", sort="name"),
        Column("floor", "integer", "Floor."),
        Column("use", "string", "Use.", sort="words"),
    ),
    by=("name",),
)
DOORS = replace(ROOMS, name="doors")
Said = dict[str, Cell]
"""What a page says of a room, by field; its `table` where that is another one."""


def subject(*tables: RecordTable, **more: Any) -> Subject:
    """Return a subject of these tables, or of rooms with these rules."""
    return replace(UCCN, tables=tables or (replace(ROOMS, **more),), complete=lambda facts: facts)


def state(
    number: int,
    *said: Said,
    page: str = PAGE,
    language: str = "en",
    also: str = "",
    day: int | None = None,
    cut_off: bool = False,
    layout: str | None = "rooms",
) -> State:
    """Return a capture that states rooms, a line each, and `also` in words that nobody reads."""
    text, records = "", []
    for one in said:
        line = ", ".join(str(value) for field, value in one.items() if field != "table")
        span = Span(len(text), len(text) + len(line))
        values = tuple(Value(field, value, span, "a rule") for field, value in one.items() if field != "table")
        text += f"{line}\n"
        table, key = str(one.get("table", "rooms")), slug(str(one["name"]))
        records.append(Record(table=table, key=key, values=values, span=span, rule="a rule"))
    capture = Capture(
        original=page,
        timestamp=day_of(number if day is None else day),
        urlkey=urlkey(page),
        archive="shelf",
        digest=f"sha1:{number}",
        memento_url=f"https://shelf.example/{number}/{page}",
    )
    stated = Page(
        outcome=Outcome.EXTRACTED,
        page_kind="rooms",
        layout=layout,
        language=language,
        records=tuple(records),
        text=text + also,
        notices=(PageCutOff(),) if cut_off else (),
    )
    return State(number, capture, stated)


def day_of(day: int) -> datetime:
    """Return the time of a capture, by its number where nothing else is said."""
    return START + timedelta(days=day)


def room(name: str, **more: Cell) -> Said:
    return {"name": name, **more}


HALL, SAAL, ATTIC, PORCH, CELLAR = map(room, ("Hall", "Saal", "Attic", "Porch", "Cellar"))
