"""An outcome note with its cover, and the topic codes it carries."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings import access, days
from meetings.access import may_review, readable_notes
from meetings.addresses import address
from meetings.council.markings import Marking
from meetings.council.numbers import DocumentNumber, UnknownNumber
from meetings.models.edition import edition_of, stem_of
from meetings.models.meeting import Meeting
from meetings.names import KINDS_OF_PAPER, named
from meetings.search.vectors import weighted_vector


class OutcomeNoteQuerySet(models.QuerySet["OutcomeNote"]):
    def visible_to(self, user: Any) -> "OutcomeNoteQuerySet":
        """The notes that ``user`` may read: published, with a marking they are entitled to; all for archivists."""
        return self.filter(readable_notes(user))

    def in_bin_for(self, user: Any) -> "OutcomeNoteQuerySet":
        """The deleted notes that ``user`` may restore, those deleted last first; none for readers."""
        binned = self.filter(deleted_at__isnull=False).order_by("-deleted_at", "-pk")
        return binned if may_review(user) else self.none()

    def leading_for(self, user: Any) -> "OutcomeNoteQuerySet":
        """Those that ``user`` may read, without earlier versions and translations of what they may read as well.

        What is listed and counted goes by this, so that nothing counts twice. Only a published version replaces
        another, and only for whom may read it; English, the language of the archive, leads among languages.
        """
        replaced = Replacement.objects.filter(by__in=OutcomeNote.objects.visible_to(user).published())
        return self.visible_to(user).exclude(pk__in=replaced.values("note"))

    def of_same_number(self, note: "OutcomeNote") -> "OutcomeNoteQuerySet":
        """``note`` with every version, part and translation of it; a paper without number stands alone."""
        return self.filter(number=note.number) if note.number else self.filter(pk=note.pk)

    def published(self) -> "OutcomeNoteQuerySet":
        return self.filter(state=OutcomeNote.PUBLISHED, published_at__lte=Now(), deleted_at=None)

    def awaiting_review(self) -> "OutcomeNoteQuerySet":
        return self.filter(state=OutcomeNote.IN_REVIEW).order_by("received_at", "pk")

    def waiting_for_their_time(self) -> "OutcomeNoteQuerySet":
        """Those to be published at a time that has not come, the next first."""
        later = self.filter(state=OutcomeNote.PUBLISHED, published_at__gt=Now())
        return later.defer("text", "vector", "summary").order_by("published_at", "pk")

    def read_by_another_than(self, version: str) -> "OutcomeNoteQuerySet":
        """The notes that an older reader has read, ``version`` being that of the present one; the oldest first."""
        return self.exclude(reader_version=version).order_by("received_at", "pk")

    def newest_first(self) -> "OutcomeNoteQuerySet":
        return self.order_by("-dated_on", "-pk")


class OutcomeNote(models.Model):
    """The paper that records a meeting. Its words are kept as printed, misprints included."""

    IN_REVIEW, HELD, PUBLISHED, WITHDRAWN = "in-review", "on-hold", access.PUBLISHED, "withdrawn"
    STATES = [
        (IN_REVIEW, _("In review")),
        (HELD, _("On hold")),
        (PUBLISHED, _("Published")),
        (WITHDRAWN, _("Withdrawn")),
    ]
    MARKINGS = [(marking.value, marking.value) for marking in Marking]
    JOINT_STATEMENT = "JOINT STATEMENT"
    ABSTRACT = "ABSTRACT"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notes", null=True, blank=True)
    kind = models.CharField(help_text=_("As printed: OUTCOME OF PROCEEDINGS, JOINT STATEMENT …"))
    number = models.CharField(
        blank=True, help_text=_("The base number, such as 10483/17. Empty for a joint statement.")
    )
    version = models.CharField(default="INIT", help_text=_("INIT, REV 1, ADD 1, COR 1 …"))
    language = models.CharField(max_length=2, default="en")
    slug = models.SlugField(max_length=120, unique=True, help_text=_("Its address: 10483-17, 14860-18-rev-1."))
    marking = models.CharField(
        max_length=10, choices=MARKINGS, blank=True, help_text=_("Who may read it. Must be set before it is published.")
    )
    stamps = ArrayField(models.CharField(), default=list, blank=True)
    dated_on = models.DateField(_("date of the note"), null=True, blank=True)
    place = models.CharField(blank=True)
    sent_from = models.CharField(_("from"), blank=True)
    sent_to = models.CharField(_("to"), blank=True)
    subject = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    previous_documents = ArrayField(models.CharField(), default=list, blank=True)
    text = models.TextField(blank=True, editable=False)

    reader_version = models.CharField(max_length=20, editable=False)
    received_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=STATES, default=IN_REVIEW)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    deleted_at = models.DateTimeField(_("put into the bin"), null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    revision = models.PositiveIntegerField(default=0, editable=False)  # goes up with each change by a person

    vector = models.GeneratedField(
        expression=weighted_vector(subject="A", text="C"), output_field=SearchVectorField(), db_persist=True
    )

    stem = models.GeneratedField(expression=stem_of("version"), output_field=models.CharField(), db_persist=True)
    edition = models.GeneratedField(
        expression=edition_of("version"), output_field=models.IntegerField(), db_persist=True
    )

    objects = OutcomeNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome note")
        ordering = ["-dated_on", "-pk"]
        indexes = [
            GinIndex("vector", name="note_vector"),
            # Each search asks which notes a person may read; this answers without reading the notes themselves.
            models.Index(
                fields=["id"], include=["marking", "state", "published_at", "deleted_at"], name="note_readable"
            ),
            # Of most numbers there is one paper; those of several are found here.
            models.Index(
                fields=["number", "stem"],
                include=["id", "language", "edition", "marking", "state", "published_at"],
                condition=~Q(edition=0) | ~Q(language="en"),
                name="note_of_several",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="note_number_once",
                fields=["number", "version", "language"],
                condition=~Q(number=""),
                violation_error_message=_("A note with this number, version and language is in the archive already."),
            ),
            models.CheckConstraint(
                name="published_note_is_marked",
                condition=~Q(state="published") | ~Q(marking=""),
                violation_error_message=_(
                    "A note cannot be published before it says who may read it: set its marking."
                ),
            ),
            models.CheckConstraint(
                name="published_note_has_a_time",
                condition=~Q(state="published") | Q(published_at__isnull=False),
                violation_error_message=_("A published note needs the time of its publication."),
            ),
            models.CheckConstraint(
                name="note_marking_is_known",
                condition=Q(marking__in=["", *[marking.value for marking in Marking]]),
                violation_error_message=_("The marking must be PUBLIC or LIMITE."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("note", self.slug)

    @property
    def name(self) -> str:
        """How people cite it: ``10483/17``, ``14860/18 REV 1``; a paper without number by its kind."""
        if not self.number:
            return (
                named(KINDS_OF_PAPER, self.kind)
                if self.kind in KINDS_OF_PAPER
                else self.kind.capitalize() or gettext("Paper without number")
            )
        return self.number if self.version == "INIT" else f"{self.number} {self.version}"

    @property
    def document_number(self) -> DocumentNumber | None:
        """Its number in parts; None for a paper without one."""
        try:
            return DocumentNumber.parse(self.name)
        except UnknownNumber:
            return None

    @property
    def register_form(self) -> str:
        """As the Council's register writes it, ``ST 10483 2017 INIT``; empty for a paper without number."""
        return self.document_number.register_form if self.document_number else ""

    @property
    def register_address(self) -> str:
        """Where that register has it; empty for a paper without number."""
        return self.document_number.register_address(self.language) if self.document_number else ""

    @property
    def is_published(self) -> bool:
        """Whether readers entitled to its marking see it now."""
        return self.state == self.PUBLISHED and self.published_at is not None and self.published_at <= timezone.now()

    @property
    def is_scheduled(self) -> bool:
        """Whether it is to be published at a time that has not come."""
        return self.state == self.PUBLISHED and not self.is_published

    @property
    def standing(self) -> str:
        """Its state in words: ``In review``, ``To be published 12 March 2027, 09:00``."""
        if not self.is_scheduled:
            return str(self.get_state_display())
        return gettext("To be published %(moment)s") % {"moment": days.moment(self.published_at)}

    @property
    def is_abstract(self) -> bool:
        """Whether these are the archive's own words on a public statement: never shown as a quotation."""
        return self.kind == self.ABSTRACT

    @property
    def is_whole(self) -> bool:
        """Whether the text is that of a whole paper, so that what it does not say was not recorded.

        Not so for an abstract, an extract, an addendum or corrigendum, or a paper with parts blacked out.
        """
        partial = any("PARTIAL" in stamp.upper() for stamp in self.stamps)
        return not self.is_abstract and not partial and not {"ADD", "COR", "AMD", "EXT"} & set(self.version.split())


