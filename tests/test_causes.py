"""Two results differ, and each difference names why: the page, our reading, the replay, or the captures there are."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import WarcFile, examples
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.dataset.published import published
from scraper.diffs.causes import CAUSES, Provenance, explained, of_captures, provenance
from scraper.errors import StoreError
from scraper.history import compare as comparing
from scraper.history.compare import Change
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, CapturedResponse, parse_timestamp, urlkey

compare = partial(comparing.compare, subject=UCCN)

ROOT = Path(__file__).parent.parent
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
FRENCH = "https://fr.unesco.org/creative-cities/content/conferences-annuelles"
LYON, SEOUL, BOLOGNA = "Lyon (France) in 2009", "Seoul (Republic of Korea) in 2011", "Bologna (Italy) in 2013"
Captured = pytest.CaptureFixture[str]
Shelved = tuple[str, bytes | Outcome]
"""When a capture is listed, and its body, or why it could not be had."""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, so that no scraper.toml and no output of somebody's is met."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def _body(*hosts: str, language: str = "en", said: str = "Previous Annual Conferences have been held in") -> bytes:
    held = f"<p>{said} {', '.join(hosts)}.</p>" if hosts else "<p>This page is being updated.</p>"
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>Annual Conferences</title></head><body>'
        f'<h1>Annual Conferences</h1><div id="block-system-main"><div class="field-name-body">{held}</div></div>'
        "</body></html>"
    ).encode()


def _stored(place: Path, captures: Sequence[Shelved], original: str = PAGE) -> Path:
    """Add captures to an output folder's store."""
    with Store(place / "store") as store:
        for timestamp, body in captures:
            capture = Capture(
                original=original,
                timestamp=parse_timestamp(timestamp),
                urlkey=urlkey(original),
                archive="shelf",
                statuscode=200,
                memento_url=f"https://shelf.example/web/{timestamp}/{original}",
            )
            if isinstance(body, Outcome):
                store.fail(capture, body, "it was not there")
                continue
            html = (("Content-Type", "text/html; charset=utf-8"),)
            store.add(
                capture,
                CapturedResponse(capture=capture, requested=capture.timestamp, status=200, headers=html, body=body),
            )
    return place


def _dataset(place: Path, *captures: Shelved) -> Path:
    """Return the dataset folder that captures give."""
    with Store(_stored(place, captures) / "store") as store:
        build(store, place / "dataset")
    return place / "dataset"


def _causes(before: Path, after: Path) -> dict[str, set[str]]:
    """Return, for each cause that is named, the fields and rows that have it."""
    one, other = published(before), published(after)
    found: dict[str, set[str]] = {}
    for caused in explained(compare(one.records, other.records), one, other):
        found.setdefault(caused.cause, set()).add(f"{caused.change.key} {caused.change.field}")
    return found


def _provenance(before: Path, after: Path) -> tuple[int, int, int, bool]:
    made: Provenance = provenance(published(before), published(after))
    return made.came, made.went, made.replayed, made.same_rules


# --- two datasets -----------------------------------------------------------------------------------------------------


def test_a_dataset_and_itself_differ_in_nothing(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path / "a", ("20180101000000", _body(LYON)), ("20190101000000", Outcome.CHALLENGE))
    assert _causes(dataset, dataset) == {}
    assert _provenance(dataset, dataset) == (0, 0, 0, True)


def test_two_builds_of_the_same_captures_differ_in_nothing(tmp_path: Path) -> None:
    captures = ("20180101000000", _body(LYON)), ("20190101000000", _body(LYON, SEOUL))
    one, other = _dataset(tmp_path / "a", *captures), _dataset(tmp_path / "b", *reversed(captures))
    assert _causes(one, other) == {}
    assert _provenance(one, other) == (0, 0, 0, True)


