"""Sending one mail, and what is known of it afterwards: sent, refused for certain, or nobody can tell."""

import smtplib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.mail import EmailMessage


class Outcome(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"  # it did not leave
    UNSURE = "unsure"  # the line broke while it was handed over


@dataclass(frozen=True, slots=True)
class Delivery:
    outcome: Outcome
    why: str = ""


def deliver(mail: EmailMessage, mailer: Any) -> Delivery:
    """Hand ``mail`` to the server behind ``mailer``, a backend of Django's, over a connection of its own.

    An answer of the server that refuses is certain, and so is a connection that never came about. A connection that
    breaks later may break before or after the server took the mail.
    """
    try:
        mailer.open()
    except OSError as error:  # every error of smtplib is one
        return Delivery(Outcome.REFUSED, str(error))
    try:
        mailer.send_messages([mail])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError) as error:
        return Delivery(Outcome.REFUSED, str(error))
    except OSError as error:
        return Delivery(Outcome.UNSURE, str(error))
    finally:
        _close(mailer)
    return Delivery(Outcome.SENT)


def _close(mailer: Any) -> None:
    """What the server says to a goodbye changes nothing."""
    try:
        mailer.close()
    except OSError:
        return
