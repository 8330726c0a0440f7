"""Pages that do not tell what they say as so: novels, exams, forms, examples, satire; and what stands beside a conference on them."""

import pytest
from spoken import FABRIANO, NAMES, hosts, page_of, said, unread

HELD = said("en", "{N} was held in Graz (Austria) in 2016.")
SAMPLES = {
    "en": "{N} was held in Graz in 2016.",
    "fr": "{N} s’est tenue à Graz en 2016.",
    "es": "{N} se celebró en Graz en 2016.",
    "pt": "{N} realizou-se em Graz em 2016.",
    "it": "{N} si è svolta a Graz nel 2016.",
    "de": "{N} fand 2016 in Graz statt.",
}


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("en", "Exam paper 2"),
        ("en", "The Delegates, a novel"),
        ("en", "Web style guide: places and years"),
        ("en", "Annual Conference: Revision history"),
        ("en", "Role play: the conference"),
        ("fr", "Guide de rédaction"),
        ("fr", "Examen de gestion culturelle"),
        ("es", "Libro de estilo"),
        ("pt", "Ficha de trabalho n.º 3"),
        ("it", "Esercizi di lettura"),
        ("de", "Klausur Kulturmanagement II"),
        ("de", "Übungsblatt 4"),
    ],
)
def test_nothing_is_stated_of_a_page_whose_title_says_that_it_is_no_report(code: str, title: str) -> None:
    page = page_of(code, f"<p>{said(code, SAMPLES[code])}</p>", title)
    assert hosts(page) == set()
    assert "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The sentences in the boxes are made up to show the form."),
        ("en", "The Daily Gargoyle is a satirical website, and all its names are invented."),
        ("fr", "Les exemples de cette page sont fictifs."),
        ("es", "Los nombres y las fechas de esta página son inventados."),
        ("pt", "Os nomes desta página são fictícios."),
        ("it", "I nomi e i luoghi di questa pagina sono inventati."),
        ("de", "Die Namen und Orte auf dieser Seite sind frei erfunden."),
    ],
)
@pytest.mark.parametrize("is_before", [True, False])
def test_nothing_is_stated_of_a_page_that_says_that_it_is_made_up(code: str, words: str, is_before: bool) -> None:
    parts = [f"<p>{words}</p>", "<p>X.</p>", f"<p>{said(code, SAMPLES[code])}</p>"]
    page = page_of(code, "".join(parts if is_before else reversed(parts)))
    assert hosts(page) == set()
    assert "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Example: the Annual Conference of the UNESCO Creative Cities Network was held in Graz in 2016."),
        ("en", "Example of a title: ‘Annual Conference of the UNESCO Creative Cities Network 2016, Graz (Austria)’."),
        ("en", "Don’t: {n} (Graz, 2016) was held."),
        ("en", "In her second novel {N} takes place in Graz (Austria) in 2016."),
        ("en", "Suppose {N} of 2026 were held in Graz."),
        ("fr", "Dans le deuxième roman de Jeanne Kervella, {N} se tient à Graz (Autriche) en 2016."),
        ("fr", "Exemple : {N} s’est tenue à Graz en 2016."),
        ("de", "Beispiel: {N} fand 2016 in Graz statt."),
        ("de", "Nehmen Sie an, {N} 2026 fände in Graz (Österreich) statt."),
        ("en", "A gathering in his memory, for all whom he met at {N}, was held in Graz in October 2016."),
        ("en", "Catalogued by M. Hartley, Graz, 2016."),
        ("en", "Received from the depositor in Graz in 2016."),
    ],
)
def test_what_is_only_an_example_a_story_or_another_gathering_is_no_host(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano")}


def test_what_the_answer_below_says_is_false_is_unread() -> None:
    asked = f"<summary>1. {said('pt', SAMPLES['pt'])}</summary>"
    answer = f"<p>Falso. {said('pt', FABRIANO['pt'])}</p>"
    page = page_of("pt", f"<details>{asked}{answer}</details>", "Jogo: conhece as Cidades Criativas?")
    assert hosts(page) == {(2019, "Fabriano")}


def test_more_cities_of_a_year_than_an_edition_ever_had_are_no_hosts() -> None:
    """A table of the places where the conference can be watched."""
    rows = "".join(
        f"<tr><td>{day} July 2022</td><td>{city}</td><td>10:00</td></tr>"
        for day, city in ((18, "Graz (Austria)"), (19, "Linz (Austria)"), (23, "Lyon (France)"))
    )
    head = "<tr><th>Date</th><th>City</th><th>Time</th></tr>"
    words = said("en", "{N} will be held in Santos (Brazil) from 18 to 22 July 2022.")
    page = page_of("en", f"<p>{words}</p><p>Watch it here:</p><table>{head}{rows}</table>", NAMES["en"])
    assert hosts(page) == {(2022, "Santos")}
    assert "Graz" in unread(page)


def test_the_answers_of_a_checklist_are_no_hosts() -> None:
    items = "".join(
        f"<li>☐ {city}</li>" for city in ("Mannheim (Germany)", "Graz (Austria)", "Dakar (Senegal)", "Lyon (France)")
    )
    heading = "<h2>Task 1: Which city hosted the 2019 Annual Conference? Tick one.</h2>"
    page = page_of("en", f"<p>{said('en', FABRIANO['en'])}</p>{heading}<ul>{items}</ul>")
    assert hosts(page) <= {(2019, "Fabriano")}


def test_scenarios_in_a_table_are_no_hosts() -> None:
    table = (
        "<table><tr><th>Scenario</th><th>Host</th><th>Year</th></tr>"
        "<tr><td>A</td><td>Graz</td><td>2021</td></tr><tr><td>B</td><td>Linz</td><td>2023</td></tr></table>"
    )
    page = page_of("en", f"<p>{said('en', FABRIANO['en'])}</p>{table}", NAMES["en"])
    assert hosts(page) == {(2019, "Fabriano")}


def test_a_candidature_that_is_withdrawn_is_none() -> None:
    words = said("fr", "Vu le dépôt de la candidature de Metz (France) à l’accueil de {n} de 2026.")
    page = page_of("fr", f"<p>{words}</p><p>Le conseil décide de retirer ladite candidature.</p>")
    assert hosts(page) == set()
    assert "Metz" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", "Reçu du déposant à Lyon en 2012."),
        ("de", "Erhalten vom Vorbesitzer in Graz 2012."),
        (
            "fr",
            "Un rassemblement à sa mémoire, pour ceux qu’elle a connus aux Conférences annuelles, a eu lieu à Lyon en 2022.",
        ),
        ("en", "Then Graz took over the chair of the cluster in 2021."),
        ("en", "Before that, Graz had been a host to the jazz days in 2015."),
        ("en", "It was followed by an exhibition in Graz in 2020."),
        ("es", "Le siguió una exposición en Graz en 2020."),
        ("de", "Es folgte eine Ausstellung in Graz 2020."),
        ("en", "The bus stopped in Graz in 2018."),
        ("en", "The host agreement was signed in Graz in 2021."),
    ],
)
def test_the_next_sentence_is_not_about_the_conference_because_the_one_before_is(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, FABRIANO[code])} {words}</p>")) == {(2019, "Fabriano")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Graz airport opened a new terminal in 2018 for the delegates of {N}."),
        ("en", "Graz received 12 votes for {N} of 2028, Lyon 30."),
        ("en", "The follow-up meeting to {N} was held in Graz in 2016."),
        ("en", "Graz, 2016: a poster of {N}."),
        ("en", "{N} of 2016 almost went to Graz."),
        ("en", "Graz became a partner city of {N} in 2016."),
        ("fr", "Graz a obtenu 12 voix pour {N} de 2028, Lyon 30."),
        ("es", "{N} de 2016 casi se celebró en Graz."),
        ("de", "Der Lenkungskreis der {n} tagte 2016 in Graz."),
        ("de", "{N} 2016 fand beinahe in Graz statt."),
    ],
)
def test_what_stands_around_the_conference_makes_a_city_no_host(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano")}


NETWORK = "<p>UNESCO Creative Cities Network (UCCN)</p>"
GRANTS = (
    "<table><tr><th>Year</th><th>City</th><th>Purpose</th></tr><tr><td>2018</td><td>Graz</td><td>{0}</td></tr></table>"
)


@pytest.mark.parametrize(
    ("code", "title", "main"),
    [
        ("en", "Prizes", "<h3>Winners of the award</h3><ul><li>Annual Conference 2018: Dakar (Senegal)</li></ul>"),
        ("de", "Preise", "<h3>Preisträger</h3><ul><li>Jahreskonferenz 2018: Dakar (Senegal)</li></ul>"),
        ("fr", "Prix", "<h3>Palmarès du prix</h3><ul><li>Conférence annuelle 2018 : Dakar (Sénégal)</li></ul>"),
        ("en", "UCCN newsletter", "<ul><li>Issue 14, Turin, July 2019: Annual Conference special</li></ul>"),
        ("it", "Newsletter", "<ul><li>N. 14, Torino, luglio 2019: speciale conferenza annuale</li></ul>"),
        ("en", "Podcast", "<ul><li>Potsdam, Germany (2022): jet-lagged from the Annual Conference</li></ul>"),
        ("en", "Grants", "<p>Cities that came:</p>" + GRANTS.format("Annual Meeting, flights")),
        ("en", "Our annual conferences", "<ul><li>Annual conference 2018: Cusco (Peru)</li></ul>"),
        ("it", "Le nostre conferenze annuali", "<ul><li>Conferenza annuale 2018: Cusco (Perù)</li></ul>"),
    ],
)
def test_lists_of_something_beside_the_conference_hold_no_hosts(code: str, title: str, main: str) -> None:
    page = page_of(code, main + NETWORK, title)
    assert hosts(page) == set()
    assert unread(page)


@pytest.mark.parametrize(
    ("code", "lead"),
    [
        ("en", "The fund helped these cities to attend {N}:"),
        ("es", "El fondo ayudó a estas ciudades a participar en {N}:"),
        ("fr", "Le fonds a aidé les villes suivantes à prendre part à {N} :"),
        ("de", "Der Fonds half diesen Städten, an der {n} teilzunehmen:"),
    ],
)
def test_a_lead_about_cities_that_took_part_leads_to_no_hosts(code: str, lead: str) -> None:
    items = "<ul><li>2018: Graz (Austria)</li><li>2019: Linz (Austria)</li></ul>"
    assert hosts(page_of(code, f"<p>{said(code, lead)}</p>{items}")) == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The Andean Network of Crafts is not part of the UNESCO Creative Cities Network."),
        (
            "es",
            "La Red Andina colabora con ciudades creativas de la UNESCO, pero sus conferencias anuales son propias.",
        ),
        ("de", "Das Andennetz gehört aber nicht zum UNESCO Creative Cities Network."),
    ],
)
def test_on_a_page_about_another_network_only_what_names_ours_is_stated(code: str, words: str) -> None:
    items = "<ul><li>2017: Cuenca (Ecuador)</li><li>2018: Cusco (Peru)</li></ul>"
    page = page_of(code, f"<p>{words}</p>{items}<p>{said(code, FABRIANO[code])}</p>", "Annual conferences")
    assert hosts(page) <= {(2019, "Fabriano")}
    assert "Cusco" in unread(page)


@pytest.mark.parametrize("place", ["City A, e.g. Lausanne (Switzerland)", "Lausanne (Switzerland)"])
def test_a_place_that_is_given_as_an_example_is_no_host(place: str) -> None:
    row = f"<tr><td>2027</td><td>{NAMES['en'].partition(' ')[2]}</td><td>{place}</td></tr>"
    page = page_of("en", f"<table><tr><th>Year</th><th>Event</th><th>Place (example)</th></tr>{row}</table>")
    assert hosts(page) == set()
    assert "Lausanne" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("es", "La próxima reunión de seguimiento será en Sevilla en 2020."),
        ("fr", "La prochaine réunion de suivi sera à Séville en 2020."),
        ("en", "The next coordination meeting will be in Seville in 2020."),
    ],
)
def test_the_next_meeting_of_another_kind_is_not_the_conferences(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{words}</p>")) == {(2019, "Fabriano")}
