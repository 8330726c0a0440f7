"""What words say of an edition: put off, called off, with its year in the conference's name."""

from datetime import date

import pytest
from spoken import FABRIANO, hosts, page_of, said, stated, unread

OFF = {
    "en": (
        "has been pushed back by a year",
        "has been deferred",
        "was delayed by a year",
        "has been shelved",
        "has been put on hold",
        "is on hold",
        "has been suspended",
        "has been moved to 2022",
        "was rescheduled",
        "has fallen victim to the pandemic",
        "did not take place",
        "could not be held",
        "has been scrapped",
        "was axed",
        "had to be abandoned",
        "is off",
    ),
    "fr": (
        "est décalée d’un an",
        "est repoussée",
        "a été suspendue",
        "est ajournée",
        "est remise à plus tard",
        "est déprogrammée",
        "n’a pas eu lieu",
        "n’a pas pu se tenir",
        "est retardée d’un an",
        "est mise en suspens",
        "tombe à l’eau",
        "glisse d’un an",
    ),
    "es": (
        "se retrasa un año",
        "ha sido suspendida",
        "se ha aplazado",
        "se traslada a 2022",
        "queda en suspenso",
        "no se celebró",
        "no pudo celebrarse",
        "se ha desconvocado",
        "se ha anulado",
        "se reprograma",
    ),
    "pt": (
        "atrasa um ano",
        "foi suspensa",
        "foi transferida para 2022",
        "fica em suspenso",
        "não se realizou",
        "não pôde realizar-se",
        "foi anulada",
        "foi desmarcada",
        "foi remarcada",
        "foi postergada",
    ),
    "it": (
        "è stata sospesa",
        "è stata posticipata",
        "è stata spostata al 2022",
        "è saltata",
        "non si è svolta",
        "non ha potuto svolgersi",
        "è stata differita",
        "viene rimandata",
        "è stata cancellata",
    ),
    "de": (
        "wird um ein Jahr verlegt",
        "wurde ausgesetzt",
        "wurde vertagt",
        "fällt aus",
        "ist ausgefallen",
        "fand nicht statt",
        "konnte nicht stattfinden",
        "wurde aufgeschoben",
        "wird nachgeholt",
        "muss warten",
        "ist gestrichen",
    ),
}
NAMED = {
    "en": "{N} in Graz (Austria) in 2021 {v}.",
    "fr": "{N} à Graz (Autriche) en 2021 {v}.",
    "es": "{N} en Graz (Austria) en 2021 {v}.",
    "pt": "{N} em Graz (Áustria) em 2021 {v}.",
    "it": "{N} a Graz (Austria) nel 2021 {v}.",
    "de": "{N} 2021 in Graz (Österreich) {v}.",
}
PLANNED = {
    "en": "{N}, planned for 2021 in Graz (Austria), {v}.",
    "fr": "{N}, prévue en 2021 à Graz (Autriche), {v}.",
    "es": "{N}, prevista en 2021 en Graz (Austria), {v}.",
    "pt": "{N}, prevista para 2021 em Graz (Áustria), {v}.",
    "it": "{N}, prevista nel 2021 a Graz (Austria), {v}.",
    "de": "{N}, 2021 in Graz (Österreich) geplant, {v}.",
}
YEAR_IN_NAME = {
    "en": (
        "The 2024 {n}",
        "The {n} 2024",
        "{n} 2024",
        "UCCN Annual Conference 2024",
    ),
    "fr": (
        "La Conférence annuelle 2024 du Réseau des villes créatives de l’UNESCO",
        "La Conférence annuelle de 2024 du Réseau des villes créatives de l’UNESCO",
        "L’édition 2024 de {N}",
    ),
    "es": (
        "La Conferencia Anual 2024 de la Red de Ciudades Creativas de la UNESCO",
        "La Conferencia Anual de 2024 de la Red de Ciudades Creativas de la UNESCO",
        "La edición 2024 de {N}",
    ),
    "pt": (
        "A Conferência Anual 2024 da Rede de Cidades Criativas da UNESCO",
        "A Conferência Anual de 2024 da Rede de Cidades Criativas da UNESCO",
        "A edição 2024 da {n}",
    ),
    "it": (
        "La Conferenza annuale 2024 della Rete delle Città Creative dell’UNESCO",
        "La Conferenza annuale del 2024 della Rete delle Città Creative dell’UNESCO",
        "L’edizione 2024 della {n}",
    ),
    "de": (
        "Die Jahreskonferenz 2024 des UNESCO Creative Cities Network",
        "Die Ausgabe 2024 der {n}",
    ),
}
WITH_DAYS = {
    "en": (
        "was held in Graz (Austria) from 1 to 5 July 2024.",
        "took place from 1 to 5 July 2024 in Graz, Austria.",
        ", held in Graz, Austria, in July 2024, drew 300 delegates.",
        "will be held in Graz (Austria) on 1-5 July 2024.",
    ),
    "fr": (
        "a eu lieu à Graz (Autriche) du 1er au 5 juillet 2024.",
        "s’est tenue du 1er au 5 juillet 2024 à Graz, en Autriche.",
        ", organisée à Graz en juillet 2024, a réuni 300 délégués.",
        "aura lieu à Graz (Autriche) du 1er au 5 juillet 2024.",
    ),
    "es": (
        "tuvo lugar en Graz (Austria) del 1 al 5 de julio de 2024.",
        "se celebró del 1 al 5 de julio de 2024 en Graz, Austria.",
        ", celebrada en Graz en julio de 2024, reunió a 300 delegados.",
        "tendrá lugar en Graz (Austria) del 1 al 5 de julio de 2024.",
    ),
    "pt": (
        "teve lugar em Graz (Áustria) de 1 a 5 de julho de 2024.",
        "realizou-se de 1 a 5 de julho de 2024 em Graz, na Áustria.",
        ", realizada em Graz em julho de 2024, reuniu 300 delegados.",
        "terá lugar em Graz (Áustria) de 1 a 5 de julho de 2024.",
    ),
    "it": (
        "ha avuto luogo a Graz (Austria) dal 1° al 5 luglio 2024.",
        "si è svolta dal 1° al 5 luglio 2024 a Graz, in Austria.",
        ", tenutasi a Graz nel luglio 2024, ha riunito 300 delegati.",
        "avrà luogo a Graz (Austria) dal 1° al 5 luglio 2024.",
    ),
    "de": (
        "fand vom 1. bis 5. Juli 2024 in Graz (Österreich) statt.",
        "wurde im Juli 2024 in Graz ausgerichtet.",
        ", die im Juli 2024 in Graz stattfand, zählte 300 Delegierte.",
        "wird vom 1. bis 5. Juli 2024 in Graz (Österreich) stattfinden.",
    ),
}
CALLED_OFF = {
    "en": (
        ("{N}, which was to be held in Graz (Austria) from 7 to 11 June 2021, is cancelled because of the pandemic."),
        "{N}, which should have taken place in Graz (Austria) in 2021, has been cancelled.",
        "{N}, planned for June 2021 in Graz (Austria), will not take place.",
        "{N} due to take place in Graz (Austria) in 2021 was called off.",
    ),
    "fr": (
        (
            "{N}, qui devait se tenir à Graz (Autriche) du 7 au 11 juin 2021, est annulée en raison de la "
            "situation sanitaire."
        ),
        "{N}, prévue à Graz (Autriche) en 2021, a été annulée.",
        "{N}, qui aurait dû avoir lieu à Graz (Autriche) en 2021, n’aura pas lieu.",
    ),
    "es": (
        (
            "{N}, que debía celebrarse en Graz (Austria) del 7 al 11 de junio de 2021, se cancela por la "
            "situación sanitaria."
        ),
        "{N}, prevista en Graz (Austria) en 2021, ha sido cancelada.",
        "{N}, que tenía que celebrarse en Graz (Austria) en 2021, no tendrá lugar.",
    ),
    "pt": (
        (
            "{N}, que devia realizar-se em Graz (Áustria) de 7 a 11 de junho de 2021, foi cancelada devido "
            "à situação sanitária."
        ),
        "{N}, prevista para Graz (Áustria) em 2021, foi cancelada.",
        "{N}, que deveria ter lugar em Graz (Áustria) em 2021, não se realizará.",
    ),
    "it": (
        ("{N}, che doveva tenersi a Graz (Austria) dal 7 all’11 giugno 2021, è annullata per la situazione sanitaria."),
        "{N}, prevista a Graz (Austria) nel 2021, è stata annullata.",
        "{N}, che avrebbe dovuto svolgersi a Graz (Austria) nel 2021, non avrà luogo.",
    ),
    "de": (
        ("{N}, die vom 7. bis 11. Juni 2021 in Graz (Österreich) stattfinden sollte, ist wegen der Pandemie abgesagt."),
        "{N}, für 2021 in Graz (Österreich) geplant, wurde abgesagt.",
        "{N}, die 2021 in Graz (Österreich) hätte stattfinden sollen, findet nicht statt.",
    ),
}


