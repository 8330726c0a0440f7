"""What a page sets beside the conference and its host: who stands in for whom, corrections, and what leads to lists of others."""

from collections.abc import Mapping
from datetime import date

import pytest
from spoken import FABRIANO, hosts, listed, page_of, said, stated, unread

from scraper.subjects.uccn.records import objectives

STAND_INS = {
    "en": (
        "{N} of 2016, first planned for Graz, took place in Kobe.",
        "Kobe stepped in for Graz and hosted {N} in 2016.",
        "Kobe replaced Graz and hosted {N} in 2016.",
        "Kobe, twin town of Graz, hosted {N} in 2016.",
        "Like Graz before it, Kobe hosted {N} in 2016.",
        "With a pavilion built in Graz, Kobe hosted {N} in 2016.",
    ),
    "fr": (
        "{N} de 2016, d’abord prévue à Graz, a eu lieu à Kobe.",
        "Kobe a remplacé Graz et accueilli {N} en 2016.",
        "Kobe, ville jumelle de Graz, a accueilli {N} en 2016.",
        "Comme Graz avant elle, Kobe a accueilli {N} en 2016.",
    ),
    "es": (
        "{N} de 2016, prevista en un principio en Graz, tuvo lugar en Kobe.",
        "Kobe sustituyó a Graz y acogió {N} en 2016.",
        "Kobe, ciudad hermana de Graz, acogió {N} en 2016.",
        "Como antes Graz, Kobe acogió {N} en 2016.",
    ),
    "pt": (
        "{N} de 2016, prevista inicialmente para Graz, teve lugar em Kobe.",
        "Kobe substituiu Graz e acolheu {N} em 2016.",
        "Kobe, cidade-irmã de Graz, acolheu {N} em 2016.",
        "Tal como Graz antes, Kobe acolheu {N} em 2016.",
    ),
    "it": (
        "{N} del 2016, prevista in origine a Graz, si è svolta a Kobe.",
        "Kobe ha sostituito Graz e ha ospitato {N} nel 2016.",
        "Kobe, città gemella di Graz, ha ospitato {N} nel 2016.",
        "Come prima Graz, Kobe ha ospitato {N} nel 2016.",
    ),
    "de": (
        "{N} 2016, zunächst in Graz geplant, fand in Kobe statt.",
        "Kobe sprang für Graz ein und richtete 2016 {N} aus.",
        "Kobe, Partnerstadt von Graz, richtete 2016 {N} aus.",
        "Wie zuvor Graz richtete Kobe 2016 {N} aus.",
    ),
}

SHOWN = {
    "en": (
        "The follow-up to {N} of 2016 was discussed in Graz.",
        "{N} of 2016 was broadcast live in Graz.",
        "A talk at {N} of 2016 led to an exhibition in Graz.",
    ),
    "fr": (
        "{N} de 2016 a été retransmise en direct à Graz.",
        "Une rencontre lors de {N} de 2016 a mené à une exposition à Graz.",
    ),
    "es": (
        "{N} de 2016 se retransmitió en directo en Graz.",
        "Una charla en {N} de 2016 dio lugar a una exposición en Graz.",
    ),
    "pt": (
        "{N} de 2016 foi transmitida em direto em Graz.",
        "Uma conversa em {N} de 2016 levou a uma exposição em Graz.",
    ),
    "it": (
        "{N} del 2016 è stata trasmessa in diretta a Graz.",
        "Un incontro durante {N} del 2016 ha portato a una mostra a Graz.",
    ),
    "de": (
        "{N} 2016 wurde live in Graz übertragen.",
        "Ein Gespräch auf der {n} 2016 führte zu einer Ausstellung in Graz.",
    ),
}

