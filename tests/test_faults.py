"""Whatever an archive does wrong ends in its named outcome, in bounds, with what was stored before intact."""

import csv
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

import brotli
import faulty
import pytest
from faulty import Answer, Behaviour, Call, FaultyArchive, Place, answers, encoded, faulty_archive, redirects, soundly
from test_unattended import PROMISES

from scraper.archives.http.fetch import Network
from scraper.archives.memento.client import MementoArchive
from scraper.cli import run_command
from scraper.outcomes import FAILURES, PASSING, Outcome
from scraper.store.store import Store
from scraper.values.capture import format_timestamp, parse_timestamp, sha1
from tools.faults import PAGE as PAGE_OF_FAULTS
from tools.faults import page as page_of_faults

pytestmark = pytest.mark.faults

PAGE = "http://www.unesco.org/new/en/culture/themes/creativity/creative-cities-network/network-activities/"
KEY = "org,unesco)/new/en/culture/themes/creativity/creative-cities-network/network-activities"
CASES = Path(__file__).parent.parent / "fixtures" / "pages" / "network-activities"
SEOUL = (CASES / "20120405101521-to-seoul-2011" / "body.html").read_bytes()
CHENGDU = (CASES / "20141117203655-to-chengdu-2014" / "body.html").read_bytes()
BAD, NEXT = "20150301000000", "20150601000000"
BEFORE = {"20120405101521": SEOUL, "20141117203655": CHENGDU}
ALL = BEFORE | {BAD: CHENGDU + b"<!-- the one with trouble -->", NEXT: CHENGDU + b"<!-- the one behind it -->"}
MOST_BYTES = 2_000_000
MOST_MEMORY = 40_000_000
HTML = ("Content-Type", "text/html; charset=utf-8")
TODAY = "Mon, 23 Nov 2026 08:00:00 GMT"
VERIFY = b"<!DOCTYPE html><html><head><title>Session Verification</title></head><body>Prove yourself.</body></html>"
MOMENT = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript.</body></html>"
CLOUDFLARE = b"<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head></html>"
ELSEWHERE = "http://www.unesco.org/new/en/elsewhere/"

Where = Literal["CDX", "TimeMap", "replay"]
CDX: Where = "CDX"
TIMEMAP: Where = "TimeMap"
REPLAY: Where = "replay"
NOT_LISTED, IN_PART, TORN, LISTED = "not listed", "listed in part", "listed, then cut off", "listed"
GOT, UNREACHABLE, TRUNCATED = Outcome.EXTRACTED, Outcome.UNREACHABLE, Outcome.TRUNCATED
FINE, SOME_FAILED, NOTHING, AT_REST = 0, 1, 3, 4
PASSES = 2
"""How often a run asks for what failed and may pass."""


class Fault(NamedTuple):
    """One thing that archives do wrong, and how it ends.

    `becomes` is the capture's outcome, or whether the index is listed; `says` are words of the message that the user sees.
    `asked` is how many requests the faulty address gets at a time; `passing`, whether it is requested once more at the end
    of the run; `rests`, whether its host is in cooldown for the rest of the run. `slow` rows run with short time-outs,
    `large` ones in a process of their own, whose memory is measured. `clock` is the time of the local clock.
    """

    does: str
    where: Where
    how: Behaviour
    becomes: Outcome | str
    says: str = ""
    code: int = SOME_FAILED
    asked: int = 1
    rests: bool = False
    passing: bool = False
    slow: bool = False
    large: bool = False
    clock: datetime | None = None


# --- how a sound archive answers ---------------------------------------------------------------------------------------


def _cdx(times: dict[str, bytes], original: str = PAGE) -> Answer:
    rows = [f"{KEY} {time} {original} text/html 200 {sha1(body)[5:]}\n" for time, body in times.items()]
    return Answer("".join(rows).encode(), (("Content-Type", "text/plain"),))


def _timemap(times: dict[str, bytes], base: str, *links: str) -> Answer:
    mementos = [f'<{base}{time}/{PAGE}>; rel="memento"; datetime="{_http(time)}"' for time in times]
    text = ",\n".join([f'<{PAGE}>; rel="original"', *links, *mementos])
    return Answer(text.encode(), (("Content-Type", "application/link-format"),))


def _memento(time: str, body: bytes) -> Answer:
    link = f'<{PAGE}>; rel="original"'
    return Answer(body, (HTML, ("Date", TODAY), ("Memento-Datetime", _http(time)), ("Link", link)))


def _http(time: str) -> str:
    return parse_timestamp(time).strftime("%a, %d %b %Y %H:%M:%S GMT")


