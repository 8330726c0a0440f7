"""What people hope, have heard or hold for sure, another body's meetings, and what was planned first: none of it is a host."""

import pytest
from spoken import NAMES, hosts, page_of, said, stated, unread

from scraper.subjects.uccn.records import conferences, events

_NO_HOSTS = [
    # an aim
    ("en", "The aim of the city is to bring {N} to Graz in 2029; the council decides on a bid."),
    ("fr", "L’objectif de la ville est d’accueillir {N} à Graz en 2029 ; le conseil décidera d’une candidature."),
    ("es", "El objetivo del municipio es traer a Graz {N} en 2029; el pleno decidirá sobre la candidatura."),
    ("it", "L’obiettivo del comune è portare a Graz nel 2029 {N}; sulla candidatura decide il consiglio."),
    ("pt", "O objetivo da câmara é trazer para Graz em 2029 {N}; a candidatura depende da assembleia."),
    ("de", "Ziel der Verwaltung ist es, {N} 2029 nach Graz zu holen; über eine Bewerbung entscheidet der Gemeinderat."),
    # hearsay
    ("en", "I heard that {N} is coming to Graz in 2025."),
    ("fr", "J’ai entendu dire que {N} aura lieu à Graz en 2025."),
    ("es", "Me han dicho que {N} será en Graz en 2025."),
    ("it", "Ho letto che {N} si terrà a Graz nel 2025."),
    ("pt", "Ouvi dizer que {N} será em Graz em 2025."),
    ("de", "Ich habe gehört, dass {N} 2025 in Graz stattfindet."),
    # what somebody is sure of
    ("en", "Somebody here is sure that {N} was held in Graz in 2016."),
    ("fr", "Un collègue est persuadé que {N} a eu lieu à Graz en 2016."),
    ("es", "Un colega está convencido de que {N} se celebró en Graz en 2016."),
    ("it", "Un collega è sicuro che {N} si sia tenuta a Graz nel 2016."),
    ("pt", "Um colega tem a certeza de que {N} se realizou em Graz em 2016."),
    ("de", "Ein Kollege ist sicher, dass {N} 2016 in Graz stattfand."),
    # what goes round
    ("en", "Word is that {N} will be held in Graz in 2029."),
    ("fr", "Le bruit court que {N} se tiendra à Graz en 2029."),
    ("es", "Corre por los cafés que {N} se celebrará en Graz en 2029."),
    ("it", "Corre voce che {N} si terrà a Graz nel 2029."),
    ("pt", "Corre por aí que {N} será em Graz em 2029."),
    ("de", "Man munkelt, dass {N} 2029 in Graz stattfindet."),
    # what a message says
    ("en", "According to a message shared on WhatsApp, {N} will be held in Graz in 2029."),
    ("fr", "Selon un post sur Facebook, {N} se tiendra à Graz en 2029."),
    ("es", "Según un mensaje de WhatsApp, {N} será en Graz en 2029."),
    ("it", "Secondo un post su Facebook, {N} si terrà a Graz nel 2029."),
    ("pt", "Segundo uma publicação nas redes sociais, {N} será em Graz em 2029."),
    ("de", "Einem Tweet zufolge findet {N} 2029 in Graz statt."),
    # what is put in its place
    ("en", "There was an error in our letter. It read: “{N} will be held in Graz (Austria) in 2029.”"),
    ("fr", "Une erreur s’est glissée dans notre lettre. On y lisait : « {N} se tiendra à Graz en 2024. »"),
    ("es", "Hubo un error en el boletín. Donde decía: «{N} se celebrará en Graz en 2029»."),
    ("it", "C’è stato un errore. Si leggeva: «{N} si terrà a Graz nel 2029»."),
    ("pt", "Houve um erro. Lia-se: «{N} realiza-se em Graz em 2029»."),
    ("de", "In unserem Brief war zu lesen: „{N} findet 2029 in Graz statt.“"),
    # what is only supposed
    ("en", "Let us suppose {N} is held in Graz in 2029."),
    ("fr", "Supposons que {N} se tienne à Graz en 2029."),
    ("es", "Supongamos que {N} se celebra en Graz en 2029."),
    ("it", "Supponiamo che {N} si tenga a Graz nel 2029."),
    ("pt", "Suponhamos que {N} se realiza em Graz em 2029."),
    ("de", "Nehmen wir einmal an, {N} fände 2029 in Graz statt."),
    # what follows up on the conference
    ("en", "The cities of the region met in Graz in December 2014 to follow up on {N}."),
    ("fr", "Les villes de la région se sont réunies à Graz en décembre 2014 pour assurer le suivi de {N}."),
    ("es", "Las ciudades se dieron cita en Graz en diciembre de 2014 para dar seguimiento a {N}."),
    ("it", "Le città si sono riunite a Graz nel dicembre 2014 per dare seguito a {N}."),
    ("pt", "As cidades reuniram-se em Graz em dezembro de 2014 para dar seguimento a {N}."),
    ("de", "Die Städte trafen sich im Dezember 2014 in Graz zur Nachbereitung: {N} wirkt nach."),
]