THINGS = {
    "en": (
        "At {N} in Graz (Austria) in 2016 the membership fee was scrapped.",
        "{N} in Graz (Austria) in 2016 abandoned the old rules.",
        "{N} in Graz (Austria) in 2016 suspended two members.",
        "In 2016 {N} in Graz (Austria) pushed back the deadline.",
        "{N} was held in Graz (Austria) in 2016; the boat trip was called off.",
        "{N} was held in Graz (Austria) in 2016, though the gala was cancelled.",
        "{N} in Graz (Austria) in 2016 was shown on ice.",
        "{N} took place in Graz (Austria) in 2016 although one speaker failed to come.",
    ),
    "fr": (
        "À {N} à Graz (Autriche) en 2016, la cotisation a été supprimée.",
        "{N} de 2016 à Graz (Autriche) a abandonné les anciennes règles.",
        "{N} a eu lieu à Graz (Autriche) en 2016 ; l’excursion a été annulée.",
        "{N} de 2016 à Graz (Autriche) a suspendu deux membres.",
        "{N} s’est tenue à Graz (Autriche) en 2016, mais le gala a été décalé.",
    ),
    "es": (
        "En {N} de Graz (Austria) en 2016 se suprimió la cuota.",
        "{N} se celebró en Graz (Austria) en 2016; la excursión fue cancelada.",
        "{N} de 2016 en Graz (Austria) suspendió a dos miembros.",
        "{N} se celebró en Graz (Austria) en 2016, aunque la gala se retrasó.",
    ),
    "pt": (
        "{N} realizou-se em Graz (Áustria) em 2016; a excursão foi cancelada.",
        "{N} de 2016 em Graz (Áustria) suspendeu dois membros.",
        "{N} realizou-se em Graz (Áustria) em 2016, embora a gala fosse adiada.",
    ),
    "it": (
        "{N} si è svolta a Graz (Austria) nel 2016; la gita è saltata.",
        "{N} del 2016 a Graz (Austria) ha sospeso due membri.",
        "{N} si è svolta a Graz (Austria) nel 2016, anche se il gala è slittato.",
    ),
    "de": (
        "Auf der {n} 2016 in Graz (Österreich) wurde der Beitrag gestrichen.",
        "{N} fand 2016 in Graz (Österreich) statt; der Ausflug fiel aus.",
        "{N} 2016 in Graz (Österreich) hat zwei Mitglieder ausgesetzt.",
        "{N} fand 2016 in Graz (Österreich) statt, nur die Gala wurde verschoben.",
        "Auf der {n} 2016 in Graz (Österreich) wurde die Wahl vertagt.",
    ),
}


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in THINGS.items() for words in several])
def test_what_else_is_put_off_or_called_off_is_not_the_conference(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>")
    assert stated(page) <= {(2016, "Graz", "held"), (2016, "Graz", None)}


@pytest.mark.parametrize(("code", "verb"), [(code, verb) for code, verbs in OFF.items() for verb in verbs])
def test_what_is_off_is_neither_held_nor_planned(code: str, verb: str) -> None:
    for words, day in ((NAMED, date(2024, 6, 1)), (PLANNED, date(2021, 1, 5)), (PLANNED, date(2024, 1, 1))):
        page = page_of(code, f"<p>{said(code, words[code].replace('{v}', verb))}</p>", captured=day)
        off = [status for year, _, status in stated(page) if year == 2021]
        assert not {"held", "planned"} & set(off)


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, several in CALLED_OFF.items() for words in several]
)
def test_what_was_to_take_place_and_is_called_off_is_cancelled_or_unread(code: str, words: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) <= {(2021, "Graz", "cancelled")}


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [(code, name, words) for code, names in YEAR_IN_NAME.items() for name in names for words in WITH_DAYS[code]],
)
@pytest.mark.parametrize("title", ["Info", "XVI Annual Conference of the UNESCO Creative Cities Network"])
def test_a_year_in_the_name_and_one_with_the_days_are_one(code: str, name: str, words: str, title: str) -> None:
    page = page_of(code, f"<p>{said(code, f'{name} {words}'.replace(' ,', ','))}</p>", title)
    assert hosts(page) == {(2024, "Graz")}


