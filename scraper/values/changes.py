"""A change as it is published, told and remembered: one field of one fact between two captures of a page."""

import msgspec


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of changes.csv; times are ISO 8601, values as they are written, None for none.

    `kind` is one of `scraper.history.compare.CHANGE_KINDS`.
    """

    id: str
    timestamp: str
    previous: str
    url: str
    table: str
    record_id: str
    field: str
    kind: str
    before: str | None = None
    after: str | None = None
    memento_url: str | None = None