@pytest.mark.parametrize(("code", "words"), _NO_HOSTS)
def test_what_is_hoped_heard_or_held_for_sure_is_told_and_not_stated(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>")
    assert not hosts(page)
    assert "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "It is not ours: the annual conference held in Graz in 2025 was that of the Museums Association."),
        ("fr", "La conférence annuelle tenue à Graz en 2025 était celle de l’Association des musées."),
        ("es", "La conferencia anual que se celebró en Graz en 2025 fue la de la Asociación de Museos."),
        ("it", "La conferenza annuale tenuta a Graz nel 2025 era quella dell’Associazione dei musei."),
        ("pt", "A conferência anual realizada em Graz em 2025 foi a da Associação dos Museus."),
        ("de", "Die Jahreskonferenz 2025 in Graz war die des Museumsverbands."),
    ],
)
def test_that_of_another_body_has_no_host_here(code: str, words: str) -> None:
    assert not hosts(page_of(code, f"<p>{said(code, '{N}')}.</p><p>{words}</p>"))


@pytest.mark.parametrize(
    ("code", "title", "lead"),
    [
        ("en", "Annual meetings of the Italian UNESCO Creative Cities", "Previous annual meetings:"),
        ("fr", "Rencontres annuelles des villes créatives UNESCO italiennes", "Rencontres annuelles précédentes :"),
        ("es", "Encuentro anual de las ciudades creativas italianas de la UNESCO", "Encuentros anuales anteriores:"),
        ("it", "Incontro annuale delle città creative UNESCO italiane", "Incontri annuali precedenti:"),
        ("pt", "Encontro anual das cidades criativas italianas da UNESCO", "Encontros anuais anteriores:"),
        ("de", "Jahrestreffen der italienischen UNESCO-Kreativstädte", "Bisherige Jahrestreffen:"),
    ],
)
def test_a_list_of_annual_meetings_is_of_those_whom_the_title_names(code: str, title: str, lead: str) -> None:
    page = page_of(code, f"<p>{lead}</p><ul><li>Parma 2016</li><li>Pesaro 2017</li></ul>", title)
    assert not hosts(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "{N}, originally planned for 2020 and finally held in Santos (Brazil) in July 2022, was a success."),
        ("fr", "{N}, prévue à l’origine en 2020 et finalement tenue à Santos (Brésil) en juillet 2022, fut un succès."),
        (
            "es",
            "{N}, prevista en un principio para 2020 y realizada al fin en Santos (Brasil) en julio de 2022, gustó.",
        ),
        ("it", "{N}, prevista inizialmente per il 2020 e tenutasi infine a Santos (Brasile) nel luglio 2022, piacque."),
        (
            "pt",
            "{N}, prevista de início para 2020 e realizada por fim em Santos (Brasil) em julho de 2022, foi um êxito.",
        ),
        (
            "de",
            "{N}, zunächst für 2020 geplant und schließlich im Juli 2022 in Santos (Brasilien) abgehalten, war gut.",
        ),
    ],
)
def test_a_conference_was_held_in_the_year_to_which_it_was_put_off(code: str, words: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) == {(2022, "Santos", "held")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("it", "Dal 10 al 15 giugno Fabriano ospiterà {N}, la tredicesima, che nel 2018 si è tenuta a Cracovia."),
        (
            "es",
            "Del 10 al 15 de junio Fabriano acogerá la decimotercera edición de {N}, que en 2018 se celebró en Cracovia.",
        ),
        (
            "en",
            "From 10 to 15 June Fabriano will host the thirteenth edition of {N}, which was held in Krakow in 2018.",
        ),
    ],
)
def test_days_and_ordinals_are_of_the_host_beside_them(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>")
    assert all(one.edition != 13 for one in conferences(page) if one.year == 2018)
    assert all(one.value("first_day") is None for one in events(page) if one.value("year") == 2018)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "fr",
            "La candidature de Graz, soutenue par l’État, a été retenue par l’UNESCO : c’est là que se réunira, en 2029, {n}.",
        ),
        ("it", "La candidatura di Graz è stata accolta dall’UNESCO: è lì che si riunirà nel 2029 {N}."),
        ("en", "Graz’s bid was successful: the city will host {N} in 2029."),
    ],
)
def test_a_bid_that_succeeded_is_no_bid(code: str, words: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) <= {(2029, "Graz", "planned")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The officer advised that {N} would be hosted by Graz, Austria, in September 2029."),
        ("fr", "L’adjointe a indiqué que {N} se tiendrait à Graz (Autriche) en septembre 2029."),
        ("es", "La concejala comunicó que {N} se celebraría en Graz en septiembre de 2029."),
        ("it", "L’assessore ha informato che {N} si terrebbe a Graz nel settembre 2029."),
        ("pt", "A vereadora comunicou que {N} se realizaria em Graz em setembro de 2029."),
        ("de", "Die Leiterin teilte dem Ausschuss mit, dass {N} im September 2029 in Graz stattfinden würde."),
    ],
)
def test_what_officers_report_is_stated(code: str, words: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) == {(2029, "Graz", "planned")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Graz will host {N} in 2029, it was announced today in Braga at the close of this year’s edition."),
        ("fr", "Graz accueillera en 2029 {N}, a-t-il été annoncé à Braga, à la clôture de l’édition de cette année."),
        ("es", "Graz acogerá en 2029 {N}, según se anunció hoy en Braga, en la clausura de la edición de este año."),
        (
            "it",
            "Graz ospiterà nel 2029 {N}, è stato annunciato oggi a Braga, alla chiusura dell’edizione di quest’anno.",
        ),
        ("pt", "Graz vai acolher em 2029 {N}, foi hoje anunciado em Braga, no encerramento da edição deste ano."),
        (
            "de",
            "Graz richtet 2029 {N} aus, wurde heute in Braga zum Abschluss der diesjährigen Ausgabe bekannt gegeben.",
        ),
    ],
)
def test_where_a_host_was_made_known_is_another_matter(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2029, "Graz")}


