"""The rules by name: what each reads, and what it does to the words."""

_STATUSES = "held|planned|candidate|postponed|cancelled".split("|")
_RULES = {
    "sentence": "an entry of a sentence whose verb, behind the conferences' name, says '{status}'",
    "lead": "an entry behind words that lead to a list and end in a colon; such a list is of what was '{status}' unless it says otherwise",
    "active": "the subject of a verb whose object is the conference and that says '{status}'",
    "item": "a list item below a heading or words that say '{status}'",
    "line": "a line of a paragraph below a heading or words that say '{status}'",
    "row": "a table row below a heading or a header that says '{status}'",
    "clause": "a verb in the clause that names the conference says '{status}'",
}
_OTHERS = {
    "clause/ordinal": "the ordinal before the conference's name",
    "clause/year": "the year in the clause that names the conference",
    "clause/hosts": "known cities, or cities with a country's name, in the clause that names the conference",
    "clause/dates": "the days in the clause that names the conference, written as ISO 8601",
    "clause/count": "the number before the word that is counted, separators of thousands off",
    "field/dates": "a part of the page that holds days and nothing else, written as ISO 8601",
    "field/hosts": "a part of the page that holds cities and nothing else",
    "heading/year": "the year beside the host's name in a heading",
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
    form, _, status = rule.partition("/")
    if status not in _STATUSES:
        raise KeyError(rule)
    return _RULES[form].format(status=status)
