"""Every reader takes any bytes: a few inputs of the fuzzer's for each, the smallest ones that once went wrong, the fuzzer itself."""

import faulthandler
import gzip
import io
import os
import random
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import WarcFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archives.files import warc
from scraper.dataset.published import published
from scraper.errors import StoreError
from tools.fuzz import Finding, finding_of, input_of, main, search
from tools.fuzz_mutations import BYTES, JSON, PAGE, mutated
from tools.fuzz_readers import Reader, readers

pytestmark = pytest.mark.fuzz

ROOT = Path(__file__).parents[1]

NAMES = (
    "warc warc-archive one-piece arc wacz saved-page capture-json store cdx timemap index-server address http-message content replay "
    "settings dataset-json dataset-csv lock-json host-state last-build kept-index page page-kinds diff"
).split()
FEW = settings(max_examples=12, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    return readers(tmp_path_factory.mktemp("scratch"))


def test_every_reader_of_the_fuzzer_is_tried_here(table: dict[str, Reader]) -> None:
    assert list(table) == NAMES


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("name", NAMES)
@given(st.data())
@FEW
def test_any_change_of_a_good_input_is_read_or_refused_in_words(
    table: dict[str, Reader], name: str, data: st.DataObject
) -> None:
    reader = table[name]
    entry = data.draw(st.sampled_from(reader.corpus))
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    with suppress(*reader.errors):
        reader.read(reader.shape(mutated(chance, entry, reader.corpus, reader.mutations), chance))


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("name", NAMES)
@given(st.binary(max_size=300))
@FEW
def test_any_bytes_are_read_or_refused_in_words(table: dict[str, Reader], name: str, data: bytes) -> None:
    with suppress(*table[name].errors):
        table[name].read(data)


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_of_each_reader_is_good(table: dict[str, Reader], name: str) -> None:
    """An input that nobody changed is read, or the fuzzer would look at the first check of a reader only."""
    reader = table[name]
    refused = 0
    for entry in reader.corpus:
        try:
            reader.read(entry if reader.name not in ("warc", "warc-archive", "store") else gzip.compress(entry))
        except reader.errors:
            refused += 1
    # A WARC file is no WACZ, its shape makes one of it; a message that an archive did not sign is no replay.
    assert refused <= len(reader.corpus) / 2 or name in ("wacz", "replay")


# --- what was found ---------------------------------------------------------------------------------------------------

DIGITS = b"9" * 5000
LISTED = (ROOT / "fixtures/pages/annual-conferences/20220919203355-portuguese-host-site/body.html").read_bytes()
TYPO3 = b"<!--TYPO3SEARCH_begin--><html><body><!--TYPO3SEARCH_begin--><div class='csc-default'>x</div></body></html>"
STATE = b'{"host":"x","rest":{"since":0,"until":1e300,"why":"ban"},"limited":true,"bans":%s,"banned":1.0}'
FOUND = {
    "an index of blank lines": ("cdx", b"\n" * 2_000_000),
    "a number of thousands of digits in settings": ("settings", b"[limits]\nbody_bytes = " + DIGITS),
    "settings nested without end": ("settings", b"a = " + b"[" * 5000),
    "bytes that are no UTF-8 in settings": ("settings", b"contact = '\xff'"),
    "bytes that are no UTF-8 in dataset.json": ("dataset-json", b'{"conferences":["\xff"]}'),
    "a dataset.json of other types": ("dataset-json", b'{"conferences":1,"events":[],"objectives":[],"conflicts":[]}'),
    "bytes that are no UTF-8 in lock.json": ("lock-json", b'{"versions":{"tool":"\xff"}}'),
    "a lock nested without end": ("lock-json", b'{"a":' * 5000),
    "a timeline without years": ("dataset-csv", b"\x00city\r\nLyon\r\n"),
    "a timeline of a year that is none": ("dataset-csv", b"\x00year,city\r\n" + DIGITS + b",Lyon\r\n"),
    "events without originals": ("dataset-csv", b"\x02year\r\n2009\r\n"),
    "captures without times": ("dataset-csv", b"\x03original\r\nx\r\n"),
    "evidence without tables": ("dataset-csv", b"\x04key\r\nx\r\n"),
    "what is no CSV": ("dataset-csv", b"\x00year,city\rx"),
    "a host's state that is no UTF-8": ("host-state", b'{"host":"\xff"}'),
    "a host banned without end": ("host-state", STATE % b"1000000000000"),
    "a rest beyond the calendar": ("host-state", STATE % b"1"),
    "a mark of TYPO3 beside the page's element": ("page", TYPO3),
    "a part of TYPO3 beside the page's element": ("page", b'></html><!TYPO3SEARCH_begin><v class="csc-default">'),
    "a control character behind a toolbar": ("page", b'\x07<div id="wm-media-curtain"></div> '),
    "a tag of a name that XML has not": ("page", b"<p " + b"a " * 3000 + "><h²>".encode()),
    "days without a year, one after the other": (
        "page",
        b"<main><h1>Annual Conferences</h1><p>Annual Conferences were held in Lyon (France), " + b"12 " * 40,
    ),
    "an attribute of a name that XML has not": ("page", b"<p " + b"a " * 3000 + "c\u00b2=1>".encode()),
    "dashes before the noun that announces objectives": (
        "page",
        b"<main><h1>Annual Conferences</h1><p>The " + b"- " * 40 + "… zebra objectives are: to meet and to talk</p>".encode(),
    ),
    "small words before the noun that announces objectives": (
        "page",
        b"<main><h1>Annual Conferences</h1><p>The " + b"a its " * 30 + b"zebra objectives are: to meet and to talk</p>",
    ),
    "an ordinal of thousands of digits": (
        "page",
        b"<main><h1>Annual Conferences</h1><table><tr><td>" + DIGITS + b"</td><td>Lyon</td><td>2009</td></tr></table>",
    ),
    "a row in a row of no table": ("page", b"<D><tr><thead><tr><td>t"),
    "thousands of years behind cities in one paragraph": (
        "page",
        LISTED.replace(b"Belo Horizonte (2019), ", b"Belo Horizonte (2019), Paraty (2017), " * 2000),
    ),
    "a length that is no number": ("http-message", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \xb2\r\n\r\n<p>x"),
    "a length of thousands of digits": ("http-message", b"HTTP/1.1 200 OK\r\nContent-Length: " + DIGITS + b"\r\n\r\n<p>x"),
    "a status of thousands of digits": (
        "capture-json",
        b'{"original":"https://x.example/","timestamp":"2022","statuscode":100000000000000000000}',
    ),
}  # fmt: skip


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(("name", "data"), FOUND.values(), ids=FOUND)
def test_what_was_found_stays_mended(table: dict[str, Reader], name: str, data: bytes) -> None:
    with suppress(*table[name].errors):
        table[name].read(data)


@pytest.mark.parametrize("header", [("Nämé", "x"), ("X", "é"), ("Content-Type", "text/ä"), ("X: y\r\nZ", "x")])
def test_a_response_with_a_header_that_is_no_ascii_is_kept(table: dict[str, Reader], header: tuple[str, str]) -> None:
    made = WarcFile()
    made.response("https://en.unesco.org/", "2022-03-15T09:26:32Z", b"x", headers=(("Content-Type", "text/html"),))
    head = f"{header[0]}: {header[1]}\r\n".encode()
    table["store"].read(gzip.compress(_with_header(gzip.decompress(made.content), head)))


def _with_header(record: bytes, head: bytes) -> bytes:
    at = record.index(b"Content-Type: text/html")
    longer = record[:at] + head + record[at:]
    start, end = longer.index(b"Content-Length: ") + 16, longer.index(b"\r\n", longer.index(b"Content-Length: "))
    return longer[:start] + str(int(longer[start:end]) + len(head)).encode() + longer[end:]


def test_a_record_takes_the_memory_of_what_is_there_and_not_of_what_may_be() -> None:
    made = WarcFile()
    made.response("https://en.unesco.org/", "2022-03-15T09:26:32Z", b"body")
    file = io.BytesIO(made.content)
    (record,) = warc.records(file, len(made.content), 1 << 50)
    assert isinstance(record, warc.Record)
    assert record.block.endswith(b"body")


def test_a_member_of_a_wacz_that_is_damaged_is_unreadable(table: dict[str, Reader], tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as wacz:
        wacz.writestr("archive/x.warc.gz", random.Random(1).randbytes(3000))
    damaged = made.getvalue()[:200] + b"\xff" * 50 + made.getvalue()[250:]
    with pytest.raises(table["wacz"].errors):
        table["wacz"].read(damaged)


def test_a_dataset_that_lacks_a_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "timeline.csv").write_text("city\nLyon\n")
    with pytest.raises(StoreError, match=r"timeline\.csv: cannot be read: it has no column id"):
        published(tmp_path)


# --- the fuzzer -------------------------------------------------------------------------------------------------------


def _reader(read: Callable[[bytes], None]) -> Reader:
    return Reader(name="mine", read=read, corpus=(b"a", b"b 1"), mutations=BYTES, errors=(StoreError,))


def _wrong(_: bytes) -> None:
    raise KeyError("wrong")


def _documented(_: bytes) -> None:
    raise StoreError("right")


def _endless(_: bytes) -> None:
    while True:
        pass


def _endless_in_a_library(_: bytes) -> None:
    import signal

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    while True:
        pass


def _greedy(_: bytes) -> None:
    bytearray(1 << 40)


def _ended(_: bytes) -> None:
    faulthandler.disable()  # pytest's, which would print where
    os.abort()


def test_an_input_follows_from_seed_and_number(table: dict[str, Reader]) -> None:
    reader = table["wacz"]
    assert input_of(reader, 1, 2) == input_of(reader, 1, 2)
    assert len({input_of(table["cdx"], 1, number) for number in range(50)}) > 25


@pytest.mark.parametrize(("read", "said"), [(_wrong, "KeyError: 'wrong'"), (_endless, "more than 0.05 s")])
def test_an_error_that_is_not_documented_and_a_hang_are_findings(read: Callable[[bytes], None], said: str) -> None:
    finding = finding_of(_reader(read), 7, b"x", 0.05)
    assert finding is not None
    assert (finding.number, finding.data) == (7, b"x")
    assert said in finding.what


def test_a_documented_error_is_no_finding() -> None:
    assert finding_of(_reader(_documented), 0, b"x", 5.0) is None
    assert list(search(_reader(_documented), range(3), 0, 5.0)) == []


@pytest.mark.parametrize(
    ("read", "said"),
    [(_ended, "the process ended with -6"), (_endless_in_a_library, "in a library"), (_greedy, "MemoryError")],
)
def test_what_ends_or_holds_the_process_is_a_finding_and_the_search_goes_on(
    read: Callable[[bytes], None], said: str
) -> None:
    findings: Iterator[Finding] = search(_reader(read), range(5, 7), 0, 0.05)
    found = list(findings)
    assert [finding.number for finding in found] == [5, 6]
    assert all(said in finding.what for finding in found)


def test_the_command_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--inputs", "6", "--reader", "cdx", "--reader", "timemap"]) == 0
    assert "6 inputs, 2 readers, seed 0: 0 findings" in capsys.readouterr().out


@pytest.mark.parametrize("mutations", [BYTES, PAGE, JSON])
def test_mutations_take_any_input(mutations: tuple[object, ...]) -> None:
    for number in range(200):
        chance = random.Random(number)
        assert isinstance(mutated(chance, chance.choice([b"", b"{}", b"<p>1</p>"]), [b"", b"x"], mutations), bytes)  # type: ignore[arg-type]
