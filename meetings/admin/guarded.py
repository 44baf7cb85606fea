"""What every register of the desk shows: rows of notes that the person may read, and so none of a note in the bin."""

from functools import cache
from typing import Any

from django.contrib import admin
from django.db.models import Field, Model, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest

from meetings.models import OutcomeNote


@cache
def ways_to_notes(model: type[Model]) -> tuple[tuple[str, bool], ...]:
    """How rows of ``model`` refer to notes, and whether they may refer to none; empty for meetings, themes, accounts.

    Straight, as those of a paragraph do, whose other ways lead to the same note; else by what they refer to: of a
    status ``("commitment__note", False)`` and ``("passage__note", True)``.
    """
    related = [field for field in model._meta.concrete_fields if field.is_relation and field.related_model is not model]
    if straight := tuple((field.name, field.null) for field in related if field.related_model is OutcomeNote):
        return straight
    return tuple(
        (f"{field.name}__{way}", field.null or may_be_none)
        for field in related
        for way, may_be_none in ways_to_notes(field.related_model)
    )


def of_readable_notes(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """``rows`` without those that refer to a note which ``user`` may not read."""
    if rows.model is OutcomeNote:
        return rows.filter(pk__in=OutcomeNote.objects.visible_to(user).values("pk"))
    for way, may_be_none in ways_to_notes(rows.model):
        readable = Q(**{f"{way}__in": OutcomeNote.objects.visible_to(user)})
        rows = rows.filter(readable | Q(**{f"{way}__isnull": True}) if may_be_none else readable)
    return rows


class Guarded(admin.ModelAdmin):
    """A register that finds its rows, and those that its forms offer, among those of readable notes.

    Nothing is declared for it: it follows from what the rows refer to. So a new register is guarded as it comes, unless
    it says that it is ``kept_whole``.
    """

    kept_whole = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if self.kept_whole else of_readable_notes(rows, request.user)

    def formfield_for_foreignkey(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> ModelChoiceField | None:
        rows = kwargs.get("queryset", db_field.related_model._default_manager.all())
        return super().formfield_for_foreignkey(
            db_field, request, **kwargs | {"queryset": of_readable_notes(rows, request.user)}
        )

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """The page itself; Django's detour by the keys of any row would tell the address of a hidden one."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None