@pytest.mark.slow
@pytest.mark.parametrize("timestamp", ["20170101000000", "20180601000000", "20200101000000"])
def test_a_capture_that_came_is_the_cause_of_what_it_states_and_of_every_count(tmp_path: Path, timestamp: str) -> None:
    had = ("20180101000000", _body(LYON)), ("20190101000000", _body(LYON))
    before = _dataset(tmp_path / "before", *had)
    after = _dataset(tmp_path / "after", *had, (timestamp, _body(LYON, SEOUL)))
    assert _provenance(before, after) == (1, 0, 0, True)
    causes = _causes(before, after)
    assert set(causes) == {"captures"}
    assert {"2009/lyon captures", "2011/seoul city"} <= causes["captures"]
    assert _provenance(after, before) == (0, 1, 0, True)
    assert set(_causes(after, before)) == {"captures"}  # it went


def test_a_capture_of_another_page_is_a_capture_that_came(tmp_path: Path) -> None:
    before = _dataset(tmp_path / "before", ("20180101000000", _body(LYON)))
    after = _stored(tmp_path / "after", [("20180101000000", _body(LYON))])
    _stored(after, [("20180301000000", _body(LYON, SEOUL))], PAGE.replace("/content/", "/"))
    assert set(_causes(before, _dataset(after))) == {"captures"}


def test_the_same_capture_with_other_bytes_is_replay_alone(tmp_path: Path) -> None:
    kept = ("20190101000000", _body(LYON))
    before = _dataset(tmp_path / "before", ("20180101000000", _body(LYON)), kept)
    after = _dataset(tmp_path / "after", ("20180101000000", _body(LYON, SEOUL)), kept)
    assert _provenance(before, after) == (0, 0, 1, True)
    for causes in (_causes(before, after), _causes(after, before)):
        assert set(causes) == {"replay"}
        assert "2011/seoul city" in causes["replay"]


def test_other_bytes_that_correct_a_year_are_replay_as_well(tmp_path: Path) -> None:
    before = _dataset(tmp_path / "before", ("20180101000000", _body("Lyon (France) in 2009")))
    after = _dataset(tmp_path / "after", ("20180101000000", _body("Lyon (France) in 2010")))
    causes = _causes(before, after)
    assert set(causes) == {"replay"}
    assert "2009/lyon year" in causes["replay"]


def test_other_bytes_that_state_the_same_are_no_difference_but_are_told(tmp_path: Path) -> None:
    before = _dataset(tmp_path / "before", ("20180101000000", _body(LYON)))
    after = _dataset(tmp_path / "after", ("20180101000000", _body(LYON) + b"<!-- token 7 -->"))
    assert _causes(before, after) == {}
    assert _provenance(before, after) == (0, 0, 1, True)


def test_what_came_and_what_was_replayed_are_told_apart(tmp_path: Path) -> None:
    before = _dataset(tmp_path / "before", ("20180101000000", _body(LYON, SEOUL)))
    after = _dataset(tmp_path / "after", ("20180101000000", _body(SEOUL)), ("20190101000000", _body(SEOUL, BOLOGNA)))
    assert _provenance(before, after) == (1, 0, 1, True)
    causes = _causes(before, after)
    assert set(causes) == {"replay", "captures"}
    assert {"2009/lyon city", "2009/lyon country", "2009/lyon status"} <= causes["replay"]
    assert {"2013/bologna city", "2013/bologna country", "2013/bologna status"} <= causes["captures"]


@pytest.mark.parametrize("outcome", [Outcome.NOT_FETCHED, Outcome.RATE_LIMITED, Outcome.CHALLENGE])
def test_a_capture_that_could_be_had_at_last_is_one_that_came(tmp_path: Path, outcome: Outcome) -> None:
    """As after each run of a budget: it was listed before, and there were no bytes of it."""
    kept = ("20180101000000", _body(LYON))
    before = _dataset(tmp_path / "before", kept, ("20190101000000", outcome))
    after = _dataset(tmp_path / "after", kept, ("20190101000000", _body(LYON, SEOUL)))
    assert set(_causes(before, after)) == {"captures"}
    assert _provenance(before, after) == (1, 0, 0, True)


