"""Ways of telling hosts: guests received for the conference, what carries on, years told by another, days behind a postponement."""

from collections.abc import Mapping
from datetime import date

import pytest
from spoken import hosts, page_of, said, stated, unread

from scraper.subjects.uccn.records import events

LYON = {
    "en": "In 2009 {N} was held in Lyon (France).",
    "fr": "En 2009, {N} s’est tenue à Lyon (France).",
    "es": "En 2009 {N} se celebró en Lyon (Francia).",
    "pt": "Em 2009 {N} realizou-se em Lyon (França).",
    "it": "Nel 2009 {N} si è svolta a Lyon (Francia).",
    "de": "2009 fand {N} in Lyon (Frankreich) statt.",
}
CARRIED_ON = {
    "en": (
        "Then came Graz in 2011 and Kobe in 2012.",
        "After that came Graz, in 2011; Kobe, in 2012.",
        "Graz (2011) and Kobe (2012) came next.",
        "It moved on to Graz in 2011 and to Kobe in 2012.",
    ),
    "fr": ("Puis vinrent Graz, en 2011, et Kobe, en 2012.", "Vinrent ensuite Graz (2011) et Kobe (2012)."),
    "es": ("Después vinieron Graz, en 2011, y Kobe, en 2012.", "Luego llegaron Graz (2011) y Kobe (2012)."),
    "pt": ("Depois vieram Graz, em 2011, e Kobe, em 2012.",),
    "it": ("Poi vennero Graz, nel 2011, e Kobe, nel 2012.",),
    "de": ("Dann kamen Graz 2011 und Kobe 2012.",),
}
GUESTS = {
    "en": (
        "From 14 to 16 September 2016, Graz welcomes mayors and experts from 116 cities to {N}.",
        "In 2016 Graz hosted 300 participants for {N}.",
        "{N} brought together delegates from over 90 countries in Graz in July 2016.",
    ),
    "fr": (
        "Du 14 au 16 septembre 2016, Graz accueille maires et experts de 116 villes à l’occasion de {N}.",
        "Graz a reçu 300 délégués pour {N} en 2016.",
    ),
    "es": ("Graz acogió a 300 delegados con motivo de {N} en 2016.",),
    "pt": ("De 14 a 16 de setembro de 2016, Graz recebeu autarcas e peritos de 116 cidades para {N}.",),
    "it": ("Dal 14 al 16 settembre 2016 Graz ha accolto sindaci ed esperti di 116 città per {N}.",),
    "de": ("Graz begrüßte 2016 300 Delegierte zur Jahreskonferenz des UNESCO Creative Cities Network.",),
}
HIGHLIGHT = {
    "en": "The highlight of the year was the XIII {n}.",
    "fr": "Le temps fort de l’année fut la XIIIe {n}.",
    "es": "El momento culminante del año fue la XIII {n}.",
    "pt": "O ponto alto do ano foi a XIII {n}.",
    "it": "Il momento clou dell’anno è stata la XIII {n}.",
    "de": "Höhepunkt des Jahres war die XIII. {n}.",
}
BEHIND = {
    "en": ("Host was the city of Graz, from 10 to 15 June 2016.", "The host in June 2016 was Graz."),
    "fr": ("Elle a été accueillie du 10 au 15 juin 2016 par la ville autrichienne de Graz.",),
    "es": ("La anfitriona fue Graz, del 10 al 15 de junio de 2016.",),
    "pt": ("A anfitriã foi Graz, de 10 a 15 de junho de 2016.",),
    "it": ("La città ospitante era Graz, dal 10 al 15 giugno 2016.",),
    "de": (
        "Sie wurde vom 10. bis 15. Juni 2016 von Graz ausgerichtet.",
        "Gastgeberin war vom 10. bis 15. Juni 2016 die Stadt Graz.",
        "Sie fand vom 10. bis 15. Juni 2016 in Graz statt.",
    ),
}
AFTER = {
    "en": (
        "{N} was held in Graz in 2014 and a year later in Kobe.",
        "{N} was held in Graz in 2014 and in Kobe the year after.",
        "{N} took place in Graz in 2014, and in Kobe the following year.",
    ),
    "fr": (
        "{N} s’est tenue en 2014 à Graz et, un an plus tard, à Kobe.",
        "{N} s’est tenue à Graz en 2014, puis à Kobe l’année suivante.",
    ),
    "es": (
        "{N} se celebró en 2014 en Graz y, un año más tarde, en Kobe.",
        "{N} se celebró en Graz en 2014 y al año siguiente en Kobe.",
    ),
    "pt": ("{N} realizou-se em Graz em 2014 e, um ano depois, em Kobe.",),
    "it": (
        "{N} si è svolta nel 2014 a Graz e, un anno dopo, a Kobe.",
        "{N} si è svolta a Graz nel 2014 e l’anno seguente a Kobe.",
    ),
    "de": (
        "{N} fand 2014 in Graz und ein Jahr später in Kobe statt.",
        "{N} fand 2014 in Graz und im Jahr darauf in Kobe statt.",
    ),
}
BEFORE = {
    "en": "{N} of 2015 took place in Kobe; a year earlier it was hosted by Graz.",
    "fr": "{N} s’est tenue à Kobe en 2015 et, l’année précédente, à Graz.",
    "es": "{N} se celebró en Kobe en 2015 y el año anterior en Graz.",
    "pt": "{N} realizou-se em Kobe em 2015 e no ano anterior em Graz.",
    "it": "{N} si è svolta a Kobe nel 2015 e l’anno prima a Graz.",
    "de": "{N} fand 2015 in Kobe statt, im Jahr davor in Graz.",
}
SOMETHING_ELSE_AFTER = {
    "en": (
        "{N} was held in Graz in 2014. A year later a festival took place in Kobe.",
        "{N} was held in Graz in 2014, a year after the mayor had visited Kobe.",
        "{N} was held in Graz in 2014, and the following year an exhibition about it opened in Kobe.",
        "{N} was held in Graz in 2014. The following year Kobe joined the Network.",
    ),
    "fr": ("{N} s’est tenue à Graz en 2014, et l’année suivante une exposition a ouvert à Kobe.",),
    "es": ("{N} se celebró en Graz en 2014 y al año siguiente se inauguró una exposición en Kobe.",),
    "pt": ("{N} realizou-se em Graz em 2014 e no ano seguinte abriu uma exposição em Kobe.",),
    "it": ("{N} si è svolta a Graz nel 2014 e l’anno dopo una mostra ha aperto a Kobe.",),
    "de": ("{N} fand 2014 in Graz statt, ein Jahr später eröffnete in Kobe eine Ausstellung.",),
}
LATER = {
    "en": "The XIV {n} in Graz in 2020 has been postponed. It will now take place from 18 to 22 July 2022.",
    "fr": "La XIVe {n} de 2020 à Graz est reportée. Elle aura lieu du 18 au 22 juillet 2022.",
    "es": "La XIV {n} de 2020 en Graz se ha aplazado. Se celebrará del 18 al 22 de julio de 2022.",
    "pt": "A XIV {n} de 2020 em Graz foi adiada. Vai realizar-se de 18 a 22 de julho de 2022.",
    "it": "La XIV {n} del 2020 a Graz è stata rinviata. Si terrà dal 18 al 22 luglio 2022.",
    "de": "Die XIV. {n} 2020 in Graz ist verschoben. Sie findet nun vom 18. bis 22. Juli 2022 statt.",
}
LAST_DAY = {
    "en": "On 19 September 2016 {N} opened in Graz. The conference runs through 22 September.",
    "fr": "{N} s’est tenue à Graz jusqu’au 22 septembre 2016.",
    "es": "{N} se celebró en Graz hasta el 22 de septiembre de 2016.",
    "pt": "{N} realizou-se em Graz até 22 de setembro de 2016.",
    "it": "{N} si è svolta a Graz fino al 22 settembre 2016.",
    "de": "{N} fand bis zum 22. September 2016 in Graz statt.",
}


