"""A dataset takes the place of the one before as a whole, and those before it are kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.dataset.publication import beside, publish, versions_of
from scraper.errors import StoreError

NAMES = ("a.csv", "b.csv")


def _publish(directory: Path, text: str, keep: int = 1) -> bool:
    with beside(directory) as part:
        for name in NAMES:
            (part / name).write_text(f"{name} {text}")
        return publish(part, directory, NAMES, keep)


def _publish_half(directory: Path) -> None:
    with beside(directory) as part:
        (part / "a.csv").write_text("half")
        publish(part, directory, NAMES)


def _read(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(directory.iterdir()) if path.is_file()}


def _whole(text: str) -> dict[str, str]:
    return {name: f"{name} {text}" for name in NAMES}


def test_a_dataset_is_read_where_it_was_published(tmp_path: Path) -> None:
    assert _publish(tmp_path / "dataset", "one")
    assert _read(tmp_path / "dataset") == _whole("one")


def test_who_holds_the_old_one_reads_all_of_it(tmp_path: Path) -> None:
    """A reader that went to the folder before the new dataset came meets none of its files."""
    _publish(tmp_path / "dataset", "one")
    held = (tmp_path / "dataset").resolve()
    _publish(tmp_path / "dataset", "two")
    assert _read(held) == _whole("one")
    assert _read(tmp_path / "dataset") == _whole("two")


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), st.integers(0, 3))
def test_as_many_are_kept_as_were_asked_for(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], keep: int
) -> None:
    directory = tmp_path_factory.mktemp("publication") / "dataset"
    different = [text for at, text in enumerate(texts) if at == 0 or texts[at - 1] != text]
    assert [_publish(directory, text, keep) for text in texts].count(True) == len(different)
    assert [_read(path) for path in versions_of(directory)] == [_whole(text) for text in different[-keep - 1 :]]
    assert directory.resolve() == versions_of(directory)[-1].resolve()
    assert sorted(path.name for path in directory.parent.iterdir()) == ["dataset", "dataset.versions"]


def test_a_folder_of_an_older_version_becomes_the_one_before(tmp_path: Path) -> None:
    directory = tmp_path / "dataset"
    directory.mkdir()
    for name in NAMES:
        (directory / name).write_text(f"{name} old")
    _publish(directory, "new")
    assert [_read(path) for path in versions_of(directory)] == [_whole("old"), _whole("new")]


def _old_folder(directory: Path) -> None:
    directory.mkdir()
    for name in NAMES:
        (directory / name).write_text(f"{name} old")
    (directory / "NOTES.md").write_text("mine")


@pytest.mark.parametrize("call", ["symlink_to", "replace"])
def test_where_no_link_can_be_made_a_folder_of_an_older_version_stays(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a FAT disk."""

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    _old_folder(tmp_path / "dataset")
    monkeypatch.setattr(Path, call, refuse)
    with pytest.raises(StoreError, match="not permitted"):
        _publish(tmp_path / "dataset", "new")
    assert _read(tmp_path / "dataset") == {**_whole("old"), "NOTES.md": "mine"}


def test_files_of_others_come_along_where_a_build_was_killed_between_the_folder_and_the_link(tmp_path: Path) -> None:
    (tmp_path / "dataset.versions").mkdir()
    _old_folder(tmp_path / "dataset.versions" / "00001")
    _publish(tmp_path / "dataset", "new", keep=0)
    assert _read(tmp_path / "dataset") == {**_whole("new"), "NOTES.md": "mine"}


def test_the_hundred_thousandth_dataset_is_newer_than_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "dataset.versions" / "99999").mkdir(parents=True)
    for text in ("new", "newer"):
        _publish(tmp_path / "dataset", text)
    assert [path.name for path in versions_of(tmp_path / "dataset")] == ["100000", "100001"]
    assert _read(tmp_path / "dataset") == _whole("newer")


def test_files_of_others_come_along(tmp_path: Path) -> None:
    directory = tmp_path / "dataset"
    _publish(directory, "one", keep=0)
    (directory / "NOTES.md").write_text("mine")
    (directory / "figures").mkdir()
    (directory / "figures" / "map.svg").write_text("<svg/>")
    _publish(directory, "two", keep=0)
    assert _read(directory) == {**_whole("two"), "NOTES.md": "mine"}
    assert (directory / "figures" / "map.svg").read_text() == "<svg/>"


def test_the_link_alone_removed_comes_back_without_another_dataset(tmp_path: Path) -> None:
    directory = tmp_path / "dataset"
    _publish(directory, "one")
    directory.unlink()
    _publish(directory, "one")
    assert _read(directory) == _whole("one")
    assert len(versions_of(directory)) == 1


def test_the_output_folder_can_be_moved(tmp_path: Path) -> None:
    _publish(tmp_path / "output" / "dataset", "one")
    (tmp_path / "output").rename(tmp_path / "moved")
    assert _read(tmp_path / "moved" / "dataset") == _whole("one")


def test_what_a_killed_build_left_is_removed_and_a_failed_one_leaves_nothing(tmp_path: Path) -> None:
    directory = tmp_path / "dataset"
    _publish(directory, "one")
    with beside(directory) as part:
        (tmp_path / f"{part.name[:-8]}killed_1").mkdir()
        (tmp_path / f"{part.name[:-8]}killed_1.link").symlink_to("nowhere")
    with pytest.raises(StoreError, match=r"b\.csv"):
        _publish_half(directory)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset", "dataset.versions"]
    assert _read(directory) == _whole("one")


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
    "dataset.old",
)


@pytest.mark.parametrize("name", OTHERS)
def test_what_others_put_beside_it_is_neither_counted_nor_removed(name: str, tmp_path: Path) -> None:
    _publish(tmp_path / "dataset", "one", keep=0)
    (tmp_path / name).mkdir()
    (tmp_path / name / "lock.json").write_text("mine")
    for text in ("two", "three", "three"):
        _publish(tmp_path / "dataset", text, keep=0)
        assert len(versions_of(tmp_path / "dataset")) == 1
    assert (tmp_path / name / "lock.json").read_text() == "mine"
    assert _read(tmp_path / "dataset") == _whole("three")


def test_to_keep_fewer_takes_effect_though_nothing_is_new(tmp_path: Path) -> None:
    for text in ("one", "two", "three"):
        _publish(tmp_path / "dataset", text, keep=5)
    assert not _publish(tmp_path / "dataset", "three", keep=0)
    assert [_read(path) for path in versions_of(tmp_path / "dataset")] == [_whole("three")]


@pytest.mark.parametrize("target", ["elsewhere", "dataset.versions/mine", "dataset.versions/2024"])
def test_a_link_of_the_users_own_is_not_replaced(target: str, tmp_path: Path) -> None:
    (tmp_path / target).mkdir(parents=True)
    (tmp_path / "dataset").symlink_to(target)
    with pytest.raises(StoreError, match="your own link"):
        _publish(tmp_path / "dataset", "one")
    assert (tmp_path / "dataset").readlink() == Path(target)
