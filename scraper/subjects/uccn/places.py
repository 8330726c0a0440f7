"""Names as written → ISO 3166-1, GeoNames, coordinates.

What is known lies in `data/` (its README tells where it comes from and how it was made); nothing is looked up
elsewhere. A name that is not known, or that may mean two places, gives None: nothing is guessed.
"""

import mmap
import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib import resources

import msgspec

from scraper.reading.folding import fold

_DATA = resources.files("scraper.subjects.uccn") / "data"

# Within a country, the largest city of a name is meant if it has more than 4 times the people of the next: the Santa Fe
# of New Mexico (6.7 times that of Texas) and the Suzhou of Jiangsu (4.1 times that of Anhui), but no Springfield.
_OUTSTANDING = 4

# A city is dwarfed by one with more than 10 times its people: where the two share a name, the small one is not surely
# meant, though the name be its main one (Newcastle, GB, of 7,000, and Newcastle upon Tyne).
_DWARFED = 10

LARGE = 100_000
"""Inhabitants of a city that readers abroad can be taken to know: without a country, only such a one is meant."""


class City(msgspec.Struct, frozen=True):
    """A city as GeoNames has it.

    `name` is GeoNames' main name, accents kept ('Östersund', 'Kraków'). `country_code` is ISO 3166-1 alpha-2, or 'XK'
    for Kosovo. `latitude` and `longitude` are WGS 84 degrees, north and east positive. `population` is in inhabitants,
    0 where GeoNames knows none. `region` is GeoNames' code of the first-level division within the country.
    """

    geonames_id: int
    name: str
    country_code: str
    latitude: float
    longitude: float
    population: int
    region: str


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country named in English, French, Spanish, Portuguese, Italian or German; else None.

    Short, official and inverted names are known ('Iran (Islamic Republic of)'), and a few customary ones ('USA',
    'Holland'). Codes are no names, save 'US': 'CA' is as often California. 'Korea' alone is None: there are two. Kosovo
    is 'XK', which ISO 3166-1 leaves to its users and GeoNames uses.
    """
    return _countries().codes.get(fold(name).removeprefix("the "))


@lru_cache(maxsize=1 << 15)
def country_codes(words: str) -> tuple[str, ...]:
    """The codes of the countries that words in the place of a country's name may mean; none where they mean none.

    As `country_code`, and further: a name that two countries share ('Korea'), a code of ISO 3166-1 in capitals ('IT',
    'SWE').
    """
    countries = _countries()
    if len(words) in (2, 3) and words.isupper() and (words in countries.names or words in countries.alpha_3):
        return (countries.alpha_3.get(words, words),)
    code = country_code(words)
    return (code,) if code else tuple(countries.shared.get(fold(words), ()))


_OF_A_NATION = re.compile(  # how adjectives end that are formed on a country's name
    r"(?:i?an[aeos]?s?|iani|ani|ish|ese|esi|esas?|eses|[éê]s|aise?s?|oise?s?|iens?|iennes?|isch(?:e[mnrs]?)?|ol(?:[aei]|as|es)?|"
    r"eir[oa]s?|in[aeio]s?|[eé]?ñ[oa]s?|en[oa]s?|enses?|ensi)$"
)
_NATIONAL = re.compile(  # those that are not
    r"(?:deutsch|franz[öo]sisch|polnisch|t[üu]rkisch|d[äa]nisch|irisch|englisch|britisch|finnisch|russisch|chinesisch)(?:e[mnrs]?)?|"
    r"dutch|french|british|english|scottish|welsh|irish|danish|polish|finnish|swiss|greek|chinese|korean|czech|"
    r"tedesc(?:[oa]|h[ei])|turc(?:[oa]?s?|h[ei])|turques?|gre[cg][oa]?s?|grech[ei]|grecques?|grieg[oa]s?|rus[oa]s?|russ[aeio]s?|suiz[oa]s?|"
    r"su[íi][çc][oa]s?|svizzer[aeio]|belg[aei]s?|suisses?|suec[oa]s?|svedes[ei]|polac(?:[oa]s?|c[oa]|ch[ei])|chin[oa]s?|cines[ei]|"
    r"dan(?:[ée]s|esas?|ese|esi|oise?s?)|inglese?|ingl[éê]s|inglesas?|anglaise?s?|coreano?s?|coreanas?|cor[ée]en(?:ne)?s?|espagnole?s?",
    re.IGNORECASE,
)
_NO_NATION = frozenset("palais jamais roman romana romano romane romani indicano filigrana".split())


def is_national(word: str) -> bool:
    """Say whether a word is formed on a country's name, in any of these languages: 'Italian', 'brasileiras', 'deutschen'.

    A country's or a city's own name is none.
    """
    if _NATIONAL.fullmatch(word):
        return True
    key, written = fold(word), word.casefold()
    if len(key) < 5 or key in _NO_NATION or country_code(word) is not None:
        return False
    stem = next((key[:size] for size in (5, 4) if key[:size] in _national_stems()), None)
    return stem is not None and _OF_A_NATION.search(written, len(stem) - 1) is not None


@cache
def _national_stems() -> frozenset[str]:
    """The first letters of the names of countries, four or five, without the vowels in which they end."""
    names = [name for name in _countries().codes if " " not in name and len(name) > 3]
    return frozenset(name.rstrip("aeiouy")[:5] for name in names if len(name.rstrip("aeiouy")) > 3).union(
        name[:4] for name in names if len(name.rstrip("aeiouy")) < 4
    )


def country_name(code: str) -> str:
    """The English short name of ISO 3166-1 in reading order ('Republic of Korea'); LookupError if none has the code."""
    try:
        return _countries().names[code]
    except KeyError:
        raise LookupError(
            f"there is no country with the code {code!r}: give an ISO 3166-1 alpha-2 code, such as 'FR'"
        ) from None


def cities(name: str, country_code: str | None = None) -> tuple[City, ...]:
    """All cities that bear the name, as main or other name, the largest first; of one country if its code is given.

    Empty if there are none. Cities of fewer than 5,000 inhabitants are not known, save some seats of an administration;
    cities of fewer than 10,000 are known by their main name only.
    """
    bearers = map(_city, _fields("city-names.tsv", fold(name)))
    within = (city for city in bearers if country_code in (None, city.country_code))
    return tuple(sorted(within, key=lambda city: (-city.population, city.geonames_id)))


@lru_cache(maxsize=1 << 12)
def region_codes(name: str) -> tuple[str, ...]:
    """The codes of the countries that have a region of a name, and no city: the US of 'Nuevo México', a city of Mexico."""
    codes = _fields("regions.tsv", fold(name))
    return tuple(code for code in codes if code.isupper() and not cities(name, code))


@lru_cache(maxsize=1 << 12)
def is_region_of(region: str, name: str) -> bool:
    """Say whether a name is that of a region (ISO 3166-2) in which a city of the other name lies: 'New Mexico', 'Santa Fe'.

    Of a region that bears the name of a large city of the country ('São Paulo'), the city has to lie in that city's; of a
    province called by its town ('Valencia'), the town has to be more than twice as large as well, for two cities side by
    side may as well be two.
    """
    return any(_is_in_region(region, name, code) for code in _fields("regions.tsv", fold(region)))


def _is_in_region(region: str, name: str, code: str) -> bool:
    is_province = code.islower()
    bearers = cities(name, code.upper())
    towns = [one for one in cities(region, code.upper()) if is_province or one.population >= LARGE][:1]
    return any(
        not towns or (city.region == towns[0].region and (not is_province or towns[0].population > 2 * city.population))
        for city in bearers
    )


def city_of(geonames_id: int) -> City:
    """The city of a GeoNames id that `cities` or `resolve` gave."""
    return _city(str(geonames_id))


def resolve(name: str, country: str | None) -> City | None:
    """The city that is meant by `name`, or None if that is not certain; `country` is a name as written, no code.

    With a country: of the cities there whose main name it is (if there are none: of those that bear it as another
    name), the largest, if it has more than 4 times the people of the next, and no city there that bears the name has
    more than 10 times its people.

    Without one: the largest city of that name in the world, if it has 100,000 inhabitants, more than 10 times the
    people of any bearer in another country, and is the one meant within its own. A country's name then means the
    country ('Mexico', 'Singapore'): None.

    A `country` that is none ('Texas', 'UNESCO HQ') gives None: Paris (Texas) is not in France.
    """
    if country is None:
        return _meant_in_the_world(name)
    code = country_code(country)
    return None if code is None else _meant_in_a_country(name, cities(name, code))


def _meant_in_the_world(name: str) -> City | None:
    bearers = cities(name)
    if not bearers or bearers[0].population < LARGE or country_code(name):
        return None
    largest = bearers[0]
    compatriots = tuple(city for city in bearers if city.country_code == largest.country_code)
    foreigners = (city for city in bearers if city.country_code != largest.country_code)
    is_unrivalled = all(_dwarfs(largest, city) for city in foreigners)
    return largest if is_unrivalled and _meant_in_a_country(name, compatriots) == largest else None


def _meant_in_a_country(name: str, bearers: tuple[City, ...]) -> City | None:
    """`bearers` are all of one country, the largest first."""
    key = fold(name)
    candidates = [city for city in bearers if fold(city.name) == key] or bearers
    if not candidates:
        return None
    largest, *others = candidates
    if others and largest.population <= _OUTSTANDING * others[0].population:
        return None
    return None if _dwarfs(bearers[0], largest) else largest


def _dwarfs(large: City, small: City) -> bool:
    return large.population > _DWARFED * small.population


def _city(geonames_id: str) -> City:
    name, country_code, latitude, longitude, population, region = _fields("cities.tsv", geonames_id)
    return City(int(geonames_id), name, country_code, float(latitude), float(longitude), int(population), region)


def _fields(filename: str, key: str) -> list[str]:
    """The fields after `key` in the line that begins with it; none if there is no such line."""
    table = _table(filename)
    start = f"{key}\t".encode()
    # The lines are in byte order, so the line around an offset is no less than that around the offset before: offsets
    # can be bisected, and 230,000 lines need not become 230,000 objects.
    offset = bisect_left(range(len(table)), start, key=lambda offset: _line(table, offset))
    line = _line(table, offset)
    return line.removeprefix(start).decode().split("\t") if line.startswith(start) else []


def _line(table: mmap.mmap, offset: int) -> bytes:
    """The line around `offset`, without the line feed that ends it."""
    return table[table.rfind(b"\n", 0, offset) + 1 : table.find(b"\n", offset)]


@cache
def _table(filename: str) -> mmap.mmap:
    """A table as it lies on the disk: of its 3 MB, only what is looked at is read."""
    with resources.as_file(_DATA / filename) as path, path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class _Countries(msgspec.Struct, frozen=True):
    """`names`: alpha-2 code → English short name. `codes`: folded name, without a leading 'the' → alpha-2 code.

    `alpha_3`: alpha-3 code → alpha-2 code. `shared`: folded name of more than one country → their codes.
    """

    names: dict[str, str]
    codes: dict[str, str]
    alpha_3: dict[str, str]
    shared: dict[str, list[str]]


@cache
def _countries() -> _Countries:
    return msgspec.json.decode((_DATA / "countries.json").read_bytes(), type=_Countries)
