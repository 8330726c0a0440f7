"""Whose a series of conferences is: by its owner, by what was named first; and a title that says since when a city is a member."""

import pytest
from spoken import FABRIANO, hosts, page_of, said, unread

GROUPS = {
    "en": (
        "The annual meeting of the German Creative Cities brings six cities together.",
        ("City", "Annual meeting hosted"),
        "The next meeting will be held in Ghent in 2025.",
    ),
    "fr": (
        "La réunion annuelle des villes créatives françaises rassemble six villes.",
        ("Ville", "Réunion annuelle accueillie"),
        "La prochaine réunion aura lieu à Gand en 2025.",
    ),
    "es": (
        "La reunión anual de las ciudades creativas españolas reúne a seis ciudades.",
        ("Ciudad", "Reunión anual acogida"),
        "La próxima reunión tendrá lugar en Gante en 2025.",
    ),
    "pt": (
        "A reunião anual da rede das cidades criativas portuguesas junta seis cidades.",
        ("Cidade", "Reunião anual acolhida"),
        "A próxima reunião terá lugar em Gante em 2025.",
    ),
    "it": (
        "La riunione annuale delle città creative italiane riunisce sei città.",
        ("Città", "Riunione annuale ospitata"),
        "La prossima riunione si terrà a Gand nel 2025.",
    ),
    "de": (
        "Das Jahrestreffen der deutschen Creative Cities führt sechs Städte zusammen.",
        ("Stadt", "Jahrestreffen ausgerichtet"),
        "Das nächste Treffen findet 2025 in Gent statt.",
    ),
}


@pytest.mark.parametrize("code", GROUPS)
def test_what_is_called_as_another_bodys_series_is_that_bodys(code: str) -> None:
    lead, (city, series), sentence = GROUPS[code]
    rows = "<tr><td>Mannheim</td><td>2016</td></tr><tr><td>Hannover</td><td>2017</td></tr>"
    table = f"<table><tr><th>{city}</th><th>{series}</th></tr>{rows}</table>"
    assert hosts(page_of(code, f"<p>{lead}</p>{table}")) == set()
    page = page_of(code, f"<p>{lead}</p><p>{sentence}</p>")
    assert hosts(page) == set()
    assert sentence.rstrip(".") in unread(page)


@pytest.mark.parametrize("code", GROUPS)
def test_it_is_the_networks_again_below_a_heading_of_the_network(code: str) -> None:
    lead, _, sentence = GROUPS[code]
    heading = said(code, "<h2>{N}</h2>")
    assert {year for year, _ in hosts(page_of(code, f"<p>{lead}</p>{heading}<p>{sentence}</p>"))} == {2025}
    assert {year for year, _ in hosts(page_of(code, f"{heading}<p>{sentence}</p>"))} == {2025}


OWNERS = {
    "en": (
        "The annual conference {} was held in Ghent in 2018.",
        ("of the trust", "of the cluster", "of the organisation"),
        ("of the whole network", "of the participating cities", "of that same year", "of the designated cities"),
    ),
    "fr": (
        "La conférence annuelle {} s’est tenue à Gand en 2018.",
        ("de la fondation", "du groupement", "de la filière"),
        ("du réseau mondial", "des villes participantes", "de cette année-là", "de ce réseau"),
    ),
    "es": (
        "La conferencia anual {} se celebró en Gante en 2018.",
        ("de la fundación", "del sector"),
        ("de la red mundial", "de las ciudades participantes", "de ese año", "de esta red"),
    ),
    "pt": (
        "A conferência anual {} realizou-se em Gante em 2018.",
        ("da fundação", "do setor"),
        ("da rede mundial", "das cidades participantes", "desse ano", "dessa rede"),
    ),
    "it": (
        "La conferenza annuale {} si è tenuta a Gand nel 2018.",
        ("della fondazione", "del settore"),
        ("della rete mondiale", "delle città partecipanti", "di quell’anno", "di questa rete"),
    ),
    "de": (
        "Die Jahreskonferenz {} fand 2018 in Gent statt.",
        ("der Stiftung", "des Fachbereichs"),
        ("des weltweiten Netzwerks", "der teilnehmenden Städte", "jenes Jahres", "dieses Netzwerks"),
    ),
}


@pytest.mark.parametrize(
    ("code", "owner", "is_ours"),
    [
        pytest.param(code, owner, is_ours, id=f"{code} {owner}")
        for code, (_, others, ours) in OWNERS.items()
        for owners, is_ours in ((others, False), (ours, True))
        for owner in owners
    ],
)
def test_only_a_closed_class_of_words_may_own_the_conference(code: str, owner: str, is_ours: bool) -> None:
    sentence = OWNERS[code][0].format(owner)
    page = page_of(code, said(code, f"<h2>{{n}}</h2><p>{FABRIANO[code]}</p><p>{sentence}</p>"))
    assert {year for year, _ in hosts(page)} == ({2018, 2019} if is_ours else {2019})


