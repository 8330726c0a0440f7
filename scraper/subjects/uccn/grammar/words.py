"""The languages' tables as compiled patterns: what marks a gathering, a status, and what speaks against a host.

A page's own table leads (`words`); what only speaks for or against something is looked for in the words of all tables, since
pages mix languages.
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.languages import LANGUAGES, Language, in_any, ordinal_pattern

YEAR = r"(?:(?<![\w./-])|(?<=\bmid-)|(?<=\bmi-))(?:19|20)\d\d(?![\d_a-zß-ÿ]|[./-]\d)"
FLAGS = re.IGNORECASE
_END = r"(?:(?<=[’'])|(?!\w))"  # of a word, or where an apostrophe cuts it short


_MONTHS = "|".join(month for language in LANGUAGES.values() for month in language.months)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled: the languages make more of them than `re` keeps."""
    return re.compile(pattern, FLAGS)


# What a schema.org event says of its status, whatever the page's language.
_EVENT_STATUS: dict[Status, str] = {
    "postponed": "EventPostponed|EventRescheduled",
    "cancelled": "EventCancelled",
}
REGIONS = in_any("regions")
"""Parts of the world are no cities, though a village bears the name."""
_OTHER_SCALE = in_any("other_scale")
_NEUTRAL = in_any("any_gathering")
# Bodies beside the network whose meetings its pages speak of.
NETWORKS_OF_CITIES = r"uclg|iclei|owhc|ovpm|cittaslow|c40|eurocit\w+"
_NAMED_BODIES = rf"mondiacult|habitat|icom|icomos|unwto|interreg|metropolis|{NETWORKS_OF_CITIES}"
_OTHER_OWNER = rf"{_NAMED_BODIES}|{in_any('other_owner')}|(?:{in_any('cities_of')})(?:{in_any('arts')})\w*"
_THAT_OF_ANOTHER = (
    rf"(?:{in_any('that_of')})(?:(?<=[’'])|(?!\w))"
    rf"(?!\s*(?:[\w’'-]+\s+)?(?:UNESCO|UCCN|{in_any('the_network')}|{in_any('creative')}))"
)
_RECEIVED = in_any("received")
_TAKE_PLACE = in_any("to_take_place")
_HOSTS = in_any("host_verbs")
# Nouns whose being given to a city makes it the host; any other noun 'of the conference' is something else than it.
_SEAT = in_any("seat")
EDITION = re.compile(in_any("own_edition"), FLAGS)
"""An edition of the conference, by another noun than it."""
OVERVIEW = re.compile(rf"(?:{in_any('overviews')})(?!\w)", FLAGS)
"""Nouns whose conference is still this one: 'the list of', 'a history of'."""
QUOTED = re.compile(r"„[^“”„\n]*(?:[“”]|\Z)|“[^“”\n]*(?:”|\Z)|«[^«»\n]*(?:»|\Z)|»[^«»\n]*«|‘[^‘’\n]*’|\"[^\"\n]*\"")
"""What stands in quotation marks, closed or not."""
BRACKET = re.compile(r"\([^()\n]*\)")
OTHER_BODY = re.compile(rf"\b(?:{_OTHER_OWNER})\b", FLAGS)
"""Bodies that have conferences of their own, by their names or by what they are ('the council')."""
_NUMBERS = "|".join(number for language in LANGUAGES.values() for number in language.numbers)
GOVERNED = re.compile(
    rf"(?<!\w)(?!(?:{_SEAT}|{in_any('given')}|{_NUMBERS})\b)(?P<noun>[^\W\d_]{{4,}})\s+(?:{in_any('governs')})(?:\s+|(?<=[’']))"
    rf"(?:(?:{in_any('the')})\s*)?(?:(?!(?:that|qu[e’']|che|dass)\b)[^\s:;,»”\"]{{1,24}}\s+){{0,2}}$",
    FLAGS,
)
"""What stands before a conference's name where something else is spoken of: 'registration for the …', 'the report of the …'."""
SPOKEN_OF = re.compile(rf"(?<!\w)(?:{in_any('spoken_of')}|(?:{in_any('tells')})\s+(?:{in_any('about')}))(?!\w)", FLAGS)
"""What is done to a conference elsewhere than where it is held."""
SPOKEN_YEAR = "|".join(in_any(f"{which}_year") for which in ("this", "last", "next"))
PRIZES = re.compile(rf"(?<!\w)(?:{in_any('prizes')})(?!\w)", FLAGS)
"""Prizes, and whom they go to."""
WAS_IN = re.compile(rf"(?<!\w)(?:{in_any('was_in')})", FLAGS)
"""What is said of a conference and its place: that it was or will be in it."""
FOR = re.compile(r"(?<!\w)(?:for|pour|por|per|f[üu]r)\s+(?:the\s+city\s+of\s+)?$", FLAGS)
"""What stands before a city that something is done for, or chosen."""
AROUND = re.compile(
    rf"(?<!\w)(?:{in_any('around')})\s+(?:(?:{in_any('the')})\s*)?(?:[^\s,;:()]{{1,24}}\s+){{0,2}}$", FLAGS
)
"""What stands before the conference's name where something is told of another time."""
NO_HOSTS = re.compile(rf"(?<!\w)(?:{in_any('takes_part')})(?!\w)", FLAGS)
"""Verbs of who takes part in a conference, leaves it, or has another part in it, with the conference for their object."""
ANNOUNCED = re.compile(
    rf"(?<!\w)(?:{in_any('announced')})(?:,?\s+[^\W_]+){{0,3}}?,?\s+(?:{in_any('that')}){_END}", FLAGS
)
"""How an announcement or a choice begins, with what goes before the conference that it is about."""
NAMED_HOST = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?,\s*(?:[^\W\d_]+\s+){{0,3}}?(?:(?:{in_any('the')})\s*)?(?<!\bto\s)(?<!\bwill\s)(?:{in_any('host_noun')})(?!\w)",
    FLAGS,
)
"""What says of a city, behind a comma, that it is or was a host, whatever else is said of it."""
HOST_CLAUSE = re.compile(rf"{NAMED_HOST.pattern}[^,;:.()–—\n]{{0,90}}", FLAGS)
"""All of what says so, until the next mark: ', host of the conference of 2019', ', which will be the host in 2026'."""
HOST_OF_THEN = re.compile(rf"{NAMED_HOST.pattern}[^,;.]*,", FLAGS)
"""What says of a city, between commas, that it was a host: whatever comes behind is of today."""
GIVEN_UP = re.compile(rf"(?<!\w)(?:{in_any('given_up')})(?!\w)", FLAGS)
"""What is said of a city that lost the conference, or gave it up: it is of this city alone."""
HOST_NOUN = re.compile(rf"(?<!\w)(?:{in_any('host_noun')})(?!\w)", FLAGS)
"""What a host is called, or where a conference has its seat."""
WISHED = re.compile(
    rf"(?<!\w)(?:{in_any('wishes')})(?!\w)[^.;:]{{0,90}}?(?<!\w)(?:{_HOSTS}|{in_any('host_noun')})(?!\w)|"
    rf"(?<!\w)(?:{in_any('wishes')}),?\s+(?:[^\s.;:()]+\s+){{0,6}}?(?:{in_any('series')}|{in_any('event')})(?!\w)|"
    rf"(?<!\w)(?:{in_any('motions')})\s+(?:{in_any('for_')}|{in_any('in_order_to')})(?!\w)|"  # 'a motion for X to …'
    rf"\((?:[^()\n]{{0,60}}?\s)?(?:{in_any('wishes')})(?!\w)[^()\n]*\)",
    FLAGS,
)
"""What says that somebody would like to be the host, or that what stands before a bracket is a wish."""
MOVED_FROM = re.compile(
    rf"(?<!\w)(?:{in_any('moved_from')}|{in_any('relocated')})(?:\s+(?:[^\W\d_]+\s+){{0,3}}?|(?<=[’']))$", FLAGS
)
"""What stands before the city that a conference was moved away from."""
MOVED_FROM_BEHIND = re.compile(rf"[^,;.]{{0,40}}?\s(?:{in_any('moved_from_behind')})", FLAGS)
ATTENDANCE = re.compile(rf"(?<!\w)(?:{in_any('attendance')})(?!\w)", FLAGS)
"""What heads a column of those who came."""
OTHER_PART = re.compile(rf"(?<!\w)(?:{in_any('other_part')})(?!\w)", FLAGS)
"""Verbs of who has another part in a conference than to receive it, wherever they are from."""
THERE = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:{in_any('was_there')})\s+(?:[^\W\d_]+\s+){{0,2}}?(?:{in_any('to_place')})\s+$",
    FLAGS,
)
"""What stands between who was there and where that was: 'X was in Y for the conference'."""
GOES = re.compile(rf"(?<!\w)(?:{in_any('goes_to')})(?!\w)", FLAGS)
GOES_TO = re.compile(rf"{GOES.pattern}\s+(?:(?:{in_any('city_of')})\s*)?$", FLAGS)
"""What stands before a city that somebody travels to."""
FOR_IT = re.compile(rf"\W*(?:{in_any('for_')})\b", FLAGS)
"""What stands before a conference that something is for."""
SO_AS_TO = re.compile(rf"\s*(?:\([^()]*\)\s*)?,?\s*(?:{in_any('in_order_to')})\s", FLAGS)
"""What stands behind a city before what somebody does there."""
TO_ATTEND = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?,?\s*(?:(?:(?:{in_any('in_')})\s+)?(?:(?:{_MONTHS})\s+(?:de\s+)?)?(?:19|20)\d\d\s*,?\s*)?"
    rf"(?:{in_any('for_')}|{in_any('in_order_to')})\s+(?:(?:{in_any('attends')})\s+)?(?:(?:{in_any('at_it')})\s*)?"
    rf"(?:(?:{in_any('this_one')})\s*)?(?:(?:\d\S*|(?-i:[IVX]+)\S*|UNESCO|UCCN)\s+){{0,3}}",
    FLAGS,
)
"""What stands between a city and the conference's name where somebody goes there for it."""
NOBODY = re.compile(rf"(?<!\w)(?:{in_any('nobody')})(?!\w)", FLAGS)
"""Who does what is not done."""
PRESENT = re.compile(rf"(?<!\w)(?:{in_any('present')})(?!\w)", FLAGS)
"""Ends of sentences that say who took part."""
BESIDE = re.compile(
    rf"(?<!\w)(?:{in_any('beside')})\s+(?:the\s+)?(?:[^\W\d_]+\s+(?:{in_any('and_')})\s+)?$",
    FLAGS,
)
"""What stands before a city that is not the one spoken of."""
_CLAUSE = (
    r"(?P<mark>\s[—–-]|,)\s(?:which|who|whose|qui|que|dont|che|die|der|das|deren?|dessen|where|o[ùu]|donde|dove|onde|"
    r"cuy[ao]s?|cuj[ao]s?|(?:la|il|i|le)\scui)\s[^—–;()]*?(?<=\w)"
)
RELATIVE_CLAUSE = re.compile(rf"{_CLAUSE}(?P=mark)(?=\s)", FLAGS)
"""A clause between two marks about what stands before it."""
LAST_CLAUSE = re.compile(rf"{_CLAUSE}(?:(?P=mark)(?=\s)|\Z)", FLAGS)
"""The same, also at the end of a sentence."""
APPLIED = re.compile(rf"(?<!\w)(?:{in_any('applied')})(?!\w)", FLAGS)
"""What a city does that would like to be the host."""
AFTER = re.compile(rf"(?<!\w)(?:{in_any('after')})(?!\w)", FLAGS)
"""What stands before the hosts before the one that is spoken of."""
OFTENER = re.compile(rf"(?<!\w)(?:{in_any('oftener')})(?!\w)", FLAGS)
"""What meets oftener than once a year is not the annual conference."""
YEARLY = re.compile(in_any("yearly"), FLAGS)
"""What makes a meeting the annual one."""
PLURAL = re.compile(r"(?:s|i|en|ze)\b")  # 'conferenze'
"""The ending of a gathering's name where several are meant."""
OF_THE_NTH = re.compile(
    rf"(?<!\w)(?:{in_any('articles')})\s+(?:(?-i:[IVX]{{1,6}})(?:e|[èe]me|ª|a)?|\d{{1,2}}(?:th|st|nd|rd|e|[èe]me|ª|a|\.))\s+(?:(?:{in_any('in_')}|{in_any('of')})\s+)?$",
    FLAGS,
)
"""What stands before the year of an edition that only its ordinal names ('de la XVI en')."""
TO_TAKE_PLACE = re.compile(rf"(?<!\w)(?:{in_any('to_take_place')})(?!\w)", FLAGS)
"""What is said of what takes place, of its beginning and its end."""
CARRIED_ON = re.compile(rf"(?<!\w)(?:{in_any('carried_on')})(?!\w)", FLAGS)
"""How a sentence goes on from one edition to the next."""
TAKEN_BACK = re.compile(rf"(?<!\w)(?:{in_any('taken_back')})(?!\w)", FLAGS)
"""What takes back the sentences before it."""
SATIRE = re.compile(rf"(?<!\w)(?:{in_any('satire')})(?!\w)", FLAGS)
"""What says of a page that nothing on it is so."""
TITLE_OF_A_CITY = re.compile(rf"(?<!\w)(?:{in_any('city_titles')})(?:\s+[^\s\d,.;:()]+){{0,3}}\s*\(?$", FLAGS)
"""What a year behind it is that of: 'European Youth Capital in'."""
NAMESAKE = re.compile(rf"(?<!\w)(?:{in_any('namesake')})(?!\w)", FLAGS)
"""How a page says that it is about something else than what it names."""
CONFUSED = re.compile(rf"(?<!\w)(?:{in_any('confused')})(?!\w)", FLAGS)
"""What stands before something that is not what a page, or the sentence before, is about."""
OTHERWISE = re.compile(rf"\W*(?:{in_any('otherwise')})(?!\w)", FLAGS)
"""How a sentence begins that says what is so instead of what the one before it does."""
CONCESSION = re.compile(rf"(?<!\w)(?:{in_any('although')})\b[^,;:()]*$", FLAGS)
"""What stands before a city in a clause that concedes something."""
LOSERS = re.compile(rf"(?<!\w)(?:{in_any('chosen_over')})\s+(?:the\s+|la\s+)?$", FLAGS)
"""What stands before a city that another was chosen over."""
ORIGIN = re.compile(rf"(?<!\w)(?:{in_any('comes_from')}|{in_any('near_a_town')})(?:\s+|(?<=[’']))(?:the\s+)?$", FLAGS)
"""What stands before a city that somebody or something comes from, or is near to."""
STANDS_IN_FOR = re.compile(
    rf"(?<!\w)(?:{in_any('stands_in_for')})\s+(?:(?:{in_any('before_place')}|{in_any('of')}|the)\s+)?$", FLAGS
)
"""What stands before a city that another is host in place of, or is only likened to."""
OF = re.compile(rf"(?:{in_any('belongs_to')})\b", FLAGS)
"""What makes something another's; not what it is for, or from where."""
WHERE = re.compile(rf"(?-i:\s+[a-zß-ÿ]+)?\s*,\s+(?:[^,;.()\n]{{2,30}},\s+)?(?:{in_any('where')})(?!\w)", FLAGS)
"""What leads to something said of the place before it ('…, where the conference was held')."""
DEADLINE = re.compile(rf"(?<!\w)(?:{in_any('deadline')})(?!\w)", FLAGS)
"""What stands beside days that are none of the conference."""
PUBLISHED = re.compile(rf"(?<!\w)(?:{in_any('publishers')})(?!\w)")
"""Who publishes a book, with a capital: the place and the year beside it are those of the book."""

