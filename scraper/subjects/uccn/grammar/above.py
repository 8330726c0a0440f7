"""What a heading, a lead or a header says of the status of what stands below it."""

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.words import APPLIED, Words, compiled, words
from scraper.subjects.uccn.languages import Language

_SHORT = 6  # words of a title
_NEAR = 40  # letters behind 'next' in which what comes next is named


def status_above(text: str, language: Language) -> Status | None:
    """Return the status that a text gives to what stands below it; None where it says nothing of it."""
    patterns = words(language)
    by_words = dict(patterns.statuses)
    bare = text
    for noun in (patterns.series, patterns.event):  # 'Postponed editions'
        bare = noun.sub(" ", bare)
    for status in ("postponed", "cancelled"):
        if by_words[status].fullmatch(bare.strip(" :.")):
            return status
    since = compiled(rf"(?<!\w)(?:{language.since})\s+(?:\w+\s+)?$")  # 'the venues since our bid'
    sought = [one for one in (patterns.candidacy.search(text), APPLIED.search(text)) if one]
    if any(since.search(text, 0, one.start()) is None for one in sought):
        return None if patterns.denies(text, 0, len(text)) else "candidate"  # 'X will not bid'
    if patterns.held_heading.search(text) or patterns.firm.search(text):
        return "planned" if patterns.ahead.search(text) else "held"
    if _announces(text, patterns) or by_words["planned"].search(text):
        return "planned"
    return "held" if by_words["held"].search(text) else None


def _announces(text: str, patterns: Words) -> bool:
    """Say whether a title is of what is ahead, and not only a sentence in which 'the next' occurs."""
    return any(
        len(text.split()) <= _SHORT
        or any(one.search(text, match.end(), match.end() + _NEAR) for one in (patterns.event, patterns.list_of))
        for match in patterns.coming.finditer(text)
    )
