"""The type of a channel, and the result of a delivery."""

from collections.abc import Callable, Iterable

import msgspec

from scraper.notify.message import Message, one_line
from scraper.notify.secret import Secret, scrubbed

_MOST_LETTERS = 300


class Delivery(msgspec.Struct, frozen=True):
    """Whether a message was accepted, and the error, in words without secrets."""

    taken: bool
    trouble: str | None = None


Channel = Callable[[Message], Delivery]
TAKEN = Delivery(taken=True)


def refused(said: str, secrets: Iterable[Secret] = ()) -> Delivery:
    """Return that a message was not taken, and why."""
    return Delivery(taken=False, trouble=words(said, secrets))


def words(said: str, secrets: Iterable[Secret] = ()) -> str:
    """Return what a library, a server or a program says as one short line, without secrets."""
    return one_line(scrubbed(said, secrets))[:_MOST_LETTERS]


def cause(error: BaseException) -> str:
    """Return the innermost reason by its sort and the system's own words alone: libraries quote addresses in theirs."""
    seen = {id(error)}
    while (inner := error.__cause__ or error.__context__) is not None and id(inner) not in seen:
        seen.add(id(inner))
        error = inner
    said = error.strerror if isinstance(error, OSError) and isinstance(error.strerror, str) else ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