CORRECTED = {
    "en": (
        "We said that {N} of 2016 was held in Graz. In fact it was held in Kobe.",
        "{N} of 2016 was held in Graz. Actually, it was held in Kobe.",
        "The report named Graz as host of {N} of 2016.",
    ),
    "fr": (
        "Nous avons écrit que {N} de 2016 s’est tenue à Graz. En réalité, elle s’est tenue à Kobe.",
        "{N} de 2016 s’est tenue à Graz. En fait, elle s’est tenue à Kobe.",
        "L’article nommait Graz comme hôte de {N} de 2016.",
    ),
    "es": (
        "Dijimos que {N} de 2016 se celebró en Graz. En realidad se celebró en Kobe.",
        "{N} de 2016 se celebró en Graz. En realidad, se celebró en Kobe.",
        "El artículo nombraba a Graz como sede de {N} de 2016.",
    ),
    "pt": (
        "Dissemos que {N} de 2016 se realizou em Graz. Na realidade realizou-se em Kobe.",
        "{N} de 2016 realizou-se em Graz. Na verdade, realizou-se em Kobe.",
        "O artigo indicava Graz como anfitriã de {N} de 2016.",
    ),
    "it": (
        "Avevamo detto che {N} del 2016 si è svolta a Graz. In realtà si è svolta a Kobe.",
        "{N} del 2016 si è svolta a Graz. In realtà si è svolta a Kobe.",
        "L’articolo indicava Graz come sede di {N} del 2016.",
    ),
    "de": (
        "Hier hieß es, {N} 2016 habe in Graz stattgefunden. Tatsächlich fand sie in Kobe statt.",
        "{N} 2016 fand in Graz statt. Richtig ist: Sie fand in Kobe statt.",
        "Der Artikel nannte Graz als Gastgeberin der {n} 2016.",
    ),
}

