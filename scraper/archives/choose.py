"""The value of `--archive` (a name, a base URL, a path or a list of these) → the archive."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from scraper.archives.files.kept import ALL_AT_ONCE, Indexing
from scraper.archives.files.on_disk import FileArchive
from scraper.archives.files.places import place_of
from scraper.archives.http.fetch import Network
from scraper.archives.http.loopback import is_this_machine
from scraper.archives.memento.client import MementoArchive
from scraper.archives.memento.profiles import Profile, any_replay, archive_it, has_login
from scraper.errors import SettingsError
from scraper.values.capture import Archive


def open_archive(
    spec: str,
    *,
    profiles: Mapping[str, Profile],
    network: Network,
    most_bytes: int,
    report: Callable[[str], None],
    original: str | None = None,
    timestamp: datetime | None = None,
    indexing: Indexing = ALL_AT_ONCE,
) -> Archive:
    """Return the archive that `spec` names: a profile's name, `archive-it:<collection>`, a replay's base URL, or a place.

    A place is a path, `s3://bucket/key` or `@list`. `original` and `timestamp` are for saved pages that do not contain
    their own. Raises SettingsError if it names nothing, UnreadableFile if it cannot be read.
    """
    profile = _profile(spec, profiles)
    if profile is not None:
        return MementoArchive(
            profile,
            index_fetch=network.fetch("index", profile.index_seconds),
            replay_fetch=network.fetch("replay", profile.replay_seconds),
            most_bytes=most_bytes,
            report=report,
        )
    place = place_of(spec)
    if isinstance(place, Path) and not place.exists():
        names = ", ".join(sorted(profiles))
        raise SettingsError(
            f"{spec!r} is not an archive: it is neither a name ({names}, archive-it:<collection>), "
            "nor the http(s) base address of a replay, nor a file or folder that exists, nor s3://bucket/prefix/, nor @FILE"
        )
    return FileArchive(
        place, most_bytes=most_bytes, report=report, original=original, timestamp=timestamp, indexing=indexing
    )


def _profile(spec: str, profiles: Mapping[str, Profile]) -> Profile | None:
    if spec in profiles:
        return profiles[spec]
    if spec.startswith("archive-it:"):
        collection = spec.removeprefix("archive-it:")
        if not collection.replace("-", "").isalnum():
            raise SettingsError(f"{spec!r}: name a collection, as in archive-it:10611")
        return archive_it(collection)
    if not spec.lower().startswith(("http://", "https://")):
        return None
    if has_login(spec):
        raise SettingsError("an archive's address must not contain a login: it would be published in every memento URL")
    base = spec if spec.endswith("/") else f"{spec}/"
    known = next((profile for profile in profiles.values() if profile.replay == base), None)
    return known or any_replay(base, paced=not is_this_machine(spec))
