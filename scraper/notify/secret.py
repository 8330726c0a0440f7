"""Secrets from the environment: their wrapper shows nothing, and texts of libraries are cleaned of them."""

import base64
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn
from urllib.parse import quote, quote_plus, unquote, urlsplit

from scraper.errors import SettingsError

HIDDEN = "***"
_SHORTEST = 4


class Secret:
    """A secret word that appears in no output: its text is `***`, and it cannot be written as JSON or pickled."""

    __slots__ = ("_word",)

    def __init__(self, word: str) -> None:
        self._word = word

    def reveal(self) -> str:
        """Return the word, for its intended recipient."""
        return self._word

    def __repr__(self) -> str:
        return HIDDEN

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written")


def from_environment(name: str, environment: Mapping[str, str], setting: str, *, lines: bool = False) -> Secret:
    """Return the secret that a variable holds, with `lines` one of several lines; `setting` is what names the variable.

    Raises SettingsError where there is none, or it has control characters.
    """
    word = environment.get(name, "").strip()
    if not word:
        raise SettingsError(f"the environment variable {name} is not set; {setting} names it")
    if not lines and any(ord(letter) < 32 or ord(letter) == 127 for letter in word):
        raise SettingsError(f"the environment variable {name} has a control character; {setting} names it")
    return Secret(word)


def scrubbed(text: str, secrets: Iterable[Secret]) -> str:
    """Return a text with every secret in it hidden: as it is, encoded, or as a part of an address that contains one."""
    words = {form for secret in secrets for form in _forms(secret.reveal()) if len(form) >= _SHORTEST}
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, HIDDEN)
    return text


def _forms(word: str) -> Iterator[str]:
    for part in (word, *_parts(word)):
        plain = unquote(part)
        yield from (part, plain, quote(plain), quote(plain, safe=""), quote_plus(plain), repr(plain)[1:-1])
        yield base64.b64encode(plain.encode("utf-8", "surrogateescape")).decode()


def _parts(word: str) -> list[str]:
    """Return the parts of an address that may be secret by themselves: who, path and query; not its scheme and host."""
    if "://" not in word:
        return []
    try:
        address = urlsplit(word)
    except ValueError:
        return [word.partition("://")[2]]
    who = address.netloc.rpartition("@")[0]
    rest = f"{address.path}?{address.query}" if address.query else address.path
    return [part for part in (rest, address.fragment, *re.split(r"[/?&=:;]", f"{who}/{rest}")) if part]


@contextmanager
def nothing_logged() -> Iterator[None]:
    """Keep all logs shut: libraries log the addresses that they ask, and tokens are in those."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