YEARS = {
    "en": (
        "Kobe hosted {N} in 2016 and the Rugby World Cup in 2019.",
        "Kobe hosted {N} in 2016 and a world fair in 2010.",
        "Two years before {N} in Kobe (2016), Graz joined the Network.",
        "Graz joined the Network in 2011 and attended {N} in Kobe in 2016.",
        "Following the decision taken at {N} in Kobe in 2016, the secretariat moved to Graz in 2017.",
        "{N} of 2016 in Kobe was prepared in Graz in 2015.",
        "The report on {N} in Kobe (2016) was printed in Graz in 2017.",
        "Since {N} in Kobe in 2016, Graz has worked with Dakar; in 2018 the two signed a treaty.",
        "Born in Graz in 2008, the project was presented at {N} in Kobe in 2016.",
        "The idea came up in Graz in 2014 and was adopted by {N} in Kobe in 2016.",
        "Ten mayors met in Graz in 2015 to prepare {N} of 2016 in Kobe.",
        "The delegates flew from Kobe, where {N} was held in 2016, to Graz for a workshop.",
    ),
    "fr": (
        "Kobe a accueilli {N} en 2016 et la Coupe du monde de rugby en 2019.",
        "Deux ans avant {N} à Kobe (2016), Graz a rejoint le Réseau.",
        "Graz a rejoint le Réseau en 2011 et participé à {N} à Kobe en 2016.",
        "Suite à la décision prise lors de {N} à Kobe en 2016, le secrétariat s’est installé à Graz en 2017.",
        "{N} de 2016 à Kobe a été préparée à Graz en 2015.",
        "Le rapport sur {N} à Kobe (2016) a été imprimé à Graz en 2017.",
        "Né à Graz en 2008, le projet a été présenté à {N} à Kobe en 2016.",
        "L’idée est née à Graz en 2014 et a été adoptée par {N} à Kobe en 2016.",
        "Dix maires se sont réunis à Graz en 2015 pour préparer {N} de 2016 à Kobe.",
    ),
    "es": (
        "Kobe acogió {N} en 2016 y el Mundial de rugby en 2019.",
        "Dos años antes de {N} en Kobe (2016), Graz se unió a la Red.",
        "Graz se unió a la Red en 2011 y participó en {N} en Kobe en 2016.",
        "Tras la decisión tomada en {N} en Kobe en 2016, la secretaría se trasladó a Graz en 2017.",
        "{N} de 2016 en Kobe se preparó en Graz en 2015.",
        "El informe sobre {N} en Kobe (2016) se imprimió en Graz en 2017.",
        "Nacido en Graz en 2008, el proyecto se presentó en {N} en Kobe en 2016.",
        "La idea surgió en Graz en 2014 y fue aprobada por {N} en Kobe en 2016.",
        "Diez alcaldes se reunieron en Graz en 2015 para preparar {N} de 2016 en Kobe.",
    ),
    "pt": (
        "Kobe acolheu {N} em 2016 e o Mundial de râguebi em 2019.",
        "Dois anos antes de {N} em Kobe (2016), Graz aderiu à Rede.",
        "Graz aderiu à Rede em 2011 e participou em {N} em Kobe em 2016.",
        "{N} de 2016 em Kobe foi preparada em Graz em 2015.",
        "O relatório sobre {N} em Kobe (2016) foi impresso em Graz em 2017.",
        "Nascido em Graz em 2008, o projeto foi apresentado em {N} em Kobe em 2016.",
        "A ideia surgiu em Graz em 2014 e foi aprovada por {N} em Kobe em 2016.",
        "Dez presidentes de câmara reuniram-se em Graz em 2015 para preparar {N} de 2016 em Kobe.",
    ),
    "it": (
        "Kobe ha ospitato {N} nel 2016 e la Coppa del mondo di rugby nel 2019.",
        "Due anni prima di {N} a Kobe (2016), Graz è entrata nella Rete.",
        "Graz è entrata nella Rete nel 2011 e ha partecipato a {N} a Kobe nel 2016.",
        "{N} del 2016 a Kobe è stata preparata a Graz nel 2015.",
        "Il rapporto su {N} a Kobe (2016) è stato stampato a Graz nel 2017.",
        "Nato a Graz nel 2008, il progetto è stato presentato a {N} a Kobe nel 2016.",
        "L’idea è nata a Graz nel 2014 ed è stata approvata da {N} a Kobe nel 2016.",
        "Dieci sindaci si sono riuniti a Graz nel 2015 per preparare {N} del 2016 a Kobe.",
    ),
    "de": (
        "Kobe richtete 2016 {N} und 2019 die Rugby-Weltmeisterschaft aus.",
        "Zwei Jahre vor der {n} in Kobe (2016) trat Graz dem Netzwerk bei.",
        "Graz trat dem Netzwerk 2011 bei und nahm 2016 an der {n} in Kobe teil.",
        "{N} 2016 in Kobe wurde 2015 in Graz vorbereitet.",
        "Der Bericht über {N} in Kobe (2016) wurde 2017 in Graz gedruckt.",
        "Das Projekt, 2008 in Graz entstanden, wurde 2016 auf der {n} in Kobe vorgestellt.",
        "Die Idee entstand 2014 in Graz und wurde 2016 von der {n} in Kobe angenommen.",
        "Zehn Bürgermeister trafen sich 2015 in Graz, um {N} 2016 in Kobe vorzubereiten.",
    ),
}

