"""Rules that are imported when they are used: a run with nothing new reads, proves and compares nothing."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def when_called(module: str, name: str) -> Callable[..., Any]:
    """Return a function of a module that is imported when it is called."""

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(f"scraper.subjects.uccn.{module}"), name)(*arguments, **named)

    return call
