"""Datelines of press releases are no hosts, whatever stands over them."""

import pytest
from spoken import hosts, page_of, said

DATELINES = {
    "en": (
        "Graz, Styria, 3 November 2023.",
        "Graz, Styria, November 3, 2023 –",
        "GRAZ (3 November 2023) –",
        "Graz, the 3rd of November 2023.",
    ),
    "fr": (
        "Graz, Styrie, le 3 novembre 2023.",
        "Graz (Autriche), le vendredi 3 novembre 2023 –",
        "À Graz, le 3 novembre 2023.",
        "Fait à Graz, le 3 novembre 2023.",
    ),
    "es": (
        "Graz, Estiria, a 3 de noviembre de 2023.",
        "Graz, 3 de noviembre de 2023.—",
        "En Graz, a 3 de noviembre de 2023.",
        "Graz, viernes 3 de noviembre de 2023.",
    ),
    "pt": (
        "Graz, Estíria, 3 de novembro de 2023.",
        "Graz, aos 3 de novembro de 2023.",
        "Graz, 3 de novembro de 2023 –",
    ),
    "it": (
        "Graz, Stiria, 3 novembre 2023.",
        "Graz, lì 3 novembre 2023.",
        "Graz, addì 3 novembre 2023 –",
    ),
    "de": (
        "Graz, Steiermark, 3. November 2023.",
        "Graz, am 3. November 2023.",
        "Graz, den 3. November 2023 –",
        "Graz (Steiermark), 3.11.2023.",
    ),
}
ANNOUNCED = {
    "en": "Graz (Austria) will host {N} in 2028.",
    "fr": "Graz (Autriche) accueillera {N} en 2028.",
    "es": "Graz (Austria) acogerá {N} en 2028.",
    "pt": "Graz (Áustria) vai receber {N} em 2028.",
    "it": "Graz (Austria) ospiterà {N} nel 2028.",
    "de": "Graz (Österreich) wird 2028 {N} ausrichten.",
}
TITLES = {
    "en": "Graz will host the Annual Conference of Creative Cities in 2028",
    "fr": "Graz accueillera la Conférence annuelle des villes créatives en 2028",
    "es": "Graz será sede de la Conferencia Anual de Ciudades Creativas en 2028",
    "pt": "Graz será a sede da Conferência Anual das Cidades Criativas em 2028",
    "it": "Graz ospiterà la Conferenza annuale delle Città Creative nel 2028",
    "de": "Graz richtet 2028 die Jahreskonferenz der Kreativstädte aus",
}


@pytest.mark.parametrize("form", ["<p><b>{}</b> {}</p>", "<p>{} {}</p>", "<p>{}</p><p>{}</p>"])
@pytest.mark.parametrize("titled", [True, False])
@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in DATELINES.items() for words in several])
def test_where_and_when_a_page_was_written_is_no_host(code: str, words: str, titled: bool, form: str) -> None:
    page = page_of(code, form.format(words, said(code, ANNOUNCED[code])), TITLES[code] if titled else "Info")
    assert hosts(page) == {(2028, "Graz")}


def test_a_line_of_place_and_day_below_the_conferences_name_is_its_own() -> None:
    occasion = "on the occasion of the opening of the XIII Annual Conference of the UNESCO Creative Cities Network"
    page = page_of("en", f"<p>Address {occasion}</p><p>Fabriano, Italy, 10 June 2019</p>", f"Address {occasion}")
    assert hosts(page) == {(2019, "Fabriano")}
