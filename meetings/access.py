"""Who may read what: the one place that knows.

Rule of the Council for LIMITE papers: they go to officials of the Council, Member States, the Commission and bodies
entitled to them, never to the public. So nothing is readable without signing in, and LIMITE needs a group of its own.
An unknown marking counts as the strictest.

A note in the bin is read by nobody. A note that is to be published later is read from that moment on: the clock of the
database decides with every query, so no job can be late or fail.
"""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from meetings.council.markings import Marking

READERS = "Readers"
LIMITE_READERS = "LIMITE readers"
ARCHIVISTS = "Archivists"
ADMINISTRATORS = "Administrators"
PUBLISHED = "published"  # the state of a note that was let out
DESK = "desk"  # the word by which the database is told of somebody who may review
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


def readable_notes(user: Any) -> Q:
    """The condition under which a note may be read by ``user``; everything that shows a note asks this one."""
    kept = Q(deleted_at=None)
    if may_review(user):
        return kept
    if markings := readable_markings(user):
        return kept & Q(state=PUBLISHED, published_at__lte=Now(), marking__in=markings)
    return Q(pk__in=())


def reads_of(user: Any) -> str:
    """What ``user`` may read, in the words of the database's policies (wall.py): ``desk``, markings, or nothing."""
    return DESK if may_review(user) else ",".join(sorted(readable_markings(user)))


def readable_tombstones(user: Any) -> Q:
    """The condition under which ``user`` may learn that a note once stood at an address: archivists, and those who
    could read it when it was deleted. To everybody else it never was there."""
    if may_review(user):
        return Q()
    return Q(was_readable=True, marking__in=readable_markings(user))


class ReaderOf:
    """Stands in for a reader who may just read papers with ``marking``: the eyes of a preview."""

    is_authenticated = is_active = True
    is_superuser = False

    def __init__(self, marking: str) -> None:
        self._archive_groups = frozenset({READERS if marking == Marking.PUBLIC else LIMITE_READERS})


class ByKey:
    """Stands in for the owner of a key that a program sends: a token, or the address of a feed.

    Reads published papers alone, even for an archivist, and of these what the owner may read at this moment, LIMITE
    ones only where the key goes so far.
    """

    is_authenticated = is_active = True
    is_superuser = False

    def __init__(self, owner: Any, *, limite: bool) -> None:
        readable = readable_markings(owner)
        group = LIMITE_READERS if limite and Marking.LIMITE in readable else READERS
        self.owner, self.pk = owner, owner.pk
        self._archive_groups = frozenset({group}) if readable else frozenset()
