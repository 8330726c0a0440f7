"""The report: everything that the dataset states is there, with its evidence; nothing in it runs, loads, or leads astray."""

import base64
import csv
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import WarcFile
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from reports import HOSTILE, enlarged, hostile, rewritten

from scraper.cli import cli, run_command
from scraper.errors import StoreError
from scraper.report.page.atlas import NEAR, Place, atlas
from scraper.report.page.page import report, write_report
from scraper.report.page.projection import HEIGHT, WIDTH, projected
from scraper.report.page.told import address, marked
from tools.make_land import cut


@pytest.fixture(scope="module")
def page(published: Path) -> str:
    return report(published / "dataset")


@pytest.fixture(scope="module")
def tree(page: str) -> Any:
    return html.document_fromstring(page)


def _rows(published: Path, table: str) -> list[dict[str, str]]:
    with (published / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _text(node: Any) -> str:
    return " ".join(node.text_content().split())


def _section(tree: Any, id: str) -> Any:
    (found,) = tree.xpath(f"//section[@aria-labelledby='{id}']")
    return found


# --- what it shows ----------------------------------------------------------------------------------------------------


def test_its_head_names_the_newest_capture_how_much_there_is_and_how_to_cite_it(published: Path, tree: Any) -> None:
    head = _text(tree.xpath("//header")[0])
    assert "Newest capture 2025-07-22" in head
    assert f"Values with evidence {sum(bool(row['quote']) for row in _rows(published, 'evidence')):,}" in head
    assert "scraper verify" in head
    assert "captures up to 2025-07-22" in head
    assert "webarchive.example is a name that is reserved for examples" in head
    lock = hashlib.sha256((published / "dataset" / "lock.json").read_bytes()).hexdigest()
    assert f"sha256:{lock}" in head
    bibtex = _text(tree.xpath("//header//pre")[0])
    assert bibtex.startswith("@misc{")
    assert "year = {2025}" in bibtex
    assert not re.search(r"T\d\d|\d\d:\d\d:\d\d", head), "a time of day"


def test_every_host_is_there_with_what_the_table_says_of_it(published: Path, tree: Any) -> None:
    entries = {
        _text(one.find("summary")): one for one in _section(tree, "timeline").xpath(".//details[@class='entry']")
    }
    rows = _rows(published, "timeline")
    assert len(entries) == len(rows)
    (krakow,) = (one for said, one in entries.items() if said.startswith("2018 Krakow Poland held"))
    (row,) = (row for row in rows if row["id"] == "2018/krakow")
    assert "start_date" not in row or f"{row['start_date']} to {row['end_date']}" in _text(krakow.find("summary"))
    assert [mark.text for mark in krakow.xpath(".//ul[@class='wordings']//mark")].count("Cracovie") >= 1
    assert "a city and a year of one sentence that is about the conference" in _text(krakow)
    (note,) = krakow.xpath(".//p[@class='copy']")
    assert _text(note).startswith("“")
    assert "timeline 2018/krakow." in _text(note)
    for row in rows:
        assert any(row["city"] in said and row["year"] in said for said in entries), row["id"]


def test_what_does_not_stand_is_apart_and_leads_to_what_took_its_place(published: Path, tree: Any) -> None:
    hosts = _section(tree, "timeline")
    former = [row for row in _rows(published, "timeline") if row.get("standing", "current") != "current"]
    shown = hosts.xpath("./h3[.='Not in force']/following-sibling::details")
    assert [one.xpath("./div/@id") for one in shown] == [[f"timeline/{row['id']}"] for row in former]
    for one, row in zip(shown, former, strict=True):
        assert row["standing"] in _text(one.find("summary"))
        instead = one.xpath(".//p[starts-with(., 'In its place')]/a/@href")
        assert instead == ([f"#timeline/{row['superseded_by']}"] if row["superseded_by"] else [])
    arcs = _section(tree, "strip-timeline").xpath(".//svg[@class='arcs']/path")
    assert len(arcs) == sum(bool(row["superseded_by"]) for row in former)


def test_every_link_inside_the_page_has_its_place_and_every_other_goes_to_the_web(tree: Any) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in tree.xpath("//a/@href"):
        assert link[1:] in ids if link.startswith("#") else address(link), link
    for used in tree.xpath("//use/@href"):
        assert used[1:] in ids


def test_each_place_of_a_current_host_is_on_the_map(published: Path, tree: Any) -> None:
    said = " ".join(tree.xpath("//svg[@aria-label='World map']/a/@aria-label"))
    for row in _rows(published, "timeline"):
        if row["latitude"] and row.get("standing", "current") == "current":
            assert f"{row['city']}, {row['country']}, {row['year']}" in said


def test_each_current_objective_is_there_and_its_wordings_are_differences(published: Path, tree: Any) -> None:
    section = _section(tree, "objectives")
    for row in _rows(published, "objectives"):
        assert row["text"] in _text(section)
    assert section.xpath(".//ol[@class='wordings']//ins")
    assert section.xpath(".//span[@lang='fr']")


def test_changes_of_substance_come_first_and_all_others_are_on_a_toggle(tree: Any) -> None:
    section = _section(tree, "changes")
    assert re.fullmatch(r"\d+ changes of substance", _text(section.find("h3")))
    (rest,) = section.xpath("./details")
    assert re.match(r"\d+ other changes: wording, language", _text(rest.find("summary")))
    substance = {one.text for one in section.xpath("./ul//i")}
    assert "added" in substance
    assert not substance & {"reworded", "respelt", "translated", "encoding", "not confirmed"}
    assert {one.text for one in rest.xpath(".//i")} & {"reworded", "respelt"}


def test_both_sides_of_a_contradiction_stand_beside_each_other_with_their_words(published: Path, tree: Any) -> None:
    articles = _section(tree, "contradictions").xpath(".//article")
    rows = _rows(published, "conflicts")
    assert len(articles) == len(rows)
    for article, row in zip(articles, rows, strict=True):
        one, other = article.xpath("./div[@class='sides']/div")
        assert _text(one).startswith(row["value"])
        assert _text(other).startswith(row["other_value"])
        assert one.xpath("./blockquote")
        assert other.xpath("./blockquote")


def test_the_calendar_has_every_capture_and_a_ring_where_a_page_states_something_else(
    published: Path, tree: Any
) -> None:
    calendar = _section(tree, "captures")
    told = sum(int(re.sub(r"\D", "", one.text)) for one in calendar.xpath(".//div[@class='page']/div/span"))
    assert told == len(_rows(published, "captures"))
    assert calendar.xpath(".//a/rect[@class='ring']")


def test_its_last_part_says_what_was_not_read_and_how_to_make_it_again(published: Path, tree: Any) -> None:
    method = _text(_section(tree, "method"))
    document = json.loads((published / "dataset" / "dataset.json").read_bytes())
    assert f"{len(document['unread'])} stretches of text" in method
    assert "scraper build --locked" in method
    for outcome, number in document["captures"]["outcomes"].items():
        assert f"{outcome} {number}" in method


def test_search_engines_find_the_dataset_in_its_head(published: Path, tree: Any) -> None:
    (script,) = tree.xpath("//script")
    assert script.get("type") == "application/ld+json"
    found = json.loads(script.text)
    assert (found["@context"], found["@type"], found["dateModified"]) == (
        "https://schema.org/",
        "Dataset",
        "2025-07-22",
    )
    package = json.loads((published / "dataset" / "datapackage.json").read_bytes())
    assert found["name"] == package["title"]
    names = {one["contentUrl"] for one in found["distribution"]}
    assert names == {f"dataset/{resource['path']}" for resource in package["resources"]}


# --- what it costs, and what it is made of ----------------------------------------------------------------------------


@pytest.mark.slow
def test_it_is_small_for_the_fixtures_and_grows_gently(published: Path, page: str, tmp_path: Path) -> None:
    assert len(page.encode()) < 300_000
    assert len(report(enlarged(published / "dataset", tmp_path / "large", 10_000)).encode()) < 3_000_000


def test_the_same_dataset_gives_the_same_page_wherever_it_lies(published: Path, page: str, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(published / "dataset", tmp_path / "copy"))
    assert report(copy) == page


def test_its_policy_allows_its_own_style_and_nothing_else(page: str, tree: Any) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not tree.xpath("//@style | //@onload | //@onclick | //img | //iframe | //link | //object | //form")


def test_it_stands_beside_the_dataset_and_is_no_part_of_its_lock(published: Path) -> None:
    lock = json.loads((published / "dataset" / "lock.json").read_bytes())
    assert "report.html" not in lock["files"]


# --- what hostile captures would do -----------------------------------------------------------------------------------


def test_words_and_addresses_of_captures_are_text_and_nothing_more(published: Path, tmp_path: Path) -> None:
    written = report(hostile(published / "dataset", tmp_path / "hostile"))
    tree = html.document_fromstring(written)
    assert [one.get("type") for one in tree.xpath("//script")] == ["application/ld+json"]
    assert len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img | //*[@onclick] | //*[@onload] | //*[@onerror] | //*[@onmouseover]")
    assert all(link.startswith("#") or address(link) for link in tree.xpath("//a/@href"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x08\x0b-\x1f\x7f-\x9f]", written)
    assert "{{ 7 * 7 }}" in written
    assert len(written) < 600_000, "a quote of 100 KB is shown whole"


@given(st.text(max_size=2_000), st.lists(st.text(max_size=20), max_size=4))
def test_marked_words_are_the_text_itself(text: str, words: list[str]) -> None:
    parts = marked(text, words)
    if len(text) <= 600:
        assert "".join(part for part, _ in parts) == text
    assert all(part in words for part, is_marked in parts if is_marked)


def test_a_long_text_is_shown_around_its_marked_words() -> None:
    parts = marked(f"{'a ' * 5_000}Paris{' b' * 5_000}", ["Paris"])
    assert ("Paris", True) in parts
    assert sum(len(part) for part, _ in parts) < 700
    assert parts[-1][0].endswith("(20,005 characters)")


@pytest.mark.parametrize("word", HOSTILE)
def test_no_scheme_but_the_web_s_becomes_a_link(word: str) -> None:
    assert address(word) is None


# --- the map ----------------------------------------------------------------------------------------------------------


def test_the_projection_is_equal_earth() -> None:
    """The points are those of PROJ's `+proj=eqearth`, in parts of half the equator's length."""
    assert projected(0, 0) == (WIDTH / 2, HEIGHT / 2)
    assert projected(180, 0)[0] == pytest.approx(WIDTH)
    assert projected(0, 90)[1] == pytest.approx(0, abs=1)
    assert projected(-180, -90)[1] == pytest.approx(HEIGHT, abs=1)


degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(degrees, max_size=60))
def test_markers_stand_for_every_place_once_and_none_covers_another(found: list[tuple[float, float]]) -> None:
    places = [Place(str(at), "", 0, *place) for at, place in enumerate(found)]
    drawn = atlas(places)
    markers = drawn.markers if drawn else ()
    assert sorted((place.anchor for one in markers for place in one.places), key=int) == [
        str(at) for at in range(len(found))
    ]
    for at, one in enumerate(markers):
        for other in markers[at + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (NEAR - 0.2) ** 2


def test_land_across_the_antimeridian_is_cut_in_two() -> None:
    parts = list(cut([(170.0, 10.0), (-170.0, 10.0), (-170.0, 0.0), (170.0, 0.0), (170.0, 10.0)]))
    assert [(min(x for x, _ in part), max(x for x, _ in part)) for part in parts] == [(-180, -170), (170, 180)]


def test_land_around_a_pole_reaches_it() -> None:
    (part,) = cut([(-180.0, -80.0), (-60.0, -75.0), (60.0, -75.0), (180.0, -80.0)])
    assert min(y for _, y in part) == -90


# --- from the command line --------------------------------------------------------------------------------------------


def test_the_command_writes_it_beside_the_dataset(made: Path, page: str) -> None:
    done = CliRunner().invoke(cli, ["report", "--output", str(made)], standalone_mode=False)
    assert (done.return_value, done.output) == (0, f"wrote {made / 'report.html'}\n")
    assert (made / "report.html").read_text(encoding="utf-8") == page


def test_every_build_makes_it_and_the_same_store_makes_the_same(made: Path, page: str) -> None:
    (made / "report.html").unlink(missing_ok=True)
    assert run_command(["build", "--output", str(made)]) == 0
    assert (made / "report.html").read_text(encoding="utf-8") == page


def test_without_a_dataset_it_says_what_makes_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["report", "--output", str(tmp_path)]) == 3
    assert "create the dataset with `scraper run` or `scraper build`" in capsys.readouterr().err


def test_a_dataset_that_is_not_as_it_was_published_has_no_report(published: Path, tmp_path: Path) -> None:
    for name in ("datapackage.json", "timeline.csv", "README.md"):
        place = tmp_path / name / "dataset"
        shutil.copytree(published / "dataset", place)
        (place / name).write_text('{"resources": [{"name": 5}]}')
        with pytest.raises(StoreError, match="scraper build"):
            report(place)


@pytest.mark.slow
def test_what_is_in_its_way_costs_the_report_and_not_the_build(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (made / "report.html").unlink(missing_ok=True)
    (made / "report.html").mkdir()
    try:
        assert run_command(["build", "--output", str(made)]) == 1
        assert "no report: " in capsys.readouterr().err
        assert (made / "dataset" / "lock.json").is_file()
    finally:
        (made / "report.html").rmdir()


@pytest.mark.parametrize("name", ["lock.json", "evidence.csv", "dataset.json", "datapackage.json"])
def test_a_dataset_that_lacks_a_file_is_refused_by_name(published: Path, tmp_path: Path, name: str) -> None:
    copy = rewritten(published / "dataset", tmp_path / "copy")
    (copy / name).unlink()
    with pytest.raises(StoreError, match=re.escape(name)):
        write_report(copy, tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


# --- of files: no address in an archive -------------------------------------------------------------------------------

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
SAID = (
    (
        "2018-01-01",
        "The Annual Conference was held in Lyon (France) in 2009.",
        "will be held in Katowice (Poland) in 2018.",
    ),
    (
        "2019-01-01",
        "The Annual Conference was held in Lyon (France) in 2009.",
        "was held in Katowice (Poland) in 2018.",
    ),
    (
        "2020-01-01",
        "The Annual Conference was held in Lyon (France) in 2009.",
        "was held in Katowice (Poland) in 2018. The Annual Conference will be held in Santos (Brazil) in 2022.",
    ),
)


@pytest.fixture(scope="module")
def of_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of an import of three captures of a page; the last one adds a host."""
    folder = tmp_path_factory.mktemp("files")
    warc = WarcFile()
    for day, *said in SAID:
        first, second = said
        text = f"<p>{first}</p><p>The Annual Conference {second}</p>"
        page = f"<!DOCTYPE html><html lang=en><title>Annual Conferences</title><main><h1>Annual Conferences</h1>{text}</main>"
        warc.response(PAGE, f"{day}T00:00:00Z", page.encode())
    warc.save(folder / "crawl.warc.gz")
    assert run_command(["import", str(folder / "crawl.warc.gz"), "--output", str(folder / "output"), "-q"]) == 0
    return folder / "output"


def test_a_capture_without_an_address_in_an_archive_is_no_link_and_is_cited_by_its_digest(of_files: Path) -> None:
    page = html.fromstring(report(of_files / "dataset"))
    assert not any("annual-conferences, 20" in _text(link) for link in page.xpath("//a"))
    assert not page.xpath("//*[@class='legend'][contains(., 'leads to the capture')]")
    assert page.xpath("//*[@class='ring']/title[contains(., 'states something else')]")
    assert all("sha1:" in _text(note) for note in _section(page, "timeline").xpath(".//p[@class='copy']"))
    assert "`url`, `timestamp` and `digest`" in (of_files / "dataset" / "README.md").read_text(encoding="utf-8")


def test_every_bar_lies_in_its_drawing_and_goes_on_where_only_the_status_changed(of_files: Path) -> None:
    page = html.fromstring(report(of_files / "dataset"))
    bars = {
        " ".join(one.xpath(".//a/text()")): [
            (int(bar.get("x")), int(bar.get("width"))) for bar in one.xpath(".//rect[@x]")
        ]
        for one in _section(page, "strip-timeline").xpath(".//ol/li")
    }
    assert bars["Lyon"] == [(0, 1000)]
    assert bars["Katowice"] == [(0, 1000)]
    ((start, width),) = bars["Santos"]
    assert start + width == 1000
    assert width >= 3


def test_the_head_counts_the_hosts_that_stand(published: Path, tree: Any) -> None:
    current = [row for row in _rows(published, "timeline") if row["standing"] == "current"]
    assert len(current) < len(_rows(published, "timeline"))
    head = [_text(one) for one in tree.xpath("//dl[@class='numbers']/div")]
    assert f"Hosts {len(current)}" in head
    assert all(one[0].isupper() for one in head)


def test_a_marker_of_several_places_has_the_status_of_most_of_them() -> None:
    found = atlas(Place(f"{number}", "", status, 10.0, 50.0) for number, status in enumerate((0, 0, 0, 1)))
    assert found is not None
    assert [marker.status for marker in found.markers] == [0]
