"""Columns of other places beside that of the hosts, by whatever name this goes."""

from datetime import date

import pytest
from spoken import hosts, page_of, stated, unread

TITLES = {
    "en": "Annual Conferences of the UNESCO Creative Cities Network",
    "fr": "Conférences annuelles du Réseau des villes créatives de l’UNESCO",
    "es": "Conferencias Anuales de la Red de Ciudades Creativas de la UNESCO",
    "pt": "Conferências Anuais da Rede de Cidades Criativas da UNESCO",
    "it": "Conferenze annuali della Rete delle Città Creative dell’UNESCO",
    "de": "Jahreskonferenzen des UNESCO Creative Cities Network",
}
HEADS = {
    "en": (
        "Year",
        "Host city",
    ),
    "fr": (
        "Année",
        "Ville hôte",
    ),
    "es": (
        "Año",
        "Ciudad anfitriona",
    ),
    "pt": (
        "Ano",
        "Cidade anfitriã",
    ),
    "it": (
        "Anno",
        "Città ospitante",
    ),
    "de": (
        "Jahr",
        "Gastgeberstadt",
    ),
}
BESIDE = {
    "en": [
        ("Candidates", ("Oslo, Lima", "Graz, Cairo")),
        ("Runner-up", ("Oslo (Norway)", "Cairo (Egypt)")),
        ("Venue", ("Hotel Roma", "Tokyo Hall")),
        ("Guest country", ("Finland", "Senegal")),
        ("Chair", ("Mayor of Oslo", "Mayor of Lima")),
        ("Flag handed over by", ("Oslo (Norway)", "Lima (Peru)")),
        ("Delegates", ("2010", "180")),
        ("Our delegates stayed in", ("Oslo", "Lima")),
        ("Report by", ("Oslo", "Lima")),
        ("New members", ("Oslo", "Lima, Cairo")),
    ],
    "fr": [
        ("Candidates", ("Oslo, Lima", "Graz, Le Caire")),
        ("Deuxième", ("Oslo (Norvège)", "Le Caire (Égypte)")),
        ("Pays invité", ("Finlande", "Sénégal")),
        ("Drapeau remis par", ("Oslo (Norvège)", "Lima (Pérou)")),
        ("Rapporteur", ("Oslo", "Lima")),
    ],
    "es": [
        ("Candidatas", ("Oslo, Lima", "Graz, El Cairo")),
        ("Segunda", ("Oslo (Noruega)", "El Cairo (Egipto)")),
        ("País invitado", ("Finlandia", "Senegal")),
        ("País con más delegados", ("China", "Italia")),
        ("Relatora", ("Oslo", "Lima")),
    ],
    "pt": [
        ("Candidatas", ("Oslo, Lima", "Graz, Cairo")),
        ("Segunda", ("Oslo (Noruega)", "Cairo (Egito)")),
        ("País convidado", ("Finlândia", "Senegal")),
        ("Relatora", ("Oslo", "Lima")),
    ],
    "it": [
        ("Candidate", ("Oslo, Lima", "Graz, Il Cairo")),
        ("Seconda", ("Oslo (Norvegia)", "Il Cairo (Egitto)")),
        ("Paese ospite", ("Finlandia", "Senegal")),
        ("Relatrice", ("Oslo", "Lima")),
    ],
    "de": [
        ("Beworben hatten sich", ("Oslo, Lima", "Graz, Kairo")),
        ("Zweite", ("Oslo (Norwegen)", "Kairo (Ägypten)")),
        ("Gastland", ("Finnland", "Senegal")),
        ("Bericht von", ("Oslo", "Lima")),
    ],
}
NAMES_OF_HOSTS = {
    "en": (
        "Chosen host",
        "Host",
        "Host chosen",
        "Selected host",
        "Winning city",
        "Hosted by",
        "Location",
        "Place",
        "Venue city",
        "Organiser",
        "Where",
        "City",
        "Town",
        "Destination",
        "Host City / Country",
    ),
    "fr": (
        "Ville choisie",
        "Hôte",
        "Ville retenue",
        "Attribuée à",
        "Organisée par",
        "Lieu",
        "Où",
        "Ville",
        "Ville d’accueil",
        "Pays hôte et ville",
    ),
    "es": (
        "Ciudad elegida",
        "Sede",
        "Ciudad ganadora",
        "Adjudicada a",
        "Organizada por",
        "Lugar",
        "Dónde",
        "Ciudad",
        "Anfitriona",
        "Ciudad sede",
    ),
    "pt": (
        "Cidade escolhida",
        "Sede",
        "Cidade vencedora",
        "Atribuída a",
        "Organizada por",
        "Local",
        "Onde",
        "Cidade",
        "Anfitriã",
        "Cidade-sede",
    ),
    "it": (
        "Città scelta",
        "Sede",
        "Città vincitrice",
        "Assegnata a",
        "Organizzata da",
        "Luogo",
        "Dove",
        "Città",
    ),
    "de": (
        "Zuschlag",
        "Gastgeberin",
        "Austragungsort",
        "Gewählte Stadt",
        "Ausgerichtet von",
        "Ort",
        "Wo",
        "Stadt",
        "Gastgeber",
        "Veranstaltungsort",
    ),
}
CANDIDATES = {
    "en": "Candidates",
    "fr": "Candidates",
    "es": "Candidatas",
    "pt": "Candidatas",
    "it": "Candidate",
    "de": "Bewerbungen",
}


