"""Sentences that go on: one of several conferences, one before another, a range of places; what is called off, or only begins."""

import pytest
from spoken import NAMES, hosts, page_of, said, stated, unread

from scraper.subjects.uccn.records import events

SEVERAL = {
    "en": "I have been to several of the Annual Conferences of the UNESCO Creative Cities Network.",
    "fr": "J’ai participé à plusieurs Conférences annuelles du Réseau des villes créatives de l’UNESCO.",
    "es": "He asistido a varias Conferencias Anuales de la Red de Ciudades Creativas de la UNESCO.",
    "pt": "Participei em várias Conferências Anuais da Rede de Cidades Criativas da UNESCO.",
    "it": "Ho partecipato a varie Conferenze annuali della Rete delle Città Creative dell’UNESCO.",
    "de": "Ich war auf mehreren Jahreskonferenzen des UNESCO Creative Cities Network.",
}


@pytest.mark.parametrize(
    ("code", "words", "host"),
    [
        ("en", "The first was Fabriano, Italy, in 2019, where paper is made.", (2019, "Fabriano")),
        ("en", "The second was Santos, Brazil, in 2022: rain and samba.", (2022, "Santos")),
        ("en", "The last one was in Braga (Portugal) in 2024.", (2024, "Braga")),
        ("en", "The best was Braga in 2024.", (2024, "Braga")),
        ("fr", "La première fut Fabriano (Italie), en 2019.", (2019, "Fabriano")),
        ("fr", "La dernière a été celle de Braga (Portugal), en 2024.", (2024, "Braga")),
        ("es", "La primera fue Fabriano (Italia), en 2019.", (2019, "Fabriano")),
        ("es", "La segunda, Santos (Brasil), en 2022.", (2022, "Santos")),
        ("pt", "A segunda foi em Santos (Brasil), em 2022.", (2022, "Santos")),
        ("it", "La seconda fu quella di Santos (Brasile), nel 2022.", (2022, "Santos")),
        ("de", "Die erste war Fabriano (Italien) im Jahr 2019.", (2019, "Fabriano")),
    ],
)
def test_one_of_several_conferences_named_before_is_read(code: str, words: str, host: tuple[int, str]) -> None:
    assert hosts(page_of(code, f"<p>{SEVERAL[code]} {words}</p>")) == {host}


@pytest.mark.parametrize(
    "before",
    [
        "Three cities have stayed away from the Annual Conferences of the UNESCO Creative Cities Network.",
        "Two mayors spoke at the Annual Conferences of the UNESCO Creative Cities Network.",
        "There are candidates for the Annual Conferences of the UNESCO Creative Cities Network.",
    ],
)
def test_the_first_of_something_else_is_unread(before: str) -> None:
    page = page_of("en", f"<p>{before} The first was Graz, in 2019.</p>")
    assert hosts(page) == set()
    assert "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        (
            "en",
            "From the lake of Östersund (Sweden, 2016) to the mines of Katowice (Poland, 2018), {N} has never been the same twice.",
            {(2016, "Östersund"), (2018, "Katowice")},
        ),
        (
            "es",
            "De Östersund (Suecia, 2016) a Katowice (Polonia, 2018), {N} ha cambiado mucho.",
            {(2016, "Östersund"), (2018, "Katowice")},
        ),
        (
            "pt",
            "{N} passou por Fabriano (Itália) em 2019, por Santos (Brasil) em 2022 e por Braga (Portugal) em 2024.",
            {(2019, "Fabriano"), (2022, "Santos"), (2024, "Braga")},
        ),
        (
            "it",
            "{N} è passata da Fabriano (Italia) nel 2019 e da Braga (Portogallo) nel 2024.",
            {(2019, "Fabriano"), (2024, "Braga")},
        ),
        (
            "en",
            "{N} was last hosted by Braga (Portugal), in 2024, and before that by Santos (Brazil), in 2022.",
            {(2024, "Braga"), (2022, "Santos")},
        ),
        (
            "de",
            "{N} wurde zuletzt 2024 von Braga (Portugal) ausgerichtet, und davor 2022 von Santos (Brasilien).",
            {(2024, "Braga"), (2022, "Santos")},
        ),
        (
            "en",
            "Brazil hosted {N} in Santos in 2022, and did so again in 2028, this time in Belém.",
            {(2022, "Santos"), (2028, "Belém")},
        ),
        (
            "fr",
            "Le Brésil a accueilli {N} à Santos en 2022, et l’a de nouveau accueillie en 2028, cette fois à Belém.",
            {(2022, "Santos"), (2028, "Belém")},
        ),
        (
            "es",
            "A Santos (Brasil) le correspondió organizar {N}, en 2022. Tras ella, Braga (Portugal) se hizo cargo de la XVI en 2024.",
            {(2022, "Santos"), (2024, "Braga")},
        ),
        (
            "de",
            "Zuletzt war {N} in Braga (Portugal, 2024). Davor hatten Santos (Brasilien, 2022) und Fabriano (Italien, 2019) eingeladen.",
            {(2024, "Braga"), (2022, "Santos"), (2019, "Fabriano")},
        ),
        (
            "en",
            "Lyon (France), which hosted {N} in 2009, and Shenzhen (China), which hosted it in 2010, are friends.",
            {(2009, "Lyon"), (2010, "Shenzhen")},
        ),
    ],
)
def test_several_editions_of_one_sentence_are_read(code: str, words: str, expected: set[tuple[int, str]]) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == expected


