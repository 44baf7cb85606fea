"""What curators write themselves: themes, instruments and the glossary, each with the words by which it is found."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.forms import CharField, SelectMultiple, SlugField, Textarea, URLField
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.alphabet import Alphabetical
from meetings.admin.catalogue import Register
from meetings.admin.mergeable import Mergeable
from meetings.admin.remembered import ReasonedForm
from meetings.council.terms import places_of
from meetings.models import EARLIER, GlossaryTerm, Instrument, OutcomeNote, Theme
from meetings.review.subjects import find_again_everywhere
from meetings.search.folding import words_of
from meetings.search.stems import lexemes_of


class Lines(CharField):
    """Several words or phrases, one a line; each counts once, and needless spaces do not count."""

    widget = Textarea(attrs={"rows": 8})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(line for line in (" ".join(each.split()) for each in lines) if line))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        for line in value:
            if not any(lexemes_of(words_of(line)).values()):
                raise ValidationError(
                    _("“%(line)s” holds no word that tells one passage from another: take it out.") % {"line": line}
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class AddressForm(ReasonedForm):
    """The form of a row with an address that may be cited: one that led to another row is not given away."""

    slug = SlugField(
        label=gettext_lazy("Address"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "The last part of the address of its page; left empty, it is made of the name. A former address leads on."
        ),
    )

    def clean_slug(self) -> str:
        name: str = self.cleaned_data.get(self._meta.fields[0]) or ""  # it is asked first, and so is clean already
        slug = self.cleaned_data["slug"] or self.instance.slug or slugify(name)[:60].strip("-")
        if not slug:
            raise ValidationError(_("Give it an address of letters and digits."))
        model = type(self.instance)
        if EARLIER[model].objects.filter(slug=slug).exclude(pgh_obj_id=self.instance.pk).exists():
            raise ValidationError(
                _("“%(slug)s” was the address of another one before and still leads there: choose another.")
                % {"slug": slug}
            )
        return slug


class ThemeForm(AddressForm):
    terms = Lines(
        label=gettext_lazy("Terms"),
        help_text=gettext_lazy(
            "One a line. A passage that uses one of them is about the theme. Short forms in capitals match only so."
        ),
    )

    class Meta:
        model = Theme
        fields = ("label", "slug", "description", "terms", "codes", "first_named")
        widgets = {"codes": SelectMultiple(attrs={"size": 10})}


class InstrumentForm(AddressForm):
    """Forms that can be found, and near misses that keep something apart."""

    forms = Lines(
        label=gettext_lazy("Forms"),
        help_text=gettext_lazy("One a line, as papers write it. Short forms in capitals match only so."),
    )
    near_misses = Lines(
        label=gettext_lazy("Near misses"),
        required=False,
        help_text=gettext_lazy("One a line: longer names of something else, such as EU-Canada PNR Agreement."),
    )
    source_url = URLField(label=gettext_lazy("Address of its text"), required=False, assume_scheme="https")

    class Meta:
        model = Instrument
        fields = ("name", "slug", "kind", "description", "forms", "near_misses", "source_url")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        own, near = tuple(given.get("forms", ())), tuple(given.get("near_misses", ()))
        for form in own:
            if not places_of(form, (form,), but_not=near):
                raise ValidationError(
                    _("“%(form)s” stands inside a near miss, so it would never be found: take one of them out.")
                    % {"form": form}
                )
        for miss in near:
            if own and not places_of(miss, own):
                raise ValidationError(
                    _("“%(miss)s” holds none of the forms, so it keeps nothing apart: take it out.") % {"miss": miss}
                )
        return given


class TermForm(AddressForm):
    class Meta:
        model = GlossaryTerm
        fields = ("term", "slug", "expansion", "explanation")

    def clean_term(self) -> str:
        term = " ".join(self.cleaned_data["term"].split())
        if GlossaryTerm.objects.filter(term__iexact=term).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("“%(term)s” stands in the glossary already.") % {"term": term})
        return term


class FoundByWords(Mergeable, Register):
    """What passages are found for by its words: again in all notes, when the words were changed.

    The rows of ``get_queryset`` say how many were ``found``.
    """

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if find_again_everywhere(obj, form.changed_data):
            messages.info(request, _("Its passages are being found again in all notes."))

    @admin.display(description=gettext_lazy("passages"), ordering="found")
    def passages_found(self, row: Any) -> int:
        return row.found


@admin.register(Theme)
class ThemeAdmin(Alphabetical, FoundByWords):
    purpose = gettext_lazy(
        "What returns from meeting to meeting, and the terms by which a passage about it is recognised."
    )
    form = ThemeForm
    named_by = "label"
    list_display = ("label", "passages_found", "description")
    search_fields = ("label", "description", "terms")
    search_help_text = gettext_lazy("Name, a word of the description, or a term.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        held = Q(passages__note__in=OutcomeNote.objects.visible_to(request.user))
        return super().get_queryset(request).annotate(found=Count("passages", filter=held))


@admin.register(Instrument)
class InstrumentAdmin(Alphabetical, FoundByWords):
    purpose = gettext_lazy("Agreements, acts and conventions, and the forms in which papers write them.")
    form = InstrumentForm
    list_display = ("name", "kind", "passages_found", "description")
    list_filter = ("kind",)
    search_fields = ("name", "description", "forms")
    search_help_text = gettext_lazy("Name, a word of the description, or a form.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Instrument]:
        held = Q(mentions__note__in=OutcomeNote.objects.visible_to(request.user))
        found = Count("mentions__paragraph", filter=held, distinct=True)
        return super().get_queryset(request).annotate(found=found)


@admin.register(GlossaryTerm)
class GlossaryAdmin(Alphabetical, Register):
    purpose = gettext_lazy(
        "What short forms and names stand for. Every reader sees them; write nothing from a LIMITE note."
    )
    form = TermForm
    named_by = "term"
    list_display = ("term", "expansion", "explanation")
    search_fields = ("term", "expansion", "explanation")
    search_help_text = gettext_lazy("Short form, or a word of what it stands for.")
