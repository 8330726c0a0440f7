"""Chronicles of a city: whose conference it went to, in a year that stands over or before what is told of it."""

import pytest
from spoken import hosts, page_of, said, unread

WENT = {
    "en": (
        "Graz takes part in {N} in Kobe (Japan).",
        "Graz presents its projects at {N}, Kobe (Japan).",
        "{N} in Kobe (Japan): Graz is there.",
        "A delegation attends {N} in Kobe (Japan).",
    ),
    "fr": (
        "Graz participe à {N}, à Kobe (Japon).",
        "Graz présente ses projets à {N} à Kobe (Japon).",
        "Une délégation assiste à {N} à Kobe (Japon).",
    ),
    "es": (
        "Graz participa en {N}, en Kobe (Japón).",
        "Graz presenta sus proyectos en {N} en Kobe (Japón).",
        "Una delegación asiste a {N} en Kobe (Japón).",
    ),
    "pt": (
        "Graz participa na {n}, em Kobe (Japão).",
        "Graz apresenta os seus projetos na {n} em Kobe (Japão).",
    ),
    "it": (
        "Graz partecipa alla {n}, a Kobe (Giappone).",
        "Graz presenta i suoi progetti alla {n} a Kobe (Giappone).",
    ),
    "de": (
        "Graz nimmt an der {n} in Kobe (Japan) teil.",
        "Graz stellt seine Projekte auf der {n} in Kobe (Japan) vor.",
    ),
}

FORMS = {
    "heading": "<h2>2016</h2><p>{}</p><h2>2017</h2><p>Museum.</p>",
    "terms": "<dl><dt>2016</dt><dd>{}</dd><dt>2017</dt><dd>Museum.</dd></dl>",
    "list": "<ul><li>2016: {}</li><li>2017: Museum.</li></ul>",
    "table": "<table><tr><td>2016</td><td>{}</td></tr><tr><td>2017</td><td>Museum.</td></tr></table>",
    "nested": "<ul><li>2016<ul><li>{}</li></ul></li><li>2017<ul><li>Museum.</li></ul></li></ul>",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in WENT.items() for words in several])
def test_the_host_is_where_the_conference_was_and_not_who_went_there(code: str, words: str, form: str) -> None:
    page = page_of(code, FORMS[form].format(said(code, words)), "Graz, City of Design: chronicle")
    assert hosts(page) == {(2016, "Kobe")} or (not hosts(page) and "Kobe" in unread(page))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("code", "words"), [(code, several[0]) for code, several in WENT.items() if code != "pt"] + [("pt", WENT["pt"][1])]
)
def test_who_takes_part_does_not_hide_the_host(code: str, words: str, form: str) -> None:
    page = page_of(code, FORMS[form].format(said(code, words)), "Graz, City of Design: chronicle")
    assert hosts(page) == {(2016, "Kobe")}
