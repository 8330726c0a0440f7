"""CDX server answers (text, JSON arrays, NDJSON, CDXJ) → captures.

Formats: the CDX file format of the Internet Archive (7, 9 and 11 fields), its CDX server's README (`output=json`,
`showResumeKey`), pywb's and Common Crawl's NDJSON, CDXJ.
"""

import contextlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from scraper.archives.memento.challenge import is_challenge
from scraper.errors import HostFailure, IndexCut, NotAnIndex
from scraper.outcomes import Outcome
from scraper.values.capture import Capture, is_web_address, parse_timestamp, urlkey, without_login

# The letters of a header line ` CDX N b a m s k r M S V g`, for the fields that we read.
_LETTERS = {"N": "urlkey", "b": "timestamp", "a": "original", "m": "mimetype", "s": "statuscode", "k": "digest"}
DEFAULT_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest")
_NO_NUMBER = re.compile(r"(?<=[\[,:])\s*+(?:NaN|-?Infinity)(?=\s*+[\],}])")  # programs write it, JSON has none
_NAMES = {"url": "original", "mime": "mimetype", "status": "statuscode"}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One index answer: its captures in the answer's order, the rows that are none, and the key of the next page.

    `torn` is a last line that breaks off; it is one of those rows.
    """

    captures: tuple[Capture, ...] = ()
    bad: tuple[str, ...] = ()
    resume_key: str | None = None
    torn: str | None = None


Row = Mapping[str, Any]


def parse(body: bytes, archive: str, fields: Sequence[str] = DEFAULT_FIELDS) -> Page:
    """Read a CDX server's answer in whatever of its syntaxes it comes.

    `fields` are the columns of a text answer without header line. Raises NotAnIndex for another kind of answer,
    IndexCut for a JSON table that breaks off, HostFailure for a challenge page.
    """
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    start = text.lstrip()
    if start.startswith("<"):
        raise not_an_index(body)
    if start.startswith("["):
        return _json_arrays(start, archive)
    if start.startswith("{"):
        return _lines(text, archive, _ndjson_row)
    return _text(text, archive, fields)


def not_an_index(body: bytes) -> NotAnIndex | HostFailure:
    """Return the error for an answer that is markup: a challenge, or something else."""
    if is_challenge(body):
        return HostFailure(
            Outcome.CHALLENGE, "the archive answered with a challenge page for browsers instead of an index"
        )
    shown = " ".join(body[:300].decode("utf-8", "replace").split())
    return NotAnIndex(f"the answer is not an index but {shown[:120]!r}")


def decode_json(text: str) -> Any:
    """Decode a JSON document, `NaN` and the like in it as null. Raises IndexCut where it breaks off or is none."""
    try:
        with contextlib.suppress(msgspec.DecodeError):
            return msgspec.json.decode(text.strip().encode())
        return msgspec.json.decode(_NO_NUMBER.sub("null", text.strip()).encode())
    except (msgspec.DecodeError, RecursionError) as error:
        raise IndexCut(f"the index answer is cut off or is not JSON: {error}") from error


def json_table(table: list[Any]) -> tuple[list[tuple[str, Row | None]], str | None]:
    """Return the rows below a header row as (compact JSON, row or None where the width is another), and the resume key."""
    if not table:
        return [], None
    names = [_NAMES.get(str(name), str(name)) for name in table[0]]
    rows, key = _without_key(table[1:])
    return [
        (
            msgspec.json.encode(row).decode(),
            dict(zip(names, row, strict=True)) if isinstance(row, list) and len(row) == len(names) else None,
        )
        for row in rows
    ], key


# With showResumeKey, a blank line or an empty row stands before the key, the last of all (CDX server README).
def _without_key(rows: list[Any]) -> tuple[list[Any], str | None]:
    if len(rows) >= 2 and rows[-2] == [] and len(rows[-1]) == 1:
        return rows[:-2], str(rows[-1][0])
    return rows, None


def _json_arrays(text: str, archive: str) -> Page:
    table = decode_json(text)
    if any(not isinstance(row, list) for row in table):
        raise NotAnIndex("the answer is JSON, but not a table of captures")
    rows, key = json_table(table)
    return _page(rows, archive, key)


def ndjson_row(line: str) -> Row | None:
    """Return one line of NDJSON as a row under the field's own names, None for a line that is no object."""
    try:
        row = msgspec.json.decode(line.encode())
    except (msgspec.DecodeError, RecursionError):
        return None
    return {_NAMES.get(str(key), str(key)): value for key, value in row.items()} if isinstance(row, dict) else None


def _ndjson_row(line: str) -> Row | None:
    row = ndjson_row(line)
    if row is not None and "message" in row and "timestamp" not in row:
        raise NotAnIndex(f"the index says: {' '.join(str(row['message']).split())[:200]}")
    return row


def _cdxj_row(line: str) -> Row | None:
    key, timestamp, document = [*line.split(" ", 2), "", ""][:3]
    row = ndjson_row(document)
    return None if row is None else {"urlkey": key, "timestamp": timestamp, **row}


def _lines(text: str, archive: str, reader: Any) -> Page:
    rows = [(line, reader(line)) for line in text.split("\n") if line.strip()]
    return _page(rows, archive, None, _torn(text, rows))


def _torn(text: str, rows: Sequence[tuple[str, Row | None]]) -> str | None:
    """Return the last line where it is no row and has no end. Raises NotAnIndex where no line is a row."""
    if rows and not any(_is_row(row) for _, row in rows):
        raise NotAnIndex(f"the answer is not an index but {rows[0][0].strip()[:120]!r}")
    return rows[-1][0] if rows and rows[-1][1] is None and not text.endswith("\n") else None


