"""What stands beside the conference and is none: other bodies' gatherings, people's own, quizzes, jokes, things, fields of events."""

from collections.abc import Mapping
from datetime import date

import pytest
from spoken import FABRIANO, hosts, page_of, said, stated, unread


def beside_fabriano(code: str, words: str) -> set[tuple[object, str, object]]:
    """Return what a page states that tells of Fabriano's conference and, in a paragraph of its own, something else."""
    return stated(page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>"))


NO_HOSTS = {
    "en": (
        "The Annual Conference of the Cities of Wine was held in Graz (Austria) in 2016.",
        "The annual meeting of the Cities of Refuge took place in Graz in 2016.",
        "The annual meeting of the German-speaking Creative Cities was held in Graz in 2016.",
        "He organized conferences in Graz (Austria) in 2016.",
        "She has chaired annual conferences in Graz in 2016 and in Kobe in 2021.",
        "He hosted a conference in Graz in 2016.",
        "True or false? {N} was held in Graz (Austria) in 2016.",
        "Fact or fiction? {N} took place in Graz in 2016.",
        "{N} was held in Graz (Austria) in 2016. None of this happened, of course.",
        "{N} will be held in Graz in 2026. Update: yes, this was our April Fools’ joke.",
        "The website of {N} was hosted in Graz (Austria) in 2016.",
        "Website of the annual conferences hosted in Graz (Austria) in 2016.",
        "In 2016 Graz celebrated ten years of {N} in Kobe.",
        "Our delegates travelled to {N} of 2016 by way of Graz.",
        "{N} was to be held in Graz (Austria) in 2020.",
    ),
    "fr": (
        "La Conférence annuelle des Villes du Vin s’est tenue à Graz (Autriche) en 2016.",
        "La réunion annuelle des villes créatives de langue française s’est tenue à Graz en 2016.",
        "Il a organisé des conférences à Graz (Autriche) en 2016.",
        "Vrai ou faux ? {N} s’est tenue à Graz (Autriche) en 2016.",
        "{N} s’est tenue à Graz (Autriche) en 2016. Rien de tout cela n’a eu lieu, bien sûr.",
        "Site des conférences annuelles hébergé à Graz (Autriche) en 2016.",
        "{N} devait se tenir à Graz (Autriche) en 2020.",
    ),
    "es": (
        "La Conferencia Anual de las Ciudades del Vino se celebró en Graz (Austria) en 2016.",
        "El encuentro anual de las ciudades creativas de habla hispana se celebró en Graz en 2016.",
        "Organizó conferencias en Graz (Austria) en 2016.",
        "¿Verdadero o falso? {N} se celebró en Graz (Austria) en 2016.",
        "{N} se celebró en Graz (Austria) en 2016. Nada de esto ocurrió, claro.",
        "{N} debía celebrarse en Graz (Austria) en 2020.",
    ),
    "pt": (
        "A Conferência Anual das Cidades do Vinho realizou-se em Graz (Áustria) em 2016.",
        "O encontro anual das Cidades Criativas de língua portuguesa realizou-se em Graz em 2016.",
        "Organizou conferências em Graz (Áustria) em 2016.",
        "Verdadeiro ou falso? {N} realizou-se em Graz (Áustria) em 2016.",
        "{N} realizou-se em Graz (Áustria) em 2016. Nada disto aconteceu, claro.",
        "{N} devia realizar-se em Graz (Áustria) em 2020.",
    ),
    "it": (
        "La Conferenza annuale delle Città del Vino si è tenuta a Graz (Austria) nel 2016.",
        "L’incontro annuale delle Città Creative di lingua italiana si è svolto a Graz nel 2016.",
        "Ha organizzato conferenze a Graz (Austria) nel 2016.",
        "Vero o falso? {N} si è tenuta a Graz (Austria) nel 2016.",
        "{N} si è tenuta a Graz (Austria) nel 2016. Niente di tutto questo è accaduto.",
        "Sito delle conferenze annuali ospitato a Graz nel 2016.",
        "{N} doveva tenersi a Graz (Austria) nel 2020.",
    ),
    "de": (
        "Die Jahreskonferenz der Städte des Weins fand 2016 in Graz statt.",
        "Das Jahrestreffen der deutschsprachigen Creative Cities fand 2016 in Graz statt.",
        "Er organisierte Konferenzen in Graz (Österreich) 2016.",
        "Richtig oder falsch? {N} fand 2016 in Graz (Österreich) statt.",
        "{N} fand 2016 in Graz (Österreich) statt. Nichts davon ist passiert.",
        "{N} sollte 2020 in Graz (Österreich) stattfinden.",
    ),
}
BEHIND = {
    "en": ("Typed in Graz, 2016.", "Water damage repaired in Graz, 2016.", "Microfilmed in Graz, 2016."),
    "fr": ("Imprimé à Graz, 2016.", "Numérisé à Graz en 2016."),
    "es": ("Impreso en Graz, 2016.", "Digitalizado en Graz en 2016."),
    "pt": ("Impresso em Graz, 2016.", "Digitalizado em Graz em 2016."),
    "it": ("Stampato a Graz, 2016.", "Digitalizzato a Graz nel 2016."),
    "de": ("Gedruckt in Graz, 2016.", "Digitalisiert 2016 in Graz."),
}
TITLE = "XVI Annual Conference of the UNESCO Creative Cities Network"
FIELDS = {
    "dl": ("<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>"),
    "table": ("<table>{}</table>", "<tr><th>{}</th><td>{}</td></tr>"),
    "list": ("<ul>{}</ul>", "<li><b>{}:</b> {}</li>"),
    "spans": ("<div>{}</div>", "<div><span>{}</span> <span>{}</span></div>"),
    "divs": ("<div>{}</div>", "<div><div>{}</div><div>{}</div></div>"),
    "lines": ("<div>{}</div>", "<p><strong>{}</strong><br>{}</p>"),
}
OURS = {
    "en": "Annual Conferences of the UNESCO Creative Cities Network",
    "fr": "Conférences annuelles du Réseau des villes créatives de l’UNESCO",
    "es": "Conferencias anuales de la Red de Ciudades Creativas de la UNESCO",
    "pt": "Conferências anuais da Rede de Cidades Criativas da UNESCO",
    "it": "Conferenze annuali della Rete delle Città Creative dell’UNESCO",
    "de": "Jahreskonferenzen des UNESCO Creative Cities Network",
}
THEIRS = {
    "en": "Meetings of the German-speaking Creative Cities",
    "fr": "Rencontres des villes créatives francophones",
    "es": "Encuentros de las ciudades creativas de habla hispana",
    "pt": "Encontros das Cidades Criativas de língua portuguesa",
    "it": "Incontri delle Città Creative di lingua italiana",
    "de": "Treffen der deutschsprachigen Creative Cities",
}


def each(sentences: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(code, words) for code, all_words in sentences.items() for words in all_words]


@pytest.mark.parametrize(("code", "words"), each(NO_HOSTS))
def test_of_what_is_no_conference_of_ours_no_place_is_a_host(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano")}


@pytest.mark.parametrize(("code", "words"), each(BEHIND))
def test_what_was_done_to_papers_of_a_conference_tells_no_host(code: str, words: str) -> None:
    page = page_of(code, f"<ul><li>{said(code, FABRIANO[code])} {words}</li><li>{said(code, FABRIANO[code])}</li></ul>")
    assert hosts(page) == {(2019, "Fabriano")}


@pytest.mark.parametrize("mark_up", FIELDS)
@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ((("Date", "1-5 July 2024"), ("Venue", "Altice Forum, Graz, Austria"), ("Airport", "Kobe, Japan")), {"Graz"}),
        ((("Date", "1-5 July 2024"), ("Airport", "Kobe, Japan"), ("Venue", "Graz, Austria")), {"Graz"}),
        ((("When", "1-5 July 2024"), ("Where", "Graz, Austria"), ("Office", "Kobe")), {"Graz"}),
        ((("Date", "1-5 July 2024"), ("Airport", "Kobe, Japan")), set()),
        ((("Date", "1-5 July 2024"), ("Printed in", "Kobe")), set()),
    ],
)
def test_only_a_field_for_the_place_holds_a_host(
    mark_up: str, rows: tuple[tuple[str, str], ...], places: set[str]
) -> None:
    around, row = FIELDS[mark_up]
    page = page_of("en", around.format("".join(row.format(*one) for one in rows)), TITLE)
    assert hosts(page) == {(2024, place) for place in places}


