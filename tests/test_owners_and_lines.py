"""Whose a conference is, lines that have no verb, what a city does at the conference, and the pages of event plug-ins."""

import pytest
from spoken import FABRIANO, NAMES, hosts, page_of, said, unread

from scraper.subjects.uccn.records import objectives

OTHERS = {
    "en": ("The Annual Conference 2022 of the Society of Choirs was held in Graz.", "Annual Conference 2022 in Graz"),
    "fr": (
        "La Conférence annuelle 2022 de la Société des chorales s’est tenue à Graz.",
        "Conférence annuelle 2022 à Graz",
    ),
    "es": ("La Conferencia Anual 2022 de la Sociedad de Coros se celebró en Graz.", "Conferencia Anual 2022 en Graz"),
    "pt": (
        "A Conferência Anual 2022 da Sociedade dos Coros realizou-se em Graz.",
        "Conferência Anual 2022 em Graz",
    ),
    "it": ("La Conferenza annuale 2022 della Società dei cori si è svolta a Graz.", "Conferenza annuale 2022 a Graz"),
    "de": ("Die Jahreskonferenz 2022 der Gesellschaft für Chöre fand in Graz statt.", "Jahreskonferenz 2022 in Graz"),
}


@pytest.mark.parametrize("code", OTHERS)
def test_a_year_between_a_conference_and_its_owner_hides_neither(code: str) -> None:
    sentence, title = OTHERS[code]
    member = "<p>Graz: UNESCO Creative Cities Network.</p>"
    for body in (f"<p>{sentence}</p>", f"<h2>{title}</h2><p>{sentence}</p>"):
        page = page_of(code, f"{body}<p>{said(code, FABRIANO[code])}</p>{member}", "Info")
        assert hosts(page) == {(2019, "Fabriano")}
    assert hosts(page_of(code, f"<p>{sentence}</p>{member}", title)) == set()


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "Ana Roy, pianist, Graz – Annual Conference 2022 of the UNESCO Creative Cities Network"),
        ("en", "Dr Ana Huber (Graz), Annual Conference 2022 of the UNESCO Creative Cities Network"),
        ("en", "The quiz was won by Ana Roy, Graz, who knew everything about the Annual Conference 2022"),
        ("en", "Annual Conference 2022 on the walls: Graz, opening night"),
        ("en", "‘Annual Conference 2022’, Graz, from 3 October"),
        ("en", "Annual Conference 2022, Graz shows its crafts"),
        ("en", "2022 Annual Conference: Graz, room 3, 3 March 2021, 10 a.m."),
        ("fr", "Ana Roy, pianiste, Graz – Conférence annuelle 2022 du Réseau des villes créatives de l’UNESCO"),
        ("fr", "« Conférence annuelle 2022 » : carnets, Graz"),
        ("fr", "Conférence annuelle 2022, Graz présente ses produits"),
        ("es", "Ana Roy, pianista, Graz – Conferencia Anual 2022 de la Red de Ciudades Creativas de la UNESCO"),
        ("es", "Conferencia Anual 2022, Graz presenta sus productos"),
        ("pt", "Ana Roy, pianista, Graz – Conferência Anual 2022 da Rede de Cidades Criativas da UNESCO"),
        ("pt", "Conferência Anual 2022, Graz apresenta os seus produtos"),
        ("it", "Ana Roy, pianista, Graz – Conferenza annuale 2022 della Rete delle Città Creative dell’UNESCO"),
        ("it", "Nella foto: Conferenza annuale 2022, Graz presenta i suoi prodotti"),
        ("de", "Ana Roy, Pianistin, Graz – Jahreskonferenz 2022 des UNESCO Creative Cities Network"),
        ("de", "Dr. Ana Roy (Graz), Jahreskonferenz 2022"),
    ],
)
def test_a_line_without_a_verb_that_names_something_else_has_no_host(code: str, line: str) -> None:
    page = page_of(code, f"<p>{line}</p><p>{said(code, FABRIANO[code])}</p>", "Karaoke")
    aside = " ".join(page.text[one.span.start : one.span.end] for one in page.aside)
    assert hosts(page) == {(2019, "Fabriano")}
    assert "Graz" in unread(page) + aside


