"""What a footnote says of an edition: it bears the mark of that."""

import pytest
from spoken import listed, page_of, stated

TITLES = {
    "en": "Host cities of the Annual Conference of the UNESCO Creative Cities Network",
    "fr": "Villes hôtes de la Conférence annuelle du Réseau des villes créatives de l’UNESCO",
    "es": "Ciudades anfitrionas de la Conferencia Anual de la Red de Ciudades Creativas de la UNESCO",
    "pt": "Cidades anfitriãs da Conferência Anual da Rede de Cidades Criativas da UNESCO",
    "it": "Città ospitanti della Conferenza annuale della Rete delle Città Creative dell’UNESCO",
    "de": "Gastgeber der Jahreskonferenz des UNESCO Creative Cities Network",
}
NOTES = {
    "en": (
        "Conference postponed because of the pandemic.",
        "Conference cancelled.",
    ),
    "fr": (
        "Conférence reportée en raison de la pandémie.",
        "Conférence annulée.",
    ),
    "es": (
        "Conferencia aplazada por la pandemia.",
        "Conferencia cancelada.",
    ),
    "pt": (
        "Conferência adiada devido à pandemia.",
        "Conferência cancelada.",
    ),
    "it": (
        "Conferenza rinviata a causa della pandemia.",
        "Conferenza annullata.",
    ),
    "de": (
        "Konferenz wegen der Pandemie verschoben.",
        "Konferenz abgesagt.",
    ),
}
POSTPONED = {
    "en": (
        "Postponed owing to Covid-19",
        "The conference was postponed",
        "Postponed until 2022",
        "Could not take place as planned and was moved to 2022",
        "Deferred because of the pandemic",
        "The 2020 edition was postponed because of the pandemic",
        "Rescheduled for 2022",
    ),
    "fr": (
        "Reportée en raison du Covid-19",
        "La conférence a été reportée",
        "Reportée à 2022",
        "L’édition 2020 a été reportée en raison de la pandémie",
        "Ajournée à cause de la pandémie",
    ),
    "es": (
        "Aplazada por la Covid-19",
        "La conferencia fue aplazada",
        "Pospuesta hasta 2022",
        "La edición de 2020 se aplazó por la pandemia",
    ),
    "pt": (
        "Adiada devido à Covid-19",
        "A conferência foi adiada",
        "Adiada para 2022",
        "A edição de 2020 foi adiada devido à pandemia",
    ),
    "it": (
        "Rinviata per il Covid-19",
        "La conferenza è stata rinviata",
        "Rinviata al 2022",
        "L’edizione 2020 è stata rinviata a causa della pandemia",
    ),
    "de": (
        "Wegen Covid-19 verschoben",
        "Die Konferenz wurde verschoben",
        "Auf 2022 verschoben",
        "Die Ausgabe 2020 wurde wegen der Pandemie verschoben",
    ),
}

MARKS = (
    ("*", "**"),
    ("†", "‡"),
    ("<sup>1</sup>", "<sup>2</sup>"),
    ("<sup>a</sup>", "<sup>b</sup>"),
    ("(1)", "(2)"),
    ("[1]", "[2]"),
)
FORMS = (
    "<p><small>{} {}<br />{} {}</small></p>",
    "<p>{} {}</p><p>{} {}</p>",
    "<p>{} {} {} {}</p>",
    "<ul><li>{} {}</li><li>{} {}</li></ul>",
)


def _table(*rows: tuple[str, str], foot: str = "") -> str:
    lines = "".join(f"<tr><td>{year}</td><td>{city}</td></tr>" for year, city in rows)
    return f"<table>{lines}{foot and f'<tfoot><tr><td colspan=2>{foot}</td></tr></tfoot>'}</table>"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("code", TITLES)
def test_each_footnote_is_about_the_edition_that_bears_its_mark(code: str, marks: tuple[str, str], form: str) -> None:
    one, other = marks
    notes = form.format(one, NOTES[code][0], other, NOTES[code][1])
    lists = (
        listed("2019 – Fabriano", f"2020 – Santos (Brazil){one}", f"2021 – Dakar (Senegal){other}"),
        listed("Fabriano, 2019", f"Santos{one}, 2020", f"Dakar{other}, 2021"),
    )
    for hosts in lists:
        said = stated(page_of(code, hosts + notes, TITLES[code]))
        assert said == {(2019, "Fabriano", "held"), (2020, "Santos", "postponed"), (2021, "Dakar", "cancelled")}


@pytest.mark.parametrize("mark", ["*", "†", "<sup>1</sup>", "(1)"])
@pytest.mark.parametrize(("code", "note"), [(code, note) for code, notes in POSTPONED.items() for note in notes])
def test_what_a_footnote_puts_off_is_not_told_as_held(code: str, note: str, mark: str) -> None:
    pages = (
        listed("2019 – Fabriano", f"2020 – Santos{mark}") + f"<p>{mark} {note}.</p>",
        _table(("2019", "Fabriano"), ("2020", f"Santos{mark}")) + f"<p>{mark} {note}.</p>",
        _table(("2019", "Fabriano"), (f"2020{mark}", "Santos")) + f"<p>{mark} {note}.</p>",
        _table(("2019", "Fabriano"), ("2020", f"Santos{mark}"), foot=f"{mark} {note}"),
    )
    for main in pages:
        said = stated(page_of(code, main, TITLES[code]))
        assert {(year, city) for year, city, _ in said} == {(2019, "Fabriano"), (2020, "Santos")}
        assert (2019, "Fabriano", "held") in said
        assert said <= {(2019, "Fabriano", "held"), (2020, "Santos", "postponed"), (2020, "Santos", None)}
