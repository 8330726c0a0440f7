"""An error that ended a command → its exit code and message."""

import os

from scraper.errors import ScraperError, SettingsError, StoreLocked
from scraper.exit_codes import MEANINGS, ExitCode, Stopped


def code_of(error: BaseException) -> ExitCode:
    """Return the exit code of a command that ended with an error."""
    match error:
        case Stopped():
            return error.code
        case KeyboardInterrupt() | EOFError():
            return ExitCode.INTERRUPTED
        case SettingsError():
            return ExitCode.USAGE
        case StoreLocked():
            return ExitCode.HELD
        case ScraperError() | OSError():
            return ExitCode.NOTHING_REACHED
    return ExitCode.INTERNAL_ERROR


def in_words(error: BaseException) -> str:
    """Return the message for an error that ended a command."""
    match error:
        case ScraperError():
            return str(error)
        case OSError() if error.filename is not None:
            return f"{os.fsdecode(error.filename)}: {error.strerror or error}"
        case OSError():
            return str(error.strerror or error)
    meaning = MEANINGS[code_of(error)]
    if code_of(error) is ExitCode.INTERNAL_ERROR:
        return f"{meaning}: {type(error).__name__}: {error}"
    return meaning.partition(";")[0]  # it was stopped
