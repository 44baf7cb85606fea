"""Registers whose rows a curator may merge: a button on the page of each row, and what was merged into it."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse

from meetings.desk.merging import merged_meanwhile
from meetings.figures import whole_number
from meetings.models import MERGEABLE, Merge


class Mergeable(ModelAdmin):
    change_form_template = "admin/desk/mergeable.html"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if (key := whole_number(object_id)) is not None:
            merges = Merge.objects.of(self.model).for_curator(request.user)
            if merges.filter(merged=key).exists() and not self.model.objects.filter(pk=key).exists():
                return merged_meanwhile(request, self.model, key)
            into = merges.filter(**{MERGEABLE[self.model]: key}).select_related("merged_by")
            extra_context = {"merges": into} | (extra_context or {})
        return super().change_view(request, object_id, form_url, extra_context)
