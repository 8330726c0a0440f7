"""Lines of a document that end in the middle of a phrase → blanks in place of their ends, at the same offsets."""

import re

import msgspec

from scraper.reading.document import Block, Document
from scraper.subjects.uccn.grammar.words import compiled
from scraper.subjects.uccn.languages import Language

_LABEL = r"[^\W\d_]+(?:\s[^\W\d_]+)?\s?:"
_BULLET = r"o\s+\d"


def unbroken(document: Document, language: Language) -> Document:
    """Return a document without line ends that part nothing: within a name, behind 'held in' or 'the', before a small letter."""
    parts_nothing = compiled(
        rf"(?<!\w)(?:{language.before_place}|{language.the}|{language.of}|{language.and_})\n(?=[^\W_])|"
        rf"(?<=[\w,])\n(?=(?-i:[a-zß-ÿ]))(?!{_LABEL}|{_BULLET})|"
        rf"(?<!\w)(?:{language.series}|(?:UNESCO\s+)?(?:{language.name}|{language.network}))(?!\w)"
    )
    blocks = tuple(_unbroken(block, parts_nothing) for block in document.blocks)
    return document if blocks == document.blocks else msgspec.structs.replace(document, blocks=blocks)


def _unbroken(block: Block, parts_nothing: re.Pattern[str]) -> Block:
    if block.kind == "row" or "\n" not in block.text:
        return block
    text = parts_nothing.sub(lambda match: match[0].replace("\n", " "), block.text)
    return msgspec.structs.replace(block, text=text)
