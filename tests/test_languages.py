"""The tables of the languages: alike in what they tell, with ordinals in words, letters and figures, and texts told apart."""

import re
from itertools import combinations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import hosts

from scraper import read_page
from scraper.subjects.uccn.grammar.words import FLAGS, Words, words
from scraper.subjects.uccn.languages import ENGLISH, LANGUAGES, Language, ordinal, ordinal_pattern, told_by_words

EACH = pytest.mark.parametrize("language", list(LANGUAGES.values()), ids=list(LANGUAGES))
MAY_BE_NOTHING = {field.name for field in msgspec.structs.fields(Language) if field.default == ""}


def _expressions(language: Language) -> dict[str, str]:
    """Return all regular expressions of a table, by where they stand in it."""
    told: dict[str, str] = {}
    for field in language.__struct_fields__:
        value = getattr(language, field)
        if isinstance(value, str):
            told[field] = value
        else:
            told |= {f"{field}[{at}]": part if isinstance(part, str) else part[1] for at, part in enumerate(value)}
    del told["code"]
    return told


def test_a_table_stands_under_its_code() -> None:
    assert {code: language.code for code, language in LANGUAGES.items()} == {code: code for code in LANGUAGES}
    assert set(LANGUAGES) == {"en", "fr", "es", "pt", "it", "de"}


def test_the_docstring_tells_what_each_line_of_a_table_is_for_and_of_no_other() -> None:
    assert set(re.findall(r"`(\w+)`", Language.__doc__ or "")) == set(Language.__struct_fields__)


@EACH
def test_every_table_compiles(language: Language) -> None:
    compiled = msgspec.structs.asdict(words(language))
    assert set(compiled) == set(Words.__struct_fields__)
    several = {field: [pattern for _, pattern in compiled.pop(field)] for field in ("statuses", "labels")}
    assert all(isinstance(pattern, re.Pattern) for pattern in compiled.values())
    assert all(isinstance(pattern, re.Pattern) for patterns in several.values() for pattern in patterns)


@EACH
def test_every_language_has_the_patterns_of_english_with_their_groups(language: Language) -> None:
    for field in set(Words.__struct_fields__) - {"statuses", "labels"}:
        here, there = getattr(words(language), field), getattr(words(ENGLISH), field)
        assert (field, here.groupindex, here.flags) == (field, there.groupindex, there.flags)


@EACH
def test_expressions_are_whole_without_groups_of_their_own_and_match_something(language: Language) -> None:
    for where, expression in _expressions(language).items():
        assert expression.strip() == expression, where
        assert re.compile(expression).groups == 0, where
        nothing = re.fullmatch(expression, "")
        assert nothing is None or where in MAY_BE_NOTHING, where


@EACH
def test_no_alternative_of_an_expression_is_empty(language: Language) -> None:
    for where, expression in _expressions(language).items():
        assert re.search(r"(?:^|(?<!\\)[(|]|\(\?:)\|", expression) is None, where


@EACH
def test_a_table_names_twelve_months_twenty_ordinals_and_the_same_columns(language: Language) -> None:
    assert (len(language.months), len(language.ordinals)) == (12, 20)
    assert {name for name, _ in language.headings} == {name for name, _ in ENGLISH.headings}


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_a_month_is_that_month_and_no_other(lang: str) -> None:
    for at, word in enumerate(MONTHS[lang].split()):
        matching = [number for number, names in enumerate(LANGUAGES[lang].months) if re.fullmatch(names, word, FLAGS)]
        assert (word, matching) == (word, [at])


