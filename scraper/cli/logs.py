"""What the library logs → stderr: quiet unless asked, plain or as JSON, harmless to a terminal."""

import contextlib
import logging
import sys
from datetime import UTC, datetime

_LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)
FIELDS = ("host", "original", "timestamp", "outcome")
"""What a line about a capture names, as fields of its JSON object."""


_asked = {"verbose": 0, "json": 0}


def begin(*, as_json: bool) -> None:
    """Begin a command: nothing is asked for yet but, where `as_json`, that every line on stderr be a JSON object."""
    _asked.update(verbose=0, json=as_json)


def ask(name: str, value: int) -> None:
    """Note an option of the command, `verbose` or `json`, and set the log up."""
    _asked[name] = max(_asked[name], value)
    set_up(_asked["verbose"], as_json=is_json())


def is_json() -> bool:
    """Say whether every line on stderr is to be a JSON object."""
    return bool(_asked["json"])


def verbosity() -> int:
    """Return how often `-v` was given."""
    return _asked["verbose"]


def json_of(text: str) -> str:
    """Return what is said to people as an object of the log."""
    return _Json().format(logging.makeLogRecord({"name": "scraper", "levelname": "INFO", "msg": text}))


def set_up(verbose: int, *, as_json: bool) -> None:
    """Send this package's log to stderr: warnings, with `verbose` 1 each capture as well, with 2 each request."""
    logger = logging.getLogger("scraper")
    handler = _Stderr()
    handler.setFormatter(_Json() if as_json else _Plain("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel(_LEVELS[min(verbose, 2)])


class _Stderr(logging.Handler):
    """Writes to what stderr is at the moment: under a progress bar, above it."""

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            sys.stderr.write(self.format(record) + "\n")


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        from scraper.values.harmless import harmless

        return harmless(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        from scraper.report.lines import json_line

        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"time": time, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json_line(told | {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None})
