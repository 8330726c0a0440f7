"""What a server answered to one request."""

import msgspec


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """One response of a server: `body` as sent, with the transfer encoding removed and the content encoding kept."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def all(self, name: str) -> list[str]:
        """Return all values of a header in order; case is ignored."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def header(self, name: str) -> str | None:
        """Return the last value of a header: replays add their own after the captured ones."""
        return next(reversed(self.all(name)), None)

    @property
    def is_memento(self) -> bool:
        """Return whether the archive declares this a memento (RFC 7089, 2.1.1): its status is then the captured one."""
        return self.header("Memento-Datetime") is not None
