"""A dataset takes the place of the one before as a whole, in a plain folder, and those before it are kept."""

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli import run_command
from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import Lock, Versions, sha256, write_lock
from scraper.dataset.publication import beside, dataset_name, publish, recover, versions_of
from scraper.dataset.verify import verify
from scraper.errors import StoreError
from scraper.store.store import Store

NAMES = ("a.csv", "b.csv")


@pytest.fixture(params=["exchange", "two renames"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Publish in both ways: `tests/test_kill.py` has a kernel refuse the exchange; here the answer is given for it."""
    if request.param == "two renames":
        monkeypatch.setattr("scraper.dataset.publication.exchange", lambda *_: False)
    return str(request.param)


def _write(folder: Path, text: str) -> None:
    for name in NAMES:
        (folder / name).write_text(f"{name} {text}")
    write_lock(folder, Lock(Versions(), (), {name: sha256(folder / name) for name in NAMES}))


def _publish(directory: Path, text: str, keep: int = 1) -> bool:
    with beside(directory) as part:
        _write(part, text)
        return publish(part, directory, keep)


def _publish_half(directory: Path) -> None:
    with beside(directory) as part:
        _write(part, "half")
        (part / "b.csv").unlink()
        publish(part, directory)


def _read(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(directory.iterdir()) if path.is_file() and path.name != LOCK}


def _whole(text: str) -> dict[str, str]:
    return {name: f"{name} {text}" for name in NAMES}


def _tree(folder: Path) -> dict[str, str | None]:
    """Return all files and folders below one, by path; a link by what it names."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else path.read_text()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }


# --- a plain folder ---------------------------------------------------------------------------------------------------


def test_a_dataset_is_a_plain_folder_of_plain_files(tmp_path: Path) -> None:
    for text in ("one", "two"):
        assert _publish(tmp_path / "dataset", text)
        assert not (tmp_path / "dataset").is_symlink()
        assert _read(tmp_path / "dataset") == _whole(text)


@pytest.mark.parametrize(
    "copied", ["cp -r dataset copy", "tar -cf - dataset | (mkdir copy; tar -xf - -C copy --strip 1)"]
)
def test_a_copy_of_it_is_the_dataset(copied: str, tmp_path: Path) -> None:
    for text in ("one", "two"):
        _publish(tmp_path / "dataset", text)
    subprocess.run(["sh", "-c", copied], cwd=tmp_path, check=True)
    assert _read(tmp_path / "copy") == _whole("two")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_has_its_files_and_shows_what_changed_in_them(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        made = subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True, text=True)
        return made.stdout

    git("init", "--quiet")
    _publish(tmp_path / "dataset", "one")
    git("add", "dataset")
    _publish(tmp_path / "dataset", "two")
    assert git("ls-files", "dataset").split() == ["dataset/a.csv", "dataset/b.csv", "dataset/lock.json"]
    assert "-a.csv one" in git("diff").splitlines()
    assert "+a.csv two" in git("diff").splitlines()


def test_who_holds_the_old_one_reads_all_of_it(tmp_path: Path) -> None:
    """A reader that opened the folder before the new dataset came meets none of its files."""
    _publish(tmp_path / "dataset", "one")
    held = os.open(tmp_path / "dataset", os.O_RDONLY)
    try:
        _publish(tmp_path / "dataset", "two")
        for name in NAMES:
            with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=held)) as file:
                assert file.read() == f"{name} one"
    finally:
        os.close(held)
    assert _read(tmp_path / "dataset") == _whole("two")


def test_an_empty_folder_of_the_users_is_filled(tmp_path: Path) -> None:
    (tmp_path / "dataset").mkdir()
    _publish(tmp_path / "dataset", "one")
    assert _read(tmp_path / "dataset") == _whole("one")
    assert versions_of(tmp_path / "dataset") == [tmp_path / "dataset"]


def test_the_output_folder_can_be_moved(tmp_path: Path) -> None:
    for text in ("one", "two"):
        _publish(tmp_path / "output" / "dataset", text)
    (tmp_path / "output").rename(tmp_path / "moved")
    assert _read(tmp_path / "moved" / "dataset") == _whole("two")
    assert [_read(path) for path in versions_of(tmp_path / "moved" / "dataset")] == [_whole("one"), _whole("two")]


