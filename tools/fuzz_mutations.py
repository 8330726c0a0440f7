"""One input → another, changed in a way that its format's readers may not expect. All by chance that is handed in."""

import bz2
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from typing import Any

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""Chance, an input, the corpus (for pieces of others) → an input."""

Shape = Callable[[bytes, Random], bytes]
"""A readable form (records, members) and chance → the file that holds it."""

LONGEST = 1 << 18
NUMBERS = (
    "0",
    "-1",
    "1",
    "99",
    "255",
    "65536",
    "4294967296",
    "18446744073709551616",
    "1e999",
    "9" * 5000,
    "²",
    "٣",
    "00",
)
ODD = (
    "\x00",
    "\x1b]8;;http://x/\x07",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u2028",
    "\x85",
    "\ud800",
    "İ",
    "ß",
    "ﬁ",
    "e\u0301" * 30,
    "=1+1",
    "../" * 12,
    "\\",
    "\r\n",
    "http://[",
    "http://a:b:c/",
    "//",
    "%",
    "%zz",
    "*",
)
_PIECES = re.compile(rb"<[^>]{0,400}>|[A-Za-z0-9_]+|\s+|.", re.DOTALL)
_DIGITS = re.compile(rb"\d+")


def mutated(random: Random, data: bytes, corpus: Sequence[bytes], mutations: Sequence[Mutation]) -> bytes:
    """Return an input after one to six mutations, no longer than LONGEST."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        data = random.choice(mutations)(random, data, corpus)[:LONGEST]
    return data


def _span(random: Random, data: bytes, most: int = 64) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randrange(1, most + 1))


def odd(random: Random) -> bytes:
    """Return a piece that has broken readers before."""
    if random.random() < 0.3:
        return random.choice(NUMBERS).encode()
    return random.choice(ODD).encode("utf-8", "surrogatepass")


# --- of any bytes -----------------------------------------------------------------------------------------------------


