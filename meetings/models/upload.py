"""What was sent to the archive, file by file: what became of each, why, and what waits to be read or mended."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.access import may_review
from meetings.addresses import address
from meetings.models.note import OutcomeNote


def waiting_room() -> Storage:
    """Where files lie that are not in the archive: those to be read, and those refused. Not the originals' folder."""
    return storages["uploads"]


def room_for(line: "UploadLine", name: str) -> str:
    """A name drawn by lot: it says nothing of the file, and no two files meet."""
    return uuid.uuid4().hex


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: Any) -> "UploadQuerySet":
        """Uploads are the archivists' own: they name papers that nobody has looked at yet."""
        return self if may_review(user) else self.none()

    def newest_first(self) -> "UploadQuerySet":
        return self.order_by("-sent_at", "-pk")


class Upload(models.Model):
    """One sending of one or many files, by the page or by the operator's command."""

    PAGE, COMMAND = "page", "command"
    WAYS = [(PAGE, _("Upload page")), (COMMAND, _("ingest_notes"))]

    way = models.CharField(choices=WAYS, max_length=10, editable=False)
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("upload")

    def __str__(self) -> str:
        return gettext("Upload %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return address("admin:upload-table", self.pk)

    @property
    def sender(self) -> str:
        """Who sent it, as shown."""
        if self.sent_by:
            return str(self.sent_by)
        return gettext("the operator") if self.way == self.COMMAND else gettext("a closed account")


class UploadLineQuerySet(models.QuerySet["UploadLine"]):
    def visible_to(self, user: Any) -> "UploadLineQuerySet":
        """For archivists only, as the uploads themselves, and none that came in as a paper which lies in the bin.

        The table of its upload keeps the place of such a line, without its words.
        """
        told = self.filter(Q(note=None) | Q(state__in=UploadLine.NOT_KEPT) | Q(note__deleted_at=None))
        return told if may_review(user) else self.none()

    def unfinished(self) -> "UploadLineQuerySet":
        return self.filter(state__in=UploadLine.UNFINISHED)

    def in_quarantine(self) -> "UploadLineQuerySet":
        """Files that did not come in and are still there: to be tried again, typed, decided about, or deleted."""
        return self.filter(state__in=UploadLine.NOT_KEPT, deleted_at=None).exclude(file="")


class UploadLine(models.Model):
    """One file of an upload. Of a classified file nothing remains here but that there was one, when, and why it went.

    ``file`` holds the bytes while they wait or lie in quarantine; a file that came into the archive is a Source.
    """

    WAITING, READING = "waiting", "reading"
    ADDED, REVISION, ATTACHED, ALREADY_HELD = "added", "revision", "attached", "already-held"
    NO_TEXT, REFUSED, FAILED = "no-text", "refused", "failed"
    UNFINISHED = (WAITING, READING)
    KEPT = (ADDED, REVISION, ATTACHED, ALREADY_HELD)
    NOT_KEPT = (NO_TEXT, REFUSED, FAILED)
    STATES = [
        (WAITING, _("Waiting")),
        (READING, _("Being read")),
        (ADDED, _("Added")),
        (REVISION, _("Revision")),
        (ATTACHED, _("Further copy")),
        (ALREADY_HELD, _("Already held")),
        (NO_TEXT, _("No text")),
        (REFUSED, _("Refused")),
        (FAILED, _("Failed")),
    ]

    # What a person decided about a file whose number the archive holds with another text.
    AS_REVISION, AS_COPY = "revision", "copy"
    DECISIONS = [(AS_REVISION, _("Another version")), (AS_COPY, _("Another file of the same paper"))]

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="lines", editable=False)
    position = models.PositiveIntegerField(_("place in the upload"), editable=False)
    name = models.CharField(_("name of the file as sent"), blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file = models.FileField(storage=waiting_room, upload_to=room_for, blank=True, editable=False)
    state = models.CharField(choices=STATES, default=WAITING, max_length=12, editable=False)
    reason = models.CharField(blank=True, max_length=30, editable=False)
    sentence = models.TextField(blank=True, editable=False)
    note = models.ForeignKey(OutcomeNote, models.SET_NULL, related_name="+", null=True, editable=False)
    pages = models.PositiveIntegerField(_("pages of a scan"), null=True, editable=False)
    typed = ArrayField(models.TextField(blank=True), verbose_name=_("text typed by hand"), default=list, editable=False)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False)
    typed_whole = models.BooleanField(_("its typed text is to be read"), default=False, editable=False)
    taken_as = models.CharField(_("decided"), choices=DECISIONS, blank=True, max_length=10, editable=False)
    as_version = models.CharField(_("version it was said to be"), blank=True, max_length=20, editable=False)
    waits_since = models.DateTimeField(default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField(_("times it was taken up"), default=0, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    read_with = models.CharField(_("read with version"), blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )
    deleted_why = models.TextField(_("why it was deleted"), blank=True, editable=False)

    objects = UploadLineQuerySet.as_manager()

    class Meta:
        ordering = ["upload", "position"]
        verbose_name = _("file of an upload")
        verbose_name_plural = _("files of uploads")
        indexes = [
            models.Index(
                fields=["id"], name="upload_line_unfinished", condition=models.Q(state__in=["waiting", "reading"])
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="upload_line_has_its_place",
                fields=["upload", "position"],
                violation_error_message=_("Another file stands at this place of the upload already."),
            ),
            models.CheckConstraint(
                name="upload_line_waits_with_its_file",
                condition=~models.Q(state__in=["waiting", "reading"]) | ~models.Q(file=""),
                violation_error_message=_("A file can only wait to be read while its bytes are there."),
            ),
            models.CheckConstraint(
                name="upload_line_classified_leaves_nothing",
                condition=~models.Q(reason="classified")
                | models.Q(name="", file="", sha256="", size=None, note=None, typed=[]),
                violation_error_message=_("Nothing of a classified file may be kept, not even its name."),
            ),
            models.CheckConstraint(
                name="upload_line_deleted_for_a_reason",
                condition=models.Q(deleted_at=None) | (models.Q(file="") & ~models.Q(deleted_why="")),
                violation_error_message=_("A file is deleted with a reason, and its bytes go."),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def lies_in_bin(self) -> bool:
        """Whether it came in as a paper that lies in the bin by now, of which nothing is told but that."""
        return self.was_kept and self.note is not None and self.note.deleted_at is not None

    @property
    def shown_name(self) -> str:
        return (not self.lies_in_bin and self.name) or gettext("File %(position)s") % {"position": self.position}

    @property
    def is_finished(self) -> bool:
        return self.state not in self.UNFINISHED

    @property
    def was_kept(self) -> bool:
        return self.state in self.KEPT

    @property
    def in_quarantine(self) -> bool:
        return self.state in self.NOT_KEPT and bool(self.file)

    @property
    def text_pages(self) -> int:
        """How many pages its text has, or will have when it is typed."""
        return max(self.pages or 1, len(self.typed))

    @property
    def typed_pages(self) -> int:
        """How many of them hold words."""
        return sum(bool(page.strip()) for page in self.typed)

    @property
    def result(self) -> str:
        """What became of it, in a word or two."""
        if self.deleted_at:
            return gettext("Deleted")
        if self.state == self.REVISION and self.note and not self.lies_in_bin:
            return gettext("Revision of %(note)s") % {"note": self.note.number}
        return self.get_state_display()