def each(sentences: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(code, words) for code, all_words in sentences.items() for words in all_words]


@pytest.mark.parametrize(("code", "words"), each(CARRIED_ON))
@pytest.mark.parametrize("between", [" ", "</p><p>"])
def test_what_comes_next_is_a_host_also_in_the_next_paragraph(code: str, words: str, between: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}{between}{words}</p>")
    assert hosts(page) == {(2009, "Lyon"), (2011, "Graz"), (2012, "Kobe")}


@pytest.mark.parametrize(
    "words", ["Forty interviews followed, in Graz (2011) and Kobe (2012).", "Kobe joined in 2012."]
)
def test_what_follows_otherwise_is_no_host(words: str) -> None:
    page = page_of("en", f"<p>{said('en', LYON['en'])}</p><p>{words}</p>")
    assert hosts(page) == {(2009, "Lyon")}


@pytest.mark.parametrize(("code", "words"), each(GUESTS))
def test_who_receives_guests_for_the_conference_is_its_host(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2016, "Graz")}


@pytest.mark.parametrize(("code", "words"), each(BEHIND))
def test_the_host_may_be_told_behind_the_conference(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, HIGHLIGHT[code])} {words}</p>")) == {(2016, "Graz")}


@pytest.mark.parametrize(("code", "words"), each(AFTER))
def test_the_year_after_that_of_an_edition_is_a_year(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2014, "Graz"), (2015, "Kobe")}


