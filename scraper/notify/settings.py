"""`[notify]` of scraper.toml: who is notified of what, and how; secrets are only named here."""

import shlex
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from scraper.archives.http.loopback import is_loopback
from scraper.history.compare import ChangeClass

Kind = Literal["change", "failure", "drift", "recovery"]
KINDS: tuple[Kind, ...] = ("change", "failure", "drift", "recovery")
Port = Annotated[int, Meta(ge=1, le=65535)]


class Webhook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address that JSON is posted to, signed as specified by Standard Webhooks."""

    url: Annotated[str | None, Meta(description="Address.", examples=["https://hooks.example.org/x"])] = None
    url_env: Annotated[
        str | None, Meta(description="Environment variable with the address.", examples=["SCRAPER_WEBHOOK_URL"])
    ] = None
    secret_env: Annotated[
        str | None,
        Meta(
            description="Environment variable with the secret that signs messages.", examples=["SCRAPER_WEBHOOK_SECRET"]
        ),
    ] = None

    def __post_init__(self) -> None:
        if (self.url is None) == (self.url_env is None):
            raise ValueError("[notify.webhook] needs either url or url_env")

    def __repr__(self) -> str:
        return f"Webhook(url_env={self.url_env!r}, secret_env={self.secret_env!r})"


class Mail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The SMTP server, sender and recipients of messages."""

    host: Annotated[str, Meta(description="SMTP server.", examples=["smtp.example.org"])]
    sender: Annotated[str, Meta(description="Sender.", examples=["scraper@example.org"])] = msgspec.field(name="from")
    to: Annotated[tuple[str, ...], Meta(min_length=1, description="Recipients.", examples=[["me@example.org"]])]
    port: Annotated[Port, Meta(description="Port of the server.", examples=[587])] = 587
    security: Annotated[
        Literal["starttls", "tls", "none"],
        Meta(description="Encryption; `none` only for a server on this machine.", examples=["starttls"]),
    ] = "starttls"
    user_env: Annotated[
        str | None, Meta(description="Environment variable with the user name.", examples=["SCRAPER_MAIL_USER"])
    ] = None
    password_env: Annotated[
        str | None, Meta(description="Environment variable with the password.", examples=["SCRAPER_MAIL_PASSWORD"])
    ] = None

    def __post_init__(self) -> None:
        for address in (self.sender, *self.to):
            _check_address(address)
        if (self.user_env is None) != (self.password_env is None):
            raise ValueError("[notify.mail] needs both user_env and password_env, or neither")
        if self.security == "none" and (self.user_env or not is_loopback(self.host.strip("[]"))):
            raise ValueError('[notify.mail] security = "none" is for a server on this machine, without a password')


class Apprise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Services supported by `apprise`."""

    urls_env: Annotated[
        str,
        Meta(
            description="Environment variable with addresses of services as `apprise` writes them, separated by white space.",
            examples=["SCRAPER_APPRISE_URLS"],
        ),
    ]


class Notify(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is notified of what. A `command` given as a string is split as by a shell, but no shell is run."""

    on: Annotated[tuple[Kind, ...], Meta(description="What notifications are sent for.", examples=[list(KINDS)])] = (
        KINDS
    )
    persist: Annotated[
        int, Meta(ge=1, description="In how many captures a change has to be seen before it counts.", examples=[1])
    ] = 1
    classes: Annotated[
        tuple[ChangeClass, ...],
        Meta(min_length=1, description="Which classes of changes count.", examples=[["substance"]]),
    ] = ("substance",)
    command: Annotated[
        str | tuple[str, ...] | None,
        Meta(
            description="Program that gets the message on its standard input.",
            examples=[["mail", "-s", "UNESCO pages", "me@example.org"]],
        ),
    ] = None
    webhook: Annotated[Webhook | None, Meta(description="A webhook.")] = None
    mail: Annotated[Mail | None, Meta(description="Mail.")] = None
    apprise: Annotated[Apprise | None, Meta(description="Services of apprise (needs the extra `apprise`).")] = None

    def __post_init__(self) -> None:
        if self.command is None and not (self.webhook or self.mail or self.apprise):
            raise ValueError("[notify] names no recipient: set command, or a table webhook, mail or apprise")
        if self.command is not None:
            words = self.words()
            if not words or not words[0] or any("\0" in word for word in words):
                raise ValueError("[notify] command does not name a program")

    def words(self) -> tuple[str, ...]:
        """Return the command as a list of words; empty if there is none."""
        return tuple(shlex.split(self.command)) if isinstance(self.command, str) else self.command or ()


def _check_address(address: str) -> None:
    from email.headerregistry import Address

    try:
        sound = Address(addr_spec=address)
    except (ValueError, IndexError):
        sound = Address()
    if not (sound.username and sound.domain and address.isascii() and address.isprintable()):
        raise ValueError("[notify.mail] from and to need addresses such as me@example.org")
