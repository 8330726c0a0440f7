"""What a heading, a lead or a header says of the status of what stands below it."""

import re

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.words import FLAGS
from scraper.subjects.uccn.grammar.words import words as words_of
from scraper.subjects.uccn.languages import Language


def status_above(text: str, language: Language) -> Status | None:
    """Return the status that a text gives to what stands below it; None where it says nothing of it."""
    patterns = words_of(language)
    by_words = dict(patterns.statuses)
    if patterns.candidacy.search(text):
        return "candidate"
    past = re.search(rf"(?<!\w)(?:{language.held}|{language.hosted})(?!\w)", text, FLAGS)
    if past or patterns.held_heading.search(text):
        ahead = re.search(rf"(?<!\w)(?:{language.planned}|{language.will_host})(?!\w)", text, FLAGS)
        return "planned" if ahead else "held"
    if patterns.coming.search(text) or by_words["planned"].search(text):
        return "planned"
    return "held" if by_words["held"].search(text) else None
