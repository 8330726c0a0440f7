"""`scraper report`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, json_option, output_option
from scraper.cli.printing import put, put_json, say
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES, short_help="Write the dataset as one HTML page.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@output_option
@config_option
@json_option
def report(opens: bool, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Write report.html of the published dataset into the output folder, as every build does: the dataset on one page.

    It stands alone, loads nothing and runs no script. The same dataset gives the same page.

    \b
    Examples:
      scraper report
      scraper report --open
    """
    import webbrowser

    from scraper.outputs import write_report

    settings, _ = settings_of(config, output)
    path = write_report(settings)
    if as_json:
        put_json({"command": "report", "exit_code": ExitCode.DONE, "report": str(path)})
    else:
        put(f"wrote {path}")
    if opens and not webbrowser.open(path.absolute().as_uri()):
        say(f"no browser could be opened; open {path.absolute()} in one")
        return ExitCode.SOME_FAILED
    return ExitCode.DONE
