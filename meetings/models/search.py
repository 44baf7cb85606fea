"""What search keeps of its own: the variants that curators edit, searches that found nothing, the archive's stamp."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SearchVariant(models.Model):
    """Terms that mean the same to a search: counter-terrorism, counterterrorism; FTF, foreign terrorist fighters."""

    KINDS = [("spelling", _("Spelling")), ("synonym", _("Synonym")), ("short form", _("Short form"))]

    terms = ArrayField(models.CharField(max_length=120), help_text=_("Parted by commas; at least two."))
    kind = models.CharField(max_length=12, choices=KINDS)
    capitals = models.BooleanField(
        _("capitals only"), default=False, help_text=_("Terms in capitals count only so: US is never the word us.")
    )
    remark = models.TextField(blank=True)
    in_use = models.BooleanField(
        default=True, help_text=_("Without the tick it stays in the table and widens no search.")
    )
    # The terms as the reference table has them, so that a row is known again after a curator has edited it.
    reference = models.CharField(blank=True, editable=False)

    class Meta:
        ordering = ["kind", "terms"]
        constraints = [
            models.UniqueConstraint(
                name="search_variant_once",
                fields=["terms"],
                violation_error_message=_("These variants are in the table already."),
            ),
            models.UniqueConstraint(
                name="search_variant_reference_once",
                fields=["reference"],
                condition=~Q(reference=""),
                violation_error_message=_("This row of the reference table is in the table already."),
            ),
            models.CheckConstraint(
                name="search_variant_has_two_terms",
                condition=Q(terms__len__gte=2),
                violation_error_message=_("A variant needs at least two terms."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.terms)


class FailedSearch(models.Model):
    """Words that found nothing, counted by month. Who asked is not kept, nor the day."""

    words = models.CharField(max_length=200)
    month = models.DateField(help_text=_("Its first day."))
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = _("failed searches")
        ordering = ["-month", "-count", "words"]
        constraints = [
            models.UniqueConstraint(
                name="failed_search_once_a_month",
                fields=["words", "month"],
                violation_error_message=_("These words are counted for that month already."),
            ),
            models.CheckConstraint(
                name="failed_search_month_is_its_first_day",
                condition=Q(month__day=1),
                violation_error_message=_("A month is written as its first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class SearchWord(models.Model):
    """A lexeme that stands in some paragraph, whoever may read it; written by the database itself (migration 0011).

    Words like a mistyped one are looked for here. Whether a reader may learn of one is asked of the paragraphs.
    """

    lexeme = models.TextField(primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["lexeme"], name="search_word_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.lexeme


class ArchiveStamp(models.Model):
    """One row, changed by the database whenever anything that search counts is changed (see migration).

    Each change takes a new number from a sequence, so that a number never comes back, not even after a rollback; of two
    changes the one that is committed later has the higher one.
    """

    number = models.BigIntegerField()
    # The number of the last change after which everything that is counted must be read again, not some notes only.
    whole = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="archive_has_one_stamp",
                condition=Q(pk=1),
                violation_error_message=_("There is only one stamp."),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class NoteStamp(models.Model):
    """The archive's number when what search counts of one note was last changed; written by the database itself.

    The number outlives its note, so the note is named and not referred to.
    """

    note = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.note}: {self.number}"
