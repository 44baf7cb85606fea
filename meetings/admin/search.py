"""What curators keep for search: the table of variants, and the searches that found nothing, from which it grows."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.catalogue import LookOnly, Register
from meetings.admin.remembered import ReasonedForm
from meetings.models import FailedSearch, SearchVariant
from meetings.search.folding import words_of
from meetings.search.stems import lexemes_of

type Key = tuple[str, ...]


def key_of(term: str) -> Key:
    """``term`` as search sees it: folded words without regard to case."""
    return tuple(word.lower() for word in words_of(term))


class VariantForm(ReasonedForm):
    """Terms that can be searched for, none of them twice, none of them in two rows of one kind."""

    class Meta:
        model = SearchVariant
        fields = ("terms", "kind", "capitals", "in_use", "remark")
        widgets = {"terms": forms.TextInput(attrs={"class": "vLargeTextField"})}

    def clean_terms(self) -> list[str]:
        terms = [" ".join(term.split()) for term in self.cleaned_data["terms"] if term.strip()]
        if len(terms) < 2:
            raise ValidationError(gettext("Give at least two terms that mean the same, separated by commas."))
        seen: dict[Key, str] = {}
        for term in terms:
            key = key_of(term)
            if not any(lexemes_of(key).values()):
                raise ValidationError(
                    gettext("“%(term)s” holds no word that can be searched for: take it out.") % {"term": term}
                )
            if key in seen:
                raise ValidationError(
                    gettext("“%(term)s” and “%(seen)s” are the same to a search: keep one of them.")
                    % {"term": term, "seen": seen[key]}
                )
            seen[key] = term
        return terms

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("in_use") and {"terms", "kind"} <= given.keys():
            wanted = {key_of(term): term for term in given["terms"]}
            for other in SearchVariant.objects.filter(kind=given["kind"], in_use=True).exclude(pk=self.instance.pk):
                for key in map(key_of, other.terms):
                    if key in wanted:
                        raise ValidationError(
                            gettext("“%(wanted)s” stands in another row of this kind: %(other)s. Add the terms there.")
                            % {"wanted": wanted[key], "other": other}
                        )
        return given


@admin.register(SearchVariant)
class SearchVariantAdmin(Register):
    """Rows are switched off rather than deleted: a deleted one would come back with the next reference table."""

    purpose = _("Terms that mean the same to a search: who asks for one finds the others too, and the page says so.")
    form = VariantForm
    list_display = ("__str__", "kind", "counts", "remark")
    list_filter = ("kind", "in_use")
    search_fields = ("terms", "remark")
    search_help_text = _("A term or a word of the remark.")

    @admin.display(description=_("Counts"), ordering="in_use")
    def counts(self, variant: SearchVariant) -> str:
        if not variant.in_use:
            return gettext("Switched off")
        return gettext("In capitals only") if variant.capitals else gettext("In any case")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(FailedSearch)
class FailedSearchAdmin(LookOnly):
    purpose = _("Words that found nothing, counted by month, without who asked. Adding a variant often helps.")
    list_display = ("words", "month", "count", "add_variant")
    list_filter = ("month",)
    search_fields = ("words",)
    date_hierarchy = "month"
    ordering = ("-month", "-count", "words")

    @admin.display(description=_("what to do"))
    def add_variant(self, failed: FailedSearch) -> SafeString:
        form = reverse("admin:meetings_searchvariant_add")
        return format_html('<a href="{}?{}">{}</a>', form, urlencode({"terms": failed.words}), _("Add a variant"))
