"""Whoever is to be told of a run is told, by real programs and servers; a failure costs nothing, and no secret gets out."""

import base64
import contextlib
import email
import email.policy
import hmac
import json
import logging
import os
import socket
import ssl
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from conftest import examples
from hypothesis import example, given
from hypothesis import strategies as st
from telling import NOW, PAGE, Stated, http_server, listing, new_changes, record, write_dataset

from scraper.errors import SettingsError
from scraper.notices import LayoutUnknown, Noticed, RunStopped
from scraper.notify.channels.command import command
from scraper.notify.channels.mail import mail
from scraper.notify.channels.webhook import ATTEMPTS
from scraper.notify.message import MOST_TROUBLES, Message, message, one_line, trial
from scraper.notify.secret import Secret, scrubbed
from scraper.notify.settings import Apprise, Mail, Notify, Webhook
from scraper.notify.tell import FILENAME, check, send_trial, tell
from scraper.notify.told import Due, Standing
from scraper.runs.troubles import troubles
from scraper.settings import load

SENT = trial(NOW)
READS = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
DOWN = (listing("unesco", failure="https://webarchive.unesco.org/cdx: 503"),)


def _no_wait(seconds: float) -> None:
    pass


def _reader(path: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", READS, str(path))


def _tell(notify: Notify, output: Path, environment: dict[str, str] | None = None, **fields: Any) -> tuple[str, ...]:
    return tell(notify, record(**fields), output, environment or {}, now=NOW, sleep=_no_wait)


# --- settings ---------------------------------------------------------------------------------------------------------


def _loaded(tmp_path: Path, text: str) -> Notify:
    (tmp_path / "scraper.toml").write_text(text, encoding="utf-8")
    notify = load(tmp_path / "scraper.toml").notify
    assert notify is not None
    return notify


def test_everything_can_be_set(tmp_path: Path) -> None:
    notify = _loaded(
        tmp_path,
        """
        [notify]
        on = ["change", "drift"]
        persist = 2
        command = "mail -s 'UNESCO pages' me@example.org"
        [notify.webhook]
        url_env = "HOOK"
        secret_env = "HOOK_SECRET"
        [notify.mail]
        host = "smtp.example.org"
        port = 465
        security = "tls"
        from = "scraper@example.org"
        to = ["me@example.org", "you@example.org"]
        user_env = "SMTP_USER"
        password_env = "SMTP_PASSWORD"
        [notify.apprise]
        urls_env = "SERVICES"
        """,
    )
    assert (notify.on, notify.persist) == (("change", "drift"), 2)
    assert notify.words() == ("mail", "-s", "UNESCO pages", "me@example.org")
    assert notify.webhook == Webhook(url_env="HOOK", secret_env="HOOK_SECRET")
    assert notify.mail is not None
    assert (notify.mail.sender, notify.mail.to) == ("scraper@example.org", ("me@example.org", "you@example.org"))
    assert notify.apprise == Apprise(urls_env="SERVICES")


def test_by_default_all_is_told_at_once(tmp_path: Path) -> None:
    notify = _loaded(tmp_path, "[notify]\ncommand = ['true']")
    assert (notify.on, notify.persist) == (("change", "failure", "drift", "recovery"), 1)


MAIL = "[notify.mail]\nhost = 'smtp.example.org'\nfrom = 'a@example.org'\nto = ['b@example.org']\n"
HERE = MAIL.replace("smtp.example.org", "127.0.0.1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[notify]", "no recipient"),
        ("[notify]\ncommand = ''", "does not name a program"),
        ("[notify]\ncommand = []", "does not name a program"),
        ("[notify]\ncommand = 'mail \"'", "No closing quotation"),
        ('[notify]\ncommand = ["a", "\\u0000"]', "does not name a program"),
        ("[notify]\ncommand = 'x'\npersist = 0", "persist"),
        ("[notify]\ncommand = 'x'\non = ['news']", "on"),
        ("[notify]\nmial = 'x'", "mial"),
        ("[notify.webhook]", "url or url_env"),
        ("[notify.webhook]\nurl = 'https://x.example'\nurl_env = 'X'", "url or url_env"),
        (f"{MAIL}security = 'none'", "this machine"),
        (f"{HERE}security = 'none'\nuser_env = 'U'\npassword_env = 'P'", "without a password"),
        (f"{MAIL}user_env = 'U'", "both user_env and password_env"),
        (f"{MAIL}port = 0", "port"),
        (MAIL.replace("'b@", "'b\\nBcc: c@").replace("'", '"'), "addresses"),
        (MAIL.replace("b@example.org", "b"), "addresses"),
        (MAIL.replace("['b@example.org']", "[]"), "to"),
        ("[notify.apprise]", "urls_env"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        _loaded(tmp_path, text)
    assert said in str(caught.value)
    assert "scraper.toml" in str(caught.value)


def test_a_server_on_this_machine_needs_no_encryption(tmp_path: Path) -> None:
    for host in ("localhost", "127.0.0.1", "::1"):
        assert _loaded(tmp_path, f"{MAIL.replace('smtp.example.org', host)}security = 'none'").mail


# --- what is missing is told when a run begins ------------------------------------------------------------------------

SMTP = Mail(host="smtp.example.org", sender="a@example.org", to=("b@example.org",), user_env="U", password_env="P")


@pytest.mark.parametrize(
    ("notify", "environment", "said"),
    [
        (Notify(webhook=Webhook(url_env="HOOK")), {}, "HOOK is not set"),
        (Notify(webhook=Webhook(url_env="HOOK")), {"HOOK": " "}, "HOOK is not set"),
        (Notify(webhook=Webhook(url="https://x.example", secret_env="KEY")), {}, "KEY is not set"),
        (Notify(webhook=Webhook(url="https://x.example", secret_env="KEY")), {"KEY": "whsec_?"}, "not base64"),
        (Notify(webhook=Webhook(url_env="HOOK")), {"HOOK": "http://hooks.example/x"}, "has to be https"),
        (Notify(webhook=Webhook(url="http://192.0.2.1/x")), {}, "has to be https"),
        (Notify(webhook=Webhook(url="file:///etc/passwd")), {}, "not an https address"),
        (Notify(webhook=Webhook(url="https://[x")), {}, "not an address"),
        (Notify(mail=SMTP), {"U": "me"}, "P is not set"),
        (Notify(command=("no-such-program-anywhere",)), {"PATH": "/usr/bin"}, "no-such-program-anywhere"),
        (Notify(apprise=Apprise(urls_env="URLS")), {}, "URLS is not set"),
        (Notify(apprise=Apprise(urls_env="URLS")), {"URLS": "json://localhost nothing://known"}, "address 2"),
    ],
)
def test_what_would_fail_after_hours_is_told_at_once(notify: Notify, environment: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        check(notify, environment)


def test_without_apprise_its_settings_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(SettingsError, match="pip install apprise"):
        check(Notify(apprise=Apprise(urls_env="URLS")), {"URLS": "json://localhost"})


def test_complete_settings_of_notifications_pass_the_check() -> None:
    notify = Notify(
        command=(sys.executable,), webhook=Webhook(url_env="HOOK"), mail=SMTP, apprise=Apprise(urls_env="URLS")
    )
    check(
        notify, {"HOOK": "http://localhost:1/x", "U": "me", "P": "word", "URLS": "json://a.example\njsons://b.example"}
    )


# --- a program --------------------------------------------------------------------------------------------------------


def test_a_program_gets_the_message_on_its_standard_input(tmp_path: Path) -> None:
    assert command(_reader(tmp_path / "got"), {})(SENT).taken
    assert (tmp_path / "got").read_text(encoding="utf-8") == f"{SENT.subject}\n\n{SENT.body}"


def test_no_shell_runs_the_command(tmp_path: Path) -> None:
    assert command((*_reader(tmp_path / "got"), "; touch", str(tmp_path / "touched")), {})(SENT).taken
    assert [path.name for path in tmp_path.iterdir()] == ["got"]


def test_a_program_that_fails_is_told_with_its_code_and_last_words() -> None:
    delivery = command((sys.executable, "-c", "import sys; sys.exit('first\\nno \\x1b[31mroute\\n')"), {})(SENT)
    assert not delivery.taken
    assert delivery.trouble is not None
    assert delivery.trouble.endswith("ended with 1: no \ufffd[31mroute")


@pytest.mark.usefixtures("patience")
def test_a_program_that_never_ends_is_ended_with_its_children(tmp_path: Path) -> None:
    """The child holds a pipe open, whose end comes when the child ends."""
    pipe, ends = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: ends.append(pipe.read_bytes()), daemon=True)
    reader.start()
    delivery = command(("sh", "-c", f"sleep 600 > '{pipe}' & sleep 600"), {}, seconds=1)(SENT)
    assert not delivery.taken
    assert delivery.trouble == "sh: did not end within 1 s and was stopped"
    reader.join()
    assert ends == [b""]


def test_a_program_that_reads_nothing_is_no_failure() -> None:
    long = msgspec.structs.replace(SENT, body="x" * 1_000_000)
    assert command((sys.executable, "-c", "pass"), {})(long).taken


# --- a webhook --------------------------------------------------------------------------------------------------------

KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def _posted(
    *answers: int | tuple[int, dict[str, str]], waits: list[float] | None = None
) -> tuple[list[Any], str | None]:
    """Send the test message to a webhook; return the requests that came and what went wrong."""
    slept = [] if waits is None else waits
    with http_server(*answers) as server:
        environment = {"HOOK": f"{server.url}/services/T0/token", "KEY": KEY}
        notify = Notify(webhook=Webhook(url_env="HOOK", secret_env="KEY"))
        trouble = send_trial(notify, environment, now=NOW, sleep=slept.append)["webhook"]
        return server.got, trouble


@pytest.mark.parametrize("key", [KEY, "any words of one's own"])
def test_a_receiver_can_prove_who_sent_it(key: str) -> None:
    with http_server(204) as server:
        notify = Notify(webhook=Webhook(url=server.url, secret_env="KEY"))
        assert send_trial(notify, {"KEY": key}, now=NOW, sleep=_no_wait) == {"webhook": None}
    (got,) = server.got
    secret = base64.b64decode(key.removeprefix("whsec_")) if key == KEY else key.encode()
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    expected = base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()
    assert got.headers["webhook-signature"] == f"v1,{expected}"
    assert got.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert got.headers["content-type"] == "application/json"
    assert json.loads(got.body)["schema_version"] == 1


def test_without_a_secret_nothing_is_signed() -> None:
    with http_server(200) as server:
        assert send_trial(Notify(webhook=Webhook(url=server.url)), {}, now=NOW, sleep=_no_wait) == {"webhook": None}
    assert "webhook-signature" not in server.got[0].headers


@pytest.mark.parametrize("passing", [429, 500, 502, 503])
def test_a_passing_fault_is_tried_again_with_the_same_message(passing: int) -> None:
    got, trouble = _posted(passing, 200)
    assert trouble is None
    assert len(got) == 2
    assert got[0] == got[1], "a receiver knows a message that comes twice by its webhook-id"


def test_what_a_server_asks_for_in_retry_after_is_waited_for_within_bounds() -> None:
    waits: list[float] = []
    assert _posted((429, {"Retry-After": "59"}), (503, {"Retry-After": "999999999"}), 200, waits=waits)[1] is None
    assert 59 <= waits[0] <= 60
    assert waits[1] == 60


def test_it_is_given_up_after_some_tries() -> None:
    got, trouble = _posted(500)
    assert len(got) == ATTEMPTS
    assert trouble == f"it answered 500 Internal Server Error, {ATTEMPTS} times"


@pytest.mark.parametrize("status", [400, 401, 404, 410, 499])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    got, trouble = _posted(status)
    assert len(got) == 1
    assert str(status) in str(trouble)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with http_server(200) as elsewhere:
        got, trouble = _posted((status, {"Location": elsewhere.url}))
    assert elsewhere.got == []
    assert len(got) == 1
    assert "redirects are not followed" in str(trouble)


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_server_that_is_not_there_is_tried_again_and_told() -> None:
    waits: list[float] = []
    notify = Notify(webhook=Webhook(url=f"http://127.0.0.1:{_closed_port()}/"))
    trouble = send_trial(notify, {}, now=NOW, sleep=waits.append)["webhook"]
    assert trouble == f"no answer: ConnectionRefusedError: Connection refused, {ATTEMPTS} times"
    assert len(waits) == ATTEMPTS - 1


def test_a_connection_that_ends_inside_its_headers_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            for _ in range(ATTEMPTS):
                connection, _address = listener.accept()
                with connection:
                    connection.recv(1 << 16)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")

        thread = threading.Thread(target=answer)
        thread.start()
        notify = Notify(webhook=Webhook(url=f"http://127.0.0.1:{listener.getsockname()[1]}/"))
        trouble = send_trial(notify, {}, now=NOW, sleep=_no_wait)["webhook"]
        thread.join()
    assert str(trouble).startswith("no answer: ")


# --- mail -------------------------------------------------------------------------------------------------------------


class Inbox:
    """What an SMTP server took; `refuse` names recipients that it does not take mail for."""

    def __init__(self, refuse: Sequence[str] = ()) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self._refuse = refuse

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address in self._refuse:
            return "550 no such user \x1b[31mhere"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        self.letters.append(parsed)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"


@contextlib.contextmanager
def _smtp(inbox: Inbox, **options: Any) -> Iterator[int]:
    controller = Controller(inbox, hostname="127.0.0.1", port=_closed_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _accepts(user: str, password: str) -> Callable[..., AuthResult]:
    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, given: LoginPassword) -> AuthResult:
        if (given.login, given.password) == (user.encode(), password.encode()):
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message=f"535 not {given.password.decode()}")

    return authenticate


def _mail(port: int, **fields: Any) -> Mail:
    given: dict[str, Any] = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "scraper@example.org"}
    return Mail(**(given | {"to": ("me@example.org", "you@example.org")} | fields))