def flip(random: Random, data: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Change some bytes to others."""
    changed = bytearray(data or b"\x00")
    for _ in range(random.choice((1, 1, 2, 8))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def cut(random: Random, data: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Break off at any byte, or take a piece out."""
    start, end = _span(random, data, 2000)
    return data[:start] if random.random() < 0.4 else data[:start] + data[end:]


def insert(random: Random, data: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Put something odd in, or in place of something."""
    start, end = _span(random, data, 12)
    return data[:start] + odd(random) + data[start if random.random() < 0.5 else end :]


def splice(random: Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    """Put a piece of another input in."""
    other = random.choice(corpus)
    start, end = _span(random, other, 400)
    at, rest = _span(random, data, 400)
    return data[:at] + other[start:end] + data[rest:]


def swell(random: Random, data: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Repeat a piece, sometimes very often: what is quadratic shows."""
    start, end = _span(random, data)
    times = random.choice((2, 3, 17, 300, 4000))
    return data[:start] + data[start:end] * times + data[end:]


def number(random: Random, data: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Change a number."""
    found = list(_DIGITS.finditer(data[:20_000]))
    if not found:
        return insert(random, data, _corpus)
    place = random.choice(found)
    return data[: place.start()] + random.choice(NUMBERS).encode() + data[place.end() :]


BYTES: tuple[Mutation, ...] = (flip, cut, insert, splice, swell, number)

# --- of texts, line by line or tag by tag -----------------------------------------------------------------------------


def lines(random: Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    """Drop, double, swap or borrow lines."""
    return b"\n".join(_shuffled(random, data.split(b"\n"), random.choice(corpus).split(b"\n")))


def tokens(random: Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    """Drop, double, swap or borrow words and tags."""
    others = _PIECES.findall(random.choice(corpus)[:4000])
    return b"".join(_shuffled(random, _PIECES.findall(data), others))


def _shuffled(random: Random, pieces: list[bytes], others: list[bytes]) -> list[bytes]:
    at, to = random.randrange(len(pieces) or 1), random.randrange(len(pieces) or 1)
    way = random.randrange(4)
    if way == 0 or not pieces:
        return pieces[:at] + others[: random.randrange(1, 8)] + pieces[at:]
    if way == 1:
        return (
            pieces[: min(at, to)] + pieces[max(at, to) :] if random.random() < 0.3 else pieces[:at] + pieces[at + 1 :]
        )
    if way == 2:
        pieces[at], pieces[to] = pieces[to], pieces[at]
        return pieces
    return pieces[:at] + [pieces[at]] * random.choice((2, 5, 200, 3000)) + pieces[at:]


TEXT: tuple[Mutation, ...] = (*BYTES, lines, tokens)

# --- of pages ---------------------------------------------------------------------------------------------------------

_TAGS = tuple(
    "table tr td th caption ul ol li dl dt dd p div h1 h2 h6 br span a template noscript script style textarea title "
    "svg math frameset plaintext xmp base meta body html select option button iframe form pre".split()
)
_ATTRIBUTES = ("id", "class", "style", "lang", "href", "colspan", "x:y", "a\x00b")
_CHARSETS = tuple(
    "utf-8 utf-16 utf-16le utf-32 utf-7 idna punycode unicode_escape raw_unicode_escape rot13 zlib hex undefined mbcs "
    "iso-2022-jp gb18030 big5hkscs hz johab shift_jis cp037 x-user-defined replacement latin-1 koi8-r none ø".split()
)


def tag(random: Random, data: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Put a tag in, open or closed, perhaps many, perhaps with attributes without end."""
    start, _ = _span(random, data)
    name = random.choice(_TAGS)
    attributes = f' {random.choice(_ATTRIBUTES)}="' + "a " * random.choice((0, 1, 500))
    piece = random.choice(
        (
            f"<{name}>",
            f"</{name}>",
            f'<{name}{attributes}">',
            f"<{name}{attributes}",
            f"<!--{name}",
            "<![CDATA[",
            f"<{name}/",
            "&#x110000;",
            "&#0;",
        )
    )
    return data[:start] + piece.encode() * random.choice((1, 1, 1, 3, 400, 3000)) + data[start:]


def charset(random: Random, data: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Declare another encoding."""
    return b'<meta charset="%s">' % random.choice(_CHARSETS).encode() + data


PAGE: tuple[Mutation, ...] = (*TEXT, tokens, tag, tag, charset)

# --- of JSON ----------------------------------------------------------------------------------------------------------


def json_value(random: Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    """Change a value somewhere in a document, or in a line of NDJSON."""
    rows = data.split(b"\n")
    at = random.randrange(len(rows))
    for start, piece in ((None, data), (at, rows[at])):
        try:
            document = json.loads(piece)
        except (ValueError, RecursionError):
            continue
        changed = json.dumps(_changed(random, document), ensure_ascii=random.random() < 0.5)
        written = changed.encode("utf-8", "surrogatepass")
        return written if start is None else b"\n".join((*rows[:at], written, *rows[at + 1 :]))
    return tokens(random, data, corpus)


def _changed(random: Random, value: Any) -> Any:
    """Return a value with one of its values changed."""
    if isinstance(value, dict) and value and random.random() < 0.9:
        key = random.choice(list(value))
        if random.random() < 0.15:
            return {name: one for name, one in value.items() if name != key}
        return value | {key: _changed(random, value[key])}
    if isinstance(value, list) and value and random.random() < 0.9:
        at = random.randrange(len(value))
        return [*value[:at], _changed(random, value[at]), *value[at + random.choice((0, 1, 1, 1)) :]]
    return _strange(random, value)


def _strange(random: Random, value: Any) -> Any:
    return random.choice(
        (
            None,
            True,
            -1,
            10**30,
            1e308,
            float("nan"),
            "",
            "-",
            [],
            {},
            [[]],
            [value],
            {"a": value},
            str(value),
            random.choice(ODD),
            f"{value}{random.choice(ODD)}",
            random.choice(NUMBERS),
            "http://example.org/" + "a/" * 400,
            "20220315092632",
            "99999999999999",
            "00010101000000",
        )
    )


JSON: tuple[Mutation, ...] = (*TEXT, json_value, json_value, json_value)

# --- files with parts in them -----------------------------------------------------------------------------------------

RECORD_END = b"\r\n\r\nWARC/1."


def warc_file(data: bytes, random: Random) -> bytes:
    """Write records (plain WARC) gzipped each by itself, in one piece, or plain; perhaps damaged."""
    way = random.randrange(8)
    if way == 0:
        return data
    if way == 1:
        return gzip.compress(data, 1)
    starts = [0, *(match.start() + 4 for match in re.finditer(re.escape(RECORD_END), data)), len(data)]
    whole = b"".join(gzip.compress(data[one:other], 1) for one, other in pairwise(starts))
    return random.choice(BYTES)(random, whole, [whole]) if way == 2 else whole


def wacz_file(data: bytes, random: Random) -> bytes:
    """Write records as a WACZ: members, their names, their compression and their flags by chance; perhaps damaged."""
    names = (
        "archive/data.warc.gz",
        "archive/a.warc",
        "archive/../../x.warc.gz",
        "archive//etc/x.warc.gz",
        "archive/\\x.warc",
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as wacz:
        for name in dict.fromkeys(random.choices(names, k=random.choice((1, 1, 2)))):
            info = zipfile.ZipInfo(name)
            info.compress_type = random.choice((0, 0, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
            info.external_attr = random.choice((0, 0o120777 << 16, 0o020666 << 16))  # a file, a link, a device
            wacz.writestr(info, warc_file(data, random))
        wacz.writestr("datapackage.json", b'{"resources": [{"path": "../../etc/passwd"}]}')
    made = buffer.getvalue()
    way = random.randrange(4)
    if way == 0:
        return random.choice(BYTES)(random, made, [made])
    return _patched_entry(random, made) if way == 1 else made


def _patched_entry(random: Random, made: bytes) -> bytes:
    """Change a byte of a local or central header: flags, method, sizes, offsets."""
    heads = [match.start() for match in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", made)]
    at = random.choice(heads) + 4 + random.randrange(42)
    return made[:at] + bytes([random.choice((0, 1, 8, 14, 0xFF, random.randrange(256)))]) + made[at + 1 :]


def content(data: bytes, random: Random) -> bytes:
    """Encode a body by one of the content encodings; the first byte chooses by which it will be read."""
    import brotli

    deflate = zlib.compressobj(1, zlib.DEFLATED, -15)
    raw = deflate.compress(data) + deflate.flush()
    chunked = b"".join(
        b"%x\r\n%s\r\n" % (len(data[at : at + 99]), data[at : at + 99]) for at in range(0, min(len(data), 4000), 99)
    )
    made = random.choice(
        (
            data,
            gzip.compress(data, 1),
            zlib.compress(data, 1),
            raw,
            brotli.compress(data, quality=1),
            chunked + b"0\r\n\r\n",
            bz2.compress(data),
        )
    )
    if random.random() < 0.6:
        made = random.choice(BYTES)(random, made, [made])
    return bytes([random.randrange(256)]) + made


def as_it_is(data: bytes, _random: Random) -> bytes:
    """Return what is no container."""
    return data
