"""Arguments → calls → printed text and exit code. Nothing else prints, exits, or reads the environment."""

import io
import signal
import sys

import click

from scraper.cli import (
    build,
    captures,
    completion,
    diff,
    doctor,
    explain,
    extract,
    history,
    import_,
    notify,
    plan,
    record,
    run,
    schedule,
    status,
)
from scraper.cli.group import cli, code_of
from scraper.cli.printing import say
from scraper.errors import ScraperError
from scraper.exit_codes import ExitCode

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
    status.status,
    notify.notify,
    schedule.schedule,
    doctor.doctor,
    completion.completion,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line and exit; a scheduler's SIGTERM interrupts as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are told on stderr."""
    try:
        result = cli.main(arguments, prog_name="scraper", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted; what was stored is kept, and the next run goes on from there")
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        shown = io.StringIO()  # a name that the shell filled in for a `*` may look like an option
        error.show(shown)
        say(shown.getvalue().rstrip("\n"))
        return ExitCode.USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return ExitCode.DONE
    except ScraperError as error:
        say(f"scraper: {error}")
        return code_of(error)
    return result if isinstance(result, int) else ExitCode.DONE