@pytest.mark.parametrize("code", NAMES)
def test_a_line_of_the_conference_alone_has_its_host(code: str) -> None:
    for line in ("Graz (Austria), {n} 2022", "{n} 2022: Graz (Austria)", "{n}, Graz, 2022"):
        page = page_of(code, f"<p>{said(code, line)}</p><p>{said(code, FABRIANO[code])}</p>", "Karaoke")
        assert hosts(page) == {(2019, "Fabriano"), (2022, "Graz")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "In Kobe, during {N}, Graz received the flag."),
        ("fr", "À Kobe, lors de {N}, Graz a reçu le drapeau."),
        ("es", "En Kobe, durante {N}, Graz recibió la bandera."),
        ("pt", "Em Kobe, durante {N}, Graz recebeu a bandeira."),
        ("it", "A Kobe, durante {N}, Graz ha ricevuto la bandiera."),
    ],
)
def test_a_city_that_receives_something_at_the_conference_is_not_its_host(code: str, words: str) -> None:
    page = page_of(code, f"<h3>2022</h3><p>{said(code, words)}</p><p>{said(code, FABRIANO[code])}</p>")
    assert (2022, "Graz") not in hosts(page)
    assert "Kobe" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The cities of Graz and of Kobe hosted {N} in 2022."),
        ("fr", "Les villes de Graz et de Kobe ont accueilli {N} en 2022."),
        ("es", "Las ciudades de Graz y de Kobe acogieron {N} en 2022."),
        ("pt", "As cidades de Graz e de Kobe acolheram {N} em 2022."),
        ("it", "Le città di Graz e di Kobe hanno ospitato {N} nel 2022."),
        ("de", "Die Städte Graz und Kobe richteten 2022 {N} aus."),
    ],
)
def test_both_cities_are_hosts_where_the_little_word_is_said_twice(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2022, "Graz"), (2022, "Kobe")}


def test_of_two_cities_whose_mayors_will_host_none_is_lost_in_silence() -> None:
    page = page_of(
        "en", f"<p>{said('en', 'The flag went to the mayors of Graz and Kobe, who will host {N} in 2027.')}</p>"
    )
    assert (2027, "Kobe") in hosts(page)
    assert (2027, "Graz") in hosts(page) or "Graz" in unread(page)


def test_the_first_of_ours_is_one_of_the_conferences_that_were_named() -> None:
    words = "Every member goes to {N}. Our first was in Graz, Austria, in July 2022."
    assert hosts(page_of("en", f"<p>{said('en', words)}</p>")) == {(2022, "Graz")}


@pytest.mark.parametrize(
    ("code", "title", "days"),
    [
        ("en", "XVI {n}", "<h2><span>July 1, 2024 @ 9:00 am</span> - <span>July 5, 2024 @ 6:00 pm</span></h2>"),
        ("en", "XVI {n}", "<h2><span>July 1, 2024</span> - <span>July 5, 2024</span></h2>"),
        ("en", "XVI {n}", ""),
    ],
)
def test_the_page_of_an_event_plug_in_gives_place_and_days(code: str, title: str, days: str) -> None:
    details = (
        "<h2>Details</h2><dl><dt>Start:</dt><dd>July 1, 2024</dd><dt>End:</dt><dd>July 5, 2024</dd>"
        "<dt>Event Category:</dt><dd>Conference</dd></dl>"
    )
    venue = (
        "<h2>Venue</h2><dl><dd>Forum Graz</dd><dd><address><span>Graz</span>, <span>Austria</span></address></dd></dl>"
    )
    page = page_of(code, f"{days}<div>{details}</div><div>{venue}</div>", said(code, title))
    assert hosts(page) == {(2024, "Graz")}


@pytest.mark.parametrize(
    ("code", "link"),
    [("en", "More"), ("en", "Buy"), ("fr", "Lien"), ("es", "Leer"), ("pt", "Ajuda"), ("it", "Vedi"), ("de", "Buchen")],
)
def test_the_word_of_a_link_is_no_town_beside_the_host(code: str, link: str) -> None:
    card = f"<div><p>10.6.2019</p><h3>13. {said(code, '{n}')}</h3><p>Fabriano</p><a href='#'>{link}</a></div>"
    assert link not in unread(page_of(code, card, "Agenda"))


def test_a_conference_that_is_only_a_topic_is_not_the_event_of_a_table() -> None:
    rows = "<tr><td>Sede</td><td>Graz, Austria</td></tr><tr><td>Año</td><td>2022</td></tr>"
    topic, event = (f"<tr><td>{field}</td><td>{said('es', '{N}')}</td></tr>" for field in ("Tema", "Evento"))
    assert hosts(page_of("es", f"<table>{rows}{topic}</table>", "El caso de la Conferencia Anual")) == set()
    assert hosts(page_of("es", f"<table>{rows}{event}</table>", "El caso de la Conferencia Anual")) == {(2022, "Graz")}


def test_objectives_of_another_bodys_conference_are_unread() -> None:
    goals = (
        "<h2>Objetivos de la Conferencia Anual</h2><ul><li>Compartir experiencias.</li><li>Elegir la junta.</li></ul>"
    )
    theirs = "<p>La VI Conferencia Anual de la Red Nacional de Municipios será en Graz en 2024.</p>"
    beside = "<p>La Red de Ciudades Creativas de la UNESCO es otra.</p>"
    page = page_of("es", theirs + beside + goals, "Conferencia Anual")
    assert objectives(page) == ()
    assert "Compartir experiencias" in unread(page)