def test_a_year_in_a_clause_about_one_city_is_not_the_next_ones() -> None:
    words = "Lyon (France), whose halls were lent to {N} in 2009, and Shenzhen (China), where it met in 2010, had other ideas."
    assert (2009, "Shenzhen") not in hosts(page_of("en", f"<p>{said('en', words)}</p>"))


@pytest.mark.parametrize(
    ("code", "words", "status"),
    [
        ("it", "Torino si candida a ospitare nel 2029 {N}.", "candidate"),
        ("es", "Torino se postula para acoger en 2029 {N}.", "candidate"),
        ("en", "Organisers have called off {N} that Torino, Italy, was to host in May 2029.", "cancelled"),
        ("pt", "Os organizadores cancelaram {N} que Torino ia acolher em 2029.", "cancelled"),
        ("fr", "C’est confirmé : {N} de 2029, qui devait se tenir à Torino (Italie), n’aura pas lieu.", "cancelled"),
        ("en", "{N} of 2029, which was due to be held in Torino, will not take place.", "cancelled"),
        ("it", "{N} del 2029, che doveva tenersi a Torino, non avrà luogo.", "cancelled"),
        ("de", "{N} 2029, die in Torino stattfinden sollte, findet nicht statt.", "cancelled"),
    ],
)
def test_what_is_only_sought_or_called_off_is_not_planned(code: str, words: str, status: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) == {(2029, "Torino", status)}


@pytest.mark.parametrize(
    ("code", "words", "days"),
    [
        ("it", "Prenderà il via lunedì 12 giugno 2028 ad Alba (Italia) {N}.", (None, None)),
        ("en", "{N} gets going on 12 June 2028 in Alba.", (None, None)),
        ("es", "{N} echa a andar el 12 de junio de 2028 en Alba.", (None, None)),
        ("fr", "{N} prend son envol le 12 juin 2028 à Alba.", (None, None)),
        ("en", "{N} takes place on 12 June 2028 in Alba.", ("2028-06-12", "2028-06-12")),
        ("en", "On 12 June 2028 Alba hosts {N}.", ("2028-06-12", "2028-06-12")),
    ],
)
def test_a_day_on_which_it_may_only_begin_is_not_its_only_day(
    code: str, words: str, days: tuple[str | None, str | None]
) -> None:
    (one,) = events(page_of(code, f"<p>{said(code, words)}</p>"))
    assert (one.value("first_day"), one.value("last_day")) == days


