"""Whose gathering is it? The network's own conference, another one, or one that only its surroundings tell."""

import re
from functools import lru_cache
from typing import Literal

import msgspec

from scraper.subjects.uccn.grammar.words import (
    CARRIED_ON,
    EDITION,
    FLAGS,
    NETWORKS_OF_CITIES,
    OF,
    OTHER_BODY,
    PLURAL,
    SPOKEN_YEAR,
    YEAR,
    Words,
    compiled,
    network_named,
)
from scraper.subjects.uccn.languages import Language, in_any
from scraper.subjects.uccn.places import cities, country_codes, is_national

Whose = Literal["own", "neutral", "other"]

# Parts of a conference: in small letters they are no gatherings of their own.
_PARTS = re.compile(in_any("parts"), FLAGS)
_FAR = 400  # letters before a conference in which an association is named whose it is
_NEAR = 40  # letters before the network's name in which another body may be named
_LAST_WORDS = re.compile(r"(?:[^\s,.;:()\n]+\s+){0,2}[^\s,.;:()\n]*\s*$")


class Gathering(msgspec.Struct, frozen=True):
    """A gathering that a text names, and where.

    `numbered` says that an ordinal stands before it, `absorbed` that it is the network's, named for another beside it,
    `meets` that it is told by a verb ('the Network met'), `possessed` that it is 'its' or 'theirs' who are named before, `any_one`
    that nothing was said of it before ('a meeting').
    """

    whose: Whose
    start: int
    end: int
    numbered: bool = False
    absorbed: bool = False
    meets: bool = False
    possessed: bool = False
    any_one: bool = False


@lru_cache(maxsize=1024)
def gatherings(text: str, language: Language, words: Words, start: int, end: int) -> tuple[Gathering, ...]:
    """Return the gatherings that a stretch names, in order."""
    found: list[Gathering] = []
    for match in words.event.finditer(text, start, end):
        if (one := _gathering(text, language, words, match, start, end)) is not None:
            before = found[-1] if found else None
            if (
                before
                and _owns(text, words, before, one, end)
                and not re.search(r"[,.;:(]|\s[–—-]\s", text[before.end : one.start])
                and not _WITH.search(text, before.end, one.start)
                and not _AND_ANOTHER.search(text, before.end, one.start)
            ):
                whose: Whose = "other" if before.whose == "other" else one.whose
                absorbed = whose == "other" and one.whose == "own"
                one = msgspec.structs.replace(
                    one, whose=whose, numbered=before.numbered or one.numbered, absorbed=absorbed
                )
                found[-1] = msgspec.structs.replace(before, whose=whose)
            elif (
                before
                and before.whose == "other"
                and (
                    _is_about(text, words, before, one)
                    or (one.whose == "neutral" and _LABELS.fullmatch(text, before.end, one.start))
                )
            ):
                one = msgspec.structs.replace(one, whose="other", absorbed=one.whose == "own")
            found.append(one)
    meets = words.network_meets.search(text[start:end])
    if meets and not found:
        named = max(meets.start("network"), meets.start("behind"))
        found.append(Gathering("own", start + named, start + meets.end(), meets=True))
    elif not found and (meets := words.members_meet.search(text[start:end])):
        named = max(meets.start("members"), meets.start("behind"))
        found.append(Gathering("neutral", start + named, start + meets.end(), meets=True))
    elif not found and (received := words.network_received.search(text[start:end])):
        found.append(
            Gathering("neutral", start + received.start("network"), start + received.end("network"), meets=True)
        )
    is_neutral = any(one.whose == "neutral" for one in found)
    if is_neutral or words.meet.search(text, start, end):  # 'The Cities of Design met in X, those of film in Y'
        fields = [Gathering("other", *one.span()) for one in words.of_a_field.finditer(text, start, end)]
        found = [_of_a_field(text, one, fields) for one in found] + fields
    return _without_asides(text, language, words, sorted(found, key=lambda one: one.start), start, end)


def _without_asides(
    text: str, language: Language, words: Words, found: list[Gathering], start: int, end: int
) -> tuple[Gathering, ...]:
    """Take a conference between commas for no subject: 'A dinner in her honour, for all she met at the …, was held in X'."""
    subject = compiled(rf"\W*(?:{language.indefinite})\s+[^\W\d_]+[^,.;:]*,").match(text, start, end)
    if subject is None or any(one.whose == "own" and one.start < subject.end() for one in found):
        return tuple(found)
    for at, one in enumerate(found):
        verb = re.compile(r"[^,.;:]*,\s+").match(text, one.end, end)
        is_aside = one.start < subject.end() or text.find(",", subject.end(), one.start) < 0
        if verb and is_aside and words.takes_place.match(text, verb.end(), end):
            found[: at + 1] = [msgspec.structs.replace(each, whose="other") for each in found[: at + 1]]
    return tuple(found)


