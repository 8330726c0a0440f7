"""What readers searched for, games, motions and other bodies state no hosts; bids, journeys, records and cards do."""

import pytest
from spoken import hosts, page_of, said, stated, unread

from scraper.subjects.uccn.records import events

_UNREAD = [
    # what readers looked for
    ("en", "<p>Frequent searches:</p><ul><li>{n}, Graz (Austria), 2024</li></ul>"),
    ("fr", "<p>Recherches fréquentes :</p><ul><li>{n}, Graz (Autriche), 2024</li></ul>"),
    ("es", "<p>Búsquedas frecuentes:</p><ul><li>{n}, Graz (Austria), 2024</li></ul>"),
    ("it", "<p>Ricerche frequenti:</p><ul><li>{n}, Graz (Austria), 2024</li></ul>"),
    ("pt", "<p>Pesquisas frequentes:</p><ul><li>{n}, Graz (Áustria), 2024</li></ul>"),
    ("de", "<p>Häufige Suchanfragen:</p><ul><li>{n}, Graz (Österreich), 2024</li></ul>"),
    # what happens in a game, or in a year that somebody pictures
    ("en", "<p>According to the script of the game, {N} was held in Graz in 2016.</p>"),
    ("fr", "<p>Selon le scénario du jeu, {N} a eu lieu à Graz en 2016.</p>"),
    ("es", "<p>Según el guion del juego, {N} se celebró en Graz en 2016.</p>"),
    ("it", "<p>Secondo il copione del gioco, {N} si è tenuta a Graz nel 2016.</p>"),
    ("pt", "<p>Segundo o guião do jogo, {N} realizou-se em Graz em 2016.</p>"),
    ("de", "<p>Wir schreiben das Jahr 2040. {N} fand 2039 in Graz statt.</p>"),
    # what a council agreed to in principle
    ("en", "<p>The council approved in principle that Graz host {N} in 2027.</p>"),
    ("fr", "<p>Le conseil avait approuvé le principe que Graz accueille {N} en 2027.</p>"),
    ("es", "<p>El pleno aprobó en principio que Graz acoja {N} en 2027.</p>"),
    ("it", "<p>Il consiglio ha approvato in linea di principio che Graz ospiti {N} nel 2027.</p>"),
    ("pt", "<p>A câmara aprovou em princípio que Graz acolha {N} em 2027.</p>"),
    # a motion that was lost
    ("en", "<p>It was moved that Graz host {N} in 2027.</p><p>The motion was declared lost.</p>"),
    ("fr", "<p>Motion : que Graz accueille {N} en 2027.</p><p>La motion est rejetée.</p>"),
    ("es", "<p>Moción: que Graz acoja {N} en 2027.</p><p>La moción fue rechazada.</p>"),
    ("it", "<p>Mozione: che Graz ospiti {N} nel 2027.</p><p>La mozione è stata respinta.</p>"),
    ("pt", "<p>Moção: que Graz acolha {N} em 2027.</p><p>A moção foi rejeitada.</p>"),
    ("de", "<p>Antrag: Graz richtet 2027 {N} aus.</p><p>Der Antrag wurde abgelehnt.</p>"),
    # what was done at the conferences
    ("en", "<h2>Good practices presented at {N}</h2><table>{t}</table>"),
    ("fr", "<h2>Bonnes pratiques présentées à {N}</h2><table>{t}</table>"),
    ("es", "<h2>Buenas prácticas presentadas en {N}</h2><table>{t}</table>"),
    ("it", "<h2>Buone pratiche presentate alla {n}</h2><table>{t}</table>"),
    ("pt", "<h2>Boas práticas apresentadas na {n}</h2><table>{t}</table>"),
]
_TABLE = {
    "en": "<tr><th>Year</th><th>City</th><th>Project</th></tr>",
    "fr": "<tr><th>Année</th><th>Ville</th><th>Projet</th></tr>",
    "es": "<tr><th>Año</th><th>Ciudad</th><th>Proyecto</th></tr>",
    "it": "<tr><th>Anno</th><th>Città</th><th>Progetto</th></tr>",
    "pt": "<tr><th>Ano</th><th>Cidade</th><th>Projeto</th></tr>",
    "de": "<tr><th>Jahr</th><th>Stadt</th><th>Projekt</th></tr>",
}