@pytest.mark.parametrize(
    ("code", "before", "lead"),
    [
        ("en", "Each year they meet for {N}.", "The last two:"),
        ("fr", "Chaque année, elles se réunissent pour {N}.", "Les deux dernières :"),
        ("es", "Cada año se reúnen con motivo de {N}.", "Las dos últimas:"),
        ("it", "Ogni anno si incontrano per {N}.", "Le ultime due:"),
        ("pt", "Todos os anos se reúnem para {N}.", "As duas últimas:"),
        ("de", "Jedes Jahr treffen sie sich; so heißt das: {N}.", "Die letzten zwei:"),
    ],
)
def test_the_last_ones_are_those_of_the_sentence_before(code: str, before: str, lead: str) -> None:
    items = "<ul><li><b>Braga, 2023.</b> Lorem ipsum.</li><li><b>Santos, 2022.</b> Dolor sit.</li></ul>"
    assert hosts(page_of(code, f"<p>{said(code, before)} {lead}</p>{items}")) == {(2023, "Braga"), (2022, "Santos")}


@pytest.mark.parametrize(
    ("code", "title", "item"),
    [
        ("en", "Calendar 2023", "19–22 September: {n}, Graz"),
        ("fr", "Agenda 2023", "19-22 septembre : {n}, Graz"),
        ("es", "Agenda 2023", "19-22 de septiembre: {n}, Graz"),
        ("it", "Calendario 2023", "19-22 settembre: {n}, Graz"),
        ("pt", "Agenda 2023", "19 a 22 de setembro: {n}, Graz"),
        ("de", "Termine 2023", "19.–22. September: {n}, Graz"),
    ],
)
def test_the_year_of_a_calendar_is_that_of_the_days_below_its_heading(code: str, title: str, item: str) -> None:
    page = page_of(code, f"<h2>{title}</h2><ul><li>{said(code, item)}</li></ul>")
    assert hosts(page) == {(2023, "Graz")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The council wonders whom it would like to see host {N} in 2029."),
        ("fr", "Un sondage dira qui nous aimerions voir accueillir {N} en 2029."),
        ("es", "Un comité pregunta quién querríamos que acogiera {N} en 2029."),
        ("it", "Il comitato raccoglie i pareri dei soci su chi vorremmo veder ospitare {N} nel 2029."),
        ("pt", "A comissão recolhe opiniões sobre quem gostaríamos de ver acolher {N} em 2029."),
    ],
)
def test_whom_one_would_like_to_see_host_it_is_no_edition(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>")
    assert not events(page)
    assert "2029" in unread(page)


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("en", "Council of European Municipalities, annual conference"),
        ("fr", "Conseil des communes d’Europe, conférence annuelle"),
        ("es", "Consejo de Municipios de Europa, conferencia anual"),
        ("it", "Consiglio dei comuni d’Europa, conferenza annuale"),
        ("pt", "Conselho dos Municípios da Europa, conferência anual"),
        ("de", "Rat der Gemeinden Europas, Jahreskonferenz"),
    ],
)
def test_the_conference_of_a_council_is_its_own(code: str, body: str) -> None:
    terms = f"<dl><dt>2018</dt><dd>{said(code, '{n}')}, Krakow</dd><dt>2019</dt><dd>{body}, Graz</dd></dl>"
    assert (2019, "Graz") not in hosts(page_of(code, terms))


