"""What a language's table has to say, and its ordinals."""

import re

import msgspec

OF_MONTH = r"(?:(?:\d{1,2}|de|al?|y|e|mes|m[êe]s|mese|di|del|dia)\s+){0,5}"
"""What may stand before a month's name behind 'last' or 'next': a day, or days."""


class Language(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """How one language says what these pages say: regular expressions without groups of their own, matched in any case.

    * `code` is the language's, in two letters (ISO 639-1).
    * `common`: frequent small words, `|` between, that its neighbours have not, by which its texts are known.
    * `series` names the conferences themselves, `event` any gathering: where the last gathering named before a verb
      is not of the series, the sentence is about another one. `own_edition` is a gathering that with an ordinal is
      one of the series. `rival` marks gatherings that only share the series' name. `network` may stand between an
      ordinal and the series' name.
    * `held`, `planned`, `postponed`, `cancelled`, `candidate` are verb phrases of which the conference is the
      subject; of `hosted`, `will_host`, `candidate_host` it is the object. `postponed_more` and `cancelled_more` say
      the same in other words, nouns among them; `past` and `future` are any verbs of their time. `not_object` are
      words that cannot stand between a number and what it counts.
    * `before_place` may stand before any place, `city_of` before a city, `in_` before a year or a region, `joiner`
      between two places, `together` between two that receive as one. `respectively` says that cities and years behind
      it or before it pair in their order.
    * `list_heading`, `previous`, `coming`, `candidacy` tell what a list is of by its heading: hosts, those of the
      past, those to come, candidates; `headings` name a table's columns.
    * `objectives` names the objectives, `purpose` are other words, and verbs, that announce them; `objectives_end`
      are the last words before their list, `opens` what an infinitive behind them begins with, `infinitive` one
      itself. `numbers` say from two on how many there are, `in_order` count them off, its last word the last of them;
      `ownerless` words before them do not say whose they are.
    * `months` January to December, `date_words` stand inside dates, `range_words` between two days.
    * `ordinals` from first on, `ordinal_suffix` what figures take.
    * `not_held` in a note contradicts 'held'; `not_city` are words with a capital that name no city.
    * `participants`, `cities`, `countries`, `mayors` are what is counted at a conference (but `one_mayor` is a person);
      `attended` has to stand in
      the sentence that counts; `membership` says that the network's members are counted.
    * For prose: `name` is the network's, `members` what may follow 'conference of', `of` leads to whose it is, and
      `possessive` says that it is the subject's. `relative` names an edition by another, `anaphor` is how a further
      sentence speaks of it, `one_city` names a member by its field.
    * Verbs of prose: `hosts_now` tells no time; `gathered` tells that the conference is over, `participle` too unless
      another verb contradicts; `put_off` and `call_off` are what somebody does to it; `chosen` is who won a bid,
      `assigned` what is given to a city, or a city for a year; what was only `offered` may be `accepted`; `expects`
      counts ahead.
    * What names a city or a year and no edition: `people` of a city, and those whom `among` lists; years that `since`
      stands before; what is `denied`, doubted or only wished, but not the `conditional` of what is `reported`; the
      beginning of a clause about a `condition`; the year in which a city `joined` the network, and the time
      `since_joining`; when a page was `posted`.
    * `audience` are participants where the sentence names the conference, and anybody where it does not. `articles`,
      `seasons` and `weekdays` may stand anywhere. `more` stands behind an item that is cut off.

    The words of the lines below count on a page of any language, since pages mix them; what several languages write alike
    may stand in one of them. A line that has a default may be left out.

    * Gatherings: `any_gathering` may be anybody's, `other_scale` beside one says that it is not the network's;
      `other_owner` are bodies that have meetings too, as have `associations` (by what they are), other
      `organisations` and the `cities_of` one of the `arts` (beginnings of words); `people_behind` a gathering make it
      theirs, and so do `other_towns`. `our` is what 'we' have, which is the network's of few things; what is
      `nationwide` is a part of the network, what is `worldwide` is all of it.
    * Places and times: `regions` of the world; `world_regions` are larger than countries, with adjectives;
      `region_of` stands before the name of one, which is no city; `short_days` and `short_months` as they are cut
      short; `lately` is near the day of writing, a `deadline` is not it; `relative_year` is a year told by another
      one; `this_year`, `last_year`, `next_year`, `years_ago` (`#` is their number), `last_month`, `next_month`,
      `these_days`, `past_month`, `coming_month` and `this_month` (`#` is its name) are told from the day of writing,
      `that_year` is the one that was named last,
      `year_after` and `year_before` (`years_after`, `years_before`: `#` is their number) from the year of an edition
      named before; `while_` begins a clause of what else was then, a `since_then` one of what has been from then on;
      `behind_ordinal` may follow an ordinal that stands without its noun; one with `in_a_row` behind it counts
      something else. `near_a_town` stands between a town and the name of another, `on_the_day` before a dateline's
      day.
    * Statuses: `because` leads to what put a conference off; `auxiliaries` stand before the participle that says so.
    * Hosts: `received` says what a host did, `host_verbs` in any form what it does, `host_noun` what it is; `seat` is
      what it is given, and so is what is `given`: an edition, to a city. `until_day` stands before a last day,
      `until_last` behind the first one, in a sentence of both, `already` says that a year is past, `leads` to a list
      say nothing else, `latest` lead to some of what is named before, `in_present` is a verb that may be of the past
      in a chronicle, `carried_on` leads from an edition to the next; `to_take_place` is said of what takes place, and
      of its beginning and end, `takes_place_now` in the present; `beside_it` may stand between a conference and its
      city, `that_city` speaks of a city named before, `assembled` are those who met in one, and the network `met`
      there, the conference `was_in` it. A city `applied` to be host, or is `about_to` be it, a candidature is
      `filed`; `of_members` tells of who joins the network. `only_when` are the words of a sentence that says when,
      and no more; `new_clause` begins a clause, `where` and `when` one about a place; a question in which somebody
      has `known` something tells that it is so.
    * What is not the conference: what meets `oftener` than once a year; `governs` leads from something else to it
      ('the report of'), and `the` to its name; `spoken_of` is what is done to it elsewhere, as when somebody `tells`
      something `about` it, or knows something `on_it`; what stands behind `not_a` is denied; `topic` is the name of a
      field for what something is about, and what is `of_events` is of any. `announced` says that something is made
      known, and `that` begins it.
    * Who only comes to it: `takes_part` are their verbs, `attendance` heads a column of theirs, `other_part` those of
      who has a part but receives nobody; `at_it` stands before `this_one`, and that before `which_one` it is;
      `around` it is another time, as on its `anniversary`. Somebody `was_there`, behind it `to_place`, or `goes_to` a
      city `in_order_to` attend it (`attends`, or `attends_behind` it), or `for_` it, and `nobody` does not; `times`
      are spans and numbers of times, in which nothing is; what is `titled` has the name of a city only for its title;
      `present` stands at the end of a sentence.
    * What speaks against a city or a year: the conference was `given_up`, followed `online` (`watched_from` a city),
      `relocated` from there or to be there (`moved_from`, `moved_from_behind` stands behind the city), somebody took
      part `remote_from` a city; it was put off `until` then; it `was_to` be, and was not where the year is past; what
      is said is `unreal`, `that_of` another body, or of one of `city_titles`, what somebody `wishes`, or only
      conceded (`although`), or `taken_back` (perhaps with what is `below`), or of a `namesake`, not to be `confused`,
      or `satire`, a title's `genre`, or that of a `bibliography`, a novel's `blurb`, a `disclaimer`, an `example`, or
      told `for_instance`; a column is of `samples`, `motions` may be `voted_down`; an `update` may begin what takes
      back; `verdicts` stand before or behind what they say is not so, an answer to it is `denying`, `this_story`
      begins one on a page itself, `looking_for` a question that sends readers away; `true_or_false` asks whether it
      is, `otherwise` begins a sentence that says what is so instead of what the one before it does. What another city
      `has` behind its name is said of that.
    * What stands before a city: `after` before the last host, words for one `beside` it (`and_` between two, `but`
      before a clause that says otherwise; `instead` leads from a place where it was `not_` to another, `in_place_of`
      from it to that), for one that it was `chosen_over`, that something `comes_from`, or that another
      `stands_in_for` or is only like; `starts_from` heads the column of where a journey begins; `from_` leads from
      people to their city, `range_from` to the first place of several, a `giver` is from whom something was received.
      An event is `called` so behind the name of that field, `names` stand over those of people; a `cleft` sentence (#
      its year) says of when it tells. `in_country` and `the_country` stand before a country. `which` begins a clause
      about what is before it, `who` a question; `belongs_to` makes something another's.
    * `the_members` are those of it, who meet, an `appointment` is what is ahead of them, and `see_you` says so; `the_network`
      with a capital is this one, unless `network_of` behind it leads to anything but `creative_cities`.
    * What is of a conference and none itself: `prizes` given at it and that they `went_to` somebody (`to_` before
      whom), a `winner`, its `parts`, and `panels` that meet; `halls` that bear the name of gatherings, and they and
      other `houses` that of a city. `pronouns` stand for it, `here` and `there` for its place, `or_` between two of
      them; `opening` and `closing` say that it begins and ends.
    * Beside the objectives: `goals` of the United Nations, those of `projects` (beginnings of words) and `ours`, what
      is `debated` (beginnings, too); `copula` leads to the list, `one_of_them` to the place of one of several;
      `that_one` (`#` is its year, `@` its ordinal, `~` its city with its year) stands for the conference that was
      named last. `overviews` are nouns whose conference is still this one; other words than these, `in_titles` and
      those of hosts and times make a title that of something else.
    * `others` make it not this one, and may be `left_out`; `imprint` are titles of what a site has beside its texts,
      `searches` of what its readers looked for; `websites` are hosted otherwise, and other `participles` say what
      else was done somewhere, or in the `passive` to it; `persons` have conferences of their own, `his_or_her` ones,
      `a_person` is none; a `meeting` (beginnings of nouns) may be anybody's unless it is `yearly`. `creative` are the
      network's cities. What stands behind `no_subject` is none; `to_be` says that it was not yet, `whether` that it
      is asked; the conference of `any_of` them may be ours; what is `indefinite`, or `several`, was not spoken of
      before, and of another sort where a word beside it is not `plain`; `where_we` begins what we did at it; what is
      so called in quotation marks is called so, and is none.
    * In quotation marks: what somebody `says` of the conference, or tells in the `first_person`; `these` lead to a
      list. Numbered `sections` of a text have titles.
    * In texts: `publishers` are houses of books; `caption` begins one; `ones` stand for editions, `the_other` for the
      second of two, `proceedings` for what is done at one, `connectives` between them say nothing else;
      `abbreviations` end in a full stop that ends no sentence, and `beginnings` are of a new one; `before_ordinal`
      stands before a number whose full stop ends none. `years` are stretches of them. Case counts in these two, and
      in the network's.
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
    offered: str
    accepted: str
    not_object: str
    before_place: str
    city_of: str
    joiner: str
    together: str
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
    one_mayor: str
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
    assigned: str
    chosen: str
    put_off: str
    call_off: str
    more: str
    seasons: str
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
    reported: str
    conditional: str
    condition: str
    since_joining: str
    joined: str
    posted: str
    respectively: str
    any_gathering: str
    other_scale: str
    other_owner: str
    associations: str
    organisations: str
    cities_of: str
    arts: str
    regions: str
    world_regions: str
    our: str
    nationwide: str
    worldwide: str
    because: str
    auxiliaries: str = ""
    near_a_town: str
    on_the_day: str
    short_days: str = ""
    short_months: str
    relative_year: str
    this_year: str
    last_year: str
    next_year: str
    years_ago: str
    last_month: str
    next_month: str
    these_days: str
    past_month: str
    coming_month: str
    this_month: str
    that_year: str
    year_after: str
    year_before: str
    years_after: str
    years_before: str
    behind_ordinal: str
    in_a_row: str
    received: str
    host_verbs: str
    host_noun: str
    seat: str
    given: str
    until_day: str
    already: str
    latest: str
    leads: str
    carried_on: str
    takes_place_now: str
    to_take_place: str
    beside_it: str
    that_city: str
    his_or_her: str
    new_clause: str
    only_when: str
    known: str
    people_behind: str = ""
    in_present: str = ""
    applied: str = ""
    of_members: str
    governs: str
    the: str
    spoken_of: str
    tells: str
    about: str
    around: str
    at_it: str
    this_one: str
    which_one: str
    takes_part: str
    attendance: str
    other_part: str
    nobody: str
    for_: str
    in_order_to: str
    times: str
    titled: str
    goes_to: str
    attends: str
    attends_behind: str = ""
    was_there: str
    to_place: str
    announced: str
    that: str
    filed: str
    motions: str
    voted_down: str
    samples: str
    given_up: str
    region_of: str
    watched_from: str
    online: str
    relocated: str
    was_to: str
    moved_from: str
    until: str
    city_titles: str
    that_of: str
    unreal: str
    wishes: str
    although: str
    taken_back: str
    below: str
    verdicts: str
    denying: str
    otherwise: str
    satire: str
    bibliography: str
    genre: str
    blurb: str
    disclaimer: str
    example: str
    for_instance: str
    true_or_false: str
    anniversary: str
    update: str
    searches: str
    imprint: str
    participles: str
    passive: str
    persons: str
    websites: str
    namesake: str
    confused: str
    after: str
    beside: str
    and_: str
    not_: str
    instead: str
    but: str
    chosen_over: str
    starts_from: str
    comes_from: str
    stands_in_for: str
    from_: str
    range_from: str
    giver: str
    called: str
    names: str
    cleft: str
    in_country: str
    the_country: str = ""
    a_person: str
    who: str
    which: str
    belongs_to: str
    the_network: str
    the_members: str
    appointment: str
    see_you: str
    network_of: str
    creative_cities: str
    publishers: str
    caption: str
    proceedings: str
    the_other: str
    ones: str
    connectives: str
    abbreviations: str
    beginnings: str
    present: str = ""
    moved_from_behind: str = ""
    other_towns: str = ""
    prizes: str
    went_to: str
    to_: str
    parts: str
    halls: str
    houses: str
    was_in: str
    met: str
    assembled: str
    lately: str
    where: str
    since_then: str
    while_: str
    when: str
    deadline: str
    panels: str
    pronouns: str
    there: str
    here: str
    or_: str
    opening: str
    closing: str
    overviews: str
    in_titles: str
    goals: str
    projects: str
    ours: str
    copula: str
    that_one: str
    one_of_them: str
    debated: str
    others: str
    left_out: str
    meeting: str
    yearly: str
    creative: str
    no_subject: str
    to_be: str = ""
    where_we: str
    several: str
    plain: str
    oftener: str
    on_it: str
    remote_from: str
    this_story: str
    looking_for: str
    not_a: str
    years: str
    of_events: str
    first_person: str
    says: str
    these: str
    sections: str
    about_to: str
    until_last: str
    winner: str
    has: str
    in_place_of: str
    topic: str
    before_ordinal: str = ""
    any_of: str
    indefinite: str
    whether: str = ""


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
