"""Lists that something sorts, days and sessions as tables and fields tell them, and the meetings of other bodies beside ours.

Each kind is tried in every language that is read. The hosts are invented.
"""

from datetime import date

import pytest
from spoken import NAMES, hosts, listed, page_of, said, unread

from scraper.subjects.uccn.records import conferences, events

LATER = date(2026, 1, 1)

HOSTS = {
    "en": "The host cities of {N}, region by region:",
    "fr": "Les villes hôtes de {N}, région par région :",
    "es": "Las ciudades anfitrionas de {N}, por regiones:",
    "pt": "As cidades anfitriãs d{N}, por região:",
    "it": "Le città ospitanti della {n}, regione per regione:",
    "de": "Die Gastgeberstädte der {n} nach Regionen:",
}
REGIONS = {
    "en": ("Asia and the Pacific", "North America"),
    "fr": ("Asie et Pacifique", "Amérique du Nord"),
    "es": ("Asia y el Pacífico", "América del Norte"),
    "pt": ("Ásia e Pacífico", "América do Norte"),
    "it": ("Asia e Pacifico", "America del Nord"),
    "de": ("Asien und Pazifik", "Nordamerika"),
}
SORTED = {"Kobe (2010), Lyon (2011)": {(2010, "Kobe"), (2011, "Lyon")}, "Graz (2013)": {(2013, "Graz")}}


@pytest.mark.parametrize("code", HOSTS)
@pytest.mark.parametrize(
    "group",
    [
        "<p><strong>{title}</strong><br>{list}</p>",
        "<p><strong>{title}</strong></p><p>{list}</p>",
        "<p><strong>{title}:</strong> {list}</p>",
        "<h3>{title}</h3><p>{list}</p>",
        "<h3>{title}</h3><ul><li>{list}</li></ul>",
        "<ul><li>{title}: {list}</li></ul>",
        "<dl><dt>{title}</dt><dd>{list}</dd></dl>",
    ],
)
def test_hosts_are_read_below_what_only_sorts_them(code: str, group: str) -> None:
    for titles in (REGIONS[code], ("2008–2012", "2013-2019")):
        groups = "".join(group.format(title=title, list=hosts_) for title, hosts_ in zip(titles, SORTED, strict=True))
        assert hosts(page_of(code, f"<p>{said(code, HOSTS[code])}</p>{groups}")) == set.union(*SORTED.values())


@pytest.mark.parametrize("code", HOSTS)
def test_a_label_of_something_else_sorts_no_hosts(code: str) -> None:
    page = page_of(code, f"<p>{said(code, HOSTS[code])}</p>{listed('Hotel Europa: Kobe (2010)', 'Lyon (2011)')}")
    assert hosts(page) == {(2011, "Lyon")}
    assert "Kobe (2010)" in unread(page)


HEADS = {
    "en": ("Session", "Host city"),
    "fr": ("Session", "Ville hôte"),
    "es": ("Sesión", "Ciudad anfitriona"),
    "pt": ("Sessão", "Cidade anfitriã"),
    "it": ("Sessione", "Città ospitante"),
    "de": ("Auflage", "Gastgeberstadt"),
}
NTH = {"en": "{}th", "fr": "{}e", "es": "{}.ª", "pt": "{}.ª", "it": "{}ª", "de": "{}."}


@pytest.mark.parametrize("code", HEADS)
@pytest.mark.parametrize("cell", ["{nth} ({year})", "{year} ({nth})", "{nth}, {year}"])
def test_a_table_of_sessions_is_one_of_editions(code: str, cell: str) -> None:
    told = ((17, 2025, "Graz<br>Linz<br>Austria"), (14, 2022, "Kobe"))
    rows = "".join(
        f"<tr><th>{cell.format(nth=NTH[code].format(nth), year=year)}</th><td>{city}</td></tr>"
        for nth, year, city in told
    )
    head = "".join(f"<th>{one}</th>" for one in HEADS[code])
    page = page_of(code, said(code, f"<p>{{N}}.</p><table><tr>{head}</tr>{rows}</table>"), captured=LATER)
    assert hosts(page) == {(2025, "Graz"), (2025, "Linz"), (2022, "Kobe")}
    assert {one.value("edition") for one in events(page)} == {14, 17}
    if code == "en":
        assert {host.country for one in events(page) for host in one.hosts if host.city != "Kobe"} == {"Austria"}