@pytest.mark.parametrize("day", ["<time>{day}</time>", "<p>{day}</p>"])
@pytest.mark.parametrize("other", ["Annual conference of Eurocities", "Food fair"])
def test_a_day_over_its_heading_is_of_its_own_card(day: str, other: str) -> None:
    first = f"<article>{day.format(day='28–31 May 2024')}<h2>{other}</h2><p>Cluj-Napoca (Romania)</p></article>"
    name = said("en", "{n}")
    second = f"<article>{day.format(day='1–5 July 2024')}<h2>XVI {name}</h2><p>Braga (Portugal)</p></article>"
    page = page_of("en", first + second, "Our calendar")
    (event,) = events(page)
    assert [event.value(field) for field in ("year", "edition", "first_day", "last_day")] == [
        2024,
        16,
        "2024-07-01",
        "2024-07-05",
    ]
    assert [host.city for host in event.hosts] == ["Braga"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Graz knows large meetings: it was European Youth Capital in 2012 and, in 2024, host of {N}."),
        (
            "fr",
            "Graz connaît les grandes rencontres : elle fut Capitale européenne de la jeunesse en 2012 et, en 2024, hôte de {N}.",
        ),
        (
            "es",
            "Graz conoce los grandes encuentros: fue Capital Europea de la Juventud en 2012 y, en 2024, anfitriona de {N}.",
        ),
        (
            "it",
            "Graz conosce i grandi incontri: è stata Capitale europea della gioventù nel 2012 e, nel 2024, sede di {N}.",
        ),
        (
            "pt",
            "Graz conhece os grandes encontros: foi Capital Europeia da Juventude em 2012 e, em 2024, anfitriã de {N}.",
        ),
    ],
)
def test_the_year_of_a_title_of_the_city_is_no_edition(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2024, "Graz")}