def test_mail_is_plain_text_with_a_name_and_a_date() -> None:
    inbox = Inbox()
    sent = msgspec.structs.replace(SENT, subject="Östersund", body=f"Östersund → Kraków\n.\n{'x' * 2000}\n")
    with _smtp(inbox) as port:
        assert mail(_mail(port), {})(sent).taken
    (letter,) = inbox.letters
    assert inbox.recipients == [["me@example.org", "you@example.org"]]
    assert (letter["Subject"], letter["From"]) == ("Östersund", "scraper@example.org")
    assert letter["To"] == "me@example.org, you@example.org"
    assert letter["Date"].datetime == NOW
    assert letter["Message-ID"] == f"<{sent.name}@example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().replace("\r\n", "\n") == sent.body


@given(st.text(max_size=60), st.text(max_size=60))
@examples(15)
def test_no_word_of_a_page_becomes_a_header(before: str, after: str) -> None:
    inbox = Inbox()
    subject = one_line(f"{before}\r\nBcc: them@example.org\n\n{after}")
    with _smtp(inbox) as port:
        assert mail(_mail(port, to=("me@example.org",)), {})(msgspec.structs.replace(SENT, subject=subject)).taken
    assert inbox.recipients == [["me@example.org"]]
    assert inbox.letters[0]["Bcc"] is None
    assert set(inbox.letters[0].keys()) == set(_keys_of_a_letter())


