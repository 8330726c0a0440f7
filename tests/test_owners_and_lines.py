"""Whose a conference is, lines that have no verb, what a city does at the conference, and the pages of event plug-ins."""

from datetime import date

import pytest
from spoken import FABRIANO, NAMES, hosts, page_of, said, stated, unread

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


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "{N} ends in Graz (Austria) on Friday 22. It had been planned for 2020, and was put off."),
        ("es", "{N} terminó en Graz (Austria) el lunes 22. Había sido prevista para 2020, pero se aplazó."),
        ("pt", "{N} terminou em Graz (Áustria) na sexta 22. Tinha sido prevista para 2020, mas foi adiada."),
    ],
)
def test_a_number_may_end_a_sentence(code: str, words: str) -> None:
    assert (2020, "Graz", "planned") not in stated(page_of(code, f"<p>{said(code, words)}</p>"))


@pytest.mark.parametrize("line", ["Am 18. Juli 2022 begann {N} in Graz.", "Die 14. {n} fand 2022 in Graz statt."])
def test_a_german_ordinal_ends_no_sentence(line: str) -> None:
    assert hosts(page_of("de", f"<p>{said('de', line)}</p>")) == {(2022, "Graz")}


def test_the_year_for_which_the_conference_was_planned_first_is_told() -> None:
    words = "{N} will be held in Graz in 2022. The event, which was due in 2020, was postponed."
    page = page_of("en", f"<p>{said('en', words)}</p>", captured=date(2021, 6, 1))
    assert stated(page) == {(2022, "Graz", "planned")}
    assert "2020" in unread(page)


def test_a_sentence_on_what_is_to_come_takes_back_a_headings_held() -> None:
    table = "<table><tr><th>Year</th><th>Host city</th></tr><tr><td>2024</td><td>Graz</td></tr><tr><td>2023</td><td>Kobe</td></tr></table>"
    body = f"<h2>Conferences since 2013</h2>{table}<p>{said('en', '{N} will open in Graz on 1 July 2024.')}</p>"
    page = page_of("en", body, said("en", "{n}"), captured=date(2024, 2, 1))
    assert ("held", "Graz") not in {(status, city) for _, city, status in stated(page)}
    assert (2023, "Kobe", "held") in stated(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Members of these cities meet twice a year; the last meeting was held in Graz in November 2023."),
        ("fr", "Ces villes se retrouvent deux fois par an ; la dernière réunion a eu lieu à Graz en novembre 2023."),
        (
            "es",
            "Estas ciudades se reúnen dos veces al año; el último encuentro se celebró en Graz en noviembre de 2023.",
        ),
        ("it", "Queste città si incontrano due volte l’anno; l’ultimo incontro si è tenuto a Graz nel novembre 2023."),
        ("de", "Diese Städte treffen sich zweimal im Jahr; das letzte Treffen fand im November 2023 in Graz statt."),
    ],
)
def test_what_meets_oftener_than_once_a_year_is_not_the_conference(code: str, words: str) -> None:
    body = f"<p>{said(code, FABRIANO[code])}</p><p>{words}</p>"
    assert hosts(page_of(code, body)) == {(2019, "Fabriano")}


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("en", "Our verdict: false. It was held in Kobe."),
        ("fr", "Notre verdict : faux. Elle s’est tenue à Kobe."),
        ("es", "Nuestro veredicto: falso. Fue en Kobe."),
        ("it", "Il nostro verdetto: falso. Si è svolta a Kobe."),
        ("de", "Unser Urteil: falsch. Sie fand in Kobe statt."),
    ],
)
def test_a_verdict_with_a_label_judges_what_stands_before_it(code: str, answer: str) -> None:
    claim = said(code, FABRIANO[code]).replace("Fabriano", "Graz")
    assert (2019, "Graz") not in hosts(page_of(code, f"<p>{claim}</p><p>{answer}</p>"))


