"""The history of one record: every change with its values, each with a form to take it back."""

from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator

from meetings.admin.plain import PlainForms
from meetings.models import OutcomeNote
from meetings.review.history import say_why
from meetings.review.record import changes_of_parts, changes_of_row

SHOWN = 200


class ReasonedForm(forms.ModelForm):
    """The form of a row with room for the reason of the change."""

    why = forms.CharField(label="Why", max_length=500, required=False, help_text="Kept in the history of the record.")


class Remembered(PlainForms):
    """A register whose history page shows what was kept of each row (templates/admin/object_history.html)."""

    form = ReasonedForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Why is asked last, and only where a row can be changed."""
        fields = [name for name in super().get_fields(request, obj) if name != "why"]
        return [*fields, "why"] if obj is not None and self.has_change_permission(request, obj) else fields

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if why := form.cleaned_data.get("why"):
            say_why(" ".join(why.split()))
        super().save_model(request, obj, form, change)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        form.changed_data = [name for name in form.changed_data if name != "why"]  # the reason is no field of the row
        return super().construct_change_message(request, form, formsets, add)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        changes = changes_of_row(row) if row is not None else []
        context = {
            "title": f"History of {Truncator(row).words(12)}",
            "changes": changes[:SHOWN],
            "parts": changes_of_parts(row)[:SHOWN] if isinstance(row, OutcomeNote) else [],
            "deeds": self.deeds_beside(row, {change.why for change in changes}) if row is not None else [],
            "may_revert": request.user.has_perm(f"meetings.change_{self.opts.model_name}"),
        }
        return super().history_view(request, object_id, context | (extra_context or {}))

    def deeds_beside(self, row: Any, told: set[str]) -> list[tuple[LogEntry, str]]:
        """What people did to ``row``, newest first, without what stands as the why of a change already."""
        kind = ContentType.objects.get_for_model(row)
        entries = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).select_related("user")
        said = [(entry, entry.get_change_message()) for entry in entries.order_by("-pk")[:SHOWN]]
        return [(entry, sentence) for entry, sentence in said if sentence not in told]