def _keys_of_a_letter() -> list[str]:
    named = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
    return [*named, "Content-Transfer-Encoding", "X-Peer", "X-MailFrom", "X-RcptTo"][:9]


@contextlib.contextmanager
def _smtp_with_login(inbox: Inbox, authority: trustme.CA) -> Iterator[int]:
    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(secure)
    with _smtp(
        inbox,
        tls_context=secure,
        require_starttls=True,
        auth_required=True,
        authenticator=_accepts("me", "pass word"),
    ) as port:
        yield port


def _trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_user_and_password_go_over_tls() -> None:
    inbox, authority = Inbox(), trustme.CA()
    with _smtp_with_login(inbox, authority) as port:
        channel = mail(
            _mail(port, security="starttls", user_env="U", password_env="P"),
            {"U": "me", "P": "pass word"},
            _trusting(authority),
        )
        assert channel(SENT).taken
    assert len(inbox.letters) == 1


def test_a_wrong_password_is_told_without_it_though_the_server_repeats_it() -> None:
    inbox, authority = Inbox(), trustme.CA()
    with _smtp_with_login(inbox, authority) as port:
        channel = mail(
            _mail(port, security="starttls", user_env="U", password_env="P"),
            {"U": "me", "P": "correct horse"},
            _trusting(authority),
        )
        delivery = channel(SENT)
    assert not delivery.taken
    assert delivery.trouble == "127.0.0.1: 535: it rejected the user name and password"
    assert inbox.letters == []


