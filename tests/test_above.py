"""What a heading says of the status of what stands below it, in every language that is read."""

import pytest

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.above import status_above
from scraper.subjects.uccn.languages import LANGUAGES


@pytest.mark.parametrize(
    ("lang", "heading", "status"),
    [
        ("en", "Previous conferences", "held"),
        ("en", "The conferences were held in", "held"),
        ("en", "Upcoming conferences", "planned"),
        ("en", "Candidate cities", "candidate"),
        ("en", "Annual Conferences", None),
        ("fr", "Conférences précédentes", "held"),
        ("fr", "Villes candidates", "candidate"),
        ("es", "Próximas conferencias", "planned"),
        ("it", "Prossime conferenze", "planned"),
        ("de", "Frühere Konferenzen", "held"),
        ("pt", "Próximas conferências", "planned"),
    ],
)
def test_a_heading_tells_a_status_or_none(lang: str, heading: str, status: Status | None) -> None:
    assert status_above(heading, LANGUAGES[lang]) == status
