"""How a language says what these pages say: one table each."""

import re

import msgspec


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language, as regular expressions without groups of their own.

    `series` names the conferences themselves, `event` any gathering: where the last gathering named before a verb is
    not of the series, the sentence is about another one. `rival` marks gatherings that only share the series' name.
    """

    code: str
    series: str
    event: str
    rival: str
    held: str
    planned: str
    candidate: str
    hosted: str
    will_host: str
    candidate_host: str
    leads_to_places: str
    joiner: str
    in_: str
    list_heading: str
    coming: str
    candidacy: str
    objectives: str
    months: tuple[str, ...]
    date_words: str
    ordinals: tuple[str, ...]
    ordinal_suffix: str
    not_held: str
    headings: tuple[tuple[str, str], ...]


ENGLISH = Language(
    code="en",
    series=r"(?:annual|yearly)\s+(?:general\s+)?(?:conferences?|meetings?)|physical\s+meetings?|"
    r"(?:previous|past|earlier|next|upcoming|forthcoming|following|future)\s+(?:editions?|meetings?|conferences?)|"
    r"(?:conferences?|meetings?)\s+of\s+the\s+(?:UNESCO\s+)?(?:Creative\s+Cities\s+)?Network|"
    r"editions?\s+of\s+the\s+(?:annual\s+)?(?:conferences?|meetings?)",
    event=r"conferences?|meetings?|summits?|for(?:um|a|ums)|seminars?|symposi(?:um|a|ums)|workshops?|exhibitions?|"
    r"festivals?|fairs?|congress(?:es)?|assembl(?:y|ies)|sessions?|biennales?|expos?|round\s+tables?|gatherings?|"
    r"editions?|ceremon(?:y|ies)|competitions?|training|courses?|consultations?|webinars?|weeks?|days?|encounters?",
    rival=r"(?:sub-?network|cluster|working\s+group|steering\s+(?:group|committee)|mayors?|national|regional|"
    r"cit(?:y|ies)\s+of\s+(?:literature|music|film|design|gastronomy|media\s+arts|crafts)|"
    r"(?:literature|music|film|design|gastronomy|media\s+arts|crafts(?:\s+and\s+folk\s+art)?)\s+cit(?:y|ies))",
    held=r"(?<!would\s)(?<!should\s)(?<!could\s)(?:have|has)\s+(?:so\s+far\s+|already\s+|successively\s+)?(?:been\s+(?:successively\s+)?(?:held|hosted|organi[sz]ed)|taken\s+place)|"
    r"(?:was|were)\s+(?:successively\s+)?(?:held|hosted|organi[sz]ed)|took\s+place",
    planned=r"(?:will|shall|should|(?:is|are|was|were)\s+(?:due\s+|scheduled\s+|planned\s+|expected\s+)?to)\s+"
    r"(?:now\s+)?(?:be\s+(?:held|hosted|organi[sz]ed)|take\s+place)|(?:is|are)\s+(?:scheduled|planned|foreseen)|to\s+be\s+(?:held|hosted)",
    candidate=r"candidates?(?:\s+cit(?:y|ies))?(?:\s+(?:to\s+host|for|as\s+hosts?)\b[^:.;]{0,80}?)?\s*(?::|\s(?:is|are)\b)",
    hosted=r"(?:has\s+|have\s+)?hosted",
    will_host=r"(?:will|shall|(?:is|are)\s+to)\s+host",
    candidate_host=r"(?:is|are)\s+(?:a\s+|the\s+)?candidates?(?:\s+cit(?:y|ies))?\s+(?:to\s+host|for)",
    leads_to_places=r"(?:\s*(?:in|by|at|respectively|successively|the\s+following\s+cities|the\s+cit(?:y|ies)\s+of|:)(?![^\s:]))*",
    joiner=r"and|et|e",
    in_=r"in|of|on|for",
    list_heading=r"(?:host\s+cities|hosts|host\s+city|timeline|editions)",
    coming=r"next|upcoming|forthcoming|future|following|planned",
    candidacy=r"candidates?|candidatures?|bids?",
    objectives=r"objectives?|aims?|goals?",
    months=(
        "January|Jan",
        "February|Feb",
        "March|Mar",
        "April|Apr",
        "May",
        "June|Jun",
        "July|Jul",
        "August|Aug",
        "September|Sept|Sep",
        "October|Oct",
        "November|Nov",
        "December|Dec",
    ),
    date_words=r"from|to|and|on|in|until|between|the|early|mid|late",
    ordinals=tuple(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    ),
    ordinal_suffix=r"st|nd|rd|th",
    not_held=r"cancel\w*|postpon\w*|not\s+held|moved",
    headings=(
        ("year", r"year|date|dates|when"),
        ("edition", r"edition|no\.?|number|#|n°"),
        ("city", r"(?:host\s+)?cit(?:y|ies)|hosts?|place|location|venue|where"),
        ("country", r"countr(?:y|ies)|(?:member\s+)?states?"),
        ("note", r"notes?|remarks?|comments?"),
        ("status", r"status"),
    ),
)
LANGUAGES = {language.code: language for language in (ENGLISH,)}

_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})", re.IGNORECASE)
_VALUES = {"I": 1, "V": 5, "X": 10}


def ordinal_pattern(language: Language) -> str:
    """Return what an ordinal looks like: XII, XIIth, 12th, twelfth."""
    words = "|".join(language.ordinals)
    return rf"(?:[XVI]+(?:{language.ordinal_suffix})?|\d{{1,2}}\s?(?:{language.ordinal_suffix})|{words})"


def ordinal(written: str, language: Language) -> int | None:
    """Return the number that an ordinal stands for (1 to 39), None for what is none."""
    bare = re.sub(rf"\s?(?:{language.ordinal_suffix})$", "", written.strip(), flags=re.IGNORECASE)
    if bare.isdigit():
        return int(bare) or None
    if written.lower() in language.ordinals:
        return language.ordinals.index(written.lower()) + 1
    if bare and bare.isupper() and _ROMAN.fullmatch(bare):
        values = [_VALUES[letter] for letter in bare]
        return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return None
