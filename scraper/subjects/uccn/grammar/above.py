"""What a heading, a lead or a header says of the status of what stands below it."""

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.words import words
from scraper.subjects.uccn.languages import Language


def status_above(text: str, language: Language) -> Status | None:
    """Return the status that a text gives to what stands below it; None where it says nothing of it."""
    patterns = words(language)
    by_words = dict(patterns.statuses)
    if patterns.candidacy.search(text):
        return "candidate"
    if patterns.held_heading.search(text) or patterns.firm.search(text):
        return "planned" if patterns.ahead.search(text) else "held"
    if patterns.coming.search(text) or by_words["planned"].search(text):
        return "planned"
    return "held" if by_words["held"].search(text) else None
