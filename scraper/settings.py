"""scraper.toml → one frozen value; the built-in defaults."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from scraper.archives.memento.profiles import KNOWN, Index, Profile, has_login
from scraper.dataset.credits import NOBODY, Credits
from scraper.dataset.dataset import Licence
from scraper.errors import SettingsError
from scraper.notify.settings import Notify
from scraper.values.capture import is_web_address

FILENAME = "scraper.toml"


MOST_SECONDS = 86_400.0
"""The longest pace and the longest time-out that mean anything: a day."""


def _is_above_0(seconds: float) -> bool:
    return 0 < seconds <= MOST_SECONDS  # nan is neither


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bounds on what one request may cost: bytes of a body (as sent, and decompressed), read time-outs in seconds."""

    body_bytes: int = 50_000_000
    index_seconds: float = 60.0
    replay_seconds: float = 45.0

    def __post_init__(self) -> None:
        if not (self.body_bytes > 0 and _is_above_0(self.index_seconds) and _is_above_0(self.replay_seconds)):
            raise ValueError(f"[limits] must be numbers above 0, seconds at most {MOST_SECONDS:,.0f}")


class ArchiveSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A correction of a known archive, or a new one; what is not set stays as it is known."""

    replay: str | None = None
    indexes: tuple[Index, ...] | None = None
    index_seconds: float | None = None
    replay_seconds: float | None = None
    sends_memento_datetime: bool | None = None

    def __post_init__(self) -> None:
        for name in ("index_seconds", "replay_seconds"):
            pace = getattr(self, name)
            if pace is not None and pace != 0 and not _is_above_0(pace):
                raise ValueError(
                    f"{name} must be between 0 and {MOST_SECONDS:,.0f} seconds between requests, not {pace}"
                )
        for address in (self.replay, *(index.address for index in self.indexes or ())):
            if address is not None and not is_web_address(address):
                raise ValueError(f"{address!r} is not an http or https address")


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings. `archives` and `sources` are what `run` uses where the command line names none.

    `state` is the folder in which all runs of a user keep pace and rests of hosts, None for the usual one of the system.
    `keep` and `keep_runs` are how many datasets before the newest, and how many records of runs, are kept.
    `licence` and `citation` are what the dataset says of itself.
    `notify` is who is told of what a run brought; it names secrets and holds none.
    """

    contact: str | None = None
    output: str = "output"
    state: str | None = None
    archives: tuple[str, ...] = ("unesco",)
    sources: tuple[str, ...] = ()
    limits: Limits = Limits()
    licence: Licence | None = None
    citation: Credits = NOBODY
    keep: int = 1
    keep_runs: int = 100
    notify: Notify | None = None
    archive: dict[str, ArchiveSettings] = {}

    def state_directory(self) -> Path:
        """Return the folder of pace and rests of hosts."""
        from platformdirs import user_state_path

        return Path(self.state).expanduser() if self.state else user_state_path("unesco-archive-scraper") / "hosts"

    def profiles(self) -> dict[str, Profile]:
        """Return the profiles of the named archives, as corrected. Raises SettingsError."""
        known = {profile.name: profile for profile in KNOWN}
        return known | {name: _corrected(name, known.get(name), given) for name, given in self.archive.items()}


def _corrected(name: str, known: Profile | None, given: ArchiveSettings) -> Profile:
    addresses = [given.replay or "", *(index.address for index in given.indexes or ())]
    if any(map(has_login, addresses)):
        raise SettingsError(
            f"[archive.{name}]: an address must not contain a login: it would be published with every capture"
        )
    stated = {key: value for key in given.__struct_fields__ if (value := getattr(given, key)) is not None}
    if known is not None:
        return msgspec.structs.replace(known, **stated)
    if missing := [key for key in ("replay", "indexes") if key not in stated]:
        raise SettingsError(f"[archive.{name}]: a new archive needs {' and '.join(missing)}")
    return Profile(name=name, **stated)


def load(path: Path | None) -> Settings:
    """Read settings from a file, else from `scraper.toml` in this folder where there is one, else the defaults.

    Raises SettingsError, which names the file, the key and what is wrong.
    """
    if path is None:
        path = Path(FILENAME)
        if not path.is_file():
            return Settings()
    try:
        document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        settings = msgspec.convert(document, Settings)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except (ValueError, RecursionError, msgspec.ValidationError) as error:  # tomllib raises all of these
        raise SettingsError(f"{path}: {error}") from error
    if settings.keep < 0 or settings.keep_runs < 1:
        raise SettingsError(f"{path}: keep must be 0 or more, and keep_runs 1 or more")
    if not settings.output or settings.state == "" or "\0" in settings.output + (settings.state or ""):
        raise SettingsError(f"{path}: output and state must name folders")
    if settings.contact is not None and not (settings.contact.strip() and settings.contact.isprintable()):
        raise SettingsError(f"{path}: contact must be an address on one line")
    licence = settings.licence.path if settings.licence else None
    if licence is not None and not is_web_address(licence):
        raise SettingsError(f"{path}: [licence] path {licence!r} is not an http or https address")
    try:
        settings.profiles()
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error
    return settings
