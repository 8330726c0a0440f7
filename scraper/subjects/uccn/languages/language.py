"""What a language's table has to say, and its ordinals."""

import re

import msgspec


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """How one language says what these pages say: regular expressions without groups of their own, matched in any case.

    * `code` is the language's, in two letters (ISO 639-1).
    * `common`: frequent small words, `|` between, that its neighbours have not, by which its texts are known.
    * `series` names the conferences themselves, `event` any gathering: where the last gathering named before a verb is
      not of the series, the sentence is about another one. `own_edition` is a gathering that with an ordinal is one of
      the series. `rival` marks gatherings that only share the series' name. `network` may stand between an ordinal and
      the series' name.
    * `held`, `planned`, `postponed`, `cancelled`, `candidate` are verb phrases of which the conference is the subject;
      of `hosted`, `will_host`, `candidate_host` it is the object. `postponed_more` and `cancelled_more` say the same in
      other words, nouns among them; `past` and `future` are any verbs of their time. `not_object` are words that cannot
      stand between a number and what it counts.
    * `before_place` may stand before any place, `city_of` before a city, `in_` before a year or a region, `joiner` between
      two places. `respectively` says that cities and years behind it or before it pair in their order.
    * `list_heading`, `previous`, `coming`, `candidacy` tell what a list is of by its heading: hosts, those of the past, those
      to come, candidates; `headings` name a table's columns.
    * `objectives` names the objectives, `purpose` are other words, and verbs, that announce them; `objectives_end` are
      the last words before their list, `opens` what an infinitive behind them begins with, `infinitive` one itself.
      `numbers` say from two on how many there are, `in_order` count them off, its last word the last of them;
      `ownerless` words before them do not say whose they are.
    * `months` January to December, `date_words` stand inside dates, `range_words` between two days.
    * `ordinals` from first on, `ordinal_suffix` what figures take.
    * `not_held` in a note contradicts 'held'; `not_city` are words
      with a capital that name no city.
    * `participants`, `cities`, `countries`, `mayors` are what is counted at a conference; `attended` has to stand in the
      sentence that counts; `membership` says that the network's members are counted.
    * For prose: `name` is the network's, `members` what may follow 'conference of', `of` leads to whose it is, and
      `possessive` says that it is the subject's. `relative` names an edition by another, `anaphor` is how a further
      sentence speaks of it, `one_city` names a member by its field.
    * Verbs of prose: `hosts_now` tells no time; `gathered` tells that the conference is over, `participle` too unless
      another verb contradicts; `put_off` and `call_off` are what somebody does to it; `chosen` is who won a bid; `expects`
      counts ahead.
    * What names a city or a year and no edition: `people` of a city, and those whom `among` lists; years that `since`
      stands before; what is `denied`, doubted or only wished; the beginning of a clause about a `condition`; the year in
      which a city `joined` the network; when a page was `posted`.
    * `audience` are participants where the sentence names the conference, and anybody where it does not. `articles` and
      `weekdays` may stand anywhere. `more` stands behind an item that is cut off.
    """

    code: str
    common: str
    series: str
    event: str
    own_edition: str
    rival: str
    network: str
    held: str
    planned: str
    postponed: str
    cancelled: str
    candidate: str
    hosted: str
    will_host: str
    candidate_host: str
    not_object: str
    before_place: str
    city_of: str
    joiner: str
    in_: str
    list_heading: str
    coming: str
    candidacy: str
    objectives: str
    objectives_end: str
    purpose: str
    numbers: tuple[str, ...]
    in_order: tuple[str, ...]
    infinitive: str
    opens: str
    ownerless: str
    months: tuple[str, ...]
    date_words: str
    range_words: str
    ordinals: tuple[str, ...]
    ordinal_suffix: str
    not_held: str
    not_city: str
    headings: tuple[tuple[str, str], ...]
    participants: str
    cities: str
    countries: str
    mayors: str
    attended: str
    membership: str
    members: str
    name: str
    hosts_now: str
    gathered: str
    participle: str
    anaphor: str
    expects: str
    audience: str
    of: str
    possessive: str
    chosen: str
    put_off: str
    call_off: str
    more: str
    weekdays: str
    articles: str
    one_city: str
    relative: str
    future: str
    past: str
    previous: str
    postponed_more: str
    cancelled_more: str
    people: str
    among: str
    since: str
    denied: str
    condition: str
    joined: str
    posted: str
    respectively: str


_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}


def ordinal_pattern(language: Language) -> str:
    """Return what an ordinal looks like: XII, XIIth, 12th, twelfth. Longer words first: 'décima segunda', 'décima'."""
    words = "|".join(reversed(language.ordinals))
    return rf"(?:(?-i:[XVI]+)(?:{language.ordinal_suffix})?|\d{{1,2}}(?:{language.ordinal_suffix})|{words})"


def ordinal(written: str, language: Language) -> int | None:
    """Return the number that an ordinal stands for (1 to 39), None for what is none."""
    bare = re.sub(rf"(?:{language.ordinal_suffix})$", "", written.strip(), flags=re.IGNORECASE)
    if re.fullmatch(r"[0-9]+", bare):
        return int(bare) if len(bare) < 4 and 0 < int(bare) < 40 else None
    for number, word in enumerate(language.ordinals, start=1):
        if re.fullmatch(word, written.strip(), re.IGNORECASE):
            return number
    if bare and _ROMAN.fullmatch(bare):
        values = [_VALUES[letter] for letter in bare]
        return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return None
