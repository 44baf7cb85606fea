"""Lists and forms of the registers in plain HTML: what needs no script, and so none of Django's own scripts."""

from typing import Any

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from meetings.admin.guarded import Guarded


class PlainForms(Guarded):
    """A list that is called by what it holds, and says what it is for in one sentence where its name does not.

    Days are chosen with the browser's own calendar; a related row is chosen from a list, without pop-up windows.
    """

    purpose = ""
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
    }

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        own = {"title": capfirst(self.opts.verbose_name_plural), "purpose": self.purpose}
        return super().changelist_view(request, own | (extra_context or {}))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        if "%00" in request.META.get("QUERY_STRING", ""):  # which PostgreSQL takes in no text
            raise IncorrectLookupParameters
        return super().get_changelist_instance(request)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field
