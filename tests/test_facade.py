"""`import scraper` offers the whole of it: each step from a settings value to a proved dataset, without the command line."""

import inspect
import json
import typing
from datetime import UTC, datetime
from pathlib import Path
from types import UnionType
from typing import Any

import msgspec
import pytest

import scraper

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
SEED = FIXTURES / "pages" / "annual-conferences" / "20220315092632-seed-banner-a"


def _settings(output: Path) -> scraper.Settings:
    return scraper.Settings(output=str(output), archives=(str(FIXTURES / "warc"),), state=str(output / "state"))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of one run over the fixtures."""
    output = tmp_path_factory.mktemp("facade")
    scraper.run(_settings(output))
    return output


def test_a_run_keeps_a_record_which_it_returns(tmp_path: Path) -> None:
    shown: list[scraper.RunRecord] = []
    began = datetime(2026, 1, 5, 3, tzinfo=UTC)
    planned = scraper.plan(_settings(tmp_path))
    record = scraper.run(_settings(tmp_path), view=scraper.View(ended=shown.append), now=lambda: began)
    assert shown == [record]
    assert (record.exit_code, record.began, record.seconds) == (0, "2026-01-05T03:00:00.000Z", 0.0)
    assert sum(cost.to_fetch for cost in planned) <= record.steps["stored"] == record.captures_listed
    (path,) = (tmp_path / "runs").iterdir()
    assert json.loads(path.read_bytes()) == json.loads(msgspec.json.encode(record.as_object()))
    again = scraper.run(_settings(tmp_path), scraper.RunOptions(sources=(PAGE,), code_for_news=True))
    assert (again.first, again.facts, again.changes, again.exit_code) == (False, 0, (), scraper.ExitCode.DONE)


def test_a_page_is_read_from_an_archive() -> None:
    archive = scraper.open_archive(str(FIXTURES / "warc"))
    captures = list(archive.captures(PAGE))
    pages = [scraper.extract(archive.replay(capture)) for capture in captures]
    assert {page.outcome for page in pages} >= {scraper.Outcome.EXTRACTED, scraper.Outcome.LAYOUT_UNKNOWN}
    assert all(page.quote(value.span) for page in pages for value in page.values())


def test_a_dataset_is_built_of_a_store_and_every_value_of_it_proved(output: Path, tmp_path: Path) -> None:
    with scraper.open_store(output, _settings(output)) as store:
        built = scraper.build(store, tmp_path / "dataset")
        proved = scraper.verify(store, tmp_path / "dataset")
        same = scraper.build_locked(store, tmp_path / "dataset")
    assert (proved.failures, same.differences) == ((), ())
    assert proved.values > 1_000
    names = {file.name for file in built.files}
    assert names == {file.name for file in (output / "dataset").iterdir()}
    for name in names:
        assert (tmp_path / "dataset" / name).read_bytes() == (output / "dataset" / name).read_bytes()


def test_a_published_dataset_is_loaded_and_explained(output: Path) -> None:
    loaded = scraper.load(output / "dataset")
    assert "Lyon" in {row.city for row in loaded["timeline"]}
    assert loaded.lock.versions.tool == scraper.__version__
    lyon, nothing = scraper.explain(output / "dataset", "Lyon", "Nowhereville")
    assert [conference["year"] for conference in lyon["conferences"]] == [2009]
    assert not nothing["conferences"]


def test_two_captures_and_two_datasets_are_compared(output: Path) -> None:
    later = scraper.diff("previous", "latest", _settings(output), level="all")
    assert later.differ
    assert {one.change.table for one in later.records or ()} == {"timeline"}
    assert not scraper.diff(str(output), str(output / "dataset"), _settings(output)).differ


def test_files_are_imported_and_the_dataset_is_made_anew(tmp_path: Path) -> None:
    record = scraper.import_files([SEED], _settings(tmp_path))
    assert (record.command, record.exit_code, record.steps) == ("import", 0, {"stored": 1})
    again = scraper.rebuild(_settings(tmp_path), keep=0)
    assert (again.command, again.exit_code, again.rows) == ("build", 0, record.rows)


def test_what_goes_wrong_is_raised_and_a_run_that_was_stopped_has_its_record(tmp_path: Path) -> None:
    with pytest.raises(scraper.SettingsError, match="not an http or https URL"):
        scraper.run(_settings(tmp_path), scraper.RunOptions(sources=("nothing",)))
    with pytest.raises(scraper.UnreadableFile):
        scraper.import_files([tmp_path], _settings(tmp_path))
    with pytest.raises(scraper.StoreError):
        scraper.rebuild(_settings(tmp_path))
    with pytest.raises(scraper.StoreError):
        scraper.load(tmp_path)
    assert not (tmp_path / "runs").exists()

    def interrupted(_: str) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scraper.run(_settings(tmp_path), view=scraper.View(fetching=interrupted))
    (path,) = (tmp_path / "runs").iterdir()
    assert json.loads(path.read_bytes())["exit_code"] == scraper.ExitCode.INTERRUPTED


# --- what is public -----------------------------------------------------------------------------------------------------


def _types(hint: Any) -> set[type]:
    """Return the classes of this package that a type hint names."""
    if isinstance(hint, type) and not typing.get_args(hint):
        return {hint} if hint.__module__.startswith("scraper") else set()
    parts = hint if isinstance(hint, list | tuple) else typing.get_args(hint)
    return set().union(*map(_types, parts)) if parts else set()


def test_all_types_that_public_functions_take_and_return_are_public() -> None:
    public = {getattr(scraper, name) for name in scraper.__all__}
    functions = [one for one in public if inspect.isfunction(one)]
    structs = [one for one in public if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    assert len(functions) >= 15
    named: set[type] = set()
    for one in functions:
        named |= set().union(*map(_types, typing.get_type_hints(one).values()))
    for struct in set(structs) - {scraper.Document, scraper.LineDiff, scraper.TextDiff}:  # used by their methods
        named |= set().union(*(_types(field.type) for field in msgspec.structs.fields(struct)))
    kinds = set(typing.get_args(scraper.Notice))
    assert {kind.__name__ for kind in named - kinds} <= set(scraper.__all__)


def test_all_errors_are_public() -> None:
    from scraper import errors

    found = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}
    assert found <= set(scraper.__all__)


def test_public_names_are_sorted_and_no_module_hides_one() -> None:
    assert list(scraper.__all__) == sorted(set(scraper.__all__))
    beside = {path.stem for path in Path(scraper.__file__).parent.iterdir()}
    assert not beside & set(scraper.__all__)
    assert isinstance(scraper.Notice, UnionType)