def _table(*rows: tuple[str, ...]) -> str:
    head, *lines = rows
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    return f"<table><thead><tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr></thead><tbody>{body}</tbody></table>"


@pytest.mark.parametrize("is_before", [True, False])
@pytest.mark.parametrize(("code", "other"), [(code, other) for code, others in BESIDE.items() for other in others])
def test_what_stands_in_another_column_is_no_host(
    code: str, other: tuple[str, tuple[str, str]], is_before: bool
) -> None:
    (year, city), (name, cells) = HEADS[code], other
    rows = [(year, city, name), ("2015", "Kobe (Japan)", cells[0]), ("2016", "Essen (Germany)", cells[1])]
    rows = [(row[0], row[2], row[1]) for row in rows] if is_before else rows
    page = page_of(code, _table(*rows), TITLES[code])
    assert hosts(page) == {(2015, "Kobe"), (2016, "Essen")}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in NAMES_OF_HOSTS.items() for name in names])
def test_the_column_of_hosts_is_known_by_its_names(code: str, name: str) -> None:
    year = HEADS[code][0]
    alone = _table((year, name), ("2015", "Kobe"), ("2016", "Essen"))
    beside = _table((year, CANDIDATES[code], name), ("2015", "Kobe, Lima", "Kobe"), ("2016", "Essen, Cairo", "Essen"))
    for main in (alone, beside):
        assert hosts(page_of(code, main, TITLES[code])) == {(2015, "Kobe"), (2016, "Essen")}


@pytest.mark.parametrize(
    ("code", "name"), [("en", "Chosen host"), ("fr", "Ville choisie"), ("es", "Ciudad elegida"), ("de", "Zuschlag")]
)
def test_who_was_chosen_is_not_told_to_have_held_it(code: str, name: str) -> None:
    main = _table((HEADS[code][0], name), ("2015", "Kobe"), ("2030", "Essen"))
    page = page_of(code, main, TITLES[code], captured=date(2024, 6, 1))
    assert stated(page) == {(2015, "Kobe", None), (2030, "Essen", "planned")}


@pytest.mark.parametrize("city", ["Lima (Peru)", "Xanadu (Peru)"])
def test_a_city_above_a_list_in_its_cell_is_told(city: str) -> None:
    cell = f"{city}<ul><li>2019 Fabriano (Italy)</li></ul>"
    page = page_of(
        "en", f"<table><tr><td>2016</td><td>Graz</td></tr><tr><td>2018</td><td>{cell}</td></tr></table>", TITLES["en"]
    )
    assert hosts(page) == {(2016, "Graz"), (2019, "Fabriano")}
    assert city in unread(page)