def _of_a_field(text: str, one: Gathering, fields: list[Gathering]) -> Gathering:
    """Return a gathering that may be anybody's as that of the cities of a field before it, or of those that hold it."""
    is_theirs = any(field.end <= one.start or _THAT.fullmatch(text, one.end, field.start) for field in fields)
    return msgspec.structs.replace(one, whose="other") if is_theirs and one.whose == "neutral" else one


_THAT = re.compile(rf"\s*,?\s*(?:{in_any('which')}|{in_any('that')})\s+(?:(?:{in_any('articles')})\s+)?", FLAGS)
_WITH = re.compile(rf"(?<!\w)(?:{in_any('beside')})(?!\w)", FLAGS)
_WITH_A = re.compile(
    r"(?<!\w)(?:with\s+an?|avec\s+une?|con\s+un[ao’']?|com\s+uma?|mit\s+eine[rmn]?)(?:\s+|(?<=[’']))(?:[^\W\d_]+\s+){0,3}$",
    FLAGS,
)
_AND_ANOTHER = re.compile(
    rf"(?<!\w)(?:{in_any('and_')})\s+(?:{in_any('articles')}|{in_any('indefinite')})(?:\s|(?<=[’']))", FLAGS
)  # 'hosted the conference of the Network in 2016 and a fair in 2010'
_LABELS = re.compile(r"[^.;:()\n]{0,40}:\s*[^\w\s]*")  # 'Film festival: editions of 2012 and 2013'


def _owns(text: str, words: Words, one: Gathering, other: Gathering, end: int) -> bool:
    """Say whether a gathering behind another is, or is in, the name of what owns that ('the meeting of the Forum of …')."""
    verb = words.takes_place.search(text, one.end, end)
    is_apart = verb is not None and verb.start() < other.start
    return not is_apart and words.owner.match(text, one.end, other.start + 1) is not None


def _is_about(text: str, words: Words, one: Gathering, other: Gathering) -> bool:
    """Say whether a gathering is only about the one behind it ('a press conference on the Annual Conference')."""
    between = text[one.end : other.start]
    cues = (
        words.hosting,
        CARRIED_ON,
        *words.of("held", "planned"),
    )
    return (
        re.fullmatch(r"[^,.;:()\n]{1,40}", between) is not None
        and not OF.match(between.lstrip())
        and not any(cue.search(between) for cue in cues)
    )


