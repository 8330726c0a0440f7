"""dataset.json → its facts, every part that is shown checked to be there and of its type."""

from pathlib import Path
from typing import Any

import msgspec

from scraper.errors import StoreError


class _Seen(msgspec.Struct, kw_only=True):
    first_seen: str
    last_seen: str
    captures: int


class _Source(msgspec.Struct, kw_only=True):
    original: str
    memento_url: str | None
    quote: str


class _Value(_Source, kw_only=True):
    rule: str
    value: str | int | float | None


class _Wording(_Seen, kw_only=True):
    original: str
    memento_url: str | None
    quote: str
    status: str | None


class _Place(msgspec.Struct, kw_only=True):
    country_code: str
    country_name: str
    geonames_id: int | None
    name: str | None
    latitude: float | None
    longitude: float | None
    resolved_by: str | None


class _Named(msgspec.Struct, kw_only=True):
    city: str
    country: str | None


class _Host(_Seen, kw_only=True):
    city: str
    country: str | None
    place: _Place | None
    values: dict[str, _Value]
    wordings: list[_Wording]


class _Conference(msgspec.Struct, kw_only=True):
    year: int | None
    status: str | None
    hosts: list[_Host]


class _Event(_Seen, kw_only=True):
    year: int | None
    edition: int | None
    hosts: list[_Named]
    page_kind: str
    original: str
    cut_off: bool
    evidence: _Source
    values: dict[str, _Value]


class _Objective(_Seen, kw_only=True):
    position: int
    language: str | None
    text: str
    values: dict[str, _Value]
    wordings: list[_Wording]


class _Side(msgspec.Struct, kw_only=True):
    value: str | int | None
    captures: int
    evidence: _Source | None


class _Conflict(msgspec.Struct, kw_only=True):
    rank: int
    kind: str
    year: int | None
    hosts: str | None
    field: str
    sides: list[_Side]


class _Dataset(msgspec.Struct, kw_only=True):
    conferences: list[_Conference]
    events: list[_Event]
    objectives: list[_Objective]
    conflicts: list[_Conflict]


def read_dataset(path: Path) -> dict[str, Any]:
    """Read a published dataset.json, as it was written. Raises StoreError for what is none."""
    try:
        content = path.read_bytes()
        msgspec.json.decode(content, type=_Dataset)
        found: dict[str, Any] = msgspec.json.decode(content)
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no dataset; `scraper run` or `scraper build` makes one") from None
    except msgspec.ValidationError as error:
        raise StoreError(f"{path}: is no dataset of this version ({error}); `scraper build` makes it again") from error
    except (OSError, ValueError, msgspec.DecodeError, RecursionError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` makes it again") from error
    return found