# --- those before it --------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), st.integers(0, 3))
def test_as_many_are_kept_as_were_asked_for(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], keep: int
) -> None:
    directory = tmp_path_factory.mktemp("publication") / "dataset"
    different = [text for at, text in enumerate(texts) if at == 0 or texts[at - 1] != text]
    assert [_publish(directory, text, keep) for text in texts].count(True) == len(different)
    assert [_read(path) for path in versions_of(directory)] == [_whole(text) for text in different[-keep - 1 :]]
    assert versions_of(directory)[-1] == directory
    assert [path.name for path in directory.parent.iterdir() if path.name.startswith(".")] == []


def test_the_index_says_which_are_ours_and_by_what_each_is_known(tmp_path: Path) -> None:
    directory = tmp_path / "dataset"
    names = []
    for text in ("one", "two", "three"):
        _publish(directory, text, keep=5)
        names.append(dataset_name(directory))
    assert json.loads((tmp_path / "dataset.versions" / "index.json").read_bytes()) == {
        "kept": [{"name": "00001", "lock": names[0]}, {"name": "00002", "lock": names[1]}]
    }


def test_to_keep_fewer_takes_effect_though_nothing_is_new(tmp_path: Path) -> None:
    for text in ("one", "two", "three"):
        _publish(tmp_path / "dataset", text, keep=5)
    assert not _publish(tmp_path / "dataset", "three", keep=0)
    assert [_read(path) for path in versions_of(tmp_path / "dataset")] == [_whole("three")]


def test_the_hundred_thousandth_dataset_is_newer_than_the_one_before(tmp_path: Path) -> None:
    _publish(tmp_path / "dataset", "old")
    (tmp_path / "dataset.versions" / "99999").mkdir(parents=True)
    for text in ("new", "newer"):
        _publish(tmp_path / "dataset", text, keep=2)
    assert [path.name for path in versions_of(tmp_path / "dataset")] == ["100000", "100001", "dataset"]
    assert _read(tmp_path / "dataset") == _whole("newer")


def test_an_index_that_cannot_be_read_is_named_and_nothing_is_published(tmp_path: Path) -> None:
    for text in ("one", "two"):
        _publish(tmp_path / "dataset", text)
    (tmp_path / "dataset.versions" / "index.json").write_text("{")
    before = _tree(tmp_path)
    with pytest.raises(StoreError, match=r"index\.json: cannot be read.*remove it"):
        _publish(tmp_path / "dataset", "three")
    assert _tree(tmp_path) == before


# --- what is not ours -------------------------------------------------------------------------------------------------


def _note(directory: Path) -> None:
    (directory / "NOTES.md").write_text("mine")


def _folder(directory: Path) -> None:
    (directory / "figures").mkdir()
    (directory / "figures" / "map.svg").write_text("<svg/>")


def _link(directory: Path) -> None:
    (directory / "a.csv").unlink()
    (directory / "a.csv").symlink_to("../mine.csv")


@pytest.mark.parametrize(("put", "name"), [(_note, "NOTES.md"), (_folder, "figures"), (_link, "a.csv")])
def test_what_no_lock_names_stops_publishing_is_named_and_stays(put: object, name: str, tmp_path: Path) -> None:
    assert callable(put)
    _publish(tmp_path / "dataset", "one")
    put(tmp_path / "dataset")
    before = _tree(tmp_path)
    for text in ("one", "two"):
        with pytest.raises(StoreError, match=f"dataset/{name}.*not ours to replace"):
            _publish(tmp_path / "dataset", text, keep=0)
        assert _tree(tmp_path) == before


def test_a_file_that_comes_while_a_dataset_is_made_stops_it_too(tmp_path: Path) -> None:
    _publish(tmp_path / "dataset", "one")
    with beside(tmp_path / "dataset") as part:
        _write(part, "two")
        _note(tmp_path / "dataset")
        with pytest.raises(StoreError, match=r"NOTES\.md"):
            publish(part, tmp_path / "dataset")
    assert _read(tmp_path / "dataset") == {**_whole("one"), "NOTES.md": "mine"}


def test_files_without_a_lock_are_not_replaced(tmp_path: Path) -> None:
    """A folder of that name that somebody filled, even with files of the same names."""
    (tmp_path / "dataset").mkdir()
    (tmp_path / "dataset" / "a.csv").write_text("mine")
    with pytest.raises(StoreError, match=r"a\.csv"):
        _publish(tmp_path / "dataset", "one")
    assert _tree(tmp_path) == {"dataset": None, "dataset/a.csv": "mine"}