def _gathering(
    text: str, language: Language, words: Words, match: re.Match[str], start: int, end: int
) -> Gathering | None:
    series = words.series.match(text, match.start(), end)
    if series is None and _WITH_A.search(text, max(start, match.start() - 60), match.start()):
        return None  # 'took over with a trade fair': a part of what is told of
    numbered = _is_numbered(text, words, match, start)
    neutral = words.neutral.fullmatch(match[0]) is not None
    before = _LAST_WORDS.search(text, max(start, match.start() - 60), match.start())
    lead = before[0] if before else ""
    if _NOT.search(lead) or _HALL_BEHIND.match(text, match.end(), end) or _HALL_BEFORE.search(lead):
        return None
    if (house := _HOUSE.match(text, match.start(), end)) and cities(house["city"]) and _BEFORE_A_HOUSE.search(lead):
        return None
    if _COMPOUND.match(text, match.end(), end) and not words.ties.match(text, match.end() + 1, end):
        return Gathering("other", match.start(), match.end())
    if not match[0].isupper() and (acronym := _ACRONYM.search(lead)) and _is_of_others(acronym[1], words):
        return Gathering("other", match.start(), match.end())
    label = _LABEL.search(text[max(start, match.start() - 60) : match.start()])
    if _SO_CALLED.search(text, start, match.start()) or (label and OTHER_BODY.search(label["whose"])):
        return Gathering("other", match.start(), match.end())
    if (
        _OWN.match(text, match.end(), end)
        or _is_of_ours(text, words, match.end(), end)
        or (_EIGEN.search(lead) and not words.network_alone.search(lead) and not network_named().search(lead))
        or _LEGAL_FORM.match(text, match.end(), end)
    ):
        return Gathering("other", match.start(), match.end())
    if (owned := _GENITIVE.search(lead)) and _is_of_somebody(owned["whose"], words):
        return Gathering("other", match.start(), match.end())
    body = _WHOSE.fullmatch(text, start, match.start())
    if body and (_is_a_body(body["whose"], words) or OTHER_BODY.match(body["whose"])):
        return Gathering("other", match.start(), match.end())
    if neutral and not series and _is_in_brackets_of_a_part(text, words, match, start):
        return Gathering("other", match.start(), match.end())
    owner = words.owner.match(text, match.end(), end)
    whose = _name(owner["whose"], words) if owner else ""
    lead = _ARTICLE.split(lead)[-1]  # 'chaired the committee when the Annual Meeting was held'
    lead = compiled(rf"(?<!\w)(?:{language.at_it})\s+").split(lead)[-1]  # 'reist die Bürgermeisterin zum Jahrestreffen'
    beside = words.rival.search(f"{lead}{match[0]}")
    if beside and series and beside.start() >= len(lead):
        beside = None  # 'Annual General Meeting'
    rival = beside or (
        owner is not None and (words.rival.search(whose) or words.rival.match(text, owner.start("whose")))
    )
    reaching = words.rival.match(text, match.start(), end)  # 'conferenza stampa'
    if (
        rival
        or (reaching and reaching.end() > match.end())
        or _is_of_a_part(lead, owner["whose"] if owner else "", words)
        or _is_national_behind(text, match, end)
    ):
        return Gathering("other", match.start(), match.end())
    if (
        neutral
        and not series
        and not EDITION.match(match[0])
        and (_OTHERS.search(lead) or _ABOUT.match(text, match.end(), end))
    ):
        return Gathering("other", match.start(), match.end())
    if (neutral or series) and not numbered and _is_what_somebody_held(text, language, match, start):
        return Gathering("other", match.start(), match.end())
    if neutral and not series and _is_a_proper_name(text, language, words, match, start):
        return Gathering("other", match.start(), match.end())
    if series or neutral:
        is_series = (
            series is not None and words.relative.match(series[0]) is None
        )  # 'the next meeting' may be of a step
        theirs = _is_others(text, words, owner, is_series=is_series) if owner else False
        if theirs or (owner is None and _goes_on_about_a_part(text, words, start, match.start())):
            return Gathering("other", match.start(), match.end())
        if series and (owner is None or whose[0].isdigit()) and _names_another_association(text, match.start()):
            return Gathering("other", match.start(), match.end(), absorbed=True)
        is_of_us = owner is not None and (words.members.match(whose) is not None or _is_of_our_cities(text, owner))
        own = series is not None or is_of_us
        own = own or (_NAMED.search(lead) is not None and numbered)
        possessed = _is_possessed(text, language, start, match.start())
        if possessed and (series or not own):
            cues = (network_named(), words.network_alone)
            named = [one.start() for cue in cues for one in cue.finditer(text, start, match.start())]
            if _names_another_association(text, match.start()) or _is_of_one_nation(
                text, language, start, match.start()
            ):
                return Gathering("other", match.start(), match.end())
            rivals = words.rival.finditer(text, max(start, max(named) - _NEAR), match.start()) if named else ()
            mayors = compiled(rf"(?:{language.mayors})")  # 'the mayors of the network … for their conference'
            is_ours = bool(named) and all(mayors.fullmatch(one[0]) for one in rivals)
            own, possessed = own and is_ours, not is_ours
        whose_it_is: Whose = "own" if own else "neutral"
        any_one = not own and _is_any(text, language, words, match, start, end)
        return Gathering(whose_it_is, match.start(), match.end(), numbered, possessed=possessed, any_one=any_one)
    if match[0][0].islower() and _PARTS.fullmatch(match[0]):
        return None
    return Gathering("other", match.start(), match.end())


def _is_of_somebody(whose: str, words: Words) -> bool:
    """Say whether the owner before a gathering is neither the network, a city, nor a time ('the Trust’s annual meeting')."""
    known = (
        network_named(),
        words.members,
        words.small,
        words.relative,
        words.ordinal_word,
        words.event,
        _TIME_OR_ALL,
        _OURS,
    )
    return not (any(one.match(whose) for one in known) or cities(whose) or country_codes(whose))


def _is_a_body(name: str, words: Words) -> bool:
    """Say whether a name before a gathering and a comma is that of who holds it: 'Eurocities, annual conference'."""
    known = (words.small, words.members, words.series, words.event, words.list_of, words.held_heading, words.coming)
    return not (any(one.search(name) for one in (*known, network_named())) or cities(name) or country_codes(name))


def _is_a_proper_name(text: str, language: Language, words: Words, match: re.Match[str], start: int) -> bool:
    """Say whether a gathering bears a name of its own, all in capitals but it is no title ('the African Cities Culture Meeting')."""
    if (sort := _SORT_OF_CITIES.search(text, start, match.start())) and not words.members.match(sort["sort"]):
        return True  # 'Winter Cities Conference'
    name = _CAPITALS.search(text, start, match.start())
    if language.code == "de" or not name:
        return False
    is_long = len(name[0].split()) > 2 and _BEHIND_ARTICLE.search(text, start, name.start()) is not None
    if not is_long and not _IN_A_SENTENCE.search(text, start, name.start()):
        return False
    if cities(name[0].strip()):
        return False
    parts = name[0].split()
    ours = (
        words.small,
        words.ordinal_word,
        words.members,
        words.series,
        network_named(),
        words.coming,
        words.held_heading,
    )
    return (
        not any(one.match(part) for one in ours for part in parts if not (one is words.small and part.isupper()))
        and not all(cities(part) or country_codes(part) for part in parts)
        and network_named().search(name[0]) is None
    )


