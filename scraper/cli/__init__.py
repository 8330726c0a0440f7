"""Arguments → calls → printed text and exit code. Nothing else prints, exits, or reads the environment."""

import io
import logging
import sys

import click

from scraper.cli import (
    build,
    captures,
    completion,
    diff,
    doctor,
    explain,
    export,
    extract,
    history,
    import_,
    logs,
    notify,
    plan,
    record,
    report,
    run,
    schedule,
    show,
    status,
)
from scraper.cli.group import cli, code_of, in_words
from scraper.cli.printing import say
from scraper.cli.stopping import Stopping
from scraper.cli.streams import Streams
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
    history.history,
    explain.explain,
    show.show,
    export.export,
    report.report,
    record.record,
    status.status,
    notify.notify,
    schedule.schedule,
    doctor.doctor,
    completion.completion,
):
    cli.add_command(_command)


_log = logging.getLogger(__name__)


def main() -> None:
    """Run the command line and exit; SIGTERM and SIGHUP end a run in order, as Ctrl-C does."""
    streams, stopping = Streams(), Stopping()
    code = run_command(sys.argv[1:])
    if failure := streams.lost():
        say(f"scraper: stdout cannot be written: {failure.strerror or failure}; the output is incomplete")
        code = code if code != ExitCode.DONE or keeps_record(sys.argv[1:2]) else ExitCode.NOTHING_REACHED
    stopping.end()
    sys.exit(code)


def keeps_record(arguments: list[str]) -> bool:
    """Say whether a command keeps a record of what it did, so that what it prints is not all there is of it."""
    return arguments in (["run"], ["import"], ["build"])


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are told on stderr."""
    logs.begin(as_json="--log-json" in arguments)
    try:
        result = cli.main(arguments, prog_name="scraper", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt) as stopped:
        say(f"{in_words(stopped)}; what was stored is kept, and the next run continues from there")
        return code_of(stopped)
    except click.ClickException as error:
        shown = io.StringIO()  # a name that the shell filled in for a `*` may look like an option
        error.show(shown)
        say(shown.getvalue().rstrip("\n"))
        return ExitCode.USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return ExitCode.DONE
    except Exception as error:
        say(f"scraper: {in_words(error)}")
        if code_of(error) is ExitCode.INTERNAL_ERROR:
            _log.info("the internal error:", exc_info=error)
        return code_of(error)
    return result if isinstance(result, int) else ExitCode.DONE