def _rows(head: str, *rows: str) -> str:
    """Return a table; cells are parted by bars."""
    cells = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows]
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    return f"<table>{f'<tr>{heads}</tr>' if head else ''}{''.join(cells)}</table>"


def _said(code: str, words: str) -> str:
    table = f"{_TABLE[code]}<tr><td>2016</td><td>Graz</td><td>A garden</td></tr>"
    return said(code, words.replace("{t}", table))


@pytest.mark.parametrize(("code", "words"), _UNREAD)
def test_what_nobody_says_to_be_so_is_unread(code: str, words: str) -> None:
    page = page_of(code, _said(code, words))
    assert not hosts(page)
    assert "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "This is not to be confused with {N}, which was held in Graz in 2016."),
        ("fr", "À ne pas confondre avec {N}, qui s’est tenue à Graz en 2016."),
        ("es", "No se confunda con {N}, que se celebró en Graz en 2016."),
        ("it", "Da non confondere con {N}, che si è tenuta a Graz nel 2016."),
        ("pt", "Não confundir com {N}, que se realizou em Graz em 2016."),
        ("de", "Nicht zu verwechseln mit {N}, die 2016 in Graz stattfand."),
        ("en", "An article said that {N} of 2016 would be in Kobe. In fact the conference was held in Graz in 2016."),
        ("fr", "Des étudiants souhaitent assister à {N}. La conférence a eu lieu à Graz en 2016."),
        ("en", "Graz was the first, in 2016, to host {N}. The hall, long delayed, was finished that spring."),
        ("fr", "Graz a accueilli {N} en 2016. Le chantier du centre de congrès, longtemps retardé, était fini."),
        ("it", "Il testimone di {N} è passato da Graz, sede nel 2016, a un’altra città."),
        ("en", "The mayors of the UNESCO Creative Cities met in Graz in 2016 for their Annual Conference."),
        (
            "fr",
            "Les maires des villes créatives de l’UNESCO se sont retrouvés à Graz en 2016 pour leur conférence annuelle.",
        ),
        ("de", "Die Bürgermeister der UNESCO Creative Cities trafen sich 2016 in Graz zu ihrer Jahreskonferenz."),
        ("en", "Ask anyone who was in Graz for {N} of 2016 and you will hear about the rain."),
        ("en", "For {N} of 2016 we travelled to Graz."),
        ("fr", "Pour {N} de 2016 nous sommes allés à Graz."),
        ("es", "Para {N} de 2016 viajamos a Graz."),
        ("it", "Per {N} del 2016 siamo andati a Graz."),
        ("pt", "Para {N} de 2016 fomos a Graz."),
    ],
)
def test_hosts_that_are_told_by_the_way_are_hosts(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2016, "Graz")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Lyon, Graz and Kobe have submitted bids to host {N} in 2027."),
        ("fr", "Lyon, Graz et Kobe ont déposé leur candidature pour accueillir {N} en 2027."),
        ("es", "Lyon, Graz y Kobe han presentado su candidatura para acoger {N} en 2027."),
        ("it", "Lione, Graz e Kobe hanno presentato la candidatura per ospitare {N} nel 2027."),
        ("pt", "Lyon, Graz e Kobe apresentaram a candidatura para acolher {N} em 2027."),
        ("de", "Lyon, Graz und Kobe haben sich um {N} 2027 beworben."),
    ],
)
def test_candidates_in_a_row_are_candidates_unless_one_was_chosen(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>")
    assert {(year, status) for year, _, status in stated(page)} == {(2027, "candidate")}
    assert len(hosts(page)) == 3
    chosen = {"en": "Graz was chosen.", "fr": "Graz a été choisie.", "es": "Graz fue elegida."}
    if code in chosen:
        assert not hosts(page_of(code, f"<p>{said(code, words)}</p><p>{chosen[code]}</p>"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", _rows("Date (2016)|Event|Place", "10–15 June|{N}|Graz, Austria")),
        (
            "fr",
            "<h2>Calendrier 2016</h2><table><tr><td>10-15 juin</td><td>{N}</td><td>Graz, Autriche</td></tr></table>",
        ),
        (
            "de",
            "<h2>Termine 2016</h2><table><tr><td>10.–15. Juni</td><td>{N}</td><td>Graz, Österreich</td></tr></table>",
        ),
        ("es", "<h2>Agenda 2016</h2><table><tr><td>10-15 de junio</td><td>{N}, Graz (Austria)</td></tr></table>"),
        ("en", "<ul><li>Fri 10/06/2016 – Wed 15/06/2016: {N}, Graz, Austria</li></ul>"),
        ("en", "<ul><li>10/06/2016 – 15/06/2016: {N}, Graz, Austria</li></ul>"),
        ("en", "<ul><li>06/10/2016 – 06/15/2016: {N}, Graz, Austria</li></ul>"),
        ("pt", _rows("", "Evento|{n}", "Cidade anfitriã|Graz", "Início|10/06/2016", "Fim|15/06/2016")),
        (
            "es",
            "<article><div><span>10 - 15</span><span>junio</span><span>2016</span></div><h3>{n}</h3><p>Graz, Austria</p></article>",
        ),
        (
            "en",
            "<article><time>June 10, 2016 - June 15, 2016</time><h3>{n}</h3>"
            "<address><span>Old Town Hall</span> <span>Graz, Austria</span></address></article>",
        ),
    ],
)
def test_days_of_calendars_have_the_year_that_stands_over_or_beside_them(code: str, words: str) -> None:
    page = page_of(code, said(code, words))
    assert hosts(page) == {(2016, "Graz")}
    assert [(one.value("first_day"), one.value("last_day")) for one in events(page)] == [("2016-06-10", "2016-06-15")]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Hosted {N} in 2016."),
        ("fr", "A accueilli {N} en 2016."),
        ("es", "Sede de {N} en 2016."),
        ("it", "Ha ospitato {N} nel 2016."),
        ("pt", "Anfitriã de {N} em 2016."),
        ("fr", "Ville hôte de {N} en 2016."),
    ],
)
def test_what_stands_below_a_citys_name_without_a_subject_is_said_of_that_city(code: str, words: str) -> None:
    cards = "".join(
        f"<div><h3>{city}</h3><p>{text}</p></div>" for city, text in (("Graz", said(code, words)), ("Kobe", "Design."))
    )
    assert hosts(page_of(code, f"<div>{cards}</div>")) == {(2016, "Graz")}
    terms = f"<dl><dt>Graz</dt><dd>{said(code, words)}</dd><dt>Kobe</dt><dd>Design.</dd></dl>"
    assert hosts(page_of(code, terms)) == {(2016, "Graz")}