def _is_what_somebody_held(text: str, language: Language, match: re.Match[str], start: int) -> bool:
    """Say whether some conferences, or any, are what a person held ('She organised conferences in X')."""
    held = compiled(
        rf"\W*(?:{language.persons})\s+(?:(?!(?:{language.the})\s)[^\W\d_]+\s+|\d{{4}}\s+){{0,5}}?"
        rf"(?:(?P<any>{language.indefinite})\s+|des\s+)?"
    ).fullmatch(text, start, match.start())
    return held is not None and (held["any"] is not None or match[0].lower().endswith(("s", "en", "ze")))


def _is_any(text: str, language: Language, words: Words, match: re.Match[str], start: int, end: int) -> bool:
    """Say whether a gathering is one of which nothing was said before ('A technical meeting was held in X', 'Meetings were held')."""
    known = rf"(?:{language.of}|{language.this_one}|{language.the})(?!\w)"  # 'three of these conferences'
    some = rf"(?:{language.indefinite}|{language.several}|{'|'.join(language.numbers)})"
    if compiled(rf"(?<!\w){some}(?:\s+|(?<=[’']))(?:(?!{known})[^\W\d_]+\s+){{0,2}}$").search(
        text, start, match.start()
    ):
        return True
    return _are_some(text, words, match, start, end) or _is_of_a_sort(text, language, words, match, start, end)


def _are_some(text: str, words: Words, match: re.Match[str], start: int, end: int) -> bool:
    """Say whether gatherings without an article are told to have been in a place or two ('Meetings were held', 'hosted meetings')."""
    told = next((one for one in (words.takes_place, words.hosts) if one.search(text, start, end)), None)
    if told is None or not PLURAL.search(match[0]) or len(re.compile(YEAR).findall(text, start, end)) > _FEW:
        return False
    before = [one for one in told.finditer(text, start, match.start()) if not text[one.end() : match.start()].strip()]
    return bool(before) or _BARE.search(text[start : match.start()]) is not None


_FEW = 2  # hosts; more are those of a series
_BARE = re.compile(r"(?:^|[.,;:])\s*(?:des\s+)?$", FLAGS)


def _is_of_a_sort(text: str, language: Language, words: Words, match: re.Match[str], start: int, end: int) -> bool:
    """Say whether a word beside a gathering says of what sort it is ('the technical meeting', 'la réunion technique')."""
    if language.code in ("en", "de"):
        word = re.compile(r"(?<![\w’'-])[a-zß-ÿ][\w-]*\s+$").search(
            text, max(start, match.start() - _LONGEST_SORT), match.start()
        )
        return word is not None and word.start() > start and not _is_plain(word[0].strip(), language, words)
    word = re.compile(r"\s(?P<word>[a-zß-ÿ]{4,})\s").match(text, match.end(), end)
    is_sort = word is not None and words.takes_place.match(text, word.end(), end) is not None
    return word is not None and is_sort and not _is_plain(word["word"], language, words)


def _is_plain(word: str, language: Language, words: Words) -> bool:
    """Say whether a word beside a gathering leaves it the same ('the next meeting', 'the big conference')."""
    known = (
        words.small,
        words.ordinal_word,
        words.relative,
        words.coming,
        words.held_heading,
        words.takes_place,
        words.ties,
    )
    plain = compiled(rf"(?:{language.plain}|{language.the}|{language.this_one}|{language.articles}|{language.of})")
    return any(one.match(word) for one in known) or plain.fullmatch(word) is not None


_LONGEST_SORT = 24  # letters


def _is_in_brackets_of_a_part(text: str, words: Words, match: re.Match[str], start: int) -> bool:
    """Say whether a gathering stands first in brackets behind another body: 'for the working group of X (meeting of 23 January)'."""
    at = max(start, match.start() - _NEAR)
    return text[at : match.start()].rstrip().endswith("(") and words.rival.search(text, at, match.start()) is not None


def _is_of_one_nation(text: str, language: Language, start: int, at: int) -> bool:
    """Say whether a country's cities are named before 'their conference' ('The six German cities … met for their …')."""
    word = r"[^\W\d_]+"
    of_cities = compiled(
        rf"(?:(?P<before>{word})\s+)?(?:{language.cities})(?:\s+(?P<behind>{word}))?(?:\s+(?P<last>{word}))?"
    )
    return any(
        named is not None and is_national(named)
        for one in of_cities.finditer(text, start, at)
        for named in one.groups()
    )