GOES_TO_KOBE = {
    "en": (
        "A delegation travelled to Kobe (Japan) to attend {N} of 2016.",
        "In May 2016 the mayor went to Kobe for {N}.",
        "A municipal delegation travelled to Kobe (Japan) to attend {N}, which took place from 25 to 28 May 2016.",
        "Our team flew to Kobe in 2016 to take part in {N}.",
    ),
    "fr": (
        "Une délégation s’est rendue à Kobe (Japon) pour participer à {N} de 2016.",
        "En mai 2016, le maire est allé à Kobe pour {N}.",
        "Une délégation municipale s’est rendue à Kobe (Japon) pour assister à {N}, qui a eu lieu du 25 au 28 mai 2016.",
    ),
    "es": (
        "Una delegación viajó a Kobe (Japón) para participar en {N} de 2016.",
        "En mayo de 2016 el alcalde fue a Kobe para {N}.",
        "Una delegación municipal viajó a Kobe (Japón) para asistir a {N}, que tuvo lugar del 25 al 28 de mayo de 2016.",
    ),
    "pt": (
        "Uma delegação viajou para Kobe (Japão) para participar em {N} de 2016.",
        "Uma delegação municipal deslocou-se a Kobe (Japão) para assistir a {N}, que decorreu de 25 a 28 de maio de 2016.",
    ),
    "it": (
        "Una delegazione si è recata a Kobe (Giappone) per partecipare a {N} del 2016.",
        "Una delegazione comunale è andata a Kobe (Giappone) per assistere a {N}, che si è svolta dal 25 al 28 maggio 2016.",
    ),
    "de": (
        "Eine Delegation reiste nach Kobe (Japan), um an der {n} 2016 teilzunehmen.",
        "Eine Delegation der Stadt fuhr nach Kobe (Japan) zur {n}, die vom 25. bis 28. Mai 2016 stattfand.",
    ),
}

GOES_TO_GRAZ = {
    "en": (
        "The mayor travelled to Graz to present the bid for {N} of 2016.",
        "A delegation went to Graz to prepare {N} of 2016.",
        "The director went to Graz to report on {N} of 2016.",
        "Nobody went to Graz for {N} in 2016.",
        "The film about {N} of 2016 went to Graz.",
    ),
    "fr": (
        "Le maire s’est rendu à Graz pour présenter la candidature à {N} de 2016.",
        "Une délégation est allée à Graz pour préparer {N} de 2016.",
    ),
    "es": (
        "El alcalde viajó a Graz para presentar la candidatura a {N} de 2016.",
        "Una delegación fue a Graz para preparar {N} de 2016.",
    ),
    "pt": (
        "O presidente viajou para Graz para apresentar a candidatura a {N} de 2016.",
        "Uma delegação foi a Graz para preparar {N} de 2016.",
    ),
    "it": (
        "Il sindaco è andato a Graz per presentare la candidatura a {N} del 2016.",
        "Una delegazione è andata a Graz per preparare {N} del 2016.",
    ),
    "de": (
        "Die Bürgermeisterin reiste nach Graz, um die Bewerbung für {N} 2016 vorzustellen.",
        "Eine Delegation fuhr nach Graz, um {N} 2016 vorzubereiten.",
    ),
}

READ = {
    "en": (
        "The 2016 edition of {n} was called “Crossroads” and took place in Graz.",
        "{N} was held over a week in Graz in 2016.",
        "{N} of 2016, placed under the theme of crafts, was held in Graz.",
    ),
    "fr": (
        "{N} a été accueillie une fois à Graz, en 2016.",
        "{N} s’est tenue pendant une semaine à Graz en 2016.",
    ),
    "es": ("{N} se celebró durante una semana en Graz en 2016.",),
    "pt": ("{N} decorreu durante uma semana em Graz em 2016.",),
    "it": ("{N} si è svolta per una settimana a Graz nel 2016.",),
    "de": ("{N} fand 2016 eine Woche lang in Graz statt.",),
}

WANTED = {
    "en": "Graz wanted to host {N} in 2023. It came to nothing.",
    "fr": "Graz voulait accueillir {N} en 2023. Le projet est abandonné.",
    "es": "Graz quería acoger {N} en 2023. No pudo ser.",
    "pt": "Graz queria acolher {N} em 2023. Não foi possível.",
    "it": "Graz voleva ospitare {N} nel 2023. Non se n’è fatto nulla.",
    "de": "Graz wollte 2023 Gastgeberin der {n} werden. Daraus wird nichts.",
}