WHERE = {
    "en": ("{N}: where it has been held", "summer ", "late autumn ", "mid-"),
    "fr": ("{N} : où elle s’est tenue", "été ", "début septembre ", "mi-"),
    "es": ("{N}: dónde se ha celebrado", "verano de ", "finales de mayo de "),
    "pt": ("{N}: onde se realizou", "verão de ", "início de setembro de "),
    "it": ("La {n}: dove si è svolta", "estate ", "fine maggio "),
    "de": ("{N}: wo sie stattfand", "Sommer ", "Ende Mai "),
}


@pytest.mark.parametrize("code", WHERE)
@pytest.mark.parametrize(
    "body",
    [
        "<dl><dt>Kobe</dt><dd>{when}</dd><dt>Graz</dt><dd>2018</dd></dl>",
        "<table><tr><td>Kobe</td><td>{when}</td></tr><tr><td>Graz</td><td>2018</td></tr></table>",
        "<ul><li>Kobe, {when}</li><li>Graz, 2018</li></ul>",
    ],
)
def test_seasons_and_parts_of_years_are_no_unknown_words(code: str, body: str) -> None:
    lead, *seasons = WHERE[code]
    for season in seasons:
        page = page_of(code, f"<h2>{said(code, lead)}</h2>{body.format(when=f'{season}2017')}")
        assert hosts(page) == {(2017, "Kobe"), (2018, "Graz")}, season


def test_a_term_whose_definition_has_a_year_among_other_words_is_told() -> None:
    body = "<dl><dt>Kobe</dt><dd>to be confirmed with the sponsors for 2017</dd><dt>Graz</dt><dd>2018</dd></dl>"
    page = page_of("en", f"<h2>{said('en', WHERE['en'][0])}</h2>{body}")
    assert (2017, "Kobe") in hosts(page) or "Kobe" in unread(page)


@pytest.mark.parametrize(
    "fields",
    [
        "<div>Start <b>Tue, 06/12/2018</b> End <b>Fri, 06/15/2018</b></div><div>Venue Graz, Austria</div>",
        "<p>Start Tue, 06/12/2018</p><p>End Fri, 06/15/2018</p><p>Venue: Graz, Austria</p>",
    ],
)
def test_a_weekday_behind_the_name_of_a_field_is_no_date_of_posting(fields: str) -> None:
    page = page_of("en", f"{fields}<p>Delegates will meet.</p>", said("en", "XII {n}"))
    assert hosts(page) == {(2018, "Graz")}
    assert [(one.value("first_day"), one.value("last_day")) for one in events(page)] == [("2018-06-12", "2018-06-15")]
    posted = page_of("en", f"<p>Tue, 06/12/2018</p><p>{said('en', '{N}')}</p><p>Venue: Graz, Austria</p>")
    assert hosts(posted) == set()


