"""What returns from meeting to meeting: visa reciprocity, PNR, e-evidence."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from meetings.models.agenda import Paragraph


class Theme(models.Model):
    """A subject, and the words by which a passage about it is recognised."""

    slug = models.SlugField(max_length=60, unique=True)
    label = models.CharField()
    description = models.TextField(blank=True)
    terms = ArrayField(models.CharField(), default=list)

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class ThemePassage(models.Model):
    """A paragraph that is about a theme, with the words that say so."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="passages")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="theme_passages")
    terms = ArrayField(models.CharField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="theme_passage_once",
                fields=["theme", "paragraph"],
                violation_error_message="This passage belongs to that theme already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.paragraph}"