IN_WORDS = {
    "en": [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
        "twentieth",
    ],
    "fr": [
        "première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
        "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième", "dix-septième",
        "dix-huitième", "dix-neuvième", "vingtième",
    ],
    "es": [
        "primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena", "décima",
        "undécima", "duodécima", "decimotercera", "decimocuarta", "decimoquinta", "decimosexta", "decimoséptima",
        "decimoctava", "decimonovena", "vigésima",
    ],
    "pt": [
        "primeira", "segunda", "terceira", "quarta", "quinta", "sexta", "sétima", "oitava", "nona", "décima",
        "décima primeira", "décima segunda", "décima terceira", "décima quarta", "décima quinta", "décima sexta",
        "décima sétima", "décima oitava", "décima nona", "vigésima",
    ],
    "it": [
        "prima", "seconda", "terza", "quarta", "quinta", "sesta", "settima", "ottava", "nona", "decima",
        "undicesima", "dodicesima", "tredicesima", "quattordicesima", "quindicesima", "sedicesima", "diciassettesima",
        "diciottesima", "diciannovesima", "ventesima",
    ],
}  # fmt: skip
OTHER_WORDS = [
    ("fr", "premier", 1), ("fr", "seconde", 2), ("fr", "second", 2), ("fr", "deuxieme", 2),
    ("es", "primer", 1), ("es", "primero", 1), ("es", "tercer", 3), ("es", "séptimo", 7), ("es", "septima", 7),
    ("es", "decimoprimera", 11), ("es", "décimo primera", 11), ("es", "decimosegunda", 12), ("es", "décima segunda", 12),
    ("es", "décimo tercera", 13), ("es", "décima tercera", 13), ("es", "decimotercer", 13), ("es", "decimo cuarta", 14),
    ("es", "decimooctava", 18), ("es", "décimo octava", 18), ("es", "décimo novena", 19),
    ("pt", "primeiro", 1), ("pt", "décimo primeiro", 11), ("pt", "décima-segunda", 12), ("pt", "decima terceira", 13),
    ("it", "primo", 1), ("it", "decimo", 10), ("it", "undicesimo", 11), ("it", "decima prima", 11),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "written", "number"),
    [
        *((lang, word, number) for lang, words in IN_WORDS.items() for number, word in enumerate(words, start=1)),
        *OTHER_WORDS,
    ],
)
def test_an_ordinal_in_words_is_its_number_in_any_case(lang: str, written: str, number: int) -> None:
    for word in (written, written.capitalize(), written.upper()):
        assert _read(word, lang) == number


def _read(written: str, lang: str) -> int | None:
    """Return what an ordinal stands for, where the language's pattern takes all of it for one."""
    language = LANGUAGES[lang]
    if re.fullmatch(ordinal_pattern(language), written, FLAGS) is None:
        return None
    found = re.search(rf"(?<!\w){ordinal_pattern(language)}(?!\w)", f"the {written} meeting", FLAGS)
    assert found is not None
    assert found[0] == written
    return ordinal(written, language)


