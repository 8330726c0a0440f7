"""How one thing is said in many ways, in each language: what goes on about the conference, what is done to it, what leads to hosts."""

from pathlib import Path

import msgspec
import pytest
from spoken import NAMES, hosts, listed, page_of, said, stated

_FILE = Path(__file__).resolve().parent.parent / "fixtures" / "wordings.json"
WORDINGS = msgspec.json.decode(_FILE.read_bytes(), type=dict[str, dict[str, list[str]]])
LYON = {
    "en": "{N} was held in Lyon, France, in 2015",
    "fr": "{N} s’est tenue à Lyon (France) en 2015",
    "es": "{N} se celebró en Lyon (Francia) en 2015",
    "pt": "{N} realizou-se em Lyon (França) em 2015",
    "it": "{N} si è tenuta a Lyon (Francia) nel 2015",
    "de": "{N} fand 2015 in Lyon (Frankreich) statt",
}
YEARLY = {
    "en": "Every year the member cities meet at {N}.",
    "fr": "Chaque année, les villes membres se retrouvent lors de {N}.",
    "es": "Cada año las ciudades miembros se reúnen en {N}.",
    "pt": "Todos os anos as cidades-membros reúnem-se na {n}.",
    "it": "Ogni anno le città membro si incontrano alla {n}.",
    "de": "Jedes Jahr treffen sich die Mitgliedsstädte bei der {n}.",
}
DONE = {
    "en": "{N} # Dénia in 2017, Bergen in 2018 and Popayán in 2019.",
    "fr": "{N} # Dénia en 2017, Bergen en 2018 et Popayán en 2019.",
    "es": "{N} # Dénia en 2017, a Bergen en 2018 y a Popayán en 2019.",
    "pt": "{N} # Dénia em 2017, Bergen em 2018 e Popayán em 2019.",
    "it": "{N} # Dénia nel 2017, Bergen nel 2018 e Popayán nel 2019.",
    "de": "{N} # Dénia (2017), Bergen (2018) und Popayán (2019).",
}
ITEMS = listed("2015: Graz (Austria)", "2016: Bergen (Norway)", "2017: Porto (Portugal)", "2018: Dakar (Senegal)")
OF_ITEMS = {(2015, "Graz"), (2016, "Bergen"), (2017, "Porto"), (2018, "Dakar")}


def _each(name: str) -> list[tuple[str, str]]:
    return [(code, words) for code, all_of in WORDINGS[name].items() for words in all_of]


@pytest.mark.parametrize(("code", "behind"), _each("goes on"))
def test_what_goes_on_about_the_conference_tells_its_next_host(code: str, behind: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, LYON[code] + behind)}</p>")) == {(2015, "Lyon"), (2016, "Graz")}


@pytest.mark.parametrize(("code", "sentence"), _each("speaks of something else"))
def test_a_sentence_on_something_else_behind_one_on_the_conference_tells_no_host(code: str, sentence: str) -> None:
    before = said(code, f"{LYON[code]}.")
    for main in (f"<p>{before} {sentence}</p>", f"<p>{before}</p><p>{sentence}</p>"):
        assert hosts(page_of(code, main)) == {(2015, "Lyon")}


@pytest.mark.parametrize(("code", "sentences"), _each("is of a thing named before"))
def test_a_pronoun_behind_a_thing_that_was_named_first_then_is_not_the_conference(code: str, sentences: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, LYON[code])}. {sentences}</p>")) == {(2015, "Lyon")}


@pytest.mark.parametrize(("code", "sentence"), _each("does something else"))
def test_a_city_that_does_something_else_with_the_conference_is_no_host(code: str, sentence: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, sentence)}</p>")) == set()


@pytest.mark.parametrize(("code", "verb"), _each("is done something"))
def test_a_city_that_the_conference_does_something_to_is_no_host(code: str, verb: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, DONE[code].replace('#', verb))}</p>")) == set()


@pytest.mark.parametrize(
    ("code", "title", "wanted"),
    [(*one, OF_ITEMS) for one in _each("titles of hosts")] + [(*one, set()) for one in _each("other titles")],
)
def test_a_title_says_whether_a_list_is_of_hosts(code: str, title: str, wanted: set[tuple[int, str]]) -> None:
    main = f"<p>{said(code, YEARLY[code])}</p><h2>{title}</h2>{ITEMS}"
    assert hosts(page_of(code, main, "UNESCO Creative Cities Network")) == wanted


@pytest.mark.parametrize(
    ("code", "lead", "wanted"),
    [(*one, OF_ITEMS) for one in _each("leads to hosts")] + [(*one, set()) for one in _each("other leads")],
)
def test_a_lead_says_whether_a_list_is_of_hosts(code: str, lead: str, wanted: set[tuple[int, str]]) -> None:
    page = page_of(code, f"<p>{said(code, lead)}</p>{ITEMS}", "Linz")
    assert {(year, city) for year, city, status in stated(page) if status != "candidate"} == wanted


def test_every_language_has_its_wordings() -> None:
    assert all(of_language.keys() <= NAMES.keys() and len(of_language) > 3 for of_language in WORDINGS.values())
