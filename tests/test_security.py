"""What docs/security.md promises and no other test shows: see there which test shows what."""

import csv
import http.server
import io
import json
import os
import re
import socket
import sqlite3
import ssl
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
import trustme
from conftest import WarcFile
from lxml import html

from scraper import read_page
from scraper.archives.files.on_disk import FileArchive
from scraper.archives.http.fetch import http_fetch
from scraper.archives.http.response import Response
from scraper.archives.memento.client import MementoArchive
from scraper.archives.memento.profiles import UNESCO
from scraper.cli import cli, run_command
from scraper.diffs.views.page import RecordRow, Shown, diff_page
from scraper.errors import CaptureFailure, IndexFailure, SettingsError, StoreError, UnreadableFile
from scraper.notices import TooMuchForParser
from scraper.outcomes import Outcome
from scraper.reading.document import read_document
from scraper.reading.layouts import LAYOUTS
from scraper.settings import load
from scraper.store.store import Store
from scraper.values.capture import Capture, CapturedResponse, is_web_address, parse_timestamp, urlkey

ROOT = Path(__file__).parent.parent
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
TIME = parse_timestamp("20220315092632")
CAPTURE = Capture(original=PAGE, timestamp=TIME, urlkey=urlkey(PAGE), archive="unesco")
MOST = 1_000_000
Captured = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: Patch) -> None:
    """Work in an empty folder, so that nobody's scraper.toml and output is met."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def test_every_test_that_the_page_on_security_names_is_there() -> None:
    named = set(re.findall(r"`tests/(test_\w+\.py)::(test_\w+)`", (ROOT / "docs" / "security.md").read_text()))
    assert len(named) > 30
    for file, name in named:
        assert re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text(), re.MULTILINE), f"{file}::{name}"


# --- hosts ------------------------------------------------------------------------------------------------------------

AWAY = (
    "https://elsewhere.example/",
    "//elsewhere.example/x",
    "https://webarchive.unesco.org.elsewhere.example/web/",
    "https://webarchive.unesco.org@elsewhere.example/web/",
    "https://webarchive.unesco.org:8443/web/",
    "https://webarchive.unesco.org\\@elsewhere.example/",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0x7f000001/",
    "file:///etc/passwd",
    "ftp://webarchive.unesco.org/",
    "gopher://webarchive.unesco.org/",
    "javascript:alert(1)",
    "http://[",
    "",
)


def _archive(answer: Callable[[str], Response]) -> tuple[MementoArchive, list[str]]:
    asked: list[str] = []

    def fetch(url: str) -> Response:
        asked.append(url)
        return answer(url)

    return MementoArchive(UNESCO, index_fetch=fetch, replay_fetch=fetch, report=lambda _: None), asked


@pytest.mark.parametrize("location", AWAY)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_out_of_an_archive(location: str, status: int) -> None:
    archive, asked = _archive(lambda url: Response(url=url, status=status, headers=(("Location", location),)))
    with pytest.raises(IndexFailure):
        list(archive.captures(PAGE))
    with pytest.raises(CaptureFailure):
        archive.replay(CAPTURE)
    assert {url.partition("/web/")[0] for url in asked} == {"https://webarchive.unesco.org"}


@pytest.mark.parametrize("location", AWAY)
def test_no_timemap_leads_out_of_an_archive(location: str) -> None:
    body = f'<{PAGE}>; rel="original",<{location}>; rel="timemap",<{location}>; rel="next timemap"'.encode()
    archive, asked = _archive(lambda url: Response(url=url, status=200, body=body if "/link/" in url else b"<html>"))
    assert list(archive.captures(PAGE)) == []
    assert {url.partition("/web/")[0] for url in asked} == {"https://webarchive.unesco.org"}


def test_a_redirect_or_timemap_to_plain_http_is_asked_by_https() -> None:
    def answer(url: str) -> Response:
        if "/timemap/cdx" in url and "moved" not in url:
            return Response(url=url, status=302, headers=(("Location", "http://webarchive.unesco.org/web/moved"),))
        return Response(url=url, status=200)

    archive, asked = _archive(answer)
    assert list(archive.captures(PAGE)) == []
    assert asked[-1] == "https://webarchive.unesco.org/web/moved"
    assert all(url.startswith("https:") for url in asked)


@pytest.mark.parametrize("address", ["https://me:word@web.example/", "http://me@127.0.0.1:80/web/", "https://:@x/"])
def test_an_address_with_a_login_is_refused_and_not_repeated(address: str, tmp_path: Path, capsys: Captured) -> None:
    assert run_command(["captures", PAGE, "--archive", address]) == 2
    assert "word" not in "".join(capsys.readouterr())
    settings = tmp_path / "scraper.toml"
    settings.write_text(f'[archive.mine]\nreplay = "{address}"\nindexes = []\n')
    with pytest.raises(SettingsError, match="login") as refused:
        load(settings)
    assert "word" not in str(refused.value)


# --- TLS and logins ---------------------------------------------------------------------------------------------------


class _Handler(http.server.BaseHTTPRequestHandler):
    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        self.seen.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: Any) -> None:
        pass


class _Quiet(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that refuses the certificate."""


