"""Which originals are requested; an address is checked by its host first, and by its URL key only if the host may match."""

import re

from scraper.archives.pattern import is_pattern, key_range, matches
from scraper.values.capture import urlkey

# A host that URL keys hold as it stands, but for letter case and `www.`: no escapes, no number that is an address.
_PLAIN = re.compile(r"https?://((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE)
_WWW = re.compile(r"^www\d*\.")


class Wanted:
    """Originals and patterns; without any, every address is wanted. Raises SettingsError for a pattern that is too wide."""

    def __init__(self, originals: tuple[str, ...] | None = None) -> None:
        self.originals = None if originals is None else frozenset(originals)
        given = originals or ()
        self._patterns = [(original, key_range(original)) for original in given if is_pattern(original)]
        self._keys = {urlkey(original) for original in given if not is_pattern(original)}
        keys = (*self._keys, *(first for _, (first, _) in self._patterns))
        self._hosts = {key.partition(")")[0].partition(":")[0] for key in keys}

    def __call__(self, original: str) -> bool:
        """Return whether an address is one of those requested."""
        if self.originals is None:
            return True
        if (host := plain_host(original)) is not None and host not in self._hosts:
            return False
        key = urlkey(original)
        return key in self._keys or any(
            first <= key < behind and matches(pattern, original) for pattern, (first, behind) in self._patterns
        )

    def covers(self, other: "Wanted") -> bool:
        """Return whether every address that another one wants is also wanted here."""
        return self.originals is None or (other.originals is not None and other.originals <= self.originals)

    def __or__(self, other: "Wanted") -> "Wanted":
        if self.originals is None or other.originals is None:
            return Wanted()
        return Wanted(tuple(sorted(self.originals | other.originals)))


def plain_host(original: str) -> str | None:
    """Return the host of an address as in its URL key, such as `org,example`; None if only the key can tell."""
    found = _PLAIN.match(original)
    if found is None:
        return None
    return ",".join(reversed(_WWW.sub("", found[1].lower()).split(".")))