def _roman(number: int) -> str:
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def _english_suffix(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


ROMAN_SUFFIXES = {
    "en": ("", "th"),
    "fr": ("", "e", "ème", "ième", "eme"),
    "es": ("", ".ª", "ª", "º"),
    "pt": ("", ".ª", "ª", "º"),
    "it": ("", "ª", "°", "º"),
}
SUFFIXES = {
    "fr": ("e", "ème", "eme", "ième", "me"),
    "es": (".ª", "ª", "º", ".º", "a", "°"),
    "pt": (".ª", "ª", "º", ".º", "a", "°"),
    "it": ("ª", "°", "º", "a", "esima"),
}


@pytest.mark.parametrize("number", range(1, 40))
def test_roman_numerals_are_read_with_every_suffix(number: int) -> None:
    for lang, suffixes in ROMAN_SUFFIXES.items():
        written = [_roman(number) + suffix for suffix in suffixes]
        assert {word: _read(word, lang) for word in written} == dict.fromkeys(written, number)


@pytest.mark.parametrize("number", range(1, 40))
def test_figures_are_read_with_every_suffix(number: int) -> None:
    for lang, suffixes in SUFFIXES.items():
        written = [f"{number}{suffix}" for suffix in suffixes]
        assert {word: _read(word, lang) for word in written} == dict.fromkeys(written, number)
    assert _read(f"{number}{_english_suffix(number)}", "en") == number
    assert _read(f"{number}{_english_suffix(number).upper()}", "en") == number


@pytest.mark.parametrize(
    ("lang", "written", "number"),
    [
        ("fr", "1er", 1),
        ("fr", "1re", 1),
        ("fr", "1ère", 1),
        ("fr", "Ier", 1),
        ("fr", "Ière", 1),
        ("es", "1ra", 1),
        ("es", "1er", 1),
        ("es", "1.er", 1),
        ("es", "2da", 2),
        ("es", "3ra", 3),
        ("es", "3er", 3),
        ("es", "4ta", 4),
        ("es", "7ma", 7),
        ("es", "8va", 8),
        ("es", "9na", 9),
        ("es", "10ma", 10),
        ("es", "12va", 12),
        ("en", "12 th", 12),
        ("fr", "12 e", 12),
        ("es", "12 ª", 12),
        ("en", "1st", 1),
        ("en", "22nd", 22),
        ("en", "33rd", 33),
    ],
)
def test_suffixes_of_some_numbers_only(lang: str, written: str, number: int) -> None:
    assert _read(written, lang) == number


NO_ORDINALS = [
    "0th", "40th", "99th", "100th", "0e", "40e", "100e", "0ª", "40ª", "100.ª", "XL", "XLI", "XXXX", "XXXX.ª", "IIII", "IIIIth",
    "VX", "VXe", "IXX", "IXXª", "IIX", "VV", "XXC", "MIX", "CIVIL", "VIP", "EXIT", "xii", "xiith", "the", "annual", "Annual",
    "tenths", "one", "onze", "doce", "dodici", "twelve", "-1st", "1.5th", "12thirty", "", " ", "th", "e", "ª", ".ª", "Xª Y",
]  # fmt: skip


@pytest.mark.parametrize("written", NO_ORDINALS)
def test_what_is_out_of_range_or_an_ordinary_word_is_no_ordinal(written: str) -> None:
    assert {code: _read(written, code) for code in LANGUAGES} == dict.fromkeys(LANGUAGES)


@pytest.mark.slow
@EACH
@given(st.text(max_size=20) | st.text("IVX123. ªºthe", max_size=8))
def test_any_text_is_an_ordinal_from_1_to_39_or_none(language: Language, written: str) -> None:
    number = ordinal(written, language)
    assert number is None or 0 < number < 40


PARAGRAPHS = {
    "en": "The members of the Network have met once a year since the first cities were designated. They share what has been "
    "done in their streets and schools, and agree on the work of the year to come. Visitors from other towns are welcome "
    "at these meetings, which are open to the public and end with a concert in the main square.",
    "fr": "Les membres du Réseau se retrouvent une fois par an depuis que les premières villes ont été désignées. Ils y "
    "présentent ce qui a été fait dans leurs rues et leurs écoles, et conviennent du travail de l’année à venir. Les visiteurs "
    "des autres villes sont les bienvenus à cette rencontre, qui se termine par un concert sur la grande place.",
    "es": "Los miembros de la Red se encuentran una vez al año desde que las primeras ciudades fueron designadas. Comparten lo "
    "que han hecho en sus calles y escuelas y acuerdan el trabajo del año que viene. Los visitantes de otras ciudades también "
    "son bienvenidos a este encuentro, que termina con un concierto en la plaza mayor por la noche.",
    "pt": "Os membros da Rede encontram-se uma vez por ano desde que as primeiras cidades foram designadas. Partilham o que foi "
    "feito nas suas ruas e escolas e acordam o trabalho do ano que vem. Os visitantes das outras cidades também são bem-vindos "
    "ao encontro, que não é fechado ao público e termina com um concerto na praça principal da cidade.",
    "it": "I membri della Rete si incontrano una volta all’anno da quando sono state designate le prime città. Condividono "
    "quello che è stato fatto nelle strade e nelle scuole e concordano il lavoro per l’anno che viene. Anche i visitatori "
    "degli altri paesi sono benvenuti al raduno, che è aperto al pubblico e si chiude con un concerto nella piazza più grande.",
    "de": (
        "Die Mitglieder des Netzwerks treffen sich einmal im Jahr, seit die ersten Städte ernannt wurden. Der Bürgermeister "
        "des Ortes und die Leiter des Museums, des Theaters und des Archivs zeigen, was in den Straßen geschieht. Am Ende des "
        "Treffens steht ein Konzert auf dem Platz, zu dem auch die Gäste aus den anderen Städten eingeladen sind."
    ),
}
LOREM = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna "
    "aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis "
    "aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint occaecat "
    "cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum. "
)
NAMES = (
    "Paris (France), Santa Fe (United States of America), Lyon (France), Shenzhen (China), Seoul (Republic of Korea), Montréal "
    "(Canada), Bologna (Italy), Chengdu (China), Kanazawa (Japan), Östersund (Sweden), Enghien-les-Bains (France), Krakow "
    "(Poland), Katowice (Poland), Fabriano (Italy), Santos (Brazil), Istanbul (Türkiye), Rio de Janeiro, San Luis Potosí, "
    "São Paulo, Caldas da Rainha, Santa Maria da Feira, Las Palmas, Los Angeles, La Paz, El Paso"
)


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_a_paragraph_is_told_by_its_small_words(lang: str) -> None:
    assert told_by_words(PARAGRAPHS[lang]) == lang
    assert told_by_words(PARAGRAPHS[lang].upper()) == lang
    assert told_by_words(f"{PARAGRAPHS[lang]}\n{NAMES}") == lang
    assert told_by_words(PARAGRAPHS[lang] * 500) == lang


