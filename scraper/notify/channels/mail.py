"""Mail over SMTP: plain text, encrypted on its way unless the server is this machine."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scraper.notify.channels.delivery import TAKEN, Channel, Delivery, cause, refused, words
from scraper.notify.message import Message
from scraper.notify.secret import from_environment, nothing_logged
from scraper.notify.settings import Mail

if TYPE_CHECKING:
    import smtplib
    import ssl
    from email.message import EmailMessage

SECONDS = 30.0


def mail(settings: Mail, environment: Mapping[str, str], context: "ssl.SSLContext | None" = None) -> Channel:
    """Return the channel. `context` is for TLS, None for the system's authorities. Raises SettingsError."""
    login = tuple(
        from_environment(name, environment, f"[notify.mail] {setting}")
        for setting, name in (("user_env", settings.user_env), ("password_env", settings.password_env))
        if name
    )

    def send(message: Message) -> Delivery:
        import smtplib

        try:
            with nothing_logged(), _connected(settings, context) as server:
                if login:
                    server.login(login[0].reveal(), login[1].reveal())
                turned_away = server.send_message(letter(message, settings))
        except smtplib.SMTPRecipientsRefused as error:
            return refused(
                f"{settings.host} accepted mail for none of the recipients{_answers(error.recipients)}", login
            )
        except smtplib.SMTPAuthenticationError as error:
            return refused(f"{settings.host}: {error.smtp_code}: it rejected the user name and password")
        except smtplib.SMTPResponseException as error:
            return refused(f"{settings.host}: {error.smtp_code} {_text(error.smtp_error)}", login)
        except smtplib.SMTPNotSupportedError as error:
            return refused(f"{settings.host}: {error}", login)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            return refused(f"{settings.host}: {cause(error)}", login)
        if turned_away:
            return Delivery(taken=True, trouble=words(f"not sent to all recipients{_answers(turned_away)}", login))
        return TAKEN

    return send


def letter(message: Message, settings: Mail) -> "EmailMessage":
    """Return the mail: its Message-ID is made of the message's name, its Date is the message's."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.to)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.time)
    mail["Message-ID"] = f"<{message.name}@{settings.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    mail.set_content(message.body, cte="quoted-printable")
    return mail


def _connected(settings: Mail, context: "ssl.SSLContext | None") -> "smtplib.SMTP":
    import smtplib
    import ssl

    secure = context or ssl.create_default_context()
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=SECONDS, context=secure)
    server = smtplib.SMTP(settings.host, settings.port, timeout=SECONDS)
    try:
        if settings.security == "starttls":
            server.starttls(context=secure)
    except BaseException:
        server.close()
        raise
    return server


def _answers(answers: Mapping[str, tuple[int, bytes]]) -> str:
    return "".join(f"; {address}: {code} {_text(said)}" for address, (code, said) in answers.items())


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
