"""Arguments → calls → printed text and exit code. Nothing else prints, exits, or reads the environment."""

import sys

import click

from scraper.cli import build, captures, completion, diff, doctor, explain, extract, history, import_, plan, record, run
from scraper.cli.group import FINE, INTERRUPTED, NOTHING, USAGE, cli
from scraper.cli.printing import say
from scraper.errors import ScraperError, SettingsError

__all__ = ["cli", "main", "run_command"]

for _command in (
    run.run,
    plan.plan,
    captures.captures,
    import_.import_,
    extract.extract,
    build.build,
    build.verify,
    diff.diff,
    history.changes,
    history.as_of,
    history.log,
    explain.explain,
    record.record,
    doctor.doctor,
    completion.completion,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are told on stderr."""
    try:
        result = cli.main(arguments, prog_name="scraper", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted; what was stored is kept, and the next run goes on from there")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except SettingsError as error:
        say(f"scraper: {error}")
        return USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return FINE
    except ScraperError as error:
        say(f"scraper: {error}")
        return NOTHING
    return result if isinstance(result, int) else FINE
