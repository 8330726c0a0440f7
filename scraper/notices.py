"""Notices about a capture, a dataset or a run: a closed set of kinds, each with its arguments and its sentence.

Programs use the kind and its arguments. The sentence is for people: it is made by `str` when something is printed or
written, and is never parsed. It says what the kind means.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Literal

import msgspec

from scraper.plural import counted


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("-")


class _Kind(msgspec.Struct, frozen=True, tag_field="kind", tag=_kebab):
    """The sentence is `SAYS`, filled with the arguments; in JSON, `kind` is the name of the class in kebab case."""

    SAYS: ClassVar[str]

    def __str__(self) -> str:
        return self.SAYS.format(**msgspec.structs.asdict(self))


class CutOff(_Kind, frozen=True):
    """The page is incomplete: a record that is missing from it may have been in the lost part, so it is not proved gone."""


class Drift(_Kind, frozen=True):
    """A page is no longer read as before: it was redesigned, or a capture states much less than the previous one."""


# --- the payload: what headers say of it, and what it is --------------------------------------------------------------


class StreamCutOff(CutOff, frozen=True):
    encoding: str
    SAYS = "cut off: the {encoding} stream ends early"


class StreamDamaged(CutOff, frozen=True):
    encoding: str
    SAYS = "cut off: the {encoding} stream is damaged; the part before the damage is read"


class BodyCutOff(CutOff, frozen=True):
    present: int
    declared: int

    def __str__(self) -> str:
        return (
            f"cut off: the body has {self.present:,} of the {counted(self.declared, 'byte')} that its header declares"
        )


class PageCutOff(CutOff, frozen=True):
    SAYS = "cut off: the page ends before </body>"


class HeadersTooLong(_Kind, frozen=True):
    limit: int
    SAYS = "the headers are longer than {limit:,} bytes; the rest is ignored"


class UnlabelledEncoding(_Kind, frozen=True):
    encoding: str
    SAYS = "the body is compressed with {encoding}, although no header says so; it is decompressed before reading"


class MislabelledEncoding(_Kind, frozen=True):
    encoding: str
    SAYS = "the body is labelled as {encoding} but is not; it is read unchanged"


class UnknownEncoding(_Kind, frozen=True):
    encoding: str
    SAYS = "the content encoding {encoding!r} is unknown; the body is read unchanged"


class TooManyEncodings(_Kind, frozen=True):
    count: int
    SAYS = "the header names {count:,} content encodings; the body is read unchanged"


# --- the document: characters and markup ------------------------------------------------------------------------------


class CharsetConflict(_Kind, frozen=True):
    header: str
    page: str
    read_as: str
    SAYS = "encoding: the HTTP header says {header}, the page says {page}; read as {read_as}"


class CharsetMisdeclared(_Kind, frozen=True):
    declared: str
    read_as: str
    SAYS = "encoding: declared as {declared}, but the bytes are not valid in it; read as {read_as}"


class CharsetUndeclared(_Kind, frozen=True):
    read_as: str
    SAYS = "encoding: none is declared and the bytes are not UTF-8; read as {read_as}"


class CharsetUnknown(_Kind, frozen=True):
    declared: str
    read_as: str
    SAYS = "encoding: declared as {declared!r}, which is unknown; read as {read_as}"


class BytesNotDecoded(_Kind, frozen=True):
    read_as: str
    SAYS = "encoding: some bytes are not valid {read_as}; they are replaced by \ufffd"


class TooMuchForParser(_Kind, frozen=True):
    limit: Literal["attributes of a tag", "depth or size"]
    SAYS = "the page exceeds a limit of libxml2 ({limit}); it was read with another parser"


class StruckThrough(_Kind, frozen=True):
    words: int

    def __str__(self) -> str:
        return f"struck through and not read: {counted(self.words, 'word')}"


class StructuredDataNotRead(_Kind, frozen=True):
    scripts: int

    def __str__(self) -> str:
        return f"not read: {counted(self.scripts, 'script')} with events as JSON-LD that cannot be read"


class Mojibake(_Kind, frozen=True):
    found: str
    meant: str
    SAYS = "mojibake: {found!r} is probably {meant!r}; it is left unchanged"


# --- the page: what it is, and what it states -------------------------------------------------------------------------


class ServerError(_Kind, frozen=True):
    status: int
    SAYS = "the server answered with status {status}"


class CaptureFailed(_Kind, frozen=True):
    reason: str
    SAYS = "{reason}"


class NotHtml(_Kind, frozen=True):
    reason: str
    SAYS = "{reason}"


class InternalError(_Kind, frozen=True):
    error: str
    SAYS = "internal error (please report it): {error}"


class LanguageConflict(_Kind, frozen=True):
    """The languages of the page's words, its markup and its address contradict each other; None means not known."""

    read_as: str
    words: str | None
    markup: str | None
    address: str | None

    def __str__(self) -> str:
        told = {"its words are in": self.words, "its markup says": self.markup, "its address says": self.address}
        alike = " and ".join(f"{who} {code!r}" for who, code in told.items() if code == self.read_as)
        others = " and ".join(f"{who} {code!r}" for who, code in told.items() if code not in (None, self.read_as))
        return f"language: read as {self.read_as!r}, because {alike}; but {others}"


class LanguageNotRead(_Kind, frozen=True):
    language: str | None

    def __str__(self) -> str:
        return f"the page is in a language that is not supported{f': {self.language!r}' if self.language else ''}"


class GeneralLayout(_Kind, frozen=True):
    layout: str
    SAYS = "read by the general layout {layout!r}"


class HeldAfterCapture(_Kind, frozen=True):
    year: int
    captured: int
    SAYS = "stated as held in {year}, which is after the capture of {captured}"


