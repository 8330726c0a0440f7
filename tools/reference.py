"""Make docs/reference/ from the code: `python -m tools.reference --write`; without it, say whether it is current."""

import inspect
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
from msgspec.inspect import Field, StructType, type_info

import scraper
from scraper.cli import cli
from scraper.cli.group import FORMER_NAMES, PURPOSES
from scraper.dataset.tables import tables_of
from scraper.default import SUBJECT
from scraper.exit_codes import MEANINGS as CODES
from scraper.outcomes import MEANINGS as OUTCOMES
from scraper.outcomes import PASSING
from scraper.settings import Settings, variables
from scraper.settings_check import bare, meta
from scraper.values.subject import Table

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "<!-- Made by python -m tools.reference --write. -->\n"


def main() -> int:
    """Write the pages, or return 1 where one is not current."""
    wrong = [name for name, made in pages().items() if _read(FOLDER / name) != made]
    if "--write" in sys.argv[1:]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, made in pages().items():
            (FOLDER / name).write_text(made, encoding="utf-8")
    elif wrong:
        sys.stderr.write(f"docs/reference/{wrong[0]}: not what the code says; run python -m tools.reference --write\n")
        return 1
    sys.stdout.write("docs/reference: is what the code says\n")
    return 0


def pages() -> dict[str, str]:
    """Return every page of the reference by its file name."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "commands.md": _commands,
        "settings.md": _settings,
        "tables.md": _tables,
        "outcomes.md": _outcomes,
        "exit-codes.md": _exit_codes,
        "python.md": _python,
    }
    return {name: "\n".join([MADE, *make(), ""]) for name, make in makers.items()}


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield from ("", f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}")
    yield from (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
    yield ""


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield "Exit codes are listed [on a page of their own](exit-codes.md)."
    former = {name: old for old, name in FORMER_NAMES.items()}
    for purpose, names in PURPOSES.items():
        yield f"\n## {purpose}\n"
        for name in names:
            if (command := cli.commands.get(name)) and not command.hidden:
                context = click.Context(command, info_name=f"scraper {name}", terminal_width=100, max_content_width=100)
                yield f"### scraper {name}\n"
                if name in former:
                    yield f"Formerly `scraper {former[name]}`; that name still works.\n"
                yield f"```text\n{command.get_help(context)}\n```\n"


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield (
        "Settings are read from `scraper.toml` in the current folder, or from the file that `--config` or `SCRAPER_CONFIG` names. "
        "All of them are optional. Options of the command line take precedence over environment variables, and these over the "
        "file. Items of lists in variables are separated by white space."
    )
    root = type_info(Settings)
    assert isinstance(root, StructType)
    yield from _fields(root, ())


def _fields(struct: StructType, where: tuple[str, ...]) -> Iterator[str]:
    """Yield the table of a struct's settings, then those of the structs in it."""
    named = {key: name for name, key in variables().items()}
    inner: list[tuple[StructType, tuple[str, ...]]] = []
    rows: list[tuple[str, ...]] = []
    for field in struct.fields:
        type_ = bare(field.type)
        key = (*where, field.encode_name)
        if isinstance(type_, StructType):
            inner.append((type_, key))
            continue
        value_type = bare(getattr(type_, "value_type", type_))
        if isinstance(value_type, StructType):
            inner.append((value_type, (*key, "NAME")))
            continue
        found = meta(field.type)
        examples = found.get("examples")
        example = f"`{json.dumps(examples[0], ensure_ascii=False)}`" if examples else ""
        variable = f"`{named[key]}`" if key in named else ""
        rows.append((f"`{field.encode_name}`", found.get("description", ""), _default(field), example, variable))
    if rows:
        if where:
            yield f"\n## [{'.'.join(where)}]\n\n{(struct.cls.__doc__ or '').strip().splitlines()[0]}"
        yield from _table(("setting", "meaning", "default", "example", "variable"), iter(rows))
    for one, key in inner:
        yield from _fields(one, key)


