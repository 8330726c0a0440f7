"""What minutes say: what somebody moved, and when and where the body that keeps them meets next."""

import pytest
from spoken import FABRIANO, hosts, page_of, said, unread

MOVED = {
    "en": (
        "Ms Dobson moved that Graz host {N} in 2026. The motion found no seconder and lapsed.",
        "It was proposed that Graz offer to host {N} in 2026. The proposal was withdrawn.",
        "The motion that Graz host {N} in 2026 was carried over to the next session.",
    ),
    "fr": ("M. Roy propose que Graz accueille {N} en 2026. La motion est retirée.",),
    "es": ("El concejal propone que Graz acoja {N} en 2026. La moción decae.",),
    "pt": ("O vereador propõe que Graz acolha {N} em 2026. A moção caducou.",),
    "it": ("Il consigliere propone che Graz ospiti {N} nel 2026. La mozione è decaduta.",),
    "de": ("Frau Huber beantragt, dass Graz {N} 2026 ausrichtet. Der Antrag wird zurückgezogen.",),
}
NEXT = {
    "en": ("Date of next meeting: 8 June 2023, Graz.", "Next meeting: Graz, 8 June 2023."),
    "fr": ("Prochaine réunion : 8 juin 2023, Graz.",),
    "es": ("Próxima reunión: 8 de junio de 2023, Graz.",),
    "pt": ("Próxima reunião: 8 de junho de 2023, Graz.",),
    "it": ("Prossima riunione: 8 giugno 2023, Graz.",),
    "de": ("Nächste Sitzung: 8. Juni 2023, Graz.",),
}


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, all_of in MOVED.items() for one in all_of])
def test_what_somebody_moved_is_no_host(code: str, words: str) -> None:
    page = page_of(code, said(code, f"<h2>{{n}}</h2><p>{FABRIANO[code]}</p><p>{words}</p>"))
    assert hosts(page) == {(2019, "Fabriano")}
    assert "Graz" in unread(page)


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, all_of in NEXT.items() for one in all_of])
def test_the_next_meeting_of_those_who_keep_minutes_is_not_the_conference(code: str, words: str) -> None:
    page = page_of(code, said(code, f"<h2>{{n}}</h2><p>{FABRIANO[code]}</p><p>{words}</p>"))
    assert hosts(page) == {(2019, "Fabriano")}


MOTIONS = {
    "en": ("A motion for Graz to host {N} in 2025 was filed.", "Motion", "That Graz host {n} in 2025"),
    "fr": ("Une motion pour que Graz accueille {N} en 2025 a été déposée.", "Motion", "Graz accueille {n} en 2025"),
    "es": ("Presenta una moción para que Graz sea sede de {N} en 2025.", "Moción", "Graz acoge {n} en 2025"),
    "pt": ("Uma moção para que Graz acolha {N} em 2025 foi entregue.", "Moção", "Graz acolhe {n} em 2025"),
    "it": ("Una mozione per ospitare {N} a Graz nel 2025 è stata depositata.", "Mozione", "Graz ospita {n} nel 2025"),
    "de": ("Der Antrag, dass Graz {N} 2025 ausrichtet, liegt vor.", "Antrag", "Graz richtet {n} 2025 aus"),
}


@pytest.mark.parametrize("code", MOTIONS)
def test_what_a_motion_is_for_is_no_host(code: str) -> None:
    sentence, head, cell = MOTIONS[code]
    table = f"<table><tr><th>{head}</th><th>–</th></tr><tr><td>{cell}</td><td>–</td></tr></table>"
    for body in (f"<p>{sentence}</p>", table):
        page = page_of(code, said(code, f"<h2>{{n}}</h2><p>{FABRIANO[code]}</p>{body}"))
        assert hosts(page) == {(2019, "Fabriano")}
        assert "Graz" in unread(page)


@pytest.mark.parametrize("when", ["that year", "that summer"])
def test_a_conference_that_moved_in_a_year_was_in_the_city_that_it_moved_to(when: str) -> None:
    page = page_of("en", said("en", f"<h2>{{n}}</h2><p>In 2018 the conference moved {when} to Graz (Austria).</p>"))
    assert hosts(page) == {(2018, "Graz")}


def test_the_next_conference_may_be_told_by_a_label_and_its_days() -> None:
    lines = "<p>Next Annual Conference: 10 June 2019, Fabriano</p><p>Next meeting: 12–15 June 2018, Graz</p>"
    assert hosts(page_of("en", said("en", f"<h2>{{n}}</h2>{lines}"))) == {(2018, "Graz"), (2019, "Fabriano")}