_ALONE = re.compile(in_any("the_network"), FLAGS)  # which may be any network's
_NAME = rf"(?!UNESCO|UCCN|(?:{in_any('creative')}|{in_any('arts')}|{in_any('yearly')}))(?-i:[A-ZÀ-Þ][\w’-]{{2,}})"
_OF_SUCH = rf"[ ](?:{in_any('of')}|{in_any('for_')})(?:[ ]|(?<=[’']))(?:(?:{in_any('articles')})(?:[ ]|(?<=[’'])))?(?!R[úu]s[si])"
_NO_NAME = (
    rf"(?:{in_any('articles')}|{in_any('the')}|{in_any('this_one')}|{in_any('our')}|{in_any('cities')}|{in_any('worldwide')}|"
    r"one|every|each|any|some|many|most|no|all|new|which|what|its|their|such|another|both|russian|swiss)[ ]"
)
_TOWNS_THERE = rf"(?:{in_any('cities')}|{in_any('other_towns')}|cit[ée]s)"
_OUR_CITIES = rf"{in_any('creative')}|UNESCO|UCCN|{in_any('members')}"
ASSOCIATION = re.compile(
    rf"(?<!\w)(?:{in_any('associations')}){_OF_SUCH}{_NAME}(?:[ ]{_NAME})*|"
    rf"(?<!\w)(?-i:(?=[A-ZÀ-Þ]))(?:{in_any('associations')}){_OF_SUCH}"
    rf"(?:{_TOWNS_THERE}[ ](?!{_OUR_CITIES}|{in_any('of')})[^\W\d_]{{4,}}|(?!{_OUR_CITIES})[^\W\d_]{{4,}}[ ]{_TOWNS_THERE})|"
    rf"(?<!\w)(?!{_NO_NAME}){_NAME}[ ](?:(?:{in_any('cities')})[ ])?(?:{in_any('associations')})(?!\w)|"
    rf"(?<!\w)(?-i:(?=[a-z]|Netzwerk|Verband))(?:{in_any('associations')})[ ]{_NAME}|\b(?:{NETWORKS_OF_CITIES})\b",
    FLAGS,
)
"""Names of other associations: 'the Network of Slow Towns', 'the Eurotowns network'."""


def _names_another_association(text: str, at: int) -> bool:
    """Say whether the association named last before 'the annual conference', far before at most, is another one than ours."""
    first = max(0, at - _FAR)
    ours = [one.span() for one in network_named().finditer(text, first, at) if not _ALONE.fullmatch(one[0])]
    named = (one.span() for one in ASSOCIATION.finditer(text, first, at))
    others = [
        (start, end)
        for start, end in named
        if text[start - 2 : start] != ", "  # 'Creative Cities, Network of', in an encyclopaedia
        and not any(start < last and begin < end for begin, last in ours)
    ]
    return bool(others) and max(others) > max(ours, default=(-1, -1))