OPENS = re.compile(rf"\b(?:{in_any('opening')})\b", FLAGS)
UNTIL = re.compile(rf"(?<!\w)(?:{in_any('until_day')})(?!\w)", FLAGS)
CLOSES = re.compile(rf"\b(?:{in_any('closing')})\b", FLAGS)
CAPTION = re.compile(rf"\s*(?:{in_any('caption')})\b[^:.\n]{{0,30}}:", FLAGS)
"""How a caption or a credit begins."""
_AGO = in_any("years_ago").replace("#", r"[^\W_]+")
RELATIVE_YEAR = re.compile(rf"(?<!\w)(?:{in_any('relative_year')}|{_AGO})", FLAGS)
"""A year that is told by another: which one, the words alone do not say."""
SHORT_YEAR = re.compile(r"(?<=[’'‘])[0-3]\d(?!\d)(?![’'\w])")
"""A year without its century, and what else may be one ('l'11 giugno')."""
SURE_SHORT_YEAR = re.compile(
    rf"(?<=[\w.]\s[’'‘])(?:0[4-9]|[12]\d)(?!\d)(?=\s*(?:[,;.):/–—]|$|\s(?:{in_any('and_')})\s))"
)
"""One behind a word, with nothing behind it that it could count ('Bologna '13 and …')."""

