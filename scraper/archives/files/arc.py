"""ARC files (Internet Archive, 1996; versions 1 and 2) → the heads of their records, as fields of a WARC record."""

import contextlib
import re

from scraper.values.capture import iso, parse_timestamp, shortened

# `URL IP-address Archive-date Content-type Archive-length`; version 2 has result code, checksum, location, offset and
# filename before the length. Addresses were written as they came, perhaps with blanks.
_LINE = (
    rb"(?P<url>[A-Za-z][A-Za-z0-9+.-]*:\S[^\r\n]{0,4000}?) [0-9A-Fa-f.:]+ (?P<date>\d{12,17}) (?P<type>[^ \r\n]{0,200})"
    rb"(?: [^\r\n]{0,2000})?? (?P<length>\d{1,18})\r?\n"
)
HEAD = re.compile(_LINE)
START = re.compile(rb"(?<=\n)" + _LINE)
LONGEST_HEAD = 8192


def fields(line: "re.Match[bytes]") -> dict[str, str]:
    """Return the line before a record as the fields that a WARC record would have."""
    url = line["url"].decode("utf-8", "replace")
    date = line["date"].decode()
    with contextlib.suppress(ValueError):  # whoever needs the time finds that it is none
        date = shortened(iso(parse_timestamp(date[:14])), len(date))
    return {
        "warc-type": "warcinfo" if url.startswith("filedesc:") else "response",
        "warc-target-uri": url,
        "warc-date": date,
        "content-type": line["type"].decode("latin-1"),
        "content-length": line["length"].decode(),
    }
