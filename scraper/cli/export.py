"""`scraper export`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, json_option, logging_options, output_option
from scraper.cli.printing import put, put_json, say
from scraper.exit_codes import ExitCode

FORMATS = ("sqlite", "xlsx", "parquet", "wacz", "zip")


@click.command(epilog=EXIT_CODES, short_help="Convert the dataset to SQLite, Excel, Parquet, WACZ or ZIP.")
@click.option(
    "--to",
    "formats",
    multiple=True,
    required=True,
    type=click.Choice(FORMATS),
    help="A format. May be repeated or followed by more formats.",
)
@click.argument("more", nargs=-1, type=click.Choice(FORMATS), metavar="[FORMAT...]")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder to write to or, for a single format, the file: a name with a suffix is the file, unless a folder has that "
    "name.  [default: exports/ in the output folder]",
)
@output_option
@config_option
@json_option
@logging_options
def export(
    formats: tuple[str, ...],
    more: tuple[str, ...],
    into: Path | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Write the published dataset in the formats of other tools.

    sqlite: a database with keys and full-text search, which Datasette opens. xlsx: a workbook. parquet: a folder of typed
    tables (needs the extra `parquet`). zip: the files of the dataset. wacz: the captures in the store, for ReplayWeb.page.
    Files are written whole or not at all, over those of an earlier export.

    \b
    Examples:
      scraper export --to sqlite
      scraper export --to sqlite --into conferences.db
      scraper export --to xlsx parquet --into ~/conferences
    """
    from scraper.outputs import export as exported

    settings, _ = settings_of(config, output)
    for one in exported((*formats, *more), settings, into=into, report=say):
        if as_json:
            put_json({"format": one.format, "path": str(one.path), "made_with": one.made_with, "remarks": one.remarks})
        else:
            put(f"wrote {one.path} (made with {one.made_with})")
        for remark in one.remarks:
            say(f"{one.path}: {remark}")
    return ExitCode.DONE
