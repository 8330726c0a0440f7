"""A webhook: JSON posted over HTTPS, signed as specified by Standard Webhooks (v1, HMAC-SHA256)."""

import base64
import contextlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import standardwebhooks

from scraper.archives.http.loopback import is_loopback
from scraper.errors import SettingsError
from scraper.notify.channels.delivery import TAKEN, Channel, Delivery, cause, refused
from scraper.notify.message import Message
from scraper.notify.secret import Secret, from_environment, nothing_logged
from scraper.notify.settings import Webhook

if TYPE_CHECKING:
    from tenacity import RetryCallState

ATTEMPTS = 4
LONGEST_WAIT = 60.0
CONNECT_SECONDS, READ_SECONDS = 10.0, 30.0
_PREFIX = "whsec_"


def webhook(settings: Webhook, environment: Mapping[str, str], sleep: Callable[[float], None]) -> Channel:
    """Return the channel. Raises SettingsError for a variable that is not set, or an address that is not safe."""
    url = _address(settings, environment)
    signer: standardwebhooks.Webhook | None = None
    secrets = [url]
    if settings.secret_env:
        secret = from_environment(settings.secret_env, environment, "[notify.webhook] secret_env")
        secrets.append(secret)
        signer = _signer(secret)

    def send(message: Message) -> Delivery:
        body = json.dumps(message.values)
        headers = {"Content-Type": "application/json", "User-Agent": "unesco-archive-scraper"}
        headers |= _signed(signer, message, body)
        with nothing_logged():
            trouble = _posted(url, body.encode(), headers, sleep)
        return TAKEN if trouble is None else refused(trouble, secrets)

    return send


def _signer(secret: Secret) -> standardwebhooks.Webhook:
    """Return what signs with a secret: with base64 behind `whsec_`, else with the bytes of the text."""
    word = secret.reveal()
    if not word.startswith(_PREFIX):
        return standardwebhooks.Webhook(word.encode("utf-8", "surrogateescape"))
    signer = None
    with contextlib.suppress(ValueError, standardwebhooks.webhooks.EmptyWebhookSecretError):  # both repeat the secret
        # The library passes over letters that are none of base64.
        base64.b64decode(f"{word.removeprefix(_PREFIX).rstrip('=')}==", validate=True)
        signer = standardwebhooks.Webhook(word)
    if signer is None:
        raise SettingsError("[notify.webhook] secret_env: what follows whsec_ is not base64")
    return signer


def _signed(signer: standardwebhooks.Webhook | None, message: Message, body: str) -> dict[str, str]:
    headers = {"webhook-id": message.name, "webhook-timestamp": str(int(message.time.timestamp()))}
    if signer is not None:
        headers["webhook-signature"] = signer.sign(message.name, message.time.astimezone(UTC), body)
    return headers


def _address(settings: Webhook, environment: Mapping[str, str]) -> Secret:
    if settings.url_env:
        named = f"[notify.webhook] url_env ({settings.url_env})"
        url = from_environment(settings.url_env, environment, "[notify.webhook] url_env")
    else:
        named, url = "[notify.webhook] url", Secret(settings.url or "")
    if said := _unsafe(url.reveal()):
        raise SettingsError(f"{named}: {said}")
    return url


def _unsafe(url: str) -> str | None:
    """Say what speaks against an address, without a word of it."""
    try:
        address = urlsplit(url)
        host, _ = address.hostname or "", address.port
    except ValueError:
        return "is not an address"
    if address.scheme not in ("http", "https") or not host or not url.isprintable() or " " in url:
        return "is not an https address"
    if address.scheme == "http" and not is_loopback(host):
        return "has to be https: others can read what is sent over http, and the address with it"
    return None


def _posted(url: Secret, body: bytes, headers: dict[str, str], sleep: Callable[[float], None]) -> str | None:
    """Post, and again where the fault may pass. Returns what went wrong with the last try, None for nothing."""
    import requests
    from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt

    from scraper.archives.http.wire import WholeHeads

    def once() -> tuple[str | None, float | None]:
        try:
            with session.post(
                url.reveal(),
                data=body,
                headers=headers,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as answer:
                return _said(answer.status_code, answer.headers.get("Retry-After"))
        except requests.exceptions.ConnectionError as error:
            return f"no answer: {cause(error)}", None if isinstance(error, requests.exceptions.SSLError) else 0.0
        except requests.exceptions.Timeout as error:
            return f"no answer: {cause(error)}", 0.0
        except (requests.exceptions.RequestException, ValueError, OSError) as error:
            return f"cannot be sent: {cause(error)}", None

    def last_word(state: RetryCallState) -> tuple[str | None, float | None]:
        trouble, wait = _result(state)
        return f"{trouble}, {ATTEMPTS} times", wait

    retrying = Retrying(
        stop=stop_after_attempt(ATTEMPTS),
        wait=_pause,
        retry=retry_if_result(lambda found: found[1] is not None),
        retry_error_callback=last_word,
        sleep=sleep,
    )
    with requests.Session() as session:
        for scheme in ("http://", "https://"):
            session.mount(scheme, WholeHeads())
        return retrying(once)[0]


def _said(status: int, retry_after: str | None) -> tuple[str | None, float | None]:
    """Return what is wrong with an answer, and the least seconds after which to try again; None for no more tries."""
    if 200 <= status < 300:
        return None, None
    phrase = HTTPStatus(status).phrase if status in list(HTTPStatus) else ""
    said = f"it answered {status} {phrase}".rstrip()
    if 300 <= status < 400:
        return f"{said}; redirects are not followed: set the address itself", None
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
        stated = (retry_after or "").strip()
        return said, float(stated[:6]) if stated.isascii() and stated.isdigit() else 0.0
    return said, None


def _result(state: "RetryCallState") -> tuple[str | None, float | None]:
    assert state.outcome is not None
    found: tuple[str | None, float | None] = state.outcome.result()
    return found


def _pause(state: "RetryCallState") -> float:
    from tenacity.wait import wait_random_exponential

    stated = _result(state)[1] or 0.0
    return min(max(wait_random_exponential(multiplier=2, max=LONGEST_WAIT)(state), stated), LONGEST_WAIT)
