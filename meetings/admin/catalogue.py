"""What the archive holds, as lists: notes and their findings to look at, reference rows to mend.

What a reading wrote is changed at the review page alone, where each change has its check and its history.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from meetings.admin.alphabet import Alphabetical
from meetings.admin.mergeable import Mergeable
from meetings.admin.remembered import ReasonedForm, Remembered
from meetings.ingest.receive import slug_of_meeting
from meetings.models import (
    Commitment,
    Doubt,
    Meeting,
    OutcomeNote,
    Participant,
    Participation,
    Source,
    Tombstone,
    TopicCode,
)
from meetings.review.bin import DELETABLE, delete_row


class Register(Remembered):
    """A list of which Django counts no choices, and from which little is deleted."""

    show_facets = admin.ShowFacets.NEVER

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what comes back whole from the bin is deleted at all."""
        return self.model in DELETABLE and super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        delete_row(row=obj, by=request.user, reason=request.POST.get("reason", "")[:500])


class LookOnly(Register):
    """A list to search and look at; nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def page_of(row: Any) -> str:
    """The address of ``row`` in its register."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def review_link(note: OutcomeNote, anchor: str = "main") -> SafeString:
    """A link to the place on the review page of ``note``."""
    return format_html('<a href="{}#{}">{}</a>', reverse("admin:review", args=[note.pk]), anchor, _("Review"))


@admin.register(OutcomeNote)
class OutcomeNoteAdmin(LookOnly):
    list_display = ("called", "review", "meeting", "dated_on", "marking", "state", "open_doubts", "received_at")
    list_filter = ("state", "marking", "kind", "language")
    list_select_related = ("meeting",)
    search_fields = ("number", "subject", "meeting__city")
    search_help_text = _("Number, subject or city.")
    date_hierarchy = "dated_on"

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutcomeNote]:
        notes = super().get_queryset(request).defer("text", "vector")
        return notes.annotate(doubts_open=Count("doubts", filter=Q(doubts__settled_at=None)))

    @admin.display(description=_("name"), ordering="number")
    def called(self, note: OutcomeNote) -> str:
        return note.name

    @admin.display(description=_("open doubts"), ordering="doubts_open")
    def open_doubts(self, note: Any) -> int:
        return note.doubts_open

    @admin.display(description=_("review page"))
    def review(self, note: OutcomeNote) -> SafeString:
        return review_link(note)

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("vector",)


class MeetingForm(ReasonedForm):
    slug = forms.SlugField(
        label=_("Address"),
        max_length=120,
        required=False,
        help_text=_("The last part of the address of its page. Left empty, it is made of month and city."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("slug") and given.get("opened_on"):
            given["slug"] = slug_of_meeting(
                given["opened_on"], given.get("city", ""), given.get("videoconference", False)
            )
        return given


@admin.register(Meeting)
class MeetingAdmin(Register):
    list_display = ("__str__", "level", "opened_on", "closed_on", "city", "host", "certainty", "papers")
    list_filter = ("level", "host", "certainty")
    search_fields = ("city", "country", "slug")
    search_help_text = _("City, country or address.")
    date_hierarchy = "opened_on"
    form = MeetingForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        held = Q(notes__in=OutcomeNote.objects.visible_to(request.user))
        return super().get_queryset(request).annotate(notes_held=Count("notes", filter=held))

    @admin.display(description=_("notes held"), ordering="notes_held")
    def papers(self, meeting: Any) -> int:
        return meeting.notes_held


@admin.register(TopicCode)
class TopicCodeAdmin(Mergeable, Register):
    purpose = _("The subject codes on the covers of papers. One that a paper misprints is merged into the right one.")
    list_display = ("code", "label", "status", "general", "known")
    list_filter = ("known", "status", "general")
    search_fields = ("code", "label", "description")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "slug") if obj else ()  # its address may have been cited


@admin.register(Participant)
class ParticipantAdmin(Alphabetical, Mergeable, Register):
    list_display = ("name", "kind", "named_in")
    list_filter = ("kind",)
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participant]:
        naming = Q(participations__note__in=OutcomeNote.objects.visible_to(request.user))
        listed = super().get_queryset(request).for_curator(request.user)
        return listed.annotate(notes_naming=Count("participations", filter=naming))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only for those whom nothing names, so that no list of what stands against it tells of a paper in the bin."""
        naming = ("participations", "public_participations", "represented")
        named = obj is not None and any(getattr(obj, rows).exists() for rows in naming)
        return not named and super().has_delete_permission(request, obj)

    @admin.display(description=_("notes that name them"), ordering="notes_naming")
    def named_in(self, participant: Any) -> int:
        return participant.notes_naming


@admin.register(Participation)
class ParticipationAdmin(Register):
    """A wrong side or office can be mended; the words of the note stay."""

    list_display = ("participant", "office", "side", "note", "as_named")
    list_filter = ("side",)
    list_select_related = ("participant", "note")
    search_fields = ("participant__name", "office", "as_named", "note__number")
    fields = ("note", "meeting", "participant", "as_named", "side", "office")
    readonly_fields = ("note", "meeting", "participant", "as_named")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Commitment)
class CommitmentAdmin(LookOnly):
    list_display = ("words", "side", "strength", "state", "origin", "reviewed_by", "review", "decide")
    list_filter = ("state", "side", "strength", "origin", "rule")
    list_select_related = ("paragraph__note", "reviewed_by")
    search_fields = ("quote", "note__number")

    @admin.display(description=_("quote"), ordering="quote")
    def words(self, commitment: Commitment) -> SafeString:
        return format_html('<span lang="{}">{}</span>', commitment.paragraph.note.language, commitment.quote)

    @admin.display(description=_("review page"))
    def review(self, commitment: Commitment) -> SafeString:
        return review_link(commitment.paragraph.note, f"commitment-{commitment.pk}")

    @admin.display(description=_("what became of it"))
    def decide(self, commitment: Commitment) -> SafeString:
        """To the form that records what became of it."""
        if commitment.state != Commitment.CONFIRMED:
            return SafeString("")
        form = reverse("admin:meetings_statuschange_add")
        return format_html('<a href="{}?commitment={}">{}</a>', form, commitment.pk, _("Decide"))


@admin.register(Doubt)
class DoubtAdmin(LookOnly):
    list_display = ("kind", "words", "note", "settled_at", "settled_by", "review")
    list_filter = (("settled_at", admin.EmptyFieldListFilter), "kind")
    list_select_related = ("note", "settled_by")
    search_fields = ("words", "note__number")

    @admin.display(description=_("review page"))
    def review(self, doubt: Doubt) -> SafeString:
        return review_link(doubt.note, f"doubt-{doubt.pk}")


@admin.register(Source)
class SourceAdmin(LookOnly):
    list_display = ("__str__", "note", "name", "media_type", "pages", "size", "received_at", "received_by", "leads")
    list_filter = ("media_type", "leads")
    list_select_related = ("note", "received_by")
    search_fields = ("name", "sha256", "note__number")
    date_hierarchy = "received_at"
    exclude = ("file",)


@admin.register(Tombstone)
class TombstoneAdmin(LookOnly):
    list_display = ("name", "slug", "deleted_at", "deleted_by", "reason")
    list_select_related = ("deleted_by",)
    search_fields = ("name", "slug", "reason", "hashes")
    search_help_text = _("Number, address, a word of the reason, or the SHA-256 of a file.")
    date_hierarchy = "deleted_at"
