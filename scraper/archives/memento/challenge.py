"""Pages that ask a browser to prove itself, which archives send instead of a response."""

from scraper.archives.payload import beginning

# The second and the third are Cloudflare's.
_CHALLENGES = (b"<title>session verification", b"<title>just a moment", b"<title>attention required! | cloudflare")


def is_challenge(body: bytes) -> bool:
    """Return whether a body is a challenge page, recognised by its title (as used by web archives in 2026).

    A gzip body is decompressed first.
    """
    head = b" ".join(beginning(body, 20_000).lower().split()).replace(b"<title> ", b"<title>")
    return any(title in head for title in _CHALLENGES)