@pytest.mark.parametrize(
    ("code", "first", "second", "lines"),
    [
        (
            "en",
            "Bologna (City of Music since 2006)",
            "Fabriano (joined in 2013)",
            ("Annual Meeting of 2013", "Annual Conference, 2019"),
        ),
        (
            "en",
            "Bologna, member since 2006",
            "Fabriano, member since 2013",
            ("Hosted the Annual Meeting of 2013.", "Host of the Annual Conference, 2019"),
        ),
        (
            "fr",
            "Bologne (ville de musique depuis 2006)",
            "Fabriano (membre depuis 2013)",
            ("Réunion annuelle de 2013", "Conférence annuelle, 2019"),
        ),
        (
            "es",
            "Bolonia (Ciudad de la Música desde 2006)",
            "Fabriano (miembro desde 2013)",
            ("Reunión anual de 2013", "Conferencia anual, 2019"),
        ),
        (
            "pt",
            "Bolonha (Cidade da Música desde 2006)",
            "Fabriano (membro desde 2013)",
            ("Reunião anual de 2013", "Conferência anual, 2019"),
        ),
        (
            "it",
            "Bologna (Città della Musica dal 2006)",
            "Fabriano (Città dell’Artigianato dal 2013)",
            ("Riunione annuale del 2013", "Conferenza annuale, 2019"),
        ),
        (
            "de",
            "Bologna (Stadt der Musik seit 2006)",
            "Fabriano (Mitglied seit 2013)",
            ("Jahrestreffen 2013", "Jahreskonferenz, 2019"),
        ),
    ],
)
def test_a_title_that_says_since_when_a_city_is_a_member_names_the_city(
    code: str, first: str, second: str, lines: tuple[str, str]
) -> None:
    pairs = ((first, lines[0]), (second, lines[1]))
    terms = "".join(f"<dt><strong>{city}</strong></dt><dd>{line}</dd>" for city, line in pairs)
    headings = "".join(f"<h3>{city}</h3><p>{line}</p>" for city, line in pairs)
    for body in (f"<dl>{terms}</dl>", headings):
        page = page_of(code, said(code, f"<h2>{{n}}</h2>{body}"))
        assert {(year, city[:4]) for year, city in hosts(page)} == {(2013, first[:4]), (2019, "Fabr")}, body


@pytest.mark.parametrize(
    ("owner", "is_ours"),
    [
        *(
            (one, True)
            for one in ("The Network’s", "The member cities’", "June’s", "The UCCN’s", "The year’s", "Spring’s")
        ),
        *((one, False) for one in ("The Trust’s", "The choirs’", "Eurocities’", "The sector’s", "Design Council’s")),
    ],
)
def test_a_genitive_names_the_owner(owner: str, is_ours: bool) -> None:
    page = page_of("en", said("en", f"<h2>{{n}}</h2><p>{owner} annual conference was held in Graz in 2018.</p>"))
    assert hosts(page) == ({(2018, "Graz")} if is_ours else set())
    assert is_ours or "Graz" in unread(page)


BEHIND_OURS = {
    "en": "The annual conference of the cluster was in Lyon, after Kobe in 2021. The next conference is planned in Graz for 2024.",
    "fr": "La conférence annuelle du groupement a eu lieu à Lyon. La prochaine conférence est prévue à Graz en 2024.",
    "es": "La conferencia anual del sector tuvo lugar en Lyon. La próxima conferencia se celebrará en Graz en 2024.",
    "pt": "A conferência anual do setor teve lugar em Lyon. A próxima conferência terá lugar em Graz em 2024.",
    "it": "La conferenza annuale del settore si è tenuta a Lione. La prossima conferenza si terrà a Graz nel 2024.",
    "de": "Die Jahreskonferenz des Clusters fand in Lyon statt. Die nächste Konferenz ist für 2024 in Graz geplant.",
}
SAME_SENTENCE = {
    "en": "The German creative cities held their annual meeting in Lyon; the previous edition was in Kobe in 2021.",
    "fr": "Les villes créatives françaises ont tenu leur réunion annuelle à Lyon ; l’édition précédente était à Kobe en 2021.",
    "it": "Le città creative italiane hanno tenuto la loro riunione annuale a Lione; l’edizione precedente era a Kobe nel 2021.",
}


