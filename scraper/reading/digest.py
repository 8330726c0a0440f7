"""Digests of the code that reads pages, by what it does: equal digests give equal results, whatever names and formatting."""

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

ROOMS = ("values", "reading")
"""The rooms whose code reads pages, for every subject."""

BEFORE_PAGES = ("mimetype.py", "payload.py", "memento/challenge.py", "memento/replay.py")
"""Modules of `archives/` that affect how a page is read: they decode it, or decide that it is not a page."""

_FROM = "ImportFrom"


@cache
def rules_digest(room: str) -> str:
    """Return the digest of all code that reads pages of the subject in a room, such as `subjects/uccn`."""
    archives = resources.files("scraper") / "archives"
    files = [*((f"archives/{name}", archives / name) for name in BEFORE_PAGES), *_files_of((*ROOMS, room), (".py",))]
    return code_digest({_dotted(path): file.read_text(encoding="utf-8") for path, file in files})


@cache
def data_digest(room: str) -> str:
    """Return the digest of the data files of a room, such as place names."""
    return table_digest(file.read_bytes() for _, file in _files_of((room,), (".json", ".tsv")))


def code_digest(modules: Mapping[str, str]) -> str:
    """Return the SHA-256 of what modules do; `modules` are their sources by dotted name.

    Comments, docstrings, blanks, line ends and the order of the modules make no difference, nor does the name of one: an import
    of a module that is given counts as what that module does. It is the same in all versions of Python.
    """
    parts = {f"{_FROM} {name}": _parts(source) for name, source in modules.items()}
    own = {name: _sha256("" if part in parts else part for part in found) for name, found in parts.items()}
    return _sha256(sorted(_sha256(own.get(part, part) for part in found) for found in parts.values()))


def table_digest(tables: Iterable[bytes]) -> str:
    """Return the SHA-256 of the content of tables, as JSON or lines; their order makes no difference."""
    return _sha256(sorted(hashlib.sha256(_content(table)).hexdigest() for table in tables))


def _content(table: bytes) -> bytes:
    return json.dumps(json.loads(table)).encode() if table.startswith(b"{") else table


def _parts(source: str) -> list[str]:
    """Return the imports of a module as words, with digests of its statements and of what lies between imports in them."""
    parts: list[str] = []
    for statement in ast.parse(source).body:
        if not _is_docstring(statement):
            words: list[str] = []
            _add_words(statement, words, parts)
            parts.append(_sha256(words))
    return parts


def _add_words(node: Any, words: list[str], parts: list[str]) -> None:
    """Add a syntax tree as words. What is None or empty is left out: later versions of Python have more such fields."""
    if isinstance(node, ast.ImportFrom):
        parts += [_sha256(words), f"{_FROM} {node.module}"]
        words.clear()
        _add_words(node.names, words, parts)
    elif isinstance(node, ast.AST):
        words.append(type(node).__name__)
        for field in node._fields:
            value = getattr(node, field, None)
            if value is not None and value != []:
                words.append(field)
                _add_words(value, words, parts)
        words.append(")")
    elif isinstance(node, list):
        for one in node:
            if not _is_docstring(one):
                _add_words(one, words, parts)
        words.append("]")
    else:
        words.append(f"{type(node).__name__} {node!r}")


def _is_docstring(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _sha256(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _dotted(path: str) -> str:
    return f"scraper/{path.removesuffix('.py').removesuffix('/__init__')}".replace("/", ".")


def _files_of(rooms: tuple[str, ...], endings: tuple[str, ...]) -> list[tuple[str, Traversable]]:
    package = resources.files("scraper")
    found = [pair for room in rooms for pair in _files(package / room, room)]
    return [(path, file) for path, file in found if path.endswith(endings)]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        else:
            yield name, entry
