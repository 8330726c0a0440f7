"""The grammar of host lists: sentences 'held in CITY (COUNTRY) in YEAR', list items and table rows.

Every character of a host list is either used or reported as unread.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from scraper.pages.document import Block, Document, joined
from scraper.pages.languages import LANGUAGES, Language, ordinal, ordinal_pattern
from scraper.pages.places import cities, country_code
from scraper.pages.records import Conference, Host, Span, Status


class Reading(msgspec.Struct, frozen=True):
    """What a document's host lists state, what of them was not read, and doubts about the reading."""

    conferences: tuple[Conference, ...] = ()
    unread: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


class _Words(msgspec.Struct, frozen=True):
    """A language's patterns, compiled."""

    series: re.Pattern[str]
    event: re.Pattern[str]
    rival: re.Pattern[str]
    statement: re.Pattern[str]
    active: re.Pattern[str]
    lead: re.Pattern[str]
    places: re.Pattern[str]
    joiner: re.Pattern[str]
    separator: re.Pattern[str]
    year_first: re.Pattern[str]
    year_after: re.Pattern[str]
    more_years: re.Pattern[str]
    ordinal: re.Pattern[str]
    item_start: re.Pattern[str]
    heading: re.Pattern[str]
    coming: re.Pattern[str]
    candidacy: re.Pattern[str]
    objectives: re.Pattern[str]
    not_held: re.Pattern[str]
    no_city: re.Pattern[str]