@pytest.mark.parametrize(
    "body",
    [
        # the year has another host, in a sentence
        "<p>The stand for the {n}, Graz 2019, was ours.</p>",
        # what somebody is sought for
        "<h2>Assistant – {n} 2022 – Graz</h2>",
        # a label
        "<h2>The story of the boxes “{n} – Graz 2021”</h2>",
        # authors
        "<p>{N} (Graz, 2021) has been called a rite.</p><h2>References</h2><p>Graz, Marta (2021). Urban rites. Notes, 14.</p>",
    ],
)
def test_names_beside_a_year_that_are_no_hosts(body: str) -> None:
    page = page_of("en", f"<p>{said('en', FABRIANO['en'])}</p>{said('en', body)}", "Karaoke")
    assert hosts(page) == {(2019, "Fabriano")}


def test_a_work_that_is_called_by_the_name_of_the_conference_travels_alone() -> None:
    items = "<ul><li>Annual Conference, Graz, 2018 (station)</li><li>Annual Conference, Kobe, 2020 (market)</li></ul>"
    body = f"<p>{said('en', FABRIANO['en'])}</p><h2>Where it has been</h2>{items}"
    assert hosts(page_of("en", body, "The tapestry “Annual Conference”")) == {(2019, "Fabriano")}


def test_a_page_for_those_who_look_for_the_network_is_of_somebody_else() -> None:
    body = (
        "<p>We are the Upland Community Nurses. Looking for the UNESCO Creative Cities Network?</p>"
        "<p>The UCCN Annual Conference will be held in Graz in 2025.</p><ul><li>2023: Kobe</li><li>2022: Lyon</li></ul>"
    )
    assert hosts(page_of("en", body, "UCCN Annual Conference")) == set()


@pytest.mark.parametrize(
    "note",
    [
        "This story was our April Fool of the year. Nobody has asked for it.",
        "It is a class exercise: neither UNESCO nor the cities take part.",
    ],
)
def test_what_a_page_says_of_all_of_itself_takes_back_all_before(note: str) -> None:
    claim = said("en", "{N} will be held in Graz from 1 to 5 June 2026.")
    page = page_of(
        "en", f"<h2>Graz will host {said('en', '{N}')} in 2026</h2><p>{claim}</p><p>More to come.</p><p>{note}</p>"
    )
    assert hosts(page) == set()
    assert "Graz" in unread(page)


def test_a_row_of_names_over_years_is_a_header_whatever_its_cells_are() -> None:
    head = f"<tr><td><b>Host city of {said('en', '{N}')}</b></td><td><b>Year</b></td><td><b>Delegates</b></td></tr>"
    rows = (
        "<tr><td>Graz, Austria</td><td>2019</td><td>400</td></tr><tr><td>Kobe, Japan</td><td>2022</td><td>600</td></tr>"
    )
    assert hosts(page_of("en", f"<table>{head}{rows}</table>", "Facts")) == {(2019, "Graz"), (2022, "Kobe")}


def test_a_row_of_another_year_is_not_of_the_one_edition_of_the_page() -> None:
    rows = "<tr><td>Sales meeting of a bank</td><td>Kobe</td><td>2021</td></tr><tr><td>Dinner</td><td>Lyon</td><td>2020</td></tr>"
    body = f"<p>Our work.</p><table><tr><th>Job</th><th>Place</th><th>Year</th></tr>{rows}</table>"
    page = page_of("en", body, said("en", "{n} – Graz, July 2022"))
    assert hosts(page) <= {(2022, "Graz")}


def test_a_title_in_two_languages_counts_by_its_first() -> None:
    title = (
        "Gastgeber der Jahreskonferenzen des UNESCO Creative Cities Network / Città ospitanti delle conferenze annuali"
    )
    assert hosts(page_of("de", f"<h2>{title}</h2><ul><li>Graz, 2019</li><li>Kobe, 2022</li></ul>", "Info")) == {
        (2019, "Graz"),
        (2022, "Kobe"),
    }