class HeldButNoted(_Kind, frozen=True):
    hosts: str
    note: str
    SAYS = "listed as held, but noted as {note!r}: {hosts}"


class UnknownPlace(_Kind, frozen=True):
    name: str
    SAYS = "{name!r} is not in the gazetteer; it is kept as written on the page"


class ValuesDiffer(_Kind, frozen=True):
    field: str
    kept: str | int
    other: str | int
    SAYS = "{field}: the page states both {kept} and {other} for one event"


# --- the dataset: what captures show together -------------------------------------------------------------------------


class Fall(msgspec.Struct, frozen=True):
    """The number of values of a field in the previous capture and in this one."""

    field: str
    before: int
    now: int


class ExtractionDrift(Drift, frozen=True):
    """`since` is the time of the previous capture."""

    layout: str
    since: str
    falls: tuple[Fall, ...]

    def __str__(self) -> str:
        fell = ", ".join(f"{fall.field} {fall.before:,} → {fall.now:,}" for fall in self.falls)
        return f"extraction drift: states less than the capture of {self.since} (layout {self.layout}): {fell}"


class LayoutUnknown(Drift, frozen=True):
    SAYS = "layout unknown: no known layout matches the markup of the page"


class LanguageNoLongerRead(Drift, frozen=True):
    language: str | None

    def __str__(self) -> str:
        language = repr(self.language) if self.language else "another language"
        return f"language not supported: earlier captures were read; this one is in {language}"


class ImpreciseTime(_Kind, frozen=True):
    digits: int
    SAYS = (
        "time: the record does not give it to the second; the tables have the beginning of the period that is given, "
        "see `precision` in captures.csv"
    )


class TwoPayloads(_Kind, frozen=True):
    read: str
    left: str
    SAYS = "two payloads are stored for the same URL and second: {read}, which is used, and {left}, which is not"


class PlaceNotResolved(_Kind, frozen=True):
    place: str
    year: int | None

    def __str__(self) -> str:
        return f"place not resolved: {self.place} in {self.year or 'an unstated year'}"


class OrdinalNotBorneOut(_Kind, frozen=True):
    host: str
    year: int | None
    edition: int
    position: int

    def __str__(self) -> str:
        which = f"{self.host} {self.year}" if self.year else self.host
        return f"ordinal: {which} is stated as edition {self.edition} but is number {self.position} in a list"


class ConflictsLeftOut(_Kind, frozen=True):
    """There are more conflicts about a field of one thing than are listed; `about` is the thing, in words."""

    count: int
    field: str
    about: str

    def __str__(self) -> str:
        return f"conflicts: {counted(self.count, 'more conflict')} about {self.field} of {self.about} not shown"


class Remark(_Kind, frozen=True):
    """A subject's remark about a page or a fact, in its own words."""

    text: str
    SAYS = "{text}"


# --- the run ----------------------------------------------------------------------------------------------------------


class StoreMended(_Kind, frozen=True):
    what: str
    SAYS = "{what}"


class RunStopped(_Kind, frozen=True):
    reason: str
    SAYS = "{reason}"


class NotNotified(_Kind, frozen=True):
    reason: str
    SAYS = "{reason}"


class MetricsNotWritten(_Kind, frozen=True):
    reason: str
    SAYS = "metrics: {reason}"


# fmt: off
DriftNotice = ExtractionDrift | LayoutUnknown | LanguageNoLongerRead
Notice = (
    StreamCutOff | StreamDamaged | BodyCutOff | PageCutOff
    | HeadersTooLong | UnlabelledEncoding | MislabelledEncoding | UnknownEncoding | TooManyEncodings
    | CharsetConflict | CharsetMisdeclared | CharsetUndeclared | CharsetUnknown | BytesNotDecoded
    | TooMuchForParser | StruckThrough | StructuredDataNotRead | Mojibake
    | ServerError | CaptureFailed | NotHtml | InternalError | LanguageConflict | LanguageNotRead | GeneralLayout
    | HeldAfterCapture | HeldButNoted | UnknownPlace | ValuesDiffer
    | DriftNotice | ImpreciseTime | TwoPayloads | PlaceNotResolved | OrdinalNotBorneOut | ConflictsLeftOut | Remark
    | StoreMended | RunStopped | NotNotified | MetricsNotWritten
)
# fmt: on


class Noticed(msgspec.Struct, frozen=True, kw_only=True):
    """A notice, the number of captures of a page that it concerns, and the first of them; none for a run as a whole.

    `timestamp` is ISO 8601, in its known precision.
    """

    notice: Notice
    captures: int = 0
    original: str | None = None
    timestamp: str | None = None
    memento_url: str | None = None

    def __str__(self) -> str:
        return next(iter(lines([self])))

    def as_object(self) -> dict[str, Any]:
        """Return it as in JSON: `text` is the sentence, `notice` the kind with its arguments."""
        where = {name: getattr(self, name) for name in ("captures", "original", "timestamp", "memento_url")}
        return {"text": str(self.notice), **where, "notice": msgspec.to_builtins(self.notice)}


def lines(found: Iterable[Noticed]) -> list[str]:
    """Return notices as lines for people, each sentence once, with the place where it was seen."""
    told: dict[str, list[Noticed]] = {}
    for one in found:
        told.setdefault(str(one.notice), []).append(one)
    return [f"{said}{_where(alike)}" for said, alike in told.items()]


def _where(alike: list[Noticed]) -> str:
    first, captures, pages = alike[0], sum(one.captures for one in alike), len({one.original for one in alike})
    if first.original is None:
        return ""
    what = f"{captures:,} captures" + (f" of {pages:,} pages" if pages > 1 else "") + ", the first: "
    return f" ({what if captures > 1 else ''}{first.original} at {first.timestamp})"