SENTENCES = [
    ("en", "Graz presented the preparations of {N}, which it will host from 12 to 15 June 2028.", {(2028, "Graz")}),
    ("fr", "Graz a présenté l’avancement de {N}, qu’elle accueillera du 12 au 15 juin 2028.", {(2028, "Graz")}),
    ("es", "Graz presentó los preparativos de {N}, que acogerá del 12 al 15 de junio de 2028.", {(2028, "Graz")}),
    ("pt", "Graz apresentou os preparativos da {n}, que acolherá de 12 a 15 de junho de 2028.", {(2028, "Graz")}),
    ("it", "Graz ha presentato i preparativi della {n}, che ospiterà dal 12 al 15 giugno 2028.", {(2028, "Graz")}),
    ("de", "Graz stellte die Planung der {n} vor, die es vom 12. bis 15. Juni 2028 ausrichten wird.", {(2028, "Graz")}),
    ("en", "Graz presented {N}, which Kobe will host in June 2028.", {(2028, "Kobe")}),
    (
        "fr",
        "Le palmarès a été lu à Graz, où le Réseau des villes créatives de l’UNESCO tenait sa XIVe Conférence annuelle en juillet 2022.",
        {(2022, "Graz")},
    ),
    (
        "it",
        "L’elenco fu letto a Graz, dove la Rete delle Città Creative dell’UNESCO teneva la sua XIV Conferenza annuale nel luglio 2022.",
        {(2022, "Graz")},
    ),
    (
        "de",
        "Die Liste wurde in Graz verlesen, wo das UNESCO Creative Cities Network im Juli 2022 seine 14. Jahreskonferenz abhielt.",
        {(2022, "Graz")},
    ),
    ("en", "The 2020 edition of {N}, to have been held in Graz, was postponed.", {(2020, "Graz")}),
    (
        "de",
        "Unser Netzwerk ist das UNESCO Creative Cities Network. Wir waren bei der Jahrestagung 2015 des Gesamtnetzwerks in Graz.",
        {(2015, "Graz")},
    ),
    (
        "en",
        "The first two Annual Meetings of the UNESCO Creative Cities Network were held in 2028, one in Graz, the other in Kobe.",
        {(2028, "Graz"), (2028, "Kobe")},
    ),
    (
        "fr",
        "Les deux premières Réunions annuelles du Réseau des villes créatives se sont tenues en 2028, l’une à Graz, l’autre à Kobe.",
        {(2028, "Graz"), (2028, "Kobe")},
    ),
    (
        "es",
        "Las dos primeras Reuniones Anuales de la Red de Ciudades Creativas se celebraron en 2028, una en Graz y la otra en Kobe.",
        {(2028, "Graz"), (2028, "Kobe")},
    ),
    (
        "pt",
        "As duas primeiras Reuniões Anuais da Rede de Cidades Criativas da UNESCO realizaram-se em 2028, uma em Graz, a outra em Kobe.",
        {(2028, "Graz"), (2028, "Kobe")},
    ),
    (
        "it",
        "Le prime due Riunioni annuali della Rete delle Città Creative dell’UNESCO si tennero nel 2028, una a Graz, l’altra a Kobe.",
        {(2028, "Graz"), (2028, "Kobe")},
    ),
    (
        "de",
        "Die ersten beiden Jahrestreffen des UNESCO Creative Cities Network fanden 2028 statt, eines in Graz, das andere in Kobe.",
        {(2028, "Graz"), (2028, "Kobe")},
    ),
    ("en", "Graz will open its doors to {N}. The sessions will run from 1 to 5 July 2028.", {(2028, "Graz")}),
    ("fr", "Graz ouvrira ses portes à {N}. Les travaux se dérouleront du 1er au 5 juillet 2028.", {(2028, "Graz")}),
    (
        "es",
        "Graz abrirá sus puertas a {N}. Los trabajos se desarrollarán del 1 al 5 de julio de 2028.",
        {(2028, "Graz")},
    ),
    ("en", "Graz will host {N}. The conference will be held from 1 to 5 July 2028.", {(2028, "Graz")}),
    ("en", "Graz will host {N}. Registration is open from 1 to 5 July 2028.", set()),
    ("en", "XVI {n}<br>1–5 July 2028 | Forum Graz, Austria", {(2028, "Graz")}),
    ("pt", "XVI {n}<br>1 &gt; 5 de julho de 2028 | Fórum Graz, Áustria", {(2028, "Graz")}),
    ("en", "{N}. The Forum Graz 2028 is another matter.", set()),
]