@pytest.mark.parametrize("code", BEFORE)
def test_so_is_the_year_before_it(code: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, BEFORE[code])}</p>")) == {(2014, "Graz"), (2015, "Kobe")}


@pytest.mark.parametrize(("code", "words"), each(SOMETHING_ELSE_AFTER))
def test_what_else_was_the_year_after_is_none(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == {(2014, "Graz")}


@pytest.mark.parametrize("code", LATER)
def test_the_days_to_which_it_is_put_off_may_stand_in_the_next_sentence(code: str) -> None:
    page = page_of(code, f"<p>{said(code, LATER[code])}</p>", captured=date(2020, 12, 20))
    assert stated(page) == {(2020, "Graz", "postponed"), (2022, "Graz", "planned")}
    days = {one.value("year"): (one.value("first_day"), one.value("last_day")) for one in events(page)}
    assert days == {2020: (None, None), 2022: ("2022-07-18", "2022-07-22")}


@pytest.mark.parametrize("code", LAST_DAY)
def test_a_last_day_alone_is_no_first_one(code: str) -> None:
    page = page_of(code, f"<p>{said(code, LAST_DAY[code])}</p>")
    assert hosts(page) <= {(2016, "Graz")}
    assert not {one.value("first_day") for one in events(page)} - {None}
    assert hosts(page) or "Graz" in unread(page)


@pytest.mark.parametrize(
    ("words", "host"),
    [
        ("Lyon, France, takes up the baton.", True),
        ("Lyon opens its doors.", True),
        ("Lyon is the host.", True),
        ("Lyon receives an award.", False),
        ("Lyon opens its doors to refugees.", False),
        ("Lyon takes over the presidency of Eurocities.", False),
        ("Lyon receives the flag from Santa Fe.", False),
    ],
)
def test_below_its_year_a_city_is_the_host_where_it_receives_and_nothing_else_is_said(
    words: str, *, host: bool
) -> None:
    years = f"<div><span>2009</span><div><p>{words}</p></div></div>"
    others = "<div><span>2010</span><div><p>Members gather in Graz.</p></div></div>"
    page = page_of(
        "en", f"<h2>The Annual Conferences of the UNESCO Creative Cities Network</h2><div>{years}{others}</div>"
    )
    assert hosts(page) == {(2010, "Graz"), *({(2009, "Lyon")} if host else set())}


def _cards(*cards: tuple[str, str]) -> str:
    card = "<div class=card><span>Event</span><h3><a href=/x>{}</a></h3><p>Culture for all.</p><time>{}</time></div>"
    return "".join(card.format(*one) for one in cards)


GRAZ = ("XVI UNESCO Creative Cities Network Annual Conference in Graz, Austria", "1 July 2024 - 5 July 2024")
KOBE = ("XV UNESCO Creative Cities Network Annual Conference in Kobe, Japan", "19 September 2023 - 22 September 2023")


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        ((GRAZ, KOBE), {(2024, "Graz"), (2023, "Kobe")}),
        (((GRAZ[0], "12 March 2024"), (KOBE[0], "2 May 2023")), set()),  # posted then
        (((f"Registration opens for the {GRAZ[0]}", "1 March 2024 - 5 April 2024"), KOBE), {(2023, "Kobe")}),
        (((f"Is the {GRAZ[0]}?", GRAZ[1]), KOBE), {(2023, "Kobe")}),
    ],
)
def test_a_card_that_is_called_by_the_conference_and_its_city_has_the_days_beside_it(
    cards: tuple[tuple[str, str], ...], expected: set[tuple[int, str]]
) -> None:
    assert hosts(page_of("en", _cards(*cards), "Annual Conferences")) == expected


