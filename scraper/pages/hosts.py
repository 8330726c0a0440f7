"""The grammar of host lists: sentences 'held in CITY (COUNTRY) in YEAR', list items and table rows.

Every character of a host list is either used or reported as unread.
"""

import re
from functools import lru_cache

import msgspec

from scraper.pages.dates import read_dates
from scraper.pages.document import Block, Document, joined
from scraper.pages.entries import Entries, Entry, Ordinal, is_city
from scraper.pages.languages import LANGUAGES, Language, ordinal
from scraper.pages.phrases import FLAGS, YEAR, phrases, sentences
from scraper.pages.places import cities, country_code
from scraper.pages.records import Conference, Host, Span, Status


class Reading(msgspec.Struct, frozen=True):
    """What a document's host lists state, what of them was not read, and doubts about the reading."""

    conferences: tuple[Conference, ...] = ()
    unread: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


class _Announced(msgspec.Struct, frozen=True):
    """What announces entries (a verb, a heading, a header row): the status it gives them, and its place."""

    status: Status
    span: Span


class _Statement(msgspec.Struct, frozen=True):
    """A verb phrase about the series: what it announces, where its places begin, the ordinal and year before it."""

    announced: _Announced
    end: int
    rule: str
    ordinal: Ordinal | None = None
    year: Span | None = None


_LONGEST_SUBJECT = 400


def read_hosts(document: Document, language: Language) -> Reading:
    """Read every host list of a document: sentences, and the items and rows below a heading or lead that names them."""
    return _read(document.blocks, language.code)


@lru_cache(maxsize=256)
def _read(blocks: tuple[Block, ...], code: str) -> Reading:
    """Read some blocks; remembered, for captures of a page seldom differ in them."""
    return _Reader(blocks, LANGUAGES[code]).read()


def status_of_heading(text: str, language: Language) -> Status | None:
    """Return what a heading says of the list below it: held, planned or candidate; None where it is not of the series."""
    words = phrases(language)
    if not words.heading.search(text) or words.objectives.search(text) or words.rival.search(text) or len(text) > 120:
        return None
    if words.candidacy.search(text):
        return "candidate"
    return "planned" if words.coming.search(text) else "held"


def _status_of(match: re.Match[str]) -> Status:
    if match["held"]:
        return "held"
    return "planned" if match["planned"] else "candidate"


