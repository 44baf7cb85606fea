"""What a note or a commitment is about, told by the database: keys of themes and topic codes, for counting."""

from django.db import models

from meetings.models.commitment import Commitment
from meetings.models.note import OutcomeNote, TopicCode
from meetings.models.theme import Theme


class CarriedCode(models.Model):
    """A topic code that a note carries, the key of each: a view of the database."""

    pk = models.CompositePrimaryKey("note", "code")
    note = models.ForeignKey(OutcomeNote, models.DO_NOTHING, related_name="+")
    code = models.ForeignKey(TopicCode, models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.note}: {self.code}"


class CommitmentTheme(models.Model):
    """A theme that the paragraph of a commitment is about: a view of the database."""

    pk = models.CompositePrimaryKey("commitment", "theme")
    commitment = models.ForeignKey(Commitment, models.DO_NOTHING, related_name="+")
    theme = models.ForeignKey(Theme, models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.commitment}: {self.theme}"


class CommitmentCode(models.Model):
    """A topic code for which the agenda topic of a commitment gives the reason; outside topics, its paragraph.

    Not the codes on the cover: a note with thirteen of them would show each commitment under all thirteen.
    A view of the database.
    """

    pk = models.CompositePrimaryKey("commitment", "code")
    commitment = models.ForeignKey(Commitment, models.DO_NOTHING, related_name="+")
    code = models.ForeignKey(TopicCode, models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.commitment}: {self.code}"
