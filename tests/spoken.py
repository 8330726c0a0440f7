"""Pages made for one sentence or list, in any of the languages, and what is stated of them."""

from datetime import date

from scraper import read_page
from scraper.subjects.uccn.records import conferences, events
from scraper.values.records import Page

NAMES = {
    "en": "the Annual Conference of the UNESCO Creative Cities Network",
    "fr": "la Conférence annuelle du Réseau des villes créatives de l’UNESCO",
    "es": "la Conferencia Anual de la Red de Ciudades Creativas de la UNESCO",
    "pt": "a Conferência Anual da Rede de Cidades Criativas da UNESCO",
    "it": "la Conferenza annuale della Rete delle Città Creative dell’UNESCO",
    "de": "die Jahreskonferenz des UNESCO Creative Cities Network",
}
"""The name of the conference with its article (`{N}` of the sentences); `{n}` is the name alone."""

FABRIANO = {
    "en": "{N} was held in Fabriano (Italy) in 2019.",
    "fr": "{N} s’est tenue à Fabriano (Italie) en 2019.",
    "es": "{N} se celebró en Fabriano (Italia) en 2019.",
    "pt": "{N} realizou-se em Fabriano (Itália) em 2019.",
    "it": "{N} si è svolta a Fabriano (Italia) nel 2019.",
    "de": "{N} fand 2019 in Fabriano (Italien) statt.",
}
"""A host of the conference, that a page states beside what it is tried with."""


def said(code: str, words: str) -> str:
    """Return a sentence with the conference's name in it."""
    name = NAMES[code]
    words = words.replace("{n}", name.partition(" ")[2]).replace("{N}", name)
    return words[:1].upper() + words[1:]


def page_of(code: str, main: str, title: str = "Info", *, captured: date = date(2024, 6, 1)) -> Page:
    """Read a page of a city's own site with a title and this main content."""
    body = (
        f"<html lang={code}><head><title>{title}</title></head><body><main><h1>{title}</h1>{main}</main></body></html>"
    )
    at = "https://www.city.example/p"
    return read_page(body.encode(), content_type="text/html; charset=utf-8", original=at, captured=captured)


def stated(page: Page) -> set[tuple[object, str, object]]:
    """Return what a page states: year, city, status."""
    listed = {(one.year, host.city, one.status) for one in conferences(page) for host in one.hosts}
    return listed | {(one.value("year"), host.city, one.value("status")) for one in events(page) for host in one.hosts}


def hosts(page: Page) -> set[tuple[object, str]]:
    """Return what a page states: year and city."""
    return {(year, city) for year, city, _ in stated(page)}


def unread(page: Page) -> str:
    """Return what a page tells as unread."""
    return " | ".join(page.text[span.start : span.end] for span in page.unread)


def listed(*items: str) -> str:
    """Return a list."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
