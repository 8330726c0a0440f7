"""Which places the names on UNESCO's and the host cities' pages mean."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.reading.folding import fold
from scraper.subjects.uccn import places
from scraper.subjects.uccn.places import cities, country_code, country_name, resolve

DATA = Path(places.__file__).parent / "data"

# The hosts of the annual conferences, as the pages write them, with their GeoNames ids.
HOSTS = [
    ("Paris", "France", 2988507),
    ("Santa Fe", "United States of America", 5490263),
    ("Santa Fe", "États-Unis d’Amérique", 5490263),
    ("Lyon", "France", 2996944),
    ("Shenzhen", "People’s republic of China", 1795565),
    ("Shenzhen", "República Popular China", 1795565),
    ("Seoul", "Republic of Korea", 1835848),
    ("Séoul", "République de Corée", 1835848),
    ("Seúl", "República de Corea", 1835848),
    ("Montréal", "Canada", 6077243),
    ("Montreal", "Canadá", 6077243),
    ("Bologna", "Italy", 3181928),
    ("Bologne", "Italie", 3181928),
    ("Bolonia", "Italia", 3181928),
    ("Chengdu", "China", 1815286),
    ("Kanazawa", "Japan", 1860243),
    ("Östersund", "Sweden", 2685750),
    ("oestersund", "Suède", 2685750),
    ("Ostersund", "Svezia", 2685750),
    ("Enghien-les-Bains", "France", 3020188),
    ("Enghien", "Francia", 3020188),
    ("Krakow", "Poland", 3094802),
    ("Kraków", "Poland", 3094802),
    ("Cracovie", "Pologne", 3094802),
    ("Cracovia", "Polonia", 3094802),
    ("Cracow", "Poland", 3094802),
    ("Katowice", "Poland", 3096472),
    ("Fabriano", "Italy", 3177315),
    ("Santos", "Brazil", 3449433),
    ("Santos", "Brasil", 3449433),
    ("Istanbul", "Türkiye", 745044),
    ("Istambul", "Turquia", 745044),
    ("Estambul", "Turquía", 745044),
    ("Braga", "Portugal", 2742032),
]

COUNTRIES = {
    "BO": ["Bolivia", "Bolivia (Plurinational State of)", "Bolivie (État plurinational de)"],
    "BR": ["Brazil", "Brésil", "Brasil", "Brasile"],
    "CI": ["Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast"],
    "CN": ["China", "People’s republic of China", "People's Republic of China", "República Popular China", "Cina"],
    "CV": ["Cabo Verde", "Cape Verde"],
    "CZ": ["Czechia", "Czech Republic", "République tchèque", "Repubblica Ceca"],
    "GB": ["United Kingdom", "UK", "U.K.", "Great Britain", "Royaume-Uni", "Reino Unido", "Regno Unito"],
    "GE": ["Georgia", "Géorgie"],
    "IR": ["Iran", "Iran (Islamic Republic of)", "Iran (République islamique d’)"],
    "KP": ["DPRK", "Democratic People’s Republic of Korea", "North Korea"],
    "KR": ["Republic of Korea", "Korea (Republic of)", "South Korea", "República de Corea", "Rép. de Corée"],
    "MK": ["North Macedonia", "Macedonia", "the former Yugoslav Republic of Macedonia"],
    "NL": ["Netherlands", "The Netherlands", "Holland", "Pays-Bas", "Paesi Bassi"],
    "RU": ["Russia", "Russian Federation", "Fédération de Russie", "Federación de Rusia"],
    "SE": ["Sweden", "Suède", "Suecia", "Suécia", "Svezia"],
    "SZ": ["Eswatini", "Swaziland"],
    "TR": ["Türkiye", "Turkiye", "Turkey", "TURKEY", "Turquie", "Turquía", "Turquia", "Turchia"],
    "US": ["United States of America", "USA", "U.S.A.", "US", "États-Unis d’Amérique", "Estados Unidos", "EE.UU."],
    "VN": ["Viet Nam", "Vietnam"],
}


@pytest.mark.parametrize(("name", "country", "geonames_id"), HOSTS)
def test_every_host_is_found_as_any_page_writes_it(name: str, country: str, geonames_id: int) -> None:
    city = resolve(name, country)
    assert city is not None
    assert city.geonames_id == geonames_id


def test_a_city_has_its_main_name_country_and_coordinates() -> None:
    city = resolve("oestersund", "Suède")
    assert city is not None
    assert (city.name, city.country_code) == ("Östersund", "SE")
    assert (city.latitude, city.longitude) == pytest.approx((63.18, 14.64), abs=0.01)
    assert 40_000 < city.population < 60_000


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in COUNTRIES.items() for name in names])
def test_a_country_is_known_by_all_its_names(code: str, name: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["UNESCO HQ", "Bavaria", "Texas", "Korea", "Corea", "European Union", "FR", "", "–"])
def test_a_name_of_no_country_or_of_two_has_no_code(name: str) -> None:
    assert country_code(name) is None


def test_a_country_is_found_by_the_name_that_it_is_given() -> None:
    names = json.loads((DATA / "countries.json").read_text(encoding="utf-8"))["names"]
    assert len(names) == 250  # 249 of ISO 3166-1, and Kosovo
    for code, name in names.items():
        assert country_name(code) == name
        assert country_code(name) == code


def test_country_names_read_as_they_are_spoken() -> None:
    assert [country_name(code) for code in ("KR", "CI", "PS")] == [
        "Republic of Korea",
        "Côte d'Ivoire",
        "State of Palestine",
    ]


@pytest.mark.parametrize("code", ["ZZ", "fr", "France", ""])
def test_a_code_of_no_country_is_an_error_that_names_it(code: str) -> None:
    with pytest.raises(LookupError, match=repr(code)):
        country_name(code)


def test_cities_of_a_name_come_largest_first() -> None:
    santa_fes = cities("Santa Fe")
    assert [city.country_code for city in santa_fes[:2]] == ["AR", "US"]
    assert [city.population for city in santa_fes] == sorted((city.population for city in santa_fes), reverse=True)


def test_cities_of_a_name_can_be_those_of_one_country() -> None:
    assert {city.country_code for city in cities("Santa Fe", "US")} == {"US"}
    assert cities("Fabriano", "JP") == ()


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [("Paris", 2988507), ("Lyon", 2996944), ("Séoul", 1835848), ("Krakow", 3094802), ("Istambul", 745044)],
)
def test_a_large_city_without_a_rival_needs_no_country(name: str, geonames_id: int) -> None:
    city = resolve(name, None)
    assert city is not None
    assert city.geonames_id == geonames_id


@pytest.mark.parametrize(
    "name",
    [
        "Santa Fe",  # Argentina or New Mexico
        "Enghien",  # Belgium or France
        "Fabriano",  # small
        "Springfield",
        "Mexico",  # a country
        "Nowhere at all",
    ],
)
def test_an_uncertain_city_without_a_country_is_not_resolved(name: str) -> None:
    assert resolve(name, None) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Springfield", "USA"),  # of Missouri, Massachusetts, Illinois …
        ("Newcastle", "United Kingdom"),  # in Northern Ireland, and what many call Newcastle upon Tyne
        ("Fabriano", "Japan"),
        ("Paris", "Texas"),
        ("Paris", "UNESCO HQ"),
    ],
)
def test_a_country_does_not_make_a_city_certain_that_is_not(name: str, country: str) -> None:
    assert resolve(name, country) is None


@pytest.mark.parametrize(
    ("name", "country", "main_name"),
    [
        ("Suzhou", "China", "Suzhou"),
        ("Paraty", "Brazil", "Paraty"),
        ("Al-Ahsa", "Saudi Arabia", "Al Hufūf"),
        ("Derry~Londonderry", "UK", "Derry"),
        ("Suphanburi", "Thailand", "Suphan Buri"),
        ("Łódź", "Poland", "Łódź"),
        ("LODZ", "Poland", "Łódź"),
    ],
)
def test_member_cities_are_found_as_unesco_writes_them(name: str, country: str, main_name: str) -> None:
    city = resolve(name, country)
    assert city is not None
    assert city.name == main_name


@pytest.mark.parametrize("code", ["PAR", "KRK", "SEL"])
def test_airport_codes_are_no_names(code: str) -> None:
    assert cities(code, "FR") == cities(code, "PL") == cities(code, "KR") == ()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("  Enghien-les-Bains ", "enghien les bains"),
        ("ENGHIEN LES\u00a0BAINS", "enghien les bains"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Cote d'Ivoire", "cote divoire"),
        ("Xiʼan", "xian"),
        ("U.S.A.", "usa"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Œuvre", "oeuvre"),
        ("Gießen", "giessen"),
        ("İstanbul", "istanbul"),
        ("O\u0308stersund", "ostersund"),
        ("…", ""),
    ],
)
def test_a_key_forgets_how_a_name_is_typed(written: str, key: str) -> None:
    assert fold(written) == key


ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_folding_a_key_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT, st.none() | ANY_TEXT | st.sampled_from(["France", "Brazil", "USA"]))
def test_any_text_has_an_answer(name: str, country: str | None) -> None:
    country_code(name)
    assert all(city.country_code == "FR" for city in cities(name, "FR"))
    assert resolve(name, country) in (None, *cities(name))


@pytest.mark.slow
def test_the_data_is_as_the_look_up_needs_it() -> None:
    city_lines = (DATA / "cities.tsv").read_bytes().splitlines(keepends=True)
    name_lines = (DATA / "city-names.tsv").read_bytes().splitlines(keepends=True)
    assert city_lines == sorted(city_lines)
    assert name_lines == sorted(name_lines)

    ids = {line.split(b"\t")[0] for line in city_lines}
    named = [line.decode().removesuffix("\n").split("\t") for line in name_lines]
    assert len(ids) == len(city_lines)
    assert all(fold(key) == key for key, *_ in named)
    assert {city_id.encode() for _, *city_ids in named for city_id in city_ids} == ids


def test_every_city_lies_in_a_country_that_has_a_name() -> None:
    lines = (DATA / "cities.tsv").read_bytes().decode().splitlines()
    assert all(country_name(code) for code in {line.split("\t")[2] for line in lines})


@pytest.mark.parametrize(
    ("city", "region", "lies_there"),
    [
        ("Santa Fe", "New Mexico", True),
        ("Santa Fe", "Nuevo México", True),
        ("Montréal", "Québec", True),  # which is a smaller city as well
        ("Santos", "São Paulo", True),
        ("Recife", "São Paulo", False),
        ("Dénia", "Valencia", True),  # a province with its town's name
        ("Parma", "Bologna", False),  # as may be; more often two cities
        ("Kraków", "Katowice", False),
        ("Graz", "Styria", True),
        ("Graz", "Linz", False),
        ("Lyon", "Nowhere", False),
    ],
)
def test_a_city_lies_in_a_region(city: str, region: str, lies_there: bool) -> None:
    assert places.is_region_of(region, city) == lies_there