@pytest.mark.parametrize(
    ("lead", "is_ours"),
    [
        ("Every year we send somebody to {N}. Below is where the conferences took place:", True),
        ("Every year we send somebody to {N}. Below is where our festivals took place:", False),
        ("We know {N}. Eurocities is another network. Below is where the conferences took place:", False),
    ],
)
def test_a_lead_to_where_the_conferences_took_place_is_of_those_named_before(lead: str, *, is_ours: bool) -> None:
    items = "<ul><li>2015 – Kobe, Japan</li><li>2016 – Graz, Austria</li></ul>"
    page = page_of("en", f"<p>{said('en', lead)}</p>{items}")
    assert hosts(page) == ({(2015, "Kobe"), (2016, "Graz")} if is_ours else set())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Graz, UNESCO City of Literature, and Kobe, UNESCO City of Music, will jointly host {N} in 2018.",
            {"Graz", "Kobe"},
        ),
        ("Graz, City of Design since 2011, hosted {N} in 2018.", {"Graz"}),
        ("Graz, a City of Design, joined in 2018.", set()),
    ],
)
def test_what_a_city_is_called_does_not_hide_what_it_hosts(words: str, expected: set[str]) -> None:
    assert hosts(page_of("en", f"<p>{said('en', words)}</p>")) == {(2018, city) for city in expected}


EARLIER = {
    "en": ("were held in Kobe (Japan) in 2015 and Graz (Austria) in 2016", ("Past", "The last two", "All previous")),
    "fr": ("ont eu lieu à Kobe (Japon) en 2015 et à Graz (Autriche) en 2016", ("Les deux dernières", "Nos dernières")),
    "es": ("se celebraron en Kobe (Japón) en 2015 y en Graz (Austria) en 2016", ("Las anteriores", "Las dos últimas")),
    "it": ("si sono svolte a Kobe (Giappone) nel 2015 e a Graz (Austria) nel 2016", ("Le passate", "Le ultime due")),
    "de": (
        "fanden in Kobe (Japan) 2015 und Graz (Österreich) 2016 statt",
        ("Bisherige", "Die letzten beiden", "Unsere früheren", "Zurückliegende"),
    ),
}
SEVERAL = {
    "en": "Annual Conferences",
    "fr": "Conférences annuelles",
    "es": "Conferencias anuales",
    "it": "Conferenze annuali",
    "de": "Jahreskonferenzen",
}


@pytest.mark.parametrize(
    ("code", "words"),
    [(code, f"{which} {SEVERAL[code]} {told}.") for code, (told, whichs) in EARLIER.items() for which in whichs],
)
def test_earlier_conferences_are_the_conferences(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}</p><p>{words}</p>")
    assert hosts(page) == {(2009, "Lyon"), (2015, "Kobe"), (2016, "Graz")}


