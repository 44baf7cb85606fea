"""What a reader does with their own folders: open, name, fill, put in order, share, delete.

Deeds like those of ``ingest`` and ``review``: keyword-only, ``by=``, one transaction; each raises a FolderRefused whose
message a person can read. The caller has found the folder and the passage among what ``by`` may read.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from meetings.access import groups_of
from meetings.models import Folder, KeptPassage, Paragraph

MOST_FOLDERS = 100  # of one person
MOST_PASSAGES = 500  # in one folder
LONGEST_NAME = 120


class FolderRefused(Exception):
    """A deed that was not done. The message says why and what to do; nothing was changed."""


class NotTheOwner(FolderRefused):
    """Colleagues read a folder; its owner alone changes it."""

    def __init__(self) -> None:
        super().__init__(_("Only the owner of a folder changes it. Keep the passages in a folder of your own."))


@transaction.atomic
def open_folder(*, by: Any, name: str) -> Folder:
    """A new folder, or the one that ``by`` has with this name. Raises FolderRefused."""
    name = _named(name)
    own = Folder.objects.filter(owner=by)
    if held := own.filter(name=name).first():
        return held
    if own.count() >= MOST_FOLDERS:
        raise FolderRefused(
            _("You have %(most)d folders already. Delete one that is no longer needed.") % {"most": MOST_FOLDERS}
        )
    return Folder.objects.create(owner=by, name=name)


@transaction.atomic
def rename_folder(*, folder: Folder, by: Any, name: str) -> Folder:
    """Give it another name. Raises FolderRefused, NotTheOwner."""
    held, name = _own(folder, by), _named(name)
    if Folder.objects.filter(owner=by, name=name).exclude(pk=held.pk).exists():
        raise FolderRefused(_("You have another folder with this name. Choose a different one."))
    held.name = name
    held.save(update_fields=["name"])
    return held


@transaction.atomic
def delete_folder(*, folder: Folder, by: Any) -> Folder:
    """Remove it with its remarks, for colleagues too. The passages themselves stay in the archive."""
    held = _own(folder, by)
    held.delete()
    return held


@transaction.atomic
def keep_passage(*, folder: Folder, paragraph: Paragraph, by: Any, remark: str = "") -> KeptPassage:
    """Put ``paragraph`` at the end of the folder; one that is there already stays, with the new remark if there is one.

    Raises FolderRefused.
    """
    held, remark = _own(folder, by), _remark(remark)
    kept = held.kept.filter(note=paragraph.note_id, address=paragraph.address).first()
    if kept is not None:
        return set_remark(kept=kept, by=by, remark=remark) if remark else kept
    places = held.kept.aggregate(last=Max("position"))
    if held.kept.count() >= MOST_PASSAGES:
        raise FolderRefused(
            _("This folder holds %(most)d passages, which is all it takes. Open another one.") % {"most": MOST_PASSAGES}
        )
    return held.kept.create(
        note=paragraph.note, address=paragraph.address, remark=remark, position=(places["last"] or 0) + 1
    )


@transaction.atomic
def set_remark(*, kept: KeptPassage, by: Any, remark: str) -> KeptPassage:
    """Write another remark on a kept passage; an empty one takes it away. Raises FolderRefused."""
    _own(kept.folder, by)
    kept.remark = _remark(remark)
    kept.save(update_fields=["remark"])
    return kept


@transaction.atomic
def drop_passage(*, kept: KeptPassage, by: Any) -> KeptPassage:
    """Take a passage out of its folder, with its remark."""
    _own(kept.folder, by)
    kept.delete()
    return kept


@transaction.atomic
def exchange_passages(*, kept: KeptPassage, other: KeptPassage, by: Any) -> KeptPassage:
    """Let two passages of one folder change places: how a folder is put in order by hand."""
    folder = _own(kept.folder, by)
    first, second = (folder.kept.select_for_update().get(pk=each.pk) for each in (kept, other))
    first.position, second.position = second.position, first.position
    for each in (first, second):
        each.save(update_fields=["position"])
    return first


@transaction.atomic
def move_passage(*, kept: KeptPassage, to: KeptPassage, by: Any) -> KeptPassage:
    """Move a passage to the place of another of the same folder; those between close up. Raises NotTheOwner."""
    folder = _own(kept.folder, by)
    rows = list(folder.kept.select_for_update().order_by("position"))
    places = [row.position for row in rows]
    order = [row.pk for row in rows]
    aim = order.index(to.pk)
    order.remove(kept.pk)
    order.insert(aim, kept.pk)
    for row in rows:
        row.position = places[order.index(row.pk)]
    KeptPassage.objects.bulk_update(rows, ["position"])
    return next(row for row in rows if row.pk == kept.pk)


@transaction.atomic
def share_folder(*, folder: Folder, by: Any, colleague: str) -> Any:
    """Let the colleague with that user name or e-mail address read the folder. Raises FolderRefused."""
    held, wanted = _own(folder, by), colleague.strip()
    people = get_user_model().objects.filter(is_active=True)
    found = list(people.filter(Q(username=wanted) | Q(email__iexact=wanted))[:2]) if wanted else []
    if len(found) != 1 or not groups_of(found[0]):
        raise FolderRefused(
            _("No reader has the user name or e-mail address “%(wanted)s”. Ask your colleague how they sign in.")
            % {"wanted": wanted}
        )
    if found[0] == by:
        raise FolderRefused(_("The folder is yours already."))
    held.shared_with.add(found[0])
    return found[0]


@transaction.atomic
def stop_sharing(*, folder: Folder, by: Any, colleague: Any) -> Folder:
    """Close the folder to a colleague; they may do so themselves. Raises NotTheOwner."""
    held = folder if colleague == by else _own(folder, by)
    held.shared_with.remove(colleague)
    return held


def _own(folder: Folder, by: Any) -> Folder:
    """The folder, locked until the deed is done."""
    held = Folder.objects.select_for_update().filter(pk=folder.pk, owner=by).first()
    if held is None:
        raise NotTheOwner
    return held


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise FolderRefused(_("Give the folder a name."))
    if len(name) > LONGEST_NAME:
        raise FolderRefused(_("The name of a folder has at most %(most)d characters.") % {"most": LONGEST_NAME})
    return name


def _remark(remark: str) -> str:
    remark = remark.strip()
    if len(remark) > KeptPassage.LONGEST:
        raise FolderRefused(_("A remark has at most %(most)d characters.") % {"most": KeptPassage.LONGEST})
    return remark
