"""Text with only the characters that an XML tree can contain; lxml reads some that it refuses to write."""

import re

_REFUSED = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2: Char


def xml_text(text: str) -> str:
    """Return a text with a replacement character in place of each that XML does not allow."""
    return _REFUSED.sub("\ufffd", text)