OBJECTS = {
    "en": ("The pandemic forced us to postpone the Annual Conference in Graz (Austria).",),
    "fr": ("La pandémie oblige à reporter la Conférence annuelle prévue en juillet à Graz (Autriche).",),
    "es": (
        "La pandemia obliga a aplazar la conferencia anual prevista para julio en Graz (Austria).",
        "Se aplaza la conferencia anual prevista para julio en Graz (Austria).",
    ),
    "it": ("La pandemia costringe a rinviare la Conferenza annuale prevista a luglio a Graz (Austria).",),
    "pt": ("A pandemia obriga a adiar a Conferência Anual prevista para julho em Graz (Áustria).",),
    "de": ("Die Pandemie zwingt zur Verschiebung der Jahreskonferenz, die im Juli in Graz (Österreich) geplant war.",),
}


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, each in OBJECTS.items() for one in each])
def test_what_somebody_has_to_put_off_is_not_held(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><h3>2020</h3><p>{words}</p>")
    assert {one for one in stated(page) if one[0] == 2020} <= {(2020, "Graz", "postponed")}
    assert (2020, "Graz", "postponed") in stated(page) or "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("pt", "A vereadora informou que {N} prevista para Graz em 2020 foi adiada a pedido da própria cidade."),
        ("es", "{N} prevista en Graz (Austria) en 2020 fue aplazada a la espera de mejores tiempos."),
        ("it", "{N} prevista a Graz (Austria) nel 2020 è stata rinviata a causa della pandemia."),
        ("fr", "{N} prévue à Graz (Autriche) en 2020 a été reportée à la demande de la ville."),
        ("en", "{N} planned for Graz (Austria) in 2020 was postponed at the request of the city."),
    ],
)
def test_what_was_put_off_at_somebody_s_request_is_postponed(code: str, words: str) -> None:
    assert stated(page_of(code, f"<p>{said(code, words)}</p>")) == {(2020, "Graz", "postponed")}


