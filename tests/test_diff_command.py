"""Two sides of a diff, whatever they are: what differs, why, and the exit codes of `diff`."""

import csv
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import WarcFile
from lxml import html

from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.store.store import Store

ROOT = Path(__file__).parent.parent
WARCS = ROOT / "fixtures" / "warc"
CASES = ROOT / "fixtures" / "pages" / "annual-conferences"
SEED, BANNER_D = CASES / "20220315092632-seed-banner-a", CASES / "20220118033741-banner-d"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
Captured = pytest.CaptureFixture[str]


def _diff(capsys: Captured, place: Path, *arguments: str) -> tuple[int, dict[str, object]]:
    code = run_command(["diff", *arguments, "--output", str(place), "--json"])
    return code, json.loads(capsys.readouterr().out or "{}")


def test_the_same_capture_differs_in_nothing(made: Path, capsys: Captured) -> None:
    code, told = _diff(capsys, made, "latest", "latest", "--all")
    assert (code, told["differ"], told["records"], told["causes"]) == (0, False, [], {})


def test_what_was_added_between_two_captures_is_told_with_its_cause(made: Path, capsys: Captured) -> None:
    code, told = _diff(capsys, made, "previous", "latest")
    assert code == 1
    records = told["records"]
    assert isinstance(records, list)
    assert {record["key"] for record in records} == {"2022/santos", "2023/istanbul"}
    assert {(record["kind"], record["cause"]) for record in records} == {("added", "source")}


def test_furniture_and_tokens_alone_are_noise(made: Path, capsys: Captured) -> None:
    assert run_command(["diff", str(SEED), str(BANNER_D)]) == 0  # other banners, the same statements
    assert run_command(["diff", str(SEED), str(BANNER_D), "--text"]) == 0
    capsys.readouterr()
    code, told = _diff(capsys, made, str(SEED), str(BANNER_D), "--all")
    assert (code, list(told["causes"])) == (1, ["noise"])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "side",
    [
        "20220315",
        "2022-03-15T09:26:32Z",
        f"https://webarchive.unesco.org/web/20220315092632/{PAGE}",
        str(SEED),
        str(SEED / "body.html"),
    ],
)
def test_one_capture_can_be_named_in_many_ways(made: Path, capsys: Captured, side: str) -> None:
    code, told = _diff(capsys, made, "20220315092632", side)
    assert (code, told["records"]) == (0, [])


def test_of_a_collection_and_of_the_store_the_last_capture_of_the_page_that_can_be_read_is_meant(
    made: Path, capsys: Captured
) -> None:
    assert run_command(["diff", str(WARCS), "latest", "--text", "--output", str(made), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["a"]["timestamp"] == json.loads(told.out)["b"]["timestamp"] == "2023-02-14T13:37:05Z"
    assert "'latest' is the capture of 2023-02-14T13:37:05Z: 1 later capture" in told.err
    assert "the last that can be read, of 2023-02-14T13:37:05Z" in told.err


def test_an_error_that_a_file_ends_with_is_no_side(made: Path, tmp_path: Path, capsys: Captured) -> None:
    warc = WarcFile()
    warc.response(PAGE, "2022-03-15T09:26:32Z", (SEED / "body.html").read_bytes())
    warc.response(PAGE, "2023-01-01T00:00:00Z", b"<title>Busy</title>", status="503 Service Unavailable")
    path = warc.save(tmp_path / "crawl.warc.gz")
    code, told = _diff(capsys, made, "20220315092632", str(path))
    assert (code, told["records"]) == (0, [])


def test_an_unknown_layout_is_not_everything_removed(made: Path, capsys: Captured) -> None:
    assert run_command(["diff", "latest", "2099", "--output", str(made)]) == 2
    assert "layout unknown" in capsys.readouterr().err
    code, told = _diff(capsys, made, "latest", "2099", "--all")
    assert (code, told["records"]) == (1, None)


def test_words_are_marked_and_a_patch_is_one(made: Path, capsys: Captured) -> None:
    assert run_command(["diff", "20180911071530", "20220315", "--text", "--output", str(made)]) == 1
    shown = capsys.readouterr().out
    assert "{+" in shown
    assert "\x1b" not in shown  # not a terminal
    assert run_command(["diff", "20180911071530", "20220315", "--text", "--unified", "--output", str(made)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0][:4], lines[1][:4], lines[2][:3]) == ("--- ", "+++ ", "@@ ")
    assert {line[0] for line in lines[3:]} <= set(" +-@")


def test_a_page_to_look_at_holds_everything_and_fetches_nothing(made: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "diff.html"
    assert run_command(["diff", "2018", "latest", "--all", "--html-out", str(out), "--output", str(made)]) == 1
    page = html.fromstring(out.read_bytes())
    assert not page.xpath("//script | //link | //img | //iframe | //@onclick")
    assert page.xpath("//ins")
    assert "2023-02-14T13:37:05Z" in page.text_content()
    assert page.get("lang") == "en"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)


def test_a_hostile_page_is_shown_as_its_words(tmp_path: Path) -> None:
    sides = []
    for name, words in (
        ("a", "Lyon"),
        ("b", "&lt;script&gt;alert(1)&lt;/script&gt; \x1b[2J &lt;img src=x onerror=y&gt;"),
    ):
        path = tmp_path / f"{name}.html"
        path.write_text(
            f"<!DOCTYPE html><html lang=en><head><title>Annual Conferences</title></head><body><main><h1>Annual Conferences</h1>"
            f"<p>{words}</p></main></body></html>",
            encoding="utf-8",
        )
        sides.append(str(path))
    out = tmp_path / "diff.html"
    assert run_command(["diff", *sides, "--all", "--html-out", str(out)]) == 1
    tags = _Tags()
    tags.feed(out.read_text(encoding="utf-8"))
    assert not tags.seen & {"script", "img"}


def test_a_terminal_is_not_steered(tmp_path: Path, capsys: Captured) -> None:
    test_a_hostile_page_is_shown_as_its_words(tmp_path)
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nothing-known", "latest"), "nothing-known"),
        (("latest", "https://example.org/"), "memento URL"),
        (("1990", "latest"), "1990"),
        (("latest", "latest", "--source", "https://example.org/none"), "example.org/none"),
        ((str(ROOT / "LICENSE"), "latest"), "LICENSE"),
        (("DATASET", "latest", "--text"), "--text"),
    ],
)
def test_trouble_is_2_and_says_what_to_name(
    made: Path, capsys: Captured, arguments: tuple[str, ...], named: str
) -> None:
    given = [str(made / "dataset") if word == "DATASET" else word for word in arguments]
    assert run_command(["diff", *given, "--output", str(made)]) == 2
    assert named in capsys.readouterr().err