@pytest.mark.parametrize(
    "venue",
    ["Museo della Carta, Graz, Italy", "Palais Lyon, Graz", "Hotel Paris, Graz (Austria)", "University of Kobe, Graz"],
)
def test_the_name_of_a_house_is_no_host(venue: str) -> None:
    page = page_of("en", f"<dl><dt>Date</dt><dd>1-5 July 2024</dd><dt>Venue</dt><dd>{venue}</dd></dl>", TITLE)
    assert hosts(page) == {(2024, "Graz")}


@pytest.mark.parametrize("venue", ["Lyon Hall, Graz", "Graz, Lyon Street 5"])
def test_a_place_in_its_field_that_is_not_read_is_told(venue: str) -> None:
    page = page_of("en", f"<dl><dt>Date</dt><dd>1-5 July 2024</dd><dt>Venue</dt><dd>{venue}</dd></dl>", TITLE)
    assert hosts(page) == set()
    assert venue in unread(page)


@pytest.mark.parametrize("code", OURS)
def test_the_list_of_those_of_a_language_is_anothers(code: str) -> None:
    ours = f"<h2>{OURS[code]}</h2><ul><li>2022 – Santos</li><li>2023 – Istanbul</li></ul>"
    theirs = f"<h2>{THEIRS[code]}</h2><ul><li>2021 – Graz</li><li>2022 – Kobe</li></ul>"
    assert hosts(page_of(code, ours + theirs)) == {(2022, "Santos"), (2023, "Istanbul")}