def test_a_server_that_nobody_vouches_for_gets_nothing() -> None:
    inbox, authority = Inbox(), trustme.CA()
    with _smtp_with_login(inbox, authority) as port:
        delivery = mail(
            _mail(port, security="starttls", user_env="U", password_env="P"), {"U": "me", "P": "pass word"}
        )(SENT)
    assert not delivery.taken
    assert "SSLCertVerificationError" in str(delivery.trouble)
    assert inbox.letters == []


def test_a_server_without_tls_gets_nothing() -> None:
    inbox = Inbox()
    with _smtp(inbox) as port:
        delivery = mail(_mail(port, security="starttls"), {})(SENT)
    assert not delivery.taken
    assert "STARTTLS" in str(delivery.trouble)
    assert inbox.letters == []


def test_one_recipient_that_is_refused_is_told_and_the_rest_have_it() -> None:
    inbox = Inbox(refuse=["you@example.org"])
    with _smtp(inbox) as port:
        delivery = mail(_mail(port), {})(SENT)
    assert delivery.taken, "else those who have it get it again"
    assert "you@example.org: 550 no such user \ufffd[31mhere" in str(delivery.trouble)
    assert inbox.recipients == [["me@example.org"]]


def test_a_server_that_takes_mail_for_nobody_has_not_taken_it() -> None:
    with _smtp(Inbox(refuse=["me@example.org", "you@example.org"])) as port:
        delivery = mail(_mail(port), {})(SENT)
    assert not delivery.taken
    assert "for none of the recipients" in str(delivery.trouble)