@pytest.mark.parametrize(("code", "words", "expected"), SENTENCES)
def test_sentences_as_they_are_written(code: str, words: str, expected: set[tuple[object, str]]) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == expected


DENIED = {
    "en": (
        "{N} of 2023 did not take place.",
        "The previous one had been held in Graz in July 2022.",
    ),
    "fr": ("{N} de 2023 n’a pas eu lieu.", "La précédente, la XIVe, s’était tenue à Graz en juillet 2022."),
    "es": ("{N} de 2023 no se celebró.", "La anterior se había celebrado en Graz en julio de 2022."),
    "pt": ("{N} de 2023 não se realizou.", "A anterior tinha-se realizado em Graz em julho de 2022."),
    "it": ("{N} del 2023 non si è svolta.", "La precedente si era tenuta a Graz nel luglio 2022."),
    "de": ("{N} 2023 fand nicht statt.", "Die vorige hatte im Juli 2022 in Graz stattgefunden."),
}


@pytest.mark.parametrize("code", DENIED)
def test_the_one_before_an_edition_that_was_not_held_was_held(code: str) -> None:
    denied, before = DENIED[code]
    assert hosts(page_of(code, f"<p>{said(code, f'{denied} {before}')}</p>")) == {(2022, "Graz")}
    plain = before.partition(" ")[2]
    assert (2023, "Graz") not in hosts(page_of(code, f"<p>{said(code, f'{denied} {plain}')}</p>"))


def test_an_edition_that_the_town_had_in_a_year_not_named_is_told() -> None:
    words = "It is a long way to Graz. From Wednesday 14 to Friday 16 September the town had {N} under its roof."
    page = page_of("en", f"<p>{said('en', words)}</p>", "Three days")
    assert hosts(page) == set()
    assert "Graz" in unread(page)


SERIES = {
    "en": (
        "The 3rd European Meeting of Creative Cities ended in Lyon.",
        "Its letter goes to {N}, to be held in Graz in June 2028.",
        "The 4th Meeting will be in Kobe in 2029.",
    ),
    "fr": (
        "La 3e Rencontre africaine des villes créatives s’est achevée à Lyon.",
        "Sa lettre sera remise à {N}, qui se tiendra à Graz en juin 2028.",
        "La 4e Rencontre aura lieu à Kobe en 2029.",
    ),
    "es": (
        "Terminó en Lyon el III Encuentro Latinoamericano de Ciudades Creativas.",
        "La carta se entregará en {N}, que tendrá lugar en Graz en junio de 2028.",
        "El IV Encuentro será en Kobe en 2029.",
    ),
    "pt": (
        "Terminou em Lyon o III Encontro Ibero-Americano de Cidades Criativas.",
        "A carta será entregue n{N}, que terá lugar em Graz em junho de 2028.",
        "O IV Encontro será em Kobe em 2029.",
    ),
    "it": (
        "Si è chiuso a Lyon il III Incontro mediterraneo delle città creative.",
        "La lettera sarà consegnata alla {n}, che si terrà a Graz nel giugno 2028.",
        "Il IV Incontro si terrà a Kobe nel 2029.",
    ),
    "de": (
        "In Lyon endete das 3. Europäische Treffen der Kreativstädte.",
        "Der Brief geht an {N}, die im Juni 2028 in Graz stattfindet.",
        "Das 4. Treffen findet 2029 in Kobe statt.",
    ),
}


@pytest.mark.parametrize("code", SERIES)
def test_the_next_number_of_another_series_is_not_ours(code: str) -> None:
    page = page_of(code, "".join(f"<p>{said(code, one)}</p>" for one in SERIES[code]))
    assert hosts(page) == {(2028, "Graz")}
    assert "Kobe" in unread(page)
    ours = page_of(code, "".join(f"<p>{said(code, one)}</p>" for one in SERIES[code][1:]))
    assert (2028, "Graz") in hosts(ours)