def _is_national_behind(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether a gathering is that of a country's cities: 'encontros brasileiros'; an Italian edition was in Italy."""
    behind = _NEXT_WORD.match(text, match.end(), end)
    return behind is not None and not EDITION.match(match[0]) and is_national(behind["word"].capitalize())


def _is_of_a_part(lead: str, whose: str, words: Words) -> bool:
    """Say whether a gathering is that of a country, or of a region: 'the German meeting', 'of the Creative Cities of Africa'."""
    members, named = words.members.match(whose), words.members.search(lead)
    behind = whose[members.end() :].removeprefix(" UNESCO") if members else ""
    before = lead.split()[-1:] + (lead[: named.start()].split()[-1:] if named else [])
    if any(map(_is_one_part, (*before, *whose.split()[:2], *behind.split()[:1]))):
        return True
    owner = _OF_WHAT.match(behind)
    inner = words.members.match(behind, owner.start("whose")) if owner else None
    if inner:  # 'rede das cidades criativas portuguesas'
        return any(map(_is_one_part, behind[inner.end() :].split()[:1]))
    names = (owner["first"], owner["whose"]) if owner else ()
    return any(country_codes(name) or _WORLD_REGION.match(name) for name in names)


def _is_one_part(word: str) -> bool:
    """Say whether a word is formed on a country's name, or a region's of the world, or says 'national'."""
    return is_national(word) or all(map(_PART.fullmatch, word.split("-")))  # 'Asia-Pacific'


def _goes_on_about_a_part(text: str, words: Words, start: int, at: int) -> bool:
    """Say whether the network of one country or region was named last before: 'the national network met …; the annual meeting'."""
    named = next(reversed(list(words.members.finditer(text, start, at))), None)
    return named is not None and _is_of_a_part(text[start : named.start()], text[named.start() : at], words)


_WORLD_REGION = re.compile(rf"(?:{in_any('world_regions')})(?!\w)", FLAGS)
_PART = re.compile(rf"{in_any('world_regions')}|{in_any('nationwide')}", FLAGS)
_OF_WHAT = re.compile(
    rf"\s(?:{in_any('of')})(?:(?<=[’'])|\s+)(?:(?:{in_any('articles')})(?:(?<=[’'])|\s+))?(?P<whose>(?P<first>[^\s,.;]+)(?:\s\w+)?)",
    FLAGS,
)


_NAMED = re.compile(r"(?<!\w)(?:UCCN|UNESCO\s+Creative\s+Cities(?:\s+Network)?)(?:[’']s)?\s+$")
_NEXT_WORD = re.compile(r"\s(?P<word>[^\W\d_]+)")
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+\s+){2,5}$")
_SORT_OF_CITIES = re.compile(
    r"(?<![\w’'-])(?P<sort>(?!Creative|Member|Host|UNESCO|UCCN|All|Our|The|These|Their|Partner|New|Six|Seven|Ten)[A-Z][a-z-]{2,})\sCities\s+$"
)
_IN_A_SENTENCE = re.compile(r"(?:^|\s)[a-zß-ÿ]{3,}\s(?:.*\s)?[a-zß-ÿ]{2,}\s+$")
_BEHIND_ARTICLE = re.compile(rf"\s(?-i:{in_any('the')})\s+$", FLAGS)
_ARTICLE = re.compile(rf"(?<!\w)(?:{in_any('the')})(?:\s+|(?<=[’']))", FLAGS)
_ABOUT = re.compile(
    r"(?:\s(?:of|de|von|del|di|do)\s\d{4})?\s(?:on|sur|sobre|[üu]ber|su)\s(?!the|its|their|les?|la|los?|as?|os?)(?-i:[a-zß-ÿ])[^\W\d_]{4,}s?\b",
    FLAGS,
)  # 'conference on museums'
_OTHERS = re.compile(rf"\b(?:{in_any('others')})\s+(?:[^\W\d_]+\s+)?$", FLAGS)
_ACRONYM = re.compile(r"(?<![\w-])([A-Z]{2,6})\s+$")
_LABEL = re.compile(r"(?:^|[.!?\n]\s*)(?P<whose>[^.!?:|\n]{2,40}?)\s?[:|]\s*(?:[^\s:|]+\s+){0,2}$")
_WHOSE = re.compile(r"[\W\d]*(?P<whose>[A-ZÀ-Þ][^\d.,:;()!?]{2,60}?)\s?,\s")
_SO_CALLED = re.compile(  # 'a “UCCN Annual Conference”'
    rf"(?<!\w)(?:{in_any('indefinite')})\s+[“„«\"](?:{in_any('name')}|UNESCO|{in_any('network')}|\s)*$", FLAGS
)
_NOT = re.compile(rf"(?<!\w)(?:{in_any('not_a')})(?:\s+|(?<=[’']))(?:\S+\s+)?$", FLAGS)


# 'Congress Centre', 'Palais des Congrès': what bears the name of gatherings is a place.
_COMPOUND = re.compile(r"-(?!(?:Stadt|St[äa]dte|Orte?|Termine?)(?!\w))[A-Z][^\W\d_]{2,}")
"""A thing that has the conference in its name ('Jahreskonferenz-Archiv'), unless it is a host, a place or a day."""
_HOUSE = re.compile(  # '1–5 July | Forum Braga, Portugal'
    r"F(?:[oó]rum|oro)\s(?P<city>[A-ZÀ-Þ][^\W\d_]+)(?!\w|\s*,?\s*\d)"
)
_BEFORE_A_HOUSE = re.compile(
    rf"(?:^|[|,·•:(\n]|\s[–—-]|(?<!\w)(?:{in_any('before_place')}))\s*(?:(?:{in_any('articles')})\s+)?(?:[A-ZÀ-Þ]\w+\s)?$"
)
_HALL_BEHIND = re.compile(rf"\s(?:{in_any('halls')})(?!\w)", FLAGS)
_HALL_BEFORE = re.compile(
    rf"(?<!\w)(?:{in_any('halls')})\s(?:(?:{in_any('of')})\s*)?(?:(?:{in_any('articles')})\s)?$", FLAGS
)

# 'A conference of their own' is that of a part of the network, or of another body.
_OWN = re.compile(
    r"\s+(?:(?:of|for)\s+(?:its|their|his|her)\s+own|(?:bien\s+)?(?:[àa]\s+(?:elles?|eux|soi)|propres?|propi[ao]s?|pr[óo]pri[ao]s?|propri[aeo])\b)",
    FLAGS,
)
_OF_OURS = re.compile(rf"\s+(?:(?:{in_any('of')})(?:(?<=[’'])|\s+))?(?:{in_any('our')})\s+(?=[^\W\d_]{{4}})", FLAGS)
_EIGEN = re.compile(r"\b(?:own|eigene[nrms]?|propres?|propi[ao]s?|pr[óo]pri[ao]s?|propri[aeo])\s+(?:\w+\s+)?$", FLAGS)


