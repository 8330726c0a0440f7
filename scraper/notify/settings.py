"""`[notify]` of scraper.toml: who is told what, and how; secrets are named here and never written."""

import shlex
from email.headerregistry import Address
from typing import Annotated, Literal

import msgspec

from scraper.archives.http.loopback import is_loopback
from scraper.history.compare import ChangeClass

Kind = Literal["change", "failure", "drift", "recovery"]
KINDS: tuple[Kind, ...] = ("change", "failure", "drift", "recovery")
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]


class Webhook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where JSON is posted to: an address, or the variable that holds it; the variable of the secret that signs it."""

    url: str | None = None
    url_env: str | None = None
    secret_env: str | None = None

    def __post_init__(self) -> None:
        if (self.url is None) == (self.url_env is None):
            raise ValueError("[notify.webhook] needs either url or url_env")

    def __repr__(self) -> str:
        return f"Webhook(url_env={self.url_env!r}, secret_env={self.secret_env!r})"


class Mail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The SMTP server that takes mail, from whom and to whom it goes, the variables that hold user and password."""

    host: str
    sender: str = msgspec.field(name="from")
    to: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    port: Port = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user_env: str | None = None
    password_env: str | None = None

    def __post_init__(self) -> None:
        for address in (self.sender, *self.to):
            _check_address(address)
        if (self.user_env is None) != (self.password_env is None):
            raise ValueError("[notify.mail] needs both user_env and password_env, or neither")
        if self.security == "none" and (self.user_env or not is_loopback(self.host.strip("[]"))):
            raise ValueError('[notify.mail] security = "none" is for a server on this machine, without a password')


class Apprise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The variable that holds addresses of services as `apprise` writes them, with white space between."""

    urls_env: str


class Notify(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is told. `persist` is in how many captures a change has to be seen before it counts, `classes` which changes do.

    `command` gets the message on its standard input; a string is taken apart as a shell does, and no shell runs it.
    """

    on: tuple[Kind, ...] = KINDS
    persist: Annotated[int, msgspec.Meta(ge=1)] = 1
    classes: Annotated[tuple[ChangeClass, ...], msgspec.Meta(min_length=1)] = ("substance",)
    command: str | tuple[str, ...] | None = None
    webhook: Webhook | None = None
    mail: Mail | None = None
    apprise: Apprise | None = None

    def __post_init__(self) -> None:
        if self.command is None and not (self.webhook or self.mail or self.apprise):
            raise ValueError("[notify] names no recipient: set command, or a table webhook, mail or apprise")
        if self.command is not None:
            words = self.words()
            if not words or not words[0] or any("\0" in word for word in words):
                raise ValueError("[notify] command does not name a program")

    def words(self) -> tuple[str, ...]:
        """Return the command, word by word; none where there is none."""
        return tuple(shlex.split(self.command)) if isinstance(self.command, str) else self.command or ()


def _check_address(address: str) -> None:
    try:
        sound = Address(addr_spec=address)
    except (ValueError, IndexError):
        sound = Address()
    if not (sound.username and sound.domain and address.isascii() and address.isprintable()):
        raise ValueError("[notify.mail] from and to need addresses such as me@example.org")