def test_a_mail_server_that_is_not_there_is_told() -> None:
    delivery = mail(_mail(_closed_port()), {})(SENT)
    assert not delivery.taken
    assert "ConnectionRefusedError" in str(delivery.trouble)


# --- apprise ----------------------------------------------------------------------------------------------------------


def test_a_service_gets_title_and_text_through_apprise() -> None:
    with http_server(200) as server:
        environment = {"URLS": f"json://127.0.0.1:{server.port}/token"}
        assert send_trial(Notify(apprise=Apprise(urls_env="URLS")), environment, now=NOW) == {"apprise 1": None}
    sent = json.loads(server.got[0].body)
    assert (server.got[0].path, sent["title"]) == ("/token", SENT.subject)
    assert sent["message"].strip() == SENT.body.strip()


def test_of_two_services_the_one_that_failed_is_told() -> None:
    with http_server(200) as good, http_server(500) as bad:
        environment = {"URLS": f"json://127.0.0.1:{good.port}/a\njson://127.0.0.1:{bad.port}/b"}
        told = send_trial(Notify(apprise=Apprise(urls_env="URLS")), environment, now=NOW)
    assert told["apprise 1"] is None
    assert "did not accept it" in str(told["apprise 2"])


# --- a run is told ----------------------------------------------------------------------------------------------------


def _dataset(output: Path, *stated: Stated) -> None:
    write_dataset(output / "dataset", stated)


