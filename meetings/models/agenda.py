"""The body of a note: agenda topics, their paragraphs, and what each sentence reports."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings import names
from meetings.addresses import address
from meetings.models.found import Found
from meetings.models.note import NoteCode, OutcomeNote
from meetings.search.vectors import weighted_vector

SIDES = list(names.SIDES.items())


class AgendaTopic(models.Model):
    """A numbered heading of one note. ``number`` is as printed: 4, 2.a, II; empty for a heading without one.

    Printed numbers may begin again inside one paper, so addresses are built from ``label``, which does not.
    """

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="topics")
    position = models.PositiveSmallIntegerField(help_text=_("Its place in the note, from 1."))
    number = models.CharField(blank=True)
    label = models.CharField(help_text=_("Stands before the dot in the addresses of its paragraphs: 4, 2a, II, t3."))
    title = models.TextField()
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("agenda topic")
        ordering = ["note", "position"]
        constraints = [
            models.UniqueConstraint(
                name="topic_position_once",
                fields=["note", "position"],
                violation_error_message=_("This note has a topic at that place already."),
            ),
            models.UniqueConstraint(
                name="topic_label_once",
                fields=["note", "label"],
                violation_error_message=_("This note has a topic with that label already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        return f"{self.note.get_absolute_url()}#{self.address}"

    @property
    def address(self) -> str:
        """``t4``: its place in the address of its note. Those of paragraphs are numbers, or have a dot."""
        return f"t{self.label}"

    @property
    def permanent_address(self) -> str:
        """What people copy and cite; it leads on when a newer reading puts the topic elsewhere."""
        return address("passage", self.note.slug, self.address)


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def visible_to(self, user: Any) -> "ParagraphQuerySet":
        """The paragraphs of notes that ``user`` may read."""
        return self.filter(note__in=OutcomeNote.objects.visible_to(user))

    def in_order(self) -> "ParagraphQuerySet":
        return self.order_by("note", "position")


class Paragraph(models.Model):
    """The unit that is found, cited and linked: 10483/17 §4.2. ``text`` is verbatim."""

    SUMMARY, BODY, TOPIC, ANNEX, FOOTNOTE = "summary", "body", "topic", "annex", "footnote"
    PARTS = [
        (SUMMARY, _("Summary")),
        (BODY, _("Body")),
        (TOPIC, _("Agenda topic")),
        (ANNEX, _("Annex")),
        (FOOTNOTE, _("Footnote")),
    ]

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="paragraphs")
    topic = models.ForeignKey(AgendaTopic, models.CASCADE, related_name="paragraphs", null=True, blank=True)
    part = models.CharField(max_length=10, choices=PARTS)
    position = models.PositiveIntegerField(help_text=_("Its place in the note, from 1."))
    ordinal = models.PositiveIntegerField(help_text=_("Its number inside its topic, or in the note when it has none."))
    address = models.CharField(help_text=_("4.2 for the second paragraph of topic 4; S.1 in the summary."))
    page = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField()
    side = models.CharField(max_length=4, choices=SIDES, blank=True, help_text=_("When all of it comes from one side."))
    sides = ArrayField(
        models.CharField(max_length=4, choices=SIDES), default=list, help_text=_("All that are reported as speaking.")
    )

    vector = models.GeneratedField(
        expression=weighted_vector(text="B"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["note", "position"]
        indexes = [
            GinIndex("vector", name="paragraph_vector"),
        ]
        constraints = [
            # In which note and where a paragraph stands, answered without the long rows; and what is found in a
            # paragraph (found.py) names it and its note together: for that the pair must be unique.
            models.UniqueConstraint(name="paragraph_place", fields=["id", "note"], include=["topic", "position"]),
            models.UniqueConstraint(
                name="paragraph_address_once",
                fields=["note", "address"],
                violation_error_message=_("This note has a paragraph with that address already."),
            ),
            models.UniqueConstraint(
                name="paragraph_position_once",
                fields=["note", "position"],
                violation_error_message=_("This note has a paragraph at that place already."),
            ),
            models.CheckConstraint(
                name="paragraph_is_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("A paragraph needs its words."),
            ),
            models.CheckConstraint(
                name="paragraph_under_a_topic_says_so",
                condition=Q(part="topic", topic__isnull=False) | (~Q(part="topic") & Q(topic__isnull=True)),
                violation_error_message=_("A paragraph stands under an agenda topic, or in another part of the note."),
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    def get_absolute_url(self) -> str:
        return f"{self.note.get_absolute_url()}#{self.anchor}"

    @property
    def permanent_address(self) -> str:
        """What people copy and cite; it leads on when a newer reading puts the words elsewhere."""
        return address("passage", self.note.slug, self.address)

    @property
    def anchor(self) -> str:
        return f"p{self.address}"

    @property
    def citation(self) -> str:
        """``10483/17 §4.2``, the short form that people copy."""
        return f"{self.note.name} §{self.address}"


class Statement(Found):
    """One sentence of a paragraph: who is reported as speaking, and what it reports."""

    COMMITTED, ASKED = "committed", "asked"
    KINDS = [
        (COMMITTED, _("Commitment")),
        (ASKED, _("Request")),
        ("concern", _("Concern")),
        ("welcomed", _("Welcome")),
        ("stressed", _("Stress")),
        ("informed", _("Information")),
        ("refused", _("Refusal")),
        ("other", _("Other")),
    ]

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    side = models.CharField(max_length=4, choices=SIDES, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    rule = models.CharField(blank=True)

    class Meta:
        ordering = ["paragraph", "start"]
        constraints = [
            models.CheckConstraint(
                name="statement_has_words",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("A statement must end after it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.quote

    @property
    def quote(self) -> str:
        return self.paragraph.text[self.start : self.end]


class CodeEvidence(Found):
    """Why a note carries a code: a passage and the words in it that give the reason."""

    note_code = models.ForeignKey(NoteCode, models.CASCADE, related_name="evidence")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="code_evidence")
    terms = ArrayField(models.CharField())

    class Meta:
        verbose_name_plural = _("code evidence")
        constraints = [
            models.UniqueConstraint(
                name="code_evidence_once",
                fields=["note_code", "paragraph"],
                violation_error_message=_("This passage explains that code already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.note_code}: {', '.join(self.terms)}"
