"""Why a key was not made, each in a sentence for the person who asked."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class KeyRefused(ValueError):
    """A key was not made; the message says why and what to do."""


class NameMissing(KeyRefused):
    def __init__(self) -> None:
        super().__init__(_("Say in a few words what the token is for, so that you recognise it."))


class NameTaken(KeyRefused):
    """A token of that name is in use; sent twice by a reload, it is not made twice."""

    def __init__(self, name: str) -> None:
        super().__init__(_("You have a token named “%(name)s” already. Choose another name.") % {"name": name})


class TooManyTokens(KeyRefused):
    def __init__(self, most: int) -> None:
        sentence = ngettext(
            "You have %(most)d token in use already. Revoke it first.",
            "You have %(most)d tokens in use already. Revoke one that you no longer need first.",
            most,
        )
        super().__init__(sentence % {"most": most})


class EndOutOfReach(KeyRefused):
    def __init__(self, first: date, last: date) -> None:
        days = {"first": first.isoformat(), "last": last.isoformat()}
        super().__init__(_("The last day must lie between %(first)s and %(last)s.") % days)


class BeyondRights(KeyRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Your account does not read LIMITE papers, so no key of yours can. Choose public papers only.")
        )


class ReadsNothing(KeyRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Your account reads no papers, so a key would open nothing. Ask an administrator for access.")
        )
