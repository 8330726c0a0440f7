"""Captured bytes → text → blocks."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from second_reader import blocks as second_reader

from scraper.api import read_document
from scraper.pages.document import Document, NotAPage

CASES = Path(__file__).parent.parent / "fixtures" / "pages"
LAID_OUT = sorted(
    path.parent for path in CASES.glob("*/*/expected.json") if json.loads(path.read_text(encoding="utf-8"))["layout"]
)
PAGE = "<html lang=en><head>{}<title>A | UNESCO</title></head><body><main>{}</main></body></html>"


def _blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def _read(main: str) -> Document:
    return read_document(PAGE.format("", main).encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize("case", LAID_OUT, ids=lambda case: case.name)
def test_two_readers_that_know_nothing_of_each_other_read_the_same_blocks(case: Path) -> None:
    headers = json.loads((case / "capture.json").read_text(encoding="utf-8"))["headers"]
    body = (case / "body.html").read_bytes()
    document = read_document(body, headers["Content-Type"])
    assert document.layout is not None
    found = second_reader(body.decode(document.encoding), document.layout)
    assert _blocks(document) == found


@pytest.mark.parametrize("case", LAID_OUT, ids=lambda case: case.name)
def test_offsets_count_in_the_text_of_the_main_content(case: Path) -> None:
    document = read_document((case / "body.html").read_bytes(), None)
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        cells = [document.text[first:last] for first, last in block.cells]
        assert not cells or " | ".join(cells) == block.text


WORDS = "Montréal, Östersund – l’été"


@pytest.mark.parametrize(
    ("body", "header", "encoding", "doubted"),
    [
        (PAGE.format("", WORDS).encode(), "text/html; charset=utf-8", "utf-8", False),
        (PAGE.format("", WORDS).encode(), None, "utf-8", False),
        (PAGE.format("<meta charset=utf-8>", WORDS).encode(), "text/html; charset=ISO-8859-1", "utf-8", True),
        (PAGE.format("", WORDS).encode("cp1252"), "text/html; charset=windows-1252", "cp1252", False),
        (PAGE.format("", WORDS).encode("cp1252"), "text/html; charset=iso-8859-1", "cp1252", False),
        (PAGE.format("<meta charset=windows-1252>", WORDS).encode("cp1252"), "text/html", "cp1252", False),
        (PAGE.format("", WORDS).encode("cp1252"), "text/html; charset=utf-8", "cp1252", True),
        (PAGE.format("", WORDS).encode("cp1252"), None, "cp1252", True),
        (b"\xef\xbb\xbf" + PAGE.format("", WORDS).encode(), "text/html; charset=iso-8859-1", "utf-8", False),
        (PAGE.format("", WORDS).encode("utf-16"), None, "utf-16-le", False),
        (PAGE.format("", "ASCII only").encode(), "text/html; charset=iso-8859-1", "utf-8", False),
    ],
)
def test_the_encoding_is_what_the_bytes_are_and_a_wrong_label_is_doubted(
    body: bytes, header: str | None, encoding: str, doubted: bool
) -> None:
    document = read_document(body, header)
    assert document.text in (WORDS, "ASCII only")
    assert document.encoding == encoding
    assert any("encoding" in warning for warning in document.warnings) is doubted


def test_mojibake_is_noticed_and_left_as_it_is() -> None:
    document = _read("<p>MontrÃ©al</p>")
    assert document.text == "MontrÃ©al"
    assert any("mojibake" in warning and "é" in warning for warning in document.warnings)
    assert not _read("<p>Français, Ångström, Östersund</p>").warnings


@pytest.mark.parametrize("body", [b"", b"  \n", b"%PDF-1.5\n%", b"\x89PNG\r\n", b"GIF89a", bytes(range(32)) * 40])
def test_what_is_no_page_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(NotAPage):
        read_document(body, "text/html")


@given(st.binary(max_size=400), st.none() | st.text(max_size=40))
def test_no_bytes_are_too_odd(body: bytes, header: str | None) -> None:
    try:
        document = read_document(body, header)
    except NotAPage:
        return
    assert all(document.text[block.start : block.end] == block.text for block in document.blocks)


@given(st.text(max_size=300))
def test_no_mark_up_is_too_odd(main: str) -> None:
    document = read_document(PAGE.format("", main).encode("utf-8", "replace"), None)
    assert all(document.text[block.start : block.end] == block.text for block in document.blocks)


@pytest.mark.parametrize("tag", ["div", "b", "span"])
def test_a_page_nested_very_deeply_loses_no_text(tag: str) -> None:
    words = [f"w{number}" for number in range(3000)]
    document = _read("".join(f"<{tag}>{word} " for word in words) + f"</{tag}>" * 3000)
    assert document.text.split() == words
    assert any("too deeply" in warning for warning in document.warnings)


def test_a_very_long_text_is_not_cut_off_in_silence() -> None:
    words = "word " * 2_400_000
    document = _read(f"<p>{words}</p>")
    assert len(document.text) == len(words) - 1


def test_a_tag_with_very_many_attributes_is_read() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(2000))
    assert _read(f"<p {attributes}>Lyon</p>").text == "Lyon"


def test_what_a_reader_does_not_see_is_not_read() -> None:
    unseen = (
        "<script>a</script><style>b</style><!-- c --><template>d</template><noscript>e</noscript><nav>f</nav>"
        '<p style="display: none">g</p><p hidden>h</p><span class="element-invisible">i</span><textarea>j</textarea>'
    )
    assert _read(f"{unseen}<p>Lyon</p>{unseen}").text == "Lyon"


def test_white_space_of_every_kind_is_one_space_and_a_line_break_is_one() -> None:
    assert (
        _read("<p> Santa\u00a0\u00a0Fe\n\t in\u2009 2008 <br> Ly\u00ad\u200bon </p>").text == "Santa Fe in 2008\nLyon"
    )


def test_headings_items_and_rows_are_told_apart() -> None:
    found = _blocks(_read("<h2>A</h2>b<ul><li>c<li><p>d</p></ul><table><tr><th>e<td>f</table>g"))
    assert found == [
        ("heading", "A"),
        ("paragraph", "b"),
        ("item", "c"),
        ("item", "d"),
        ("row", "e | f"),
        ("paragraph", "g"),
    ]


def test_a_table_that_lays_a_page_out_is_no_table_of_data() -> None:
    found = _blocks(_read("<table><tr><td><h2>A</h2><p>b</p></td><td><ul><li>c</ul></td></tr></table>"))
    assert found == [("heading", "A"), ("paragraph", "b"), ("item", "c")]


def test_a_page_saved_as_text_is_read_by_its_lines() -> None:
    document = read_document("Annual Conferences\n\n  • Paris < Lyon\n".encode(), None)
    assert document.text == "Annual Conferences\n• Paris < Lyon"


def test_a_page_that_ends_before_its_body_ends_may_be_cut_off() -> None:
    assert any("cut off" in warning for warning in read_document(b"<html><body><main><p>Lyon", None).warnings)