def _is_row(row: Row | None) -> bool:
    return row is not None and str(row.get("timestamp", "")).isdigit()


def _text(text: str, archive: str, fields: Sequence[str]) -> Page:
    lines = [line.rstrip("\r") for line in text.split("\n")]
    first = next((line for line in lines if line.strip()), "")
    if _is_exception(first):
        raise NotAnIndex(f"the archive's index says: {first.strip()[:200]}")
    if len(parts := first.split(" ", 2)) == 3 and parts[2].startswith("{"):
        return _lines(text, archive, _cdxj_row)
    rows, key = _split_key(lines)
    if rows and (named := _header(rows[0])):
        fields, rows = named, rows[1:]
    read = [(row, _text_row(row, fields)) for row in rows]
    return _page(read, archive, key, _torn(text, read) if key is None else None)


def _is_exception(line: str) -> bool:
    words = line.split()
    return bool(words) and ("Exception" in words[0] or words[0].endswith(("Error:", "Error"))) and "/" not in words[0]


def _split_key(lines: list[str]) -> tuple[list[str], str | None]:
    """Take the resume key off: alone on the last line, behind a blank one."""
    end = next((at for at in range(len(lines), 0, -1) if lines[at - 1].strip()), 0)
    lines = lines[:end]
    if len(lines) >= 2 and not lines[-2].strip() and " " not in lines[-1].strip():
        return [line for line in lines[:-2] if line.strip()], lines[-1].strip()
    return [line for line in lines if line.strip()], None


def _header(line: str) -> tuple[str, ...] | None:
    words = line.split()
    if words[:1] == ["CDX"]:
        return tuple(_LETTERS.get(letter, letter) for letter in words[1:])
    if "timestamp" in words and ("original" in words or "url" in words):
        return tuple(_NAMES.get(word, word) for word in words)
    return None


def _text_row(line: str, fields: Sequence[str]) -> Row | None:
    """Return a row by its columns; an original may hold blanks, and behind the columns there may be others."""
    values = line.split()
    if not fields or re.search(r"[\x0b\x0c\x1c-\x1e]", line):  # two rows that another sign separates
        return None
    unproved: Row | None = None
    at = fields.index("original") if "original" in fields else len(fields) - 1
    before, behind = dict(zip(fields[:at], values, strict=False)), fields[at + 1 :]
    for words in range(1, len(values) - len(fields) + 2):
        stop = at + words
        row = before | dict(zip(behind, values[stop : stop + len(behind)], strict=True))
        if not re.fullmatch(r"-|\d{3}", str(row.get("statuscode", "-")), re.ASCII):
            continue
        row[fields[at]] = "%20".join(values[at:stop])
        if re.fullmatch(r"-|(?:\w+:)?[A-Za-z0-9+/=_-]{20,}", str(row.get("digest", "-")), re.ASCII):
            return row
        unproved = unproved or row  # with `0`, `null` or the like for a digest
    return unproved


def _page(rows: Iterable[tuple[str, Row | None]], archive: str, key: str | None, torn: str | None = None) -> Page:
    captures: list[Capture] = []
    bad: list[str] = []
    for written, row in rows:
        capture = capture_of(row, archive) if row is not None else None
        if capture is None:
            bad.append(written)
        else:
            captures.append(capture)
    return Page(captures=tuple(captures), bad=tuple(bad), resume_key=key, torn=torn)


def capture_of(row: Row, archive: str) -> Capture | None:
    """Turn one index row into a capture; None for a row whose original is no web address or whose time is no time."""
    original = _stated(row.get("original"))
    timestamp = _stated(row.get("timestamp"))
    if original is None or timestamp is None or not is_web_address(original):
        return None
    try:
        time = parse_timestamp(re.sub(r"^(\d{14})\d{1,6}$", r"\1", timestamp))  # some state fractions of seconds
    except ValueError:
        return None
    status, digest = _stated(row.get("statuscode")), (_stated(row.get("digest")) or "").removeprefix("sha1:")
    return Capture(
        original=without_login(original),
        timestamp=time,
        urlkey=_stated(row.get("urlkey")) or urlkey(original),
        archive=archive,
        statuscode=int(status) if status and status.isascii() and status.isdigit() and len(status) == 3 else None,
        mimetype=_stated(row.get("mimetype")),
        digest=f"sha1:{digest}" if re.fullmatch(r"[A-Z2-7]{32}", digest) else None,
    )


def _stated(value: object) -> str | None:
    return None if value in (None, "", "-") else str(value)


def best_rows(captures: Iterable[Capture]) -> Iterator[Capture]:
    """Yield one capture for each (urlkey, timestamp) of captures sorted so: a 200 before a revisit before others."""
    for _, same in itertools.groupby(captures, lambda capture: (capture.urlkey, capture.timestamp)):
        yield min(same, key=_rank)


def _rank(capture: Capture) -> tuple[int, int]:
    answered = 0 if capture.statuscode == 200 else 1 if capture.is_revisit else 2
    return answered, 0 if capture.digest else 1


def best_payloads(captures: Iterable[Capture]) -> Iterator[Capture]:
    """Yield of each (urlkey, timestamp) the best row of every payload that a row as good as the best has.

    For archives that play back each of them: a file may hold two payloads of one address and second.
    """
    for _, same in itertools.groupby(captures, lambda capture: (capture.urlkey, capture.timestamp)):
        rows = sorted(same, key=_rank)
        once: dict[str | None, Capture] = {}
        for row in rows:
            if row.statuscode == rows[0].statuscode:
                once.setdefault(row.digest, row)
        yield from once.values()