def _said(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_a_change_is_told_as_a_person_would(tmp_path: Path) -> None:
    notify = Notify(command=_reader(tmp_path / "got"))
    _dataset(tmp_path, "planned")
    assert _tell(notify, tmp_path, first=True) == ()
    assert _said(tmp_path / "got") == ""
    _dataset(tmp_path, "planned", "held")
    changes = new_changes(["planned"], ["planned", "held"])
    assert _tell(notify, tmp_path, changes=changes, exit_code=10, exit_meaning="there is news", facts=1) == ()
    lines = _said(tmp_path / "got").splitlines()
    assert lines[0] == "UNESCO pages: 1 change"
    assert "Changes (1 change of 1 page):" in lines
    assert f"  2018-01-02T00:00:00Z  {PAGE}" in lines
    assert f"    against 2018-01-01T00:00:00Z; https://shelf.example/web/20180102000000/{PAGE}" in lines
    assert "    ~ timeline 2023/istanbul: status planned → held" in lines
    assert "The run began at 2026-11-23T03:00:00.000Z, took 847 s and ended with 10: there is news." in lines
    assert f"Dataset: {tmp_path / 'dataset'}" in lines


def test_a_trouble_and_its_end_are_told_once_each(tmp_path: Path) -> None:
    notify, got = Notify(command=_reader(tmp_path / "got")), tmp_path / "got"
    _dataset(tmp_path, "planned")
    for began, listings in (
        ("1", DOWN),
        ("2", DOWN),
        ("3", DOWN),
        ("4", (listing("unesco"),)),
        ("5", (listing("unesco"),)),
    ):
        assert _tell(notify, tmp_path, listings=listings, began=f"2026-11-2{began}T03:00:00.000Z") == ()
    said = _said(got)
    assert said.count("UNESCO pages: 1 failure\n") == 1
    assert said.count("UNESCO pages: 1 recovery\n") == 1
    assert said.count("UNESCO pages:") == 2
    assert "archive unesco answers again, after 3 runs, since 2026-11-21T03:00:00.000Z" in said


def test_only_the_kinds_that_are_asked_for_are_told(tmp_path: Path) -> None:
    notify = Notify(command=_reader(tmp_path / "got"), on=("drift", "recovery"))
    _dataset(tmp_path, "planned", "held")
    unknown = Noticed(notice=LayoutUnknown(), captures=1, original=PAGE, timestamp="2024-05-17T09:34:12Z")
    changes = new_changes(["planned"], ["planned", "held"])
    assert _tell(notify, tmp_path, listings=DOWN, drift_notices=(unknown,), changes=changes) == ()
    assert "UNESCO pages: 1 drift\n" in _said(tmp_path / "got")
    assert "archive unesco" not in _said(tmp_path / "got")
    assert _tell(notify, tmp_path, listings=(listing("unesco"),)) == ()
    assert "UNESCO pages: 1 recovery\n" in _said(tmp_path / "got")
    assert "answers again" not in _said(tmp_path / "got"), "nobody was told that it did not"


def test_a_change_is_not_lost_while_a_channel_fails_and_others_hear_it_once(tmp_path: Path) -> None:
    _dataset(tmp_path, "planned", "held")
    changes = new_changes(["planned"], ["planned", "held"])
    with http_server(500, 500, 500, 500, 200) as server:
        notify = Notify(command=_reader(tmp_path / "got"), webhook=Webhook(url=server.url))
        (warning,) = _tell(notify, tmp_path, changes=changes)
        assert warning.startswith("notify, webhook: not sent, the next run tries again: it answered 500")
        assert _tell(notify, tmp_path) == ()
        assert _tell(notify, tmp_path) == ()
    assert len(server.got) == ATTEMPTS + 1
    (told,) = [row for row in json.loads(server.got[-1].body)["data"]["changes"] if row["field"] == "status"]
    assert (told["before"], told["after"]) == ("planned", "held")
    assert _said(tmp_path / "got").count("UNESCO pages:") == 1


def test_a_change_waits_for_as_many_captures_as_are_asked_for(tmp_path: Path) -> None:
    notify = Notify(command=_reader(tmp_path / "got"), persist=2)
    stated: list[Stated] = ["planned"]
    _dataset(tmp_path, *stated)
    _tell(notify, tmp_path, first=True)
    for said, heard in (("held", 0), ("planned", 0), ("held", 0), ("held", 1)):
        before, stated = stated, [*stated, said]  # type: ignore[list-item]
        _dataset(tmp_path, *stated)
        assert _tell(notify, tmp_path, changes=new_changes(before, stated)) == ()
        assert _said(tmp_path / "got").count("UNESCO pages: 1 change\n") == heard


def test_a_program_that_is_gone_when_the_run_ends_costs_nothing(tmp_path: Path) -> None:
    program = tmp_path / "tell"
    program.write_text("#!/bin/sh\ncat > /dev/null\n")
    program.chmod(0o755)
    notify = Notify(command=(str(program),))
    check(notify, {})
    program.unlink()
    _dataset(tmp_path, "planned")
    (warning,) = _tell(notify, tmp_path, listings=DOWN)
    assert warning.startswith("notify: no notifications were sent: ")


def test_a_run_that_was_stopped_is_told_without_a_dataset(tmp_path: Path) -> None:
    notify = Notify(command=_reader(tmp_path / "got"))
    assert (
        _tell(
            notify,
            tmp_path,
            exit_code=3,
            exit_meaning="nothing reached",
            rows={},
            notices=(Noticed(notice=RunStopped("no space left")),),
        )
        == ()
    )
    assert "no space left" in _said(tmp_path / "got")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"version": 7}'])
