"""scraper.toml and the environment → one frozen value; and the defaults."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import fields

from scraper.archives.memento.profiles import KNOWN, Index, Profile, has_login
from scraper.dataset.credits import NOBODY, Credits
from scraper.dataset.dataset import Licence
from scraper.errors import SettingsError
from scraper.notify.settings import Notify
from scraper.settings_check import reworded, unknown_settings
from scraper.values.capture import is_web_address

FILENAME = "scraper.toml"


MOST_SECONDS = 86_400.0
"""The longest accepted rate or time-out: a day."""


def _is_above_0(seconds: float) -> bool:
    return 0 < seconds <= MOST_SECONDS  # nan is neither


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits for a single request."""

    body_bytes: Annotated[
        int, Meta(description="Largest body in bytes, as sent and once decompressed.", examples=[50_000_000])
    ] = 50_000_000
    index_seconds: Annotated[
        float,
        Meta(
            description="Read time-out of index requests in seconds; a whole answer has three times as long.",
            examples=[60.0],
        ),
    ] = 60.0
    replay_seconds: Annotated[
        float, Meta(description="Read time-out of replay requests in seconds, likewise.", examples=[45.0])
    ] = 45.0

    def __post_init__(self) -> None:
        if not (self.body_bytes > 0 and _is_above_0(self.index_seconds) and _is_above_0(self.replay_seconds)):
            raise ValueError(f"[limits] must be numbers above 0, seconds at most {MOST_SECONDS:,.0f}")


class ArchiveSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Corrections of a known archive, or a new archive; what is not set keeps its known value."""

    replay: Annotated[
        str | None,
        Meta(description="Address before the timestamp of a memento URL.", examples=["https://archive.example/web/"]),
    ] = None
    indexes: Annotated[
        tuple[Index, ...] | None,
        Meta(
            description="Ways to list captures, tried in order: kind (cdx or timemap), address, and parameters of a CDX server."
        ),
    ] = None
    index_seconds: Annotated[
        float | None, Meta(description="Seconds between index requests; 5 if not set.", examples=[5.0])
    ] = None
    replay_seconds: Annotated[
        float | None, Meta(description="Seconds between replay requests; 2 if not set.", examples=[2.0])
    ] = None
    sends_memento_datetime: Annotated[
        bool | None,
        Meta(
            description="Whether mementos carry Memento-Datetime; set false only for an archive that never sends it.",
            examples=[True],
        ),
    ] = None

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
    """All settings with their meanings. `notify` names secrets but contains none."""

    contact: Annotated[
        str | None,
        Meta(description="Address that archives can write to; part of the User-Agent.", examples=["you@example.org"]),
    ] = None
    output: Annotated[str, Meta(description="Folder of store, dataset and records of runs.", examples=["output"])] = (
        "output"
    )
    state: Annotated[
        str | None,
        Meta(
            description="Folder with request times and cooldowns of hosts, shared by all processes of a user; the system's usual "
            "folder for state if not set.",
            examples=["~/.local/state/scraper"],
        ),
    ] = None
    archives: Annotated[
        tuple[str, ...],
        Meta(
            description="Archives that commands use if --archive is not given.",
            examples=[["unesco", "internet-archive"]],
        ),
    ] = ("unesco",)
    sources: Annotated[
        tuple[str, ...],
        Meta(
            description="URLs that `run` looks for if --source is not given; if empty, the built-in UNESCO pages.",
            examples=[["https://en.unesco.org/creative-cities/events/*"]],
        ),
    ] = ()
    keep: Annotated[int, Meta(description="How many earlier datasets to keep.", examples=[1])] = 1
    keep_runs: Annotated[int, Meta(description="How many records of runs to keep.", examples=[100])] = 100
    limits: Annotated[Limits, Meta(description="Bounds on what one request may cost.")] = Limits()
    licence: Annotated[
        Licence | None,
        Meta(description="Licence of the texts, for datapackage.json: name, title and path (an address)."),
    ] = None
    citation: Annotated[
        Credits,
        Meta(description="Authors, title, version, DOI and the like, for the files that say how to cite a dataset."),
    ] = NOBODY
    notify: Annotated[Notify | None, Meta(description="Who is notified of what a run brought.")] = None
    archive: Annotated[
        dict[str, ArchiveSettings], Meta(description="Corrections of known archives and new ones, by name.")
    ] = {}

    def state_directory(self) -> Path:
        """Return the folder with the request times and cooldowns of hosts."""
        from platformdirs import user_state_path

        return Path(self.state).expanduser() if self.state else user_state_path("unesco-archive-scraper") / "hosts"

    def of_archive(self, name: str) -> str:
        """Return the settings by which an archive's answers are judged, as JSON: its profile and the limits."""
        return msgspec.json.encode((self.profiles().get(name), self.limits)).decode()

    def profiles(self) -> dict[str, Profile]:
        """Return the profiles of the named archives, with corrections. Raises SettingsError."""
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


