"""The second factor: a code from the person's phone (TOTP, RFC 6238), or one of the recovery codes kept on paper.

The secret is kept encrypted with a key made from DJANGO_SECRET_KEY, and of recovery codes only their hashes, so that a
copy of the database lets nobody in. A code is good once, and a minute at most.
"""

import base64
import hashlib
import secrets
from datetime import datetime
from typing import Any

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from meetings.access import may_review
from meetings.entrance.leaving import sign_out_everywhere
from meetings.entrance.refusals import FactorUnreadable, NoFactor, WrongCode
from meetings.models.entrance import RecoveryCode, SecondFactor

PROVEN = "second_factor"  # in the session, when the person has shown it, or their provider has
ISSUER = "EU-US Outcomes"
STEP = 30  # seconds; RFC 6238, section 5.2, which also asks for no more than one step of patience
PATIENCE = 1
RECOVERY_CODES = 10
PART = 5  # characters between the dashes of a recovery code
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


def is_required_of(person: Any) -> bool:
    """Whether ``person`` may come in with a second factor only: whoever reviews papers or keeps accounts."""
    return settings.SECOND_FACTOR == "required" and may_review(person)


def has_factor(person: Any) -> bool:
    return SecondFactor.objects.filter(person=person).exists()


def new_secret() -> str:
    return pyotp.random_base32()


def picture_for_phone(*, person: Any, secret: str) -> str:
    """The QR code of a new secret as an address of SVG, for the ``src`` of an image."""
    told = pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=person.get_username(), issuer_name=ISSUER)
    return str(segno.make(told, micro=False).svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))


@transaction.atomic
def set_up_factor(*, by: Any, secret: str, code: str, now: datetime) -> list[str]:
    """Keep ``secret`` as the second factor of ``by``, whose phone shows ``code``; the recovery codes, shown once.

    Raises WrongCode. A factor from before ends.
    """
    get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)  # two requests of one queue here
    step = _step_of(secret, code, after=0, now=now)
    if step is None:
        raise WrongCode
    SecondFactor.objects.filter(person=by).delete()
    factor = SecondFactor.objects.create(person=by, secret=_locked(secret), last_step=step)
    return _new_codes(factor)


@transaction.atomic
def check_code(*, person: Any, code: str, now: datetime) -> None:
    """Let ``code`` be the one that the phone of ``person`` shows, or a recovery code, and use it up.

    Raises WrongCode, FactorUnreadable, and NoFactor where there is none. Who calls has counted the try.
    """
    factor = SecondFactor.objects.select_for_update().filter(person=person).first()
    if factor is None:
        raise NoFactor
    typed = "".join(code.split()).replace("-", "").casefold()
    step = _step_of(_unlocked(factor.secret), typed, after=factor.last_step, now=now)
    if step is not None:
        SecondFactor.objects.filter(pk=factor.pk).update(last_step=step)
    elif not factor.recovery_codes.filter(digest=_digest(typed)).delete()[0]:
        raise WrongCode


@transaction.atomic
def renew_recovery_codes(*, by: Any) -> list[str]:
    """New recovery codes of ``by``, shown once; those from before end. Raises NoFactor."""
    factor = SecondFactor.objects.select_for_update().filter(person=by).first()
    if factor is None:
        raise NoFactor
    factor.recovery_codes.all().delete()
    return _new_codes(factor)


def remove_own_factor(*, by: Any) -> None:
    """``by``, who has just shown it, does without from now on."""
    SecondFactor.objects.filter(person=by).delete()


@transaction.atomic
def take_factor_away(*, person: Any, by: Any) -> None:
    """Phone and recovery codes are lost: ``person`` sets up a new factor when they sign in next.

    Ends the sessions of ``person`` and writes a line of the history of the account, in the name of ``by``. Raises
    NoFactor.
    """
    if not SecondFactor.objects.filter(person=person).delete()[0]:
        raise NoFactor
    sign_out_everywhere(person=person)
    accounts = type(person)._default_manager.filter(pk=person.pk)
    LogEntry.objects.log_actions(by.pk, accounts, CHANGE, _("Took the second factor away."), single_object=True)


def _step_of(secret: str, code: str, *, after: int, now: datetime) -> int | None:
    """The number of the half minute whose code is ``code``, if it comes later than ``after``."""
    clock, present = pyotp.TOTP(secret, interval=STEP), int(now.timestamp()) // STEP
    steps = range(present - PATIENCE, present + PATIENCE + 1)
    # All are compared, so that the time taken tells nothing.
    right = [step for step in steps if constant_time_compare(clock.generate_otp(step), code)]
    return next((step for step in right if step > after), None)


def _new_codes(factor: SecondFactor) -> list[str]:
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(3 * PART)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=factor, digest=_digest(code)) for code in codes)
    return ["-".join(code[start : start + PART] for start in range(0, len(code), PART)) for code in codes]


def _digest(code: str) -> str:
    """74 random bits need no slow hash, and no key that may be changed one day."""
    return hashlib.sha256(code.encode()).hexdigest()


def _box() -> MultiFernet:
    """What locks secrets: with the secret key of now, opened by former ones as well."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [hashlib.sha256(b"meetings.entrance.factor" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in made])


def _locked(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def _unlocked(secret: str) -> str:
    """Raises FactorUnreadable when no key of this installation opens it."""
    try:
        return _box().decrypt(secret.encode()).decode()
    except InvalidToken:
        raise FactorUnreadable from None
