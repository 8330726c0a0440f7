"""A programme: of what it lists beside the conference, no place is a host."""

import pytest
from spoken import hosts, page_of

BESIDE = {
    "en": (
        "Optional tour",
        "Excursion",
        "Study visit",
        "Pre-conference trip",
        "Exhibition",
        "Kick-off",
        "Mayors’ dinner",
        "Field trip",
    ),
    "fr": (
        "Excursion facultative",
        "Visite d’étude",
        "Exposition",
        "Circuit culturel",
    ),
    "es": (
        "Excursión opcional",
        "Visita de estudio",
        "Exposición",
        "Circuito cultural",
    ),
    "pt": (
        "Excursão opcional",
        "Visita de estudo",
        "Exposição",
        "Passeio cultural",
    ),
    "it": (
        "Gita facoltativa",
        "Visita di studio",
        "Mostra",
        "Tour culturale",
    ),
    "de": (
        "Ausflug",
        "Studienreise",
        "Ausstellung",
        "Kulturprogramm",
    ),
}
DAYS = {
    "en": (
        "19 to 22 September 2023",
        "23 to 26 September 2023",
    ),
    "fr": (
        "du 19 au 22 septembre 2023",
        "du 23 au 26 septembre 2023",
    ),
    "es": (
        "del 19 al 22 de septiembre de 2023",
        "del 23 al 26 de septiembre de 2023",
    ),
    "pt": (
        "19 a 22 de setembro de 2023",
        "23 a 26 de setembro de 2023",
    ),
    "it": (
        "19-22 settembre 2023",
        "23-26 settembre 2023",
    ),
    "de": (
        "19. bis 22. September 2023",
        "23. bis 26. September 2023",
    ),
}

NAMES = {
    "en": "Annual Conference of the UNESCO Creative Cities Network",
    "fr": "Conférence annuelle du Réseau des villes créatives de l’UNESCO",
    "es": "Conferencia Anual de la Red de Ciudades Creativas de la UNESCO",
    "pt": "Conferência Anual da Rede de Cidades Criativas da UNESCO",
    "it": "Conferenza annuale della Rete delle Città Creative dell’UNESCO",
    "de": "Jahreskonferenz des UNESCO Creative Cities Network",
}
AND = {"en": "and", "fr": "et", "es": "y", "pt": "e", "it": "e", "de": "und"}


def _forms(*pairs: tuple[str, str]) -> dict[str, str]:
    return {
        "terms": f"<dl>{''.join(f'<dt>{name}</dt><dd>{value}</dd>' for name, value in pairs)}</dl>",
        "table": f"<table>{''.join(f'<tr><th>{name}</th><td>{value}</td></tr>' for name, value in pairs)}</table>",
        "list": f"<ul>{''.join(f'<li>{name}: {value}</li>' for name, value in pairs)}</ul>",
        "cards": f"<ul>{''.join(f'<li><b>{name}</b><br>{value}</li>' for name, value in pairs)}</ul>",
        "headings": "".join(f"<h3>{name}</h3><p>{value}</p>" for name, value in pairs),
    }


@pytest.mark.parametrize("places", ["Bologna", "Graz {and} Bologna"])
@pytest.mark.parametrize("title", ["XV UCCN Annual Conference: practical information", "Practical information"])
@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in BESIDE.items() for name in names])
def test_places_and_days_of_what_is_beside_the_conference_are_not_its_own(
    code: str, name: str, title: str, places: str
) -> None:
    first, then = DAYS[code]
    places = places.replace("{and}", AND[code])
    for main in _forms((NAMES[code], f"{first}, Graz"), (name, f"{then}, {places}")).values():
        assert hosts(page_of(code, main, title)) == {(2023, "Graz")}
