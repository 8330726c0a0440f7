"""A misbehaving archive of our own: a real server on loopback, whose behaviour is chosen for each address."""

import contextlib
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

DRIP_SECONDS = 0.015  # stands for one byte a second: the client's patience is as many times shorter
CHUNK = b"x" * (1 << 16)


class Answer(NamedTuple):
    """An answer as a sound archive would give it."""

    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    status: str = "200 OK"

    def head(self, *instead: tuple[str, str], length: int | None = -1) -> bytes:
        """Return status line and headers; `instead` replaces or adds, a `length` of None leaves Content-Length out."""
        headers = dict(self.headers) | {"Connection": "close"} | dict(instead)
        if length is not None:
            headers["Content-Length"] = str(len(self.body) if length < 0 else length)
        lines = [f"HTTP/1.1 {self.status}", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def wire(self) -> bytes:
        """Return all of its bytes."""
        return self.head() + self.body


class Call:
    """One request that came: its path, which of its kind it is (from 1), and the connection to answer on.

    `keeps` is whether the connection stays open for another request.
    """

    def __init__(self, connection: socket.socket, path: str, number: int, base: str) -> None:
        self.path, self.number, self.base, self._connection = path, number, base, connection
        self.keeps = False

    def send(self, *parts: bytes) -> None:
        for part in parts:
            self._connection.sendall(part)

    def drip(self, sent: bytes) -> None:
        """Send byte by byte, until the client is gone."""
        for at in range(len(sent)):
            self.send(sent[at : at + 1])
            if self.is_left(DRIP_SECONDS):
                return

    def hold(self) -> None:
        """Say nothing, until the client is gone."""
        while not self.is_left(None):
            pass

    def is_left(self, seconds: float | None) -> bool:
        """Wait so long (None: for ever) for the client to go, and say whether it went."""
        self._connection.settimeout(seconds)
        try:
            return not self._connection.recv(1 << 16)
        except TimeoutError:
            return False
        finally:
            self._connection.settimeout(None)

    def reset(self) -> None:
        """End the connection as a crash does, with RST."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()


Behaviour = Callable[[Call, Answer], None]
Sound = Callable[[Call], Answer]


def soundly(call: Call, answer: Answer) -> None:
    """Answer as an archive should."""
    call.send(answer.wire())


class Place(NamedTuple):
    """An address and all below it: what is answered there soundly, and what is done with that answer."""

    sound: Sound
    behaviour: Behaviour


NOWHERE = Place(lambda _: Answer(b"no such place", status="404 Not Found"), soundly)


class FaultyArchive(socketserver.ThreadingTCPServer):
    """The server: `places` by the beginning of their path, the longest counts; `asked` is every path that came."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Connection)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def behave(self, places: Mapping[str, Place]) -> None:
        """Forget what was, and behave so from now on."""
        self.places, self.asked = dict(places), []

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet of clients that left: that is what they should do."""


class _Connection(socketserver.BaseRequestHandler):
    server: FaultyArchive
    request: socket.socket

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            while (path := self._path()) is not None and self._answered(path).keeps:
                pass

    def _answered(self, path: str) -> Call:
        self.server.asked.append(path)
        start = max((start for start in self.server.places if path.startswith(start)), key=len, default=None)
        place = NOWHERE if start is None else self.server.places[start]
        number = sum(one.startswith(start or path) for one in self.server.asked)
        call = Call(self.request, path, number, self.server.url)
        place.behaviour(call, place.sound(call))
        return call

    def _path(self) -> str | None:
        received = b""
        while b"\r\n\r\n" not in received:
            part = self.request.recv(1 << 16)
            if not part:
                return None
            received += part
        return received.split(b" ", 2)[1].decode("latin-1")


@contextlib.contextmanager
def faulty_archive() -> Iterator[FaultyArchive]:
    """Run one in a thread of its own."""
    with FaultyArchive() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


# --- behaviours: what is done with a sound answer ----------------------------------------------------------------------


def resets_before_the_headers(call: Call, _: Answer) -> None:
    call.reset()


def resets_in_the_headers(call: Call, answer: Answer) -> None:
    call.send(answer.head()[:40])
    call.reset()


def resets_after_the_headers(call: Call, answer: Answer) -> None:
    call.send(answer.head(), answer.body[:50])
    call.reset()


def closes_before_the_headers(_call: Call, _answer: Answer) -> None:
    """Nothing is sent; the connection ends in order."""


def closes_in_the_headers(call: Call, answer: Answer) -> None:
    call.send(answer.head()[: -len(b"\r\n\r\n") - 5])


def says_nothing(call: Call, _: Answer) -> None:
    call.hold()


def drips_from_the_first_byte(call: Call, answer: Answer) -> None:
    call.drip(answer.head(("X-Padding", "x" * 5000)) + answer.body)


def drips_the_body(call: Call, answer: Answer) -> None:
    call.send(answer.head())
    call.drip(answer.body)


def continues_for_ever(call: Call, _: Answer) -> None:
    call.drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 5000)


def informs_first(call: Call, answer: Answer) -> None:
    call.send(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n", answer.wire())


def stops_in_the_body(call: Call, answer: Answer) -> None:
    call.send(answer.head(), answer.body[: len(answer.body) // 2])
    call.hold()


def cut_with_a_length(call: Call, answer: Answer) -> None:
    call.send(answer.head(), _most_of(answer.body))


def cut_without_a_length(call: Call, answer: Answer) -> None:
    call.send(answer.head(length=None), _most_of(answer.body))


def _most_of(body: bytes) -> bytes:
    """Return a body up to 60 bytes before its end: in the middle of an index's last line."""
    return body[:-60]


def says_too_short_a_length(call: Call, answer: Answer) -> None:
    """Send more than was said: what is too much is a whole other answer, on a connection that stays open."""
    bogus = Answer(b"<p>Not what you asked for", answer.headers).wire()
    head = answer.head(("Connection", "keep-alive"), length=len(_most_of(answer.body)))
    call.send(head + answer.body + bogus)
    call.keeps = True


def says_a_length_that_is_none(call: Call, answer: Answer) -> None:
    call.send(answer.head(("Content-Length", "many"), length=None), answer.body)


def is_not_chunked(call: Call, answer: Answer) -> None:
    call.send(answer.head(("Transfer-Encoding", "chunked"), length=None), answer.body)


def breaks_off_its_chunks(call: Call, answer: Answer) -> None:
    half = answer.body[: len(answer.body) // 2]
    call.send(answer.head(("Transfer-Encoding", "chunked"), length=None), b"%x\r\n%s\r\n" % (len(half), half))


def sends_no_http(call: Call, _: Answer) -> None:
    call.send(b"\x16\x03\x01\x00\x02 this is no HTTP\r\n\r\n")


def sends_headers_for_ever(call: Call, _: Answer) -> None:
    call.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        call.send(b"X-Endless: yes\r\n" * 1000)


def sends_a_line_for_ever(call: Call, _: Answer) -> None:
    call.send(b"HTTP/1.1 200 OK\r\nX-Endless: ")
    while True:
        call.send(CHUNK)


def sends_for_ever(call: Call, answer: Answer) -> None:
    call.send(answer.head(length=None), answer.body)
    while True:
        call.send(b"\n" * len(CHUNK))


def encoded(body: Callable[[bytes], bytes], encoding: str | None) -> Behaviour:
    """Send another body in place of the sound one, under a Content-Encoding or none."""

    def behave(call: Call, answer: Answer) -> None:
        named = () if encoding is None else (("Content-Encoding", encoding),)
        other = answer._replace(body=body(answer.body))
        call.send(other.head(*named), other.body)

    return behave


def answers(status: str, body: bytes = b"", *headers: tuple[str, str]) -> Behaviour:
    """Answer with something of the archive's own, which is no memento."""

    def behave(call: Call, _: Answer) -> None:
        call.send(Answer(body, headers, status).wire())

    return behave


def heals(behaviour: Behaviour, after: int) -> Behaviour:
    """Misbehave so often, then answer soundly."""

    def behave(call: Call, answer: Answer) -> None:
        (behaviour if call.number <= after else soundly)(call, answer)

    return behave


def redirects(to: Callable[[Call], str]) -> Behaviour:
    """Redirect, with a status of the archive's own."""

    def behave(call: Call, _: Answer) -> None:
        call.send(Answer(b"", (("Location", to(call)),), "302 Found").wire())

    return behave


def dated(moment: str) -> Behaviour:
    """Send the sound answer under another Memento-Datetime."""

    def behave(call: Call, answer: Answer) -> None:
        call.send(answer.head(("Memento-Datetime", moment)), answer.body)

    return behave


def says(body: Callable[[Call, Answer], bytes]) -> Behaviour:
    """Send another body under the sound answer's headers."""

    def behave(call: Call, answer: Answer) -> None:
        call.send(answer._replace(body=body(call, answer)).wire())

    return behave