_LEGAL_FORM = re.compile(  # of an association that bears the name
    r"[^.,;:()\n]{1,80}\s(?:e\.\s?V\.|gGmbH|ASBL|A\.\s?C\.|Inc\b|Ltd\b|APS\b|ETS\b)", FLAGS
)


def _is_of_ours(text: str, words: Words, at: int, end: int) -> bool:
    """Say whether a gathering is that of 'our' people ('of our volunteers'), not of our network, cities, or conference."""
    ours = _OF_OURS.match(text, at, end)
    known = (words.members, words.series, words.event, network_named(), _OURS)
    return ours is not None and not any(one.match(text, ours.end()) for one in known)


def _is_of_others(acronym: str, words: Words) -> bool:
    """Say whether letters are neither the network's abbreviation, nor UNESCO's, nor a numeral or a small word in capitals."""
    own = (network_named(), words.members, words.ordinal_word, words.small)
    return not any(one.fullmatch(acronym) for one in own)


def _name(whose: str, words: Words) -> str:
    """Return an owner's name: its first word, and what follows in capitals or small words, not the verb behind it."""
    parts = whose.split()
    last = 1
    for at, part in enumerate(parts[1:], start=1):
        if part[0].isupper() or compiled(
            r"sub-?\w+|sous-?\w+|sotto\w+|cit\w+|vill\w+|ciud\w+|cid\w+|st[äa]dte\w*|network|r[ée]seaux?|red|rede|rete|"
            r"(?:cr[ée]a|cria|krea)tiv\w*"
        ).match(part):
            last = at + 1
        elif not words.small.fullmatch(part):
            break
    return " ".join(parts[:last])


def _is_numbered(text: str, words: Words, match: re.Match[str], start: int) -> bool:
    return any(
        nth.end() <= match.start() and text[nth.end() : match.start()].count(" ") <= 6
        for nth in words.ordinal.finditer(text, max(start, match.start() - 60), match.end())
    )


def _is_others(text: str, words: Words, owner: re.Match[str], *, is_series: bool) -> bool:
    """Say whether what owns a conference is not the network, its members, a year or a host."""
    whose = owner["whose"]
    if _is_of_our_cities(text, owner):
        return False
    if _is_of_a_body(text, words, owner) or _FOR.match(owner[0]):
        return True
    if words.members.match(whose) or whose[0].isdigit() or network_named().match(whose) or _THIS_YEAR.match(whose):
        return False
    if _names_the_network(text, owner.start("whose")):
        return False
    other_cities = _CITIES.match(text, owner.start("whose"))
    if other_cities and not any(pattern.match(text, other_cities.start("which")) for _, pattern in words.statuses):
        return True
    is_ours = words.small.match(whose) or _OURS.match(whose)
    if _CITIES_OF_OTHERS.match(text, owner.start("whose")):
        return True
    if _TOWNS.match(whose) or (_PROFESSION.match(whose) and not is_ours):
        return True
    if not is_ours and _PEOPLE.match(owner[0]) and network_named().search(text, owner.end(), owner.end() + 40) is None:
        return True
    first = re.match(r"[\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)*", whose)
    name = first[0] if first else whose
    if whose[0].isupper():
        bare = re.sub(r"[’']s$", "", name)
        words_of_name = name.split()
        known = any(
            cities(" ".join(words_of_name[:n])) or country_codes(" ".join(words_of_name[:n]))
            for n in range(len(words_of_name), 0, -1)
        )
        return not (known or words.small.fullmatch(bare.split()[0]) or words.no_city.fullmatch(bare))
    if words.small.match(whose) or words.event.match(whose):
        return False
    return not is_series or not (_ANY_OWNER.match(owner[0]) or words.ordinal_word.match(whose))


def _is_of_our_cities(text: str, owner: re.Match[str]) -> bool:
    """Say whether a gathering is that of the network's cities: 'the meeting of the cities of the Network'; not of some."""
    at = owner.start("whose")
    cities = _CITIES_OF.match(text, at)
    is_of_some = _OF_SOME.fullmatch(text, owner.start(), at)
    return cities is not None and not is_of_some and _names_the_network(text, cities.end())


def _names_the_network(text: str, at: int) -> bool:
    """Say whether the network's name stands at a place, perhaps behind 'worldwide' or 'UNESCO'."""
    worldwide = _WORLDWIDE.match(text, at)
    return network_named().match(text, worldwide.end() if worldwide else at) is not None