def test_a_file_of_others_in_an_old_one_is_not_removed_with_it(tmp_path: Path) -> None:
    for text in ("one", "two"):
        _publish(tmp_path / "dataset", text)
    _note(tmp_path / "dataset.versions" / "00001")
    for text in ("three", "four", "five"):
        _publish(tmp_path / "dataset", text)
    assert _read(tmp_path / "dataset.versions" / "00001") == {**_whole("one"), "NOTES.md": "mine"}
    assert [_read(path) for path in versions_of(tmp_path / "dataset")] == [_whole("four"), _whole("five")]


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "dataset").write_text("mine")
    with pytest.raises(StoreError, match="has the name of the folder"):
        _publish(tmp_path / "dataset", "one")
    assert (tmp_path / "dataset").read_text() == "mine"


OTHERS = (
    ".dataset-backup",
    ".dataset-link",
    ".dataset.part-of-mine",
    "dataset.versions/2024",
    "dataset.versions/20240101",
    "dataset.versions/202401",
    "dataset.versions/00001-mine",
    "dataset.versions/00007",
    "dataset.old",
)


@pytest.mark.parametrize("name", OTHERS)
def test_what_others_put_beside_it_is_neither_counted_nor_removed(name: str, tmp_path: Path) -> None:
    _publish(tmp_path / "dataset", "one", keep=0)
    (tmp_path / name).mkdir(parents=True)
    (tmp_path / name / "lock.json").write_text("mine")
    for text in ("two", "three", "three"):
        _publish(tmp_path / "dataset", text, keep=0)
        assert len(versions_of(tmp_path / "dataset")) == 1
    assert (tmp_path / name / "lock.json").read_text() == "mine"
    assert _read(tmp_path / "dataset") == _whole("three")


@pytest.mark.parametrize("target", ["elsewhere", "dataset.versions/mine", "dataset.versions/2024"])
def test_a_link_of_the_users_own_is_not_replaced(target: str, tmp_path: Path) -> None:
    (tmp_path / target).mkdir(parents=True)
    (tmp_path / "dataset").symlink_to(target)
    with pytest.raises(StoreError, match="your own link"):
        _publish(tmp_path / "dataset", "one")
    assert (tmp_path / "dataset").readlink() == Path(target)


# --- errors and kills -------------------------------------------------------------------------------------------------


def test_what_a_killed_build_left_is_removed_and_a_failed_one_leaves_nothing(tmp_path: Path) -> None:
    directory = tmp_path / "dataset"
    _publish(directory, "one")
    with beside(directory) as part:
        (tmp_path / f"{part.name[:-8]}killed_1").mkdir()
        (tmp_path / f"{part.name[:-8]}killed_1.link").symlink_to("nowhere")
    with pytest.raises(StoreError, match=r"b\.csv"):
        _publish_half(directory)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset"]
    assert _read(directory) == _whole("one")


def _refuse(path: Path, *_: object) -> None:
    raise PermissionError(1, "Operation not permitted", str(path))


def test_where_nothing_can_be_renamed_the_old_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "dataset"
    _publish(directory, "one")

    monkeypatch.setattr(Path, "rename", _refuse)
    with pytest.raises(StoreError, match="not permitted"):
        _publish(directory, "two")
    assert _read(directory) == _whole("one")


