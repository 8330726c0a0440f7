"""Bytes → text → blocks: nothing is lost, nothing is guessed, and what is doubtful is said."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import second_reader
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.archives.files.saved import saved_page
from scraper.notices import (
    BytesNotDecoded,
    CharsetConflict,
    CharsetMisdeclared,
    CharsetUnknown,
    Mojibake,
    PageCutOff,
    StruckThrough,
    TooMuchForParser,
)
from scraper.reading.document import (
    Block,
    Document,
    NotAPage,
    decode,
    joined,
    read_document,
    without_mojibake,
)
from scraper.reading.elements import collapse
from scraper.reading.layouts import LAYOUTS, LIST_LAYOUTS, NODE_LAYOUTS

CASES = sorted(path for path in (Path(__file__).parent.parent / "fixtures" / "pages").glob("*/*") if path.is_dir())
LAYOUTS_OF = {"event": NODE_LAYOUTS, "news": NODE_LAYOUTS, "whats-on": LIST_LAYOUTS}
LAID_OUT = [case for case in CASES if json.loads((case / "expected.json").read_text(encoding="utf-8"))["layout"]]


def _read(main: str, content_type: str | None = "text/html; charset=utf-8") -> Document:
    body = f"<!DOCTYPE html><html lang=en><head><title>T</title></head><body><main>{main}</main></body></html>"
    return read_document(body.encode(), content_type, LAYOUTS)


def _blocks(main: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in _read(main).blocks]


# --- two readers ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("case", LAID_OUT, ids=lambda case: case.name)
def test_two_readers_on_two_parsers_read_the_same_blocks(case: Path) -> None:
    body, headers = (case / "body.html").read_bytes(), saved_page(case / "body.html", 50_000_000).headers
    content_type = next((value for name, value in headers if name.lower() == "content-type"), None)
    document = read_document(body, content_type, LAYOUTS_OF.get(case.parent.name, LAYOUTS))
    assert document.layout is not None
    assert document.blocks
    read = [(block.kind, block.text) for block in document.blocks]
    marked_up = second_reader.blocks(body.decode(document.encoding, "replace"), document.layout)
    assert read[: len(marked_up)] == marked_up
    structured = read[len(marked_up) :]  # the events of the page's structured data follow, one row each
    assert all(kind == "row" for kind, _ in structured)
    assert not structured or b"ld+json" in body


WORDS = st.text(
    st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd", "Zs", "Po"], exclude_characters="<>&"), max_size=12
)
INLINE = st.recursive(
    WORDS | st.sampled_from(["<br>", "<br />", "&nbsp;", "&amp;", "&eacute;", "<!-- c -->", "<script>x()</script>"]),
    lambda inner: st.tuples(st.sampled_from(["b", "a", "span", "em", "s", "del"]), st.lists(inner, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=6,
)
NESTED_LINKS = re.compile(r"<a>(?:(?!</a>).)*<a>", re.DOTALL)  # no HTML: parsers differ on it
RUN = st.lists(INLINE, max_size=4).map("".join).filter(lambda words: not NESTED_LINKS.search(words))
TABLE = st.lists(
    st.lists(st.tuples(st.sampled_from(["td", "th"]), RUN), min_size=1, max_size=3), min_size=1, max_size=3
)
FLOW = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "h3"]), RUN).map(lambda made: f"<{made[0]}>{made[1]}</{made[0]}>")
    | TABLE.map(
        lambda rows: (
            "<table>"
            + "".join("<tr>" + "".join(f"<{tag}>{text}</{tag}>" for tag, text in row) + "</tr>" for row in rows)
            + "</table>"
        )
    ),
    lambda inner: (
        st.lists(inner | RUN, max_size=3).map(lambda parts: f"<div>{''.join(parts)}</div>")
        | st.lists(inner | RUN, max_size=3).map(lambda parts: f"<section>{' '.join(parts)}</section>")
        | st.lists(RUN | inner, min_size=1, max_size=3).map(
            lambda items: "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
        )
    ),
    max_leaves=8,
)


@given(st.lists(FLOW, max_size=4).map("".join))
def test_two_readers_read_the_same_blocks_of_any_plain_page(main: str) -> None:
    assert _blocks(main) == second_reader.blocks(f"<html><body><main>{main}</main></body></html>", "html5-main")


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_a_page_strikes_through_is_not_read_and_a_notice_counts_its_words(tag: str) -> None:
    page = _read(
        f"<h1>Annual Conference <{tag}>2018</{tag}> 2019</h1><p>Held in <{tag}>Lyon, <b>in France</b></{tag}> Fabriano.</p>"
        f"<ul><{tag}><li>2008</li></{tag}><li>2009</li></ul><table><tr><td><{tag}>7</{tag}></td><td>8</td></tr></table>"
    )
    assert page.title == "Annual Conference 2019"
    assert page.text.split("\n") == ["Annual Conference 2019", "Held in Fabriano.", "2009", " | 8"]
    assert [notice for notice in page.notices if isinstance(notice, StruckThrough)] == [StruckThrough(6)]


def test_one_struck_within_another_is_counted_once_and_an_empty_one_is_none() -> None:
    assert _read("<p>a <s>b <del>c</del></s></p>").notices == (StruckThrough(2),)
    assert _read("<p>a <s>b</s></p>").notices == (StruckThrough(1),)
    assert _read("<p>a <s> </s> <del></del></p>").notices == ()


@pytest.mark.slow
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("piece", ["<s>", "a<s>b</s>c ", "<s>b<del>", "<p><s>"])
def test_struck_words_without_number_come_to_an_end(piece: str) -> None:
    _read("<p>Paris " + piece * (100_000 // len(piece)))


# --- decoding ---------------------------------------------------------------------------------------------------------

CITY = "Östersund – l’année"


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "doubts"),
    [
        # by the byte order mark, whatever else is declared
        (b"\xef\xbb\xbf" + CITY.encode(), "text/html; charset=iso-8859-1", "utf-8", []),
        (b"\xff\xfe" + CITY.encode("utf-16-le"), None, "utf-16-le", []),
        (b"\xfe\xff" + CITY.encode("utf-16-be"), "text/html; charset=utf-8", "utf-16-be", []),
        # by the header
        (CITY.encode(), "text/html; charset=utf-8", "utf-8", []),
        (CITY.encode(), "text/html;charset='UTF8'", "utf-8", []),
        (CITY.encode("cp1252"), "text/html; charset=windows-1252", "cp1252", []),
        (CITY.encode("cp1252"), "text/html; charset=ISO-8859-1", "cp1252", []),  # as browsers read it
        # by the page
        (b"<meta charset=windows-1252>" + CITY.encode("cp1252"), None, "cp1252", []),
        (b'<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1">' + CITY.encode("cp1252"), None, "cp1252", []),
        (b"<meta charset=utf-8>" + CITY.encode(), "text/html", "utf-8", []),
        (b"<meta charset=utf-16>" + CITY.encode(), None, "utf-8", []),
        (b"<meta charset=utf-16>" + CITY.encode("cp1252"), None, "cp1252", ["utf-16"]),
        # by nothing
        (CITY.encode(), None, "utf-8", []),
        (CITY.encode("cp1252"), None, "cp1252", ["none is declared"]),
        (b"Ostersund", None, "utf-8", []),
    ],
)  # fmt: skip
def test_a_page_is_decoded_by_mark_then_header_then_meta_then_its_bytes(
    body: bytes, content_type: str | None, encoding: str, doubts: list[str]
) -> None:
    text, chosen, notices = decode(body, content_type)
    assert text.endswith(CITY) or text == "Ostersund"
    assert (chosen, len(notices)) == (encoding, len(doubts))
    assert all(doubt in str(notice) for doubt, notice in zip(doubts, notices, strict=True))


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "shift_jis", "koi8-r", "no-such-thing"])
@pytest.mark.parametrize("by", ["header", "meta"])
def test_what_is_utf_8_is_read_as_utf_8_whatever_is_declared(declared: str, by: str) -> None:
    meta = f"<meta charset={declared}>" if by == "meta" else ""
    text, encoding, notices = decode((meta + CITY).encode(), f"text/html; charset={declared}" if not meta else None)
    assert (text, encoding) == (meta + CITY, "utf-8")
    if declared != "no-such-thing":
        assert [type(notice) for notice in notices] == [CharsetMisdeclared]


def test_what_is_declared_as_utf_8_and_is_not_is_read_as_windows_1252_with_a_notice() -> None:
    text, encoding, notices = decode("Montréal, Kraków".encode("cp1252"), "text/html; charset=utf-8")
    assert (text, encoding) == ("Montréal, Kraków", "cp1252")
    assert notices == [CharsetMisdeclared("utf-8", "cp1252")]


def test_one_bad_byte_does_not_turn_a_utf_8_page_into_mojibake() -> None:
    text, encoding, notices = decode("Montréal Östersund Kraków ".encode() + b"\xff", "text/html; charset=utf-8")
    assert (text, encoding) == ("Montréal Östersund Kraków \ufffd", "utf-8")
    assert notices == [BytesNotDecoded("utf-8")]


@pytest.mark.parametrize("kept", [1, 2])
def test_a_page_that_is_cut_off_within_a_letter_keeps_its_encoding(kept: int) -> None:
    whole = f"{CITY}, Kraków, 京".encode()
    text, encoding, _ = decode(whole[: len(whole) - 3 + kept], None)
    assert (text, encoding) == (f"{CITY}, Kraków, \ufffd", "utf-8")


def test_a_last_byte_that_is_a_letter_of_windows_1252_is_that_letter() -> None:
    text, encoding, _ = decode("Enghien, le café".encode("cp1252"), None)
    assert (text, encoding) == ("Enghien, le café", "cp1252")


def test_header_and_page_that_disagree_are_both_named() -> None:
    _, encoding, notices = decode(b"<meta charset=utf-8>" + CITY.encode(), "text/html; charset=windows-1252")
    assert encoding == "utf-8"
    (notice,) = notices
    assert isinstance(notice, CharsetConflict)
    assert "1252" in notice.header
    assert notice.page == "utf-8"


def test_two_names_of_one_encoding_do_not_disagree() -> None:
    assert decode(b"<meta charset=latin1>" + CITY.encode("cp1252"), "text/html; charset=ISO-8859-1")[2] == []


def test_an_encoding_that_nobody_knows_is_named() -> None:
    for name in ("hex", "rot13"):
        _, encoding, notices = decode(CITY.encode("cp1252"), f"text/html; charset={name}")
        assert encoding == "cp1252"
        assert [type(notice) for notice in notices] == [CharsetUnknown]


# Python's codecs that are no encodings of pages, or of nothing; a server may send any word.
ODD_CHARSETS = (
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "utf-7",
    "utf-16",
    "utf-32",
    "cp65001",
    "x",
    "",
    "é",
    "a\0b",
)


@pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning")
@pytest.mark.parametrize("by", ["header", "meta"])
@pytest.mark.parametrize("declared", ODD_CHARSETS)
def test_no_declared_encoding_is_too_odd(declared: str, by: str) -> None:
    page = b"<html><body><main><p>Caf\xe9 \\d \xff +2ADYAA-</p></main></body></html>"
    if by == "meta":
        page = f"<meta charset={declared}>".encode() + page
    try:
        found = read_document(page, f"text/html; charset={declared}" if by == "header" else None, LAYOUTS)
    except NotAPage:
        return
    assert found.layout is not None


@pytest.mark.parametrize("name", ["Östersund", "Montréal", "People’s republic of China", "Kraków"])
def test_mojibake_is_noticed_and_not_mended(name: str) -> None:
    broken = name.encode().decode("cp1252")
    document = _read(f"<p>{broken}</p>")
    assert document.text == broken
    assert [type(notice) for notice in document.notices] == [Mojibake]
    assert without_mojibake(broken) == name


@pytest.mark.parametrize(
    "name", ["Östersund", "Åbo", "São Paulo", "Âge d’or", "Ãngela", "Popayán – 2005", "CÔTE D’IVOIRE"]
)
def test_right_text_is_not_taken_for_mojibake(name: str) -> None:
    document = _read(f"<p>{name}</p>")
    assert (document.text, document.notices) == (name, ())
    assert without_mojibake(name) == name


# --- what is no page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \r\n\t ",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"GIF89a\x01\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"PK\x03\x04\x14\x00",
        b"\x00\x00\x00\x18ftypmp42",
        bytes(range(1, 9)) * 500,
    ],
)  # fmt: skip
def test_what_is_no_html_is_no_page_and_the_error_says_so(body: bytes) -> None:
    with pytest.raises(NotAPage) as caught:
        read_document(body, "text/html", LAYOUTS)
    assert str(caught.value)


def test_a_page_saved_as_text_is_read_by_its_lines() -> None:
    document = read_document(b"Annual Conferences\n\nHeld in Paris (France) in 2008 & after.\n", "text/plain", LAYOUTS)
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("paragraph", "Annual Conferences"),
        ("paragraph", "Held in Paris (France) in 2008 & after."),
    ]


# --- blocks -----------------------------------------------------------------------------------------------------------


def test_headings_paragraphs_items_and_rows_are_told_apart() -> None:
    main = (
        "<h2>Hosts</h2><p>Held in</p><ul><li>Paris</li><li>Lyon</li></ul>"
        "<table><tr><th>Year</th><th>City</th></tr><tr><td>2010</td><td>Shenzhen</td></tr></table>after"
    )
    blocks = _read(main).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "Hosts"),
        ("paragraph", "Held in"),
        ("item", "Paris"),
        ("item", "Lyon"),
        ("row", "Year | City"),
        ("row", "2010 | Shenzhen"),
        ("paragraph", "after"),
    ]
    assert [block.header for block in blocks if block.kind == "row"] == [True, False]
    assert blocks[0].level == 2
    assert blocks[2].group == blocks[3].group != blocks[4].group == blocks[5].group


@pytest.mark.parametrize("end", ["</h4>", "</H1>", "</h3 >", "</h2>"])
def test_any_end_of_a_heading_ends_it(end: str) -> None:
    assert _blocks(f"<h2>Hosts{end}<ul><li>Graz</li></ul><h3>More</h3><p>Words</p>") == [
        ("heading", "Hosts"),
        ("item", "Graz"),
        ("heading", "More"),
        ("paragraph", "Words"),
    ]


def test_lists_are_told_apart_and_nested_items_are_deeper() -> None:
    blocks = _read("<ul><li>a<ul><li>a1</li></ul></li><li>b</li></ul><ul><li>c</li></ul>").blocks
    assert [(block.text, block.level) for block in blocks] == [("a", 1), ("a1", 2), ("b", 1), ("c", 1)]
    a, a1, b, c = (block.group for block in blocks)
    assert a == b
    assert len({a, a1, c}) == 3


@pytest.mark.parametrize(
    ("main", "text"),
    [
        ("<p>Paris<br>Lyon<br/>Shenzhen</p>", "Paris\nLyon\nShenzhen"),
        ("<p><br><br>Paris<br>\n<br>Lyon<br></p>", "Paris\nLyon"),
        ("<p>Santa\n\t  Fe</p>", "Santa Fe"),
        ("<p>Santa&nbsp;Fe&#160;\u00a0(2008)\u00a0</p>", "Santa Fe (2008)"),
        ("<p>Santa\u2003Fe\u202f2008\u3000!</p>", "Santa Fe 2008 !"),
        ("<p>Enghien\u00ad-les-\u200bBains\ufeff</p>", "Enghien-les-Bains"),
        ("<p>O\u0308stersund</p>", "Östersund"),
        ("<p>Kra<b>k</b><span>ow</span></p>", "Krakow"),
        ("<p>Krakow<!-- and Suzhou --> and Katowice</p>", "Krakow and Katowice"),
        ("<p>People&rsquo;s republic &amp; &lt;b&gt;</p>", "People’s republic & <b>"),
    ],
)
def test_white_space_of_every_kind_is_one_space_and_a_break_one_newline(main: str, text: str) -> None:
    assert _blocks(main) == [("paragraph", text)]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>Suzhou</script>",
        "<style>Suzhou{}</style>",
        "<noscript>Suzhou</noscript>",
        "<template>Suzhou</template>",
        "<nav>Suzhou</nav>",
        "<select><option>Suzhou</option></select>",
        "<textarea>Suzhou</textarea>",
        "<button>Suzhou</button>",
        "<svg><text>Suzhou</text></svg>",
        "<span hidden>Suzhou</span>",
        "<span style='display:none'>Suzhou</span>",
        "<span style='color:red; Display : None;'>Suzhou</span>",
        "<span style='visibility:hidden'>Suzhou</span>",
        "<span class='element-invisible'>Suzhou</span>",
        "<span class='a element-invisible b'>Suzhou</span>",
        "<!-- Suzhou -->",
        "<div hidden><p>Suzhou</p><ul><li>Suzhou</li></ul></div>",
    ],
)
def test_what_no_reader_sees_is_not_read_and_what_stands_behind_it_is(unseen: str) -> None:
    document = _read(f"<p>before</p>{unseen} behind<p>after</p>")
    assert document.text == "before\nbehind\nafter"


def test_a_table_that_lays_a_page_out_is_no_row() -> None:
    main = "<table><tr><td><h2>Hosts</h2><p>Paris</p></td><td><ul><li>Lyon</li></ul></td></tr></table>"
    assert _blocks(main) == [("heading", "Hosts"), ("paragraph", "Paris"), ("item", "Lyon")]


def test_a_data_table_in_a_layout_table_keeps_its_rows() -> None:
    main = "<table><tr><td><table><tr><td>2008</td><td>Paris</td></tr></table></td></tr></table>"
    assert _blocks(main) == [("row", "2008 | Paris")]


def test_cells_are_places_in_the_text_and_empty_ones_keep_their_column() -> None:
    document = _read("<p>x</p><table><tr><td>2008</td><td></td><td><p>Santa</p><p>Fe</p></td></tr></table>")
    (row,) = (block for block in document.blocks if block.kind == "row")
    assert [document.text[first:last] for first, last in row.cells] == ["2008", "", "Santa\nFe"]


def test_a_row_of_empty_cells_is_left_out() -> None:
    assert _blocks("<table><tr><td> </td><td>&nbsp;</td></tr><tr><td>a</td></tr></table>") == [("row", "a")]


def _stands_where_it_says(document: Document) -> None:
    at = 0
    for block in document.blocks:
        assert block.start == at
        assert block.text
        assert document.text[block.start : block.end] == block.text
        assert all(block.start <= first <= last <= block.end for first, last in block.cells)
        at = block.end + 1
    assert joined(document.blocks) == document.text


@pytest.mark.parametrize("case", LAID_OUT, ids=lambda case: case.name)
def test_every_block_stands_where_it_says(case: Path) -> None:
    _stands_where_it_says(read_document((case / "body.html").read_bytes(), None, LAYOUTS))


# --- title and language -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "main", "title"),
    [
        ("<title>Annual Conferences | Creative Cities Network</title>", "<p>x</p>", "Annual Conferences"),
        ("<title>Annual Conferences – UNESCO</title>", "<p>x</p>", "Annual Conferences"),
        ("<title>Site</title>", "<h1>Annual\n <em>Conferences</em></h1>", "Annual Conferences"),
        ("<title>Annual</title>", "<h1> </h1>", "Annual"),
        ("", "<p>x</p>", None),
        ("<title> </title>", "<p>x</p>", None),
    ],
)
def test_the_title_is_the_main_heading_else_the_titles_first_part(head: str, main: str, title: str | None) -> None:
    body = f"<html><head>{head}</head><body><main>{main}</main></body></html>".encode()
    assert read_document(body, None, LAYOUTS).title == title


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ("lang=en", "en"),
        ("lang='en-GB'", "en"),
        ("lang=FR", "fr"),
        ("xml:lang='es'", "es"),
        ("lang=''", None),
        ("", None),
        ("lang=english", None),
    ],
)
def test_the_language_is_the_one_that_the_page_states(attributes: str, language: str | None) -> None:
    body = f"<html {attributes}><body><main><p>x</p></main></body></html>".encode()
    assert read_document(body, None, LAYOUTS).language == language


def test_a_page_that_ends_before_its_end_is_cut_off() -> None:
    whole = b"<html><body><main><p>Paris</p></main></body></html>"
    assert not read_document(whole, None, LAYOUTS).notices
    assert read_document(whole[:26], None, LAYOUTS).notices == (PageCutOff(),)


def test_where_no_layout_fits_there_are_no_blocks() -> None:
    document = read_document(b"<html><body><main><p>Paris</p></main></body></html>", None, ())
    assert (document.layout, document.blocks, document.text) == (None, (), "")


# --- large and odd ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "ul><li", "table><tr><td"])
def test_what_is_nested_too_deeply_is_read_all_the_same_with_a_notice(tag: str) -> None:
    document = _read("<p>first</p>" + "".join(f"<{tag}>w{number} " for number in range(5000)))
    words = set(document.text.split())
    assert {"first", *(f"w{number}" for number in range(5000))} <= words
    assert TooMuchForParser("depth or size") in document.notices
    _stands_where_it_says(document)


@pytest.mark.usefixtures("patience")
def test_a_text_of_twelve_million_letters_is_not_cut() -> None:
    document = _read(f"<p>begin {'x' * 12_000_000} end</p><p>behind</p>")
    assert len(document.text) == 12_000_000 + len("begin  end\nbehind")
    assert document.text.endswith(" end\nbehind")


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f'a{number}="v{number}"' for number in range(4000)),
        'title="x" ' * 10_000,
        f'title="{"x" * 100_000}"',
        f'style="{"display " * 20_000}"',
        f'class="{"element " * 20_000}"',
        "x" * 100_000,
    ],
    ids=["many", "the same", "one long", "style", "class", "a long name"],
)  # fmt: skip
def test_attributes_without_number_come_to_an_end(attributes: str) -> None:
    assert _read(f"<p {attributes}>Paris</p>").text == "Paris"


@given(st.text(max_size=400))
@example("<main>")
@example("<body></body></html>")
def test_no_text_is_too_odd(text: str) -> None:
    _reads_or_is_no_page(text.encode("utf-8", "replace"), None)


MARK_UP = st.sampled_from(
    "<p> </p> <ul> <li> </ul> <table> <tr> <td> </tr> </table> <h2> <br> <main> </main> <body> <html> <!-- --> <![CDATA[ ]]> "
    "<script> </script> <a:b> <svg> <p\0> </br> </p> &#0; &#xd800; &#x110000; &nbsp &lt <?xml?> <!DOCTYPE".split()
)


@given(st.lists(MARK_UP | st.text(max_size=5), max_size=40).map("".join))
def test_no_mark_up_is_too_odd(text: str) -> None:
    _reads_or_is_no_page(("<main>x " + text).encode("utf-8", "replace"), "text/html; charset=utf-8")


@given(
    st.binary(max_size=300),
    st.none()
    | st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis", "gb18030", "big5", "x"])
    | st.text(max_size=12),
)
def test_no_bytes_and_no_header_are_too_odd(body: bytes, charset: str | None) -> None:
    _reads_or_is_no_page(body, None if charset is None else f"text/html; charset={charset}")


def _reads_or_is_no_page(body: bytes, content_type: str | None) -> None:
    try:
        document = read_document(body, content_type, LAYOUTS)
    except NotAPage:
        return
    _stands_where_it_says(document)


@given(st.text(max_size=100))
def test_a_collapsed_text_is_on_one_line_and_stays_as_it_is(text: str) -> None:
    once = collapse(text)
    assert collapse(once) == once
    assert once == " ".join(once.split())


def test_a_block_ends_where_its_text_does() -> None:
    assert Block(kind="paragraph", text="Paris", start=7).end == 12


def test_a_document_joins_its_text_once() -> None:
    document = _read("<p>Paris</p><p>Lyon</p>")
    assert document.text is document.text


def test_the_same_bytes_give_the_same_document() -> None:
    body: Any = (CASES[0] / "body.html").read_bytes()
    assert read_document(body, None, LAYOUTS) == read_document(body, None, LAYOUTS)


def test_the_label_of_a_tab_stands_over_its_panel() -> None:
    page = (
        "<html><body><main><h1>Network</h1><ul role=tablist><li><a role=tab href='#a'>Hosts</a></li>"
        "<li><button role=tab id=t>Members</button></li></ul>"
        "<div role=tabpanel id=a><p>Lyon</p></div><div role=tabpanel aria-labelledby=t>Seoul</div></main></body></html>"
    )
    blocks = read_document(page.encode(), "text/html", LAYOUTS).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "Network"),
        ("heading", "Hosts"),
        ("paragraph", "Lyon"),
        ("heading", "Members"),
        ("paragraph", "Seoul"),
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<time>2014</time><strong>Óbidos</strong><em>Portugal</em>", "2014 Óbidos Portugal"),
        ("<span>2014</span><span>Óbidos</span><span>Portugal</span>", "2014 Óbidos Portugal"),
        ("<a href=/l>Lyon</a><a href=/s>Seoul</a>", "Lyon Seoul"),
        ("<b>Ó</b><b>bidos</b>, <b>20</b><b>14</b>", "Óbidos, 2014"),
        ("<span>X</span><span>II</span>", "XII"),
    ],
)
def test_elements_side_by_side_are_words_of_their_own_unless_they_part_a_word(inner: str, text: str) -> None:
    page = f"<html><body><main><p>{inner}</p></main></body></html>"
    (block,) = read_document(page.encode(), "text/html", LAYOUTS).blocks
    assert block.text == text


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (  # made from a PDF file, one line of the sheet a line
            "Minutes of the committee<br>The Head of Culture presented her report. She and the Mayor had<br>"
            "attended the XIII Annual Conference of the Network, which was held in Fabriano,<br>"
            "Italy, from 10 to 15 June 2019.<br>&nbsp;<br>Any other business",
            [
                "Minutes of the committee",
                "The Head of Culture presented her report. She and the Mayor had attended the XIII Annual Conference of the "
                "Network, which was held in Fabriano, Italy, from 10 to 15 June 2019.",
                "Any other business",
            ],
        ),
        (  # of which none goes on in a small letter
            "Four cities of our country now belong to the Creative<br>Cities Network. All four took part in the Twelfth Annual<br>"
            "Meeting, held in Krakow and Katowice, Poland, from 12 to<br>15 June 2018, and two of them spoke in the plenary.",
            [
                "Four cities of our country now belong to the Creative Cities Network. All four took part in the Twelfth Annual "
                "Meeting, held in Krakow and Katowice, Poland, from 12 to 15 June 2018, and two of them spoke in the plenary."
            ],
        ),
        ("2018: Kraków and Katowice (Poland)<br>2019: Fabriano (Italy)", None),
        ("The conferences of the UNESCO Creative Cities Network were held in<br>2018 Kraków<br>2019 Fabriano", None),
    ],
)
def test_lines_that_end_for_want_of_room_are_joined(html: str, lines: list[str] | None) -> None:
    page = f"<html><body><main><p>{html}</p></main></body></html>"
    (block,) = read_document(page.encode(), "text/html", LAYOUTS).blocks
    assert block.text.split("\n") == (lines or html.split("<br>"))


@pytest.mark.parametrize("tag", ["div", "p"])
def test_lines_that_a_converter_of_pdf_files_made_elements_of_are_one_text(tag: str) -> None:
    lines = (
        "Annual Report 2018",
        "Ireland’s one City of Literature, Dublin, was represented at the XII Annual",
        "Meeting of the Network, which Krakow and Katowice (Poland) jointly staged",
        "between 12 and 15 June 2018. In the year before, delegates had convened in",
        "Enghien-les-Bains (France).",
    )
    found = _blocks("".join(f"<{tag}>{line}</{tag}>" for line in lines))
    assert [words for _, words in found] == [f"{lines[0]}\n{' '.join(lines[1:])}"]
    apart = [f"Annual Meeting {year}" for year in range(2014, 2019)]
    assert [words for _, words in _blocks("".join(f"<{tag}>{line}</{tag}>" for line in apart))] == apart


def test_a_link_around_the_blocks_of_a_card_is_an_element_of_its_own() -> None:
    cards = "".join(
        f"<a href=/{year}><p>{year}</p><p>{city}</p></a>" for year, city in ((2019, "Fabriano"), (2022, "Santos"))
    )
    document = _read(f"<div>{cards}</div>")
    first, second, third, fourth = (block.within for block in document.blocks)
    around = [next(iter(document.around(document.parents[one]))) for one in (first, second, third, fourth)]
    assert around[0] == around[1] != around[2] == around[3]


@pytest.mark.parametrize("role", ["presentation", "none"])
def test_the_cells_of_a_table_that_lays_a_page_out_are_paragraphs(role: str) -> None:
    page = f"<html><body><main><table role={role}><tr><td>Lyon, 2009.</td><td>Seoul, 2011.</td></tr></table></main></body></html>"
    blocks = read_document(page.encode(), "text/html", LAYOUTS).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "Lyon, 2009."),
        ("paragraph", "Seoul, 2011."),
    ]


def test_a_cell_of_several_paragraphs_is_prose() -> None:
    told = (
        "<p>In 2009 the Annual Meeting was held in Lyon, and we were there with a stand and with a film. It was a good week.</p>"
        * 5
    )
    page = f"<html><body><main><table><tr><td>Menu</td><td>{told}</td></tr></table></main></body></html>"
    assert {block.kind for block in read_document(page.encode(), "text/html", LAYOUTS).blocks} == {"paragraph"}


def test_words_that_a_line_of_a_pdf_file_cuts_are_joined() -> None:
    lines = (
        "The committee heard that the conference of this year was held in San-",
        "tos, Brazil, from 18 to 22 July, and that the next one, <span>in</span> the autumn of",
        "next year, will be held in a city on two continents, by the sea, as was",
        "said by the officer of the council, who had been there.",
    )
    sheet = "".join(f'<div class="t m0">{line}</div>' for line in lines)
    body = f'<html><body><main><div class="pc"><img src="a.png"/>{sheet}</div></main></body></html>'
    text = read_document(body.encode(), "text/html; charset=utf-8", LAYOUTS).text
    assert "held in Santos, Brazil, from 18 to 22 July, and that the next one, in the autumn of next year" in text


@pytest.mark.parametrize(
    "panel",
    [
        "<button aria-expanded=false>Where was it?</button><div hidden><p>In Lyon.</p></div>",
        "<button aria-expanded=false aria-controls=a>Where was it?</button><p>Ask.</p><div id=a hidden>In Lyon.</div>",
        "<a aria-expanded=false aria-controls='b a' href=#c>Where was it?</a><p>Ask.</p><div id=a hidden>In Lyon.</div>",
        "<h3><button aria-expanded=false>Where was it?</button></h3><div style='display: none'><p>In Lyon.</p></div>",
        "<h3>Where was it?</h3><div class=accordion-content style='display:none'><p>In Lyon.</p></div>",
    ],
)
def test_a_panel_that_a_button_opens_is_read(panel: str) -> None:
    document = read_document(f"<html><body><main>{panel}</main></body></html>".encode(), None, LAYOUTS)
    assert "Where was it?" in document.text
    assert "In Lyon." in document.text


def test_a_menu_that_a_button_opens_is_not_read() -> None:
    menu = (
        "<div><button aria-expanded=false>Menu</button><ul hidden><li><a href=/a>Seoul</a></li></ul></div><p>Lyon</p>"
    )
    assert "Seoul" not in read_document(f"<html><body><main>{menu}</main></body></html>".encode(), None, LAYOUTS).text


@pytest.mark.parametrize("hidden", ["hidden", "style='visibility: hidden'", "style='display:none'"])
@pytest.mark.parametrize("tag", ["html", "body", "main"])
def test_a_page_that_a_script_shows_is_read(tag: str, hidden: str) -> None:
    page = "<html><body><main><p>Lyon</p></main></body></html>".replace(f"<{tag}>", f"<{tag} {hidden}>")
    assert "Lyon" in read_document(page.encode(), None, LAYOUTS).text


@pytest.mark.parametrize(
    ("button", "is_read"),
    [
        ("<button>Share this page with Seoul</button>", False),
        ("<button><span>Seoul</span></button>", False),
        ("<button class=card><h3>Seoul</h3><p>2011</p></button>", True),
        ("<button class=close>Close<p>Seoul</p><p>2011</p>", True),
    ],
)
def test_a_button_is_text_where_it_holds_some(button: str, is_read: bool) -> None:
    document = read_document(f"<html><body><main><p>Lyon</p>{button}</main></body></html>".encode(), None, LAYOUTS)
    assert ("Seoul" in document.text) is is_read


def test_a_table_by_its_roles_alone_is_one() -> None:
    by_roles = (
        '<div role="table"><div role="rowgroup"><div role="row"><span role="columnheader">Year</span>'
        '<span role="columnheader">City</span></div></div><div role="rowgroup"><div role="row"><span role="rowheader">2018</span>'
        '<span role="cell">Krakow</span></div><div role="row"><span role="cell" aria-colspan="2">none</span></div></div></div>'
    )
    by_tags = "<table><tbody><tr><th>Year<th>City</tr><tbody><tr><th>2018<td>Krakow<tr><td colspan=2>none</table>"
    texts = [
        [(block.kind, block.text, block.cells, block.extents) for block in _read(one).blocks]
        for one in (by_roles, by_tags)
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "row",
    [
        "<table><tr>2017: Lyon<td>2019</td><td>Fabriano</td></tr></table>",
        "<table><tr><p>2017: Lyon</p><td>2019</td><td>Fabriano</td></tr></table>",
        "<div role=table><div role=row>2017: Lyon<span role=cell>2019</span><span role=cell>Fabriano</span></div></div>",
        "<div role=table><div role=row><span role=cell>2019</span><span role=cell>Fabriano</span>2017: Lyon</div></div>",
    ],
)
def test_words_of_a_row_outside_its_cells_stand_before_it(row: str) -> None:
    assert [block.text for block in _read(row).blocks] == ["2017: Lyon", "2019 | Fabriano"]


def test_a_row_without_cells_is_read() -> None:
    rows = "<div role=table><div role=row>2017: Lyon</div><div role=row><p>2018</p><p>Krakow</p></div></div>"
    assert [block.text for block in _read(rows).blocks] == ["2017: Lyon", "2018\nKrakow"]
