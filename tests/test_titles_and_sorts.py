"""Titles of something beside the conferences, gatherings of another sort or of which nothing was said, wishes, notes on other years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import hosts, page_of, said, stated, unread

OURS = {
    "en": "Annual Conferences of the UNESCO Creative Cities Network",
    "fr": "Conférences annuelles du Réseau des villes créatives de l’UNESCO",
    "es": "Conferencias anuales de la Red de Ciudades Creativas de la UNESCO",
    "pt": "Conferências anuais da Rede de Cidades Criativas da UNESCO",
    "it": "Conferenze annuali della Rete delle Città Creative dell’UNESCO",
    "de": "Jahreskonferenzen des UNESCO Creative Cities Network",
}
THINGS = {
    "en": (
        "carpets",
        "a comedy",
        "recipes",
        "the bicycle trip",
        "an oratorio",
        "waste figures",
        "lost umbrellas",
        "the puppet show",
    ),
    "fr": (
        "tapis",
        "une comédie",
        "recettes",
        "l’exposition",
        "un oratorio",
        "les déchets",
        "parapluies perdus",
        "la fanfare",
    ),
    "es": (
        "alfombras",
        "una comedia",
        "recetas",
        "la exposición",
        "un oratorio",
        "los residuos",
        "paraguas perdidos",
        "la banda",
    ),
    "pt": (
        "tapetes",
        "uma comédia",
        "receitas",
        "a exposição",
        "um oratório",
        "os resíduos",
        "guarda-chuvas perdidos",
        "a banda",
    ),
    "it": (
        "tappeti",
        "una commedia",
        "ricette",
        "la mostra",
        "un oratorio",
        "i rifiuti",
        "ombrelli smarriti",
        "la banda",
    ),
    "de": (
        "Teppiche",
        "eine Komödie",
        "Rezepte",
        "die Ausstellung",
        "ein Oratorium",
        "Abfallmengen",
        "verlorene Schirme",
        "das Puppenspiel",
    ),
}
PLACES = (("Graz", 2016), ("Kobe", 2017), ("Bergen", 2018))
BELOW = {
    "list": "<ul>" + "".join(f"<li>{city}, {year}</li>" for city, year in PLACES) + "</ul>",
    "years first": "<ul>" + "".join(f"<li>{year}: {city}</li>" for city, year in PLACES) + "</ul>",
    "rows": "<table>" + "".join(f"<tr><td>{year}</td><td>{city}</td></tr>" for city, year in PLACES) + "</table>",
    "lines": "<p>" + "<br>".join(f"{year} {city}" for city, year in PLACES) + "</p>",
    "terms": "<dl>" + "".join(f"<dt>{year}</dt><dd>{city}</dd>" for city, year in PLACES) + "</dl>",
}
ALL = {(year, city) for city, year in PLACES}


@given(st.data())
def test_a_title_with_a_word_for_something_else_leads_to_no_hosts(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(OURS)))
    thing = data.draw(st.sampled_from(THINGS[code]))
    form = data.draw(st.sampled_from(("{ours}: {thing}", "{ours} – {thing}", "{thing}: {ours}", "{ours}, {thing}")))
    title = form.format(ours=OURS[code], thing=thing)
    level, below = data.draw(st.sampled_from(("h1", "h2"))), data.draw(st.sampled_from(sorted(BELOW)))
    page = page_of(code, f"<{level}>{title}</{level}>{BELOW[below]}", title if level == "h1" else "Info")
    assert hosts(page) == set()
    assert all(city in unread(page) for city, _ in PLACES)


@pytest.mark.parametrize("below", sorted(BELOW))
@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("en", "{ours}"),
        ("en", "A short history of the {ours}"),
        ("en", "The last three {ours}"),
        ("en", "{ours} attended by our city"),
        ("en", "Where have the {ours} been held?"),
        ("fr", "Les trois dernières {ours}"),
        ("fr", "Brève histoire des {ours}"),
        ("fr", "{ours} auxquelles notre ville a participé"),
        ("es", "Breve historia de las {ours}"),
        ("es", "{ours} en las que hemos participado"),
        ("pt", "{ours}: perguntas frequentes"),
        ("pt", "{ours} em que participámos"),
        ("it", "{ours} alle quali abbiamo partecipato"),
        ("it", "Le ultime tre {ours}"),
        ("de", "Die letzten drei {ours}"),
        ("de", "Kleine Chronik der {ours}"),
    ],
)
def test_a_title_of_the_conferences_and_of_nothing_else_leads_to_their_hosts(code: str, title: str, below: str) -> None:
    title = title.format(ours=OURS[code])
    assert hosts(page_of(code, f"<h2>{title}</h2>{BELOW[below]}")) == ALL


TITLES = {
    "en": (
        "Past {}",
        "Previous {}",
        "{}: archive",
        "{} – host cities",
        "History of the {}",
        "Learn more about the previous {}",
        "Browse past {}",
        "Explore the {}",
        "Discover the {}",
        "{} around the world",
        "Timeline of the {}",
        "{} at a glance",
        "Map of the {}",
        "{} 2008–2024",
        "{} since the creation of the Network",
        "{} worldwide",
        "More than a decade of {}",
        "{} through the years",
        "{} over the years",
        "{} by region",
        "{} to date",
        "All {}",
        "Complete list of {}",
        "{} held so far",
        "The {} in brief",
        "The {} year by year",
        "{} in numbers",
        "Recent {}",
        "Upcoming and past {}",
        "{} and their hosts",
        "{}: where and when",
        "{}: an overview",
        "Read about past {}",
        "Find out where the {} took place",
        "A look back at the {}",
        "{} (2008–present)",
        "Appendix A: {}",
        "Annex 1. {}",
        "Table 1: {}",
        "Key dates: {}",
        "{} – chronology",
        "Background: the {}",
        "About the {}",
        "Our {}",
        "See also: {}",
        "{} that have taken place",
        "Locations of the {}",
        "Venues of {}",
        "Hosts of the {} to date",
        "{}: previous editions",
        "{}, past and future",
        "Milestones: {}",
        "{}: facts and figures",
        "{} in chronological order",
        "Here are the {}:",
        "These are the {} so far:",
        "Follow the {}",
    ),
    "fr": (
        "Anciennes {}",
        "Les {} passées",
        "{} : archives",
        "{} – villes hôtes",
        "Historique des {}",
        "En savoir plus sur les {}",
        "Découvrez les {}",
        "{} à travers le monde",
        "Chronologie des {}",
        "Les {} en bref",
        "Carte des {}",
        "{} depuis la création du Réseau",
        "Les {} au fil des ans",
        "{} par région",
        "Toutes les {}",
        "Liste complète des {}",
        "Les {} en chiffres",
        "{} et leurs hôtes",
        "{} : où et quand",
        "{} : aperçu",
        "Annexe 1 – {}",
        "Tableau 1 : {}",
        "Dates clés : {}",
        "À propos des {}",
        "Nos {}",
        "Lieux des {}",
        "{} : éditions précédentes",
        "Les {} année après année",
        "Repères : les {}",
        "Voici les {} :",
        "Rappel des {}",
    ),
    "es": (
        "Anteriores {}",
        "{} pasadas",
        "{}: archivo",
        "{} – ciudades anfitrionas",
        "Historia de las {}",
        "Descubra las {}",
        "{} en el mundo",
        "Cronología de las {}",
        "Las {} en breve",
        "Mapa de las {}",
        "{} desde la creación de la Red",
        "Las {} a lo largo de los años",
        "{} por región",
        "Todas las {}",
        "Lista completa de las {}",
        "Las {} en cifras",
        "{} y sus sedes",
        "{}: dónde y cuándo",
        "{}: panorama",
        "Anexo 1. {}",
        "Tabla 1: {}",
        "Fechas clave: {}",
        "Acerca de las {}",
        "Nuestras {}",
        "Sedes de las {}",
        "{}: ediciones anteriores",
        "Las {} año a año",
        "{} celebradas hasta la fecha",
        "Estas son las {}:",
        "Recorrido por las {}",
    ),
    "pt": (
        "Anteriores {}",
        "{} passadas",
        "{}: arquivo",
        "{} – cidades anfitriãs",
        "História das {}",
        "Saiba mais sobre as {}",
        "Descubra as {}",
        "{} pelo mundo",
        "Cronologia das {}",
        "As {} em resumo",
        "Mapa das {}",
        "{} desde a criação da Rede",
        "As {} ao longo dos anos",
        "{} por região",
        "Todas as {}",
        "Lista completa das {}",
        "As {} em números",
        "{} e as suas sedes",
        "{}: onde e quando",
        "{}: visão geral",
        "Anexo 1. {}",
        "Tabela 1: {}",
        "Datas-chave: {}",
        "Sobre as {}",
        "As nossas {}",
        "Sedes das {}",
        "{}: edições anteriores",
        "As {} ano a ano",
        "{} realizadas até hoje",
        "Estas são as {}:",
    ),
    "it": (
        "Precedenti {}",
        "{} passate",
        "{}: archivio",
        "{} – città ospitanti",
        "Storia delle {}",
        "Scopri le {}",
        "{} nel mondo",
        "Cronologia delle {}",
        "Le {} in breve",
        "Mappa delle {}",
        "{} dalla creazione della Rete",
        "Le {} nel corso degli anni",
        "{} per regione",
        "Tutte le {}",
        "Elenco completo delle {}",
        "Le {} in cifre",
        "{} e le loro sedi",
        "{}: dove e quando",
        "{}: panoramica",
        "Allegato 1. {}",
        "Tabella 1: {}",
        "Date principali: {}",
        "Informazioni sulle {}",
        "Le nostre {}",
        "Sedi delle {}",
        "{}: edizioni precedenti",
        "Le {} anno per anno",
        "{} svolte finora",
        "Ecco le {}:",
        "Le tappe delle {}",
    ),
    "de": (
        "Frühere {}",
        "Vergangene {}",
        "{}: Archiv",
        "{} – Gastgeberstädte",
        "Geschichte der {}",
        "Mehr über die {}",
        "Entdecken Sie die {}",
        "Chronologie der {}",
        "Die {} im Überblick",
        "Karte der {}",
        "{} seit Gründung des Netzwerks",
        "Die {} im Lauf der Jahre",
        "{} nach Regionen",
        "Alle {}",
        "Vollständige Liste der {}",
        "Die {} in Zahlen",
        "{} und ihre Gastgeber",
        "{}: wo und wann",
        "{}: Überblick",
        "Anhang 1: {}",
        "Tabelle 1: {}",
        "Wichtige Termine: {}",
        "Über die {}",
        "Unsere {}",
        "Orte der {}",
        "{}: bisherige Ausgaben",
        "Die {} Jahr für Jahr",
        "Bisher durchgeführte {}",
        "Das sind die {}:",
        "Die Stationen der {}",
    ),
}
LEADS = {
    "en": (
        "The Annual Conference of the UNESCO Creative Cities Network has been hosted by the following cities:",
        "So far, the Annual Conferences of the UNESCO Creative Cities Network have taken place in:",
        "Each year a member city invites the others to the Annual Conference of the Network:",
        "Since its creation, the UNESCO Creative Cities Network has organized the following annual conferences:",
        "Below you will find an overview of the Annual Conferences of the Network since 2016.",
        "The table lists the cities in which the Annual Conference of the Network took place.",
        "Every year the member cities of the Network gather for the Annual Conference, most recently in:",
        "The Annual Conference, the main event of the Network, travels from city to city:",
        "The Annual Conference is the most important gathering of the Network and a unique opportunity for exchange. Previous editions:",
        "The following list contains all Annual Conferences of the UNESCO Creative Cities Network to date.",
        "The UCCN Annual Conference has been organised in these cities:",
        "The Annual Conference of the Network has visited these places:",
    ),
    "fr": (
        "La Conférence annuelle du Réseau des villes créatives a été accueillie par les villes suivantes :",
        "À ce jour, les Conférences annuelles du Réseau des villes créatives se sont tenues à :",
        "Chaque année, une ville membre invite les autres à la Conférence annuelle du Réseau :",
        "Depuis sa création, le Réseau des villes créatives a organisé les conférences annuelles suivantes :",
        "Vous trouverez ci-dessous un aperçu des Conférences annuelles du Réseau des villes créatives.",
        "Le tableau présente les villes dans lesquelles s’est tenue la Conférence annuelle du Réseau des villes créatives.",
        "La Conférence annuelle, temps fort du Réseau des villes créatives, change de ville chaque année :",
        "La Conférence annuelle du Réseau des villes créatives est passée par :",
    ),
    "es": (
        "La Conferencia Anual de la Red de Ciudades Creativas ha sido acogida por las siguientes ciudades:",
        "Hasta la fecha, las Conferencias Anuales de la Red de Ciudades Creativas se han celebrado en:",
        "Cada año, una ciudad miembro invita a las demás a la Conferencia Anual de la Red de Ciudades Creativas:",
        "Desde su creación, la Red de Ciudades Creativas ha organizado las siguientes conferencias anuales:",
        "A continuación se ofrece un resumen de las Conferencias Anuales de la Red de Ciudades Creativas.",
        "La tabla muestra las ciudades en las que tuvo lugar la Conferencia Anual de la Red de Ciudades Creativas.",
        "La Conferencia Anual, principal encuentro de la Red de Ciudades Creativas, cambia de ciudad cada año:",
    ),
    "pt": (
        "A Conferência Anual da Rede de Cidades Criativas foi acolhida pelas seguintes cidades:",
        "Até hoje, as Conferências Anuais da Rede de Cidades Criativas realizaram-se em:",
        "Todos os anos, uma cidade-membro convida as outras para a Conferência Anual da Rede de Cidades Criativas:",
        "Desde a sua criação, a Rede de Cidades Criativas organizou as seguintes conferências anuais:",
        "Segue-se um resumo das Conferências Anuais da Rede de Cidades Criativas.",
        "A tabela mostra as cidades em que teve lugar a Conferência Anual da Rede de Cidades Criativas.",
    ),
    "it": (
        "La Conferenza annuale della Rete delle città creative è stata ospitata dalle seguenti città:",
        "Finora le Conferenze annuali della Rete delle città creative si sono tenute a:",
        "Ogni anno una città membro invita le altre alla Conferenza annuale della Rete delle città creative:",
        "Dalla sua creazione, la Rete delle città creative ha organizzato le seguenti conferenze annuali:",
        "La tabella mostra le città in cui si è svolta la Conferenza annuale della Rete delle città creative.",
        "La Conferenza annuale, il principale appuntamento della Rete delle città creative, cambia città ogni anno:",
    ),
    "de": (
        "Die Jahreskonferenz des UNESCO-Netzwerks der kreativen Städte wurde von folgenden Städten ausgerichtet:",
        "Jedes Jahr lädt eine Mitgliedsstadt die anderen zur Jahreskonferenz des UNESCO-Netzwerks der kreativen Städte ein:",
        "Seit seiner Gründung hat das UNESCO-Netzwerk der kreativen Städte folgende Jahreskonferenzen veranstaltet:",
        "Nachstehend eine Übersicht der Jahreskonferenzen des UNESCO-Netzwerks der kreativen Städte.",
        "Die Tabelle zeigt die Städte, in denen die Jahreskonferenz des UNESCO-Netzwerks der kreativen Städte stattfand.",
        "Die Jahreskonferenz, der Höhepunkt im Kalender des UNESCO-Netzwerks der kreativen Städte, wandert von Stadt zu Stadt:",
    ),
}


@pytest.mark.parametrize(("code", "title"), [(code, title) for code, all_ in TITLES.items() for title in all_])
def test_what_institutions_call_their_lists_of_the_conferences_leads_to_hosts(code: str, title: str) -> None:
    assert hosts(page_of(code, f"<h2>{title.format(OURS[code])}</h2>{BELOW['list']}")) == ALL


@pytest.mark.parametrize("below", ["list", "rows"])
@pytest.mark.parametrize(("code", "lead"), [(code, lead) for code, all_ in LEADS.items() for lead in all_])
def test_a_sentence_that_leads_to_a_list_of_the_conferences_leads_to_hosts(code: str, lead: str, below: str) -> None:
    assert hosts(page_of(code, f"<p>{lead}</p>{BELOW[below]}")) == ALL


NEXT = {
    "en": "{N} will take place in Essaouira (Morocco) in 2026.",
    "fr": "{N} aura lieu à Essaouira (Maroc) en 2026.",
    "es": "{N} se celebrará en Essaouira (Marruecos) en 2026.",
    "pt": "{N} realiza-se em Essaouira (Marrocos) em 2026.",
    "it": "{N} si terrà a Essaouira (Marocco) nel 2026.",
    "de": "{N} findet 2026 in Essaouira (Marokko) statt.",
}
OTHER_MEETINGS = {
    "en": (
        "A meeting was held in Graz in 2023.",
        "A first technical meeting was held in Graz on 22 September 2023.",
        "The technical meeting was held in Graz in 2023.",
        "Meetings were held in Graz in 2023.",
        "Two meetings were held in Graz in 2023.",
        "Several conferences took place in Graz in 2023.",
        "Another meeting was held in Graz in 2023.",
        "Graz hosted meetings in 2023.",
        "Graz hosted a technical meeting in 2023.",
        "A workshop was held in Graz in 2023.",
        "In 2023 a conference brought 300 people to Graz.",
    ),
    "fr": (
        "Une première réunion technique s’est tenue à Graz le 22 septembre 2023.",
        "La réunion technique s’est tenue à Graz en 2023.",
        "Des réunions se sont tenues à Graz en 2023.",
        "Deux réunions ont eu lieu à Graz en 2023.",
        "Un atelier a eu lieu à Graz en 2023.",
        "Graz a accueilli une réunion technique en 2023.",
    ),
    "es": (
        "Una primera reunión técnica se celebró en Graz el 22 de septiembre de 2023.",
        "La reunión técnica se celebró en Graz en 2023.",
        "Se celebraron reuniones en Graz en 2023.",
        "Dos reuniones tuvieron lugar en Graz en 2023.",
        "Graz acogió una reunión en 2023.",
    ),
    "pt": (
        "Uma primeira reunião técnica realizou-se em Graz a 22 de setembro de 2023.",
        "A reunião técnica realizou-se em Graz em 2023.",
        "Realizaram-se reuniões em Graz em 2023.",
        "Graz acolheu uma reunião em 2023.",
    ),
    "it": (
        "Una prima riunione tecnica si è tenuta a Graz il 22 settembre 2023.",
        "La riunione tecnica si è tenuta a Graz nel 2023.",
        "Si sono tenute riunioni a Graz nel 2023.",
        "Graz ha ospitato una riunione nel 2023.",
    ),
    "de": (
        "Ein erstes technisches Treffen fand am 22. September 2023 in Graz statt.",
        "Das technische Treffen fand 2023 in Graz statt.",
        "Treffen fanden 2023 in Graz statt.",
        "Graz richtete 2023 eine Tagung aus.",
    ),
}


@pytest.mark.parametrize("form", ["<p>{0}</p><p>{1}</p>", "<p>{0} {1}</p>", "<ul><li>{0}</li><li>{1}</li></ul>"])
@pytest.mark.parametrize(("code", "words"), [(code, words) for code, all_ in OTHER_MEETINGS.items() for words in all_])
@pytest.mark.parametrize("is_titled", [False, True])
def test_a_meeting_of_another_sort_or_of_which_nothing_was_said_is_not_the_conference(
    code: str, words: str, form: str, is_titled: bool
) -> None:
    page = page_of(code, form.format(said(code, NEXT[code]), words), OURS[code] if is_titled else "Info")
    assert hosts(page) == {(2026, "Essaouira")}


@pytest.mark.parametrize(
    "words",
    [
        "The next meeting was held in Kobe in 2023.",
        "The big conference was held in Kobe in 2023.",
        "The three-day meeting was held in Kobe in 2023.",
        "The meeting was held in Kobe in 2023.",
    ],
)
def test_the_meeting_is_the_conference_named_before(words: str) -> None:
    page = page_of("en", f"<p>{said('en', '{N} was held in Graz in 2022.')} {words}</p>")
    assert hosts(page) == {(2022, "Graz"), (2023, "Kobe")}


def test_meetings_of_a_series_need_no_article() -> None:
    words = "Meetings have been held in Lyon (2009), Shenzhen (2010) and Seoul (2011)."
    assert len(hosts(page_of("en", f"<p>{words}</p>", OURS["en"]))) == 3


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "We, potters and residents, demand that {N} be held in Graz in 2027."),
        ("en", "We urge UNESCO to hold {N} in Graz in 2027."),
        ("en", "We call for {N} to take place in Graz in 2027."),
        ("fr", "Nous, céramistes et habitants, demandons que {N} ait lieu à Graz en 2027."),
        ("fr", "Nous réclamons que {N} ait lieu à Graz en 2027."),
        ("es", "Nosotros, ceramistas y vecinos, pedimos que {N} se celebre en Graz en 2027."),
        ("pt", "Nós, ceramistas e moradores, pedimos que {N} se realize em Graz em 2027."),
        ("it", "Noi, ceramisti e cittadini, chiediamo che {N} si tenga a Graz nel 2027."),
        ("de", "Wir, Töpfer und Einwohner, fordern, dass {N} 2027 in Graz stattfindet."),
    ],
)
def test_what_is_demanded_is_told_also_below_a_title_that_says_it(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>", said(code, "{N} 2027, Graz!"))
    assert hosts(page) == set()
    assert "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Our mayor was in Graz, where he spoke at {N} in 2019."),
        (
            "en",
            "I spent a week in Graz, the great port, where {N} ran from 10 to 15 June 2019. (It was hot. You know.)",
        ),
        ("en", "The delegation is back from Graz, where it attended {N} in 2019."),
        ("fr", "Ils reviennent de Graz, où ils ont représenté la ville à la {n} en 2019.".replace("la {n}", "{N}")),
        ("es", "El alcalde viajó a Graz, donde habló en {N} en 2019."),
        (
            "it",
            "La sindaca è stata a Graz, dove ha parlato alla Conferenza annuale della Rete delle città creative nel 2019.",
        ),
        (
            "pt",
            "Os chefs voltaram de Graz, onde representaram a cidade na Conferência Anual da Rede de Cidades Criativas em 2019.",
        ),
    ],
)
def test_a_city_where_somebody_was_at_the_conference_is_its_host(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2019, "Graz")}


def test_a_city_on_the_way_to_the_conference_is_no_host() -> None:
    words = "They stopped in Graz, where they met friends, on the way to {N} of 2019."
    assert hosts(page_of("en", f"<p>{said('en', words)}</p>")) == set()


@pytest.mark.parametrize(
    ("code", "items"),
    [
        ("en", "<li>“Annual Conference”, Graz (Austria), 2021 – premiere</li><li>“Annual Conference”, Kobe, 2022</li>"),
        ("pt", "<li>«Conferência Anual», Graz, 2021 – estreia</li><li>«Conferência Anual», Kobe, 2022</li>"),
        ("de", "<li>„Jahreskonferenz“, Graz, 2021</li><li>„Jahreskonferenz“, Kobe, 2022</li>"),
    ],
)
def test_a_work_that_is_called_by_the_conferences_name_has_no_hosts(code: str, items: str) -> None:
    page = page_of(code, f"<ul>{items}</ul>", OURS[code])
    assert hosts(page) == set()
    assert "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "note", "status"),
    [
        ("en", "first planned for 2020", "held"),
        ("en", "postponed from 2021", "held"),
        ("en", "postponed to 2024", "postponed"),
        ("en", "postponed", "postponed"),
        ("it", "prevista in un primo tempo per il 2020", "held"),
    ],
)
def test_a_note_on_an_earlier_year_is_no_status_of_this_one(code: str, note: str, status: str) -> None:
    rows = f"<tr><td>2022</td><td>Graz</td><td>{note}</td></tr><tr><td>2019</td><td>Kobe</td><td></td></tr>"
    head = (
        "<tr><th>Year</th><th>Host city</th><th>Notes</th></tr>"
        if code == "en"
        else "<tr><th>Anno</th><th>Città ospitante</th><th>Note</th></tr>"
    )
    page = page_of(code, f"<table>{head}{rows}</table>", OURS[code])
    assert stated(page) == {(2022, "Graz", status), (2019, "Kobe", "held")}


def test_a_place_and_a_day_over_the_title_of_a_card_are_of_that_card() -> None:
    cards = (
        ("3 March 2024", "Metz, France", "Workshop: writing for the annual conference"),
        ("1-5 July 2024", "Graz, Austria", "XVI {n}"),
        ("12 September 2024", "Bergen, Norway", "What the annual conference decided"),
    )
    made = "".join(
        f"<article><p>{day}</p><p>{place}</p><h3>{said('en', title)}</h3></article>" for day, place, title in cards
    )
    assert hosts(page_of("en", f"<div>{made}</div>", "Agenda")) <= {(2024, "Graz")}


DAYS = {
    "en": "1–5 July 2024",
    "fr": "1er-5 juillet 2024",
    "es": "1-5 de julio de 2024",
    "pt": "1 a 5 de julho de 2024",
    "it": "1-5 luglio 2024",
    "de": "1.–5. Juli 2024",
}


@pytest.mark.parametrize("code", DAYS)
@pytest.mark.parametrize("line", ["{days}, Graz", "Graz, {days}", "{days} | Graz", "{days} Graz"])
def test_a_line_of_days_and_place_over_the_name_of_the_conference_is_its(code: str, line: str) -> None:
    card = "<article><p>{}</p><h3>{}</h3></article>"
    name = said(code, "{n}")
    ours, other = card.format(line.format(days=DAYS[code]), f"XVI {name}"), card.format("12.3.2024 Kobe", "Karaoke")
    for body in (ours, ours + other, other + ours):
        assert hosts(page_of(code, f"<div>{body}</div>", "Agenda")) == {(2024, "Graz")}
    beside = card.format(line.format(days=DAYS[code]), f"Karaoke: {name}")
    assert hosts(page_of(code, f"<div>{beside}</div>", "Agenda")) == set()


@pytest.mark.parametrize("mark", [" · ", " | ", " – ", ", ", " / ", ": "])
def test_a_line_of_a_card_that_is_read_is_not_told_as_unread_below_a_month(mark: str) -> None:
    cards = (f"1–5 July 2024{mark}Graz", said("en", "XVI {n}")), ("12 July 2024 · Kobe", "Karaoke")
    made = "".join(f"<article><p>{line}</p><h3>{title}</h3></article>" for line, title in cards)
    page = page_of("en", f"<h2>July 2024</h2><div>{made}</div>", "Agenda")
    assert hosts(page) == {(2024, "Graz")}
    assert [page.quote(span) for span in page.unread] == ["12 July 2024 · Kobe"]


@pytest.mark.parametrize(
    ("code", "ours", "wish"),
    [
        ("en", "that our delegation travelled to:", "that we are a candidate for:"),
        ("fr", "auxquelles notre équipe s’est rendue :", "que notre ville souhaite accueillir :"),
        ("es", "en las que hemos cantado:", "que nuestra ciudad desea acoger:"),
        ("pt", "em que a nossa equipa cantou:", "que a nossa cidade quer acolher:"),
        ("it", "a cui siamo andati in treno:", "che la nostra città vorrebbe ospitare:"),
        ("de", "zu denen wir mit dem Zug gefahren sind:", "die unsere Stadt gern ausrichten möchte:"),
    ],
)
def test_conferences_at_which_we_did_something_are_those_of_the_list_below(code: str, ours: str, wish: str) -> None:
    items = "<ul><li>Graz, 2019</li><li>Kobe, 2022</li></ul>"
    page = page_of(code, f"<p>{OURS[code]} {ours}</p>{items}", "Karaoke")
    assert hosts(page) == {(2019, "Graz"), (2022, "Kobe")}
    page = page_of(code, f"<p>{OURS[code]} {wish}</p>{items}", "Karaoke")
    assert {one for one in stated(page) if one[2] == "held"} == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Graz hosted {N} in 2022, after two years without a meeting."),
        ("fr", "Graz a accueilli {N} en 2022, après deux années sans rencontre."),
        ("es", "Graz acogió {N} en 2022, tras dos años sin encuentros."),
        ("pt", "Graz acolheu {N} em 2022, depois de dois anos sem encontros."),
        ("it", "Graz ha ospitato {N} nel 2022, dopo due anni senza incontri."),
        ("de", "Graz war 2022 Gastgeber {N}, nach zwei Jahren ohne Treffen."),
    ],
)
def test_years_without_a_meeting_name_no_other_meeting(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2022, "Graz")}


def test_a_call_for_interest_is_no_demand() -> None:
    words = "Following the call for expressions of interest, Graz is the host of {N} in 2022."
    assert hosts(page_of("en", f"<p>{said('en', words)}</p>")) == {(2022, "Graz")}


def test_a_column_headed_conference_is_of_the_one_that_the_page_names() -> None:
    body = (
        f"<p>Each host of {said('en', '{N}')} orders a poster. We keep two.</p><table><tr><th>Conference</th><th>Artist</th></tr>"
        "<tr><td>Graz (Austria), 2019</td><td>A. Lee</td></tr><tr><td>Kobe (Japan), 2022</td><td>B. Roy</td></tr></table>"
    )
    assert hosts(page_of("en", body, "Posters")) == {(2019, "Graz"), (2022, "Kobe")}


@pytest.mark.parametrize(
    ("behind", "expected"), [(": attended as a delegate", {(2019, "Graz")}), (": flight tickets", set())]
)
def test_a_register_of_journeys_tells_where_the_conference_was_that_somebody_attended(
    behind: str, expected: set[tuple[int, str]]
) -> None:
    body = (
        "<table><tr><th>Dates</th><th>Place</th><th>Purpose</th></tr>"
        f"<tr><td>10–15 June 2019</td><td>Graz (Austria)</td><td>{said('en', '{n}')}{behind}</td></tr>"
        "<tr><td>4 October 2019</td><td>Kobe (Japan)</td><td>Talks with the music office</td></tr></table>"
    )
    assert hosts(page_of("en", body, "Register of journeys")) == expected
