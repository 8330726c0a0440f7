"""Events that a page states as structured data: what is stated is read, what is not clear is left out."""

import json
from typing import Any

import pytest

from scraper.pages.document import read_document
from scraper.pages.layouts import LAYOUTS
from scraper.pages.page import read_page


def _page(event: dict[str, Any] | str) -> bytes:
    data = event if isinstance(event, str) else json.dumps({"@type": "Event", **event})
    script = f'<script type="application/ld+json">{data}</script>'
    return f"<html lang=en><head>{script}</head><body><main><p>Words</p></main></body></html>".encode()


def _row(event: dict[str, Any] | str) -> str:
    """Return the row that an event gives, behind the one paragraph of its page."""
    return read_document(_page(event), "text/html", LAYOUTS).text.partition("Words")[2].strip()


@pytest.mark.parametrize("escaped", [r"\u0001", r"\u0000", r"\ud800", r"\uffff", r"\u001f"])
def test_characters_that_xml_does_not_hold_are_replaced(escaped: str) -> None:
    event = f'{{"@type":"Event","name":"Annual{escaped}Conference","location":"Fabriano"}}'
    assert _row(event) == "Annual\ufffdConference | Fabriano"
    read_page(_page(event))
