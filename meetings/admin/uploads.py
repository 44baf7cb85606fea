"""What was sent, as registers to search; the pages of the desk show it as people work with it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from meetings.admin.catalogue import LookOnly
from meetings.models import Upload, UploadLine


@admin.register(Upload)
class UploadAdmin(LookOnly):
    list_display = ("sent_at", "sent_by", "way", "table")
    list_filter = ("way",)
    list_select_related = ("sent_by",)
    search_fields = ("sent_by__username",)
    search_help_text = _("Account, or name of a file.")
    date_hierarchy = "sent_at"
    fields = ("sent_at", "sent_by", "way")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Upload], search_term: str
    ) -> tuple[QuerySet[Upload], bool]:
        """By its account, or by the name of a file that may still be named."""
        found, twice = super().get_search_results(request, queryset, search_term)
        named = UploadLine.objects.visible_to(request.user).filter(name__icontains=search_term)
        return found | queryset.filter(pk__in=named.values("upload")) if search_term else found, twice

    @admin.display(description=_("files"))
    def table(self, upload: Upload) -> SafeString:
        return format_html('<a href="{}">{}</a>', upload.get_absolute_url(), _("Its files"))


class ReasonFilter(admin.AllValuesFieldListFilter):
    """The reasons that occur; a file that came in has none, and a choice without a name could not be read."""

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        return (choice for choice in super().choices(changelist) if choice["display"])


@admin.register(UploadLine)
class UploadLineAdmin(LookOnly):
    list_display = ("called", "outcome", "sentence", "upload", "note", "finished_at")
    list_filter = ("state", ("reason", ReasonFilter))
    list_select_related = ("upload", "note")
    search_fields = ("name", "sha256", "note__number")
    search_help_text = _("Name, hash or number of the note.")
    exclude = ("file",)

    @admin.display(description=_("file"), ordering="name")
    def called(self, line: UploadLine) -> str:
        return line.shown_name

    @admin.display(description=_("result"), ordering="state")
    def outcome(self, line: UploadLine) -> str:
        return line.result