def _default(field: Field) -> str:
    if field.required:
        return "required"
    value = field.default if field.default is not msgspec.NODEFAULT else None
    if value is None or value == () or value == {}:
        return ""
    return f"`{json.dumps(msgspec.to_builtins(value), ensure_ascii=False)}`"


def _tables() -> Iterator[str]:
    yield "# Tables\n"
    yield (
        "Each table is a CSV file (UTF-8, RFC 4180, lines end in CR LF) and a resource of `datapackage.json`. Times are ISO 8601 "
        "in UTC. The first column, `id`, is the primary key. "
        "A text that a spreadsheet would take for a formula has an apostrophe in front. A value that no page states is empty."
    )
    for table in tables_of(SUBJECT):
        yield f"\n## {table.name}.csv\n\n{table.description}"
        yield from _table(("column", "type", "meaning", "values"), _columns(table))


def _columns(table: Table) -> Iterator[tuple[str, ...]]:
    for column in table.columns:
        values = ", ".join(f"`{value}`" for value in column.values)
        meaning = f"{column.description}{'' if column.required else ' Optional.'}"
        if column.refers:
            meaning += f" Refers to `id` of {column.refers}.csv."
        yield f"`{column.name}`", f"{column.type}{f' ({column.unit})' if column.unit else ''}", meaning, values


def _outcomes() -> Iterator[str]:
    yield "# Outcomes\n"
    yield "Every capture that an archive lists has exactly one outcome, and the totals add up."
    rows = ((f"`{one}`", meaning, "yes" if one in PASSING else "") for one, meaning in OUTCOMES.items())
    yield from _table(("outcome", "meaning", "retried by later runs"), rows)


def _exit_codes() -> Iterator[str]:
    yield "# Exit codes"
    yield from _table(("code", "meaning"), ((f"{code:d}", meaning) for code, meaning in CODES.items()))
    yield "If several apply, a run ends with the first of 70, 4, 3, 5, 1."
    yield "`scraper diff` ends like diff: 0 no differences, 1 differences, 2 an error."


def _python() -> Iterator[str]:
    yield "# Python API\n"
    yield (
        "These names are public: `import scraper`, then `scraper.NAME`. Modules and everything else may change in any version. "
        "`Settings` is described [on a page of its own](settings.md)."
    )
    public = {name: getattr(scraper, name) for name in scraper.__all__}
    functions = {name: one for name, one in public.items() if inspect.isfunction(one)}
    errors = {name: one for name, one in public.items() if inspect.isclass(one) and issubclass(one, Exception)}
    types = {name: one for name, one in public.items() if name not in functions and name not in errors}
    for title, group in (("Functions", functions), ("Types", types), ("Errors", errors)):
        yield f"\n## {title}\n"
        for name, one in group.items():
            yield from _member(name, one)


def _member(name: str, one: Any) -> Iterator[str]:
    yield f"### {name}\n"
    if inspect.isfunction(one):
        yield f"```python\n{name}{_signature(one)}\n```\n"
    elif hasattr(one, "__struct_fields__") or hasattr(one, "__dataclass_fields__"):
        fields = ", ".join(f"`{field}`" for field in inspect.signature(one).parameters)
        yield f"Fields: {fields or 'none'}.\n"
    doc = inspect.getdoc(one) if inspect.isclass(one) or inspect.isfunction(one) else _one_of(one)
    yield f"{doc}\n"


def _one_of(union: Any) -> str:
    """Return what a union of types or of literal values consists of."""
    names = ", ".join(f"`{json.dumps(one) if isinstance(one, str) else one.__name__}`" for one in get_args(union))
    return f"One of {names}."


def _signature(function: Callable[..., Any]) -> str:
    parameters: list[str] = []
    for parameter in inspect.signature(function).parameters.values():
        default = "" if parameter.default is parameter.empty else "=…"
        star = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
        if parameter.kind is parameter.KEYWORD_ONLY and not any(one.startswith("*") for one in parameters):
            parameters.append("*")
        parameters.append(f"{star}{parameter.name}{default}")
    return f"({', '.join(parameters)})"


if __name__ == "__main__":
    sys.exit(main())
