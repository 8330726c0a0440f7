"""Lines that end in the middle of a sentence: however a text is wrapped, it states the same hosts, or tells that it does not."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import hosts, page_of, unread

_POLAND = {(2018, "Krak"), (2018, "Katowice")}
_TWO = {(2019, "Fabriano"), (2022, "Santos")}
TEXTS = {
    "en": (
        "In 2018 the Annual Conference of the UNESCO Creative Cities Network was hosted by Krakow and Katowice, Poland. "
        "The UCCN Annual Conference was hosted in 2019 by Fabriano and in 2022 by Santos.",
        _POLAND | _TWO,
    ),
    "fr": (
        "La conférence annuelle du Réseau des villes créatives de l’UNESCO s’est tenue en 2018 à Cracovie et Katowice, en "
        "Pologne. En 2019, elle a eu lieu à Fabriano, en Italie, et en 2022 à Santos.",
        {(2018, "Crac"), (2018, "Katowice")} | _TWO,
    ),
    "es": (
        "La conferencia anual de la Red de Ciudades Creativas de la UNESCO se celebró en 2018 en Cracovia y Katowice "
        "(Polonia). En 2019 tuvo lugar en Fabriano, en Italia, y en 2022 en Santos.",
        {(2018, "Crac"), (2018, "Katowice")} | _TWO,
    ),
    "it": (
        "La conferenza annuale della Rete delle Città Creative dell’UNESCO si è svolta nel 2018 a Cracovia e Katowice, in "
        "Polonia. Nel 2019 si è tenuta a Fabriano e nel 2022 a Santos.",
        {(2018, "Crac"), (2018, "Katowice")} | _TWO,
    ),
    "pt": (
        "A Conferência Anual da Rede de Cidades Criativas da UNESCO realizou-se em 2018 em Cracóvia e Katowice, na Polónia. "
        "Em 2019 decorreu em Fabriano, na Itália, e em 2022 em Santos.",
        {(2018, "Crac"), (2018, "Katowice")} | _TWO,
    ),
    "de": (
        "Die Jahreskonferenz des UNESCO Creative Cities Network fand 2018 in Krakau und Katowice statt. "
        "2019 war Fabriano Gastgeberin der Jahreskonferenz, 2022 wurde sie in Santos ausgerichtet.",
        _POLAND | _TWO,
    ),
}
MARK_UP = {
    "pre": ("<pre>", "\n", "</pre>"),
    "br": ("<p>", "<br>", "</p>"),
    "quoted": ("<pre>Anna wrote:\n&gt; ", "\n&gt; ", "</pre>"),
}


@settings(deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.sampled_from(sorted(MARK_UP)), st.integers(24, 120))
def test_a_wrapped_text_states_what_it_says_or_tells_that_it_is_unread(code: str, mark_up: str, width: int) -> None:
    text, said = TEXTS[code]
    begin, line_end, end = MARK_UP[mark_up]
    page = page_of(code, begin + line_end.join(textwrap.wrap(text, width)) + end)
    found, told = hosts(page), unread(page)
    assert all(any(year == one and city.startswith(name) for one, name in said) for year, city in found)
    for year, name in said:
        assert name in told or any(one == year and city.startswith(name) for one, city in found)


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("<p>The 2019 UCCN Annual Conference was held in<br>Fabriano, Italy.</p>", {(2019, "Fabriano")}),
        ("<pre>In 2019 the Annual\nConference of the UCCN was held in Fabriano.</pre>", {(2019, "Fabriano")}),
        (
            "<pre>The UCCN Annual Conference of 2017 took place in Enghien-\nles-Bains.</pre>",
            {(2017, "Enghien-les-Bains")},
        ),
        (
            "<pre>The UCCN Annual Conference of 2017 took place in Enghien-les-\nBains.</pre>",
            {(2017, "Enghien-les-Bains")},
        ),
        ("<pre>The UCCN Annual Conference of 2019 took place in Fabri-\nano, in Italy.</pre>", {(2019, "Fabriano")}),
    ],
)
def test_a_line_that_ends_in_a_phrase_or_a_name_goes_on_in_the_next(main: str, expected: set[tuple[int, str]]) -> None:
    assert hosts(page_of("en", main)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("2016", "Östersund, Sweden", "", "2019", "Fabriano, Italy"),
        ("Östersund, Sweden", "2016", "", "Fabriano, Italy", "2019"),
        ("* 2016 - Östersund, Sweden", "* 2019 - Fabriano, Italy"),
        ("2016    Östersund      Sweden", "2019    Fabriano       Italy"),
        ("Year    Host           Country", "2016    Östersund      Sweden", "2019    Fabriano       Italy"),
        ("Östersund, host city in 2016", "Fabriano, host city in 2019"),
    ],
)
def test_lines_of_a_list_are_lines_in_a_text_file_too(lines: tuple[str, ...]) -> None:
    listed = "\n".join(lines)
    main = f"<pre>ANNUAL CONFERENCES OF THE UNESCO CREATIVE CITIES NETWORK\n\n{listed}</pre>"
    assert hosts(page_of("en", main)) == {(2016, "Östersund"), (2019, "Fabriano")}


@pytest.mark.parametrize(
    ("code", "claim", "answer"),
    [
        ("en", "The 2027 UCCN Annual Conference will be held in Graz.", "Not that I know, and I work there."),
        ("fr", "La conférence annuelle 2027 de l’UCCN se tiendra à Graz.", "Pas que je sache, et j’y travaille."),
        ("es", "La conferencia anual de la UCCN de 2027 se celebrará en Graz.", "Que yo sepa, no, y trabajo allí."),
        ("it", "La conferenza annuale UCCN del 2027 si terrà a Graz.", "Non che io sappia, e ci lavoro."),
        ("pt", "A conferência anual da UCCN de 2027 será realizada em Graz.", "Que eu saiba, não, e trabalho lá."),
        ("de", "Die UCCN-Jahreskonferenz 2027 findet in Graz statt.", "Nicht dass ich wüsste, und ich arbeite dort."),
    ],
)
def test_what_an_answer_denies_is_not_stated(code: str, claim: str, answer: str) -> None:
    for mark_up in ("<pre>Anna:\n&gt; {}\n\n{}</pre>", "<p>{}</p><p>{}</p>", "<blockquote>{}</blockquote><p>{}</p>"):
        page = page_of(code, mark_up.format(claim, answer))
        assert not hosts(page)
        assert "Graz" in unread(page)
    assert hosts(page_of(code, f"<p>{claim}</p><p>{claim}</p>")) == {(2027, "Graz")}