class _Reader:
    """One reading of one document; what it finds is collected in order."""

    def __init__(self, blocks: tuple[Block, ...], language: Language) -> None:
        self._blocks, self._text, self._language = blocks, joined(blocks), language
        self._phrases, self._entries = phrases(language), Entries(self._text, language)
        self._conferences: list[Conference] = []
        self._unread: list[Span] = []
        self._warnings: list[str] = []
        self._position = 0
        self._list = (0, 0, 0)
        self._year_above: Span | None = None

    def read(self) -> Reading:
        below: _Announced | None = None
        of_heading = False
        columns: list[str | None] = []
        group = 0
        for block in self._blocks:
            self._settle(block.group)
            if below and block.kind != "row" and (year := self._bare_year(block)):
                self._year_above = year
                continue
            if (
                below
                and self._year_above
                and block.kind in ("item", "paragraph")
                and self._read_below_year(block, below)
            ):
                continue
            if block.kind == "heading":
                below, of_heading = self._announced_by(block.text, Span(block.start, block.end)), True
                self._read_sentences(block)
            elif block.kind == "paragraph":
                if not of_heading:
                    below = None
                found, lead = self._read_sentences(block)
                if lead:
                    below, of_heading = lead, False
                elif below and not found:
                    self._read_lines(block, below)
            elif block.kind == "item":
                if below:
                    self._read_line(block.start, block.end, below, "item")
                else:
                    self._read_sentences(block)
            else:
                if block.group != group:
                    group, columns = block.group, self._columns_of(block)
                    if any(columns):
                        if not of_heading:  # a heading that announces no hosts is of another table
                            below = below or self._announced_by_header(columns, Span(block.start, block.end))
                        continue
                if below:
                    self._read_row(block, columns, below)
        self._settle(0)
        return Reading(tuple(self._conferences), tuple(self._unread), tuple(self._warnings))

    def _bare_year(self, block: Block) -> Span | None:
        """Return the year of a block that holds nothing else: hosts may stand below it."""
        year = re.compile(rf"\s*({YEAR})\s*[:.–—-]?\s*").fullmatch(self._text, block.start, block.end)
        return Span(*year.span(1)) if year else None

    def _read_below_year(self, block: Block, announced: _Announced) -> bool:
        """Read a block of hosts below a year that stands alone."""
        year = self._year_above
        self._year_above = None
        found = self._entries.hosts_in_cell(Span(block.start, block.end))
        if year is None or found is None:
            return False
        hosts, note = found
        if not any(country_code(host.country) if host.country else cities(host.city) for host in hosts):
            return False
        entry = Entry(hosts, (int(self._slice(year)),), year.start, block.end, note)
        self._keep(entry, announced, f"line/{announced.status}", self._next_position(announced))
        return True

    def _settle(self, group: int) -> None:
        """At the end of a list or table, forget what was not read of it if it stated no host at all: it is no host list."""
        before, conferences, unread = self._list
        if group == before:
            return
        if before and len(self._conferences) == conferences:
            del self._unread[unread:]
        self._list = (group, len(self._conferences), len(self._unread))

    # --- what a heading or a lead says of the list below it -----------------------------------------------------------

    def _announced_by(self, text: str, span: Span) -> _Announced | None:
        status = status_of_heading(text, self._language)
        return _Announced(status, span) if status else None

    def _announced_by_header(self, columns: list[str | None], span: Span) -> _Announced | None:
        named = self._phrases.series.search(self._text) is not None
        return _Announced("held", span) if {"year", "city"} <= set(columns) and named else None

    # --- sentences ----------------------------------------------------------------------------------------------------

    def _read_sentences(self, block: Block) -> tuple[bool, _Announced | None]:
        """Read a paragraph's sentences. Returns whether any stated a host, and what announces the list it leads to."""
        found, lead = False, None
        for start, end in sentences(self._text, block.start, block.end):
            lead = None
            statement = self._statement(start, end)
            if statement is None:
                found = self._read_active(start, end) or found
                continue
            at = self._skip(self._phrases.places, statement.end, end)
            if not self._text[at:end].strip(" :.\n"):
                lead = statement.announced
                continue
            found = self._read_list(at, end, statement) or found
        return found, lead

    def _statement(self, start: int, end: int) -> _Statement | None:
        """Return the first verb phrase whose subject is the series."""
        for verb in self._phrases.statement.finditer(self._text, start, end):
            begin = max(start, verb.start() - _LONGEST_SUBJECT)
            subject = self._text[begin : verb.start()]
            status = _status_of(verb)
            inverted = self._phrases.inverted.match(self._text, verb.end(), end)
            if inverted and status != "candidate" and self._is_of_series(inverted[0]):
                return _Statement(
                    _Announced(status, Span(*verb.span())),
                    inverted.end(),
                    f"sentence/{status}",
                    self._ordinal_in(inverted[0], inverted.start()),
                    self._only_year(start, verb.start()),
                )
            if self._is_of_series(subject + verb[0] if status == "candidate" else subject):
                return _Statement(
                    _Announced(status, Span(*verb.span())),
                    verb.end(),
                    f"sentence/{status}",
                    self._ordinal_in(subject, begin),
                    self._only_year(start, verb.start()),
                )
        lead = self._phrases.lead.match(self._text, start, end)
        if lead and self._is_lead(lead[0]):
            span = Span(*lead.span())
            announced = self._announced_by(lead[0], span) or _Announced("held", span)
            return _Statement(announced, lead.end(), f"lead/{announced.status}")
        return None

    def _is_of_series(self, subject: str) -> bool:
        """Say whether the last gathering that a subject names is of the series."""
        gatherings = list(self._phrases.event.finditer(subject))
        if not gatherings:
            return False
        last = gatherings[-1]
        own = [match for match in self._phrases.series.finditer(subject) if match.start() <= last.start() < match.end()]
        if not own:
            return self._ordinal_in(subject[: last.end()], 0) is not None and self._is_own_edition(subject, last)
        return self._phrases.rival.search(subject[max(0, own[-1].start() - 20) :]) is None

    def _is_own_edition(self, subject: str, last: re.Match[str]) -> bool:
        """Take 'the XIII edition' for the series' own; any other gathering has to be named as it is."""
        return self._phrases.own_edition.match(last[0]) is not None and self._phrases.rival.search(subject) is None

    def _is_lead(self, text: str) -> bool:
        return (
            len(text.split()) <= 16
            and self._phrases.objectives.search(text) is None
            and self._phrases.heading.search(text) is not None
            and self._phrases.rival.search(text) is None
        )

    def _ordinal_in(self, subject: str, at: int) -> Ordinal | None:
        """Return the last ordinal of the series in a subject that begins at `at` of the text."""
        for match in reversed(list(self._phrases.ordinal.finditer(subject))):
            if number := ordinal(match["ordinal"], self._language):
                return Ordinal(number, Span(at + match.start("ordinal"), at + match.end("ordinal")))
        return None

    def _only_year(self, start: int, end: int) -> Span | None:
        years = list(re.compile(YEAR).finditer(self._text, start, end))
        return Span(*years[0].span()) if len(years) == 1 else None

    def _read_active(self, start: int, end: int) -> bool:
        """Read 'CITY (COUNTRY) hosted the XIII Annual Conference in YEAR'."""
        for match in self._phrases.active.finditer(self._text, start, end):
            if not self._is_of_series(match["object"]):
                continue
            at = self._skip(self._phrases.city_of, start, match.start())
            hosts = self._entries.hosts(at, match.start())
            if hosts is None or hosts.end != match.start():
                continue
            year = self._only_year(match.start(), min(end, match.end() + 60))
            status = _status_of(match)
            if year is None and status == "held":
                continue
            entry = Entry(hosts.hosts, (int(self._slice(year)),) if year else (), at, year.end if year else match.end())
            announced = _Announced(status, Span(*match.span(status)))
            nth = self._ordinal_in(match["object"], match.start("object"))
            self._keep(msgspec.structs.replace(entry, ordinal=nth), announced, f"active/{status}", None)
            return True
        return False

    # --- lists --------------------------------------------------------------------------------------------------------

    def _read_list(self, start: int, end: int, statement: _Statement) -> bool:
        """Read entries from `start` to `end`; what lies between them and is no separator is unread."""
        status, year = statement.announced.status, statement.year
        entries: list[Entry] = []
        unread: list[Span] = []
        at = self._skip(self._phrases.separator, start, end)
        year_first = self._phrases.year_first.match(self._text, at, end) is not None
        while at < end:
            entry = (
                self._entries.entry(at, end, year_first)
                or self._entries.entry(self._skip(self._phrases.before_place, at, end), end, year_first)
                or self._numbered(at, end, year_first)
                or self._entries.without_year_behind(at, end, year, status)
            )
            if entry is not None and self._ends_well(entry.end, end):
                entries.append(entry)
                at = entry.end
            else:
                onward = self._resume(at, end)
                if not self._holds_days_only(at, onward):
                    unread.append(Span(at, onward))
                at = onward
            at = self._skip(self._phrases.separator, at, end)
        if not entries:
            return False
        single = len(entries) == 1
        for entry in entries:
            self._position += 0 if status != "held" or single else 1
            position = self._position if status == "held" and not single else None
            nth = entry.ordinal or (statement.ordinal if single else None)
            self._keep(msgspec.structs.replace(entry, ordinal=nth), statement.announced, statement.rule, position)
        self._unread += self._merged(unread)
        return True

    def _numbered(self, at: int, end: int, year_first: bool) -> Entry | None:
        """Read an entry of a sentence behind its ordinal: '1st – Paris 2008'."""
        begin = self._phrases.item_start.match(self._text, at, end)
        number = ordinal(begin["ordinal"], self._language) if begin and begin["ordinal"] else None
        entry = self._entries.entry(begin.end(), end, year_first) if begin and number else None
        if entry is None or begin is None or number is None:
            return None
        return msgspec.structs.replace(entry, ordinal=Ordinal(number, Span(*begin.span("ordinal"))))

    def _holds_days_only(self, start: int, end: int) -> bool:
        """Say whether a stretch says when in the year: 'from 10 to 15 June'."""
        found = next(read_dates(self._text, self._language, start, end), None)
        if found is None:
            return False
        around = self._text[start : found.span.start] + self._text[found.span.end : end]
        return re.fullmatch(rf"(?:[\s,.;]|\b(?:{self._language.date_words})\b)*", around, FLAGS) is not None

    def _ends_well(self, at: int, end: int) -> bool:
        """Say whether an entry ends where one can: at a separator or the end, not in the middle of a phrase."""
        return at >= end or re.compile(r"\s*(?:[,;.|\n(]|$)|\s+").match(self._text, at, end) is not None

    def _resume(self, at: int, end: int) -> int:
        """Return where the next entry may begin: behind the next separator outside brackets."""
        depth = 0
        for place in range(at, end):
            letter = self._text[place]
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if depth <= 0 and place > at:
                if letter in ",;\n":
                    return place
                joiner = self._phrases.joiner.match(self._text, place, end)
                if joiner and joiner[0].strip(" ,&/"):
                    return place
        return end

    def _merged(self, spans: list[Span]) -> list[Span]:
        """Join stretches with only separators between them, and trim them to their words."""
        merged: list[Span] = []
        for span in spans:
            if merged and self._skip(self._phrases.separator, merged[-1].end, span.start) >= span.start:
                merged[-1] = Span(merged[-1].start, span.end)
            else:
                merged.append(span)
        trimmed = [self._trimmed(span) for span in merged]
        return [span for span in trimmed if span.start < span.end]

    def _trimmed(self, span: Span) -> Span:
        words = self._slice(span)
        bare = words.strip(" .,;:\n")
        start = span.start + words.index(bare) if bare else span.end
        return Span(start, start + len(bare))

    # --- items, lines and rows ----------------------------------------------------------------------------------------

    def _read_lines(self, block: Block, announced: _Announced) -> None:
        """Read a paragraph below a heading as lines of entries, if all of it is that."""
        kept, unread = len(self._conferences), len(self._unread)
        position = self._position
        for line in re.compile(r"[^\n]+").finditer(self._text, block.start, block.end):
            self._read_line(line.start(), line.end(), announced, "line")
        failed, read = len(self._unread) - unread, len(self._conferences) - kept
        if failed and read <= failed:  # prose: take it all back
            del self._conferences[kept:], self._unread[unread:]
            self._position = position

    def _read_line(self, start: int, end: int, announced: _Announced, rule: str) -> None:
        """Read one line as one entry: an ordinal, hosts and a year in either order, nothing else."""
        begin = self._phrases.item_start.match(self._text, start, end)
        at = begin.end() if begin else start
        number = ordinal(begin["ordinal"], self._language) if begin and begin["ordinal"] else None
        nth = Ordinal(number, Span(*begin.span("ordinal"))) if begin and number else None
        first = nth.span.start if nth else self._skip(re.compile(r"[\s•·▪*–—-]*(?:\d{1,2}[.)]\s+)?"), start, end)
        entry = None
        for place, ordinal_read in ((at, nth), (first, None)):
            for year_first in (True, False):
                entry = entry or self._entries.whole(place, end, year_first, ordinal_read)
        if entry is None:
            self._unread.append(self._trimmed(Span(first, end)))
            return
        self._keep(entry, announced, f"{rule}/{announced.status}", self._next_position(announced))

    def _columns_of(self, row: Block) -> list[str | None]:
        """Return what each column of a table is by its header row; nothing for a row that is no header."""
        names = [self._column_of(self._text[first:last]) for first, last in row.cells]
        return names if row.header or sum(name is not None for name in names) >= 2 else []

    def _column_of(self, heading: str) -> str | None:
        for name, pattern in self._language.headings:
            if re.fullmatch(rf"\s*(?:{pattern})\s*", heading, FLAGS):
                return name
        return None

    def _read_row(self, row: Block, columns: list[str | None], announced: _Announced) -> None:
        """Read a row by its header's names, or, without, by what its cells are."""
        cells = {name: Span(*cell) for name, cell in zip(self._names(row, columns), row.cells, strict=False) if name}
        year = re.search(YEAR, self._slice(cells["year"])) if "year" in cells else None
        found = self._entries.hosts_in_cell(cells["city"]) if "city" in cells else None
        if found is None or year is None:
            self._unread.append(Span(row.start, row.end))
            return
        hosts, note = found
        if "country" in cells and self._slice(cells["country"]).strip():
            bracketed = [host.country for host in hosts if host.country]
            note = note or (bracketed[0] if bracketed else None)
            country = self._slice(cells["country"]).strip()
            hosts = tuple(part for host in hosts for part in self._entries.parted(Host(host.city, country)))
        if "note" in cells:
            note = self._slice(cells["note"]).strip() or note
        number = ordinal(self._slice(cells["edition"]), self._language) if "edition" in cells else None
        nth = Ordinal(number, cells["edition"]) if number else None
        entry = Entry(hosts, (int(year[0]),), row.start, row.end, note, nth)
        self._keep(entry, announced, f"row/{announced.status}", self._next_position(announced))

    def _names(self, row: Block, columns: list[str | None]) -> list[str | None]:
        return columns if any(columns) else [self._kind_of_cell(self._text[a:b]) for a, b in row.cells]

    def _kind_of_cell(self, words: str) -> str | None:
        words = words.strip()
        if re.search(YEAR, words) and not is_city(words):
            return "year"
        if country_code(words):
            return "country"
        if ordinal(words, self._language):
            return "edition"
        return "city" if is_city(words) else None

    # --- keeping ------------------------------------------------------------------------------------------------------

    def _next_position(self, announced: _Announced) -> int | None:
        """Count one more past edition; what is to come has no place in the list."""
        if announced.status != "held":
            return None
        self._position += 1
        return self._position

    def _keep(self, entry: Entry, announced: _Announced, rule: str, position: int | None) -> None:
        if announced.status == "held" and entry.note and self._phrases.not_held.search(entry.note):
            self._warnings.append(f"listed as held, but noted as {entry.note!r}: {self._text[entry.start : entry.end]}")
        for year in entry.years or (None,):
            self._conferences.append(
                Conference(
                    year=year,
                    status=announced.status,
                    hosts=entry.hosts,
                    span=Span(entry.start, entry.end),
                    status_span=announced.span,
                    rule=rule,
                    edition=entry.ordinal.number if entry.ordinal else None,
                    edition_span=entry.ordinal.span if entry.ordinal else None,
                    note=entry.note,
                    position=position,
                )
            )

    def _skip(self, pattern: re.Pattern[str], at: int, end: int) -> int:
        found = pattern.match(self._text, at, end)
        return found.end() if found else at

    def _slice(self, span: Span) -> str:
        return self._text[span.start : span.end]