LISTS = {
    "paragraphs": ("", "<p><b>{}</b></p><p>{}</p>", ""),
    "elements": ("", "<div><div>{}</div><div>{}</div></div>", ""),
    "lists in lists": ("<ul>", "<li>{}<ul><li>{}</li></ul></li>", "</ul>"),
    "lines": ("<p>", "{}<br>{}<br>", "</p>"),
    "sections of a table": ("<table>", "<tr><th colspan=2>{}<tr><td>City<td>{}", "</table>"),
    "headings": ("", "<h2>{}</h2><p>{}</p>", ""),
    "definitions": ("<dl>", "<dt>{}</dt><dd>{}</dd>", "</dl>"),
    "accordions": ("", "<details><summary>{}</summary><p>{}</p></details>", ""),
}


@pytest.mark.parametrize("shape", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("title", ["Twin town", "Next", "2015 (to come)"])
@pytest.mark.parametrize("line", ["to be told", "Edinburgh (with a festival)", "cancelled"])
def test_a_place_below_another_line_is_not_of_the_year_before(
    shape: tuple[str, str, str], title: str, line: str
) -> None:
    before, unit, behind = shape
    units = ((2009, "Lyon, France"), (2010, line), (title, "Reykjavík, Iceland"))
    main = before + "".join(unit.format(*one) for one in units) + behind
    page = page_of("en", main, "Annual meetings of the Creative Cities Network", captured=date(2015, 1, 16))
    assert (2010, "Reykjavík") not in hosts(page)
    assert (2009, "Lyon") in hosts(page)


@pytest.mark.parametrize(
    "main",
    [
        "<dl><dt>2010</dt><dd>to be told</dd><dt>Twin town</dt><dd>Reykjavík, Iceland</dd></dl>",
        "<h2>2010</h2><p>to be told</p><h2>Twin town</h2><p>Reykjavík, Iceland</p>",
    ],
)
def test_a_place_below_a_title_of_its_own_is_not_of_the_only_year(main: str) -> None:
    assert hosts(page_of("en", main, "Annual meetings of the Creative Cities Network")) == set()


def test_a_column_of_places_beside_one_of_years_is_unread() -> None:
    for years, places in ((("2009", "2015"), ("Lyon", "Reykjavík")), (("2009", "2010", "2015"), ("Lyon", "Reykjavík"))):
        columns = ("".join(f"<p>{words}</p>" for words in column) for column in (years, places))
        main = "".join(f"<div>{column}</div>" for column in columns)
        page = page_of("en", main, "Annual meetings of the Creative Cities Network")
        assert hosts(page) == set()
        assert "Reykjavík" in unread(page)


def test_a_dash_for_a_place_is_not_the_next_one() -> None:
    rows = (("2009", "Lyon"), ("2010", "–"), ("", "Reykjavík"))
    main = "".join(f"<div><div>{year}</div><div>{place}</div></div>" for year, place in rows)
    assert hosts(page_of("en", main, "Annual meetings of the Creative Cities Network")) == {(2009, "Lyon")}


@pytest.mark.parametrize("title", ["Graz", "Big events", "UNESCO Creative Cities: Graz"])
@pytest.mark.parametrize(
    "main",
    [
        "<dl><dt>2012</dt><dd>Winter Games</dd><dt>2015</dt><dd>UCCN Annual Conference, Lyon</dd></dl>",
        "<h3>2012</h3><p>Winter Games, Oslo</p><h3>2015</h3><p>UCCN Annual Conference, Lyon</p>",
    ],
)
def test_the_place_in_a_pages_title_is_not_the_host_of_the_first_year_below(title: str, main: str) -> None:
    assert hosts(page_of("en", main, title)) == {(2015, "Lyon")}


def test_days_behind_the_name_of_something_else_are_not_the_conferences() -> None:
    fields = "<dl><dt>City</dt><dd>Graz, Austria</dd><dt>Year</dt><dd>2026</dd><dt>{}</dt><dd>1–5 March 2026</dd></dl>"
    for name, days in (("Registration", set()), ("Exhibition", set()), ("Dates", {"2026-03-01"})):
        page = page_of("en", fields.format(name), "Annual Conference of the UNESCO Creative Cities Network")
        assert hosts(page) == {(2026, "Graz")}
        assert {one.value("start_date") for one in page.records if one.table == "events"} - {None} == days