class Replacement(models.Model):
    """A paper that another one would replace, for whom may read that one: a view of the database over its papers.

    REV 1 replaces INIT of the same number and stem (see edition.py), in the same language or in English; the English
    text replaces its translations, or else the first language by the alphabet.
    """

    pk = models.CompositePrimaryKey("note", "by")
    note = models.ForeignKey(OutcomeNote, models.DO_NOTHING, related_name="+")
    by = models.ForeignKey(OutcomeNote, models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.note} by {self.by}"


class TopicCodeQuerySet(models.QuerySet["TopicCode"]):
    def visible_to(self, user: Any) -> "TopicCodeQuerySet":
        """Codes of the reference table, and those that stand on a note readable by ``user``."""
        if not user.is_authenticated:
            return self.none()
        carried = NoteCode.objects.filter(note__in=OutcomeNote.objects.visible_to(user), code=models.OuterRef("pk"))
        return self.filter(Q(known=True) | models.Exists(carried))

    def met(self, word: str) -> "TopicCode":
        """The row of the code that papers print as ``word``, or of the one into which it was merged; else a new one."""
        if found := self.filter(code=word).first() or self.filter(merges__name=word).first():
            return found
        return self.get_or_create(code=word, defaults={"slug": slugify(word.replace("/", "-"))})[0]


