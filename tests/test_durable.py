"""What is written is there as a whole, or what stood there before is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.durable import part_of, write_whole


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        write_whole(tmp_path / "a.json", content)
        assert (tmp_path / "a.json").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_what_comes_in_pieces_is_written_in_order(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", (f"{number}\n".encode() for number in range(3)))
    assert (tmp_path / "a").read_text() == "0\n1\n2\n"


def test_an_error_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half of it"
        raise ZeroDivisionError

    write_whole(tmp_path / "a", b"before")
    with pytest.raises(ZeroDivisionError):
        write_whole(tmp_path / "a", broken())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"before"}


def test_what_a_killed_process_left_is_written_anew(tmp_path: Path) -> None:
    part_of(tmp_path / "a").write_bytes(b"half of it, and longer")
    write_whole(tmp_path / "a", b"whole")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"whole"}


def test_a_link_in_the_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "a").symlink_to("precious")
    part_of(tmp_path / "a").symlink_to("precious")
    write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_whole(tmp_path / "nowhere" / "a", b"")
