"""The columns that every table of facts has: the id of a fact, and when, how often and where it is stated."""

from scraper.values.subject import Column

ID = Column("id", "string", "Identifies the row in this table.", required=True, get=lambda fact: fact.id)
FORMER_IDS = Column(
    "former_ids",
    "string",
    "Ids that the row had, or would have had, under other spellings; separated by a space.",
    get=lambda fact: " ".join(fact.former_ids) or None,
)
FIRST_SEEN = Column(
    "first_seen",
    "datetime",
    "Time of the first capture that states it.",
    required=True,
    get=lambda fact: fact.seen.first_seen,
)
LAST_SEEN = Column(
    "last_seen",
    "datetime",
    "Time of the last capture that states it.",
    required=True,
    get=lambda fact: fact.seen.last_seen,
)
CAPTURES = Column(
    "captures",
    "integer",
    "Number of captures that state it.",
    required=True,
    get=lambda fact: fact.seen.captures,
    unit="captures",
)
MEMENTO_URL = Column(
    "memento_url",
    "string",
    "Memento URL of the capture that the row was read from.",
    get=lambda fact: fact.evidence.memento_url,
)
SEEN = (FIRST_SEEN, LAST_SEEN, CAPTURES, MEMENTO_URL)


def quote(description: str) -> Column:
    """Return the column for the words that state a fact."""
    return Column("quote", "string", description, required=True, get=lambda fact: fact.evidence.quote)


LANGUAGE = Column("language", "string", "Language of the page, ISO 639.", get=lambda fact: fact.language)
PAGE_KIND = Column("page_kind", "string", "Kind of the page.", required=True, get=lambda fact: fact.page_kind)
URL = Column(
    "url",
    "string",
    "The URL of the page on the live web (URI-R).",
    required=True,
    get=lambda fact: fact.original,
)
