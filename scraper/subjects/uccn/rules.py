"""The rules by name: what each reads, and what it does to the words."""

_STATUSES = "held|planned|candidate|postponed|cancelled".split("|")
_HOW_TOLD = {
    "words": "words of the unit say '{status}'",
    "heading": "the heading, lead or header over the unit says '{status}'",
    "time": "no words tell: beside the day of the capture, the year or the days make it '{status}'",
}
_UNITS = {
    "sentence": "a city and a year of one sentence that is about the conference",
    "item": "a city and a year of one list item",
    "line": "a city and a year of one line of a paragraph",
    "row": "a city and a year of one table row, or of its cell and the header over it",
    "label": "a city and a year that stand by themselves in one unit of the mark-up: a card, a term with its definition",
    "heading": "a city and a year of one heading",
}
_OTHERS = {
    "clause/ordinal": "the ordinal before the conference's name",
    "clause/year": "the year in the clause that names the conference",
    "posted/year": "the year of the day on which the page was posted, which days or a weekday of the clause are nearest to",
    "spoken/year": "the year that words ('last year', 'the following year') tell from that of posting or writing, or of the edition before",
    "clause/hosts": "known cities, or cities with a country's name, in the clause that names the conference",
    "clause/dates": "the days in the clause that names the conference, written as ISO 8601",
    "clause/count": "the number before the word that is counted, separators of thousands off",
    "field/dates": "a part of the page that holds days and nothing else, written as ISO 8601",
    "field/hosts": "a part of the page that holds cities and nothing else",
    "page/hosts": "the same cities where the page names their country",
    "objectives/list": "an item of the list that words such as 'main objectives' announce; bullet and closing mark off",
    "objectives/sentence": "a part of the sentence that words such as 'main objectives' begin; 'and' and closing mark off",
    "event": "the part of the page that names the edition first",
}
PLACES = {
    "country": "the city of that name in the country that the statement names, by GeoNames",
    "same capture": "the city of that name in the country that the same capture names for it, by GeoNames",
    "another capture": "the city of that name in the country that another capture names for it, by GeoNames",
    "large city": "no country is named; only one large city of the world bears the name, by GeoNames",
}


def described(rule: str) -> str:
    """Return in words what a rule reads. Raises KeyError for none of ours."""
    if rule in _OTHERS:
        return _OTHERS[rule]
    form, _, what = rule.partition("/")
    if what == "entry":
        return _UNITS[form]
    if what not in _STATUSES:
        raise KeyError(rule)
    return _HOW_TOLD[form].format(status=what)
