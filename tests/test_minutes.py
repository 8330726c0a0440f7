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


def test_the_next_conference_may_be_told_by_a_label_and_its_days() -> None:
    lines = "<p>Next Annual Conference: 10 June 2019, Fabriano</p><p>Next meeting: 12–15 June 2018, Graz</p>"
    assert hosts(page_of("en", said("en", f"<h2>{{n}}</h2>{lines}"))) == {(2018, "Graz"), (2019, "Fabriano")}
