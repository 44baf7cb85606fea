"""Why somebody is not let in, in sentences that say what to do."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class NotLetIn(Exception):
    """What all refusals at the door have in common: their text is for the person who stands there."""


class TriedTooOften(NotLetIn):
    """Too many failures in a row; ``until`` says when one may try again."""

    def __init__(self, until: datetime, now: datetime) -> None:
        self.until = until
        self.seconds = max(1, round((until - now).total_seconds()))
        minutes = -(-self.seconds // 60)
        if self.seconds < 60:
            wait = ngettext("%(n)d second", "%(n)d seconds", self.seconds) % {"n": self.seconds}
        else:
            wait = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
        said = _("Too many attempts have failed. Try again in %(wait)s, at %(time)s.")
        super().__init__(said % {"wait": wait, "time": f"{timezone.localtime(until):%H:%M:%S}"})


class WrongCode(NotLetIn):
    """Neither the code of the moment nor a recovery code that is left."""

    def __init__(self) -> None:
        super().__init__(_("This code is wrong or was used already. Wait for the next one and type that."))


class FactorUnreadable(NotLetIn):
    """The secret was locked with a key that this installation has no more."""

    def __init__(self) -> None:
        super().__init__(_("Your second factor can no longer be read. Ask an administrator to remove it."))


class NoFactor(NotLetIn):
    """The account has no second factor."""

    def __init__(self) -> None:
        super().__init__(_("This account has no second factor."))


class UnknownToProvider(NotLetIn):
    """The provider answered, but not with proof of who somebody is."""

    def __init__(self) -> None:
        super().__init__(
            _("The answer of the sign-on service could not be trusted, so nobody was signed in. Try again.")
        )


class NotEntitled(NotLetIn):
    """The provider knows the person; the archive is told of no group that may read it."""

    def __init__(self) -> None:
        super().__init__(
            _("The sign-on service knows you, but names no group that may read this archive. Ask your archivist.")
        )


class AccountClosed(NotLetIn):
    """The account in the archive is closed."""

    def __init__(self) -> None:
        super().__init__(_("Your account in this archive is closed. Ask your archivist."))


class WrongPassword(NotLetIn):
    """The present password was typed wrongly."""

    def __init__(self) -> None:
        super().__init__(_("Your present password is wrong. Type it again."))


class ProviderAway(NotLetIn):
    """The provider of the single sign-on does not answer."""

    def __init__(self) -> None:
        super().__init__(_("The sign-on service does not answer. Try again in a few minutes."))
