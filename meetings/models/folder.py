"""A reader's own folders: passages kept for later, each with a remark. Private, unless the owner names colleagues."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.access import groups_of
from meetings.addresses import address
from meetings.models.note import OutcomeNote
from meetings.search.alphabet import by_alphabet


class FolderQuerySet(models.QuerySet["Folder"]):
    def visible_to(self, user: Any) -> "FolderQuerySet":
        """Those that ``user`` owns, and those that a colleague shares with them; nobody else's, for no role."""
        if not groups_of(user):
            return self.none()
        shared = Folder.shared_with.through.objects.filter(user=user).values("folder")
        return self.filter(Q(owner=user) | Q(pk__in=shared))

    def owned_by(self, user: Any) -> "FolderQuerySet":
        """Those that ``user`` may change."""
        return self.visible_to(user).filter(owner=user)

    def by_name(self) -> "FolderQuerySet":
        return self.order_by(*by_alphabet("name"), "pk")


class Folder(models.Model):
    """Passages under a name of the owner's choice. Colleagues read it; the owner alone changes it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    shared_with = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = FolderQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="folder_name_once",
                fields=["owner", "name"],
                violation_error_message=_("You have a folder with this name already."),
            ),
            models.CheckConstraint(
                name="folder_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("A folder needs a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("folder", self.pk)


class KeptPassageQuerySet(models.QuerySet["KeptPassage"]):
    def visible_to(self, user: Any) -> "KeptPassageQuerySet":
        """What ``user`` may read of the folders that they may open: passages of notes that are open to them now."""
        return self.filter(folder__in=Folder.objects.visible_to(user), note__in=OutcomeNote.objects.visible_to(user))


class KeptPassage(models.Model):
    """A passage in a folder. It is kept by its address, which answers for as long as the note does."""

    LONGEST = 2_000  # characters of a remark

    folder = models.ForeignKey(Folder, models.CASCADE, related_name="kept")
    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="+")
    address = models.CharField(max_length=40, help_text=_("The address of the passage in its note, without §."))
    remark = models.TextField(max_length=LONGEST, blank=True)
    position = models.PositiveIntegerField(help_text=_("Its place in the folder, from 1."))
    kept_at = models.DateTimeField(auto_now_add=True)

    objects = KeptPassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept passage")
        ordering = ["folder", "position"]
        constraints = [
            models.UniqueConstraint(
                name="passage_kept_once",
                fields=["folder", "note", "address"],
                violation_error_message=_("This passage is in that folder already."),
            ),
            models.UniqueConstraint(
                name="kept_passage_position_once",
                fields=["folder", "position"],
                deferrable=models.Deferrable.DEFERRED,  # two passages change places
                violation_error_message=_("This folder has a passage at that place already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note.name} §{self.address}"
