"""Who is signed in, in words for the masthead."""

from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings import access
from meetings.council.markings import Marking

register = template.Library()

# The highest group comes first: an administrator is usually an archivist as well.
STANDINGS = (
    (access.ADMINISTRATORS, _("Administrator")),
    (access.ARCHIVISTS, _("Archivist")),
    (access.LIMITE_READERS, _("Reader")),
    (access.READERS, _("Reader")),
)


@register.filter
def standing(user: Any) -> str:
    """``Archivist · may read LIMITE``; says so when an account belongs to no group and therefore reads nothing."""
    groups = access.groups_of(user)
    for group, name in STANDINGS:
        if group in groups:
            return (
                gettext("%(name)s · may read LIMITE") % {"name": name}
                if Marking.LIMITE in access.readable_markings(user)
                else name
            )
    return gettext("No papers are open to this account")


@register.filter
def may_review(user: Any) -> bool:
    """Whether ``user`` sees and changes notes before they are published."""
    return access.may_review(user)
