"""Two editions in every structure of mark-up and every language that is read: hosts, days and ordinals go to the right one."""

from collections.abc import Callable

import pytest
from spoken import NAMES, hosts, page_of

from scraper.subjects.uccn.records import conferences, events

YEARS, ORDINALS = ("2024", "2022"), ("XVI", "XIV")
DAYS = {
    "en": ("1–5 July 2024", "18–22 July 2022"),
    "fr": ("1-5 juillet 2024", "18-22 juillet 2022"),
    "es": ("1 al 5 de julio de 2024", "18 al 22 de julio de 2022"),
    "pt": ("1 a 5 de julho de 2024", "18 a 22 de julho de 2022"),
    "it": ("1-5 luglio 2024", "18-22 luglio 2022"),
    "de": ("1.–5. Juli 2024", "18.–22. Juli 2022"),
}
PLACES = {
    "en": ("Braga, Portugal", "Santos, Brazil"),
    "fr": ("Braga, Portugal", "Santos, Brésil"),
    "es": ("Braga, Portugal", "Santos, Brasil"),
    "pt": ("Braga, Portugal", "Santos, Brasil"),
    "it": ("Braga, Portogallo", "Santos, Brasile"),
    "de": ("Braga, Portugal", "Santos, Brasilien"),
}
FIELDS = {  # edition, year, host city, days, place
    "en": ("Edition", "Year", "Host city", "Dates", "Venue"),
    "fr": ("Édition", "Année", "Ville hôte", "Dates", "Lieu"),
    "es": ("Edición", "Año", "Ciudad anfitriona", "Fechas", "Lugar"),
    "pt": ("Edição", "Ano", "Cidade anfitriã", "Datas", "Local"),
    "it": ("Edizione", "Anno", "Città ospitante", "Date", "Luogo"),
    "de": ("Ausgabe", "Jahr", "Gastgeberstadt", "Termin", "Ort"),
}


def _each(one: Callable[[str, str, str, str], str]) -> Callable[[str], str]:
    """Return what writes a unit for each edition, of its year, place, days, and name with its ordinal."""

    def both(code: str) -> str:
        name = NAMES[code].partition(" ")[2]
        parts = zip(YEARS, PLACES[code], DAYS[code], (f"{nth} {name}" for nth in ORDINALS), strict=True)
        return "".join(one(*part) for part in parts)

    return both


def _within(start: str, one: Callable[[str, str, str, str], str], end: str) -> Callable[[str], str]:
    return lambda code: start + _each(one)(code) + end


def _table(code: str) -> str:
    edition, _, city, days, _ = FIELDS[code]
    head = f"<tr><th>{edition}</th><th>{city}</th><th>{days}</th></tr>"
    rows = zip(ORDINALS, PLACES[code], DAYS[code], strict=True)
    return f"<table>{head}{''.join(f'<tr><td>{nth}</td><td>{at}</td><td>{when}</td></tr>' for nth, at, when in rows)}</table>"


def _transposed(code: str) -> str:
    _, year, city, _, _ = FIELDS[code]
    cells = ("".join(f"<td>{one}</td>" for one in line) for line in (YEARS, PLACES[code]))
    return (
        "<table>"
        + "".join(f"<tr><th>{head}</th>{line}</tr>" for head, line in zip((year, city), cells, strict=True))
        + "</table>"
    )


def _fields(code: str) -> str:
    _, _, _, days, place = FIELDS[code]
    return _each(lambda _, at, when, name: f"<div><h3>{name}</h3><p>{days}: {when}</p><p>{place}: {at}</p></div>")(code)


STRUCTURES = {
    "cards, the name between": _each(
        lambda _, at, when, name: f"<div><time>{when}</time><h4>{name}</h4><span>{at}</span></div>"
    ),
    "cards, the name first": _each(lambda _, at, when, name: f"<div><h3>{name}</h3><p>{when}</p><p>{at}</p></div>"),
    "cards, the place first": _each(lambda _, at, when, name: f"<div><p>{at}</p><h4>{name}</h4><p>{when}</p></div>"),
    "cards of fields": _fields,
    "list": _within("<ul>", lambda year, at, *_: f"<li>{year}: {at}</li>", "</ul>"),
    "list, years in brackets": _within("<ul>", lambda year, at, *_: f"<li>{at} ({year})</li>", "</ul>"),
    "list of names": _within("<ol>", lambda _, at, when, name: f"<li>{name}, {at}, {when}</li>", "</ol>"),
    "lines": _within("<p>", lambda year, at, *_: f"{year} – {at}<br>", "</p>"),
    "terms": _within("<dl>", lambda year, at, *_: f"<dt>{year}</dt><dd>{at}</dd>", "</dl>"),
    "terms, the place first": _within("<dl>", lambda year, at, *_: f"<dt>{at}</dt><dd>{year}</dd>", "</dl>"),
    "headings": _each(lambda year, at, *_: f"<h3>{year}</h3><p>{at}</p>"),
    "captions": _each(lambda year, at, *_: f"<figure><img src=x><figcaption>{at}, {year}</figcaption></figure>"),
    "details": _each(lambda year, at, _, name: f"<details><summary>{name} ({year})</summary><p>{at}</p></details>"),
    "preformatted": _within("<pre>", lambda year, at, *_: f"{year}  {at}\n", "</pre>"),
    "table": _table,
    "transposed table": _transposed,
}


@pytest.mark.parametrize("code", sorted(NAMES))
@pytest.mark.parametrize("structure", STRUCTURES)
def test_two_editions_are_read_in_every_structure_and_language(structure: str, code: str) -> None:
    name = NAMES[code].partition(" ")[2]
    page = page_of(code, f"<h2>{name}</h2>{STRUCTURES[structure](code)}", name)
    assert hosts(page) == {(2024, "Braga"), (2022, "Santos")}
    numbers: set[tuple[object, object]] = {(one.year, one.edition) for one in conferences(page)}
    numbers |= {(one.value("year"), one.value("edition")) for one in events(page)}
    assert {number for number in numbers if number[1] is not None} <= {(2024, 16), (2022, 14)}
    days = {(one.value("year"), one.value("first_day"), one.value("last_day")) for one in events(page)}
    told = {one for one in days if one[1] is not None}
    assert told <= {(2024, "2024-07-01", "2024-07-05"), (2022, "2022-07-18", "2022-07-22")}
