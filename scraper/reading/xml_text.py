"""Text with only the characters that an XML tree can contain; lxml reads some that it refuses to write."""

import re

_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not in Char of XML 1.0, 2.2


def xml_text(text: str) -> str:
    """Return a text with a replacement character in place of each that XML does not allow."""
    return _REFUSED.sub("\ufffd", text)
