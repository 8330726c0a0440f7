"""What a stretch without a verb says of a city beside the conference: only its order and its marks tell whose the city is."""

import re
from functools import cached_property

from scraper.subjects.uccn.grammar.entries import Names
from scraper.subjects.uccn.grammar.mentions import City, Year
from scraper.subjects.uccn.grammar.words import FLAGS, QUOTED, YEARLY, compiled, network_named
from scraper.subjects.uccn.languages import in_any

_APART = re.compile(r"\)?\s*[,:;|–—-]\s*(?:[^\W\d_]{1,3}[’'\s]\s*)?")  # a mark, and an article at most
_YEARLY = re.compile(rf"\s*(?:{in_any('yearly')})\w*", FLAGS)  # 'últimas conferencias anuales'


class Verbless:
    """Looks for what one stretch, if it has no verb, names its cities for beside the conference."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._text, self._start, self._end, self._context = names.text, names.start, names.end, names.context
        self._language, self._words, self._gatherings = names.language, names.words, names.gatherings

    def names_another(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a stretch has no verb, and names a city for something else than to have received the conference."""
        return self._is_next_of_a_body(year) or (
            self._has_no_verb
            and (
                self._is_on_a_label(group)
                or self._is_who_was_there(group)
                or self._is_of_a_thing(group)
                or self._is_for_something(group)
                or self._is_of_another_list(group)
                or self._is_doing_something(group)
                or self._is_on_another_day(group, year)
            )
        )

    @cached_property
    def _has_no_verb(self) -> bool:
        """Say whether a stretch has no word for what hosts do, or what a conference does."""
        cues = (self._words.ties, self._words.takes_place, self._words.participle, self._words.hosts)
        told = (one for _, one in self._words.statuses)
        return not any(cue.search(self._text, self._start, self._end) for cue in (*cues, *told))

    def _is_of_another_list(self, group: tuple[City, ...]) -> bool:
        """Say whether an item of another list has a city before the conference ('Newsletter: Graz, Annual Conference 2022')."""
        is_item = self._context.about == "other" and self._context.form == "item"
        is_before = bool(self._gatherings) and group[-1].stop <= self._gatherings[0].start
        return is_item and is_before and network_named().search(self._text, self._start, self._end) is None

    def _is_who_was_there(self, group: tuple[City, ...]) -> bool:
        """Say whether somebody and their city stand before the conference ('Ana Roy, Graz – Annual Conference 2022')."""
        first, stop = group[0].start, group[-1].stop
        behind = next((one.start for one in self._gatherings if one.start >= stop), None)
        if behind is None or self._gatherings[0].start < stop:
            return False
        opens = re.search(r"[,(]\s*$", self._text[self._start : first])
        is_apart = opens is not None and _APART.fullmatch(self._text, stop, behind) is not None
        return is_apart and bool(self._names.unexplained(self._start, first, capitals=True))

    def _is_on_another_day(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a day of a year before the conference's is named ('Conference 2021: Graz, room 3, 3 March 2020')."""
        days = (one for one in self._names.years if one.dates is not None and one.start > group[0].start)
        return any(one.value < year.value for one in days)

    def _is_next_of_a_body(self, year: Year) -> bool:
        """Say whether a label names a meeting that is not said to be yearly, and a day ('Next meeting: 3 May 2020, Graz')."""
        named = self._gatherings[0] if self._gatherings else None
        if named is None or year.dates is None or year.dates.first != year.dates.last:
            return False
        is_label = re.compile(r"\s?:").match(self._text, named.end, self._end) is not None
        return is_label and YEARLY.search(self._text, named.start, named.end) is None

    def _is_of_a_thing(self, group: tuple[City, ...]) -> bool:
        """Say whether a thing of the conference is named before the city ('Annual Conference 2024 on the walls: Graz')."""
        first = group[0].start
        named = next((one for one in reversed(self._gatherings) if one.end <= first), None)
        if named is None or not re.search(r"[:,]\s*$|:.*\s[A-ZÀ-Þ]\S+\s+$", self._text[named.end : first]):
            return False
        yearly = _YEARLY.match(self._text, named.end, first)
        before = yearly.end() if yearly else named.end
        owned = compiled(rf"[\W\d]*(?:{self._language.of})(?!\w)").match(self._text, before, first)
        comma = self._text.find(",", before, first)
        is_apart = ":" in self._text[before:first] or comma < 0 or not self._names.unexplained(before, comma)
        return is_apart and owned is None and bool(self._names.unexplained(before, first))

    def _is_on_a_label(self, group: tuple[City, ...]) -> bool:
        """Say whether one quotation, by which something is called, holds both ('the box “Conference – Graz 2022”')."""
        own = [one.start for one in self._gatherings if one.whose != "other"]
        return bool(own) and any(
            all(quoted.start() < at < quoted.end() for at in (*own, group[0].start))
            and self._names.unexplained(self._start, quoted.start())
            for quoted in QUOTED.finditer(self._text, self._start, self._end)
        )

    def _is_for_something(self, group: tuple[City, ...]) -> bool:
        """Say whether a title is of something for the conference, between dashes ('Assistant – Annual Conference 2022 – Graz')."""
        named = self._gatherings[0] if len(self._gatherings) == 1 else None
        if named is None or named.end > group[0].start:
            return False
        dashes = [re.search(r"\s[|–—-]\s*$", self._text[self._start : at]) for at in (named.start, group[0].start)]
        return all(dashes) and bool(self._names.unexplained(self._start, named.start, capitals=True))

    def _is_doing_something(self, group: tuple[City, ...]) -> bool:
        """Say whether a city behind the conference and a comma does something ('Annual Conference 2022, Graz shows its crafts')."""
        first, stop = group[0].start, group[-1].stop
        is_behind = bool(self._gatherings) and self._gatherings[0].end <= first
        if not is_behind or not re.search(r",\s*$", self._text[self._start : first]):
            return False
        verb = re.compile(r"\s+[a-zß-ÿ][\w’'-]{2,}").match(self._text, stop, self._end)
        return verb is not None and bool(self._names.unexplained(*verb.span()))