_CITIES_OF = re.compile(
    rf"(?:{in_any('cities')})\s+(?:{in_any('of')}|{in_any('belongs_to')}|(?:{in_any('which')}|{in_any('that')})\s+[^\W\d_]+(?:\s+(?:to|a[ulo]|aux|à|a|alla|zu[mr]|dem))?)"
    rf"(?:(?<=[’'])|\s+)(?:(?:{in_any('articles')})(?:(?<=[’'])|\s+))?",
    FLAGS,
)
_THIS_YEAR = re.compile(rf"(?:{SPOKEN_YEAR})(?!\w)", FLAGS)
_OF_SOME = re.compile(r"\s*(?:de|di|of|von)\s+", FLAGS)
_WORLDWIDE = re.compile(rf"(?:(?:{in_any('worldwide')}|UNESCO)\s+)+", FLAGS)
_CITIES = re.compile(  # those of another network
    rf"(?:{in_any('cities')})\s+(?!UNESCO|{in_any('creative')}|mi?embr|mitglied|part[ei]ci|d[ée]sign|d[e’']|in\b|im\b)(?P<which>[^\W\d_]{{4,}})",
    FLAGS,
)
_CITIES_OF_OTHERS = re.compile(  # 'of the Cities of Wine'
    rf"{_CITIES_OF.pattern}(?!UNESCO|UCCN|{in_any('network')}|{in_any('the_network')}|{in_any('our')}|{in_any('worldwide')}|{in_any('this_one')}|\d)[^\W\d_]{{3,}}",
    FLAGS,
)
_TOWNS = re.compile(rf"(?:{in_any('other_towns')})\b", FLAGS)  # 'the spa towns'
_OURS = re.compile(
    rf"(?:{in_any('our')}|{in_any('cities')}|{in_any('mayors')}|{in_any('creative')}|\w*-?st[äa]dte)", FLAGS
)
_GENITIVE = re.compile(r"(?<![\w’'-])(?P<whose>[A-Za-z][\w-]+?)(?:[’']s|(?<=s)[’'])\s+(?:[a-z]+\s+)?$")
_TIME_OR_ALL = re.compile(
    rf"(?:{in_any('years')}|{in_any('seasons')}|{in_any('any_of')}|{in_any('the_network')}|\w*day|world|host\w*)(?!\w)",
    FLAGS,
)
_ANY_OWNER = re.compile(  # 'of the years before', 'of all the cities', 'for long'; not 'of the cluster'
    rf"\s*(?:(?:{in_any('for_')})(?!\w)|(?:{in_any('of')})(?:(?<=[’'])|\s+)(?:(?:{in_any('articles')})(?:[’']|\s+))?"
    rf"(?:{in_any('plain')}|{in_any('relative')}|{in_any('coming')}|{in_any('years')}|{in_any('possessive')}|{in_any('our')}|{in_any('any_of')}|"
    rf"(?:\w+\s){{0,2}}(?:{in_any('network')}|{in_any('the_network')}|{in_any('cities')}))(?!\w))",
    FLAGS,
)
_PROFESSION = re.compile(r"(?-i:[a-zß-ÿ])[^\W\d_]{4,}[aeo]s(?!\w)", FLAGS)  # 'conferencia anual de dentistas'
_PEOPLE = re.compile(rf"\s*(?:{in_any('people_behind')})(?!\w)", FLAGS)
_FOR = re.compile(
    r"\s*(?:for|pour|para|per|f[üu]r)\s+(?:the\s+|les\s+|los\s+|os\s+|as\s+|las\s+)?(?!days|hours|weeks|years|always|members|membres|cities)(?-i:[a-zß-ÿ])[^\W\d_]{3,}(?<![us])s\b(?!\s+of)",
    FLAGS,
)
_BODY = re.compile(r"UNESCO(?:[’']s)?\s+(?P<rest>\w.*)", FLAGS)
_NETWORK_OF = re.compile(
    r"(?:Global\s+)?(?:Network|R[ée]seau|Red|Rede|Rete|Netzwerk)\s+(?:of|des?|di|da|der|von)\s", FLAGS
)


def _is_of_a_body(text: str, words: Words, owner: re.Match[str]) -> bool:
    """Say whether a conference is that of another part of UNESCO ('UNESCO field offices'), or of another network."""
    at = owner.start("whose")
    if network_named().match(text, at):
        return False
    if (body := _BODY.match(owner["whose"])) is not None:
        rest = body["rest"]
        is_verb = any(pattern.match(rest) for _, pattern in words.statuses) or words.small.match(rest)
        return not is_verb and words.members.match(rest) is None and network_named().match(rest) is None
    return (
        _NETWORK_OF.match(owner["whose"]) is not None
        and compiled(r"\S+\s+\S+\s+(?:\w+\s+)?(?:creat|cr[ée]at|criat|UNESCO|kreativ|\d)").match(text[at : at + 60])
        is None
    )


def _is_possessed(text: str, language: Language, start: int, at: int) -> bool:
    """Say whether 'its' or 'their' stands before a conference: then the sentence has to name whose."""
    return (
        compiled(
            rf"(?<!\w)(?:{language.possessive})\s+(?:(?!(?:{language.the}|{in_any('at_it')})\s)[\w’']+\.?[ªº]?\s+){{0,3}}$"
        ).search(text[max(start, at - 60) : at])
        is not None
    )
