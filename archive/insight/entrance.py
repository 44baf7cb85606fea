"""Who came in and who was refused, for the log: by the number of the account, never by name or what was typed."""

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

logger = logging.getLogger("archive.entrance")


def came(sender: Any, user: Any, **given: Any) -> None:
    logger.info("Somebody signed in.", extra={"facts": {"account": user.pk}})


def went(sender: Any, user: Any, **given: Any) -> None:
    if user is not None:
        logger.info("Somebody signed out.", extra={"facts": {"account": user.pk}})


def was_refused(sender: Any, **given: Any) -> None:
    logger.warning("A sign-in was refused.")


user_logged_in.connect(came)
user_logged_out.connect(went)
user_login_failed.connect(was_refused)