ONE_HOST, TWO_HOSTS = (
    {(2016, "Kobe"), (2017, "Essen")},
    {(2016, "Kobe"), (2016, "Graz"), (2017, "Essen"), (2017, "Lima")},
)


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        (("Year", "Host city", "Host city"), (("2016", "Kobe", "Graz"), ("2017", "Essen", "Lima")), TWO_HOSTS),
        (("Year", "Host", "Co-host"), (("2016", "Kobe", "Graz"), ("2017", "Essen", "Lima")), TWO_HOSTS),
        (("Year", "City", "Place"), (("2016", "Kobe", "Tokyo Hall"), ("2017", "Essen", "Hotel Roma")), ONE_HOST),
        (("Year", "Location", "City"), (("2016", "Harbour", "Kobe"), ("2017", "Old Town", "Essen")), ONE_HOST),
        (("City", "Year", "City", "Year"), (("Kobe", "2016", "Essen", "2017"),), ONE_HOST),
        (("City", "Joined", "Hosted"), (("Kobe", "2008", "2016"), ("Essen", "2009", "2017")), ONE_HOST),
        (
            ("Year", "City", "Country", "City", "Country"),
            (("2016", "Kobe", "Japan", "Graz", "Austria"),),
            {(2016, "Kobe"), (2016, "Graz")},
        ),
    ],
)
def test_columns_of_one_year_are_one_record(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], expected: set[tuple[int, str]]
) -> None:
    assert hosts(page_of("en", _table(head, *rows), TITLES["en"])) == expected


@pytest.mark.parametrize("days", ["Date", "Dates", "When", "Period"])
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 0, 2, 3), (2, 3, 0, 1), (0, 2, 3, 1), (2, 0, 1, 3)])
def test_years_and_days_in_columns_of_their_own_are_of_one_record(days: str, order: tuple[int, ...]) -> None:
    head = ("Year", days, "City", "Country")
    rows = [("2015", "25–28 May", "Glasgow", "United Kingdom"), ("2016", "14–16 September", "Östersund", "Sweden")]
    table = "".join(
        "<tr>" + "".join(f"<{tag}>{cells[at]}</{tag}>" for at in order)
        for tag, cells in (("th", head), *(("td", row) for row in rows))
    )
    page = page_of("en", f"<table>{table}</table>", "Annual Conference of the UNESCO Creative Cities Network")
    assert hosts(page) == {(2015, "Glasgow"), (2016, "Östersund")}
    assert [one.value("start_date") for one in page.records if one.table == "events"] == ["2015-05-25", "2016-09-14"]


def test_hosts_are_read_beside_columns_of_other_bodies() -> None:
    head = (
        "<tr><th>Ed.<th>Year<th>Host<th>Chair of the steering group<th>Cluster meeting, same year<th>Report published"
    )
    row = "<tr><td>VIII<td>2014<td>Chengdu, China<td>Bologna, Italy<td>Popayán, Colombia<td>2015"
    page = page_of("en", f"<table>{head}{row}</table>", "Annual Meetings of the Creative Cities Network, 2014–2016")
    assert hosts(page) == {(2014, "Chengdu")}


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1)])
def test_years_days_and_cities_side_by_side_with_others_are_two_records(order: tuple[int, ...]) -> None:
    head = ("Year", "Dates", "City")
    rows = (
        (("2009", "1–5 July", "Lyon"), ("2010", "2–4 May", "Graz")),
        (("2015", "2–4 May", "Oslo"), ("2016", "3–4 May", "Bergen")),
    )
    table = "".join(
        "<tr>" + "".join(f"<{tag}>{side[at]}</{tag}>" for side in sides for at in order)
        for tag, sides in (("th", (head, head)), *(("td", row) for row in rows))
    )
    page = page_of("en", f"<table>{table}</table>", "Annual Conference of the UNESCO Creative Cities Network")
    assert hosts(page) == {(2009, "Lyon"), (2010, "Graz"), (2015, "Oslo"), (2016, "Bergen")}