# --- datasets ---------------------------------------------------------------------------------------------------------


def test_two_builds_of_one_store_are_the_same(made: Path, tmp_path: Path, capsys: Captured) -> None:
    with Store(made / "store") as store:
        build(store, tmp_path / "again")
    code, told = _diff(capsys, made, str(made / "dataset"), str(tmp_path / "again"))
    assert (code, told["records"]) == (0, [])


def _rewritten(path: Path, column: str, value: str) -> None:
    rows = _rows(path)
    rows[0][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_after_an_upgrade_nothing_but_rules_changed(made: Path, tmp_path: Path, capsys: Captured) -> None:
    old = Path(shutil.copytree(made / "dataset", tmp_path / "old"))
    lock = json.loads((old / "lock.json").read_bytes())
    lock["versions"]["rules_sha256"] = "of other rules"
    (old / "lock.json").write_text(json.dumps(lock), encoding="utf-8")
    _rewritten(old / "timeline.csv", "note", "read otherwise")
    code, told = _diff(capsys, made, str(old), str(made / "dataset"))
    assert (code, list(told["causes"])) == (1, ["rules"])  # type: ignore[call-overload]


def test_an_edited_dataset_is_unexplained(made: Path, tmp_path: Path, capsys: Captured) -> None:
    edited = Path(shutil.copytree(made / "dataset", tmp_path / "edited"))
    _rewritten(edited / "timeline.csv", "note", "somebody's")
    _, told = _diff(capsys, made, str(made / "dataset"), str(edited))
    assert list(told["causes"]) == ["unexplained"]  # type: ignore[call-overload]


def test_the_same_capture_with_other_bytes_is_the_replay(made: Path, tmp_path: Path, capsys: Captured) -> None:
    other = Path(shutil.copytree(made / "dataset", tmp_path / "other"))
    (evidence,) = [
        row for row in _rows(other / "evidence.csv") if (row["record_id"], row["field"]) == ("2008/paris", "note")
    ]
    for name in ("captures.csv", "evidence.csv"):
        path = other / name
        path.write_text(path.read_text(encoding="utf-8").replace(evidence["digest"], "sha1:OTHER"), encoding="utf-8")
    _rewritten(other / "timeline.csv", "note", "said otherwise")
    _, told = _diff(capsys, made, str(made / "dataset"), str(other))
    assert list(told["causes"]) == ["replay"]  # type: ignore[call-overload]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_two_saved_pages_that_do_not_say_where_they_are_from_differ_by_their_text(
    tmp_path: Path, capsys: Captured
) -> None:
    for name, hosts in (("a", "Lyon (France) in 2009"), ("b", "Lyon (France) in 2009, Seoul (Korea) in 2011")):
        text = "<!DOCTYPE html><html lang=en><title>Annual Conferences</title><body><h1>Annual Conferences</h1>"
        text += f"<p>Previous Annual Conferences have been held in {hosts}.</p>"
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    run_command(["diff", str(tmp_path / "a.html"), str(tmp_path / "b.html")])
    told = capsys.readouterr().out
    assert "[source]" in told
    assert "replay" not in told


@pytest.mark.slow
def test_captures_that_came_are_the_cause_of_what_they_state(made: Path, tmp_path: Path, capsys: Captured) -> None:
    with Store(made / "store") as store:
        build(store, tmp_path / "fewer", only=lambda listed: listed.requested < "2022")
    code, told = _diff(capsys, made, str(tmp_path / "fewer"), str(made / "dataset"))
    assert code == 1
    assert list(told["causes"]) == ["captures"]  # type: ignore[call-overload]
    assert told["provenance"]["came"] > 0  # type: ignore[index]
