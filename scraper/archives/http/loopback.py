"""Which addresses are this machine's own, so that what is sent there passes no network."""

import ipaddress
from urllib.parse import urlsplit

from scraper.errors import SettingsError


def is_this_machine(url: str) -> bool:
    """Say whether an address is of this machine. Raises SettingsError for what is no address."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError as error:
        raise SettingsError(f"{url!r} is not an address: {error}") from error
    if not host:
        raise SettingsError(f"{url!r} is not an address: it has no host")
    return is_loopback(host)


def is_loopback(host: str) -> bool:
    """Say whether a host, by name or number, is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
