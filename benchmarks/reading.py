"""From a WARC of captures to facts: our time beside peers' and a floor, as ratios: `python -m benchmarks.reading`.

The floor is inflating the same file. The peers read the same pages' main text: `warcio` with Beautiful Soup (lxml), and
`warcio` with lxml alone, both without any grammar. All are measured in turn, in one process, and the median is told.
"""

import argparse
import gzip
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from lxml import html
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper import extract
from scraper.archives.files.on_disk import FileArchive
from scraper.opening import open_archive
from scraper.store.store import Store
from scraper.store.sync import sync
from scraper.subjects.uccn.records import conferences

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
BODY = (
    Path(__file__).resolve().parent.parent / "fixtures/pages/annual-conferences/20220315092632-seed-banner-a/body.html"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--captures", type=int, default=1000, help="how many captures; each has its own form token")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--smoke", action="store_true", help="a short run, to see that it works")
    options = parser.parse_args()
    captures, rounds = (20, 1) if options.smoke else (options.captures, options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "captures.warc.gz"
        path.write_bytes(collection(captures))
        ways: dict[str, Callable[[Path], int]] = {
            "floor: inflate": inflate,
            "warcio + lxml, text only": warcio_lxml,
            "warcio + soup (lxml), text only": warcio_soup,
            "scraper: extract, all facts": extract_all,
            "scraper: run, store and index": store_all,
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                began = time.perf_counter()
                found = way(path)
                times[name].append(time.perf_counter() - began)
                if found != captures:
                    sys.exit(f"{name}: {found} of {captures} captures")
    report(times, captures)


def report(times: dict[str, list[float]], captures: int) -> None:
    """Print each way's median as ratios to the floor and to warcio with lxml."""
    median = {name: statistics.median(taken) for name, taken in times.items()}
    floor, peer = median["floor: inflate"], median["warcio + lxml, text only"]
    print(f"{captures} captures, median of {len(times['floor: inflate'])}")
    print(f"{'':<36}{'x floor':>10}{'x warcio + lxml':>18}{'ms a capture':>15}")
    for name, taken in median.items():
        print(f"{name:<36}{taken / floor:>10.1f}{taken / peer:>18.2f}{taken / captures * 1000:>15.2f}")


def collection(captures: int) -> bytes:
    """Return a WARC of the seed page, captured again and again, each time with another form token."""
    body, buffer = BODY.read_bytes(), io.BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    for number in range(captures):
        token = b'<input type="hidden" name="form_build_id" value="form-%08d">' % number
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        date = f"{2015 + number // 31536000}-01-01T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}Z"
        record = writer.create_warc_record(
            PAGE,
            "response",
            payload=io.BytesIO(body.replace(b"</form>", token + b"</form>")),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": date},
        )
        writer.write_record(record)
    return buffer.getvalue()


def inflate(path: Path) -> int:
    """Inflate the file and count its records."""
    with gzip.open(path) as file:
        return sum(chunk.count(b"WARC-Type: response") for chunk in iter(lambda: file.read(1 << 26), b""))


def _bodies(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        return [record.content_stream().read() for record in ArchiveIterator(file) if record.rec_type == "response"]


def warcio_lxml(path: Path) -> int:
    """Read the main text of every page with warcio and lxml."""
    texts = [html.fromstring(body).xpath("string(//*[@id='block-system-main'])") for body in _bodies(path)]
    return sum("Fabriano" in text for text in texts)


def warcio_soup(path: Path) -> int:
    """Read the main text of every page with warcio and Beautiful Soup."""
    soups = (BeautifulSoup(body, "lxml").find(id="block-system-main") for body in _bodies(path))
    return sum(soup is not None and "Fabriano" in soup.get_text() for soup in soups)


def extract_all(path: Path) -> int:
    """Read all facts of every page, as `scraper extract` does."""
    archive = open_archive(str(path))
    assert isinstance(archive, FileArchive)
    return sum(len(conferences(extract(archive.replay(capture)))) == 13 for capture in archive.all_captures())


def store_all(path: Path) -> int:
    """Store every capture, as `scraper run` does."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        return sync(open_archive(str(path)), [PAGE], store).listings[0].captures


if __name__ == "__main__":
    main()