@pytest.mark.parametrize("title", ["Calendario", "Agenda", "Programma"])
def test_the_title_of_a_list_is_no_city(title: str) -> None:
    page = page_of("it", f"<h2>{title} 2024</h2><ul><li>{said('it', '{N}')}, Braga, 1-5 luglio 2024</li></ul>")
    assert hosts(page) == {(2024, "Braga")}
    assert title not in unread(page)


def test_granada_is_a_city_and_what_french_writes_with_an_article_a_country() -> None:
    assert hosts(page_of("es", f"<p>{said('es', '{N}')} de 2019 se celebró en Granada.</p>")) == {(2019, "Granada")}
    assert not hosts(page_of("fr", f"<p>{said('fr', '{N}')} de 2019 s’est tenue au Salvador.</p>"))
    assert hosts(page_of("fr", f"<p>{said('fr', '{N}')} de 2019 s’est tenue au Havre.</p>")) == {(2019, "Havre")}


@pytest.mark.parametrize("country", ["", " (Brasil)"])
def test_salvador_is_a_city(country: str) -> None:
    assert hosts(page_of("pt", f"<p>{said('pt', '{N}')} de 2026 será em Salvador{country}.</p>")) == {
        (2026, "Salvador")
    }


@pytest.mark.parametrize(
    ("code", "before", "words"),
    [
        ("en", "Graz has been a City of Design since 2011.", "{N} came here in 2016, to our own streets."),
        ("fr", "Graz est ville de design depuis 2011.", "En 2016, {N} s’est tenue ici même, sous nos parapluies."),
        ("it", "Graz è Città del Design dal 2011.", "Nel 2016 si è svolta in questo Comune {N}, con grande concorso."),
    ],
)
def test_a_conference_here_is_told_with_the_sentence_that_names_the_city(code: str, before: str, words: str) -> None:
    page = page_of(code, f"<p>{before} {said(code, words)}</p>")
    assert not hosts(page)
    assert "Graz" in unread(page)
    assert "2016" in unread(page)


def test_a_place_that_is_unread_is_told_with_its_sentence() -> None:
    words = f"Many cities remember {NAMES['en']}. Seoul had passed us the torch, and we gave it to Bologna, where all met in 2013."
    assert "Bologna, where all met in 2013" in unread(page_of("en", f"<p>{words}</p>"))


def test_what_is_said_of_similar_bodies_is_not_said_of_the_network() -> None:
    ours = "<h2>Annual conferences</h2><ul><li>2022 Santos (Brazil)</li></ul>"
    theirs = "<h2>Similar bodies</h2><p>The Forum, an unrelated body, has held its own summits:</p><ul><li>2013 Graz</li></ul>"
    assert hosts(page_of("en", ours + theirs, "UNESCO Creative Cities Network")) == {(2022, "Santos")}


