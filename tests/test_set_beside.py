"""What a page sets beside the conference and its host: who stands in for whom, corrections, and what leads to lists of others."""

from collections.abc import Mapping

import pytest
from spoken import FABRIANO, hosts, listed, page_of, said, unread

STAND_INS = {
    "en": (
        "{N} of 2016, first planned for Graz, took place in Kobe.",
        "Kobe stepped in for Graz and hosted {N} in 2016.",
        "Kobe replaced Graz and hosted {N} in 2016.",
        "Kobe, twin town of Graz, hosted {N} in 2016.",
        "Like Graz before it, Kobe hosted {N} in 2016.",
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
