"""What the words around a city and a year say of the edition's status."""

import re
from collections.abc import Iterator

import msgspec

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.entries import Entry, Names
from scraper.subjects.uccn.grammar.mentions import Year
from scraper.subjects.uccn.grammar.ties import Ties
from scraper.subjects.uccn.grammar.words import CARRIED_ON, FLAGS, HOST_OF_THEN, NAMED_HOST, OF, compiled
from scraper.subjects.uccn.languages import in_any
from scraper.values.records import Span

ALREADY = re.compile(rf"(?<!\w)(?:{in_any('already')})\s+(?:(?:{in_any('in_')})\s+)?$", FLAGS)
"""What says of a year that it is past."""
_WAS_PLANNED = re.compile(rf"(?<!\w)(?:{in_any('moved_from')})", FLAGS)
_TO_BE = re.compile(rf"(?<!\w)(?:{in_any('to_be')})\s+$", FLAGS)
_TELLS = re.compile(  # not 'was that of X'
    rf"(?:\s+[^\W\d_]+){{0,3}}?,?\s+(?:{in_any('new_clause')})(?:(?!\w)|(?<=[’']))(?!\s+(?:{in_any('of')})(?!\w))",
    FLAGS,
)
_APART = re.compile(  # 'Graz, where the bid was handed in', 'Graz, and has since advised applicants'
    rf"(?<!\w)(?:(?:{in_any('where')}|{in_any('which')})(?!\w)|(?:{in_any('and_')})\s+(?-i:[a-zß-ÿ]))", FLAGS
)
_PRESENT = re.compile(in_any("in_present"), FLAGS)
_CAUSE = re.compile(rf"(?:{in_any('because')})\s+(?:\w+[\s’'-]*){{1,4}}", FLAGS)
_BEGINS = (  # where a clause does, before its subject
    rf"(?:^|[,;:–—(]\s*|(?<!\w)(?:{in_any('new_clause')}|{in_any('and_')}|{in_any('but')})\s+)(?:(?:{in_any('auxiliaries')})\s+)?"
)
_TIME = re.compile(rf"(?:[^\W\d_]+\s+)?(?:{in_any('times')}|{in_any('years')})(?!\w)", FLAGS)  # 'slittata di un anno'
_NEXT = 4  # letters between a word and the name that it leads to
_PHRASE = 40  # letters of 'was originally scheduled to have been held'
_NEAR = 80  # letters before a year in which the words that move an edition to it are looked for