def test_a_kill_between_the_exchange_and_the_rename_is_completed(tmp_path: Path) -> None:
    """As it lies then: the new dataset in its place, the old one under the name in which the new one was written."""
    directory = tmp_path / "dataset"
    for text in ("one", "two"):
        _publish(directory, text)
    (tmp_path / "dataset.versions" / "00001").rename(tmp_path / ".dataset.part-a1b2c3d4")
    recover(directory)
    assert [_read(path) for path in versions_of(directory)] == [_whole("one"), _whole("two")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset", "dataset.versions"]


def test_a_kill_between_the_two_renames_is_taken_back(tmp_path: Path) -> None:
    """As it lies then: the old dataset in its place among the old ones, the new one under the name in which it was written."""
    directory = tmp_path / "dataset"
    for text in ("one", "two"):
        _publish(directory, text)
    directory.rename(tmp_path / ".dataset.part-a1b2c3d4")
    recover(directory)
    assert [_read(path) for path in versions_of(directory)] == [_whole("one")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset", "dataset.versions"]


# --- an output of version 0.3 -----------------------------------------------------------------------------------------


@pytest.fixture
def of_0_3(tmp_path: Path) -> Path:
    """Return an output folder that version 0.3 wrote (`fixtures/README.md`): two runs, the link, two folders of datasets."""
    with tarfile.open(ROOT / "fixtures" / "versions" / "0.3" / "output.tar.xz") as packed:
        packed.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.0 to 3.11.3 has none
        packed.extractall(tmp_path / "output")
    assert (tmp_path / "output" / "dataset").readlink() == Path("dataset.versions/00002")
    return tmp_path / "output"


@pytest.mark.slow
def test_an_output_of_version_0_3_is_taken_over(of_0_3: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = [_tree(of_0_3 / "dataset.versions" / name) for name in ("00001", "00002")]
    assert run_command(["build", "--keep", "5", "--output", str(of_0_3)]) == 0
    assert not (of_0_3 / "dataset").is_symlink()
    kept = versions_of(of_0_3 / "dataset")
    assert [_tree(path) for path in kept[:-1]] == before
    assert kept[-1] == of_0_3 / "dataset"
    with Store(of_0_3 / "store") as store:
        assert verify(store, of_0_3 / "dataset").failures == ()
    assert run_command(["build", "--keep", "0", "--output", str(of_0_3)]) == 0
    assert sorted(path.name for path in (of_0_3 / "dataset.versions").iterdir()) == ["index.json"]


def test_where_nothing_is_new_it_is_taken_over_alone(tmp_path: Path) -> None:
    directory = tmp_path / "dataset"
    _publish(directory, "one")
    (tmp_path / "dataset.versions").mkdir()
    directory.rename(tmp_path / "dataset.versions" / "00001")
    directory.symlink_to("dataset.versions/00001")
    assert not _publish(directory, "one")
    assert _read(directory) == _whole("one")
    assert versions_of(directory) == [directory]
    assert [path.name for path in (tmp_path / "dataset.versions").iterdir()] == ["index.json"]


def test_a_publication_that_failed_leaves_no_trace_in_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "dataset"
    _publish(directory, "one")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", _refuse)
        with pytest.raises(StoreError, match="not permitted"):
            _publish(directory, "two")
    assert not _publish(directory, "one")
    assert versions_of(directory) == [directory]


def test_what_a_killed_build_of_0_3_left_is_one_of_the_old_ones(of_0_3: Path) -> None:
    shutil.copytree(of_0_3 / "dataset.versions" / "00001", of_0_3 / "dataset.versions" / "00003")
    _publish(of_0_3 / "dataset", "new", keep=1)
    assert [path.name for path in versions_of(of_0_3 / "dataset")] == ["00004", "dataset"]
    assert sorted(path.name for path in (of_0_3 / "dataset.versions").iterdir()) == ["00004", "index.json"]


def test_a_file_of_others_in_it_is_named_and_all_stays(of_0_3: Path) -> None:
    """Version 0.3 took such files along."""
    _note(of_0_3 / "dataset")
    before = {path: path.stat().st_mtime_ns for path in of_0_3.rglob("*")}
    with pytest.raises(StoreError, match=r"dataset/NOTES\.md"):
        _publish(of_0_3 / "dataset", "new")
    assert {path: path.stat().st_mtime_ns for path in of_0_3.rglob("*") if path != of_0_3} == {
        path: when for path, when in before.items() if path != of_0_3
    }
    assert (of_0_3 / "dataset").is_symlink()


@pytest.mark.parametrize("killed", ["after the exchange", "between the two steps"])
def test_a_kill_while_it_is_taken_over_leaves_a_dataset_or_one_that_is_found(killed: str, of_0_3: Path) -> None:
    old = _tree(of_0_3 / "dataset.versions" / "00002")
    names = {name: dataset_name(of_0_3 / "dataset.versions" / name) for name in ("00001", "00002")}
    index = {"kept": [{"name": name, "lock": lock} for name, lock in names.items()]}
    (of_0_3 / "dataset.versions" / "index.json").write_text(json.dumps(index))
    (of_0_3 / "dataset").unlink()
    if killed == "after the exchange":
        (of_0_3 / "dataset.versions" / "00002").rename(of_0_3 / "dataset")
        (of_0_3 / "dataset.versions" / "00002").symlink_to("dataset.versions/00002")
    recover(of_0_3 / "dataset")
    assert _tree(of_0_3 / "dataset") == old
    assert versions_of(of_0_3 / "dataset") == [of_0_3 / "dataset.versions" / "00001", of_0_3 / "dataset"]


def test_a_link_of_0_3_whose_dataset_is_gone_makes_way(of_0_3: Path) -> None:
    shutil.rmtree(of_0_3 / "dataset.versions" / "00002")
    _publish(of_0_3 / "dataset", "new")
    assert _read(of_0_3 / "dataset") == _whole("new")