def test_a_damaged_memory_is_a_warning_and_the_past_is_still_no_news(content: bytes, tmp_path: Path) -> None:
    _dataset(tmp_path, "planned", "held", None)
    (tmp_path / FILENAME).write_bytes(content)
    notify = Notify(command=_reader(tmp_path / "got"))
    (warning,) = _tell(notify, tmp_path)
    assert "earlier notifications are forgotten" in warning
    assert _said(tmp_path / "got") == ""
    assert _tell(notify, tmp_path) == ()


def test_a_memory_that_cannot_be_written_costs_no_message(tmp_path: Path) -> None:
    (tmp_path / ".told.json.part").mkdir()
    _dataset(tmp_path, "planned")
    notify = Notify(command=_reader(tmp_path / "got"))
    (warning,) = _tell(notify, tmp_path, listings=DOWN)
    assert "will be sent again" in warning
    assert "UNESCO pages: 1 failure" in _said(tmp_path / "got")


def test_a_dataset_that_cannot_be_read_is_a_warning_and_its_changes_are_told_later(tmp_path: Path) -> None:
    notify = Notify(command=_reader(tmp_path / "got"))
    _dataset(tmp_path, "planned")
    _tell(notify, tmp_path, first=True)
    (tmp_path / "dataset" / "changes.csv").write_text("nothing,of,ours\n")
    (warning,) = _tell(notify, tmp_path, listings=DOWN)
    assert "cannot be read" in warning
    assert "1 failure" in _said(tmp_path / "got")
    _dataset(tmp_path, "planned", "held")
    assert _tell(notify, tmp_path) == ()
    assert "status planned → held" in _said(tmp_path / "got")


# --- the message ------------------------------------------------------------------------------------------------------


def _due(count: int, words: str = "") -> Due:
    listings = tuple(listing("unesco", f"https://a.example/{number}", f"503 {words}") for number in range(count))
    found = troubles(record(listings=(*listings, listing("unesco"))), ())
    return Due(troubles=tuple(Standing(trouble=one, since="1", runs=1) for one in found))


def _message(what: Due) -> Message:
    return message(what, record(), (), NOW)


def test_a_long_list_is_cut_and_says_how_much_more_there_is() -> None:
    body = _message(_due(MOST_TROUBLES + 7)).body
    assert body.count("could not list") == MOST_TROUBLES
    assert "and 7 more" in body
    assert "more" not in _message(_due(MOST_TROUBLES)).body


@given(st.text(), st.text(alphabet="\x00\x1b\x9b\r\n\t\u202e\u2066\u061c\u2028\ud800a"))
def test_no_words_of_an_archive_steer_a_terminal_or_turn_text_round(text: str, odd: str) -> None:
    made = _message(_due(1, text + odd))
    for letter in made.subject + made.body.replace("\n", ""):
        assert letter.isprintable() or letter in " \ufffd" or ord(letter) > 0x9F
        assert letter not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029"
    made.body.encode("utf-8")
    assert len([line for line in made.body.splitlines() if "could not list" in line]) == 1
    json.dumps(made.values).encode("ascii")


def test_a_message_says_what_to_do() -> None:
    body = _message(_due(2)).body
    assert body.count("The next run tries again. This does not mean that there are no captures.") == 1


# --- secrets ----------------------------------------------------------------------------------------------------------

