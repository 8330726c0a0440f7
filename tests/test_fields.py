"""One event told in fields ('Host city: …'): in every mark-up and language, the city of the host's field is read, no other."""

from itertools import product

import pytest
from spoken import NAMES, hosts, page_of, unread

FORMS = {
    "definitions": ("<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>"),
    "table with headers": ("<table>{}</table>", "<tr><th>{}</th><td>{}</td></tr>"),
    "table": ("<table>{}</table>", "<tr><td>{}</td><td>{}</td></tr>"),
    "items": ("<ul>{}</ul>", "<li><strong>{}:</strong> {}</li>"),
    "lines": ("<p>{}</p>", "<strong>{}</strong>: {}<br>"),
    "paragraphs": ("<div>{}</div>", "<p><b>{}:</b> {}</p>"),
    "spans": ("<div>{}</div>", "<div><span>{}</span><span>{}</span></div>"),
    "boxes": ("<div>{}</div>", "<div><div>{}</div><div>{}</div></div>"),
    "headings": ("<div>{}</div>", "<h4>{}</h4><p>{}</p>"),
}
FIELDS = {
    "en": (
        "Fact sheet",
        ("Event", ("Dates", "When"), ("Host city", "Hosting city", "Where"), "Mexico", "2 to 6 November 2026"),
    ),
    "fr": (
        "Fiche technique",
        (
            "Événement",
            ("Dates", "Période"),
            ("Ville hôte", "Ville organisatrice", "Où"),
            "Mexique",
            "du 2 au 6 novembre 2026",
        ),
    ),
    "es": (
        "Ficha técnica",
        (
            "Acontecimiento",
            ("Fechas", "Cuándo"),
            ("Ciudad anfitriona", "Ciudad organizadora", "Dónde"),
            "México",
            "del 2 al 6 de noviembre de 2026",
        ),
    ),
    "pt": (
        "Ficha técnica",
        (
            "Evento",
            ("Datas", "Período"),
            ("Cidade anfitriã", "Cidade de acolhimento", "Onde"),
            "México",
            "2 a 6 de novembro de 2026",
        ),
    ),
    "it": (
        "Scheda",
        (
            "Evento",
            ("Date", "Periodo"),
            ("Città ospitante", "Città organizzatrice", "Dove"),
            "Messico",
            "dal 2 al 6 novembre 2026",
        ),
    ),
    "de": (
        "Steckbrief",
        (
            "Veranstaltung",
            ("Termin", "Zeitraum"),
            ("Gastgeberstadt", "Ausrichterstadt", "Wo"),
            "Mexiko",
            "2. bis 6. November 2026",
        ),
    ),
}


def _page(code: str, form: str, days: str, place: str) -> str:
    heading, (event, _, _, country, when) = FIELDS[code]
    around, field = FORMS[form]
    name = NAMES[code].partition(" ")[2]
    rows = ((event, f"XVIII {name}"), (place, f"Querétaro ({country})"), (days, when[0].upper() + when[1:]))
    return f"<h2>{heading}</h2>" + around.format("".join(field.format(*row) for row in rows))


@pytest.mark.parametrize(("code", "form"), [*product(FIELDS, FORMS)])
def test_the_city_of_a_field_of_hosts_is_read(code: str, form: str) -> None:
    _, (_, days, places, _, _) = FIELDS[code]
    for when, where in product(days, places):
        page = page_of(code, _page(code, form, when, where))
        assert hosts(page) == {(2026, "Querétaro")}, (when, where)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "headings"])
@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("en", "Press office"),
        ("fr", "Aéroport"),
        ("es", "Nos lleva a"),
        ("pt", "Contacto"),
        ("it", "Contatto"),
        ("de", "Flughafen"),
    ],
)
def test_that_of_another_field_is_told_where_none_is_the_host(code: str, place: str, form: str) -> None:
    _, (_, (days, _), _, _, _) = FIELDS[code]
    page = page_of(code, _page(code, form, days, place))
    assert not hosts(page)
    assert "Querétaro" in unread(page)
