"""The register of access, and failed tries to sign in. Administrators look at them; nobody changes them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.admin.catalogue import LookOnly
from meetings.council.markings import Marking
from meetings.models import AccessRecord, FailedTry
from meetings.sharing.columns import Column
from meetings.sharing.listed import Listed
from meetings.sharing.records import record_export, record_look
from meetings.sharing.writers import csv_pieces
from meetings.views.exports import taken_by

COLUMNS = (
    Column("at", _("When"), lambda line: timezone.localtime(line.at).isoformat(timespec="seconds")),
    Column("account", _("Account"), lambda line: line.name),
    Column("deed", _("What was done"), lambda line: str(line.get_deed_display())),
    Column("what", _("What"), lambda line: line.what),
    Column("as", _("Form of the file"), lambda line: line.form),
    Column("marking", _("Marking"), lambda line: line.marking),
    Column("address", _("Address"), lambda line: line.address),
)


@admin.register(AccessRecord)
class AccessRecordAdmin(LookOnly):
    purpose = _(
        "Who opened LIMITE papers or took them as files, and when. Lines go after the time that the operator has set; "
        "looking at them leaves one."
    )
    kept_whole = True  # nobody covers the trace of an opening by putting its paper into the bin
    list_display = ("at", "name", "deed", "what", "form", "marking", "address")
    list_filter = ("deed", "form")
    search_fields = ("name", "what", "address")
    search_help_text = _("Account, list or number, words of the address.")
    date_hierarchy = "at"

    def get_urls(self) -> list[URLPattern]:
        own = path("csv/", self.admin_site.admin_view(self.as_csv), name="access-records-csv")
        return [own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if self.has_view_permission(request):
            record_look(by=request.user, address=request.path, now=timezone.now())
        return super().changelist_view(request, extra_context)

    def as_csv(self, request: HttpRequest) -> HttpResponseBase:
        """The lines of the list with its search and filters, all of them; to the list when there is no such filter."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.build_absolute_uri()
        title, back = "Register of access", reverse("admin:meetings_accessrecord_changelist")
        try:
            lines = self.get_changelist_instance(request).queryset.order_by("-at", "-pk")
        except IncorrectLookupParameters:
            return redirect(f"{back}?{ERROR_FLAG}=1")  # as the list itself does
        taken = taken_by(request.user, title=title, marking=Marking.LIMITE.value, asked=asked)
        record_export(by=request.user, what=title, form="csv", address=request.get_full_path(), marking=taken.marking)
        listed = Listed(title, back, COLUMNS, lines.iterator(1000), taken.marking)
        pieces = csv_pieces(taken, listed, request.build_absolute_uri)
        name = f"{taken.marking}-register-of-access-{timezone.localdate():%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)


@admin.register(FailedTry)
class FailedTryAdmin(LookOnly):
    purpose = _(
        "Failed attempts to sign in. Names that belong to no account are not kept: people type passwords "
        "there by mistake."
    )
    list_display = ("last_at", "kind", "person", "address", "times", "until")
    list_filter = ("kind",)
    list_select_related = ("person",)
    search_fields = ("person__username", "address")
    search_help_text = _("Account or address.")
    date_hierarchy = "last_at"
