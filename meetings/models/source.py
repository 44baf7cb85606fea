"""The file as it was received: the record. Text and findings are only read from it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.addresses import address
from meetings.models.note import OutcomeNote

EXTENSIONS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
}


def storage_name(source: "Source", name: str) -> str:
    """Where the bytes are kept: named by their hash alone, so that a sender's name never touches the disk."""
    return f"{source.sha256[:2]}/{source.sha256}"


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: Any) -> "SourceQuerySet":
        """The files of notes that ``user`` may read."""
        return self.filter(note__in=OutcomeNote.objects.visible_to(user))


class Source(models.Model):
    """One file: bytes, hash, media type, who sent it and when. A note may have a PDF and a text."""

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="sources")
    file = models.FileField(upload_to=storage_name, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    name = models.CharField(_("name of the file as received"), editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    pages = models.PositiveIntegerField(null=True, editable=False)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )
    read_with = models.CharField(_("read with version"), editable=False)
    leads = models.BooleanField(default=True, help_text=_("The text of the note was read from this file."))
    typed_from = models.OneToOneField(
        "self",
        models.SET_NULL,
        related_name="typed_text",
        null=True,
        editable=False,
        help_text=_("The scan from which a person typed this text."),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["note", "-leads", "received_at"]
        constraints = [
            models.UniqueConstraint(
                name="note_has_one_leading_source",
                fields=["note"],
                condition=models.Q(leads=True),
                violation_error_message=_("The text of this note is read from another file already."),
            ),
            models.CheckConstraint(
                name="source_hash_is_sha256",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("The hash of a file must be a SHA-256 in hexadecimal digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.served_name

    def get_absolute_url(self) -> str:
        return address("original", self.pk)

    @property
    def served_name(self) -> str:
        """The name under which the file is handed out, built from the note and never from the sender's name."""
        stem = self.note.name.replace("/", "-").replace(" ", "-") if self.note.number else f"paper-{self.note_id}"
        return f"{stem}.{EXTENSIONS.get(self.media_type, 'bin')}"

    @property
    def is_pdf(self) -> bool:
        return self.media_type == "application/pdf"