class Statuses:
    """Reads the statuses of the entries of one stretch."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._text, self._start, self._end, self._context = names.text, names.start, names.end, names.context
        self._language, self._words, self._gatherings = names.language, names.words, names.gatherings

    def told(self, drafts: list[Entry], clauses: dict[int, tuple[int, int]]) -> list[Entry]:
        """Return entries with their statuses; `clauses` are by their starts."""
        found: list[Entry] = []
        led = self._led(drafts[0]) if drafts else None
        for at, entry in enumerate(drafts):
            clause = clauses[entry.start]
            first = max(clause[0], drafts[at - 1].end if at else self._start)
            last = min(clause[1], drafts[at + 1].start if at + 1 < len(drafts) else self._end)
            if entry.year and self._names.is_one_before(entry.cities, entry.year):
                found.append(entry)
                continue
            is_last = at + 1 == len(drafts) or clauses[drafts[at + 1].start] != clause
            is_last = is_last and not self._leads_to_another(entry, clause[1])
            told = self._told(entry, first, last, is_last=is_last)
            told = told or led
            goes_on = bool(found) and not self._says_something_else(found[-1], entry)
            if (
                goes_on
                and told is None
                and found[-1].status_at
                and found[-1].status_rule in ("words", "past", "present")
            ):
                told = (found[-1].status, found[-1].status_at)  # 'in 2018, and in 2019'
            if told and told[0]:
                entry = msgspec.structs.replace(entry, status=told[0], status_at=told[1], status_rule=self._rule(*told))
            elif self._context.status:
                entry = msgspec.structs.replace(
                    entry, status=self._context.status, status_at=self._context.status_at, status_rule="heading"
                )
            found.append(entry)
        return self._moved(found)

    def _leads_to_another(self, entry: Entry, end: int) -> bool:
        """Say whether another city and another year stand behind a pair, though they are no pair: the words between are theirs."""
        names = self._names
        cities = [city for city in names.cities if entry.end <= city.start < end and city not in entry.cities]
        return bool(cities) and any(entry.end <= year.start < end and year.value for year in names.years)

    def _says_something_else(self, before: Entry, entry: Entry) -> bool:
        """Say whether a pair goes on from the one before it with words of its own: '…; Graz follows in 2027'."""
        said = self._names.unexplained(before.end, entry.start) or self._names.unexplained(entry.start, entry.end)
        goes_on = CARRIED_ON.search(self._text, before.end, entry.end)
        (past,) = self._words.of("held")
        return bool(said) or (goes_on is not None and past.match(self._text, goes_on.start()) is None)

    def _rule(self, status: Status | None, span: Span) -> str:
        """Return "past" or "present" where only a verb's tense tells a status, and not what the verb says."""
        if status == "held" and not self._words.firm.match(self._text, span.start, self._end):
            return "past"
        is_present = _PRESENT.match(self._text, span.start, self._end)
        of_plans = (self._words.ahead, self._words.accepted)
        is_plan = any(one.match(self._text, span.start, self._end) for one in of_plans)
        if status == "planned" and (is_present or not is_plan):
            return "present"
        return "words"

    def _led(self, first: Entry) -> tuple[Status, Span] | None:
        """Return what words that end in a colon say of the entries behind them ('Previous conferences: …')."""
        lead = re.compile(r"[^:：]{0,160}[:：]").match(self._text, self._start, first.start)
        if lead is None or self._words.firm.search(self._text, lead.start(), lead.end()):
            return None
        for status, pattern in (
            ("candidate", self._words.candidacy),
            ("held", self._words.held_heading),
            ("planned", self._words.coming),
        ):
            if match := pattern.search(self._text, lead.start(), lead.end()):
                return status, Span(*match.span())  # type: ignore[return-value]
        return None

    def _told(self, entry: Entry, first: int, last: int, *, is_last: bool) -> tuple[Status | None, Span] | None:
        """Return the status that the words around a pair tell, and where."""
        already = entry.year and ALREADY.search(self._text, first, entry.year.start)
        if already and not any(status in ("postponed", "cancelled") for status, _ in self._cues(first, last)):
            return "held", Span(*already.span())
        if not is_last:
            last = self._own_end(entry.end, last)
        if first > self._start:
            first = self._own_end(first, entry.start)
        if entry.cities and (role := NAMED_HOST.match(self._text, entry.cities[-1].stop, entry.end)):
            first = role.start()  # 'will take over from X, host in 2025': the verb is not of X
        then = HOST_OF_THEN.match(self._text, entry.cities[-1].stop, last) if entry.cities else None
        is_off = then is not None and any(  # 'X, the host of 2020, saw its conference postponed', and not its festival
            one.whose != "other" and then.end() <= one.start < last for one in self._gatherings
        )
        is_off = is_off and any(status in ("postponed", "cancelled") for status, _ in self._cues(entry.end, last))
        if then and entry.end < then.end() and not is_off:
            last = then.end()
        cues = [cue for cue in self._cues(first, last) if not self._is_of_a_gap(cue[1], entry)]
        cues = [cue for cue in cues if not self._is_of_who_tells(*cue, entry)]
        cues = [cue for cue in cues if cue[0] != "candidate" or not _APART.search(self._text, entry.end, cue[1].start)]
        if not cues:
            return None
        by_status: dict[Status, list[Span]] = {}
        for status, span in cues:
            by_status.setdefault(status, []).append(span)
        before = [cue for cue in cues if cue[1].start < entry.end]
        for status in ("postponed", "cancelled"):
            if (
                status in by_status
                and not self._is_held_after_all(before)
                and not self._is_taken_back(by_status[status][-1], before, entry)
            ):
                return status, by_status[status][-1]
        if "candidate" in by_status and not self._words.chosen.search(self._text, first, last):
            offer = by_status["candidate"][0]
            accepted = self._words.accepted.search(self._text, offer.end, last)
            return ("planned", Span(*accepted.span())) if accepted else ("candidate", offer)
        nearest = max(before, key=lambda cue: cue[1].start) if before else cues[0]
        if nearest[0] == "candidate":
            others = [cue for cue in cues if cue[0] != "candidate"]
            return others[-1] if others else ("planned", nearest[1])
        return nearest

    def _is_of_who_tells(self, status: Status, span: Span, entry: Entry) -> bool:
        """Say whether only somebody's telling is past: 'announced that', 'a annoncé que la conférence de 2021 se tiendrait à'."""
        is_firm = self._words.firm.match(self._text, span.start, self._end) is not None
        return status == "held" and not is_firm and _TELLS.match(self._text, span.end, entry.start) is not None

    def _is_of_a_gap(self, span: Span, entry: Entry) -> bool:
        """Say whether a status before a pair is said of another year, right before it ('2020 (cancelled), Santos 2022')."""
        return span.end <= entry.start and any(
            re.fullmatch(r"[\s:(–-]*", self._text[year.end : span.start]) is not None
            for year in self._names.years
            if year.end <= span.start and (entry.year is None or year.value != entry.year.value)
        )

    def _is_held_after_all(self, before: list[tuple[Status, Span]]) -> bool:
        """Say whether the verb nearest to a pair says that the conference, though put off, was held."""
        held = [span for status, span in before if status == "held"]
        if not held:
            return False
        firm = self._words.firm
        others = [span.start for status, span in before if status in ("postponed", "cancelled")]
        return any(
            firm.match(self._text, span.start, span.end + _NEAR)
            and span.start > max(others, default=-1)
            and not self._was_planned(span, self._start)
            for span in held
        )

    def _is_taken_back(self, put_off: Span, before: list[tuple[Status, Span]], entry: Entry) -> bool:
        """Say whether a verb stands between what was put off and a pair: '… and put off, will be held in X in 2022'."""
        return put_off.end <= entry.start and any(
            (status == "held" or (status == "planned" and self._words.ahead.match(self._text, span.start)))
            and put_off.end <= span.start < entry.start
            and not self._was_planned(span, put_off.end)
            for status, span in before
        )

    def _was_planned(self, span: Span, first: int) -> bool:
        """Say whether a verb only tells what was to be ('was to have been held')."""
        planned = _WAS_PLANNED.finditer(self._text, self._phrase_of(span, first), min(self._end, span.end + _PHRASE))
        return any(one.start() <= span.end + _NEXT for one in planned)

    def _phrase_of(self, span: Span, first: int) -> int:
        """Return where the words begin that a verb stands in: behind the last comma ('…, originally scheduled to be held')."""
        return max(first, *(self._text.rfind(mark, first, span.start) for mark in ",;:("))

    def _own_end(self, at: int, limit: int) -> int:
        """Return where what is said of a pair ends before the next: behind brackets, a word between commas, 'and put off'."""
        match = re.compile(r"\s*(?:\([^()]*\)|,\s*[^\W\d_]+(?=\s*(?:[,;.]|$)))").match(self._text, at, limit)
        end = match.end() if match else at
        joined = re.compile(rf"[\s,]*(?:(?:{in_any('and_')})\s+)?").match(self._text, end, limit)
        for status, pattern in self._words.statuses:
            if (
                joined
                and status in ("postponed", "cancelled")
                and (off := pattern.match(self._text, joined.end(), limit))
            ):
                return off.end()
        return end

    def _cues(self, first: int, last: int) -> Iterator[tuple[Status, Span]]:
        """Yield what tells a status, in order; 'will be hosted' is no 'hosted'."""
        taken: list[tuple[int, int]] = []
        found: list[tuple[Status, Span]] = []
        for status, pattern in self._words.statuses:
            for match in pattern.finditer(self._text, first, last):
                if (
                    any(a < match.end() and match.start() < b for a, b in taken)
                    or self._is_adjective(status, match)
                    or self._is_of_another(match)
                    or (status in ("postponed", "cancelled") and self._is_of_a_thing(match))
                    or (status == "held" and _TO_BE.search(self._text, first, match.start()))
                    or (status == "postponed" and self._is_to_a_place(match))
                ):
                    continue
                found.append((status, Span(*match.span())))
                taken.append(match.span())
        yield from sorted(found, key=lambda cue: cue[1].start)

    def _is_to_a_place(self, match: re.Match[str]) -> bool:
        """Say whether a conference moved to another place, and not to another time ('moved to Lyon the following year')."""
        return any(0 <= city.start - match.end() < _NEXT for city in self._names.cities)

    def _is_of_another(self, match: re.Match[str]) -> bool:
        """Say whether a status is said of something else that it names right behind: 'the cancellation of a workshop'."""
        owner = self._words.owner.match(self._text, match.end(), self._end)
        if owner is None or not OF.match(owner[0].lstrip()) or _TIME.match(owner["whose"]):
            return False
        at = owner.start("whose")
        ours = any(one.whose != "other" and at <= one.start < at + 30 for one in self._gatherings)
        return not ours and self._text[at].islower() and not self._words.small.match(self._text, at)

    def _is_of_a_thing(self, match: re.Match[str]) -> bool:
        """Say whether something else is put off or called off: 'abandoned the old rules', '…; the boat trip was called off'."""
        the = rf"(?:{self._language.the})(?:\s+|(?<=[’']))(?=[^\W\d_])"
        behind = compiled(rf"\s+{the}").match(self._text, match.end(), self._end)
        language = self._language
        does = rf"{language.put_off}|{language.call_off}|{language.postponed_more}|{language.cancelled_more}"
        if " " in match[0] and compiled(does).match(self._text, match.start()) is None:
            behind = None  # 'foi adiada a pedido': what was done to it has no object
        objects = [one.start for one in self._gatherings if behind and 0 <= one.start - behind.end() < _NEAR]
        if behind and not objects:
            return True
        if behind and not self._names.unexplained(behind.end(), objects[0]):
            return False  # 'The pandemic forced us to postpone the conference'
        ties = Ties(self._names)
        marks = [*map(ties.end_with_owner, self._gatherings), *(city.stop for city in self._names.cities)]
        at = max(
            (mark for mark in (*marks, *(one.end for one in self._names.years)) if self._start < mark <= match.start()),
            default=None,
        )
        if at is None:
            return False
        subject = compiled(rf"{_BEGINS}(?:{the}|(?:{self._language.indefinite})\s+)")
        between = _CAUSE.sub(" ", self._text[at : match.start()]).strip()
        return subject.search(between) is not None and bool(self._names.unexplained(at, match.start(), capitals=True))

    def _is_adjective(self, status: Status, match: re.Match[str]) -> bool:
        """Say whether a word stands right beside the conference's name, as 'postponed' in 'the postponed XIV Conference'.

        Behind it, it does where another verb says what is to come ('acogerá en 2022 la Conferencia Anual aplazada').
        """
        if status not in ("postponed", "cancelled"):
            return False
        (planned,) = self._words.of("planned")
        ends = [*map(Ties(self._names).end_with_owner, self._gatherings), *(one.end for one in self._gatherings)]
        is_beside = " " not in match[0] and any(self._text[end : match.start()] == " " for end in ends)
        comma = re.compile("[,;:–—]").search(self._text, match.end(), self._end)
        if is_beside and planned.search(self._text, self._start, comma.start() if comma else self._end):
            return True
        behind = next((one.start for one in self._gatherings if one.start >= match.end()), None)
        between = self._text[match.end() : behind] if behind is not None else "."
        first = compiled(rf"(?:{self._language.articles})(?!\w)").match(between.strip())
        return first is None and re.fullmatch(r"\s+(?:[\w.]+\s+)?", between) is not None

    def _moved(self, entries: list[Entry]) -> list[Entry]:
        """Of 'in 2020, has been postponed to 2022', '…; it is now planned for 2022' the later year is planned, with the same hosts."""
        if not any(entry.status == "postponed" for entry in entries):
            return entries
        found = []
        taken = {entry.year.start for entry in entries if entry.year}
        further = [(year, to) for year in self._names.years if (to := self._moves_to(year))]
        for entry in entries:
            to = self._moves_to(entry.year) if entry.year and entry.status == "postponed" else None
            if entry.year and to and not self._is_put_off_again(entry.year):
                entry = msgspec.structs.replace(entry, status="planned", status_at=to)
            found.append(entry)
            for year, at in further:
                is_another = entry.year is None or year.value != entry.year.value
                if entry.status == "postponed" and year.start not in taken and is_another:
                    taken.add(year.start)
                    end = max(entry.end, year.end)
                    later = msgspec.structs.replace(entry, year=year, end=end)
                    if not self._is_put_off_again(year):
                        later = msgspec.structs.replace(later, status="planned", status_at=at)
                    found.append(later)
        return found

    def _is_put_off_again(self, year: Year) -> bool:
        """Say whether the year to which an edition was put off is not that of the last time: '…, was put off once more'."""
        return any(status == "postponed" for status, _ in self._cues(year.end, self._end))

    def _moves_to(self, year: Year) -> Span | None:
        first = max(self._start, year.start - _NEAR)
        if match := self._words.moved_to.search(self._text, first, year.start):
            return Span(*match.span())
        cues = list(self._cues(self._start, year.start))
        is_again = [status for status, _ in cues[-2:]] == ["postponed", "planned"] and not _WAS_PLANNED.search(
            self._text, self._phrase_of(cues[-1][1], first), cues[-1][1].end + _NEXT
        )
        behind = any(cues[-2][1].end < city.start < year.start for city in self._names.cities) if is_again else True
        return None if behind or cues[-1][1].start < first else cues[-1][1]
