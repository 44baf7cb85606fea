"""The history of one record: every change with its values, each with a form to take it back."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse

from meetings.review.record import changes_of_row


class Remembered(admin.ModelAdmin):
    """A register whose history page shows what was kept of each row (templates/admin/object_history.html)."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        context = {
            "title": f"History of {row}",
            "changes": changes_of_row(row) if row is not None else [],
            "may_revert": request.user.has_perm(f"meetings.change_{self.opts.model_name}"),
        }
        return super().history_view(request, object_id, context | (extra_context or {}))
