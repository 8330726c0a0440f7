"""Pages that ask a browser to prove itself, which archives send instead of a response."""

from scraper.archives.payload import beginning

# The second and the third are Cloudflare's.
_CHALLENGES = (b"session verification", b"just a moment", b"attention required! | cloudflare")


def is_challenge(body: bytes) -> bool:
    """Return whether a body is a challenge page, recognised by its title (as used by web archives in 2026).

    A gzip body is decompressed first.
    """
    _, *titled = beginning(body, 20_000).lower().split(b"<title>")
    return any(b" ".join(behind.split(None, 5)[:5]).startswith(_CHALLENGES) for behind in titled)
