"""A settings document and the types of the settings → what is wrong with it: the key, the nearest known one, an example."""

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import inspect

_TYPES = {"str": "a string", "int": "a whole number", "float": "a number", "bool": "true or false", "array": "a list"}
_TYPES |= {"object": "a table", "null": "nothing"}


def unknown_settings(document: Mapping[str, Any], settings: type[msgspec.Struct]) -> Iterator[str]:
    """Yield a sentence for every key of a document that the settings do not have, in its order."""
    yield from _unknown(document, inspect.type_info(settings), ())


def reworded(error: msgspec.ValidationError) -> str:
    """Return what is wrong with a value in terms of the settings file, with the key: msgspec speaks of Python and JSON."""
    said, _, path = str(error).partition(" - at `$")
    key = path.strip("`.").replace("[...]", "")
    said = re.sub(
        r"^Expected `(.*?)`, got `(.*?)`$", lambda found: f"must be {_named(found[1])}, not {_named(found[2])}", said
    )
    said = re.sub(r"^Object missing required field `(.*)`$", r"needs \1", said)
    said = re.sub(r"^Invalid enum value '?(.*?)'?$", r"has an unknown value: \1", said)
    return f"{key}: {said}" if key and not said.startswith("[") else said


def example(field: inspect.Field) -> str | None:
    """Return a line that sets a field, as TOML: of a table, its head; None where the field has no example."""
    if isinstance(bare(field.type), inspect.StructType):
        return f"[{field.encode_name}]"
    found = meta(field.type).get("examples")
    return f"{field.encode_name} = {json.dumps(found[0], ensure_ascii=False)}" if found else None


def meta(type_: inspect.Type) -> dict[str, Any]:
    """Return description and examples of a field's type."""
    return dict(type_.extra_json_schema or {}) if isinstance(type_, inspect.Metadata) else {}


def bare(type_: inspect.Type) -> inspect.Type:
    """Return a field's type without its description, and without None where that is one of two."""
    if isinstance(type_, inspect.Metadata):
        return bare(type_.type)
    if isinstance(type_, inspect.UnionType):
        others = [one for one in type_.types if not isinstance(one, inspect.NoneType)]
        return bare(others[0]) if len(others) == 1 else type_
    return type_


def _named(names: str) -> str:
    return " or ".join(_TYPES.get(name.strip(), name.strip()) for name in names.split("|") if name.strip() != "null")


def _unknown(value: Any, type_: inspect.Type, where: tuple[str, ...]) -> Iterator[str]:
    match bare(type_):
        case inspect.StructType(fields=fields) if isinstance(value, dict):
            known = {field.encode_name: field for field in fields}
            for key, inner in value.items():
                if key in known:
                    yield from _unknown(inner, known[key].type, (*where, key))
                else:
                    yield _sentence(key, known, where)
        case inspect.DictType(value_type=inner_type) if isinstance(value, dict):
            for key, inner in value.items():
                yield from _unknown(inner, inner_type, (*where, key))
        case inspect.VarTupleType(item_type=inner_type) if isinstance(value, list):
            for inner in value:
                yield from _unknown(inner, inner_type, where)


def _sentence(key: str, known: Mapping[str, inspect.Field], where: tuple[str, ...]) -> str:
    table = f" in [{'.'.join(where)}]" if where else ""
    nearest = difflib.get_close_matches(key, known, n=1)
    if not nearest:
        return f"unknown setting {key!r}{table}; known are {', '.join(known)}"
    line = example(known[nearest[0]])
    return f"unknown setting {key!r}{table}; did you mean {nearest[0]!r}?" + (f" Example: {line}" if line else "")
