"""`scraper doctor`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.group import EXIT_CODES, FINE, NOTHING, SOME_FAILED
from scraper.cli.opening import open_all, open_store, settings_of
from scraper.cli.options import archive_option, config_option, json_option, output_option
from scraper.cli.printing import put, put_json
from scraper.errors import ScraperError

if TYPE_CHECKING:
    from scraper.config import Settings


@click.command(epilog=EXIT_CODES)
@archive_option
@output_option
@config_option
@json_option
def doctor(archives: tuple[str, ...], output: Path | None, config: Path | None, as_json: bool) -> int:
    """Check settings, archives and store, and say what to do. Asks each archive for one listing.

    \b
    Example:
      scraper doctor --archive unesco --output output
    """
    checks: list[dict[str, str]] = []

    def check(what: str, state: str, message: str) -> None:
        checks.append({"check": what, "state": state, "message": message})
        if not as_json:
            put(f"{state:<4}  {what}: {message}")

    settings, place = settings_of(config, output)
    check("settings", "ok", f"read from {config or 'scraper.toml, where there is one, else the defaults'}")
    if settings.contact is None:
        check("contact", "warn", 'none set; put contact = "you@example.org" into scraper.toml, archives ask for it')
    reached = [_check_archive(spec, settings, check) for spec in archives or settings.archives]
    sound = _check_store(place, settings, check)
    code = FINE if all(reached) and sound else NOTHING if not any(reached) else SOME_FAILED
    if as_json:
        put_json({"command": "doctor", "exit_code": code, "checks": checks})
    return code


def _check_archive(spec: str, settings: "Settings", check: Callable[[str, str, str], None]) -> bool:
    from scraper.pages.page import SOURCES

    original = SOURCES[0][0]
    try:
        ((archive, _),) = open_all((spec,), settings)
        found = sum(1 for _ in archive.captures(original))
    except ScraperError as error:
        check(f"archive {spec}", "fail", str(error))
        return False
    if not found:
        check(f"archive {spec}", "warn", f"answers, and lists no capture of {original}; which proves nothing")
    else:
        check(f"archive {spec}", "ok", f"lists {found:,} captures of {original}")
    return True


def _check_store(place: Path, settings: "Settings", check: Callable[[str, str, str], None]) -> bool:
    if not (place / "store").is_dir():
        check("store", "ok", f"none yet at {place / 'store'}; `scraper run` makes it")
        return True
    try:
        with open_store(place, settings) as store:
            listed, stored = store.counts()
            for one in store.listed():
                if one.record is not None:
                    store.read(one.record)
    except ScraperError as error:
        check("store", "fail", str(error))
        return False
    check("store", "ok", f"{place / 'store'}: {listed:,} captures listed, {stored:,} stored, every digest is right")
    return True
