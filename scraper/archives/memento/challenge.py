"""Pages that ask a browser to prove itself, which archives send instead of answers."""

from scraper.archives.payload import beginning

# The second and the third are Cloudflare's.
_CHALLENGES = (b"<title>session verification", b"<title>just a moment", b"<title>attention required! | cloudflare")


def is_challenge(body: bytes) -> bool:
    """Say whether a body is a page that asks a browser to prove itself, told by its title (web-archive lore, 2026).

    A body in gzip is looked into.
    """
    head = b" ".join(beginning(body, 20_000).lower().split()).replace(b"<title> ", b"<title>")
    return any(title in head for title in _CHALLENGES)
