"""The history of one record: every change with its values, each with a form to take it back."""

from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.plain import PlainForms
from meetings.models import OutcomeNote
from meetings.review.history import say_why
from meetings.review.record import changes_of_parts, changes_of_row, last_change

SHOWN = 200
OF_THE_FORM = ("why", "seen")  # asked or carried by every form, and no fields of the row


class ReasonedForm(forms.ModelForm):
    """The form of a row with room for the reason of the change."""

    why = forms.CharField(
        label=_("Why"), max_length=500, required=False, help_text=_("Kept in the history of the record.")
    )
    seen = forms.IntegerField(
        label="", widget=forms.HiddenInput, required=False
    )  # the last change when the form was opened

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if self.instance.pk and "seen" in self.fields:
            self.initial["seen"] = last_change(self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse what was written over a row that somebody else has changed since; the second of two waits here."""
        given = super().clean() or self.cleaned_data
        seen = given.get("seen")
        if self.instance.pk and seen is not None:
            type(self.instance)._base_manager.select_for_update(of=("self",)).filter(pk=self.instance.pk).first()
            if last_change(self.instance) != seen:
                raise ValidationError(
                    gettext(
                        "%(who)s changed this record while you had it open, so nothing was saved. What you wrote still "
                        "stands below: open the record in another window, compare, then write what is missing."
                    )
                    % {"who": changes_of_row(self.instance)[0].who}
                )
        return given


class Remembered(PlainForms):
    """A register whose history page shows what was kept of each row (templates/admin/object_history.html)."""

    form = ReasonedForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Why is asked last, and only where a row can be changed."""
        fields = [name for name in super().get_fields(request, obj) if name not in OF_THE_FORM]
        return [*fields, *OF_THE_FORM] if obj is not None and self.has_change_permission(request, obj) else fields

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if why := form.cleaned_data.get("why"):
            say_why(" ".join(why.split()))
        super().save_model(request, obj, form, change)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        form.changed_data = [name for name in form.changed_data if name not in OF_THE_FORM]
        return super().construct_change_message(request, form, formsets, add)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        changes = changes_of_row(row) if row is not None else []
        context = {
            "title": gettext("History of %(value)s") % {"value": Truncator(row).words(12)},
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
