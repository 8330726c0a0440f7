"""Which addresses belong to this machine, so that requests to them pass no network."""

import ipaddress
from urllib.parse import urlsplit

from scraper.errors import SettingsError


def is_this_machine(url: str) -> bool:
    """Return whether an address belongs to this machine. Raises SettingsError if it is not an address."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError as error:
        raise SettingsError(f"{url!r} is not an address: {error}") from error
    if not host:
        raise SettingsError(f"{url!r} is not an address: it has no host")
    return is_loopback(host)


def is_loopback(host: str) -> bool:
    """Return whether a host, by name or number, is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