TOKENS = st.text(alphabet="aZ09_-.~+!$*@%/=ü", min_size=6, max_size=40).map(lambda word: f"zQ{word}")
SLOW = examples(10)


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextlib.contextmanager
def _all_logged() -> Iterator[list[str]]:
    log, loggers = _Log(), [logging.getLogger(name) for name in (None, "apprise", "urllib3", "scraper")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(log)
        logger.setLevel(logging.DEBUG)
    try:
        yield log.lines
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(log)
            logger.setLevel(level)


def _everything(output: Path, warnings: Sequence[str], log: Sequence[str]) -> str:
    files = [path.read_text(errors="replace") for path in output.rglob("*") if path.is_file() and path.name != "got"]
    return "\n".join([*files, *warnings, *log])


@given(TOKENS)
@SLOW
def test_no_channel_that_fails_lets_its_secret_out(tmp_path_factory: pytest.TempPathFactory, token: str) -> None:
    """The server refuses, is not there, or the program repeats all that it sees."""
    output = tmp_path_factory.mktemp("output")
    quoted = quote(token, safe="")
    tell_all = "import os, sys; print(dict(os.environ), os.environ['KEY'], file=sys.stderr); sys.exit(3)"
    with http_server(404) as server, _all_logged() as log:
        environment = {
            "HOOK": f"http://me:{quoted}@127.0.0.1:{server.port}/services/{token}?key={quoted}",
            "KEY": token,
            "U": "somebody",
            "P": token,
            "URLS": f"json://me:{quoted}@127.0.0.1:{server.port}/{quoted} json://127.0.0.1:{_closed_port()}/{quoted}",
        }
        notify = Notify(
            command=(sys.executable, "-c", tell_all),
            webhook=Webhook(url_env="HOOK", secret_env="KEY"),
            mail=_mail(_closed_port(), security="starttls", user_env="U", password_env="P"),
            apprise=Apprise(urls_env="URLS"),
        )
        warnings = _tell(notify, output, environment, listings=DOWN, rows={})
        assert len(warnings) == 5
        gone = msgspec.structs.replace(notify, webhook=Webhook(url_env="GONE", secret_env="KEY"))
        warnings += _tell(
            gone, output, environment | {"GONE": f"http://127.0.0.1:{_closed_port()}/{token}"}, listings=DOWN
        )
    assert len(server.got) >= 2
    shown = _everything(output, warnings, log) + repr(notify)
    assert token not in shown
    assert quoted not in shown
    assert base64.b64encode(token.encode()).decode() not in shown


@given(
    TOKENS,
    st.sampled_from(["http://a.example/{}", "ftp://{}@b", "https://[{}", "{}", "https://a b/{}", "https://a:b{}/"]),
)
@SLOW
@example("zQ00000ü", "http://a.example/{}")  # a library's error had the secret
def test_no_setting_that_is_refused_is_repeated(token: str, shape: str) -> None:
    address = shape.format(quote(token, safe=""))
    refused = [
        (Notify(webhook=Webhook(url_env="HOOK")), {"HOOK": address}),
        (Notify(webhook=Webhook(url=address)), {}),
        (Notify(webhook=Webhook(url="https://a.example", secret_env="KEY")), {"KEY": f"whsec_{token}?"}),
        (Notify(apprise=Apprise(urls_env="URLS")), {"URLS": f"nothing://{token}/{token}"}),
        (Notify(mail=SMTP), {"U": "somebody", "P": f"{token}\x07{token}"}),
    ]
    for notify, environment in refused:
        with _all_logged() as log, pytest.raises(SettingsError) as caught:
            check(notify, environment)
        error: BaseException | None = caught.value
        shown = "".join(traceback.format_exception(caught.value)) + "\n".join(log)
        while error is not None:
            shown += f"{error} {error!r}"
            error = error.__cause__ or error.__context__
        assert token not in shown
        assert quote(token, safe="") not in shown


def test_a_secret_shows_nothing_and_is_not_written() -> None:
    secret = Secret("correct horse")
    assert {str(secret), repr(secret), f"{secret}", "{!r}".format(secret), repr([secret])} == {"***", "[***]"}  # noqa: UP032
    with pytest.raises(TypeError):
        msgspec.json.encode(secret)
    with pytest.raises(TypeError, match="not written"):
        secret.__reduce__()
    assert secret.reveal() == "correct horse"


@given(TOKENS, st.text(max_size=20), st.text(max_size=20))
def test_words_are_scrubbed_of_a_secret_and_of_the_parts_of_an_address(token: str, before: str, after: str) -> None:
    said = f"{before} {token} {after}"
    assert token not in scrubbed(said, [Secret(token)])
    quoted = quote(token, safe="")
    assert token not in scrubbed(said, [Secret(f"https://hooks.example/services/{quoted}?x=1")])
    assert token not in scrubbed(said, [Secret(f"https://me:{quoted}@hooks.example/")])
    assert scrubbed("nothing to hide", [Secret(token)]) == "nothing to hide" or token in "nothing to hide"
