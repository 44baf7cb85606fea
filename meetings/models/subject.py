"""What a note or a commitment is about, told by the database: keys of themes and topic codes, for counting."""

from django.db import models

from meetings.models.commitment import Commitment
from meetings.models.note import OutcomeNote, TopicCode
from meetings.models.theme import Theme


class Keys(models.Model):
    """The keys of two rows that belong together: a row of a view of the database."""

    class Meta:
        abstract = True
        managed = False
        default_permissions = ()

    def __str__(self) -> str:
        return ": ".join(str(getattr(self, name)) for name in self._meta.pk.field_names)


class CarriedCode(Keys):
    """A topic code that a note carries."""

    pk = models.CompositePrimaryKey("note", "code")
    note = models.ForeignKey(OutcomeNote, models.DO_NOTHING, related_name="+")
    code = models.ForeignKey(TopicCode, models.DO_NOTHING, related_name="+")


class CommitmentTheme(Keys):
    """A theme that the paragraph of a commitment is about."""

    pk = models.CompositePrimaryKey("commitment", "theme")
    commitment = models.ForeignKey(Commitment, models.DO_NOTHING, related_name="+")
    theme = models.ForeignKey(Theme, models.DO_NOTHING, related_name="+")


class CommitmentCode(Keys):
    """A topic code for which the agenda topic of a commitment gives the reason; outside topics, its paragraph.

    Not the codes on the cover: a note with thirteen of them would show each commitment under all thirteen.
    """

    pk = models.CompositePrimaryKey("commitment", "code")
    commitment = models.ForeignKey(Commitment, models.DO_NOTHING, related_name="+")
    code = models.ForeignKey(TopicCode, models.DO_NOTHING, related_name="+")