def _places(where: Where, how: Behaviour, times: dict[str, bytes] = ALL) -> dict[str, Place]:
    """Return an archive of these captures, which behaves so in one place."""
    index = how if where != REPLAY else soundly
    places = {
        "/cdx": Place(lambda _: _cdx(times), index),
        "/web/timemap/link/": Place(lambda call: _timemap(times, f"{call.base}/web/"), index),
    }
    for time, body in times.items():
        answer = _memento(time, body)
        places[f"/web/{time}id_/"] = Place(
            partial(_always, answer), how if time == BAD and where == REPLAY else soundly
        )
    return places


def _always(answer: Answer, _: Call) -> Answer:
    return answer


# --- behaviours that need to know our pages -----------------------------------------------------------------------------


def _gunzip_bomb(layers: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        for _ in range(200):
            file.write(b" " * 1_000_000)
    body = packed.getvalue()
    for _ in range(layers - 1):
        body = gzip.compress(body, mtime=0)
    return body


def _brotli_bomb() -> bytes:
    engine = brotli.Compressor(quality=5)
    return b"".join([engine.process(b" " * 1_000_000) for _ in range(200)] + [engine.finish()])


def _deflate_bomb() -> bytes:
    engine = zlib.compressobj()
    return b"".join([engine.compress(b" " * 1_000_000) for _ in range(200)] + [engine.flush()])


def _bomb(make: Callable[[], bytes], encoding: str | None) -> Behaviour:
    return lambda call, answer: encoded(lambda _: make(), encoding)(call, answer)


def _nearest(call: Call, answer: Answer) -> None:
    call.send(_memento("20141117203655", CHENGDU).wire())


def _later(call: Call, answer: Answer) -> None:
    """Serve the next capture: later than what was asked, and than a clock that was put back."""
    call.send(_memento(NEXT, ALL[NEXT]).wire())


def _of_another_page(call: Call, answer: Answer) -> None:
    call.send(answer.head(("Link", f'<{ELSEWHERE}>; rel="original"')), answer.body)


def _to(location: str) -> Behaviour:
    """Redirect there; `{base}` is this server's address, `{path}` what was asked."""
    return redirects(lambda call: location.format(base=call.base, host=call.base[7:], path=call.path, page=PAGE))


def _links(*links: str) -> Behaviour:
    """Send a TimeMap that names further ones; `{number}` counts what was asked."""

    def behave(call: Call, _: Answer) -> None:
        named = [link.format(base=call.base, page=PAGE, number=call.number) for link in links]
        call.send(_timemap(ALL, f"{call.base}/web/", *named).wire())

    return behave


def _grows(call: Call, _: Answer) -> None:
    """Send a TimeMap of one memento, another each time, and the next TimeMap."""
    time = format_timestamp(parse_timestamp("1996") + timedelta(days=call.number))
    further = f'<{call.base}/web/timemap/link/{call.number}/{PAGE}>; rel="timemap"'
    call.send(_timemap({time: b""}, f"{call.base}/web/", further).wire())


def _resume(key: str) -> Behaviour:
    """Send the sound rows and a resume key; `{number}` counts what was asked."""
    return faulty.says(
        lambda call, answer: answer.body + b"\n" + key.format(number=call.number % 3, more=call.number).encode() + b"\n"
    )


def _ndjson(call: Call, answer: Answer) -> bytes:
    """Return the rows as NDJSON, cut in the middle of the last line."""
    names = ("urlkey", "timestamp", "url", "mime", "status", "digest")
    rows = [json.dumps(dict(zip(names, row.split(), strict=True))) for row in answer.body.decode().splitlines()]
    return "\n".join(rows)[:-60].encode()


def _json(call: Call, answer: Answer) -> bytes:
    """Return the rows as a JSON table, cut in the middle of the last row."""
    table = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest"]]
    return json.dumps(table + [row.split() for row in answer.body.decode().splitlines()])[:-60].encode()


def _header(call: Call, answer: Answer) -> bytes:
    return answer.body.replace(b" text/html 200 ", b" text/html ")


def _an_open_quote(call: Call, answer: Answer) -> bytes:
    return answer.body + b',\n<http://a.example/>; title="' + b"x" * 1_500_000


def _open_brackets(call: Call, answer: Answer) -> bytes:
    return answer.body + b",\n" + b"<" * 1_500_000


def _other_page(call: Call, answer: Answer) -> bytes:
    return answer.body + _cdx({NEXT: b"of another page"}, ELSEWHERE).body.replace(
        KEY.encode(), b"org,unesco)/new/en/elsewhere"
    )


def _years(call: Call, answer: Answer) -> bytes:
    return answer.body + _cdx({"00010101000000": b"", "99991231235959": b"", "20159999000000": b""}).body


def _second_page_fails(call: Call, answer: Answer) -> None:
    if call.number > 1:
        answers("503 Service Unavailable")(call, answer)
    else:
        call.send(answer._replace(body=answer.body + b"\nkey\n").wire())


def _without_digests(call: Call, answer: Answer) -> bytes:
    return re.sub(rb"\S+\n", b"0\n", answer.body)


# --- the table ----------------------------------------------------------------------------------------------------------


def _everywhere(does: str, how: Behaviour, outcome: Outcome, says: str, **more: Any) -> tuple[Fault, ...]:
    """Return the rows of a fault that is one in every place: of a capture it has that outcome, of an index no list."""
    more |= {"passing": outcome in PASSING and not more.get("rests")}
    listing = more | {"code": NOTHING, "becomes": NOT_LISTED, "says": says}
    timemap = () if more.get("slow") else (Fault(does, TIMEMAP, how, **listing),)
    return (Fault(does, CDX, how, **listing), *timemap, Fault(does, REPLAY, how, outcome, says, **more))


FAULTS: tuple[Fault, ...] = (
    *_everywhere(
        "resets the connection before the headers", faulty.resets_before_the_headers, UNREACHABLE, "reset", asked=3
    ),
    *_everywhere(
        "resets the connection within the headers", faulty.resets_in_the_headers, UNREACHABLE, "reset", asked=3
    ),
    *_everywhere("resets the connection in the body", faulty.resets_after_the_headers, UNREACHABLE, "reset", asked=3),
    *_everywhere(
        "closes the connection before the headers",
        faulty.closes_before_the_headers,
        UNREACHABLE,
        "without response",
        asked=3,
    ),
    *_everywhere(
        "closes the connection within the headers",
        faulty.closes_in_the_headers,
        UNREACHABLE,
        "within the headers",
        asked=3,
    ),
    *_everywhere("sends a response that is not HTTP", faulty.sends_no_http, UNREACHABLE, "BadStatusLine", asked=3),
    *_everywhere(
        "accepts the request and sends nothing", faulty.says_nothing, UNREACHABLE, "timed out", asked=3, slow=True
    ),
    *_everywhere(
        "sends one byte a second from the start",
        faulty.drips_from_the_first_byte,
        UNREACHABLE,
        "time was up",
        asked=3,
        slow=True,
    ),
    *_everywhere(
        "sends the body at one byte a second", faulty.drips_the_body, UNREACHABLE, "time was up", asked=3, slow=True
    ),
    *_everywhere(
        "sends '100 Continue' endlessly", faulty.continues_for_ever, UNREACHABLE, "time was up", asked=3, slow=True
    ),
    *_everywhere(
        "stops in the middle of the body", faulty.stops_in_the_body, TRUNCATED, "then nothing more", slow=True
    ),
    *_everywhere("sends headers endlessly", faulty.sends_headers_for_ever, UNREACHABLE, "100 headers", asked=3),
    *_everywhere(
        "sends an endless header line", faulty.sends_a_line_for_ever, UNREACHABLE, "more than 65536 bytes", asked=3
    ),
    *_everywhere("sends an endless body", faulty.sends_for_ever, Outcome.TOO_LARGE, "limits.body_bytes", large=True),
    *_everywhere("sends less than its Content-Length", faulty.cut_with_a_length, TRUNCATED, "cut off", asked=3),
    *_everywhere("breaks off a chunked body", faulty.breaks_off_its_chunks, TRUNCATED, "cut off", asked=3),
    *_everywhere("labels a body as chunked that is not", faulty.is_not_chunked, TRUNCATED, "cut off", asked=3),
    Fault(
        "sends a body that is cut off, without a Content-Length",
        CDX,
        faulty.cut_without_a_length,
        IN_PART,
        "cut off",
        SOME_FAILED,
    ),
    Fault(
        "sends a body that is cut off, without a Content-Length",
        TIMEMAP,
        faulty.cut_without_a_length,
        IN_PART,
        "cut off",
        SOME_FAILED,
    ),
    Fault(
        "sends a body that is cut off, without a Content-Length",
        REPLAY,
        faulty.cut_without_a_length,
        GOT,
        "the page ends before </body>",
        FINE,
    ),
    Fault("sends more than its Content-Length", CDX, faulty.says_too_short_a_length, IN_PART, "cut off", SOME_FAILED),
    Fault(
        "sends more than its Content-Length",
        TIMEMAP,
        faulty.says_too_short_a_length,
        IN_PART,
        "cut off",
        SOME_FAILED,
    ),
    Fault(
        "sends more than its Content-Length",
        REPLAY,
        faulty.says_too_short_a_length,
        GOT,
        "the page ends before </body>",
        FINE,
    ),
    Fault("sends a Content-Length that is not a number", CDX, faulty.says_a_length_that_is_none, LISTED, code=FINE),
    Fault("sends a Content-Length that is not a number", REPLAY, faulty.says_a_length_that_is_none, GOT, code=FINE),
    Fault("labels a body as gzip that is not", CDX, encoded(bytes, "gzip"), LISTED, code=FINE),
    Fault("labels a body as gzip that is not", TIMEMAP, encoded(bytes, "gzip"), LISTED, code=FINE),
    Fault("labels a body as gzip that is not", REPLAY, encoded(bytes, "gzip"), GOT, code=FINE),
    Fault("labels a body as br that is not", REPLAY, encoded(bytes, "br"), GOT, "labelled as br but is not", FINE),
    Fault("sends gzip without a Content-Encoding", CDX, encoded(gzip.compress, None), LISTED, code=FINE),
    Fault("sends gzip without a Content-Encoding", TIMEMAP, encoded(gzip.compress, None), LISTED, code=FINE),
    Fault(
        "sends gzip without a Content-Encoding",
        REPLAY,
        encoded(gzip.compress, None),
        GOT,
        "compressed with gzip, although no header says so",
        FINE,
    ),
    Fault("sends gzip that was not requested", CDX, encoded(gzip.compress, "gzip"), LISTED, code=FINE),
    Fault("sends brotli that was not requested", TIMEMAP, encoded(brotli.compress, "br"), LISTED, code=FINE),
    Fault(
        "sends a gzip stream that is cut off",
        CDX,
        encoded(lambda body: gzip.compress(body)[:-20], "gzip"),
        NOT_LISTED,
        "cut off",
        NOTHING,
    ),
    Fault(
        "sends a gzip stream that is cut off",
        TIMEMAP,
        encoded(lambda body: gzip.compress(body)[:-20], "gzip"),
        NOT_LISTED,
        "cut off",
        NOTHING,
    ),
    Fault(
        "sends a gzip stream that is cut off",
        REPLAY,
        encoded(lambda body: gzip.compress(body)[:-200], "gzip"),
        GOT,
        "the gzip stream ends early",
        FINE,
    ),
    Fault(
        "sends an unknown content encoding",
        CDX,
        encoded(lambda body: b"\x1f\x9d\x90" + bytes(255 - one for one in body), "compress"),
        NOT_LISTED,
        "none of its indexes",
        NOTHING,
    ),
    *(
        Fault(
            f"sends a decompression bomb: {name}",
            where,
            _bomb(make, encoding),
            becomes,
            "limits.body_bytes",
            code,
            large=True,
        )
        for name, make, encoding in (
            ("gzip, 200 MB in 0.2 MB", partial(_gunzip_bomb, 1), "gzip"),
            ("gzip without a Content-Encoding", partial(_gunzip_bomb, 1), None),
            ("gzip within gzip", partial(_gunzip_bomb, 2), "gzip, gzip"),
            ("deflate", _deflate_bomb, "deflate"),
            ("brotli, 200 MB in 200 bytes", _brotli_bomb, "br"),
        )
        for where, becomes, code in ((CDX, NOT_LISTED, NOTHING), (REPLAY, Outcome.TOO_LARGE, FINE))
    ),
    *_everywhere("answers 429", answers("429 Too Many Requests"), Outcome.RATE_LIMITED, "429", rests=True),
    *(
        Fault(
            f"answers 429 with Retry-After: {wait}",
            where,
            answers("429 Too Many Requests", b"", ("Retry-After", wait)),
            becomes,
            "429",
            code,
            rests=True,
        )
        for wait in ("120", "Wed, 21 Oct 2099 07:28:00 GMT", "soon", "-5", "31536000")
        for where, becomes, code in ((CDX, NOT_LISTED, NOTHING), (REPLAY, Outcome.RATE_LIMITED, SOME_FAILED))
    ),
    *_everywhere("answers 503 every time", answers("503 Service Unavailable"), UNREACHABLE, "503", asked=3),
    *_everywhere(
        "answers 500 with an error page of its own",
        answers("500 Internal Server Error", b"<html><h1>Oops"),
        UNREACHABLE,
        "500",
        asked=3,
    ),
    Fault(
        "answers 502 twice, then recovers", CDX, faulty.heals(answers("502 Bad Gateway"), 2), LISTED, code=FINE, asked=3
    ),
    Fault(
        "answers 502 twice, then recovers",
        TIMEMAP,
        faulty.heals(answers("502 Bad Gateway"), 2),
        LISTED,
        code=FINE,
        asked=3,
    ),
    Fault(
        "answers 502 twice, then recovers", REPLAY, faulty.heals(answers("502 Bad Gateway"), 2), GOT, code=FINE, asked=3
    ),
    Fault(
        "resets the connection twice, then recovers",
        REPLAY,
        faulty.heals(faulty.resets_after_the_headers, 2),
        GOT,
        code=FINE,
        asked=3,
    ),
    *_everywhere(
        "sends the challenge page 'Session Verification'",
        answers("200 OK", VERIFY, HTML),
        Outcome.CHALLENGE,
        "challenge",
        rests=True,
    ),
    *_everywhere(
        "sends the challenge page 'Just a moment' with 403",
        answers("403 Forbidden", MOMENT, HTML),
        Outcome.CHALLENGE,
        "challenge",
        rests=True,
    ),
    *_everywhere(
        "sends the challenge page 'Attention Required!' with 503",
        answers("503 Service Unavailable", CLOUDFLARE, HTML),
        Outcome.CHALLENGE,
        "challenge",
        rests=True,
    ),
    *_everywhere(
        "sends a challenge page in gzip",
        answers("200 OK", gzip.compress(VERIFY), HTML, ("Content-Encoding", "gzip")),
        Outcome.CHALLENGE,
        "challenge",
        rests=True,
    ),
    Fault(
        "serves a challenge page as the capture",
        REPLAY,
        faulty.says(lambda *_: VERIFY),
        Outcome.CHALLENGE,
        "challenge",
        passing=True,
    ),
    Fault("redirects to itself", CDX, _to("{base}{path}"), NOT_LISTED, "302", NOTHING, asked=6),
    Fault("redirects to itself", TIMEMAP, _to("{base}{path}"), NOT_LISTED, "302", NOTHING, asked=6),
    Fault(
        "redirects to itself", REPLAY, _to("{base}{path}"), Outcome.NOT_PLAYED_BACK, "more than 5 redirects", asked=5
    ),
    Fault("redirects to another host", CDX, _to("http://archive.invalid/"), NOT_LISTED, "not followed", NOTHING),
    Fault("redirects to another host", TIMEMAP, _to("http://archive.invalid/"), NOT_LISTED, "not followed", NOTHING),
    *(
        Fault(f"redirects to {shown}", where, _to(location), becomes, "not followed", code)
        for shown, location in (
            ("another host", "http://archive.invalid/web/20150301000000id_/{page}"),
            ("another host, by an address without a scheme", "//archive.invalid/web/20150301000000id_/{page}"),
            ("`file:`", "file:///etc/passwd"),
            ("`ftp:`", "ftp://archive.invalid/web/20150301000000id_/{page}"),
            ("`data:`", "data:text/plain,x"),
            ("a link-local address", "http://169.254.169.254/latest/meta-data/"),
            ("another loopback address", "http://[::1]:9/web/20150301000000id_/{page}"),
            ("another port of its own host", "http://127.0.0.1:9/web/20150301000000id_/{page}"),
            (
                "another host, with its own name as the user",
                "http://{host}@archive.invalid/web/20150301000000id_/{page}",
            ),
            ("another host after a backslash", "http://{host}\\@archive.invalid/web/20150301000000id_/{page}"),
            ("its own name with a user", "http://admin@{host}/web/20150301000000id_/{page}"),
            ("its own name with a trailing dot", "http://127.0.0.1.:9/web/20150301000000id_/{page}"),
            ("another host after a tab", "http:/\t/archive.invalid/web/20150301000000id_/{page}"),
        )
        for where, becomes, code in ((CDX, NOT_LISTED, NOTHING), (REPLAY, Outcome.NOT_A_MEMENTO, SOME_FAILED))
    ),
    Fault("redirects without a Location", CDX, answers("302 Found"), NOT_LISTED, "nowhere", NOTHING),
    Fault("redirects without a Location", REPLAY, answers("302 Found"), Outcome.NOT_PLAYED_BACK, "without Location"),
    Fault(
        "redirects to a capture of another page",
        REPLAY,
        _to("/web/20150301000000id_/" + ELSEWHERE),
        Outcome.WRONG_MEMENTO,
        "redirects to",
    ),
    Fault(
        "redirects to the nearest capture",
        REPLAY,
        _to("/web/20141117203655id_/{page}"),
        Outcome.NEAREST_SERVED,
        code=FINE,
    ),
    Fault("serves the nearest capture", REPLAY, _nearest, Outcome.NEAREST_SERVED, code=FINE),
    Fault("serves a capture of another page", REPLAY, _of_another_page, Outcome.WRONG_MEMENTO, "the archive served"),
    Fault(
        "serves a page without Memento-Datetime",
        REPLAY,
        answers("200 OK", CHENGDU, HTML),
        Outcome.NOT_A_MEMENTO,
        "without Memento-Datetime",
    ),
    Fault("redirects to its own login page", REPLAY, _to("/login"), Outcome.NOT_A_MEMENTO, "on the same server"),
    Fault(
        "sends '103 Early Hints' before the capture",
        REPLAY,
        faulty.informs_first,
        GOT,
        code=FINE,
    ),
    Fault(
        "answers 404 for a listed capture",
        REPLAY,
        answers("404 Not Found", b"<h1>Not in archive"),
        Outcome.NOT_PLAYED_BACK,
        "404",
    ),
    Fault(
        "serves a memento dated in the year 2087",
        REPLAY,
        faulty.dated("Sat, 01 Mar 2087 00:00:00 GMT"),
        Outcome.NOT_A_MEMENTO,
        "in the future",
    ),
    Fault(
        "serves a memento dated in the year 1",
        REPLAY,
        faulty.dated("Mon, 01 Jan 0001 00:00:00 GMT"),
        Outcome.NOT_A_MEMENTO,
        "is not a valid HTTP date",
    ),
    Fault(
        "answers correctly, while the local clock is set back to 1970",
        REPLAY,
        soundly,
        GOT,
        code=FINE,
        clock=datetime(1970, 1, 1, tzinfo=UTC),
    ),
    Fault(
        "answers correctly, while the local clock is set ahead to 2090",
        REPLAY,
        soundly,
        GOT,
        code=FINE,
        clock=datetime(2090, 1, 1, tzinfo=UTC),
    ),
    Fault(
        "serves the nearest capture, while the local clock is set back",
        REPLAY,
        _later,
        Outcome.NEAREST_SERVED,
        code=FINE,
        clock=datetime(1970, 1, 1, tzinfo=UTC),
    ),
    Fault(
        "serves a memento whose date is not a date",
        REPLAY,
        faulty.dated("yesterday"),
        Outcome.NOT_A_MEMENTO,
        "is not a valid HTTP date",
    ),
    Fault(
        "sends an answer that is cut off within a line",
        CDX,
        faulty.says(lambda _, answer: answer.body[:-60]),
        IN_PART,
        "cut off",
        SOME_FAILED,
    ),
    *(
        Fault(
            f"answers 503 with Retry-After: {wait}",
            where,
            answers("503 Service Unavailable", b"", ("Retry-After", wait)),
            becomes,
            "503",
            code,
            rests=True,
        )
        for wait in ("3600", "Wed, 21 Oct 2099 07:28:00 GMT")
        for where, becomes, code in ((CDX, NOT_LISTED, NOTHING), (REPLAY, Outcome.NOT_FETCHED, FINE))
    ),
    Fault(
        "answers 403 with 'Blocked Site Error'",
        CDX,
        answers("403 Forbidden", b"Blocked Site Error"),
        NOT_LISTED,
        "does not show",
        NOTHING,
    ),
    Fault("sends NDJSON that is cut off within a line", CDX, faulty.says(_ndjson), IN_PART, "cut off", SOME_FAILED),
    Fault("sends a JSON table that is cut off within a row", CDX, faulty.says(_json), NOT_LISTED, "cut off", NOTHING),
    Fault(
        "sends rows without one of the requested columns",
        CDX,
        faulty.says(_header),
        NOT_LISTED,
        "none of its indexes",
        NOTHING,
    ),
    Fault(
        "sends a sentence instead of an index",
        CDX,
        answers("200 OK", b"The index is being rebuilt,\nplease come back later."),
        NOT_LISTED,
        "none of its indexes",
        NOTHING,
    ),
    Fault(
        "sends a sentence instead of an index",
        TIMEMAP,
        answers("200 OK", b"The index is being rebuilt."),
        NOT_LISTED,
        "none of its indexes",
        NOTHING,
    ),
    Fault(
        "sends a web page instead of an index",
        CDX,
        answers("200 OK", b"<html><title>Welcome", HTML),
        NOT_LISTED,
        "none of its indexes",
        NOTHING,
    ),
    Fault(
        "sends a web page instead of an index",
        TIMEMAP,
        answers("200 OK", b"<html><title>Welcome", HTML),
        NOT_LISTED,
        "none of its indexes",
        NOTHING,
    ),
    Fault("answers 404", CDX, answers("404 Not Found"), NOT_LISTED, "404", NOTHING),
    Fault("lists captures of another page as well", CDX, faulty.says(_other_page), LISTED, "of another page", FINE),
    Fault(
        "lists captures in the years 1 and 9999, and on an impossible day",
        CDX,
        faulty.says(_years),
        LISTED,
        "a row that is not a capture",
        SOME_FAILED,
    ),
    Fault(
        "sends resume keys that repeat in a cycle",
        CDX,
        _resume("key{number}"),
        TORN,
        "repeats itself",
        asked=4,
    ),
    Fault(
        "continues endlessly with the same rows",
        CDX,
        _resume("key{more}"),
        TORN,
        "nothing new",
        asked=101,
    ),
    Fault("never closes a quotation mark", TIMEMAP, faulty.says(_an_open_quote), TORN, "cut off", large=True),
    Fault(
        "opens a million links and closes none of them",
        TIMEMAP,
        faulty.says(_open_brackets),
        TORN,
        "cut off",
        large=True,
    ),
    Fault(
        "sends a first page and answers 503 for the next",
        CDX,
        _second_page_fails,
        TORN,
        "listed before it",
        asked=4,
    ),
    Fault(
        "sends rows none of which is a capture",
        CDX,
        faulty.says(lambda _, answer: re.sub(rb" (20\d\d)\d\d", rb" \g<1>13", answer.body)),
        NOT_LISTED,
        "no row is a capture",
        NOTHING,
    ),
    Fault("writes 0 for a digest", CDX, faulty.says(_without_digests), LISTED, code=FINE),
    Fault(
        "links to other formats of the TimeMap",
        TIMEMAP,
        _links('</web/timemap/json/{page}>; rel="timemap"; type="application/json"'),
        LISTED,
        code=FINE,
    ),
    Fault("links to itself", TIMEMAP, _links('<{base}/web/timemap/link/{page}>; rel="timemap"'), LISTED, code=FINE),
    Fault(
        "links to a TimeMap that links back",
        TIMEMAP,
        _links('</web/timemap/link/{page}>; rel="timemap"', '</web/timemap/link/2/{page}>; rel="timemap"'),
        LISTED,
        code=FINE,
        asked=2,
    ),
    Fault(
        "continues endlessly with the same mementos",
        TIMEMAP,
        _links('</web/timemap/link/{number}/{page}>; rel="timemap"'),
        TORN,
        "nothing new",
        asked=101,
    ),
    Fault(
        "continues endlessly with a new memento each time",
        TIMEMAP,
        _grows,
        NOT_LISTED,
        "more than 1,000",
        NOTHING,
        asked=1000,
    ),
    Fault(
        "links to a TimeMap on another host",
        TIMEMAP,
        _links('<http://archive.invalid/timemap/{page}>; rel="timemap"'),
        LISTED,
        "not followed",
        FINE,
    ),
    Fault(
        "links to a TimeMap at `file:`",
        TIMEMAP,
        _links('<file:///etc/passwd>; rel="timemap"'),
        LISTED,
        "not followed",
        FINE,
    ),
)


# --- running it ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archive() -> Iterator[FaultyArchive]:
    with faulty_archive() as archive:
        yield archive


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let the network wait without waiting; return for how long it would have."""
    waits: list[float] = []
    monkeypatch.setattr(
        "scraper.opening.Network", lambda name, **options: Network(name, **options | {"sleep": waits.append})
    )
    return waits


@pytest.fixture(scope="module")
def stored(archive: FaultyArchive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of a run that went well, over two captures."""
    place = tmp_path_factory.mktemp("before")
    archive.behave(_places(CDX, soundly, BEFORE))
    assert run_command(_command(archive, place, CDX)) == FINE
    return place / "output"


def _command(archive: FaultyArchive, place: Path, where: Where, *, slow: bool = False) -> list[str]:
    address = f"{archive.url}/web/timemap/link/" if where == TIMEMAP else f"{archive.url}/cdx"
    kind = "timemap" if where == TIMEMAP else "cdx"
    index, replay = (0.12 if slow and where != REPLAY else 10), (0.12 if slow and where == REPLAY else 10)
    config = place / "scraper.toml"
    config.write_text(
        f'contact = "a@b.example"\nstate = "{place / "state"}"\narchives = ["faulty"]\nsources = ["{PAGE}"]\n'
        f"[limits]\nbody_bytes = {MOST_BYTES}\nindex_seconds = {index}\nreplay_seconds = {replay}\n"
        f'[archive.faulty]\nreplay = "{archive.url}/web/"\nindexes = [{{ kind = "{kind}", address = "{address}" }}]\n'
        "index_seconds = 0\nreplay_seconds = 0\n",
        encoding="utf-8",
    )
    return ["run", "--config", str(config), "--output", str(place / "output"), "--json"]


MEASURED = """
import json, resource, sys
from scraper.cli import run_command
code = run_command(json.loads(sys.argv[1]))
sys.stderr.write(f"\\n{code} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
"""


def _measured(command: list[str]) -> tuple[int, str, str, int]:
    """Run a command in a process of its own; return exit code, stdout, stderr, and the most memory it had, in bytes."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, json.dumps(command)], capture_output=True, text=True, check=True, timeout=60
    )
    told, _, last = done.stderr.rpartition("\n")
    code, kilobytes = last.split()
    return int(code), done.stdout, told, int(kilobytes) * 1024


@pytest.fixture(scope="module")
def usual_memory(archive: FaultyArchive, stored: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return how much memory a run needs in which nothing goes wrong, in bytes."""
    place = tmp_path_factory.mktemp("usual")
    shutil.copytree(stored, place / "output")
    archive.behave(_places(CDX, soundly))
    code, *_, memory = _measured(_command(archive, place, CDX))
    assert code == FINE
    return memory


def _name(fault: Fault) -> str:
    return f"{fault.where}: {fault.does}"


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if not fault.large], ids=_name)
def test_a_fault_ends_in_its_outcome(
    fault: Fault,
    archive: FaultyArchive,
    stored: Path,
    tmp_path: Path,
    slept: list[float],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(stored, tmp_path / "output")
    archive.behave(_places(fault.where, fault.how))
    if fault.clock is not None:
        by_it = partial(MementoArchive, clock=partial(_told, fault.clock))
        monkeypatch.setattr("scraper.archives.choose.MementoArchive", by_it)
    code = run_command(_command(archive, tmp_path, fault.where, slow=fault.slow))
    shown = capsys.readouterr()
    _holds(fault, archive, stored, tmp_path / "output", code, shown.out, shown.err)
    assert all(seconds <= 60 for seconds in slept)
    assert len(slept) <= (fault.asked - 1) * PASSES


def _one_of_each_outcome() -> list[Fault]:
    faults = [fault for fault in FAULTS if fault.where == REPLAY and not fault.large and fault.becomes in FAILURES]
    return list({fault.becomes: fault for fault in faults}.values())


@pytest.mark.usefixtures("patience", "slept")
@pytest.mark.parametrize("fault", _one_of_each_outcome(), ids=lambda fault: str(fault.becomes))
def test_what_may_pass_is_asked_for_by_the_next_run_and_nothing_else(
    fault: Fault, archive: FaultyArchive, stored: Path, tmp_path: Path
) -> None:
    shutil.copytree(stored, tmp_path / "output")
    command = _command(archive, tmp_path, REPLAY)
    archive.behave(_places(REPLAY, fault.how))
    assert run_command(command) != FINE
    shutil.rmtree(tmp_path / "state", ignore_errors=True)  # the host's rest is over
    archive.behave(_places(REPLAY, soundly))
    run_command(command)
    (outcome,) = (row["outcome"] for row in _rows(tmp_path / "output", "captures") if row["requested"] == _iso(BAD))
    passes = fault.becomes in PASSING
    assert outcome == (Outcome.EXTRACTED if passes else fault.becomes)
    assert any(_is_asked(REPLAY, path) for path in archive.asked) == passes


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.large], ids=_name)
def test_what_is_without_measure_costs_no_more_memory_than_its_limit_allows(
    fault: Fault, archive: FaultyArchive, stored: Path, tmp_path: Path, usual_memory: int
) -> None:
    shutil.copytree(stored, tmp_path / "output")
    archive.behave(_places(fault.where, fault.how))
    code, out, err, memory = _measured(_command(archive, tmp_path, fault.where))
    _holds(fault, archive, stored, tmp_path / "output", code, out, err)
    assert memory < usual_memory + MOST_MEMORY