HERE = {
    "en": (
        "Graz, 12 June 2018 – {N} opened here on Tuesday.",
        "Graz (Austria), 15 June 2018 — {N} came to an end in our city today.",
        "Graz, 20 June 2018 – {N} was held here last week.",
    ),
    "fr": (
        "Graz, 12 juin 2018 – {N} s’est ouverte ici mardi.",
        "Graz, le 12 juin 2018 – {N} s’est tenue dans notre ville.",
    ),
    "es": (
        "Graz, 15 de junio de 2018 – Se celebró en nuestra ciudad {N}.",
        "Graz (Austria), 15 de junio de 2018.– Con una fiesta en la plaza terminó hoy {N}, inaugurada el lunes en esta ciudad.",
    ),
    "it": ("Graz (Austria), 4 luglio 2018 – Si è aperta ieri nella nostra città {N}, attesa da mesi.",),
    "pt": ("Graz, 4 de julho de 2018 – {N} terminou ontem na nossa cidade.",),
    "de": (
        "Graz, 12. Juni 2018 – {N} fand hier vergangene Woche statt.",
        "Graz, 12. Juni 2018 – {N} endete gestern in unserer Stadt.",
    ),
}
NOT_HERE = {
    "en": (
        "Graz, 12 June 2018 – Mayors from all over the world met here to prepare {N}.",
        "Graz, 12 June 2018 – Registration for {N} opened here today.",
        "Graz, 12 June 2018 – After {N}, a concert was held here.",
        "Graz, 12 June 2018 – {N} was not held here.",
    ),
    "fr": ("Graz, 12 juin 2018 – Notre ville a envoyé cinq délégués à {N}.",),
    "es": ("Graz, 15 de junio de 2018 – Tras {N}, se celebró aquí un concierto.",),
    "it": ("Graz, 4 luglio 2018 – Qui si parla molto della Conferenza annuale.",),
    "pt": ("Graz, 4 de julho de 2018 – Fala-se aqui de {N}.",),
    "de": ("Graz, 12. Juni 2018 – Unsere Stadt schickte fünf Gäste zur Jahreskonferenz.",),
}


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, each in HERE.items() for one in each])
def test_what_took_place_here_was_in_the_city_of_the_dateline(code: str, words: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) == {(2018, "Graz", "held")}


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, each in NOT_HERE.items() for one in each])
def test_what_else_is_told_from_a_place_makes_it_no_host(code: str, words: str) -> None:
    assert hosts(page_of(code, f"<p>{said(code, LYON[code])}</p><p>{said(code, words)}</p>")) == {(2009, "Lyon")}


RECEIVED_US = {
    "en": (
        "In 2018, Graz (Austria) hosted the Network.",
        "Graz (Austria) was the host of the Network in 2018.",
        "Graz (Austria) welcomed the creative cities in 2018.",
    ),
    "fr": ("En 2018, Graz (Autriche) a reçu le Réseau.", "En 2018, c’est Graz qui a accueilli les villes créatives."),
    "es": ("Graz (Austria) recibió a las ciudades creativas en 2018.", "En 2018 Graz fue la anfitriona de la Red."),
    "it": ("Nel 2018 Graz (Austria) ha accolto le Città Creative.", "Nel 2018 Graz (Austria) ha ospitato la Rete."),
    "pt": ("Em 2018, Graz (Áustria) recebeu a Rede.", "Em 2018, Graz (Áustria) acolheu as cidades criativas."),
    "de": ("2018 empfing Graz (Österreich) das Netzwerk.", "2018 begrüßte Graz (Österreich) die Kreativstädte."),
}


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, each in RECEIVED_US.items() for one in each])
def test_who_received_the_network_hosted_its_conference(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}</p><p>{words}</p>")
    assert hosts(page) == {(2009, "Lyon"), (2018, "Graz")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("es", "Graz (Austria) acoge el primer encuentro de las ciudades de la Red."),
        ("fr", "Graz (Autriche) accueille la première rencontre des villes du Réseau."),
        ("it", "Graz (Austria) ospita il primo incontro delle città della Rete."),
        ("pt", "Graz (Áustria) acolhe o primeiro encontro das cidades da Rede."),
    ],
)
def test_the_meeting_of_the_network_s_cities_is_its_own(code: str, words: str) -> None:
    entries = f"<dl><dt>2018</dt><dd>{words}</dd></dl>"
    assert hosts(page_of(code, f"<p>{said(code, LYON[code])}</p>{entries}")) == {(2009, "Lyon"), (2018, "Graz")}