@pytest.mark.parametrize("pair", list(combinations(sorted(LANGUAGES), 2)), ids="-".join)
def test_a_text_half_in_one_language_and_half_in_another_is_told_as_neither(pair: tuple[str, str]) -> None:
    first, second = (PARAGRAPHS[lang] for lang in pair)
    assert told_by_words(f"{first} {second}") is None
    assert told_by_words(f"{second} {first}") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\u00a0",
        "Paris",
        NAMES,
        LOREM,
        LOREM * 5,
        "2008 2009 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019",
        "Medlemmarna i nätverket träffas en gång om året sedan de första städerna utsågs. Ortens borgmästare och cheferna för "
        "museet, teatern och arkivet visar vad som händer på gatorna, och till sist blir det en konsert på torget.",
        "Члены сети встречаются раз в год и обсуждают работу городов.",
        "创意城市网络的成员每年举行一次会议，讨论各城市的工作。",
        "يجتمع أعضاء الشبكة مرة واحدة في السنة لمناقشة عمل المدن.",
    ],
    ids=["empty", "blank", "a name", "names", "lorem ipsum", "much lorem ipsum", "years", "Swedish", "Russian", "Chinese", "Arabic"],
)  # fmt: skip
def test_what_is_in_none_of_the_languages_is_told_as_none(text: str) -> None:
    assert told_by_words(text) is None


@given(st.text())
def test_any_text_is_told_as_one_of_the_languages_or_none(text: str) -> None:
    assert told_by_words(text) in (None, *LANGUAGES)


def test_a_short_page_without_lang_is_read_in_the_language_of_its_months() -> None:
    editions = (("XI", "Lyon, Frankreich", "30. Juni bis 2. Juli 2017"), ("XII", "Graz", "12. bis 15. Juni 2018"))
    terms = "".join(f"<dt>{nth}. Jahreskonferenz<dd>{city}<dd>{days}" for nth, city, days in editions)
    lead = "<p>Das UNESCO Creative Cities Network hält sie einmal im Jahr ab, und die Stadt war dabei.</p>"
    main = f"<h1>Jahreskonferenzen</h1>{lead}<dl>{terms}</dl>"
    page = read_page(f"<html><body>{main}</body></html>".encode(), original="https://www.city.example/p")
    assert page.language == "de"
    assert hosts(page) == {(2017, "Lyon"), (2018, "Graz")}
