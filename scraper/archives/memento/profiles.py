"""The addresses and rates of each known archive: data, not code. `scraper.toml` can correct or add one."""

from typing import Literal

import msgspec

from scraper.values.capture import without_login

INDEX_FIELDS = "urlkey,timestamp,original,mimetype,statuscode,digest"


class Index(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to list captures: a `cdx` index is requested with `?url=…` after `address`, a `timemap` with the original after it.

    `parameters` are added to every CDX request.
    """

    kind: Literal["cdx", "timemap"]
    address: str
    parameters: dict[str, str] = {}


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to access one archive. `replay` is the address before the timestamp; the rates are seconds between requests.

    `indexes` are tried in order. `sends_memento_datetime` is false for the few archives whose mementos have no
    Memento-Datetime; these are identified by their address.
    """

    name: str
    replay: str
    indexes: tuple[Index, ...]
    index_seconds: float = 5.0
    replay_seconds: float = 2.0
    sends_memento_datetime: bool = True


def _timemaps(base: str) -> tuple[Index, ...]:
    return (
        Index(kind="timemap", address=f"{base}timemap/link/"),
        Index(kind="timemap", address=f"{base}timemap/json/"),
    )


def _archive_it_indexes(base: str) -> tuple[Index, ...]:
    return (Index(kind="cdx", address=f"{base}timemap/cdx", parameters={"fl": INDEX_FIELDS}), *_timemaps(base))


# Archive-It serves it under a name of UNESCO's, so its addresses are taken to be those of Archive-It's collections.
UNESCO = Profile(
    name="unesco",
    replay="https://webarchive.unesco.org/web/",
    indexes=_archive_it_indexes("https://webarchive.unesco.org/web/"),
)
INTERNET_ARCHIVE = Profile(
    name="internet-archive",
    replay="https://web.archive.org/web/",
    indexes=(
        Index(
            kind="cdx",
            address="https://web.archive.org/cdx/search/cdx",
            parameters={"fl": INDEX_FIELDS, "showResumeKey": "true"},
        ),
        *_timemaps("https://web.archive.org/web/"),
    ),
    # Its people asked clients to keep to 80 % of its limits of 60 searches and 600 mementos a minute (EDGI's `wayback`,
    # `_client.py`, DEFAULT_CDX_RATE_LIMIT); searches are asked for at half of that.
    index_seconds=2.5,
    replay_seconds=0.125,
)
# https://github.com/arquivo/pwa-technologies/wiki/URL-search:-CDX-server-API
ARQUIVO = Profile(
    name="arquivo",
    replay="https://arquivo.pt/wayback/",
    indexes=(
        Index(kind="cdx", address="https://arquivo.pt/wayback/cdx", parameters={"output": "json"}),
        *_timemaps("https://arquivo.pt/wayback/"),
    ),
    index_seconds=1.0,
    replay_seconds=0.5,
)
KNOWN = (UNESCO, INTERNET_ARCHIVE, ARQUIVO)


def has_login(address: str) -> bool:
    """Return whether an address contains a user name or a password before its host."""
    return without_login(address) != address


def archive_it(collection: str) -> Profile:
    """Return the profile of one Archive-It collection, by its number or organisation (`10611`, `org-1013`)."""
    base = f"https://wayback.archive-it.org/{collection}/"
    return Profile(name=f"archive-it:{collection}", replay=base, indexes=_archive_it_indexes(base))


def any_replay(base: str, *, paced: bool) -> Profile:
    """Return the profile of a replay known only by its base address; index addresses of pywb are tried first, then others.

    `paced` is false for a server on this machine, for which no delay is needed.
    """
    base = base if base.endswith("/") else f"{base}/"
    indexes = (
        Index(kind="cdx", address=f"{base}cdx", parameters={"output": "json"}),
        *_archive_it_indexes(base),
    )
    if not paced:
        return Profile(name=base, replay=base, indexes=indexes, index_seconds=0.0, replay_seconds=0.0)
    return Profile(name=base, replay=base, indexes=indexes)
