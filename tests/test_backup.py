"""What docs/how-to/backup.md says: an output folder can be copied, restored from its store alone, moved, and taken over."""

import shutil
import tarfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from scraper.cli import run_command

ROOT = Path(__file__).parent.parent
REBUILT = ("index.cdxj", "lock")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _backup(output: Path, into: Path, names: Iterable[str]) -> Path:
    """Copy the files of the store that the page says to back up, with what else is named."""
    shutil.copytree(output / "store", into / "store", ignore=shutil.ignore_patterns(*REBUILT))
    for name in names:
        shutil.copytree(output / name, into / name)
    return into


@pytest.mark.slow
def test_a_store_restored_from_its_backup_gives_the_published_bytes(published: Path, tmp_path: Path) -> None:
    restored = _backup(published, tmp_path / "restored", ())
    assert run_command(["build", "--output", str(restored)]) == 0
    assert _bytes(restored / "dataset") == _bytes(published / "dataset")
    assert (restored / "store" / "index.cdxj").read_bytes() == (published / "store" / "index.cdxj").read_bytes()


def test_a_backup_without_the_ledger_has_what_is_stored(published: Path, tmp_path: Path) -> None:
    restored = _backup(published, tmp_path / "restored", ("dataset",))
    for path in (restored / "store").glob("ledger.sqlite*"):
        path.unlink()
    assert run_command(["build", "--locked", "--output", str(restored)]) == 0


@pytest.mark.slow
def test_a_folder_that_was_moved_holds_and_its_next_run_fetches_nothing(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = tmp_path / "another" / "place with blanks"
    shutil.copytree(published, moved, symlinks=True)
    monkeypatch.chdir(moved.parent)
    assert run_command(["verify", "--output", moved.name]) == 0
    capsys.readouterr()
    assert run_command(["run", "--archive", str(ROOT / "fixtures" / "warc"), "--output", moved.name, "--json"]) == 0
    assert '"stored":' not in capsys.readouterr().out
    assert _bytes(moved / "dataset") == _bytes(published / "dataset")


@pytest.mark.slow
def test_the_output_of_version_0_3_is_taken_over_by_a_build(tmp_path: Path) -> None:
    with tarfile.open(ROOT / "fixtures" / "versions" / "0.3" / "output.tar.xz") as old:
        old.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.0 to 3.11.3 has none
        old.extractall(tmp_path)
    (output,) = [path.parent for path in tmp_path.rglob("store") if path.is_dir()]
    assert run_command(["build", "--output", str(output)]) == 0
    assert run_command(["verify", "--output", str(output)]) == 0