CONGRESS = {
    "en": (
        "6th International Congress on Creative Cities",
        "Previous editions",
        "The conferences of the UNESCO Creative Cities Network will be reviewed.",
    ),
    "fr": (
        "VIe Congrès international des villes créatives",
        "Éditions précédentes",
        "On y dressera le bilan des conférences annuelles du Réseau des villes créatives de l’UNESCO.",
    ),
    "es": (
        "VI Congreso Internacional Ciudades Creativas",
        "Ediciones anteriores",
        "Se hará un balance de las conferencias anuales de la Red de Ciudades Creativas de la UNESCO.",
    ),
    "pt": (
        "VI Congresso Internacional Cidades Criativas",
        "Edições anteriores",
        "Far-se-á um balanço das conferências anuais da Rede de Cidades Criativas da UNESCO.",
    ),
    "it": (
        "VI Congresso internazionale Città creative",
        "Edizioni precedenti",
        "Si farà un bilancio delle conferenze annuali della Rete delle Città Creative dell’UNESCO.",
    ),
    "de": (
        "VI. Internationaler Kongress Kreative Städte",
        "Bisherige Ausgaben",
        "Eine Bilanz der Jahreskonferenzen des UNESCO Creative Cities Network wird gezogen.",
    ),
}


@pytest.mark.parametrize("code", CONGRESS)
def test_earlier_editions_below_another_meeting_are_its_own(code: str) -> None:
    title, earlier, words = CONGRESS[code]
    editions = listed("I: Graz, 2010", "II: Kobe, 2011")
    assert hosts(page_of(code, f"<p>{words}</p><h2>{earlier}</h2>{editions}", title)) == set()
    assert hosts(page_of(code, f"<h2>{earlier}</h2>{editions}<p>{words}</p>", title)) == set()
    below = f"<h2>{title}</h2><p>{words}</p><h3>{earlier}</h3>{editions}"
    assert hosts(page_of(code, below, "Info")) == set()
    ours = said(code, f"<h2>{{N}}</h2><h3>{earlier}</h3>{editions}")
    assert hosts(page_of(code, ours, "Info")) == {(2010, "Graz"), (2011, "Kobe")}


NETWORKS = {
    "en": (
        "The World Book Capitals Network",
        "Graz also belongs to the UNESCO Creative Cities Network.",
        "The annual meeting of 2022 took place in Kobe.",
    ),
    "fr": (
        "Le réseau des Capitales mondiales du livre",
        "Graz appartient aussi au Réseau des villes créatives de l’UNESCO.",
        "La réunion annuelle de 2022 s’est tenue à Kobe.",
    ),
    "es": (
        "La red de Capitales Mundiales del Libro",
        "Graz pertenece además a la Red de Ciudades Creativas de la UNESCO.",
        "La reunión anual de 2022 tuvo lugar en Kobe.",
    ),
    "pt": (
        "A rede das Capitais Mundiais do Livro",
        "Graz pertence também à Rede de Cidades Criativas da UNESCO.",
        "A reunião anual de 2022 teve lugar em Kobe.",
    ),
    "it": (
        "La rete delle Capitali mondiali del libro",
        "Graz appartiene anche alla Rete delle Città Creative dell’UNESCO.",
        "La riunione annuale del 2022 si è tenuta a Kobe.",
    ),
    "de": (
        "Das Netzwerk der Welthauptstädte des Buches",
        "Graz gehört auch zum UNESCO Creative Cities Network.",
        "Das Jahrestreffen 2022 fand in Kobe statt.",
    ),
}