@pytest.mark.parametrize("over", ["<p>ANNEX II</p>", "<p>Graz</p>", ""])
def test_a_list_of_paragraphs_below_a_line_with_a_range_of_years_is_read(over: str) -> None:
    lines = "<p>2012 Montréal, Canada</p><p>2013 Bologna, Italy</p><p>2014 Chengdu, China</p>"
    page = page_of(
        "en", f"<p>Creative Cities Network</p>{over}<p>Host cities of the Annual Meetings, 2012 to 2014</p>{lines}"
    )
    assert hosts(page) == {(2012, "Montréal"), (2013, "Bologna"), (2014, "Chengdu")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The council decided to cancel {N} that was to have been held in Galway in 2021."),
        ("pt", "A câmara decidiu cancelar {N} que deveria ter-se realizado em Galway em 2021."),
        ("it", "Il consiglio ha deciso di annullare {N} che si sarebbe dovuta tenere a Galway nel 2021."),
    ],
)
def test_what_was_to_have_been_held_and_is_cancelled_was_not_held(code: str, words: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) == {(2021, "Galway", "cancelled")}


DAYS = {
    "en": "1–5 July 2024",
    "fr": "1-5 juillet 2024",
    "es": "1-5 de julio de 2024",
    "pt": "1 a 5 de julho de 2024",
    "it": "1-5 luglio 2024",
    "de": "1.–5. Juli 2024",
}


@pytest.mark.parametrize("code", sorted(NAMES))
def test_a_card_of_days_name_and_place_is_read_in_every_language(code: str) -> None:
    name = NAMES[code].partition(" ")[2]
    page = page_of(code, f"<div><div>{DAYS[code]}</div><div>XVI {name}</div><div>Braga, Portugal</div></div>")
    assert hosts(page) == {(2024, "Braga")}
    assert [(one.value("first_day"), one.value("last_day")) for one in events(page)] == [("2024-07-01", "2024-07-05")]


def test_a_place_and_a_day_below_a_letter_are_not_the_days_of_the_conference() -> None:
    name = NAMES["pt"].partition(" ")[2]
    body = f"<h1>{name} 2021</h1><p>A conferência que Florianópolis sediaria em junho de 2021 foi cancelada.</p>"
    page = page_of("pt", f"{body}<p>Florianópolis, 9 de fevereiro de 2021</p>", f"{name} 2021")
    assert [one.value("first_day") for one in events(page)] in ([], [None])


def test_an_answer_to_a_question_in_a_list_of_terms_is_told() -> None:
    terms = (
        "<dt>Who runs the Network?</dt><dd>A secretariat.</dd><dt>Where was the last Annual Conference?</dt>"
        "<dd>In Braga, Portugal, in 2024.</dd><dt>And the one before?</dt><dd>That was in Fabriano, Italy, in 2019.</dd>"
    )
    page = page_of("en", f"<dl>{terms}</dl>", "UNESCO Creative Cities: questions")
    assert "Fabriano" in unread(page)


def test_hosts_listed_by_country_are_read() -> None:
    items = "<ul><li>Chine : Shenzhen (2010), Chengdu (2014)</li><li>France : Lyon (2009)</li></ul>"
    page = page_of("fr", f"<p>Les hôtes des réunions annuelles, pays par pays :</p>{items}", said("fr", "{n}"))
    assert hosts(page) == {(2010, "Shenzhen"), (2014, "Chengdu"), (2009, "Lyon")}


def test_an_event_whose_name_holds_its_year_has_its_days() -> None:
    data = (
        '{"@context":"https://schema.org","@type":"Event","name":"Annual Conference of the UNESCO Creative Cities Network 2021",'
        '"startDate":"2021-06-14","endDate":"2021-06-18","location":{"@type":"Place","name":"Hall",'
        '"address":{"@type":"PostalAddress","addressLocality":"Graz","addressCountry":"AT"}}}'
    )
    page = page_of("en", f'<script type="application/ld+json">{data}</script><p>Welcome.</p>')
    assert [(one.value("first_day"), one.value("last_day")) for one in events(page)] == [("2021-06-14", "2021-06-18")]