def _holds(fault: Fault, archive: FaultyArchive, stored: Path, output: Path, code: int, out: str, err: str) -> None:
    summary = json.loads(out)
    captures = {row["requested"]: row for row in _rows(output, "captures")}
    listed = {time: row["outcome"] for time, row in captures.items()}
    if fault.where == REPLAY:
        assert listed[_iso(BAD)] == fault.becomes
        assert listed[_iso(NEXT)] == (Outcome.NOT_FETCHED if fault.rests else Outcome.EXTRACTED)
        assert fault.says in " ".join([*summary["failures"], *summary["warnings"], _reason(output)])
    else:
        (listing,) = summary["listings"]
        assert (listing["failure"] is None) == (fault.becomes == LISTED)
        assert fault.says in (listing["failure"] or err)
        assert (_iso(BAD) in listed, _iso(NEXT) in listed) == (
            fault.becomes != NOT_LISTED,
            fault.becomes in (TORN, LISTED),
        )
    expected_code = AT_REST if fault.rests else fault.code
    assert (code, summary["exit_code"]) == (expected_code, expected_code)
    expected = fault.asked * (PASSES if fault.passing else 1)
    asked = len([path for path in archive.asked if _is_asked(fault.where, path)])
    fewest = 1 if fault.slow else expected  # on a busy machine, time is up before the archive has seen a request
    assert fewest <= asked <= expected
    assert len(archive.asked) <= expected + 4
    _stands(stored, output)