WAS_THAT = {
    "en": "The last conference to be held in person was that of Graz (Austria) in 2019.",
    "fr": "La dernière conférence tenue sur place a été celle de Graz (Autriche) en 2019.",
    "es": "La última conferencia celebrada en persona fue la de Graz (Austria) en 2019.",
    "pt": "A última conferência realizada em pessoa foi a de Graz (Áustria) em 2019.",
    "it": "L’ultima conferenza tenuta in presenza è stata quella di Graz (Austria) nel 2019.",
    "de": "Die letzte Konferenz, die vor Ort stattfand, war die in Graz (Österreich) 2019.",
}


@pytest.mark.parametrize("code", WAS_THAT)
def test_what_was_that_of_a_city_was_held(code: str) -> None:
    assert stated(
        page_of(
            code,
            f"<p>{said(code, FABRIANO[code].replace('Fabriano', 'Lyon').replace('2019', '2018'))}</p><p>{WAS_THAT[code]}</p>",
        )
    ) >= {(2019, "Graz", "held")}


TERM = {
    "en": "<dl><dt>13th Annual Conference<dd>Fabriano, Italy<dd>10–15 June 2019</dl>",
    "fr": "<dl><dt>13e Conférence annuelle<dd>Fabriano, Italie<dd>10–15 juin 2019</dl>",
    "de": "<dl><dt>13. Jahreskonferenz<dd>Fabriano, Italien<dd>10.–15. Juni 2019</dl>",
}
BEHIND = {
    "en": "Santos, host of 2020, had to postpone its conference.",
    "fr": "Santos, hôte de 2020, a dû reporter sa conférence.",
    "de": "Santos, Gastgeberin 2020, musste seine Konferenz verschieben.",
}


@pytest.mark.parametrize("code", TERM)
def test_what_stands_behind_a_list_of_terms_is_not_of_its_last_ordinal(code: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p>{TERM[code]}<p>{BEHIND[code]}</p>")
    assert (2019, "Fabriano", "held") in stated(page)
    assert (2019, "Fabriano", "postponed") not in stated(page)