LEADS = {
    "en": (
        "Three preparatory meetings are held ahead of {N}.",
        "The exhibition was born of a talk between artisans at {N} and now travels across the country.",
    ),
    "fr": (
        "Trois réunions préparatoires se tiennent en amont de {N}.",
        "L’exposition est née d’une conversation entre artisans lors de {N} et parcourt maintenant le pays.",
    ),
    "es": (
        "Antes de {N} se organizan tres reuniones preparatorias.",
        "La exposición nació de una charla entre artesanos en {N} y recorre ahora el país.",
    ),
    "pt": (
        "Antes de {N} realizam-se três reuniões preparatórias.",
        "A exposição nasceu de uma conversa entre artesãos em {N} e percorre agora o país.",
    ),
    "it": (
        "Prima di {N} si tengono tre incontri preparatori.",
        "La mostra è nata da un incontro fra artigiani durante {N} e ora attraversa il paese.",
    ),
    "de": (
        "Vor der {n} finden drei Vorbereitungstreffen statt.",
        "Die Ausstellung entstand aus einem Gespräch unter Handwerkern auf der {n} und reist nun durch das Land.",
    ),
}

NETWORKS = {
    "en": ("Eurocities, annual conference", "UNESCO Creative Cities Network, Annual Conference", "UCLG World Congress"),
    "fr": (
        "Eurocities, conférence annuelle",
        "Réseau des villes créatives de l’UNESCO, conférence annuelle",
        "Congrès mondial de CGLU",
    ),
    "es": (
        "Mercociudades, cumbre anual",
        "Red de Ciudades Creativas de la UNESCO, conferencia anual",
        "Congreso mundial de CGLU",
    ),
    "pt": (
        "Mercocidades, cimeira anual",
        "Rede de Cidades Criativas da UNESCO, conferência anual",
        "Congresso mundial da CGLU",
    ),
    "it": (
        "Eurocities, conferenza annuale",
        "Rete delle Città Creative dell’UNESCO, conferenza annuale",
        "Congresso mondiale CGLU",
    ),
    "de": (
        "Eurocities, Jahreskonferenz",
        "UNESCO Creative Cities Network, Jahreskonferenz",
        "UCLG-Weltkongress",
    ),
}

NATIONS = {
    "en": "In 2022 the Italian creative cities met in Graz to talk about music.",
    "fr": "En 2022, les villes créatives italiennes se sont réunies à Graz pour parler de musique.",
    "es": "En 2022 se reunieron en Graz las ciudades creativas italianas para hablar de música.",
    "pt": "Em 2022 reuniram-se em Graz as cidades criativas italianas para falar de música.",
    "it": "A Graz, nel 2022, si sono riunite le città creative italiane per parlare di musica.",
    "de": "2022 trafen sich in Graz die italienischen Creative Cities, um über Musik zu sprechen.",
}

STREETS = {
    "en": "Secretariat of {N}: Rua do Raio 2017, 4710-923 Graz.",
    "fr": "Secrétariat de {N} : rue de Vienne 2017, 8010 Graz.",
    "es": "Secretaría de {N}: Calle Mayor 2017, 8010 Graz.",
    "pt": "Secretariado de {N}: Rua do Raio 2017, 4710-923 Graz.",
    "it": "Segreteria di {N}: Via Roma 2017, 8010 Graz.",
    "de": "Sekretariat der {n}: Wiener Straße 2017, 8010 Graz.",
}


def _each(said_of: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(code, words) for code, several in said_of.items() for words in several]


@pytest.mark.parametrize(("code", "words"), [*_each(STAND_INS), *_each(SHOWN)])
def test_whom_a_host_stands_in_for_and_where_it_was_shown_are_no_hosts(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) <= {(2019, "Fabriano"), (2016, "Kobe")}
    assert "Kobe" not in words or (2016, "Kobe") in hosts(page) or "Kobe" in unread(page)


@pytest.mark.parametrize(("code", "words"), _each(YEARS))
def test_the_year_and_place_of_something_else_are_not_the_conferences(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) <= {(2019, "Fabriano"), (2016, "Kobe")}
    assert (2016, "Kobe") in hosts(page) or "Kobe" in unread(page)