def test_a_capture_that_fails_in_another_way_makes_no_difference(tmp_path: Path) -> None:
    kept = ("20180101000000", _body(LYON))
    before = _dataset(tmp_path / "before", kept, ("20190101000000", Outcome.CHALLENGE))
    after = _dataset(tmp_path / "after", kept, ("20190101000000", Outcome.NOT_PLAYED_BACK))
    assert _causes(before, after) == {}


def _lock(dataset: Path, **versions: object) -> Path:
    """Make a dataset one of other versions."""
    lock = json.loads((dataset / "lock.json").read_bytes())
    lock["versions"] |= versions
    (dataset / "lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return dataset


def _read_otherwise(dataset: Path) -> Path:
    """Make a dataset one in which Lyon's country was read otherwise."""
    path = dataset / "timeline.csv"
    text = path.read_text(encoding="utf-8")
    assert ",Lyon,France," in text
    path.write_text(text.replace(",Lyon,France,", ",Lyon,Francia,"), encoding="utf-8", newline="")
    return dataset


@pytest.mark.slow
@pytest.mark.parametrize("named", ["rules_sha256", "places_sha256"])
def test_the_same_captures_under_other_rules_or_places_differ_by_our_reading(tmp_path: Path, named: str) -> None:
    captures = ("20180101000000", _body(LYON)), ("20190101000000", _body(LYON, SEOUL))
    before = _lock(_read_otherwise(_dataset(tmp_path / "before", *captures)), **{named: "another"})
    after = _dataset(tmp_path / "after", *captures)
    assert _provenance(before, after) == (0, 0, 0, False)
    assert _causes(before, after) == {"rules": {"2009/lyon country"}}
    assert _causes(after, before) == {"rules": {"2009/lyon country"}}


def test_a_dataset_of_before_there_was_a_lock_was_read_by_other_rules(tmp_path: Path) -> None:
    before = _read_otherwise(_dataset(tmp_path / "before", ("20180101000000", _body(LYON))))
    (before / "lock.json").unlink()
    after = _dataset(tmp_path / "after", ("20180101000000", _body(LYON)))
    assert set(_causes(before, after)) == {"rules"}


def test_what_another_version_of_the_tool_makes_of_the_same_captures_is_no_edited_file(tmp_path: Path) -> None:
    """How facts are folded is no rule of reading, but it is ours."""
    before = _lock(_read_otherwise(_dataset(tmp_path / "before", ("20180101000000", _body(LYON)))), tool="0.1.9")
    after = _dataset(tmp_path / "after", ("20180101000000", _body(LYON)))
    assert _causes(before, after) == {"rules": {"2009/lyon country"}}


def test_a_file_that_somebody_edited_is_not_explained_away(tmp_path: Path) -> None:
    captures = ("20180101000000", _body(LYON)), ("20190101000000", _body(LYON))
    before = _dataset(tmp_path / "before", *captures)
    after = _read_otherwise(_dataset(tmp_path / "after", *captures))
    assert _causes(before, after) == {"unexplained": {"2009/lyon country"}}


@pytest.mark.slow
def test_rules_that_changed_and_a_capture_that_came_are_told_apart(tmp_path: Path) -> None:
    """A copy of the package takes no year before 2012 for an edition's; a French page comes at the same time."""
    had = [("20180101000000", _body(LYON, SEOUL))]
    before = _dataset(tmp_path / "before", *had)
    code, place = tmp_path / "code", _stored(tmp_path / "after", had)
    said = "Les conférences annuelles précédentes se sont tenues à"
    _stored(place, [("20190101000000", _body("Bologne (Italie) en 2013", language="fr", said=said))], FRENCH)
    shutil.copytree(ROOT / "scraper", code / "scraper", ignore=shutil.ignore_patterns("__pycache__"))
    reader = code / "scraper" / "subjects" / "uccn" / "grammar" / "stretches.py"
    rules = reader.read_text(encoding="utf-8")
    reader.write_text(rules.replace("FOUNDED = 2004", "FOUNDED = 2012"), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "scraper", "build", "--output", str(place)],
        check=True,
        capture_output=True,
        cwd=code,
        env=os.environ | {"PYTHONPATH": str(code), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert _provenance(before, place / "dataset") == (1, 0, 0, False)
    causes = _causes(before, place / "dataset")
    assert set(causes) == {"rules", "captures"}
    assert {"2009/lyon city", "2009/lyon status", "2011/seoul city", "2011/seoul status"} <= causes["rules"]
    assert {"2013/bologna city", "2013/bologna status"} <= causes["captures"]


# --- what holds of all ------------------------------------------------------------------------------------------------

SHELF = st.dictionaries(
    st.integers(2014, 2020),
    st.lists(st.sampled_from([LYON, SEOUL, BOLOGNA, "Lyon (France) in 2010"]), max_size=3, unique=True).map(tuple),
    max_size=4,
)


@given(st.data())
@examples(20)
def test_where_only_captures_came_and_went_nothing_else_is_named(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    shelf = data.draw(SHELF)
    place = tmp_path_factory.mktemp("captures")
    datasets = []
    for name in ("before", "after"):
        there = [year for year in sorted(shelf) if data.draw(st.booleans())]
        datasets.append(_dataset(place / name, *((f"{year}0101000000", _body(*shelf[year])) for year in there)))
    assert set(_causes(*datasets)) <= {"captures"}


@given(SHELF, st.lists(st.sampled_from([LYON, SEOUL, BOLOGNA]), unique=True))
@examples(20)
def test_where_only_bytes_differ_nothing_but_replay_is_named(
    tmp_path_factory: pytest.TempPathFactory, shelf: dict[int, tuple[str, ...]], others: list[str]
) -> None:
    place = tmp_path_factory.mktemp("replay")
    replayed = {year: tuple(others) if year % 2 else hosts for year, hosts in shelf.items()}
    datasets = [
        _dataset(place / name, *((f"{year}0101000000", _body(*hosts)) for year, hosts in sorted(one.items())))
        for name, one in (("before", shelf), ("after", replayed))
    ]
    assert set(_causes(*datasets)) <= {"replay"}


# --- through the command line -----------------------------------------------------------------------------------------


def _diff(capsys: Captured, *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = run_command(["diff", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_command_names_the_cause_of_every_difference_and_counts_captures(tmp_path: Path, capsys: Captured) -> None:
    before = _dataset(tmp_path / "before", ("20180101000000", _body(LYON, SEOUL)))
    after = _dataset(tmp_path / "after", ("20180101000000", _body(SEOUL)), ("20190101000000", _body(SEOUL, BOLOGNA)))
    code, told = _diff(capsys, str(before), str(after))
    assert code == 1
    assert Counter(record["cause"] for record in told["records"]).keys() == {"replay", "captures"}
    assert told["causes"] == {cause: CAUSES[cause] for cause in told["causes"]}
    assert told["provenance"] == {"came": 1, "went": 0, "replayed": 1, "same_rules": True}
    assert run_command(["diff", str(before), str(after)]) == 1
    said = capsys.readouterr().out
    assert "captures: 1 added, 0 removed, 1 with other bytes; same rules" in said
    assert "replay: the same capture, with other bytes" in said
    for line in said.splitlines():
        if line.startswith(("+ ", "- ", "~ ", "> ")):
            assert line.endswith(("[replay]", "[captures]", "[replay, captures]", "[captures, replay]"))


def test_an_output_folder_stands_for_its_dataset(tmp_path: Path, capsys: Captured) -> None:
    _dataset(tmp_path / "a", ("20180101000000", _body(LYON)))
    code, told = _diff(capsys, str(tmp_path / "a"), str(tmp_path / "a" / "dataset"))
    assert (code, told["records"]) == (0, [])


def _warc(path: Path, date: str, body: bytes) -> str:
    file = WarcFile()
    file.response(PAGE, date, body)
    return str(file.save(path))


def test_a_page_that_changed_from_one_capture_to_the_next_is_its_own_cause(tmp_path: Path, capsys: Captured) -> None:
    one = _warc(tmp_path / "one.warc.gz", "2018-01-01T00:00:00Z", _body(LYON, SEOUL))
    other = _warc(tmp_path / "other.warc.gz", "2019-01-01T00:00:00Z", _body(LYON, SEOUL, BOLOGNA))
    code, told = _diff(capsys, one, other)
    assert (code, set(told["causes"])) == (1, {"source"})
    assert {record["key"] for record in told["records"]} == {"2013/bologna"}


def test_one_capture_in_two_files_with_other_bytes_is_replay(tmp_path: Path, capsys: Captured) -> None:
    one = _warc(tmp_path / "one.warc.gz", "2018-01-01T00:00:00Z", _body(LYON))
    other = _warc(tmp_path / "other.warc.gz", "2018-01-01T00:00:00Z", _body(LYON, SEOUL))
    code, told = _diff(capsys, one, other)
    assert (code, set(told["causes"])) == (1, {"replay"})


def test_a_token_that_differs_is_noise_and_no_difference_of_records(tmp_path: Path, capsys: Captured) -> None:
    token = b'<body><script>var token = "%d"</script>'
    one, other = (
        _warc(
            tmp_path / f"{number}.warc.gz",
            f"201{number}-01-01T00:00:00Z",
            _body(LYON).replace(b"<body>", token % number),
        )
        for number in (7, 8)
    )
    code, told = _diff(capsys, one, other)
    assert (code, told["causes"], told["records"]) == (0, {}, [])
    _, told = _diff(capsys, one, other, "--all")
    assert set(told["causes"]) <= {"noise"}


@pytest.mark.parametrize("file", ["timeline.csv", "objectives.csv", "captures.csv"])
def test_a_folder_that_lacks_a_table_is_no_dataset(tmp_path: Path, file: str, capsys: Captured) -> None:
    dataset = _dataset(tmp_path / "a", ("20180101000000", _body(LYON)))
    (dataset / file).unlink()
    with pytest.raises(StoreError, match=file):
        published(dataset)
    assert run_command(["diff", str(dataset), str(dataset)]) == 2
    assert file in capsys.readouterr().err


# --- two captures -----------------------------------------------------------------------------------------------------

CHANGE = Change(table="timeline", key="2009/lyon", field="year", kind="changed", before=2009, after=2010)


def _capture(time: datetime, original: str = PAGE) -> Capture:
    return Capture(original=original, timestamp=time, urlkey=urlkey(original), archive="shelf")


@pytest.mark.parametrize(
    ("before", "after", "same_text", "cause"),
    [
        (_capture(parse_timestamp("2018")), _capture(parse_timestamp("2019")), False, "source"),
        (_capture(parse_timestamp("2018")), _capture(parse_timestamp("2019")), True, "noise"),
        (_capture(parse_timestamp("2018")), _capture(parse_timestamp("2018")), False, "replay"),
        (
            _capture(parse_timestamp("2018")),
            _capture(parse_timestamp("2018"), PAGE.replace("https:", "http:")),
            False,
            "replay",
        ),
        (_capture(parse_timestamp("2018")), _capture(parse_timestamp("2018"), FRENCH), False, "source"),
    ],
    ids=["later", "later, the same words", "the same", "the same under http", "another page"],
)
def test_two_captures_differ_by_the_page_or_by_the_replay(
    before: Capture, after: Capture, same_text: bool, cause: str
) -> None:
    (caused,) = of_captures([CHANGE], before, after, same_text=same_text)
    assert (caused.change, caused.cause) == (CHANGE, cause)
