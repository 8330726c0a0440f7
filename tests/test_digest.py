"""The digest of the rules is of what they are: what is read otherwise has another one, and nothing else has."""

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from scraper.reading.digest import code_digest, table_digest

PACKAGE = Path(__file__).parent.parent / "scraper"
RULES = "scraper.subjects.uccn.grammar.entries"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path.read_text("utf-8")
    for path in (PACKAGE / "subjects" / "uccn" / "grammar").glob("*.py")
}


@cache
def _digest() -> str:
    return code_digest(MODULES)


def _changed(change: Callable[[str], str]) -> str:
    """Return the digest where the first module that a change is one to is changed."""
    name = next(name for name, source in sorted(MODULES.items()) if change(source) != source)
    return code_digest(MODULES | {name: change(MODULES[name])})


@pytest.mark.slow
def test_a_module_that_is_renamed_reads_as_before() -> None:
    old, new = RULES, "scraper.reading.what_one_line_states"
    moved = {new if name == old else name: source.replace(old, new) for name, source in MODULES.items()}
    assert moved != MODULES
    assert code_digest(moved) == _digest()


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        lambda source: ast.unparse(ast.parse(source)),
        lambda source: "# said beside it\n" + source.replace("\n\n", "\n\n\n# and here\n\n"),
        lambda source: source.replace("\n", "\r\n"),
        lambda source: re.sub(r'"""[^"]+"""', '"""Other words."""', source),
        lambda source: source.replace("return ", "return  "),
    ],
    ids=["formatted anew", "comments", "line ends", "docstrings", "blanks"],
)
def test_what_is_only_set_otherwise_reads_as_before(change: Callable[[str], str]) -> None:
    assert _changed(change) == _digest()


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        lambda source: source.replace("FOUNDED = 2004", "FOUNDED = 2005"),
        lambda source: source.replace('re.compile(r"', 're.compile(r"x?', 1),
        lambda source: source.replace("FOUNDED <= year", "FOUNDED < year"),
        lambda source: source.replace("if not self._reader.may_have_one", "if self._reader.may_have_one"),
        lambda source: source + "\nMORE = 1\n",
    ],
    ids=["a constant", "a pattern", "a comparison", "a denial", "more"],
)
def test_what_reads_otherwise_has_another_digest(change: Callable[[str], str]) -> None:
    assert _changed(change) != _digest()


def test_a_name_that_is_taken_from_another_module_has_another_digest() -> None:
    modules = {"a": "def f(): return 1", "b": "def f(): return 2", "c": "from a import f"}
    assert code_digest(modules) != code_digest(modules | {"c": "from b import f"})


def test_one_and_true_and_their_words_are_told_apart() -> None:
    assert len({code_digest({"a": f"x = {value}"}) for value in ("1", "True", "1.0", "'1'", "b'1'", "None", "[]")}) == 7


def test_the_digest_of_a_table_depends_on_its_content_only() -> None:
    lyon = b"Lyon\t2996944\n"
    assert table_digest([lyon, b'{"a": 1}']) == table_digest([b'{ "a":1 }\n', lyon])
    assert table_digest([b'{"a": 1}']) != table_digest([b'{"a": 2}'])
    assert table_digest([lyon]) != table_digest([b"Lyon\t2996945\n"])