def test_a_list_in_a_tab_beside_that_of_the_heading_is_not_below_it() -> None:
    tabs = (
        "<div><div role=tabpanel><h3>Host cities of the UCCN Annual Conference</h3>"
        "<ul><li>2012 – Montréal</li><li>2013 – Bologna</li></ul></div>"
        "<div role=tabpanel><ul><li>2012 – Graz</li><li>2013 – Kobe</li></ul></div></div>"
    )
    page = page_of("en", tabs)
    assert hosts(page) == {(2012, "Montréal"), (2013, "Bologna")}
    assert "Graz" in unread(page)


@pytest.mark.parametrize("theirs", ["Eurocities: Annual Conference", "World Heritage Committee"])
@pytest.mark.parametrize("first", [True, False])
def test_columns_below_a_head_of_another_body_are_its_own(theirs: str, *, first: bool) -> None:
    ours = "UNESCO Creative Cities Network: Annual Conference"
    groups = (ours, theirs) if first else (theirs, ours)
    heads = "".join(f"<th colspan=2>{group}</th>" for group in groups)
    cells = {ours: ("Kanazawa", "Japan"), theirs: ("Graz", "Austria")}
    row = "".join(f"<td>{cell}</td>" for group in groups for cell in cells[group])
    columns = "<th>City</th><th>Country</th>" * 2
    table = f"<table><thead><tr><th rowspan=2>Year</th>{heads}</tr><tr>{columns}</tr></thead><tr><td>2015</td>{row}</tr></table>"
    assert hosts(page_of("en", table, "Networks compared")) == {(2015, "Kanazawa")}


@pytest.mark.parametrize(
    "rows",
    [
        (("2008", "Santa Fe", "2010", "Shenzhen"), ("2009", "Lyon", "2011", "Seoul")),
        (("Santa Fe", "2008", "Shenzhen", "2010"), ("Lyon", "2009", "Seoul", "2011")),
        (
            ("2008", "Santa Fe", "USA", "2010", "Shenzhen", "China"),
            ("2009", "Lyon", "France", "2011", "Seoul", "Korea"),
        ),
        (("2008", "Santa Fe", "", "2010", "Shenzhen"), ("2009", "Lyon", "", "2011", "Seoul")),
    ],
)
def test_pairs_side_by_side_without_heads_are_read_pair_by_pair(rows: tuple[tuple[str, ...], ...]) -> None:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = page_of("en", f"<h2>Host cities of the {OURS['en']}</h2><table>{lines}</table>")
    assert hosts(page) == {(2008, "Santa Fe"), (2009, "Lyon"), (2010, "Shenzhen"), (2011, "Seoul")}


