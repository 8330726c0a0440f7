"""Every service that `apprise` supports, if it is installed: one channel per address."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scraper.errors import SettingsError
from scraper.notify.channels.delivery import TAKEN, Channel, Delivery, cause, refused
from scraper.notify.message import Message
from scraper.notify.secret import Secret, from_environment, nothing_logged
from scraper.notify.settings import Apprise

if TYPE_CHECKING:
    from apprise import AppriseAsset


def services(settings: Apprise, environment: Mapping[str, str]) -> list[Channel]:
    """Return a channel for each address. Raises SettingsError where apprise is not there, or does not know one."""
    try:
        with _quiet():
            import apprise  # noqa: F401
    except ImportError as error:
        raise SettingsError("[notify.apprise]: apprise is not installed; `pip install apprise`") from error
    named = from_environment(settings.urls_env, environment, "[notify.apprise] urls_env", lines=True)
    addresses = [Secret(word) for word in named.reveal().split()]
    for number, address in enumerate(addresses, start=1):
        if not _known(address):
            raise SettingsError(
                f"[notify.apprise] urls_env ({settings.urls_env}): apprise does not know address {number}"
            )
    return [_service(address) for address in addresses]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep apprise silent: its logs name addresses, and its hundred plugins warn of what is none of an operator's doing."""
    with nothing_logged(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _known(address: Secret) -> bool:
    import apprise

    with _quiet():
        return apprise.Apprise.instantiate(address.reveal(), asset=_asset(), suppress_exceptions=True) is not None


def _service(address: Secret) -> Channel:
    import apprise

    def send(message: Message) -> Delivery:
        with _quiet():
            service = apprise.Apprise(asset=_asset())
            try:
                done = service.add(address.reveal()) and bool(service.notify(body=message.body, title=message.subject))
            except Exception as error:  # whatever one of its hundred plugins raises
                return refused(cause(error), [address])
        return TAKEN if done else refused("the service did not accept it; `apprise -vv` says why", [address])

    return send


def _asset() -> "AppriseAsset":
    import apprise

    return apprise.AppriseAsset(async_mode=False, secure_logging=True)