VERB_LAST = (
    ("Wir schreiben über {N}, die im Juni 2018 im österreichischen Graz stattfand.", "held"),
    ("{N}, die 2018 in Graz ausgerichtet wurde, war gut besucht.", "held"),
    ("Wir freuen uns auf {N}, die 2026 in Graz stattfindet.", "planned"),
    ("Das ist {N}, die 2026 in Graz ausgetragen wird.", "planned"),
)


@pytest.mark.parametrize(("words", "status"), VERB_LAST)
def test_a_german_verb_may_stand_at_the_end_of_its_clause(words: str, status: str) -> None:
    assert {one[1:] for one in stated(page_of("de", f"<p>{said('de', words)}</p>"))} == {("Graz", status)}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "{N} fand 2018 in der Messe in Graz statt."),
        ("en", "{N} was held during Design Week in Graz in 2018."),
        ("fr", "{N} s’est tenue pendant la Semaine du design à Graz en 2018."),
        ("es", "{N} se celebró durante la Semana del Diseño en Graz en 2018."),
        ("it", "{N} si è svolta durante la Settimana del design a Graz nel 2018."),
        ("pt", "{N} realizou-se durante a Semana do Design em Graz em 2018."),
    ],
)
def test_what_it_was_held_during_hides_nothing(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>")
    assert hosts(page) == {(2018, "Graz")} or (code == "de" and "Graz" in unread(page))


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        ("de", "{N} fand 2018 in Krakau u. Kattowitz (Polen) statt.", {(2018, "Krakau"), (2018, "Kattowitz")}),
        (
            "de",
            "Die Jahreskonferenzen des UNESCO Creative Cities Network fanden 2015 bzw. 2016 in Kobe und Graz statt.",
            {(2015, "Kobe"), (2016, "Graz")},
        ),
        ("fr", "{N} de 2016 a été déplacée d’Oslo (Norvège) à Kobe (Japon).", {(2016, "Kobe")}),
        ("fr", "La ministre a annoncé qu’Oslo (Norvège) accueillerait {N} en 2025.", {(2025, "Oslo")}),
        ("fr", "Le journal prétend qu’Oslo (Norvège) a accueilli {N} en 2016.", set()),
    ],
)
def test_a_full_stop_or_an_apostrophe_may_end_a_word(code: str, words: str, expected: set[tuple[int, str]]) -> None:
    assert hosts(page_of(code, f"<p>{said(code, words)}</p>")) == expected


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("pt", "No verão de 2022, Graz (Áustria) acolheu {N}."),
        ("fr", "{N} s’est tenue en 2022 à l’opéra de Graz (Autriche)."),
        ("en", "{N} in Graz (Austria) in 2022 will be remembered by all."),
    ],
)
def test_a_noun_that_looks_like_a_future_makes_no_plan(code: str, words: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) <= {(2022, "Graz", "held")}


def test_a_country_where_a_host_would_stand_is_told() -> None:
    page = page_of("en", f"<p>{said('en', LYON['en'])}</p><p>{said('en', '{N} was held in Singapore in 2018.')}</p>")
    assert hosts(page) == {(2009, "Lyon")}
    assert "Singapore" in unread(page)


BELOW = {
    "en": ("{N} was all about music. Afterwards we went on to Linz.", "Our choir sang at {N}."),
    "fr": ("{N} était consacrée à la musique.", "Nous avons présenté un film à {N}."),
    "es": ("{N} giró en torno a la música.", "Presentamos una película en {N}."),
    "it": ("{N} era dedicata alla musica.", "Abbiamo mostrato un film alla Conferenza annuale."),
    "pt": ("{N} foi dedicada à música.", "Mostrámos um filme na Conferência Anual."),
    "de": ("Das erste Mal für uns: {N} stand im Zeichen der Musik.", "Auf der Jahreskonferenz zeigten wir einen Film."),
}


@pytest.mark.parametrize("code", BELOW)
def test_a_year_and_a_city_over_words_about_the_conference_are_its_own(code: str) -> None:
    about, beside = (said(code, words) for words in BELOW[code])
    heading = f"<p>{said(code, LYON[code])}</p><h2>2018: Graz</h2>"
    assert hosts(page_of(code, f"{heading}<p>{about}</p>")) == {(2009, "Lyon"), (2018, "Graz")}
    page = page_of(code, f"{heading}<p>{beside}</p>")
    assert hosts(page) == {(2009, "Lyon")}
    assert "2018: Graz" in unread(page)


