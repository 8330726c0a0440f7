"""`scraper build` and `scraper verify`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import need_store, open_store, settings_of
from scraper.cli.options import (
    config_option,
    jobs_option,
    json_option,
    keep_option,
    logging_options,
    output_option,
    quiet_option,
)
from scraper.cli.printing import bar, put, put_json, reading_progress
from scraper.cli.showing import view_of
from scraper.exit_codes import ExitCode
from scraper.plural import counted

if TYPE_CHECKING:
    from scraper.settings import Settings


@click.command(epilog=EXIT_CODES, short_help="Rebuild the dataset from the store.")
@click.option(
    "--locked",
    is_flag=True,
    help="Rebuild the dataset that dataset/lock.json describes, from its captures alone, and compare: ends with 0 if the bytes "
    "are equal, else with 1 and a list of the differences. Nothing is written unless they are equal.",
)
@keep_option
@jobs_option
@output_option
@config_option
@json_option
@quiet_option
@logging_options
def build(
    locked: bool,
    keep: int | None,
    jobs: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Rebuild the dataset from the store alone. The same store gives the same bytes.

    \b
    Examples:
      scraper build --output output
      scraper build --locked
    """
    from scraper.building import rebuild

    settings, place = settings_of(config, output)
    if locked:
        return _build_locked(place, settings, as_json)
    return rebuild(
        settings, keep=keep, jobs=jobs, view=view_of(settings.output, as_json=as_json, quiet=quiet)
    ).exit_code


def _build_locked(place: Path, settings: "Settings", as_json: bool) -> int:
    from scraper.dataset.locked import build_locked

    need_store(place)
    with open_store(place, settings) as store, reading_progress(store.counts()[0]) as done:
        made = build_locked(
            store,
            place / "dataset",
            licence=settings.licence,
            credits=settings.citation,
            most_bytes=settings.limits.body_bytes,
            done=done,
        )
    code = ExitCode.SOME_FAILED if made.differences else ExitCode.DONE
    if as_json:
        put_json({"command": "build", "exit_code": code, "locked": True, "differences": list(made.differences)})
        return code
    for difference in made.differences:
        put(f"differs: {difference}")
    put("not reproduced; nothing was written" if code else "reproduced, byte for byte")
    return code


@click.command(epilog=EXIT_CODES, short_help="Check every value of the dataset against the store.")
@output_option
@config_option
@json_option
@logging_options
def verify(output: Path | None, config: Path | None, as_json: bool) -> int:
    """Check every value of the dataset against the store: digest, quote, offsets, rule. Then rebuild the dataset and compare.

    Ends with 1 and a list of failures if any check fails.

    \b
    Example:
      scraper verify --output output
    """
    from scraper.dataset.verify import verify as prove

    settings, place = settings_of(config, output)
    need_store(place)
    with open_store(place, settings) as store, bar("checking values") as show:
        read = [0]

        def done() -> None:
            read[0] += 1
            show(read[0], read[0])

        proved = prove(
            store,
            place / "dataset",
            licence=settings.licence,
            credits=settings.citation,
            most_bytes=settings.limits.body_bytes,
            done=done,
        )
    code = ExitCode.SOME_FAILED if proved.failures else ExitCode.DONE
    if as_json:
        counts = {"values": proved.values, "captures": proved.captures, "failures": list(proved.failures)}
        put_json({"command": "verify", "exit_code": code, **counts})
        return code
    for failure in proved.failures:
        put(f"failed: {failure}")
    put(
        f"{counted(proved.values, 'value')}, read from {counted(proved.captures, 'capture')}: {counted(len(proved.failures), 'failure')}"
    )
    return code