PRONOUN = re.compile(rf"\s*(?:{in_any('pronouns')})(?!\w)", FLAGS)
"""What stands for a conference that the words before it name."""
ONES = rf"(?:(?-i:[IVX]+)(?:e|[èe]me|ª|º)?|{in_any('ones')})\b"
"""Adjectives that stand for the conference itself: 'the most recent took place'."""
CONNECTIVES = in_any("connectives")
"""Words that carry a list of editions on, and say nothing else: 'later in …', 'the one of 2010', 'puis', 'jene von 2022'."""


_PLURAL_MAYBE = re.compile(r"[(/](?:e?s|en|in|nen)\)?(?!\w)", FLAGS)


class Words(msgspec.Struct, frozen=True, eq=False):
    """A language's patterns, compiled."""

    series: re.Pattern[str]
    event: re.Pattern[str]
    neutral: re.Pattern[str]
    rival: re.Pattern[str]
    owner: re.Pattern[str]
    members: re.Pattern[str]
    list_of: re.Pattern[str]
    statuses: tuple[tuple[Status, re.Pattern[str]], ...]
    held_heading: re.Pattern[str]
    coming: re.Pattern[str]
    candidacy: re.Pattern[str]
    objectives: re.Pattern[str]
    ordinal: re.Pattern[str]
    bare_ordinal: re.Pattern[str]
    joiner: re.Pattern[str]
    network_meets: re.Pattern[str]
    of_a_field: re.Pattern[str]
    meet: re.Pattern[str]
    network_alone: re.Pattern[str]
    network_received: re.Pattern[str]
    members_meet: re.Pattern[str]
    appointment: re.Pattern[str]
    assigned: re.Pattern[str]
    there: re.Pattern[str]
    relative: re.Pattern[str]
    contrast: re.Pattern[str]
    first_planned: re.Pattern[str]
    in_place_of: re.Pattern[str]
    cleft: re.Pattern[str]
    not_: re.Pattern[str]
    reported: re.Pattern[str]
    conditional: re.Pattern[str]
    together: re.Pattern[str]
    apposition: re.Pattern[str]
    before_place: re.Pattern[str]
    country_lead: re.Pattern[str]
    people: re.Pattern[str]
    since: re.Pattern[str]
    denied: re.Pattern[str]
    filed: re.Pattern[str]
    condition: re.Pattern[str]
    joined: re.Pattern[str]
    of_members: re.Pattern[str]
    posted: re.Pattern[str]
    respectively: re.Pattern[str]
    no_city: re.Pattern[str]
    small: re.Pattern[str]
    common: re.Pattern[str]
    ordinal_word: re.Pattern[str]
    that_one: re.Pattern[str]
    labels: tuple[tuple[str, re.Pattern[str]], ...]
    moved_to: re.Pattern[str]
    hosts: re.Pattern[str]
    hosting: re.Pattern[str]
    one_city: re.Pattern[str]
    takes_place: re.Pattern[str]
    firm: re.Pattern[str]
    who_hosts: re.Pattern[str]
    steps: re.Pattern[str]
    chosen: re.Pattern[str]
    accepted: re.Pattern[str]
    guests: re.Pattern[str]
    comers: re.Pattern[str]
    ahead: re.Pattern[str]
    ties: re.Pattern[str]
    hosts_behind: re.Pattern[str]
    only_when: re.Pattern[str]
    participle: re.Pattern[str]
    gathered: re.Pattern[str]
    at_it: re.Pattern[str]

    def field(self, written: str) -> str | None:
        """Return the field of an edition that a term, a head or a label names, and nothing else."""
        written = _PLURAL_MAYBE.sub("", written)  # 'Host(s)'
        return next((name for name, pattern in self.labels if pattern.fullmatch(written)), None)

    def of(self, *wanted: Status) -> list[re.Pattern[str]]:
        """Return the patterns of some statuses."""
        return [pattern for status, pattern in self.statuses if status in wanted]

    def rejected(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return what says where the conference was not, beside where it was instead; group `instead` ends it."""
        found = (one.search(text, start, end) for one in (self.contrast, self.first_planned, self.in_place_of))
        match = next(filter(None, found), None)
        return match if match and not self.event.search(text, *match.span()) else None

    def denies(self, text: str, start: int, end: int) -> bool:
        """Say whether words there deny or doubt, other than the conditional of what is reported ('it was noted that X would').

        'Not in X, but in Y' denies nothing of Y, nor does that a bid was submitted, of which somebody is a candidate.
        """
        denied = list(self.denied.finditer(text, start, end))
        if not denied:
            return False
        said = filter(None, (self.rejected(text, start, end), self.filed.search(text, start, end)))
        harmless = [match.span() for match in said]
        return any(
            not any(first <= match.start() < last for first, last in harmless)
            and not (self.conditional.fullmatch(match[0]) and self.reported.search(text, start, match.start()))
            for match in denied
        )


@cache
def words(language: Language) -> Words:
    """Return a language's patterns."""
    met = rf"(?:{language.met})(?!\w)(?!\s+(?:{in_any('other_scale')}))"
    begins = (
        rf"(?:^|[,;:–—(]\s*|(?<!\w)(?:{in_any('new_clause')}|{in_any('where')})\s+)"
        rf"(?:(?:{language.before_place})\s+(?-i:[A-ZÀ-Þ])[^\W\d_]+,?\s+)?"
        rf"(?:(?:(?:(?:{language.in_})\s*)?(?:[^\W\d_]+\s+)?\d{{4}}|{SPOKEN_YEAR}),?\s+)?(?:(?:{language.articles})\s*)?"
    )
    # 'the mayor met the Network' is said of the mayor, 'se reunió la Red' of the Network
    inverted = rf"(?<!\w){met}" if language.code != "en" else rf"{begins}{met}"
    plural = r"(?:(?<=le\s)|(?<=tra\s))" if language.code == "it" else ""  # 'città' is one, or many
    months = "|".join(language.months)
    nth = ordinal_pattern(language)
    figures = rf"(?:(?-i:[XVI]{{2,6}})|\d{{1,2}})(?:{language.ordinal_suffix})?"
    one = rf"(?P<nth>{'|'.join(reversed(language.ordinals))}|{figures}|{language.ones})"
    network = rf"(?:(?:{language.network})(?:[’']s)?\s+){{0,4}}"
    neutral = rf"{language.own_edition}|{_NEUTRAL}"
    dated = (  # a place with its year: 'Lyon (Francia), en 2009'
        rf"(?-i:[A-ZÀ-Þ])[\w’'-]+(?:\s(?-i:[A-ZÀ-Þ])[\w’'-]+){{0,3}}(?:\s*\([^()\n]{{2,30}}\)|,[^,;.:]{{2,30}},)?,?\s*"
        rf"(?:\(|(?:[^\W\d_]+\s+)?(?:{language.in_})\s*)?(?:[^\W\d_]+\s+(?:de\s+)?)?{YEAR}"
    )
    gathering = rf"(?:{language.series}|{language.event}|events?|pre-?conf\w+)"
    own_noun = rf"{network}(?:{language.series}|{neutral})\b"
    small = (
        rf"{language.date_words}|{language.in_}|{language.joiner}|{language.before_place}|{language.of}|{language.articles}|"
        rf"{language.range_words}|{language.weekdays}|{language.seasons}|{months}|{language.city_of}|{language.respectively}|·|host(?:s|ed)?|by"
    )
    fields = "|".join(rf"(?:{pattern})" for _, pattern in language.headings)
    country = dict(language.headings)["country"]
    behind = {  # 'Place of the conference', 'City and country', 'Host (country)'
        "city": r"(?:(?<!host)(?<!hosts)(?<!h[ôo]te)(?<!anfitriona)(?<!anfitri[ãa])"  # of which the years may be told
        rf"\s+(?:{language.of})(?:\s+|(?<=[’']))(?:(?:{language.articles})\s*)?(?:{language.series}|{language.event}))?"
        rf"(?:\s*(?:(?:{language.and_})\s|[/,(–-])\s*(?:{country})\)?)?"
    }
    labels = tuple(
        (name, re.compile(rf"\s*¿?(?:{pattern}){behind.get(name, '')}\s*[:：?]?\s*", FLAGS))
        for name, pattern in language.headings
    )
    hosting = (
        rf"(?:{language.hosted}|{language.will_host}|{language.candidate_host}|{language.hosts_now}|"
        rf"{language.held}|{language.planned}|{_RECEIVED})"
    )
    not_for_a_title = (  # 'its candidature as City of Design'
        r"(?!\s+(?:as|como|comme|come|als|for|para|zur?|a|à)\s+"
        rf"(?:(?:{language.articles}|{language.indefinite})\s+)?(?:UNESCO\s+)?(?:Creative\s+)?(?:{language.one_city})\s*(?:{language.of})(?!\w))"
    )
    statuses: tuple[tuple[Status, str], ...] = (
        (
            "postponed",
            rf"{language.postponed}|{language.put_off}|{language.postponed_more}|{_EVENT_STATUS['postponed']}",
        ),
        (
            "cancelled",
            rf"{language.cancelled}|{language.call_off}|{language.cancelled_more}|{_EVENT_STATUS['cancelled']}",
        ),
        (
            "candidate",
            rf"{language.candidate}|{language.candidate_host}|(?:{language.candidacy})\b{not_for_a_title}|{language.offered}",
        ),
        ("planned", rf"{language.planned}|{language.will_host}|{language.future}"),
        ("held", rf"{language.held}|{language.hosted}|{language.gathered}|{language.participle}|{language.past}"),
    )
    compiled = {
        "series": rf"(?<!\w)(?:{language.series})(?!\w)",
        "event": rf"(?<!\w)(?:{gathering})(?!\w)",
        "neutral": rf"(?<!\w)(?:{neutral})(?!\w)",
        "rival": (
            rf"\b(?:{language.rival}|{_OTHER_OWNER})\b|(?<!\w)(?:{_OTHER_SCALE})[\s-]+{gathering}|"
            rf"(?<!\w){gathering}\s+(?:{_OTHER_SCALE})(?!\w)"
        ),
        "owner": (
            rf"\s*(?:\(?(?:19|20)\d\d\)?\s*)?(?:(?:{language.of})(?:(?<=[’'])|(?!\w))\s*)(?:(?:{language.articles})(?:\s+|"
            rf"[’'])){{0,2}}(?P<whose>[^\W_][\w’'&-]*(?:[ \u00a0][^\W_][\w’'&-]*){{0,5}})"
        ),
        "members": rf"(?:{language.members}|{language.name}|{language.network}|{language.series})(?!\w)",
        "list_of": rf"(?<!\w)(?:{language.list_heading}|hosts?|Gastgeber\w*)(?!\w)",
        "held_heading": language.previous,
        "coming": rf"\b(?:{language.coming})\b",
        "candidacy": rf"\b(?:{language.candidacy})\b{not_for_a_title}",
        "objectives": rf"\b(?:{language.objectives})\b",
        "ordinal": (
            rf"(?<![\w.,/-])(?P<ordinal>{nth})(?=\s*{own_noun})"
            rf"(?!\s*{own_noun}(?:\s+[^\W\d_]+){{0,8}}?\s+(?:{in_any('in_a_row')})(?!\w))"
        ),
        "bare_ordinal": (
            rf"(?<![\w.,/-])(?P<ordinal>(?-i:[XVI]{{1,6}})(?:{language.ordinal_suffix})?|"
            rf"\d{{1,2}}(?:{language.ordinal_suffix})|{'|'.join(reversed(language.ordinals))})"
            rf"(?=\s*(?:[,.;:)|]|\((?:19|20)\d\d\b|[–—](?!\s?\d)|-(?!\w)|$|\s(?:{in_any('behind_ordinal')}|,)\b))"
        ),
        "joiner": (
            rf"\s*(?:,\s*)?(?:\b(?:{language.joiner})(?:(?<=[.’'])|\b)|[&/+])\s*"
            rf"(?:(?:{language.before_place})\s+|[àa]\s+|d[’'])?(?:(?:{language.city_of})\s*)?|\s*[–—-]\s*"
        ),
        "relative": rf"(?<!\w)(?:{language.relative})(?!\w)",
        "cleft": rf"(?<!\w)(?:{language.cleft.replace('#', YEAR)})",
        "contrast": (
            rf"(?<!\w)(?:{language.not_})(?!\w)(?:[^.;:]{{0,60}}?\s)?\s?(?:{language.before_place}|an|am|im|auf)\s[^.;:]{{1,60}}?(?P<instead>,?\s*(?<!\w)(?:{language.instead}))\s+"
            rf"(?=(?:(?:{language.before_place})\s|im\s)\D)"
        ),
        "first_planned": (  # 'the conference, initially planned in X, will be in Y'
            rf",\s+(?=[^,;:.()]{{0,80}}?(?<!\w)(?:{language.moved_from})(?!\w))[^,;:.()]{{1,110}}?(?P<instead>,)(?=\s)"
        ),
        "in_place_of": (  # 'in Y instead of X'
            rf"(?<!\w)(?:{language.in_place_of})(?!\w)\s*(?:(?:{language.before_place})\s+)?(?=[^\W\d_])[^,;:.()\d]{{2,40}}?(?P<instead>(?=[,;:.()]|\s(?:{language.before_place})\s|$))"
        ),
        "not_": rf"(?<!\w)(?:{language.not_})(?!\w)",
        "filed": rf"(?<!\w)(?:{language.filed})\s+(?:[^\W\d_]+[’']?\s*){{0,4}}?(?<!\w)(?:{language.candidacy})(?!\w)",
        "reported": rf"(?<!\w)(?:{language.reported}){_END}",
        "conditional": rf"(?:{language.conditional})",
        "there": rf"(?<!\w)(?:{language.there})(?!\w)",
        "network_meets": rf"{begins}"
        rf"(?P<network>(?:UNESCO(?:[’']s)?\s+)?(?:Creative\s+Cities\s+)?(?:{language.the_network}|{language.name})\b"
        rf"(?:\s+(?:(?:{language.of})\s*(?:{language.the})?\s*)?(?:UNESCO|{language.name})\b){{0,3}}"
        rf"(?:,[^,;.:()]{{1,60}},)?\s+(?:[^\W\d_]+\s+)?{met})|{inverted}\s+(?:sich\s+)?(?:{language.the})\s*"
        rf"(?P<behind>(?:UNESCO\s+)?(?:Creative\s+Cities\s+)?(?:{language.the_network}|{language.name})\b)",
        "of_a_field": (
            rf"(?<!\w){plural}"
            rf"(?:(?:{language.cities_of})(?:{in_any('arts')})\w*|(?:{in_any('arts')})\w*(?:\sarts?)?[\s-]?(?:{language.cities}))(?!\w)"
        ),
        "meet": rf"(?<!\w){met}",
        "network_alone": rf"(?<!\w)(?:{language.articles})\s+(?:{language.the_network})(?!\w)(?!\s+(?:{in_any('network_of')})\s)",
        "network_received": (
            rf"(?<!\w)(?:{language.hosted}|{language.will_host}|{language.hosts_now}|{language.received}|(?:{language.host_noun})\s+(?:{language.of}))\s+"
            rf"{'' if language.code != 'de' else '(?:[^.,;:]{1,40}?[ ])?'}(?:[^\W\d_]+\s+){{0,2}}?"
            rf"(?:(?:{language.the}|{language.articles}|{language.this_one})\s*)(?:[^\W\d_]+\s+)?"
            rf"(?P<network>(?:UNESCO(?:[’']s)?\s+)?(?:{language.name}|{language.the_network}|(?:{language.creative})[\s-]?(?:{language.cities})|(?:{language.cities})\s+(?:{language.creative}))\b)"
            rf"(?!\s+(?:{language.of})(?:\s|(?<=[’'])))(?=\s*(?:[.,;:!?)]|$)|\s+(?:(?:{language.in_}|{language.before_place}|{language.date_words}|{in_any('and_')}|{in_any('when')})\s|\d))"
        ),
        "members_meet": rf"{begins}(?P<members>(?:{language.the_members})(?:\s+[^\W\d_]+)?\s+{met})|"
        rf"{inverted}\s+(?:sich\s+)?(?:{language.the})\s*(?P<behind>{language.the_members})\b",
        "appointment": rf"\s*(?:(?:{language.the})\s*)?(?:{language.coming})\s+(?:{language.appointment})(?!\w)\s*[:–—]|"
        rf"\W*(?:{language.see_you})\s+(?:(?:{language.in_})\s+\d{{4}}\s+|\d{{4}}\s+)?(?:{language.before_place})(?!\w)",
        "together": rf"\s*,?\s*(?:[^,;.:()\n]{{0,60}}?\b(?:{language.hosted}|{language.will_host}|{language.received})(?!\w)"
        rf"[^,;.:()\n]{{0,90}}?\s)?(?:{language.together})\s+(?:{language.city_of}\s*)?",
        "apposition": rf"\s*,\s*(?:(?:{language.articles})\s+)?(?:UNESCO\s+)?(?:Creative\s+)?"
        rf"(?:{language.one_city})\s*(?:{language.of})[^,;.():\n]{{1,60}}(?=,)",
        "before_place": rf"(?<!\w)(?:{language.before_place})\s+(?:{language.city_of}\s*)?$",
        "country_lead": (
            rf"\s*(?:,\s*)?(?:(?:{language.before_place}|{in_any('in_country')})\s+)(?:(?:{in_any('the_country')})\s+)?"
        ),
        "people": (
            rf"(?<!\w)(?:(?:{language.people})(?:\s+(?:\w+\s+){{0,2}}?"
            rf"(?:{language.of}|{in_any('from_')})(?:(?<=[’'])|(?!\w))(?!\s*(?:the\s+)?\d)|[’']|\s*\()|(?:{language.among})(?!\w))"
        ),
        "since": rf"(?<!\w)(?:{language.since})\s*(?:(?:{months}|\d{{1,2}}\.?|{language.articles}|{language.in_})\s+){{0,3}}$",
        "condition": rf"\W*(?:(?:{in_any('and_')}|{in_any('but')})\s+)?(?:{language.condition})",
        "denied": rf"(?<!\w)(?:(?:{language.denied}|{in_any('unreal')}){_END}|{_THAT_OF_ANOTHER})",
        "of_members": rf"(?<!\w)(?:{language.since}|{in_any('of_members')})(?!\w)",
        "joined": rf"(?<!\w)(?:{language.joined})(?!\w)",
        "posted": rf"(?<!\w)(?:{language.posted})(?!\w)|©",
        "respectively": rf"\b(?:{language.respectively})(?!\w)",
        "no_city": (
            rf"(?:{fields}|{months}|{in_any('short_days')}|{language.common}|{'|'.join(reversed(language.ordinals))}|{language.weekdays}|unesco|uccn|hq|"
            rf"{REGIONS}|born|{language.own_edition}|{language.not_city}|{language.series}|{language.event}|{language.overviews}|"
            rf"{language.participants}|{language.objectives})"
        ),
        "small": rf"(?<!\w)(?:{small})(?!\w)",
        "common": (
            rf"(?<!\w)(?:{language.common}|{language.anaphor}|{language.gathered}|{language.lately}|{language.participants}|{ONES}|{CONNECTIVES})(?!\w)"
        ),
        "ordinal_word": rf"(?<!\w)(?:{nth})(?!\w)",
        "that_one": rf"(?<![\w’'])(?:{language.that_one.replace('#', YEAR).replace('@', one).replace('~', dated)})",
        "moved_to": (
            rf"(?:{language.postponed}|{language.put_off}|{language.postponed_more})"
            rf"(?:(?<=\sto)|(?<=\sa)|(?<=\sal)|(?<=\spara)|\s+(?:\w+\s+){{0,3}}?(?:{in_any('until')}))\s+(?:\w+\s+){{0,2}}?$"
        ),
        "one_city": rf"(?<!\w)(?:{language.one_city})",
        "takes_place": rf"(?<!\w)(?:{language.held}|{language.planned})(?!\w)",
        "firm": rf"(?<!\w)(?:{language.held}|{language.hosted})(?!\w)",
        "ahead": rf"(?<!\w)(?:{language.planned}|{language.will_host})(?!\w)",
        "ties": (
            rf"(?<!\w)(?:{language.hosted}|{language.will_host}|{language.candidate_host}|{language.hosts_now}|{language.held}|{language.planned}|"
            rf"{language.candidacy}|{language.list_heading}|{language.chosen}|{language.assigned}|{language.gathered}|{met}|{language.was_in}|{_RECEIVED}|{language.seat}|{_HOSTS}|{_TAKE_PLACE}|"
            rf"{CARRIED_ON.pattern})(?!\w)"
        ),
        "only_when": rf"(?:{language.only_when})(?!\w)",
        "participle": rf"(?<!\w)(?:{language.participle})(?!\w)",
        "gathered": rf"(?<!\w)(?:{language.gathered})(?!\w)",
        "at_it": (
            rf"(?<!\w)(?:{language.at_it})\s*(?:(?:{language.this_one}|{language.indefinite})\s*)?"
            rf"(?:(?:\d\S*|(?-i:[IVX]+)\S*|UNESCO|UCCN|{language.which_one}|(?:{SPOKEN_YEAR})(?:[’']s)?)\s+){{0,3}}$"
        ),
        "hosts_behind": rf"(?<!\w)(?:{_HOSTS})(?!\w)|\sein(?=\s*(?:,|$))",
        "who_hosts": rf"(?<!\w)(?:{language.hosted}|{language.will_host}|{language.held})(?!\w)",
        "steps": rf"(?<!\w)(?:{language.joined}|{language.chosen}|{language.candidacy}|{in_any('applied')})(?!\w)",
        "chosen": rf"(?<!\w)(?:{language.chosen})(?!\w)",
        "assigned": rf"(?<!\w)(?:{language.chosen}|{language.assigned})(?!\w)",
        "accepted": rf"(?<!\w)(?:{language.accepted})(?!\w)",
        "comers": rf"(?<!\w)(?:{language.participants}|{language.mayors}|{language.gathered})(?!\w)",
        "guests": rf"(?<!\w)(?:{language.people}|{language.gathered})(?!\w)",
        "hosts": rf"(?:{hosting})(?!\w)",
        "hosting": rf"[\s,]*(?:(?:{in_any('which')})\s+)?(?:\w+\s+){{0,2}}?(?:{hosting})(?!\w)",
    }
    return Words(
        statuses=tuple((status, re.compile(rf"(?<!\w)(?:{p})(?!\w)", FLAGS)) for status, p in statuses),
        labels=labels,
        **{name: re.compile(pattern, FLAGS) for name, pattern in compiled.items()},
    )


_TITLE_OF_ONE = re.compile(rf"(?:{in_any('one_city')})|[^\W\d_]+\s+(?:{in_any('one_city')})$", FLAGS)


def names_rivals(words: Words, text: str, start: int, end: int) -> Iterator[str]:
    """Yield the names of parts of the network, or of other bodies; what a city is called by its field ('City of Music') is none."""
    found = (one[0] for one in words.rival.finditer(text, start, end))
    return (one for one in found if not _TITLE_OF_ONE.match(one))


_LONGEST_NAME = 7  # words of the network's name


@cache
def network_named() -> re.Pattern[str]:
    """Return what names the network, in any language that is read: by its name, or as 'the Network' with a capital."""
    names = "|".join(rf"\b(?:{language.name})\b" for language in LANGUAGES.values())
    capital = (
        rf"(?<![.!?]\s)(?<=\s)(?-i:{in_any('the_network')})\b"
        rf"(?!\s+(?:{in_any('network_of')})\s+(?!(?-i:UNESCO\s)|{in_any('creative_cities')}))"
        r"(?!(?:(?<=seau)|(?<=Rede)|(?<=Rete)|(?<=Red))\s+(?-i:[A-ZÀ-Þ][a-zà-ÿ]{4,}))"
    )
    return re.compile(f"{names}|{capital}", FLAGS)


def is_name_of_the_network(words: str) -> bool:
    """Say whether a heading or cell is the network's name, and little else: 'UNESCO Creative Cities Network (UCCN)'."""
    bare = re.sub(r"\([^()]*\)", " ", words)
    if bare.rstrip().endswith("?"):
        return False  # 'Who runs the Network?'
    return network_named().search(bare) is not None and len(bare.split()) <= _LONGEST_NAME


_ON_FROM = r"since|from|depuis|desde|seit|ab|dal"
_GROUP = re.compile(
    rf"{REGIONS}|(?:north|south|east|west|latin|central)\w*|norte|sul|sur|do|da|di|(?:nord|s[üu]d|ost|west|mittel|latein)\w*|du|del?|el|and|et|y|e|und|the|l[aeo]s?|os|as|i|gli|die|der|(?:first|early|later|premi[èe]r|primer|primi|primeir|erst|fr[üu]h)\w*|years?|ann[ée]es|a[ñn]os|anni|anos|jahre|pa[cz][íi]fi\w+|arab\w*|[áa]rab\w+|states|[ée]tats|estados|(?:19|20)\d\ds?|{_ON_FROM}",
    FLAGS,
)
_LONGEST_GROUP = 7  # words


def only_sorts(title: str) -> bool:
    """Say whether a title only sorts what stands below or beside it: by part of the world, or by years; one year does not."""
    title = re.sub(r"\b((?:19|20)\d\d)[-–/]\d\d\b", r"\1s", title)  # '2008-12'
    tokens = re.findall(r"[^\W\d_]+|\d+s?", title)
    is_year = len(re.findall(YEAR, title)) == 1 and not re.match(rf"(?:{_ON_FROM})\b", title, FLAGS)
    is_short = 0 < len(tokens) <= _LONGEST_GROUP and len(title) > 3
    return is_short and not is_year and all(map(_GROUP.fullmatch, tokens))


_ABBREVIATION = re.compile(rf"\b(?:[A-Z]|{in_any('abbreviations')})\.$")
_OF_A_DAY = re.compile(rf"\b(?:{in_any('short_months')}|{in_any('short_days')})\.$", FLAGS)
_NUMERAL = re.compile(r"(?:^|[\s(]|\d\.?[–-])(?:\d{1,2}|[XVI]{1,5})\.$")
_BEGINNING = re.compile(rf"\s*(?:{in_any('beginnings')})\b")


_COUNTED = re.compile(  # a number that is no ordinal with a full stop ('am 18. Juli')
    rf"(?<!\w)(?!(?:{in_any('before_ordinal')})\s)[a-zß-ÿ][^\W\d_]*\s+\d{{1,2}}\.$"
)
_DAY_BEHIND = re.compile(  # 'through Nov. 18'
    rf"(?<!\w)(?:(?:{in_any('short_months')})\.?|{_MONTHS})\s\d{{1,2}}\.$", FLAGS
)
_MONTH_BEHIND = re.compile(rf"\s*(?:{_MONTHS})(?!\w)", FLAGS)


_YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d\.")  # '2018. Krakow'
_DATE_ALONE = re.compile(
    rf"\s+(?:(?:{_MONTHS})\s+)?(?:19|20)\d\d\W*",
    FLAGS,
)  # 'Krakow, Poland. June 2018'


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of text; a full stop inside brackets, behind an abbreviation or in a row of leaders ends none."""
    begin = start
    for mark in re.compile(
        r"(?<!\.)(?!\.{4})[.!?]+[»”\"]?(?=\s+(?:[^\s,;(a-z–—-]|\([A-ZÀ-Þ¿¡][^()\n]*[.!?]\))|\s*$)|\n"
    ).finditer(text, start, end):
        if mark[0] != "\n":
            inside = text.count("(", begin, mark.start()) > text.count(")", begin, mark.start())
            tail = text[max(begin, mark.end() - 16) : mark.end()]
            is_label = _YEAR_ALONE.fullmatch(text, begin, mark.end()) or _DATE_ALONE.fullmatch(text, mark.end(), end)
            if (
                is_label
                or inside
                or _ABBREVIATION.search(tail)
                or _goes_on(tail, text[mark.end() : min(mark.end() + 10, end)])
            ):
                continue
        if text[begin : mark.start()].strip():
            yield begin, mark.start()
        begin = mark.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end and text[begin:end].strip():
        yield begin, end


def _goes_on(tail: str, behind: str) -> bool:
    """Say whether a full stop is that of a month or weekday cut short ('Mon. 12 Sept. 2019'), or of a German ordinal."""
    if _OF_A_DAY.search(tail):
        return behind.lstrip()[:1].isdigit()
    if _NUMERAL.search(tail) is None or not behind.strip() or _BEGINNING.match(behind):
        return False
    ends = _COUNTED.search(tail) is not None or _DAY_BEHIND.search(tail) is not None
    return not ends or _MONTH_BEHIND.match(behind) is not None
