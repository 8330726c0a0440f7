"""Text without characters that control a terminal or reverse the text around them."""

import re

STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
"""Control characters but tab and line feed, marks and overrides of direction, and what UTF-8 cannot write."""


def harmless(text: str) -> str:
    """Return a text in which each such character is U+FFFD."""
    return STEERING.sub("\ufffd", text)
