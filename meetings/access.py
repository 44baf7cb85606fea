"""Who may read what: the one place that knows.

Rule of the Council for LIMITE papers: they go to officials of the Council, Member States, the Commission and bodies
entitled to them, never to the public. So nothing is readable without signing in, and LIMITE needs a group of its own.
An unknown marking counts as the strictest.
"""

from typing import Any

from meetings.council.markings import Marking

READERS = "Readers"
LIMITE_READERS = "LIMITE readers"
ARCHIVISTS = "Archivists"
ADMINISTRATORS = "Administrators"
GROUPS = (READERS, LIMITE_READERS, ARCHIVISTS, ADMINISTRATORS)

_GROUPS_READING_LIMITE = {LIMITE_READERS, ARCHIVISTS, ADMINISTRATORS}
_GROUPS_REVIEWING = {ARCHIVISTS, ADMINISTRATORS}


def groups_of(user: Any) -> frozenset[str]:
    """The names of the archive's groups that ``user`` is in; none for a visitor or a closed account.

    Asked once per user object, so that a page may ask again without another query.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_archive_groups"):
        user._archive_groups = frozenset(user.groups.filter(name__in=GROUPS).values_list("name", flat=True))
    names: frozenset[str] = user._archive_groups
    return names | {ADMINISTRATORS} if user.is_superuser else names


def readable_markings(user: Any) -> frozenset[Marking]:
    """The markings of published notes that ``user`` may read: none for a visitor."""
    groups = groups_of(user)
    if groups & _GROUPS_READING_LIMITE:
        return frozenset(Marking)
    return frozenset({Marking.PUBLIC}) if groups else frozenset()


def may_review(user: Any) -> bool:
    """Whether ``user`` sees and changes notes before they are published."""
    return bool(groups_of(user) & _GROUPS_REVIEWING)