def test_lines_of_preformatted_text_are_lines() -> None:
    table = "Year   City      Country\n2016   Graz      Austria\n2017   Kobe      Japan\n"
    page = page_of("en", f"<pre>Annual Conferences of the UNESCO Creative Cities Network\n\n{table}</pre>")
    assert hosts(page) == {(2016, "Graz"), (2017, "Kobe")}


def test_uccn_may_be_short_for_another_body() -> None:
    meeting = "<p>The UCCN Annual Conference 2016 was held in Graz (Austria).</p>"
    assert hosts(page_of("en", meeting, title="UCCN Annual Conference")) == {(2016, "Graz")}
    other = "<p>The University and College Counselling Network (UCCN) brings together counsellors.</p>"
    assert not hosts(page_of("en", other + meeting, title="UCCN Annual Conference"))


@pytest.mark.parametrize(
    ("code", "title", "words"),
    [
        ("en", "Annual conferences of the National Network", "The V Annual Conference was held in Graz in 2016."),
        ("fr", "Conférences annuelles du Réseau national", "La Ve Conférence annuelle a eu lieu à Graz en 2016."),
        ("es", "Conferencias anuales de la Red Nacional", "La V Conferencia Anual se celebró en Graz en 2016."),
        ("de", "Jahreskonferenzen der deutschen Creative Cities", "Die 5. Jahreskonferenz fand 2016 in Graz statt."),
    ],
)
def test_below_the_heading_of_another_bodys_series_the_name_is_its_own(code: str, title: str, words: str) -> None:
    assert not hosts(page_of(code, f"<h2>{title}</h2><p>{words}</p>"))


def test_numbers_of_rooms_are_no_years() -> None:
    table = "<table><tr><th>Group</th><th>Chair</th><th>Room</th></tr><tr><td>Film</td><td>Graz (Austria)</td><td>2016</td></tr></table>"
    assert not hosts(page_of("en", table))
