"""Two sides → what differs between them, at the requested levels, and why."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from scraper.dataset.lock import Versions
from scraper.default import SUBJECT
from scraper.diffs.causes import CAUSES, Cause, Caused, Provenance, explained, of_captures, provenance
from scraper.diffs.html import LineDiff, html_diff
from scraper.diffs.sides import Side
from scraper.diffs.text import TextDiff, text_diff
from scraper.diffs.views.changes import caused_lines, change_object, coloured
from scraper.diffs.views.page import RecordRow, Shown, diff_page
from scraper.diffs.views.text import (
    hunks_object,
    terminal_hunks,
    terminal_text,
    text_object,
    unified_hunks,
    unified_text,
)
from scraper.errors import SettingsError
from scraper.history.absence import Absence
from scraper.history.compare import NOT_CONFIRMED, compare
from scraper.history.spans import is_evidence
from scraper.reading.document import Document, NotAPage
from scraper.reading.extract import main_document
from scraper.values.capture import CapturedResponse
from scraper.values.harmless import harmless
from scraper.values.subject import Subject


class Differences(msgspec.Struct, frozen=True, kw_only=True):
    """The differences between two sides. A level that was not requested is None; `causes` are all that occurred."""

    before: Side
    after: Side
    records: tuple[Caused, ...] | None
    text: TextDiff | None
    source: LineDiff | None
    causes: tuple[Cause, ...]
    provenance: Provenance | None

    @property
    def differ(self) -> bool:
        """Whether anything differs at the requested levels; values that are not confirmed do not count."""
        confirmed = any(one.change.kind != NOT_CONFIRMED for one in self.records or ())
        return confirmed or any(diff is not None and not diff.is_empty for diff in (self.text, self.source))

    def object(self) -> dict[str, Any]:
        """Return the object that `diff --json` prints."""
        return {
            "a": _side_object(self.before),
            "b": _side_object(self.after),
            "differ": self.differ,
            "causes": {cause: CAUSES[cause] for cause in self.causes},
            "provenance": msgspec.to_builtins(self.provenance) if self.provenance else None,
            "records": None if self.records is None else [change_object(one) for one in self.records],
            "text": text_object(self.text) if self.text else None,
            "source": hunks_object(self.source) if self.source else None,
        }

    def lines(self, *, unified: bool, width: int, colour: bool) -> Iterator[str]:
        """Yield the differences as lines for people."""
        if not unified:
            yield f"A  {harmless(self.before.label)}"
            yield f"B  {harmless(self.after.label)}"
            if self.provenance:
                yield _provenance_line(self.provenance)
            yield from (f"{cause}: {CAUSES[cause]}" for cause in self.causes)
        for line in caused_lines(self.records or ()):
            yield coloured(harmless(line)) if colour else harmless(line)
        before, after = self.before.label, self.after.label
        if self.text and not self.text.is_empty:
            text = self.text
            yield from (
                unified_text(text, before, after) if unified else terminal_text(text, width=width, colours=colour)
            )
        if self.source and not self.source.is_empty:
            source = self.source
            yield from (
                unified_hunks(source, before, after) if unified else terminal_hunks(source, width=width, colours=colour)
            )

    def page(self, versions: Versions | None = None, made: date | None = None) -> str:
        """Return a self-contained HTML page, with the versions of this program and of the datasets, and the day."""
        told = [
            f"{name}: {_told(one.dataset.versions)}"
            for name, one in self._sides
            if one.dataset and one.dataset.versions
        ]
        by = f"compared by {_told(versions)}" if versions else ""
        return diff_page(
            _shown(self.before),
            _shown(self.after),
            records=None
            if self.records is None
            else msgspec.convert([change_object(one) for one in self.records], list[RecordRow]),
            text=self.text,
            source=self.source,
            language=self.after.page.language if self.after.page else None,
            made="; ".join(part for part in (*told, by, f"on {made.isoformat()}" if made else "") if part),
        )

    @property
    def _sides(self) -> tuple[tuple[str, Side], ...]:
        return ("A", self.before), ("B", self.after)


def _told(versions: Versions) -> str:
    """Return versions in words."""
    return f"unesco-archive-scraper {versions.tool}, rules {versions.rules} (sha256 {versions.rules_sha256[:12]})"


def _shown(side: Side) -> Shown:
    stated = _side_object(side)
    return Shown(**{name: stated[name] for name in ("label", "original", "timestamp", "memento_url", "digest")})


Level = Literal["records", "text", "html", "all"]


def found_differences(
    before: Side, after: Side, level: Level, *, subject: Subject = SUBJECT, most_bytes: int
) -> Differences:
    """Compare two sides at a level: records, text, html, or all.

    Raises SettingsError if a side does not have that level: a dataset has no text, a capture with an unknown layout has
    no records.
    """
    one, other = before.response, after.response
    datasets = before.dataset is not None and after.dataset is not None
    if level in ("text", "html") and (one is None or other is None):
        raise SettingsError(f"--{level} compares captures; a dataset folder contains records only")
    text = source = None
    if one is not None and other is not None:
        (body, document), (other_body, other_document) = (
            _read(one, subject, most_bytes),
            _read(other, subject, most_bytes),
        )
        text = text_diff(document.blocks, other_document.blocks)
        if level in ("html", "all"):
            types = one.header("Content-Type"), other.header("Content-Type")
            source = html_diff(body, other_body, before_type=types[0], after_type=types[1])
    absence = Absence(after.page, subject, before.page.language if before.page else None) if after.page else None
    changes = compare(before.records, after.records, absence, subject=subject)
    if before.dataset is not None and after.dataset is not None:
        caused = explained(changes, before.dataset, after.dataset)
    elif one is not None and other is not None:
        caused = of_captures(changes, one.capture, other.capture, same_text=text is not None and text.is_empty)
    else:
        caused = [Caused(change, "source") for change in changes]
    silent = [side for side in (before, after) if side.page is not None and not is_evidence(side.page)]
    if silent and level == "records":
        page = silent[0].page
        raise SettingsError(
            f"{silent[0].label}: {page.outcome if page else 'nothing'}: what it states is not known, which is not 'nothing'; "
            "compare --text or --html"
        )
    shown = caused if level in ("records", "all") and not silent else None
    causes: dict[Cause, None] = dict.fromkeys(one.cause for one in shown or ())
    if text is not None and text.is_empty and source is not None and not source.is_empty:
        causes["noise"] = None
    elif level != "records" and text is not None and not text.is_empty:
        causes["source"] = None
    return Differences(
        before=before,
        after=after,
        records=tuple(shown) if shown is not None else None,
        text=text if level in ("text", "all") else None,
        source=source,
        causes=tuple(causes),
        provenance=provenance(before.dataset, after.dataset) if datasets and before.dataset and after.dataset else None,
    )


def _read(response: CapturedResponse, subject: Subject, most_bytes: int) -> tuple[bytes, Document]:
    try:
        return main_document(response, subject, most_bytes=most_bytes)
    except NotAPage as error:
        raise SettingsError(f"{response.capture.original}: {error}") from error


def _provenance_line(found: Provenance) -> str:
    rules = "same rules" if found.same_rules else "different rules or place names"
    return f"captures: {found.came:,} added, {found.went:,} removed, {found.replayed:,} with other bytes; {rules}"


def _side_object(side: Side) -> dict[str, Any]:
    capture = side.response.capture if side.response else None
    known = capture is not None and bool(capture.urlkey)
    return {
        "label": side.label,
        "original": capture.original if capture and known else None,
        "timestamp": capture.date if capture and known else None,
        "memento_url": capture.memento_url if capture else None,
        "digest": side.response.digest if side.response else None,
        "dataset": side.dataset.directory if side.dataset else None,
    }
