"""`scraper diff`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, json_option, output_option
from scraper.cli.printing import has_colour, put_json, say, width
from scraper.errors import ScraperError, SettingsError
from scraper.exit_codes import ExitCode

if TYPE_CHECKING:
    from scraper.diffs.differences import Differences, Level


DIFF_CODES = """
\b
Exit codes, like those of diff:
  0    no differences
  1    differences
  2    error: A or B does not exist or cannot be read
"""


@click.command(epilog=DIFF_CODES, short_help="Compare two captures or two datasets.")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--records", "level", flag_value="records", default="records", help="Compare what is stated.  [default]")
@click.option("--text", "level", flag_value="text", help="Compare blocks and words of the main content.")
@click.option(
    "--html", "level", flag_value="html", help="Compare the HTML source without replay banners and session tokens."
)
@click.option("--all", "level", flag_value="all", help="Compare all of these.")
@click.option("--unified", is_flag=True, help="Print text and source as `diff -u` does.")
@click.option(
    "--html-out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the differences to an HTML page.",
)
@click.option(
    "--source",
    metavar="URL",
    help="The original that a time, 'latest' or 'previous' refers to, and whose captures of a WARC file are compared.  "
    "[default: the built-in page en.unesco.org/creative-cities/content/annual-conferences]",
)
@output_option
@config_option
@json_option
def diff(
    before: str,
    after: str,
    level: "Level",
    unified: bool,
    html_out: Path | None,
    source: str | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Show what differs between A and B, and why.

    A and B are each a time (4 to 14 digits or ISO 8601) of a capture in the store, meaning the last one up to then; 'latest', the
    last capture that can be read, and 'previous', the one before it; a memento URL; a saved page; a WARC file, meaning its last
    capture that can be read; or the dataset folder of another run.

    \b
    Examples:
      scraper diff previous latest
      scraper diff 2018 2019 --text
      scraper diff old/dataset output/dataset
      scraper diff 2018 latest --all --html-out changes.html
    """
    from scraper.outputs import diff as compared

    try:
        settings, _ = settings_of(config, output)
        differences = compared(before, after, settings, level=level, source=source, report=say)
        if html_out is not None:
            _write_page(html_out, differences)
    except ScraperError as error:
        say(f"scraper: {error}")
        return ExitCode.USAGE
    if as_json:
        put_json(differences.object())
    else:
        for line in differences.lines(unified=unified, width=width(), colour=has_colour()):
            click.echo(line)
    return ExitCode.SOME_FAILED if differences.differ else ExitCode.DONE


def _write_page(path: Path, differences: "Differences") -> None:
    from scraper.dataset.lock import versions
    from scraper.default import SUBJECT

    try:
        path.write_text(differences.page(versions(SUBJECT), datetime.now(UTC).date()), encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {error.strerror or error}") from error
    say(f"wrote {path}")