INSTEAD = {
    "en": (
        "In 2018 {N} took place not in Graz (Austria) but in Kobe (Japan).",
        "{N} of 2018 was not held in Graz but in Kobe.",
    ),
    "fr": ("En 2018, {N} s’est tenue non pas à Graz mais à Kobe.", "En 2018, {N} n’a pas eu lieu à Graz mais à Kobe."),
    "es": ("En 2018 {N} no se celebró en Graz, sino en Kobe.",),
    "it": ("Nel 2018 {N} non si è svolta a Graz, bensì a Kobe.", "Nel 2018 {N} non si è svolta a Graz ma a Kobe."),
    "pt": ("Em 2018, {N} não se realizou em Graz, mas em Kobe.",),
    "de": (
        "{N} fand 2018 nicht in Graz, sondern in Kobe statt.",
        "2018 tagte das Netzwerk nicht in Graz, sondern in Kobe.",
    ),
}
NOT_INSTEAD = (
    ("en", "Graz did not host {N} in 2018, but in Kobe we met old friends."),
    ("en", "{N} was not held in Graz in 2018."),
    ("fr", "En 2018, nous ne sommes pas allés à la Conférence annuelle mais à Graz."),
    ("es", "En 2018 no fuimos a la Conferencia Anual, sino a Graz."),
    ("it", "Nel 2018 non siamo andati alla Conferenza annuale ma a Graz."),
    ("de", "Wir fuhren 2018 nicht zur Jahreskonferenz, sondern in die Berge bei Graz."),
)


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, each in INSTEAD.items() for one in each])
def test_where_it_was_instead_is_read_and_where_it_was_not_is_set_aside(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2009, "Lyon"), (2018, "Kobe")}


@pytest.mark.parametrize(("code", "words"), NOT_INSTEAD)
def test_where_somebody_went_instead_is_no_host(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2009, "Lyon")}


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        (
            "en",
            "We went to Graz (Austria), where the network had convened its XIV Annual Conference in July 2018.",
            "Graz",
        ),
        ("en", "The network meets for its annual conference in Graz (Austria) in 2018.", "Graz"),
        ("es", "Graz organizó {N} en 2018, según se anunció en la edición de aquel año, en Linz.", "Graz"),
        ("en", "Graz will stage {N} in 2018, it was announced as the last one drew to a close in Linz.", "Graz"),
        ("de", "2018 fand die Netzwerkkonferenz im österreichischen Graz statt.", "Graz"),
    ],
)
def test_the_network_in_small_letters_and_what_was_announced_are_read(code: str, words: str, expected: str) -> None:
    page = page_of(code, f"<p>{said(code, LYON[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2009, "Lyon"), (2018, expected)}


def test_who_bids_for_the_conference_that_a_question_names_is_told() -> None:
    asked = (
        "<dl><dt>Wer bewirbt sich um die Konferenz 2023?</dt><dd>Beworben hat sich bislang allein Istanbul.</dd></dl>"
    )
    assert "Istanbul" in unread(page_of("de", f"<p>{said('de', LYON['de'])}</p>{asked}"))


def test_an_entry_below_its_year_may_say_more_than_the_place() -> None:
    title = "<h2>Conferencia Anual de la Red de Ciudades Creativas de la UNESCO</h2><h3>Los primeros años</h3>"
    first, second = "Kobe (Japón), en noviembre.", "Graz (Austria), cancelada por falta de fondos."
    page = page_of("es", f"{title}<dl><dt>2011</dt><dd>{first}</dd><dt>2014</dt><dd>{second}</dd></dl>")
    assert hosts(page) == {(2011, "Kobe"), (2014, "Graz")}


def test_what_is_made_up_for_there_in_another_year_was_held() -> None:
    words = "Die für 2020 in Graz geplante {n} wurde verschoben. Nachgeholt wurde sie dort im Juli 2022."
    page = page_of("de", f"<p>{said('de', LYON['de'])}</p><p>{said('de', words)}</p>")
    assert (2022, "Graz", "held") in stated(page)
