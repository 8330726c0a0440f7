"""Does a value follow from its words? Checked from the words alone, apart from the reading that found them."""

import re

from scraper.pages.dates import read_dates
from scraper.pages.document import collapse

from scraper.pages.languages import Language, ordinal, ordinal_pattern
from scraper.pages.counts import COUNTED, number_in
from scraper.pages.words import FLAGS
from scraper.pages.records import Value

_VERBS = {
    "held": ("held", "hosted", "gathered", "participle"),
    "planned": ("planned", "will_host"),
    "candidate": ("candidate", "candidate_host"),
    "postponed": ("postponed", "put_off"),
    "cancelled": ("cancelled", "call_off"),
}
_OTHERS = {"held": ("planned", "postponed", "cancelled")}  # 'will be hosted' holds 'hosted'


def follows(value: Value, words: str, language: Language) -> bool:
    """Say whether a value follows from the words that it is said to stand in.

    A place in a list does not stand in words: it is taken as proved where the words are an entry, and the reading of the
    whole page has to bear it out.
    """
    match value.field:
        case "edition":
            return value.value in _ordinals(words, language)
        case "status":
            return _tells(str(value.value), words, language)
        case "first_day" | "last_day":
            return _is_day(value, words, language)
        case "year":
            return re.search(rf"(?<!\d){value.value}(?!\d)", words) is not None
        case "text":
            return collapse(words) == value.value
        case "position":
            return bool(words.strip())
        case field if field in COUNTED:
            return _counts(int(value.value), field, words, language)
        case _:
            return all(_stands(part, words) for part in re.split(r"; | \(|\)", str(value.value)) if part)


def _stands(part: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(collapse(part))}(?!\w)", collapse(words)) is not None


def _counts(number: int, field: str, words: str, language: Language) -> bool:
    """Say whether some words count that many of what the field is named for, and not of something else."""
    noun = f"{language.participants}|{language.audience}" if field == "participants" else getattr(language, field)
    counted = re.finditer(
        rf"(?<![\d.,])(?P<number>\d+(?:[ ,.\u00a0\u202f]\d{{3}})*)(?!\d)[^\d,;]{{0,60}}?\b(?:{noun})\b", words, FLAGS
    )
    return any(number_in(match["number"]) == number for match in counted)


def _ordinals(words: str, language: Language) -> set[int | None]:
    found = re.findall(rf"(?<!\w){ordinal_pattern(language)}(?!\w)", words, FLAGS)
    return {ordinal(written, language) for written in found} - {None}


def _tells(status: str, words: str, language: Language) -> bool:
    """Say whether a verb, a heading or a table's header row tells a status."""
    others = [one for other in _OTHERS.get(status, ()) for one in re.finditer(getattr(language, other), words, FLAGS)]
    for verb in _VERBS[status]:
        for match in re.finditer(rf"(?<!\w)(?:{getattr(language, verb)})(?!\w)", words, FLAGS):
            if not any(one.start() <= match.start() and match.end() <= one.end() for one in others):
                return True
    if status_of_heading(words, language) == status:
        return True
    headings = {
        name for name, pattern in language.headings for cell in words.split(" | ") if re.fullmatch(pattern, cell, FLAGS)
    }
    led_to = re.search(rf"{language.series}|{language.list_heading}", words, FLAGS) and words.rstrip().endswith(":")
    aspires = re.search(rf"\b(?:{language.candidacy}|{language.coming})\b", words, FLAGS)
    return status == "held" and ({"year", "city"} <= headings or bool(led_to and not aspires))


def _is_day(value: Value, words: str, language: Language) -> bool:
    at = 0 if value.field == "first_day" else 1
    year = int(str(value.value)[:4])
    return any(days[at] == value.value for dates in read_dates(words, language) if (days := dates.days(year)))
