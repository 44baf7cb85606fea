"""Persons, offices and institutions, and where they took part."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from meetings.addresses import address
from meetings.council.sides import Side
from meetings.models.agenda import Paragraph
from meetings.models.meeting import Meeting
from meetings.models.note import OutcomeNote


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, user: Any) -> "ParticipantQuerySet":
        """Those that a public source or a note readable by ``user`` names, or for whom such a person came."""
        mine = Q(participant=OuterRef("pk"))
        public = PublicParticipation.objects.visible_to(user)
        noted = Participation.objects.visible_to(user).filter(mine)
        return self.filter(Exists(public.filter(mine | Q(institution=OuterRef("pk")))) | Exists(noted))

    def for_curator(self, user: Any) -> "ParticipantQuerySet":
        """For who keeps the register: those that ``user`` may know of, and those that no paper names; not whom only
        papers that ``user`` may not read name."""
        noted = Participation.objects.filter(participant=OuterRef("pk"))
        return self.filter(pk__in=self.model.objects.visible_to(user).values("pk")) | self.filter(~Exists(noted))

    def known_as(self, name: str, kind: str) -> "Participant | None":
        """The one of that name; else the one into which a curator merged it; else the only one that public sources
        also call so; else None.

        Forms of a name that only a note uses do not count: the note may be closed to those who read the next one.
        """
        if named := self.filter(name=name, kind=kind).first():
            return named
        if merged := self.filter(kind=kind, merges__name=name).first():
            return merged
        called = list(self.filter(kind=kind, public_participations__variants__contains=[name]).distinct()[:2])
        return called[0] if len(called) == 1 else None


class Participant(models.Model):
    """A person, an office or an institution, with the forms in which it is named.

    ``variants`` are for finding and joining names. They come from all notes, LIMITE ones too, so no page shows them.
    """

    PERSON, INSTITUTION = "person", "institution"
    KINDS = [(PERSON, _("Person or office")), (INSTITUTION, _("Institution"))]

    name = models.CharField()
    kind = models.CharField(max_length=12, choices=KINDS)
    variants = ArrayField(models.CharField(), default=list, blank=True)
    slug = models.SlugField(max_length=120, unique=True, editable=False, help_text=_("Its address; made once."))

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="participant_once",
                fields=["name", "kind"],
                violation_error_message=_("This participant is in the archive already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            from meetings.models.earlier import EARLIER

            former = EARLIER[Participant].objects.values_list("slug", flat=True)  # of those merged away; they lead on
            self.slug = free_address(self.name, Participant.objects.values_list("slug", flat=True), former)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return address("person", self.slug)


def free_address(name: str, *taken: models.QuerySet[Any, str]) -> str:
    """``dimitris-avramopoulos``, or the first of that with -2, -3 … behind it that is not ``taken``."""
    wanted = slugify(name)[:100] or "participant"
    used = {slug for slugs in taken for slug in slugs.filter(slug__startswith=wanted)}
    slug, place = wanted, 1
    while slug in used:
        place += 1
        slug = f"{wanted}-{place}"
    return slug


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, user: Any) -> "ParticipationQuerySet":
        """Participations that a note readable by ``user`` reports."""
        return self.filter(note__in=OutcomeNote.objects.visible_to(user))

    def leading_for(self, user: Any) -> "ParticipationQuerySet":
        """Those that ``user`` may read, without what only an earlier version of a paper says."""
        return self.filter(note__in=OutcomeNote.objects.leading_for(user))


class Participation(models.Model):
    """A participant at one meeting, in the words of the note."""

    SIDES = [(Side.EU.value, _("EU side")), (Side.US.value, _("US side"))]

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="participations")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participations", null=True, blank=True)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="participations")
    side = models.CharField(max_length=4, choices=SIDES, blank=True)
    office = models.CharField(blank=True)
    as_named = models.CharField()
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="participations", null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["note", "side", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="participation_once_a_note",
                fields=["note", "participant", "office"],
                violation_error_message=_("This participant is recorded for that note already."),
            ),
            models.CheckConstraint(
                name="participation_has_words",
                condition=~Q(as_named=""),
                violation_error_message=_("A participation needs the words of the note."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.office}" if self.office else str(self.participant)


class PublicParticipationQuerySet(models.QuerySet["PublicParticipation"]):
    def visible_to(self, user: Any) -> "PublicParticipationQuerySet":
        """All of them for whoever is signed in: each rests on a public source."""
        return self if user.is_authenticated else self.none()


class PublicParticipation(models.Model):
    """A participant at one meeting as a public source names it: office, capacity, and how sure the source is."""

    CAPACITIES = [
        ("host", _("Host")),
        ("department", _("US department")),
        ("presidency", _("Presidency")),
        ("incoming presidency", _("Incoming Presidency")),
        ("commission", _("Commission")),
        ("agency", _("Agency or service")),
    ]
    CERTAINTIES = [("sure", _("Took part")), ("announced", _("Announced; may not have come"))]

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="public_participations")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="public_participations")
    side = models.CharField(max_length=4, choices=Participation.SIDES)
    office = models.CharField(blank=True, help_text=_("In English as the source names it, without the country."))
    institution = models.ForeignKey(
        Participant,
        models.PROTECT,
        related_name="represented",
        null=True,
        blank=True,
        help_text=_("For whom they came."),
    )
    capacity = models.CharField(max_length=20, choices=CAPACITIES)
    variants = ArrayField(models.CharField(), default=list, blank=True, help_text=_("Other forms of the name."))
    source_url = models.TextField(_("address of the source"))
    certainty = models.CharField(max_length=10, choices=CERTAINTIES, default="sure")
    reference = models.CharField(
        unique=True, null=True, blank=True, editable=False, help_text=_("The row of the reference table it came from.")
    )

    objects = PublicParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "side", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="public_participation_once_a_meeting",
                fields=["meeting", "participant", "office"],
                violation_error_message=_("This participant is recorded for that meeting already."),
            ),
            models.CheckConstraint(
                name="public_participation_has_a_source",
                condition=~Q(source_url=""),
                violation_error_message=_("A participation that no note reports needs the address of its source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.office}" if self.office else str(self.participant)