@contextmanager
def _server(certificate: trustme.LeafCert | None = None) -> Iterator[tuple[str, list[dict[str, str]]]]:
    seen: list[dict[str, str]] = []
    server = _Quiet(("127.0.0.1", 0), type("Handler", (_Handler,), {"seen": seen}))
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}/", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _get(url: str, *, verify: bool = True) -> Response:
    with requests.Session() as session:
        session.verify = verify
        return http_fetch(session, user_agent="test", read_seconds=5, most_bytes=100)(url)


NO_CHECK = {
    "nothing set": {},
    "an empty bundle": {"REQUESTS_CA_BUNDLE": "", "CURL_CA_BUNDLE": "", "SSL_CERT_FILE": ""},
    "the switch of urllib": {"PYTHONHTTPSVERIFY": "0"},
}


@pytest.mark.parametrize("verify", [True, False])
@pytest.mark.parametrize("environment", NO_CHECK.values(), ids=NO_CHECK)
def test_a_certificate_that_nobody_signed_is_refused(
    environment: dict[str, str], verify: bool, monkeypatch: Patch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with _server(trustme.CA().issue_cert("127.0.0.1")) as (url, seen), pytest.raises(CaptureFailure) as failure:
        _get(url, verify=verify)
    assert failure.value.outcome is Outcome.UNREACHABLE
    assert "certificate verify failed" in str(failure.value).lower()
    assert seen == []


def test_a_certificate_of_another_host_is_refused_and_of_an_authority_that_is_named_taken(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    with _server(authority.issue_cert("127.0.0.1")) as (url, seen):
        assert _get(url).body == b"ok"
    with (
        _server(authority.issue_cert("other.example")) as (url, seen),
        pytest.raises(CaptureFailure, match="not valid for"),
    ):
        _get(url)
    assert seen == []


def test_a_run_says_that_a_certificate_is_refused(capsys: Captured) -> None:
    with _server(trustme.CA().issue_cert("127.0.0.1")) as (url, seen):
        assert run_command(["captures", PAGE, "--archive", url]) == 3
    assert "certificate verify failed" in capsys.readouterr().err.lower()
    assert seen == []


def test_no_option_and_no_setting_turns_verification_off(tmp_path: Path) -> None:
    options = {option for command in cli.commands.values() for parameter in command.params for option in parameter.opts}
    assert not {option for option in options if re.search(r"insecure|verif(?!y$)|tls|ssl|cert", option)}
    settings = tmp_path / "scraper.toml"
    for line in ("verify = false", "insecure = true", "[limits]\nverify = false", "[archive.unesco]\nverify = false"):
        settings.write_text(line)
        with pytest.raises(SettingsError, match="unknown setting"):
            load(settings)


def test_no_login_of_the_users_is_sent(tmp_path: Path, monkeypatch: Patch) -> None:
    for home in (tmp_path / ".netrc", tmp_path / "_netrc"):
        home.write_text("machine 127.0.0.1 login me password word\ndefault login me password word\n")
        home.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with _server() as (url, seen):
        requests.get(url, timeout=5)
        _get(url)
    assert ["authorization" in request for request in seen] == [True, False]  # the first shows that the file is found


def test_a_proxy_of_the_environment_is_asked(monkeypatch: Patch) -> None:
    with _server() as (url, seen):
        monkeypatch.setenv("http_proxy", url)
        monkeypatch.setenv("no_proxy", "")
        assert _get("http://archive.example/x").body == b"ok"
    assert seen[0]["path"] == "http://archive.example/x"


# --- files ------------------------------------------------------------------------------------------------------------


def _warc(path: Path | None = None, **headers: str) -> bytes:
    made = WarcFile()
    type_ = (("Content-Type", "text/html"),)
    made.response(
        PAGE, "2022-03-15T09:26:32Z", b"<html><body>x</body></html>", headers=type_, status="200 OK", **headers
    )
    if path:
        made.save(path)
    return made.content


def _wacz(path: Path, *members: tuple[str, int, int]) -> Path:
    """Write a WACZ of members: name, mode of a Unix file, way of compression. Its index names files elsewhere."""
    with zipfile.ZipFile(path, "w") as wacz:
        for name, mode, method in members:
            info = zipfile.ZipInfo(name)
            info.external_attr, info.compress_type = mode << 16, method
            wacz.writestr(info, _warc())
        pointer = {"path": "../../../../etc/passwd", "name": "/etc/passwd"}
        wacz.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": [pointer]}))
        wacz.writestr("indexes/index.cdx", f'x 20220315092632 {{"url": "{PAGE}", "filename": "/etc/passwd"}}\n')
        wacz.writestr("../../outside.txt", "x")
        wacz.writestr("/tmp/outside.txt", "x")
    return path


def _below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


NAMES = (
    "archive/../../../outside.warc.gz",
    "archive//etc/outside.warc.gz",
    "archive/..\\..\\outside.warc.gz",
    "archive/C:\\outside.warc.gz",
    "archive/a\n\x1b[2J.warc.gz",
    "archive/" + "x/" * 2000 + "outside.warc.gz",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mode", [0, stat.S_IFLNK | 0o777, stat.S_IFCHR | 0o666, stat.S_IFIFO | 0o666])
def test_nothing_in_a_wacz_is_unpacked_wherever_its_names_lead(
    name: str, mode: int, tmp_path: Path, capsys: Captured
) -> None:
    path = _wacz(tmp_path / "x.wacz", (name, mode, zipfile.ZIP_DEFLATED))
    before = _below(tmp_path)
    assert run_command(["import", str(path), "--output", "out"]) == 0
    assert not any("outside" in made or "passwd" in made for made in _below(tmp_path) - before)
    with Store(Path("out/store")) as store:
        assert [one.original for one in store.listed()] == [PAGE]
    assert "\x1b" not in "".join(capsys.readouterr())


def test_what_a_wacz_may_not_hold_is_unreadable(tmp_path: Path) -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        odd = _wacz(tmp_path / f"{method}.wacz", ("archive/x.warc.gz", 0, method))
        with pytest.raises(UnreadableFile):
            list(FileArchive(odd, most_bytes=MOST, report=lambda _: None).all_captures())
    plain = _wacz(tmp_path / "x.wacz", ("archive/x.warc.gz", 0, zipfile.ZIP_STORED)).read_bytes()
    encrypted = tmp_path / "encrypted.wacz"
    at = plain.index(b"PK\x01\x02")
    encrypted.write_bytes(plain[:6] + b"\x01" + plain[7 : at + 8] + b"\x01" + plain[at + 9 :])
    with pytest.raises(UnreadableFile):
        list(FileArchive(encrypted, most_bytes=MOST, report=lambda _: None).all_captures())
    later = tmp_path / "later.wacz"
    later.write_bytes(plain[: at + 6] + b"\xff" + plain[at + 7 :])  # of a version of ZIP that nobody has
    with pytest.raises(UnreadableFile):
        FileArchive(later, most_bytes=MOST, report=lambda _: None)


@pytest.mark.usefixtures("patience")
def test_no_link_and_no_device_in_a_folder_hangs_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    _warc(folder / "x.warc.gz")
    (folder / "below" / "loop").symlink_to(folder)
    (folder / "itself.warc.gz").symlink_to(folder / "itself.warc.gz")
    (folder / "zero.warc.gz").symlink_to("/dev/zero")
    (folder / "gone.html").symlink_to(tmp_path / "gone")
    os.mkfifo(folder / "pipe.warc.gz")
    os.mkfifo(folder / "pipe.html")
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(folder)
        listener.bind("socket.wacz")
        archive = FileArchive(folder, most_bytes=MOST, report=lambda _: None)
        assert [capture.original for capture in archive.all_captures()] == [PAGE]


@pytest.mark.usefixtures("patience")
def test_a_device_is_no_archive(tmp_path: Path, capsys: Captured) -> None:
    os.mkfifo(tmp_path / "pipe.warc.gz")
    for path in (str(tmp_path / "pipe.warc.gz"), "/dev/zero"):
        assert run_command(["extract", path]) == 3
        assert "device" in capsys.readouterr().err


def test_a_record_names_no_file(tmp_path: Path) -> None:
    _warc(tmp_path / "x.warc.gz", WARC_Filename="../../outside.warc.gz")
    before = _below(tmp_path)
    assert run_command(["import", str(tmp_path / "x.warc.gz"), "--output", "out"]) == 0
    assert not any("outside" in made for made in _below(tmp_path) - before)


@pytest.mark.parametrize("name", ["lock", "ledger.sqlite", "index.cdxj", "captures-00001.warc.gz"])
def test_no_file_of_a_store_is_a_link(name: str, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / name).symlink_to(precious)
    with pytest.raises(StoreError, match="link"):
        Store(tmp_path / "store")
    assert precious.read_text() == "precious"


def test_what_is_written_beside_a_file_first_follows_no_link(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / ".index.cdxj.part").symlink_to(precious)
    with Store(tmp_path / "store") as store:
        store.add(CAPTURE, CapturedResponse(capture=CAPTURE, requested=TIME, status=200, headers=(), body=b"x"))
    assert precious.read_text() == "precious"
    assert (tmp_path / "store" / "index.cdxj").read_text()


@pytest.mark.usefixtures("patience")
def test_no_file_of_a_store_is_a_device(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    os.mkfifo(tmp_path / "store" / "captures-00001.warc.gz")
    with pytest.raises(StoreError, match="device"):
        Store(tmp_path / "store")


@pytest.mark.parametrize("name", ["../outside.warc.gz", "/etc/passwd", "captures-00001.warc.gz/../../outside.warc.gz"])
def test_a_ledger_leads_to_no_file_outside_the_store(name: str, tmp_path: Path) -> None:
    _warc(tmp_path / "outside.warc.gz")
    with Store(tmp_path / "store") as store:
        store.add(CAPTURE, CapturedResponse(capture=CAPTURE, requested=TIME, status=200, headers=(), body=b"x"))
    with sqlite3.connect(tmp_path / "store" / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE records SET filename = ?", (name,))
    ledger.close()
    with Store(tmp_path / "store") as store, pytest.raises(StoreError, match="not a file of a store"):
        store.replay(CAPTURE)


INJECTED = (
    "x\r\nWARC-Type: warcinfo\r\n\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://evil.example/"
)


def test_no_value_ends_its_line_in_a_record(tmp_path: Path) -> None:
    capture = Capture(original=PAGE, timestamp=TIME, urlkey=urlkey(PAGE), archive=INJECTED, memento_url=INJECTED)
    headers = (("Content-Type", f"text/html{INJECTED}"), (INJECTED, "x"), ("Nämé", "x"), ("X", "\udcff"))
    response = CapturedResponse(capture=capture, requested=TIME, status=200, headers=headers, body=b"body")
    with Store(tmp_path / "store") as store:
        store.add(capture, response)
    (tmp_path / "store" / "ledger.sqlite").unlink()
    with Store(tmp_path / "store") as store:
        (listed,) = store.listed()
        assert listed.original == PAGE
        assert store.replay(CAPTURE).body == b"body"


@pytest.mark.parametrize("ending", ["\n", "\r", "\x00", "\x0b", "\x1b[2J"])
def test_text_with_a_control_character_is_not_a_web_address(ending: str) -> None:
    assert is_web_address("https://example.org/a b")
    assert not is_web_address(f"https://example.org/{ending}x")


def test_a_page_case_stays_in_its_folder(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><title>../../../outside/\\..\\x</title><body><h1>../../../outside</h1></body></html>")
    arguments = [
        "record",
        str(page),
        "--into",
        "cases",
        "--original",
        "https://x.example/../../y",
        "--timestamp",
        "2022",
    ]
    before = _below(tmp_path)
    assert run_command(arguments) == 0
    assert all(made.startswith("here/cases") for made in _below(tmp_path) - before)


# --- memory and parsers -----------------------------------------------------------------------------------------------


def test_a_page_loads_no_entity_and_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a-secret-word")
    billion = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY a0 "lol">{billion}]>'
        f'<html><body><main><h1>Annual Conferences</h1><p>&f; &a11;</p><p xmlns:xi="http://www.w3.org/2001/XInclude">'
        f'<xi:include href="file://{secret}" parse="text"/></p></main></body></html>'
    ).encode()
    text = read_document(body, "text/html", LAYOUTS).text
    assert "a-secret-word" not in text
    assert len(text) < 10_000


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(
    "piece",
    [
        b"<link rel=canonical ",
        b"<meta property='og:url' ",
        b"<link href='",
        b"<script>",
        b"<!--",
        b"<!-- saved from url=(1)a ",
    ],
)
def test_a_saved_page_of_one_piece_over_and_over_is_read(piece: bytes, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"<body>" + piece * (200_000 // len(piece)))
    archive = FileArchive(page, most_bytes=MOST, report=lambda _: None)
    assert list(archive.all_captures()) == []
    assert len(list(archive.unplaced_pages())) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("markup", ["<div>" * 60_000, "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">"])
def test_markup_that_is_deep_or_crowded_is_read(markup: str) -> None:
    body = f"<html><body><main><h1>Annual Conferences</h1>{markup}<p>The end of it</p>".encode()
    page = read_page(body, original=PAGE)
    assert "The end of it" in page.text
    assert any(isinstance(notice, TooMuchForParser) for notice in page.notices)


# --- terminals --------------------------------------------------------------------------------------------------------

STEERING = (
    "\x1b]0;owned\x07\x1b[2J\x1b]8;;http://evil.example/\x07link\x9b31m\x00\x08\x7f\u202e\u2066\u2067\u061c\u200f\u2028"
)
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _hostile_page(words: str) -> bytes:
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Annual Conferences {STEERING}</title></head><body><main>"
        f"<h1>Annual Conferences {STEERING}</h1>"
        f"<p>UCCN Annual Conferences were held in Ly{STEERING}on (France{STEERING}) in 2009{words}.</p>"
        f"<p>The main objectives of the Annual Conference are:</p><ul><li>=1+1{STEERING} cmd</li><li>＠SUM(A1) {words}</li>"
        f"<li>-2+3 one<br>=2+5 two</li></ul></main></body></html>"
    ).encode()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder with a WARC of hostile pages, both in its name and in what it holds; `out` is made from it."""
    folder = tmp_path / f"evil{STEERING}".replace("/", "").replace("\x00", "")
    folder.mkdir()
    made = WarcFile()
    type_ = (("Content-Type", f"text/html; charset=utf-8{STEERING[:4]}"),)
    for time, words in (("2019-01-01T00:00:00Z", ""), ("2020-01-01T00:00:00Z", f", Bologna{STEERING} (Italy) in 2013")):
        made.response(PAGE, time, _hostile_page(words), headers=type_)
    made.save(folder / f"x{STEERING}.warc.gz".replace("/", "").replace("\x00", ""))
    (folder / "broken.wacz").write_bytes(b"PK\x03\x04" + STEERING.encode("utf-8", "surrogatepass"))
    return folder


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("captures", PAGE, "--archive", "EVIL"),
    ("plan", "--archive", "EVIL"),
    ("extract", "EVIL"),
    ("import", "EVIL"),
    ("build",),
    ("verify",),
    ("diff", "previous", "latest"),
    ("diff", "previous", "latest", "--all"),
    ("diff", "previous", "latest", "--all", "--unified"),
    ("diff", "EVIL", "latest", "--text"),
    ("log",),
    ("explain", "2009", STEERING.replace("\x00", ""), "cmd"),
    ("changes", PAGE, "--archive", "EVIL"),
    ("as-of", "2021"),
    ("as-of", "2021", "--by-page"),
    ("as-of", "2021", "--by-page", "--csv"),
    ("status",),
    ("doctor", "--archive", "EVIL"),
    ("run", "--archive", "EVIL", "-vv"),
    ("run", "--archive", "EVIL", "--log-json", "-v"),
)
WITH_JSON = {
    "captures",
    "plan",
    "extract",
    "import",
    "build",
    "verify",
    "diff",
    "log",
    "explain",
    "changes",
    "status",
    "run",
}


def _commanded(arguments: tuple[str, ...], folder: Path, capsys: Captured, *more: str) -> tuple[str, str]:
    given = [str(folder) if argument == "EVIL" else argument for argument in arguments]
    output = [] if arguments[0] in ("captures", "extract") else ["--output", "out"]
    run_command([*given, *output, *more])
    told = capsys.readouterr()
    return told.out, told.err


@pytest.fixture
def ran(hostile: Path, capsys: Captured) -> Path:
    _commanded(("run", "--archive", "EVIL"), hostile, capsys)
    return hostile


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_lets_a_page_or_a_name_steer_the_terminal(
    arguments: tuple[str, ...], ran: Path, capsys: Captured
) -> None:
    out, err = _commanded(arguments, ran, capsys)
    assert out
    assert not FORBIDDEN.findall(re.sub(r"\r\n", "\n", out + err))


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [one for one in COMMANDS if one[0] in WITH_JSON], ids=" ".join)
def test_json_stays_json_and_steers_no_terminal(arguments: tuple[str, ...], ran: Path, capsys: Captured) -> None:
    if "--unified" in arguments or "--log-json" in arguments:
        arguments = arguments[:-2] if "--log-json" in arguments else arguments[:-1]
    out, _ = _commanded(arguments, ran, capsys, "--json")
    assert not FORBIDDEN.findall(out)
    assert out.splitlines()
    for line in out.splitlines():
        json.loads(line)


def test_a_name_that_is_no_utf_8_can_be_told(tmp_path: Path, capsys: Captured) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/x\xff\x9b.html")
    Path(path).write_text("<html><body>Words</body></html>")
    assert run_command(["extract", path]) in (0, 3)
    run_command(["extract", path, "--json"])
    run_command(["extract", f"{path}.gone"])
    captured = capsys.readouterr()
    assert not FORBIDDEN.findall(captured.out + captured.err)


def test_a_name_that_looks_like_an_option_is_told_harmlessly(capsys: Captured) -> None:
    assert run_command(["extract", f"--{STEERING}.html"]) == 2
    told = capsys.readouterr().err
    assert "--" in told
    assert not FORBIDDEN.findall(told)


# --- spreadsheets -----------------------------------------------------------------------------------------------------

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", cell) is not None


def test_no_cell_of_any_table_starts_a_formula(ran: Path, capsys: Captured) -> None:
    printed, _ = _commanded(("as-of", "2021", "--by-page", "--csv"), ran, capsys)
    tables = [path.read_text("utf-8") for path in Path("out/dataset").glob("*.csv")]
    cells = [cell for text in (printed, *tables) for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(FORMULA) and not _is_number(cell)] == []
    assert {mark for mark in FORMULA if any(cell.startswith(f"'{mark}") for cell in cells)} >= {"=", "＠"}


def test_a_printed_cell_with_a_line_break_starts_no_line_of_its_own(ran: Path, capsys: Captured) -> None:
    printed, _ = _commanded(("as-of", "2021", "--by-page", "--csv"), ran, capsys)
    rows = list(csv.reader(io.StringIO(printed, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}


# --- HTML -------------------------------------------------------------------------------------------------------------

MARKUP = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\" onload='x' javascript:alert(1) ' {STEERING}"


def test_no_value_is_markup_anywhere_in_a_report() -> None:
    side = Shown(
        label=MARKUP,
        original=f"javascript:{MARKUP}",
        timestamp=MARKUP,
        memento_url=f"https://x/{MARKUP}",
        digest=MARKUP,
    )
    row = RecordRow(table=MARKUP, key=MARKUP, field=MARKUP, kind=MARKUP, before=MARKUP, after=MARKUP, cause=MARKUP)
    page = html.fromstring(diff_page(side, side, records=[row], language=MARKUP).encode())
    assert not page.xpath(
        "//script | //img | //link | //iframe | //object | //embed | //base | //form | //@src | //@style"
    )
    assert not [name for element in page.iter("*") for name in element.attrib if name.startswith("on")]
    assert {address.partition(":")[0] for address in page.xpath("//@href") if not address.startswith("#")} <= {"https"}
    assert len(page.xpath("//style")) == 1
    assert "alert" not in page.xpath("//style")[0].text
    assert page.xpath("//title")[0].text.startswith("</style></title><script>")


def test_a_report_forbids_itself_to_load_anything() -> None:
    page = html.fromstring(diff_page(Shown(label="a"), Shown(label="b")).encode())
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not re.search(r"url\(|@import", page.xpath("//style")[0].text)
    names = [element.tag for element in page.xpath("//head/*")]
    assert names.index("style") > next(
        at for at, element in enumerate(page.xpath("//head/*")) if element.get("http-equiv")
    )