def _told(clock: datetime) -> datetime:
    return clock


def _is_asked(where: Where, path: str) -> bool:
    if where == REPLAY:
        return path.startswith(f"/web/{BAD}id_/")
    return path.startswith(("/cdx", "/web/timemap/"))


def _stands(stored: Path, output: Path) -> None:
    """Assert that the store opens and has what it had, bytes and facts."""
    with Store(output / "store") as store:
        kept = {capture.timestamp: store.replay(capture).body for capture in store.captures(PAGE)}
    for time, body in BEFORE.items():
        assert kept[parse_timestamp(time)] == body
    before, after = (
        {(row["year"], row["city"], row["status"], row["quote"]) for row in _rows(place, "timeline")}
        for place in (stored, output)
    )
    assert before <= after
    for warc in (stored / "store").glob("*.warc.gz"):
        assert (output / "store" / warc.name).read_bytes().startswith(warc.read_bytes())


def test_the_table_for_users_is_made_from_this_one() -> None:
    assert PAGE_OF_FAULTS.read_text(encoding="utf-8") == page_of_faults(FAULTS, PASSES, PROMISES)


def _rows(output: Path, table: str) -> list[dict[str, str]]:
    with (output / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _reason(output: Path) -> str:
    with Store(output / "store") as store:
        return " ".join(one.reason or "" for one in store.listed())


def _iso(time: str) -> str:
    return parse_timestamp(time).isoformat().replace("+00:00", "Z")
