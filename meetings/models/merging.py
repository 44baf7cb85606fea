"""Rows of the registers that a curator found to be one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.instrument import Instrument
from meetings.models.note import NoteCode, TopicCode
from meetings.models.participant import Participant, Participation
from meetings.models.theme import Theme

# What can be merged, and the column that holds the one that was kept.
MERGEABLE: dict[type[models.Model], str] = {
    Participant: "participant",
    Theme: "theme",
    TopicCode: "code",
    Instrument: "instrument",
}
# Related rows from which a person who may read them knows of the one merged away.
OF_PAPERS: dict[str, Any] = {"participations": Participation, "note_codes": NoteCode}
KNOWN_FROM = {*OF_PAPERS, "public_participations", "represented"}


def _one_of(column: str) -> Q:
    """That ``column`` alone names the one that was kept."""
    return Q(**{f"{other}__isnull": other != column for other in MERGEABLE.values()})


class MergeQuerySet(models.QuerySet["Merge"]):
    def of(self, model: type[models.Model]) -> "MergeQuerySet":
        """The merges of rows of ``model``, with the one that was kept."""
        column = MERGEABLE[model]
        return self.filter(**{f"{column}__isnull": False}).select_related(column)

    def known_to(self, user: Any, model: type[models.Model]) -> "list[Merge]":
        """The merges of rows of ``model`` of which ``user`` may know the one merged away, newest first.

        Everybody does, or a row that it had is theirs to read. As many queries for none as for many, so that the time
        of an answer tells nothing of what is hidden.
        """
        if not user.is_authenticated:
            return []
        merges = list(self.of(model))
        known = {merge.pk for merge in merges if merge.open}
        for relation in model._meta.related_objects:
            if (name := relation.get_accessor_name()) in KNOWN_FROM:
                moved = {merge.pk: set(merge.moved.get(name, [])) for merge in merges}
                asked = {0}.union(*moved.values())  # 0 is no key: of an empty list Django would ask nothing
                rows: Any = relation.related_model
                readable = set(rows.objects.visible_to(user).filter(pk__in=asked).values_list("pk", flat=True))
                known |= {merge for merge, keys in moved.items() if keys & readable}
        return [merge for merge in merges if merge.pk in known]

    def for_curator(self, user: Any) -> "MergeQuerySet":
        """For who keeps the registers: without merges of what stood only in papers that ``user`` may not read."""
        hidden = {}
        for name, rows in OF_PAPERS.items():
            out_of_sight = rows.objects.exclude(pk__in=rows.objects.visible_to(user).values("pk"))
            hidden[name] = set(out_of_sight.values_list("pk", flat=True))

        def from_hidden_papers(moved: dict[str, list[int]]) -> bool:
            """Whether rows moved from which it is known, and each of them is hidden."""
            brought = {name: set(moved.get(name, ())) for name in KNOWN_FROM}
            return any(brought.values()) and all(keys <= hidden.get(name, set()) for name, keys in brought.items())

        keys = [0]  # which is no key: of an empty list Django would ask nothing
        keys += [pk for pk, moved in self.values_list("pk", "moved") if from_hidden_papers(moved)]
        return self.exclude(pk__in=keys)


class Merge(models.Model):
    """That one row was found to be another: who said so, when and why, and all that is needed to split them.

    The row that was merged away stands in the history (meetings/models/earlier.py) and comes back from there under its
    own key. Its name is known as the other's, its address leads on.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="merges", null=True, blank=True)
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="merges", null=True, blank=True)
    code = models.ForeignKey(TopicCode, models.CASCADE, related_name="merges", null=True, blank=True)
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="merges", null=True, blank=True)
    name = models.CharField(_("merged away"))
    merged = models.BigIntegerField(editable=False, help_text=_("The key of the one merged away."))
    open = models.BooleanField(editable=False, help_text=_("Whether everybody who signs in could know of it."))
    brought = models.JSONField(default=dict, editable=False, help_text=_("By field, the words and links that it had."))
    learnt = models.JSONField(default=dict, editable=False, help_text=_("Those of them that the kept one had not had."))
    moved = models.JSONField(default=dict, editable=False, help_text=_("By relation, the keys of the rows that moved."))
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    why = models.TextField(_("why"))

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="merge_has_a_reason",
                condition=~Q(why=""),
                violation_error_message=_("Say in a few words why the two are one."),
            ),
            models.CheckConstraint(
                name="merge_is_of_one_kind",
                condition=_one_of("participant") | _one_of("theme") | _one_of("code") | _one_of("instrument"),
                violation_error_message=_("A merge needs the one that was kept."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.kept}"

    @property
    def kept(self) -> Any:
        """The row that the other has become."""
        return getattr(self, self.column)

    @property
    def column(self) -> str:
        return next(column for column in MERGEABLE.values() if getattr(self, f"{column}_id") is not None)