@pytest.mark.parametrize("code", NETWORKS)
def test_an_annual_meeting_below_another_networks_name_is_not_ours(code: str) -> None:
    title, member, meeting = NETWORKS[code]
    for page in (
        page_of(code, f"<p>{member} {meeting}</p>", title),
        page_of(code, f"<h2>{title}</h2><p>{member}</p><p>{meeting}</p>"),
    ):
        assert hosts(page) == set()
        assert "Kobe" in unread(page)
    assert hosts(page_of(code, f"<p>{member} {meeting}</p>")) == {(2022, "Kobe")}


OTHERS = {
    "en": ("Conferences and workshops organized by members", "workshop on folk art"),
    "fr": ("Conférences et ateliers organisés par les membres", "atelier sur l’art populaire"),
    "es": ("Conferencias y talleres organizados por los miembros", "taller de arte popular"),
    "pt": ("Conferências e oficinas organizadas pelos membros", "oficina de arte popular"),
    "it": ("Conferenze e laboratori organizzati dai membri", "laboratorio di arte popolare"),
    "de": ("Konferenzen und Workshops der Mitglieder", "Workshop zur Volkskunst"),
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_sorts_of_events_in_a_title_or_behind_a_city_are_no_editions(code: str) -> None:
    title, what = OTHERS[code]
    page = page_of(code, said(code, f"<p>{{N}}.</p><h3>{title}</h3>{listed(f'Graz: {what}, 2010', 'Kobe, 2012')}"))
    assert hosts(page) == set()
    ours = page_of(code, said(code, f"<h2>{{N}}</h2>{listed(f'Graz: {what}, 2010', 'Kobe, 2012')}"))
    assert hosts(ours) == {(2012, "Kobe")}


def test_a_french_publisher_is_no_edition() -> None:
    book = "2024 : « Carnets de conférences », éditions du Mile-End, Graz"
    page = page_of("fr", f"<p>{said('fr', 'Elle dessine pour {N}.')}</p>{listed(book)}", "Ana Roy")
    assert hosts(page) == set()
    assert "Graz" in unread(page)


GOALS = {
    "en": "Objectives of the Conference",
    "fr": "Objectifs de la Conférence",
    "es": "Objetivos de la Conferencia",
    "pt": "Objetivos da Conferência",
    "it": "Obiettivi della Conferenza",
    "de": "Ziele der Konferenz",
}


@pytest.mark.parametrize("code", GOALS)
def test_objectives_of_the_conference_are_ours_where_the_page_has_named_no_other(code: str) -> None:
    goals = f"<h2>{GOALS[code]}</h2>{listed('exchange good practice', 'adopt a manifesto')}"
    name = NAMES[code]
    for lead in (f"<p>{name}</p>", f"<p>Graz 2024<br>XVI {name.partition(' ')[2]}<br>1–5.7.2024</p>"):
        assert [one.table for one in page_of(code, lead + goals, "Info").records].count("objectives") == 2
    other = page_of(code, f"<p>{name}</p><h2>{CONGRESS[code][0]}</h2>{goals}", "Info")
    assert "objectives" not in {one.table for one in other.records}


CARDS = "".join(
    f"<div><div><h5>{city}</h5><h6>{days}</h6><p>Words on it.</p></div><div>{number}</div></div>"
    for city, days, number in (("Tartu", "10–15 June 2019", "13th edition"), ("Braga", "1–5 July 2024", "16th edition"))
)
FIELDS = "".join(
    f"<div><div><b>Year: </b><i>{year}</i></div><div><p>Host city: </p><p>{city}</p></div><div><p>Edition: </p><p>{nth}</p></div></div>"
    for year, city, nth in ((2019, "Tartu", "13th"), (2024, "Braga", "16"))
)


@pytest.mark.parametrize("main", [CARDS, FIELDS])
def test_an_ordinal_alone_on_a_card_or_in_a_field_is_its_editions(main: str) -> None:
    page = page_of("en", f"<div>{main}</div>", "UCCN Annual Conferences")
    assert {(one.year, one.edition) for one in conferences(page)} == {(2019, 13), (2024, 16)}
