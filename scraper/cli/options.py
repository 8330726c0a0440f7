"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def archive_option(command: F) -> F:
    """Add `--archive`."""
    return click.option(
        "--archive",
        "archives",
        multiple=True,
        metavar="A",
        help="A name (unesco, internet-archive, arquivo, archive-it:<collection>), the base URL of a Memento replay, or a "
        "path: a WARC, a WACZ, a folder of these or of saved pages; the same in an object store, s3://bucket/prefix/; "
        "@FILE, a list with one path per line. May be repeated.",
    )(command)


def span_options(command: F) -> F:
    """Add `--from` and `--to`."""
    command = click.option("--to", "until", metavar="T", help="Only captures up to and including T.")(command)
    return click.option(
        "--from", "since", metavar="T", help="Only captures from T on: 4 to 14 digits (2019, 20190615) or ISO 8601."
    )(command)


def budget_option(command: F) -> F:
    """Add `--budget`."""
    return click.option(
        "--budget",
        type=click.IntRange(min=0),
        metavar="N",
        help="Stop after N requests (indexes and replays together); the next run continues from there.",
    )(command)


def output_option(command: F) -> F:
    """Add `--output`."""
    return click.option(
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Folder with store/ and dataset/.  [default: output]",
    )(command)


def keep_option(command: F) -> F:
    """Add `--keep`."""
    return click.option(
        "--keep",
        type=click.IntRange(min=0),
        metavar="N",
        help="How many earlier datasets to keep.  [default: 1, or keep in scraper.toml]",
    )(command)


def jobs_option(command: F) -> F:
    """Add `--jobs`."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Number of processes that index files and read pages; each host still gets one request at a time. "
        "[default: one for each processor]",
    )(command)


def logging_options(command: F) -> F:
    """Add `-v` and `--log-json`; what they ask for is set up at once."""
    verbose = click.option(
        "-v",
        "--verbose",
        count=True,
        expose_value=False,
        callback=lambda _context, _, count: _ask("verbose", count),
        help="Print everything known, and log the outcome of each capture; -vv logs each request as well.",
    )
    as_json = click.option(
        "--log-json",
        is_flag=True,
        expose_value=False,
        callback=lambda _context, _, given: _ask("json", given),
        help="Write nothing but JSON to stderr, one object per line.",
    )
    return verbose(as_json(command))


def _ask(name: str, value: int) -> None:
    from scraper.cli.logs import ask

    ask(name, value)


def quiet_option(command: F) -> F:
    """Add `--quiet`."""
    return click.option(
        "-q",
        "--quiet",
        is_flag=True,
        help="Print nothing but errors that end the command; the exit code says the rest.",
    )(command)


def config_option(command: F) -> F:
    """Add `--config`."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Settings file.  [default: SCRAPER_CONFIG, or scraper.toml in this folder if there is one]",
    )(command)


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print JSON on stdout; everything else goes to stderr."
    )(command)


def origin_options(command: F) -> F:
    """Add `--original` and `--timestamp`."""
    command = click.option(
        "--timestamp",
        metavar="T",
        help="When a saved page was captured, if the file does not say, as far as it is known: 2018, 20180315.",
    )(command)
    return click.option("--original", metavar="URL", help="URL of a saved page, if the file does not say.")(command)


paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
