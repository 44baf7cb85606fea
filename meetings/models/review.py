"""What a reviewer should look at before a note is published."""

from django.conf import settings
from django.db import models

from meetings.models.note import OutcomeNote


class Doubt(models.Model):
    """Something the reader was unsure of. A reviewer settles it; it is then kept, with who and when."""

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="doubts")
    kind = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["note", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"