@pytest.mark.parametrize(("code", "words"), _each(GOES_TO_KOBE))
def test_whoever_goes_to_a_city_for_the_conference_tells_where_it_is(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) in ({(2019, "Fabriano"), (2016, "Kobe")}, {(2019, "Fabriano")})
    assert (2016, "Kobe") in hosts(page) or "Kobe" in unread(page)


@pytest.mark.parametrize(("code", "words"), _each(GOES_TO_GRAZ))
def test_whoever_goes_somewhere_for_something_else_does_not(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano")}


def test_most_who_go_to_a_city_for_the_conference_are_read() -> None:
    told = [page_of(code, f"<p>{said(code, words)}</p>") for code, words in _each(GOES_TO_KOBE)]
    assert sum((2016, "Kobe") in hosts(page) for page in told) > len(told) * 4 / 5


@pytest.mark.parametrize(("code", "words"), _each(READ))
def test_what_only_looks_like_something_else_is_read(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano"), (2016, "Graz")}


@pytest.mark.parametrize(("code", "words"), _each(CORRECTED))
def test_what_is_corrected_is_not_stated(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) <= {(2019, "Fabriano"), (2016, "Kobe")}
    assert "Graz" in unread(page)


@pytest.mark.parametrize("code", WANTED)
def test_who_wanted_to_be_the_host_is_not_told_to_be_it(code: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, WANTED[code])}</p>")
    assert hosts(page) == {(2019, "Fabriano")}
    assert "Graz" in unread(page)


@pytest.mark.parametrize(("code", "words"), _each(LEADS))
def test_a_list_behind_a_sentence_of_something_else_has_no_hosts(code: str, words: str) -> None:
    places = listed("Graz (2016)", "Kobe (2017)", "Dakar (2018)")
    assert not hosts(page_of(code, f"<p>{said(code, words)}</p>{places}"))


@pytest.mark.parametrize("code", NETWORKS)
@pytest.mark.parametrize("form", ["table", "nested"])
def test_the_row_or_list_of_another_network_has_no_hosts_of_ours(code: str, form: str) -> None:
    first, ours, last = NETWORKS[code]
    of = {first: ("Kobe", "Dakar"), ours: ("Fabriano", "Santos"), last: ("Durban", "Graz")}
    if form == "table":
        rows = "".join(f"<tr><td>{name}</td><td>{a}</td><td>{b}</td></tr>" for name, (a, b) in of.items())
        main = f"<table><tr><th></th><th>2019</th><th>2022</th></tr>{rows}</table>"
    else:
        main = listed(*(f"{name}{listed(f'2019: {a}', f'2022: {b}')}" for name, (a, b) in of.items()))
    page = page_of(code, main)
    assert hosts(page) <= {(2019, "Fabriano"), (2022, "Santos")}
    assert all(
        city in unread(page) or (year, city) in hosts(page) for year, city in ((2019, "Fabriano"), (2022, "Santos"))
    )


@pytest.mark.parametrize("code", NATIONS)
def test_where_one_countrys_creative_cities_met_is_no_host(code: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{NATIONS[code]}</p>")
    assert hosts(page) == {(2019, "Fabriano")}


@pytest.mark.parametrize("code", STREETS)
def test_a_number_of_a_house_is_no_year(code: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, STREETS[code])}</p>")
    assert hosts(page) == {(2019, "Fabriano")}


def test_a_caption_beside_the_page_of_one_edition_is_not_its_place() -> None:
    """'Graz, September 2016' below a picture is where that was taken, whatever the title names."""
    title = "Graz at the Annual Conference of Creative Cities 2016"
    held = f"<p>{said('en', '{N} was held in Kobe in 2016.')}</p>"
    caption = "<figure><img src='a.jpg'><figcaption>The delegation. Graz, September 2016.</figcaption></figure>"
    assert hosts(page_of("en", held + caption, title)) == {(2016, "Kobe")}


def test_who_bids_at_a_conference_bids_for_another() -> None:
    words = "<strong>2014</strong> At the Network's Annual Meeting in Kobe, Graz presents its bid and wins the vote."
    assert hosts(page_of("en", listed(words), "UNESCO Creative Cities Network: Graz's road")) <= {(2014, "Kobe")}


def test_tables_of_conferences_of_whom_the_page_does_not_say_are_told() -> None:
    rows = "<tr><th>Ano</th><th>Cidade anfitriã</th></tr><tr><td>2019</td><td>Fabriano</td></tr>"
    page = page_of(
        "pt", f"<p>Cidades anfitriãs das conferências anuais:</p><table>{rows}</table>", "Conferências anuais"
    )
    assert not hosts(page)
    assert "Fabriano" in unread(page)


def test_what_is_put_off_may_bear_its_owners_name() -> None:
    words = "Die für Juli 2020 in Kobe geplante Jahreskonferenz der UNESCO-Kreativstädte ist verschoben worden."
    page = page_of("de", f"<p>{words}</p>", captured=date(2020, 5, 20))
    assert stated(page) == {(2020, "Kobe", "postponed")}


@pytest.mark.parametrize(
    "caption", ["The Graz choir, Annual Conference 2016", "Annual Conference 2016: the Graz delegation"]
)
def test_what_is_called_by_its_city_was_not_there(caption: str) -> None:
    held = f"<p>{said('en', FABRIANO['en'])}</p>"
    assert hosts(page_of("en", f"{held}<figure><img><figcaption>{caption}</figcaption></figure>")) == {
        (2019, "Fabriano")
    }


def test_cards_below_a_lead_are_the_conferences() -> None:
    cards = "".join(
        f"<div class=item><div class=date>{year}</div><div class=content><h3>{city}</h3><p>{country}</p></div></div>"
        for year, city, country in ((2014, "Chengdu", "China"), (2015, "Kanazawa", "Japan"))
    )
    lead = "<p>Wo die Jahreskonferenzen des UNESCO Creative Cities Network stattfanden:</p>"
    page = page_of("de", f"{lead}<div class=timeline>{cards}</div>", "Meilensteine")
    assert hosts(page) == {(2014, "Chengdu"), (2015, "Kanazawa")}


def test_objectives_may_be_asked_for() -> None:
    asked = "<h3>What are the objectives of the Annual Conference?</h3>"
    page = page_of(
        "en", f"<p>{said('en', FABRIANO['en'])}</p>{asked}{listed('To strengthen ties', 'To share know-how')}"
    )
    assert [one.text for one in objectives(page)] == ["To strengthen ties", "To share know-how"]


HELD = {
    "Eurocities": ("Kobe", "Dakar"),
    "UNESCO Creative Cities Network": ("Fabriano", "Santos"),
    "UCLG": ("Durban", "Graz"),
    "Cittaslow": ("Orvieto", "Leeds"),
}
OURS = {(2019, "Fabriano"), (2022, "Santos")}


def _rows(*names: str) -> str:
    return "".join(f"<tr><td>{name}</td><td>{HELD[name][0]}</td><td>{HELD[name][1]}</td></tr>" for name in names)


def _each_network(form: str) -> str:
    return "".join(form.format(name=name, a=a, b=b) for name, (a, b) in HELD.items())


BY_NETWORK = {
    "rows": f"<table><tr><th>Network</th><th>2019</th><th>2022</th></tr>{_rows(*HELD)}</table>",
    "rows, no header cells": f"<table><tr><td></td><td>2019</td><td>2022</td></tr>{_rows(*reversed(HELD))}</table>",
    "columns": f"<table><tr><th>Year</th>{''.join(f'<th>{name}</th>' for name in HELD)}</tr>"
    + "".join(
        f"<tr><td>{year}</td>{''.join(f'<td>{held[at]}</td>' for held in HELD.values())}</tr>"
        for at, year in enumerate((2019, 2022))
    )
    + "</table>",
    "sections": "<table>"
    + _each_network(
        "<tr><th colspan=2>{name}</th></tr><tr><td>2019</td><td>{a}</td></tr><tr><td>2022</td><td>{b}</td></tr>"
    )
    + "</table>",
    "nested": "<ul>" + _each_network("<li>{name}<ul><li>2019: {a}</li><li>2022: {b}</li></ul></li>") + "</ul>",
    "terms": "<dl>" + _each_network("<dt>{name}</dt><dd>2019: {a}</dd><dd>2022: {b}</dd>") + "</dl>",
    "headings": _each_network("<h2>{name}, annual conference</h2><ul><li>2019: {a}</li><li>2022: {b}</li></ul>"),
    "headings over terms": _each_network(
        "<h2>{name}, annual conference</h2><dl><dt>2019</dt><dd>{a}</dd><dt>2022</dt><dd>{b}</dd></dl>"
    ),
}
BY_NETWORK_UNREAD = {
    "bare headings": _each_network("<h2>{name}</h2><ul><li>2019: {a}</li><li>2022: {b}</li></ul>"),
    "bold lines": _each_network("<p><b>{name}</b></p><ul><li>2019: {a}</li><li>2022: {b}</li></ul>"),
    "paragraphs": _each_network("<p>{name}: {a} (2019), {b} (2022)</p>"),
}
LEAD = "<p>Where the annual conferences of our networks were held:</p>"


@pytest.mark.parametrize("form", BY_NETWORK)
def test_of_several_networks_side_by_side_ours_is_read(form: str) -> None:
    assert hosts(page_of("en", LEAD + BY_NETWORK[form])) == OURS


@pytest.mark.parametrize("form", BY_NETWORK_UNREAD)
def test_of_several_networks_below_each_other_ours_is_told(form: str) -> None:
    page = page_of("en", LEAD + BY_NETWORK_UNREAD[form])
    assert hosts(page) <= OURS
    assert all(host in hosts(page) or host[1] in unread(page) for host in OURS)


@pytest.mark.parametrize(
    "outer",
    [("Europe", "Latin America"), ("First years", "Later years"), ("Past conferences", "Last conferences")],
)
def test_nested_lists_that_only_sort_are_read(outer: tuple[str, str]) -> None:
    lead = "<p>Hosts of the annual conferences of the UNESCO Creative Cities Network:</p>"
    inner = (listed("2019: Fabriano"), listed("2022: Santos"))
    main = lead + listed(*(f"{title}{below}" for title, below in zip(outer, inner, strict=True)))
    assert hosts(page_of("en", main)) == OURS


@pytest.mark.parametrize(
    "words",
    ["2016 Market Street, Graz", "2016, rue de Vienne, Graz", "Rua do Raio 2016, Graz", "Wiener Straße 2016, Graz"],
)
def test_the_number_of_a_house_is_no_year_on_either_side_of_its_street(words: str) -> None:
    page = page_of("en", f"<p>{said('en', FABRIANO['en'])}</p><p>Conference office: {words}.</p>")
    assert hosts(page) == {(2019, "Fabriano")}


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "Santos, Brazil (14th edition, 18–22 July)"), ("pt", "Santos, Brasil (XIV edição, 18 a 22 de julho)")],
)
def test_a_definition_may_hold_the_ordinal_and_the_days(code: str, words: str) -> None:
    title = {
        "en": "Annual Conferences of the UNESCO Creative Cities Network",
        "pt": "Conferências Anuais da Rede de Cidades Criativas da UNESCO",
    }
    page = page_of(code, f"<dl><dt>2019</dt><dd>Fabriano</dd><dt>2022</dt><dd>{words}</dd></dl>", title[code])
    assert hosts(page) == OURS
    assert not page.unread


@pytest.mark.parametrize("city", ["Paris", "Tunis", "Kobe"])
def test_the_end_of_a_name_is_no_verb(city: str) -> None:
    """'Paris hosted' is no 'is hosted', 'Kobe hosted' no 'be hosted'."""
    words = f"With a pavilion built in Graz, {city} hosted {{N}} in 2016."
    assert hosts(page_of("en", f"<p>{said('en', words)}</p>")) == {(2016, city)}