_YEAR = r"(?<![\d./])(?:19|20)\d\d(?![\d])"
_FLAGS = re.IGNORECASE
_NO_CITY = (
    "unesco|hq|headquarters|annual|conferences?|meetings?|network|creative|member|the|all|previous|next|online|virtual|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
# A city's name: letters, apostrophes, hyphens and points; it begins with a capital or a letter without case, and goes on
# over small words only where a further capital follows.
_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ]|[’'ʼ](?:t\s|s-)?(?=[A-ZÀ-Þ]))"
_WORD = (
    rf"(?:[dl][’'])?{_CAPITAL}(?:[^\W\d_]|[’'ʼ.](?=[^\W\d_])|[–\u2122\u20ac\u0080-\u00bf](?=[^\W\d_])|-(?=[^\W\d_]))*"
)
_CITY = re.compile(
    rf"(?:{_WORD}\.?(?=\s{_CAPITAL})|{_WORD})"
    rf"(?:\s(?:(?:de|del|della|di|da|do|dos|das|des|du|la|le|les|los|las|el|al|of|upon|on|am|an|der|sur|en)\s){{0,2}}{_WORD})*"
    r"(?:(?<=\.\w)\.|\.(?=\s*\())?"
)
_HYPHENATED = re.compile(r"\s*[-–—]\s*")
_PART = re.compile(
    r"\s*(?:,|\||–|—|-(?=\s))\s*(?P<name>[^\W\d][^,;()|\n\d]*?)(?=\s*(?:[,;()|\n.]|–|—|\s-\s|$|\s(?:in\s)?(?:19|20)\d\d))"
)
_LONGEST_SUBJECT = 400
_NOTE_WORDS = re.compile(r"\b(?:[A-Z]{2,}|headquarters|online|virtual|si[eè]ge|sede)\b")


@cache
def _words(language: Language) -> _Words:
    months = "|".join(language.months)
    days = rf"(?:(?:{language.date_words})\s+)*(?:\d{{1,2}}(?!\d)(?:st|nd|rd|th|er|º|°)?\s*(?:-|–|—|>|/|{language.date_words})?\s*)*"
    date = rf"(?:{days}(?:(?:{months})\b\.?)?\s*(?:-|–|,|/)?\s*){{0,3}}"
    lead_in = rf"(?:\s*[,:|–—-]\s*|\s+)?(?:(?:{language.in_})\s+)?"
    nth = ordinal_pattern(language)
    network = r"(?:(?:UNESCO|UCCN|Creative\s+Cities(?:\s+Network)?)\s+){0,3}"
    statement = (
        rf"\b(?P<held>{language.held})\b|\b(?P<planned>{language.planned})\b|\b(?P<candidate>{language.candidate})"
    )
    active = (
        rf"\s+(?:(?P<held>{language.hosted})|(?P<planned>{language.will_host})|(?P<candidate>{language.candidate_host}))\s+"
        rf"(?P<object>(?:[\w’']+\s+){{0,4}}?(?:{language.series})[^.;:()]{{0,120}})"
    )
    compiled = {
        "series": language.series,
        "event": rf"\b(?:{language.event})\b",
        "rival": rf"\b{language.rival}\b",
        "statement": statement,
        "active": active,
        "lead": rf"[^.!?:]{{0,120}}?\b(?:{language.series}|{language.list_heading})[^.!?:]{{0,120}}:\s*",
        "places": language.leads_to_places,
        "joiner": rf"\s*(?:,\s*)?(?:\b(?:{language.joiner})\b|[&/])\s*|\s+[–—-]\s+",
        "separator": rf"(?:[\s,;|•·▪*]|\b(?:{language.joiner})\b|&)+",
        "year_first": rf"(?:(?:{language.in_})\s+)?(?P<year>{_YEAR})\s*(?:[:,|–—-]\s*)?(?:(?:{language.in_})\s+)?",
        "year_after": rf"{lead_in}(?P<open>\()?\s*(?:(?:{language.in_})\s+)?{date}(?P<year>{_YEAR})(?(open)\s*\))",
        "more_years": rf"\s*(?:,|\b(?:{language.joiner})\b)\s*(?:(?:{language.in_})\s+)?(?P<year>{_YEAR})(?=\s*(?:[,.;]|$))",
        "ordinal": rf"\b(?P<ordinal>{nth})(?=\s+{network}(?:{language.series}|{language.event})\b)",
        "item_start": rf"(?:\s*(?:[•·▪*–—-]|\d{{1,2}}[.)](?=\s)|\([a-z\d]\))\s*)*(?:(?P<ordinal>{nth})\s*"
        rf"(?:{network}(?:{language.series}|{language.event})\b)?\s*[:,.–—-]?\s+(?:(?:{language.in_})\s+)?)?",
        "heading": rf"\b(?:{language.series}|{language.list_heading})\b",
        "coming": rf"\b(?:{language.coming})\b",
        "candidacy": rf"\b(?:{language.candidacy})\b",
        "objectives": rf"\b(?:{language.objectives})\b",
        "not_held": rf"\b(?:{language.not_held})\b",
        "no_city": rf"(?:{months}|{_NO_CITY})\b",
    }
    return _Words(**{name: re.compile(pattern, _FLAGS) for name, pattern in compiled.items()})


def read_hosts(document: Document, language: Language) -> Reading:
    """Read every host list of a document: sentences, and the items and rows below a heading or lead that names them."""
    return _read(document.blocks, language.code)


@lru_cache(maxsize=256)
def _read(blocks: tuple[Block, ...], code: str) -> Reading:
    """Read some blocks; remembered, for captures of a page seldom differ in them."""
    return _Reader(blocks, LANGUAGES[code]).read()


class _Entry(msgspec.Struct, frozen=True):
    """One edition in a list, in offsets of the document; `end` lies behind it."""

    hosts: tuple[Host, ...]
    years: tuple[int, ...]
    start: int
    end: int
    note: str | None = None
    edition: int | None = None
    status: Status | None = None


class _Reader:
    """One reading of one document; what it finds is collected in order."""

    def __init__(self, blocks: tuple[Block, ...], language: Language) -> None:
        self._blocks, self._text, self._language = blocks, joined(blocks), language
        self._words = _words(language)
        self._conferences: list[Conference] = []
        self._unread: list[Span] = []
        self._warnings: list[str] = []
        self._position = 0
        self._list = (0, 0, 0)

    def read(self) -> Reading:
        below: Status | None = None
        of_heading = False
        columns: list[str | None] = []
        group = 0
        for block in self._blocks:
            self._settle(block.group)
            if block.kind == "heading":
                below, of_heading = self._status_of_heading(block.text), True
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
                        below = below or self._status_of_table(columns)
                        continue
                if below:
                    self._read_row(block, columns, below)
        self._settle(0)
        return Reading(tuple(self._conferences), tuple(self._unread), tuple(self._warnings))

    def _settle(self, group: int) -> None:
        """At the end of a list or table, forget what was not read of it if it stated no host at all: it is no host list."""
        before, conferences, unread = self._list
        if group == before:
            return
        if before and len(self._conferences) == conferences:
            del self._unread[unread:]
        self._list = (group, len(self._conferences), len(self._unread))

    # --- what a heading or a lead says of the list below it -----------------------------------------------------------

    def _status_of_heading(self, text: str) -> Status | None:
        if not self._words.heading.search(text) or self._words.objectives.search(text):
            return None
        if self._words.rival.search(text) or len(text) > 120:
            return None
        if self._words.candidacy.search(text):
            return "candidate"
        return "planned" if self._words.coming.search(text) else "held"

    def _status_of_table(self, columns: list[str | None]) -> Status | None:
        return "held" if {"year", "city"} <= set(columns) and self._series_named_so_far() else None

    def _series_named_so_far(self) -> bool:
        return self._words.series.search(self._text) is not None

    # --- sentences ----------------------------------------------------------------------------------------------------

    def _read_sentences(self, block: Block) -> tuple[bool, Status | None]:
        """Read a paragraph's sentences. Returns whether any stated a host, and the status of the list it leads to."""
        found, lead = False, None
        for start, end in sentences(self._text, block.start, block.end):
            lead = None
            statement = self._statement(start, end)
            if statement is None:
                found = self._read_active(start, end) or found
                continue
            status, at, edition, year, rule = statement
            at = self._skip(self._words.places, at, end)
            if not self._text[at:end].strip(" :.\n"):
                lead = status
                continue
            found = self._read_list(at, end, status, rule, edition, year) or found
        return found, lead

    def _statement(self, start: int, end: int) -> tuple[Status, int, int | None, Span | None, str] | None:
        """Return the first verb phrase whose subject is the series: status, where it ends, ordinal, year, rule."""
        for verb in self._words.statement.finditer(self._text, start, end):
            subject = self._text[max(start, verb.start() - _LONGEST_SUBJECT) : verb.start()]
            status = self._status_of(verb)
            about = subject + verb[0] if status == "candidate" else subject
            if self._is_of_series(about):
                year = self._only_year(start, verb.start())
                return status, verb.end(), self._ordinal_in(subject), year, f"sentence/{status}"
        lead = self._words.lead.match(self._text, start, end)
        if lead and self._is_lead(lead[0]):
            status = self._status_of_heading(lead[0]) or "held"
            return status, lead.end(), None, None, f"lead/{status}"
        return None

    @staticmethod
    def _status_of(match: re.Match[str]) -> Status:
        if match["held"]:
            return "held"
        return "planned" if match["planned"] else "candidate"

    def _is_of_series(self, subject: str) -> bool:
        """Say whether the last gathering that a subject names is of the series."""
        gatherings = list(self._words.event.finditer(subject))
        if not gatherings:
            return False
        last = gatherings[-1]
        own = [match for match in self._words.series.finditer(subject) if match.start() <= last.start() < match.end()]
        if not own:
            return self._ordinal_in(subject[: last.end()]) is not None and self._is_own_edition(subject, last)
        return self._words.rival.search(subject[max(0, own[-1].start() - 20) :]) is None

    def _is_own_edition(self, subject: str, last: re.Match[str]) -> bool:
        """Take 'the XIII edition' for the series' own; any other gathering has to be named as it is."""
        return last[0].lower().startswith("edition") and self._words.rival.search(subject) is None

    def _is_lead(self, text: str) -> bool:
        return (
            len(text.split()) <= 16
            and self._words.objectives.search(text) is None
            and self._words.heading.search(text) is not None
            and self._words.rival.search(text) is None
        )

    def _ordinal_in(self, subject: str) -> int | None:
        found = [ordinal(match["ordinal"], self._language) for match in self._words.ordinal.finditer(subject)]
        return found[-1] if found else None

    def _only_year(self, start: int, end: int) -> Span | None:
        years = list(re.compile(_YEAR).finditer(self._text, start, end))
        return Span(*years[0].span()) if len(years) == 1 else None

    def _read_active(self, start: int, end: int) -> bool:
        """Read 'CITY (COUNTRY) hosted the XIII Annual Conference in YEAR'."""
        for match in self._words.active.finditer(self._text, start, end):
            if not self._is_of_series(match["object"]):
                continue
            begin = re.compile(r"(?:.*?\b(?:the\s+)?cit(?:y|ies)\s+of\s+)?", _FLAGS).match(
                self._text, start, match.start()
            )
            at = begin.end() if begin else start
            hosts = self._hosts(at, match.start())
            if hosts is None or hosts[1] != match.start():
                continue
            year = self._only_year(match.start(), min(end, match.end() + 60))
            status = self._status_of(match)
            if year is None and status == "held":
                continue
            entry = _Entry(hosts[0], (int(self._slice(year)),) if year else (), at, year.end if year else match.end())
            self._keep(entry, status, f"active/{status}", self._ordinal_in(match["object"]), None)
            return True
        return False

    # --- lists --------------------------------------------------------------------------------------------------------

    def _read_list(
        self, start: int, end: int, status: Status, rule: str, edition: int | None, year: Span | None
    ) -> bool:
        """Read entries from `start` to `end`; what lies between them and is no separator is unread."""
        entries: list[_Entry] = []
        unread: list[Span] = []
        at = self._skip(self._words.separator, start, end)
        year_first = self._words.year_first.match(self._text, at, end) is not None
        while at < end:
            entry = self._entry(at, end, year_first) or self._entry_of_year(at, end, year, status)
            if entry is not None and self._ends_well(entry.end, end):
                entries.append(entry)
                at = entry.end
            else:
                onward = self._resume(at, end)
                unread.append(Span(at, onward))
                at = onward
            at = self._skip(self._words.separator, at, end)
        if not entries:
            return False
        single = len(entries) == 1
        for entry in entries:
            self._position += 0 if status != "held" or single else 1
            position = self._position if status == "held" and not single else None
            self._keep(entry, status, rule, edition if single else None, position)
        self._unread += self._merged(unread)
        return True

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
                joiner = self._words.joiner.match(self._text, place, end)
                if joiner and joiner[0].strip(" ,&/"):
                    return place
        return end

    def _merged(self, spans: list[Span]) -> list[Span]:
        """Join stretches with only separators between them, and trim them to their words."""
        merged: list[Span] = []
        for span in spans:
            if merged and self._skip(self._words.separator, merged[-1].end, span.start) >= span.start:
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

    def _entry(self, at: int, end: int, year_first: bool) -> _Entry | None:
        """Read one entry: hosts and a year, in the order of the list."""
        start = at
        year = None
        if year_first:
            leading = self._words.year_first.match(self._text, at, end)
            if leading is None:
                return None
            year, at = int(leading["year"]), leading.end()
        found = self._hosts(at, end)
        if found is None:
            return None
        hosts, at, note, inner_year = found
        years = [year] if year else [inner_year] if inner_year else []
        if not years:
            after = self._words.year_after.match(self._text, at, end)
            if after is None:
                return None
            years, at = [int(after["year"])], after.end()
            while more := self._words.more_years.match(self._text, at, end):
                years.append(int(more["year"]))
                at = more.end()
        hosts, note, at = self._with_bracket_after(hosts, note, at, end)
        return _Entry(hosts, tuple(years), start, at, note)

    def _entry_of_year(self, at: int, end: int, year: Span | None, status: Status) -> _Entry | None:
        """Read an entry whose year stands before the verb ('In 2019, the Conference was held in …'), or that has none.

        Only what is planned may go without a year, and only where nothing follows.
        """
        found = self._hosts(at, end)
        if found is None or (year is None and status == "held") or found[3]:
            return None
        hosts, after, note, _ = found
        if re.compile(r"[\s.,;]*").fullmatch(self._text, after, end) is None and year is None:
            return None
        start = min(at, year.start) if year else at
        return _Entry(hosts, (int(self._slice(year)),) if year else (), start, after, note)

    def _hosts(self, at: int, end: int) -> tuple[tuple[Host, ...], int, str | None, int | None] | None:
        """Read 'CITY (COUNTRY)' and further cities joined to it: hosts, where they end, a note, a year in brackets."""
        hosts: list[Host] = []
        notes: list[str] = []
        year: int | None = None
        while True:
            city = _CITY.match(self._text, at, end)
            if city is None or self._words.no_city.match(city[0]):
                return None if not hosts else self._joined(hosts, at, notes, year)
            name, at = city[0], city.end()
            bracket = self._bracket(at, end)
            country = None
            if bracket:
                country, note, year = self._in_bracket(bracket[0])
                at = bracket[1]
                notes += [note] if note else []
            if country is None and year is None:
                country, region, at = self._country_after_comma(at, end)
                notes += [region] if region else []
            hosts.append(Host(name, country))
            joiner = self._words.joiner.match(self._text, at, end)
            following = _CITY.match(self._text, joiner.end(), end) if joiner and year is None else None
            if joiner is None or following is None or self._words.no_city.match(following[0]):
                return self._joined(hosts, at, notes, year)
            at = joiner.end()

    def _joined(
        self, hosts: list[Host], at: int, notes: list[str], year: int | None
    ) -> tuple[tuple[Host, ...], int, str | None, int | None]:
        """Give every host the country that follows it, and part what a hyphen joins."""
        country = None
        shared: list[Host] = []
        for host in reversed(hosts):
            country = host.country or country
            shared[:0] = self._parted(Host(host.city, country))
        return tuple(shared), at, "; ".join(notes) or None, year

    def _parted(self, host: Host) -> list[Host]:
        """Part 'Krakow-Katowice' where the whole is no city and both halves are cities of one country."""
        halves = [half for half in _HYPHENATED.split(host.city) if half]
        if len(halves) != 2:
            return [host]
        code = country_code(host.country) if host.country else None
        if cities(host.city, code):
            return [host]
        bearers = [{city.country_code for city in cities(half, code)} for half in halves]
        return [Host(half, host.country) for half in halves] if bearers[0] & bearers[1] else [host]

    def _bracket(self, at: int, end: int) -> tuple[Span, int] | None:
        found = re.compile(r"\s*\((?P<inner>[^()]*)\)").match(self._text, at, end)
        return (Span(*found.span("inner")), found.end()) if found else None

    def _in_bracket(self, inner: Span) -> tuple[str | None, str | None, int | None]:
        """Read 'COUNTRY, note', 'YEAR', 'COUNTRY, YEAR' or a note."""
        words = self._slice(inner)
        year = self._words.year_after.search(words)
        kept = words[: year.start()] + words[year.end() :] if year else words
        parts = [part for part in (part.strip(" ,;:") for part in re.split(r"[,;]", kept)) if part]
        whole = kept.strip(" ,;:")
        country = None
        if country_code(whole):  # 'Korea, Republic of'
            country, parts = whole, []
        elif parts and (country_code(parts[0]) or not _NOTE_WORDS.search(parts[0])):
            country = parts.pop(0)
        return country, ", ".join(parts) or None, int(year["year"]) if year else None

    def _country_after_comma(self, at: int, end: int) -> tuple[str | None, str | None, int]:
        """Read ', COUNTRY' or ', REGION, COUNTRY' where the words are a country's name: country, region, where it ends."""
        first = self._part_after_comma(at, end)
        if first is None:
            return None, None, at
        if country_code(self._slice(first)):
            return self._slice(first), None, first.end
        second = self._part_after_comma(first.end, end)
        if second and country_code(self._slice(second)):
            return self._slice(second), self._slice(first), second.end
        return None, None, at

    def _part_after_comma(self, at: int, end: int) -> Span | None:
        found = _PART.match(self._text, at, end)
        if found is None:
            return None
        name = re.sub(rf"\s+(?:{self._language.in_})$", "", found["name"].rstrip(), flags=_FLAGS)
        return Span(found.start("name"), found.start("name") + len(name))

    def _with_bracket_after(
        self, hosts: tuple[Host, ...], note: str | None, at: int, end: int
    ) -> tuple[tuple[Host, ...], str | None, int]:
        """Read a bracket behind the year: a country, else a note ('Paris 2008 (UNESCO HQ)')."""
        bracket = self._bracket(at, end)
        if bracket is None:
            return hosts, note, at
        words = self._slice(bracket[0]).strip()
        country, _, rest = words.partition(",")
        if country_code(country) and all(host.country is None for host in hosts):
            hosts, words = tuple(Host(host.city, country.strip()) for host in hosts), rest.strip()
        return hosts, "; ".join(part for part in (note, words) if part) or None, bracket[1]

    # --- items, lines and rows ----------------------------------------------------------------------------------------

    def _read_lines(self, block: Block, status: Status) -> None:
        """Read a paragraph below a heading as lines of entries, if all of it is that."""
        kept, unread = len(self._conferences), len(self._unread)
        position = self._position
        for line in re.compile(r"[^\n]+").finditer(self._text, block.start, block.end):
            self._read_line(line.start(), line.end(), status, "line")
        if len(self._unread) > unread:  # prose: take it all back
            del self._conferences[kept:], self._unread[unread:]
            self._position = position

    def _read_line(self, start: int, end: int, status: Status, rule: str) -> None:
        """Read one line as one entry: an ordinal, hosts and a year in either order, nothing else."""
        begin = self._words.item_start.match(self._text, start, end)
        at = begin.end() if begin else start
        nth = ordinal(begin["ordinal"], self._language) if begin and begin["ordinal"] else None
        first = (
            begin.start("ordinal")
            if nth and begin
            else self._skip(re.compile(r"[\s•·▪*–—-]*(?:\d{1,2}[.)]\s+)?"), start, end)
        )
        entry = None
        for place, ordinal_read in ((at, nth), (first, None)):
            for year_first in (True, False):
                entry = entry or self._whole_entry(
                    place, end, year_first, first if ordinal_read else place, ordinal_read
                )
        if entry is None:
            self._unread.append(self._trimmed(Span(first, end)))
            return
        self._position += status == "held"
        self._keep(entry, status, f"{rule}/{status}", entry.edition, self._position if status == "held" else None)

    def _whole_entry(self, at: int, end: int, year_first: bool, start: int, nth: int | None) -> _Entry | None:
        entry = self._entry(at, end, year_first)
        if entry is None or self._text[entry.end : end].strip(" .,;\n"):
            return None
        return msgspec.structs.replace(entry, start=start, edition=nth)

    def _columns_of(self, row: Block) -> list[str | None]:
        """Return what each column of a table is by its header row; nothing for a row that is no header."""
        names = [self._column_of(self._text[first:last]) for first, last in row.cells]
        return names if row.header or sum(name is not None for name in names) >= 2 else []

    def _column_of(self, heading: str) -> str | None:
        for name, pattern in self._language.headings:
            if re.fullmatch(rf"\s*(?:{pattern})\s*", heading, _FLAGS):
                return name
        return None

    def _read_row(self, row: Block, columns: list[str | None], status: Status) -> None:
        """Read a row by its header's names, or, without, by what its cells are."""
        cells = {name: Span(*cell) for name, cell in zip(self._names(row, columns), row.cells, strict=False) if name}
        year = re.search(_YEAR, self._slice(cells["year"])) if "year" in cells else None
        found = self._hosts_in_cell(cells["city"]) if "city" in cells else None
        if found is None or year is None:
            self._unread.append(Span(row.start, row.end))
            return
        hosts, note = found
        if "country" in cells and self._slice(cells["country"]).strip():
            bracketed = [host.country for host in hosts if host.country]
            note = note or (bracketed[0] if bracketed else None)
            hosts = tuple(Host(host.city, self._slice(cells["country"]).strip()) for host in hosts)
        if "note" in cells:
            note = self._slice(cells["note"]).strip() or note
        nth = ordinal(self._slice(cells["edition"]), self._language) if "edition" in cells else None
        entry = _Entry(hosts, (int(year[0]),), row.start, row.end, note, nth)
        self._position += status == "held"
        self._keep(entry, status, f"row/{status}", nth, self._position if status == "held" else None)

    def _hosts_in_cell(self, cell: Span) -> tuple[tuple[Host, ...], str | None] | None:
        """Read a cell that holds hosts and nothing else; commas part them, as 'and' does."""
        hosts: tuple[Host, ...] = ()
        notes: list[str] = []
        at = cell.start
        while found := self._hosts(at, cell.end):
            hosts += found[0]
            notes += [found[2]] if found[2] else []
            at = self._skip(re.compile(r"\s*[,;/]\s*"), found[1], cell.end)
            if at >= cell.end:
                return hosts, "; ".join(notes) or None
        return None

    def _names(self, row: Block, columns: list[str | None]) -> list[str | None]:
        return (
            columns
            if any(columns)
            else [self._kind_of_cell(self._text[a:b], at) for at, (a, b) in enumerate(row.cells)]
        )

    def _kind_of_cell(self, words: str, at: int) -> str | None:
        words = words.strip()
        if re.search(_YEAR, words) and not _CITY.match(words):
            return "year"
        if country_code(words):
            return "country"
        if ordinal(words, self._language):
            return "edition"
        return "city" if _CITY.match(words) else None

    # --- keeping ------------------------------------------------------------------------------------------------------

    def _keep(self, entry: _Entry, status: Status, rule: str, edition: int | None, position: int | None) -> None:
        if status == "held" and entry.note and self._words.not_held.search(entry.note):
            self._warnings.append(f"listed as held, but noted as {entry.note!r}: {self._text[entry.start : entry.end]}")
        for year in entry.years or (None,):
            self._conferences.append(
                Conference(
                    year=year,
                    status=status,
                    hosts=entry.hosts,
                    span=Span(entry.start, entry.end),
                    rule=rule,
                    edition=edition,
                    note=entry.note,
                    position=position,
                )
            )

    def _skip(self, pattern: re.Pattern[str], at: int, end: int) -> int:
        found = pattern.match(self._text, at, end)
        return found.end() if found else at

    def _slice(self, span: Span) -> str:
        return self._text[span.start : span.end]


_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:St|Ste|Mt|Ft|Sr|Dr|Mr|Mrs|Ms|No|D\.C|approx|e\.g|i\.e|vs|etc))\.$")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of text; a full stop inside brackets or behind an abbreviation ends none."""
    begin = start
    for mark in re.compile(r"[.!?]+(?=\s+[^\s\d,;(a-z]|\s*$)").finditer(text, start, end):
        inside = text.count("(", begin, mark.start()) > text.count(")", begin, mark.start())
        if inside or _ABBREVIATION.search(text[max(begin, mark.end() - 8) : mark.end()]):
            continue
        yield begin, mark.start()
        begin = mark.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end