@pytest.mark.parametrize("code", BEHIND_OURS)
def test_the_next_one_behind_anothers_series_is_anothers_also_behind_ours(code: str) -> None:
    page = page_of(code, said(code, f"<p>{FABRIANO[code]}</p><p>{BEHIND_OURS[code]}</p>"))
    assert hosts(page) == {(2019, "Fabriano")}
    assert "Graz" in unread(page)
    ours = page_of(code, said(code, f"<p>{FABRIANO[code]} {BEHIND_OURS[code].partition('. ')[2]}</p>"))
    assert (2024, "Graz") in hosts(ours)


@pytest.mark.parametrize("code", SAME_SENTENCE)
def test_an_edition_in_the_sentence_of_anothers_series_is_anothers(code: str) -> None:
    page = page_of(code, said(code, f"<p>{SAME_SENTENCE[code]}</p><p>{FABRIANO[code]}</p>"))
    assert hosts(page) == {(2019, "Fabriano")}
    assert "Kobe" in unread(page)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bologna | City of Music since 2006", "Fabriano | City of Crafts since 2013"),
        ("Bologna – City of Music since 2006", "Fabriano – since 2013 City of Crafts"),
    ],
)
def test_a_membership_may_stand_behind_a_bar_or_a_dash_and_in_a_cell(first: str, second: str) -> None:
    headings = f"<h3>{first}</h3><p>Annual Meeting of 2013</p><h3>{second}</h3><p>Annual Conference of 2019</p>"
    table = (
        "<table><tr><th>City</th><th>Annual Conference</th></tr>"
        f"<tr><td>{first}</td><td>2013</td></tr><tr><td>{second}</td><td>2019</td></tr></table>"
    )
    for body in (headings, table):
        assert hosts(page_of("en", said("en", f"<h2>{{n}}</h2>{body}"))) == {(2013, "Bologna"), (2019, "Fabriano")}


def test_a_definition_is_of_its_own_terms() -> None:
    unknown = "<dt>Bologna, die Rote</dt><dd>Jahrestreffen 2013</dd>"
    known = "<dt>Östersund</dt><dd>Jahrestreffen, 12. bis 16. September 2016</dd>"
    page = page_of("de", said("de", f"<h2>{{n}}</h2><dl>{unknown}{known}</dl>"))
    assert hosts(page) == {(2016, "Östersund")}
    assert "Jahrestreffen 2013" in unread(page)
    both = "<dl><dt>Krakow</dt><dt>Katowice</dt><dd>Annual Meeting 2018</dd></dl>"
    assert hosts(page_of("en", said("en", f"<h2>{{n}}</h2>{both}"))) == {(2018, "Krakow"), (2018, "Katowice")}


def test_a_line_about_the_conference_is_of_the_heading_over_it() -> None:
    cities = (
        "<h3>Bologna (Italy)</h3><p>Hosted the Annual Meeting of 2013.</p>"
        "<h3>Fabriano</h3><p>Host of the Annual Conference, 2019</p>"
    )
    page = page_of("en", said("en", f"<h2>{{n}} in Italy</h2>{cities}"))
    assert hosts(page) == {(2013, "Bologna"), (2019, "Fabriano")}


NAMED = {
    "en": (
        ("hosted the Book Salon", "hosted the National Coordination"),
        ("hosted it", "hosted the Network", "hosted the XIV"),
    ),
    "fr": (("a accueilli le Salon du livre", "a accueilli la Coordination nationale"), ("a accueilli le Réseau",)),
    "es": (("acogió la Coordinación nacional",), ("acogió la Red",)),
    "pt": (("acolheu a Coordenação nacional",), ("acolheu a Rede",)),
    "de": (("beherbergte 2021 die Landesausstellung",), ()),
    "it": (("ha ospitato il Coordinamento nazionale", "ha ospitato il Salone del libro"), ("ha ospitato la Rete",)),
}
AND_IN_2021 = {
    "de": "Graz gehört zum Netzwerk. Es {}.",
    "en": "Graz is a Creative City and in 2021 {}.",
    "fr": "Graz est une ville créative et en 2021 {}.",
    "es": "Graz es una ciudad creativa y en 2021 {}.",
    "pt": "Graz é uma cidade criativa e em 2021 {}.",
    "it": "Graz è una città creativa e nel 2021 {}.",
}


@pytest.mark.parametrize(
    ("code", "did", "is_host"),
    [
        (code, did, is_host)
        for code, (others, ours) in NAMED.items()
        for dids, is_host in ((others, False), (ours, True))
        for did in dids
    ],
)
def test_who_received_something_else_that_has_a_name_is_no_host(code: str, did: str, is_host: bool) -> None:
    sentence = AND_IN_2021[code].format(did)
    page = page_of(code, said(code, f"<h2>{{n}}</h2><p>{FABRIANO[code]} {sentence}</p>"))
    assert hosts(page) <= {(2019, "Fabriano"), (2021, "Graz")}
    assert ((2021, "Graz") in hosts(page)) == is_host
    assert is_host or "Graz" in unread(page)