def load(path: Path | None, environment: Mapping[str, str] = MappingProxyType({})) -> Settings:
    """Return the settings: from environment variables, else from a file, else the defaults.

    The file is `path`, else the one named by SCRAPER_CONFIG, else `scraper.toml` in the current folder if it exists.
    Raises SettingsError, which names the file or variable, the key and the problem.
    """
    path = settings_file(path, environment)
    settings = _settings(_document(path), str(path)) if path else Settings()
    for variable, value in read_variables(environment).items():
        settings = _settings(_changed(settings, variable, value), variable)
    return settings


def settings_file(path: Path | None, environment: Mapping[str, str]) -> Path | None:
    """Return the file that settings are read from, or None."""
    if path is not None or (named := environment.get("SCRAPER_CONFIG")):
        return path or Path(named or "")
    return Path(FILENAME) if Path(FILENAME).is_file() else None


def variables() -> dict[str, tuple[str, ...]]:
    """Return the names of all environment variables for settings, each with the keys of its setting."""
    plain = [
        (field.name,)
        for field in fields(Settings)
        if field.name not in ("limits", "licence", "citation", "notify", "archive")
    ]
    keys = [*plain, *(("limits", field.name) for field in fields(Limits))]
    return {f"SCRAPER_{'_'.join(key).upper()}": key for key in keys}


def read_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of an environment that set something; an empty variable sets nothing."""
    return {name: value for name in variables() if (value := environment.get(name))}


def _changed(settings: Settings, variable: str, value: str) -> dict[str, Any]:
    """Return settings as a document with one value from the environment; items of a list are separated by white space."""
    document: dict[str, Any] = msgspec.to_builtins(settings)
    *tables, key = variables()[variable]
    table: dict[str, Any] = document[tables[0]] if tables else document
    table[key] = value.split() if isinstance(table[key], tuple | list) else value
    return document


def _document(path: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # tomllib raises both
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    if unknown := list(unknown_settings(document, Settings)):
        raise SettingsError(f"{path}: {'; '.join(unknown)}")
    return document


def _settings(document: dict[str, Any], source: str) -> Settings:
    try:
        settings = msgspec.convert(document, Settings, strict=not source.startswith("SCRAPER_"))
    except msgspec.ValidationError as error:
        raise SettingsError(f"{source}: {reworded(error)}") from error
    try:
        _check(settings)
    except SettingsError as error:
        raise SettingsError(f"{source}: {error}") from error
    return settings


def _check(settings: Settings) -> None:
    if settings.keep < 0 or settings.keep_runs < 1:
        raise SettingsError("keep must be 0 or more, and keep_runs 1 or more")
    if not settings.output or settings.state == "" or "\0" in settings.output + (settings.state or ""):
        raise SettingsError("output and state must name folders")
    if settings.contact is not None and not (settings.contact.strip() and settings.contact.isprintable()):
        raise SettingsError("contact must be an address on one line")
    licence = settings.licence.path if settings.licence else None
    if licence is not None and not is_web_address(licence):
        raise SettingsError(f"[licence] path {licence!r} is not an http or https address")
    settings.profiles()
