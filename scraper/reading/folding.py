"""Words → a form in which spelling variants are equal."""

import re
import unicodedata
from functools import lru_cache

from scraper.reading.document import without_mojibake


@lru_cache(maxsize=4096)
def same(words: str) -> str:
    """Return a form of words that is equal for variants in case, accents, or character encoding errors."""
    return fold(without_mojibake(words))


def slug(words: str) -> str:
    """Return words in a form for keys."""
    return re.sub(r"\s+", "-", same(words))


def fold(name: str) -> str:
    """The key of a name: equal for two spellings that differ in case, accents, apostrophes or punctuation only.

    Accents go ('Łódź' → 'lodz', 'Sjælland' → 'sjaelland'), so do apostrophes and full stops ('Xi’an' → 'xian',
    'U.S.A.' → 'usa'); '&' becomes 'and'; what else is no letter or digit becomes one space. Folding a key gives the
    same key. Letters of other scripts stay; a name with no letter or digit gives ''.
    """
    caseless = unicodedata.normalize("NFKD", name.translate(_SILENT)).casefold()
    letters = unicodedata.normalize("NFKD", caseless)
    if not letters.isascii():
        letters = "".join(filter(_is_no_mark, letters))
    return _BETWEEN_WORDS.sub(" ", letters.translate(_PLAIN)).strip()


def _is_no_mark(character: str) -> bool:
    return not unicodedata.category(character).startswith("M")


# Apostrophes, as they are typed and as transliterations use them, and the full stop of abbreviations.
_SILENT = dict.fromkeys(map(ord, "'’‘ʼʻʿʾ`´′."))

# Letters that Unicode does not decompose into a plain one and a mark, as they are commonly written without it.
_PLAIN = _SILENT | str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "ə": "e",
        "ǝ": "e",
        "&": " and ",
    }
)

_BETWEEN_WORDS = re.compile(r"[\W_]+")