REGIONS = {
    "en": (
        "{N} was held in Kobe, Hyogo Prefecture, Japan in 2016 and in Graz, Province of Ancona, Marche, Italy in 2015.",
        "{N} was held in Kobe, State of São Paulo, Brazil, in 2016 and Graz, Cork County, Ireland, in 2015.",
    ),
    "fr": (
        "{N} s’est tenue à Kobe, province de Québec (Canada), en 2016 et à Graz, département du Jura (France), en 2015.",
    ),
    "es": (
        "{N} se celebró en Kobe, provincia de Guangdong (China), en 2016 y en Graz, provincia de Quebec (Canadá), en 2015.",
    ),
    "pt": (
        "{N} realizou-se em Kobe, estado de São Paulo (Brasil), em 2016 e em Graz, província de Québec (Canadá), em 2015.",
    ),
    "it": ("{N} si è svolta a Kobe, provincia di Ancona (Italia), nel 2016 e a Graz, provincia di Pesaro, nel 2015.",),
    "de": ("{N} fand 2016 in Kobe, Provinz Ancona (Italien), und 2015 in Graz, Bundesland Salzburg, statt.",),
}


@pytest.mark.parametrize(("code", "words"), each(REGIONS))
def test_what_is_called_a_region_is_no_host(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>")
    assert hosts(page) == {(2016, "Kobe"), (2015, "Graz")}


APPLIED = {
    "en": "Three member cities have applied to host {N} in 2026: Adelaide (Australia), Graz (Austria) and Kobe (Japan).",
    "fr": "Trois villes ont demandé à accueillir {N} en 2026 : Graz et Kobe.",
    "es": "Tres ciudades han solicitado acoger {N} en 2026: Graz y Kobe.",
    "it": "Tre città hanno chiesto di ospitare {N} nel 2026: Graz e Kobe.",
    "de": "Drei Städte haben sich um die Ausrichtung der Jahreskonferenz 2026 beworben: Graz und Kobe.",
}


@pytest.mark.parametrize("code", APPLIED)
def test_who_applied_to_host_is_no_host(code: str) -> None:
    page = page_of(code, f"<p>{said(code, APPLIED[code])}</p>", captured=date(2025, 6, 1))
    assert {status for _, _, status in stated(page)} <= {"candidate"}


def test_a_calendar_gives_its_year_to_days_without_one() -> None:
    event = "<strong>12-15 June</strong> – XII Annual Conference of the UNESCO Creative Cities Network, Graz (Austria)"
    main = f"<h2>What's on</h2><h3>June</h3><ul><li>{event}</li><li>16 June – Fair, Kobe (Japan)</li></ul>"
    page = page_of("en", main, "Calendar 2018", captured=date(2018, 3, 1))
    assert stated(page) == {(2018, "Graz", "planned")}


def test_the_page_is_read_where_it_is_made_of_elements_without_paragraphs() -> None:
    from scraper import read_page

    fields = (
        "<div><span>Where</span><span>Graz, Austria</span></div><div><span>When</span><span>1-5 July 2024</span></div>"
    )
    body = f"<html lang=en><body><div><div><h1>{TITLE}</h1></div><div>{fields}</div></div></body></html>"
    page = read_page(body.encode(), content_type="text/html; charset=utf-8", captured=date(2024, 3, 1))
    assert stated(page) == {(2024, "Graz", "planned")}


APART = {
    "en": ("After {N} {what} took place in Graz (Austria) in 2018.", ("a concert", "a race", "the market")),
    "fr": ("Après {N} {what} a eu lieu à Graz (Autriche) en 2018.", ("un concert", "une course", "le marché")),
    "es": ("Tras {N} {what} tuvo lugar en Graz (Austria) en 2018.", ("un concierto", "un torneo", "el mercado")),
    "pt": ("Após {N} {what} realizou-se em Graz (Áustria) em 2018.", ("um concerto", "um torneio", "o mercado")),
    "it": ("Dopo {N} {what} si è svolto a Graz (Austria) nel 2018.", ("un concerto", "un torneo", "il mercato")),
    "de": ("Nach der Jahreskonferenz fand {what} 2018 in Graz (Österreich) statt.", ("ein Konzert", "der Markt")),
}


@pytest.mark.parametrize(
    ("code", "words"),
    [(code, words.replace("{what}", what)) for code, (words, whats) in APART.items() for what in whats],
)
def test_what_took_place_after_the_conference_is_something_else(code: str, words: str) -> None:
    assert beside_fabriano(code, words) == {(2019, "Fabriano", "held")}


@pytest.mark.parametrize("joint", ["della", "sulla", "per la"])
def test_a_concert_of_the_conference_is_not_the_conference(joint: str) -> None:
    words = f"Il concerto {joint} Conferenza annuale della Rete delle Città Creative dell’UNESCO si è svolto a Graz (Austria) nel 2018."
    assert stated(page_of("it", f"<p>{words}</p>")) == set()


NOT_ITS_PLACE = {
    "en": (
        "{N} elected Graz (Austria) to the steering group in 2018.",
        "In 2018 {N} thanked Graz (Austria) for its gift.",
        "{N} ended in 2018 with a toast to Graz (Austria).",
        "A Nice evening at {N} in 2018!",
    ),
    "fr": (
        "En 2018, {N} a élu Graz (Autriche) au comité.",
        "En 2018, {N} a rendu hommage à Graz (Autriche).",
        "La Tour de {N} était haute en 2018.",
    ),
    "es": ("En 2018 {N} eligió a Graz (Austria) para el comité.", "En 2018 {N} rindió homenaje a Graz (Austria)."),
    "pt": ("Em 2018 {N} elegeu Graz (Áustria) para o comité.", "Em 2018 {N} prestou homenagem a Graz (Áustria)."),
    "it": ("Nel 2018 {N} ha eletto Graz (Austria) nel comitato.", "Nel 2018 {N} ha reso omaggio a Graz (Austria)."),
    "de": (
        "Die Jahreskonferenz würdigte 2018 Graz (Österreich).",
        "Zum Essen der Jahreskonferenz 2018 kamen 300 Gäste.",
        "Der Wein der Jahreskonferenz 2018 war gut.",
    ),
}


@pytest.mark.parametrize(("code", "words"), each(NOT_ITS_PLACE))
def test_what_the_conference_did_to_a_city_or_is_called_like_one_is_no_host(code: str, words: str) -> None:
    assert beside_fabriano(code, words) == {(2019, "Fabriano", "held")}


@pytest.mark.parametrize(
    ("code", "words", "city"),
    [
        ("fr", "{N} s’est tenue à Le Havre (France) en 2018.", "Le Havre"),
        ("de", "{N} fand 2018 in Den Haag (Niederlande) statt.", "Den Haag"),
        ("en", "{N} was held in The Hague (Netherlands) in 2018.", "The Hague"),
    ],
)
def test_an_article_may_be_part_of_a_city_s_name(code: str, words: str, city: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) == {(2018, city, "held")}


GUESTS_OF_IT = {
    "en": (
        "The choir of Graz sang at {N} in 2018.",
        "The orchestra of Graz (Austria) played while {N} was going on in 2018.",
        "In 2018, Graz (Austria) hosted a football team.",
        "The design cities met in Graz (Austria) in 2018.",
        "It was postponed. No conference was held in 2018, not even in Graz.",
        "In July 2018 Graz received six guests from Kobe, who had come straight from {N}.",
    ),
    "fr": (
        "La chorale de Graz a chanté à {N} en 2018.",
        "Graz (Autriche) a accueilli une équipe de football en 2018.",
        "Les villes de design se sont réunies à Graz (Autriche) en 2018.",
        "Pendant que se déroulait {N}, à l’été 2018, Graz (Autriche) fermait son musée.",
    ),
    "es": (
        "Graz (Austria) ganó en 2018 el premio al mejor cartel de {N}.",
        "Graz (Austria) acogió a un equipo de fútbol en 2018.",
        "Las ciudades del diseño se reunieron en Graz (Austria) en 2018.",
    ),
    "it": (
        "Nel 2018 Graz (Austria) ha ospitato una squadra di calcio.",
        "Graz (Austria) ha ospitato la rete dei musei nel 2018.",
        "Mentre era in corso {N}, nel giugno 2018 a Graz si teneva il festival del cinema.",
        "Le città del design si sono riunite a Graz (Austria) nel 2018.",
    ),
    "pt": (
        "Graz (Áustria) acolheu uma equipa de futebol em 2018.",
        "As cidades do design reuniram-se em Graz (Áustria) em 2018.",
    ),
    "de": (
        "2018 empfing Graz (Österreich) das Netzwerk der Museen.",
        "Die Literaturstädte tagten 2018 in Graz, die Medienkunststädte 2022 in Linz.",
        "2018 kamen die Designstädte in Graz zusammen.",
        "2018 brachte Graz (Österreich) seinen Chor zur Jahreskonferenz.",
        "Graz begrüßte 2018 die Gäste aus Kobe, die auf dem Rückweg von der Jahreskonferenz einen Halt einlegten.",
    ),
}


@pytest.mark.parametrize(("code", "words"), each(GUESTS_OF_IT))
def test_guests_other_objects_and_cities_of_one_field_make_no_host(code: str, words: str) -> None:
    assert beside_fabriano(code, words) == {(2019, "Fabriano", "held")}


ASKED = {
    "en": ("Has one of our cities hosted the Annual Conference?", "Not yet. The film cities met in Graz in 2018."),
    "fr": (
        "Une ville française a-t-elle accueilli la Conférence annuelle ?",
        "Pas encore. Les villes de design se sont réunies à Graz en 2018.",
    ),
    "de": (
        "Hat schon eine deutsche Stadt die Jahreskonferenz ausgerichtet?",
        "Bislang nicht. Die Filmstädte tagten 2018 in Graz.",
    ),
}


@pytest.mark.parametrize("code", ASKED)
def test_an_answer_about_cities_of_one_field_names_no_host(code: str) -> None:
    question, answer = ASKED[code]
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><dl><dt>{question}</dt><dd>{answer}</dd></dl>")
    assert stated(page) == {(2019, "Fabriano", "held")}


BY_THE_WAY = (
    ("en", "The media arts cities will hold a separate meeting in Graz in November 2018."),
    ("es", "Se rumoreó que Graz quería traer la conferencia anual en 2018."),
    ("it", "Prospetto preparato per il gruppo di lavoro di Graz (riunione del 23 gennaio 2018)."),
    ("de", "Dass die Jahreskonferenz 2018 nach Graz kommt, ist ein Gerücht."),
    ("en", "Eurocities is a different network. The network held its annual conference in Graz in 2018."),
    ("en", "The Healthy Cities network held its annual conference in Graz in 2018."),
    ("fr", "Eurocities est un autre réseau. Le réseau a tenu sa conférence annuelle à Graz en 2018."),
    ("de", "Das Netzwerk der Heilbäder ist ein anderes. Das Netzwerk hielt seine Jahreskonferenz 2018 in Graz ab."),
    ("en", "{N} is not for mayors but in Graz in 2018 two came anyway."),
    ("pt", "Falava-se de Graz para a Conferência Anual de 2018."),
)


@pytest.mark.parametrize(("code", "words"), BY_THE_WAY)
def test_what_is_of_another_network_of_a_group_or_a_rumour_states_no_host(code: str, words: str) -> None:
    assert beside_fabriano(code, words) == {(2019, "Fabriano", "held")}


def test_a_row_that_is_for_the_conference_or_what_is_of_a_city_in_an_entry_states_no_host() -> None:
    head = "<tr><th>Year</th><th>Purpose</th><th>City</th></tr>"
    row = f"<tr><td>2018</td><td>{said('en', 'Preparing our stand for {N}')}</td><td>Graz</td></tr>"
    assert stated(page_of("en", f"<p>{said('en', FABRIANO['en'])}</p><table>{head}{row}</table>")) == {
        (2019, "Fabriano", "held")
    }
    entries = f"<h3>{said('it', 'Le nostre partecipazioni a {N}')}</h3><ul><li>2018: con una mostra di Graz</li></ul>"
    page = page_of("it", entries)
    assert stated(page) == set()
    assert "Graz" in unread(page)


DONE = {
    "en": (
        "{N} of 2019 was followed with great interest in Graz.",
        "{N} of 2019 was praised in Graz.",
        "{N} of 2019 is remembered in Graz.",
        "{N} of 2019 is being prepared in Graz.",
        "The 2019 Annual Conference logo was drawn in Graz.",
        "The 2019 Annual Conference photo archive is in Graz.",
        "The 2019 Annual Conference proceedings were published in Graz.",
    ),
    "fr": ("{N} de 2019 a été suivie avec intérêt à Graz.", "{N} de 2019 est préparée à Graz."),
    "es": ("{N} de 2019 fue seguida con interés en Graz.",),
    "pt": ("{N} de 2019 foi acompanhada com interesse em Graz.",),
    "it": ("{N} del 2019 è stata seguita con interesse a Graz.",),
    "de": (
        "{N} 2019 wurde in Graz mit Spannung verfolgt.",
        "Das Jahreskonferenz-Archiv 2019 liegt in Graz.",
        "Die Jahreskonferenz-Homepage 2019 wird in Graz betrieben.",
    ),
}
"""What else than to be held was done to the conference, or to a thing that bears its name."""


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, many in DONE.items() for words in many])
def test_what_was_done_to_the_conference_in_a_city_makes_it_no_host(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p><p>{said(code, FABRIANO[code])}</p>")) == {
        (2019, "Fabriano")
    }


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "{N} of 2019 was superbly organised in Graz."),
        ("en", "The 2019 Annual Conference itself took place in Graz."),
        ("de", "{N} 2019 wurde in Graz durchgeführt."),
        ("de", "Die Jahreskonferenz-Gastgeberstadt 2019 ist Graz."),
        ("es", "{N} de 2019 fue llevada a cabo en Graz."),
        ("fr", "{N} de 2019 a été célébrée à Graz."),
    ],
)
def test_what_was_done_to_hold_it_makes_a_city_the_host(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>", said(code, "{n}"))) == {(2019, "Graz")}


@pytest.mark.parametrize(
    "below",
    [
        "<p>10 – 15 June</p><p>Graz (Austria)</p>",
        "<p>Monday 10 June, Town Hall, Graz</p>",
        "<h3>Where</h3><p>Graz (Austria)</p>",
        "<dl><dt>When</dt><dd>10 – 15 June</dd><dt>Where</dt><dd>Graz (Austria)</dd></dl>",
        "<table><tr><th>When</th><td>10 – 15 June</td></tr><tr><th>Where</th><td>Graz (Austria)</td></tr></table>",
    ],
)
@pytest.mark.parametrize(
    "title", ["Annual Conference of the UNESCO Creative Cities Network", "XIII UCCN Annual Conference"]
)
def test_a_place_below_a_title_of_the_conference_that_has_no_year_is_told(title: str, below: str) -> None:
    page = page_of("en", f"<h2>{title}</h2>{below}")
    assert hosts(page) == set()
    assert "Graz" in unread(page)


def test_a_host_without_a_year_in_a_table_of_hosts_is_told() -> None:
    rows = "<tr><th>Year</th><th>City</th></tr><tr><td>2016</td><td>Kobe</td></tr><tr><td></td><td>Graz</td></tr>"
    page = page_of("en", f"<h2>Host cities of the {OURS['en']}</h2><table>{rows}</table>")
    assert hosts(page) == {(2016, "Kobe")}
    assert "Graz" in unread(page)
