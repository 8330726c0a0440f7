"""`scraper doctor`."""

import os
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.container import in_container, outlives_container
from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import check_notify, open_all, open_store, settings_of
from scraper.cli.options import archive_option, config_option, json_option, logging_options, output_option
from scraper.cli.printing import put, put_json
from scraper.errors import RecordDamaged, ScraperError, SettingsError
from scraper.exit_codes import ExitCode
from scraper.outcomes import Outcome
from scraper.plural import counted

if TYPE_CHECKING:
    from scraper.settings import Settings
    from scraper.store.reader import Listed
    from scraper.store.store import Store


@click.command(epilog=EXIT_CODES, short_help="Check settings, archives and store.")
@archive_option
@click.option(
    "--clear-cooldowns",
    "--clear-rests",  # its name up to 0.4
    "clear",
    is_flag=True,
    help="End the cooldowns and bans of hosts, for example once their operators agreed. Nothing else is done.",
)
@click.option("--host", metavar="HOST", help="Only this host, with --clear-cooldowns.")
@output_option
@config_option
@json_option
@logging_options
def doctor(
    archives: tuple[str, ...], clear: bool, host: str | None, output: Path | None, config: Path | None, as_json: bool
) -> int:
    """Check settings, hosts, archives and store, and suggest what to do. Requests one listing from each archive.

    \b
    Examples:
      scraper doctor --archive unesco --output output
      scraper doctor --clear-cooldowns --host web.archive.org
    """
    from scraper.opening import manners

    checks: list[dict[str, str]] = []

    def check(what: str, state: str, message: str) -> None:
        checks.append({"check": what, "state": state, "message": message})
        if not as_json:
            put(f"{state:<4}  {what}: {message}")

    settings, place = settings_of(config, output)
    if clear or host:
        return _clear(settings, clear, host, check)
    _check_settings(settings, config, place, check)
    told = _check_notify(settings, check)
    for name, rest in manners(settings).at_rest():
        check(f"host {name}", "warn", f"{rest.words()}; `scraper doctor --clear-cooldowns --host {name}` ends it")
    reached = [_check_archive(spec, settings, check) for spec in archives or settings.archives]
    sound = _check_store(place, settings, check)
    code = (
        ExitCode.DONE
        if all(reached) and sound and told
        else ExitCode.NOTHING_REACHED
        if not any(reached)
        else ExitCode.SOME_FAILED
    )
    if as_json:
        put_json({"command": "doctor", "exit_code": code, "checks": checks})
    return code


def _check_settings(
    settings: "Settings", config: Path | None, place: Path, check: Callable[[str, str, str], None]
) -> None:
    """Say which file and variables the settings come from, where things are kept, and whether that outlives a container."""
    import msgspec

    from scraper.schedule.schedule import variables as secrets
    from scraper.settings import read_variables, settings_file, variables

    path = settings_file(config, os.environ)
    check("settings", "ok", f"read from {path.resolve()}" if path else "no settings file; the defaults apply")
    check("variables", "ok", ", ".join(read_variables(os.environ)) or "none set")
    known = {"SCRAPER_CONFIG", *variables(), *secrets(msgspec.to_builtins(settings))}
    for name in os.environ:
        meant = get_close_matches(name, variables(), n=1, cutoff=0.85)
        if name not in known and (meant or name.startswith("SCRAPER_")):
            check("variables", "warn", f"{name} sets nothing{f'; did you mean {meant[0]}?' if meant else ''}")
    if settings.contact is None:
        check(
            "contact", "warn", 'none set, and archives ask for one: set contact = "you@example.org" or SCRAPER_CONTACT'
        )
    volatile = in_container(os.environ)
    for what, folder in (("output", place.resolve()), ("state", settings.state_directory().resolve())):
        if volatile and not outlives_container(folder):
            check(what, "warn", f"{folder} is lost with this container: mount a volume there")
        else:
            check(what, "ok", f"{folder}{', which outlives this container' if volatile else ''}")


def _clear(settings: "Settings", clear: bool, host: str | None, check: Callable[[str, str, str], None]) -> ExitCode:
    from scraper.opening import manners

    if not clear:
        raise SettingsError("--host can only be used with --clear-cooldowns")
    cleared = manners(settings).clear(host)
    for name in cleared:
        check(f"host {name}", "ok", "its cooldown has been ended")
    if not cleared:
        check("hosts", "ok", f"{host or 'none'} is not in cooldown" if host else "no host is in cooldown")
    return ExitCode.DONE


def _check_notify(settings: "Settings", check: Callable[[str, str, str], None]) -> bool:
    if settings.notify is None:
        return True
    try:
        check_notify(settings)
    except SettingsError as error:
        check("notify", "fail", str(error))
        return False
    check("notify", "ok", "all channels are configured; `scraper notify` sends a test message")
    return True


def _check_archive(spec: str, settings: "Settings", check: Callable[[str, str, str], None]) -> bool:
    from scraper.default import SUBJECT

    original = SUBJECT.sources[0][0]
    try:
        (archive,) = open_all((spec,), settings)
        found = sum(1 for _ in archive.captures(original))
    except ScraperError as error:
        check(f"archive {spec}", "fail", str(error))
        return False
    if not found:
        check(
            f"archive {spec}",
            "warn",
            f"answers, but lists no captures of {original} (this does not prove that there are none)",
        )
    else:
        check(f"archive {spec}", "ok", f"lists {counted(found, 'capture')} of {original}")
    for lost in (*archive.passed_over.refused, *archive.passed_over.damaged):
        check(f"archive {spec}", "warn", lost)
    return True


def _check_store(place: Path, settings: "Settings", check: Callable[[str, str, str], None]) -> bool:
    if not (place / "store").is_dir():
        check("store", "ok", f"none yet at {place / 'store'}; `scraper run` creates it")
        return True
    damaged: list[str] = []
    try:
        with open_store(place, settings) as store:
            for one in store.listed():
                damaged += _damage_of(store, one)
            listed, stored = store.counts()
    except ScraperError as error:
        check("store", "fail", str(error))
        return False
    for said in dict.fromkeys(damaged):
        check("store", "fail", said)
    if damaged:
        return False
    check(
        "store",
        "ok",
        f"{place / 'store'}: {counted(listed, 'capture')} listed, {stored:,} stored, every digest is correct",
    )
    return True


def _damage_of(store: "Store", listed: "Listed") -> list[str]:
    """Return what is wrong with the record of a capture, and note it, so that the next run fetches it anew."""
    if listed.record is None:
        return [listed.reason or ""] if listed.outcome is Outcome.DAMAGED else []
    try:
        store.read(listed.record)
    except RecordDamaged as error:
        store.note_damage(listed.record, str(error))
        return [str(error)]
    store.note_sound(listed.record)
    return []