def test_an_ocean_is_no_host() -> None:
    words = said("en", "In 2012 {N} crossed the Pacific to Montréal, Canada.")
    assert hosts(page_of("en", f"<p>{words}</p>")) == {(2012, "Montréal")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "fr",
            "Le corpus réunit les actes de {N} de Séoul (2011), ainsi que des entretiens menés à Parme, à Graz et à Berlin en 2014.",
        ),
        (
            "en",
            "The corpus holds the reports of {N} of Seoul (2011), and forty interviews held in Parma, Graz and Berlin in 2014.",
        ),
        (
            "de",
            "Das Korpus umfasst Berichte über {N} von Seoul (2011) sowie Interviews in Parma, Graz und Berlin von 2014.",
        ),
    ],
)
def test_a_row_of_cities_of_something_else_is_whole(code: str, words: str) -> None:
    assert not {city for year, city in hosts(page_of(code, f"<p>{said(code, words)}</p>")) if year == 2014}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "{N} was held in Santos in 2022. The previous one had been held in Fabriano (Italy) in June 2019."),
        ("fr", "{N} s’est tenue à Santos en 2022. La précédente s’était tenue à Fabriano (Italie) en juin 2019."),
        (
            "es",
            "{N} se celebró en Santos en 2022. La anterior se había celebrado en Fabriano (Italia) en junio de 2019.",
        ),
        ("it", "{N} si è svolta a Santos nel 2022. La precedente si era svolta a Fabriano (Italia) nel giugno 2019."),
        ("pt", "{N} decorreu em Santos em 2022. A anterior tinha decorrido em Fabriano (Itália) em junho de 2019."),
        ("de", "{N} fand 2022 in Santos statt. Die vorige hatte im Juni 2019 in Fabriano (Italien) stattgefunden."),
    ],
)
def test_the_one_before_had_been_held(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2022, "Santos"), (2019, "Fabriano")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "This was announced in Graz (Austria), where {n} of 2023 has just closed."),
        ("fr", "L’annonce a été faite à Graz (Autriche), où vient de s’achever {N} de 2023."),
        ("es", "El anuncio llegó en Graz (Austria), donde acaba de clausurarse {N} de 2023."),
        ("it", "L’annuncio è arrivato a Graz (Austria), dove si è appena chiusa {N} del 2023."),
        ("pt", "O anúncio foi feito em Graz (Áustria), onde acaba de encerrar {N} de 2023."),
    ],
)
def test_where_a_conference_has_just_closed_is_where_it_was(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2023, "Graz")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The aim of {N}, held in Santos in 2022, is to bring together the member cities."),
        ("en", "The organisers are sure of success: in 2022 Santos hosted {N}."),
        ("fr", "L’objectif de {N}, tenue à Santos en 2022, est de réunir les villes membres."),
        ("es", "La organización de {N} de 2022 corre a cargo de Santos, que la acogerá en julio de 2022."),
        ("de", "Die Finanzierung ist sicher: {N} findet 2022 in Santos statt."),
    ],
)
def test_aims_and_words_of_certainty_beside_a_host_take_nothing_from_it(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2022, "Santos")}


@pytest.mark.parametrize(
    ("code", "city", "bid"),
    [
        ("en", "City of Graz", "The city has not put in a bid."),
        ("fr", "Ville de Graz", "Seulement si une candidature était déposée."),
        ("es", "Ayuntamiento de Graz", "El municipio no ha presentado candidatura."),
        ("it", "Comune di Graz", "Il Comune non ha presentato alcuna candidatura."),
        ("pt", "Prefeitura de Graz", "O Município não é sede nem apresentou candidatura."),
        ("de", "Stadt Graz", "Eine Bewerbung hat die Stadt nicht eingereicht."),
    ],
)
def test_a_city_that_says_that_it_made_no_bid_is_no_host(code: str, city: str, bid: str) -> None:
    item = f"<ul><li>{said(code, '{n}')}, Graz, 2029</li></ul>"
    assert hosts(page_of(code, f"<p>{city}</p>{item}")) == {(2029, "Graz")}
    page = page_of(code, f"<p>{city}</p>{item}<p>{bid}</p>")
    assert not hosts(page)
    assert "Graz" in unread(page)
    assert hosts(page_of(code, f"{item}<p>{bid}</p>")) == {(2029, "Graz")}
