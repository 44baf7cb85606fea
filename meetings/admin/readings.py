"""What readings, readers and curators left behind, as registers to search and look at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from meetings.admin.catalogue import LookOnly, page_of, review_link
from meetings.models import FormerAddress, LastReading, Merge, MistakeReport, OutcomeNote, Proposal


class OfNotes(LookOnly):
    """Rows of notes, which are named beside them: without their long texts."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("note__text", "note__vector")


@admin.register(Proposal)
class ProposalAdmin(OfNotes):
    purpose = _("What a newer reading would write on a cover. Each is taken or declined on the page of its note.")
    list_display = ("note", "on_the_cover", "value", "state", "proposed_at", "reviewed_by", "review")
    list_filter = ("state", "field")
    list_select_related = ("note", "reviewed_by")
    search_fields = ("value", "note__number")
    search_help_text = _("Proposed words, or number of the note.")
    date_hierarchy = "proposed_at"

    @admin.display(description=_("field"), ordering="field")
    def on_the_cover(self, proposal: Proposal) -> str:
        return _("Codes") if proposal.field == "codes" else OutcomeNote._meta.get_field(proposal.field).verbose_name

    @admin.display(description=_("review page"))
    def review(self, proposal: Proposal) -> SafeString:
        return review_link(proposal.note, "rereading")


@admin.register(LastReading)
class LastReadingAdmin(OfNotes):
    purpose = _(
        "What the last reading said of the cover and the people of a note. Where the note differs now, a "
        "person changed it."
    )
    list_display = ("note", "read_with", "read_at", "review")
    list_filter = ("read_with",)
    list_select_related = ("note",)
    search_fields = ("note__number", "note__subject")
    search_help_text = _("Number or subject of the note.")
    date_hierarchy = "read_at"
    fields = ("note", "read_with", "read_at", "what_it_said")

    @admin.display(description=_("review page"))
    def review(self, reading: LastReading) -> SafeString:
        return review_link(reading.note)

    @admin.display(description=_("what it said"))
    def what_it_said(self, reading: LastReading) -> SafeString:
        said = (
            (name.replace("_", " ").capitalize(), _in_words(value)) for name, value in reading.said.items() if value
        )
        return format_html('<dl class="pairs">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", said))


def _in_words(value: Any) -> Any:
    """People as ``words, office, side``, one a line; anything else as it is."""
    if not isinstance(value, list):
        return value
    return format_html_join("", "{}<br>", ((", ".join(filter(None, person)),) for person in value))


@admin.register(FormerAddress)
class FormerAddressAdmin(OfNotes):
    purpose = _("Addresses that paragraphs had before their note was read again. Each leads on to its words.")
    list_display = ("__str__", "leads_to", "since")
    list_select_related = ("note", "paragraph__note")
    search_fields = ("address", "note__number")
    search_help_text = _("Address, or number of the note.")
    date_hierarchy = "since"

    def get_queryset(self, request: HttpRequest) -> QuerySet[FormerAddress]:
        return (
            super().get_queryset(request).defer("paragraph__vector", "paragraph__note__text", "paragraph__note__vector")
        )

    @admin.display(description=_("leads to"))
    def leads_to(self, former: FormerAddress) -> str | SafeString:
        if former.paragraph is None:
            return _("The page of the note: the words are gone")
        return format_html('<a href="{}">{}</a>', former.paragraph.get_absolute_url(), former.paragraph.citation)


@admin.register(Merge)
class MergeAdmin(LookOnly):
    purpose = _(
        "What archivists found to be one and the same. Each can be split again on the page of the one that was kept."
    )
    list_display = ("name", "kept_one", "merged_at", "merged_by", "why")
    list_select_related = ("participant", "theme", "code", "instrument", "merged_by")
    search_fields = ("name", "why", "participant__name", "theme__label", "code__code", "instrument__name")
    search_help_text = _("Either name, or a word of the reason.")
    date_hierarchy = "merged_at"
    fields = ("name", "kept_one", "merged_at", "merged_by", "why")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Merge]:
        return super().get_queryset(request).for_curator(request.user)

    @admin.display(description=_("part of"))
    def kept_one(self, merge: Merge) -> SafeString:
        return format_html('<a href="{}">{}</a>', page_of(merge.kept), merge.kept)


@admin.register(MistakeReport)
class MistakeReportAdmin(OfNotes):
    purpose = _("What readers reported and what they were told. Open reports are answered under What waits.")
    list_display = ("__str__", "words", "reported_by", "reported_at", "answer", "closed_by")
    list_filter = (("closed_at", admin.EmptyFieldListFilter),)
    list_select_related = ("note", "reported_by", "closed_by")
    search_fields = ("words", "answer", "note__number")
    search_help_text = _("Words of the report or the answer, or number of the note.")
    date_hierarchy = "reported_at"
