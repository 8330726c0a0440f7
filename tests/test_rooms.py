"""Captures flow one way: no room imports a room to its right, and each keeps to what it may know."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scraper"
ROOMS = (
    "values",
    "archives",
    "store",
    "reading",
    "subjects",
    "history",
    "dataset",
    "exports",
    "diffs",
    "report",
    "runs",
    "notify",
    "schedule",
)
JOINS = ("runs/run.py",)
"""What joins the rooms for one run: it takes the settings, and nothing but the command line and the façade calls it."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def _name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def _imports(module: Path) -> list[str]:
    return list(_imported(module))


def _imported(module: Path) -> Iterator[str]:
    """Yield what a module imports, wherever in it, as dotted names."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(module)}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _modules(*rooms: str) -> list[Path]:
    return [module for module in MODULES if module.relative_to(PACKAGE).parts[0] in rooms]


def _words(module: Path) -> Iterator[str]:
    """Yield the strings of a module's code, its docstrings left out."""
    tree = _tree(module)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_imports_a_room_to_its_right(room: str) -> None:
    modules = _modules(room)
    assert modules
    right = {f"scraper.{other}" for other in (*ROOMS[ROOMS.index(room) + 1 :], "cli", "api", "opening", "settings")}
    for module in modules:
        if _name(module) in JOINS:
            continue
        for name in _imports(module):
            assert ".".join(name.split(".")[:2]) not in right, f"{_name(module)} imports {name}"


@pytest.mark.parametrize(
    "name",
    [
        "_version.py",
        "durable.py",
        "errors.py",
        "exit_codes.py",
        "notices.py",
        "outcomes.py",
        "plural.py",
        "processes.py",
        "system.py",
    ],
)
def test_what_all_rooms_may_import_imports_no_room(name: str) -> None:
    own = {imported for imported in _imports(PACKAGE / name) if imported.startswith("scraper")}
    assert own <= {
        "scraper.outcomes.Outcome",
        "scraper.plural.counted",
        "scraper.system.cores",
        "scraper.system.sync_folder",
    }


def test_what_posix_alone_has_is_called_in_one_module() -> None:
    imported = {"pwd", "grp", "fcntl", "select", "resource", "termios", "pty", "syslog"}
    called = {"killpg", "fork", "getpwnam", "sched_getaffinity", "getuid", "geteuid", "chown", "SIGKILL", "SIGHUP"}
    for module in MODULES:
        if _name(module) == "system.py":
            continue
        assert not imported & set(_imports(module)), _name(module)
        attributes = {node.attr for node in ast.walk(_tree(module)) if isinstance(node, ast.Attribute)}
        assert not called & attributes, _name(module)


def test_every_module_is_in_a_room_or_above_them() -> None:
    above = {
        "__init__.py",
        "__main__.py",
        "_version.py",
        "api.py",
        "building.py",
        "default.py",
        "durable.py",
        "errors.py",
        "exit_codes.py",
        "notices.py",
        "opening.py",
        "output_folder.py",
        "outcomes.py",
        "outputs.py",
        "pages.py",
        "plural.py",
        "processes.py",
        "queries.py",
        "settings.py",
        "spark.py",
        "settings_check.py",
        "system.py",
    }
    assert {_name(module) for module in MODULES if module.parent == PACKAGE} == above
    assert {module.relative_to(PACKAGE).parts[0] for module in MODULES if module.parent != PACKAGE} == {*ROOMS, "cli"}


def test_archives_and_store_serve_any_site() -> None:
    for module in _modules("archives", "store"):
        if module.name == "profiles.py":
            continue
        for words in _words(module):
            lower = words.lower()
            assert "unesco.org" not in lower, f"{_name(module)}: {words!r}"
            assert "creative" not in lower, f"{_name(module)}: {words!r}"
            assert "conference" not in lower, f"{_name(module)}: {words!r}"


def test_profiles_know_the_archive_and_no_page_of_it() -> None:
    words = " ".join(_words(PACKAGE / "archives" / "memento" / "profiles.py"))
    assert "creative-cities" not in words
    assert "en.unesco.org" not in words


def test_pages_see_no_fetch_no_store_and_no_clock() -> None:
    barred = {"requests", "urllib3", "http", "socket", "sqlite3", "os", "subprocess", "time", "random", "click", "rich"}
    for module in _modules("reading", "subjects"):
        for name in _imports(module):
            assert name.split(".")[0] not in barred, f"{_name(module)} imports {name}"
        called = {node.attr for node in ast.walk(_tree(module)) if isinstance(node, ast.Attribute)}
        assert not called & {"now", "today", "utcnow", "write_text", "write_bytes"}, _name(module)


def test_only_the_command_line_prints_exits_and_reads_the_environment() -> None:
    barred = {"print", "input", "exit", "quit"}
    for module in MODULES:
        if module.parent.name == "cli":
            continue
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in barred, f"{_name(module)}: {node.func.id}()"
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used = f"{node.value.id}.{node.attr}"
                assert used not in {"sys.exit", "sys.stdout", "sys.stderr", "sys.argv", "os.environ", "os.getenv"}, (
                    f"{_name(module)}: {used}"
                )
        assert not {name.split(".")[0] for name in _imports(module)} & {"click", "rich"}, _name(module)


def test_only_the_default_names_the_subject() -> None:
    """The engine takes a subject as an argument: it knows no table, page kind, city or language by name."""
    for module in MODULES:
        if module.is_relative_to(PACKAGE / "subjects" / "uccn") or _name(module) == "default.py":
            continue
        for name in _imports(module):
            assert not name.startswith("scraper.subjects.uccn"), f"{_name(module)} imports {name}"


@pytest.mark.parametrize("room", [*ROOMS, "default.py", "outcomes.py", "errors.py"])
def test_the_engine_speaks_of_no_subject(room: str) -> None:
    theirs = re.compile(
        r"\b(?:conferences?|objectives?|host cit(?:y|ies)|cit(?:y|ies)|timeline|editions?|creative)\b", re.I
    )
    for module in _modules(room):
        if module.is_relative_to(PACKAGE / "subjects" / "uccn"):
            continue
        for words in _words(module):
            assert not theirs.search(words), f"{_name(module)}: {words!r}"


def test_help_costs_no_heavy_import() -> None:
    code = (
        "import sys\nfrom scraper.cli import run_command\n"
        "assert run_command(['--help']) == 0\nassert run_command(['run', '--help']) == 0\n"
        "heavy = {'requests', 'lxml', 'rich', 'warcio', 'zstandard', 'bs4', 'sqlite3', 'surt', 'msgspec'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_public_names_are_all_there() -> None:
    import scraper

    for name in scraper.__all__:
        assert getattr(scraper, name, None) is not None, name
    assert set(scraper.__all__) <= set(dir(scraper))
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = scraper.nothing_of_that_name


def test_whatever_pages_take_from_archives_counts_as_their_rules() -> None:
    """Else a change there would give other records under the same digest of the rules."""
    from scraper.reading.digest import BEFORE_PAGES

    taken = {
        name.removeprefix("scraper.archives.").rpartition(".")[0].replace(".", "/")
        for module in _modules("reading", "subjects")
        for name in _imports(module)
        if ".archives." in name
    }
    assert {f"{name}.py" for name in taken} == set(BEFORE_PAGES)