class TopicCode(models.Model):
    """A subject code of Council papers: CYBER, VISA, JAIEX."""

    STATUSES = [("evidenced", _("Evidenced")), ("inferred", _("Inferred")), ("unconfirmed", _("Unconfirmed"))]

    code = models.CharField(unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    label = models.CharField(blank=True)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=STATUSES, default="unconfirmed")
    general = models.BooleanField(default=False, help_text=_("Says whom the paper is for, not what it is about."))
    known = models.BooleanField(
        default=False,
        help_text=_(
            "Stands in the reference table. Whoever signs in sees a known code, also one on LIMITE notes alone."
        ),
    )

    objects = TopicCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic code")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return address("code", self.slug)


class NoteCodeQuerySet(models.QuerySet["NoteCode"]):
    def visible_to(self, user: Any) -> "NoteCodeQuerySet":
        """Codes on notes that ``user`` may read."""
        return self.filter(note__in=OutcomeNote.objects.visible_to(user))


class NoteCode(models.Model):
    """A topic code on the cover of one note, with its running number: CYBER 99."""

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="note_codes")
    code = models.ForeignKey(TopicCode, models.PROTECT, related_name="note_codes")
    serial = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(help_text=_("Its place on the cover, from 1."))

    objects = NoteCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic code of a note")
        verbose_name_plural = _("topic codes of notes")
        ordering = ["note", "position"]
        constraints = [
            models.UniqueConstraint(
                name="note_code_once",
                fields=["note", "code", "serial"],
                nulls_distinct=False,
                violation_error_message=_("This note carries that code already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.serial}" if self.serial else str(self.code)
