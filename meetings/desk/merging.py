"""The pages on which a curator merges two rows of a register, with a look at what would move, and splits them again."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from meetings import review
from meetings.figures import whole_number
from meetings.models import EARLIER, MERGEABLE, Merge, Participant, TopicCode
from meetings.review.mergeable import KINDS

Context = dict[str, Any]
CHOICES = 30


class WhyForm(forms.Form):
    """The reason that the history keeps."""

    why = forms.CharField(max_length=500, error_messages={"required": gettext_lazy("Say why in a few words.")})


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, kind: str, pk: int, site_context: Context) -> HttpResponse:
    """Choose the one to keep (``?into=``), see what would move, then merge."""
    model = _model(request, kind)
    rows = admin.site.get_model_admin(model).get_queryset(request)  # those that the person finds in the register
    merged = rows.filter(pk=pk).first()
    if merged is None:
        return merged_meanwhile(request, model, pk)
    wanted = whole_number(request.POST.get("into") or request.GET.get("into") or "")
    words = request.GET.get("q", "").strip().replace("\x00", "")
    into = rows.filter(pk=wanted).first()
    form = WhyForm(request.POST or None)
    status, trouble = 200, ""
    if request.method == "POST":
        status = 400
        if into is None:
            trouble = _("Choose the one that is kept.")
        elif form.is_valid():
            try:
                review.merge_rows(kept=into, merged=merged, by=request.user, why=form.cleaned_data["why"])
            except review.ReviewRefused as refusal:
                trouble, status = str(refusal), 409
            else:
                done = _("%(merged)s is now part of %(kept)s; its address leads there.")
                messages.success(request, done % {"merged": merged, "kept": into})
                return redirect(_register(model, into.pk))
    context = site_context | {
        "title": _("Merge %(name)s") % {"name": merged},
        "opts": model._meta,
        "merged": merged,
        "into": into,
        "leave": _register(model, merged.pk),
        "preview": review.preview_merge(kept=into, merged=merged, user=request.user) if into else None,
        "words": words,
        "choices": list(alike(rows, merged, words)[:CHOICES]),
        "form": form,
        "trouble": trouble,
    }
    return TemplateResponse(request, "admin/desk/merge.html", context, status=status)


@require_POST
def split(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """Undo a merge."""
    held = Merge.objects.for_curator(request.user).filter(pk=pk).first()
    done = EARLIER[Merge].objects.filter(pgh_obj_id=pk).order_by("pgh_id").last() if held is None else None
    if held is None and done is None:
        raise Http404
    model, column = next((m, c) for m, c in MERGEABLE.items() if getattr(held or done, f"{c}_id") is not None)
    _model(request, model._meta.model_name or "")
    if held is None:
        messages.error(request, _("This merge was undone already."))
        return redirect(_register(model, getattr(done, f"{column}_id")))
    form = WhyForm(request.POST)
    back = _register(model, held.kept.pk)
    if not form.is_valid():
        messages.error(request, _("Nothing was split: say why in a few words."))
        return redirect(back)
    try:
        again = review.split_row(merge=held, by=request.user, why=form.cleaned_data["why"])
    except review.ReviewRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, _("%(name)s stands by itself again, with the rows it had brought.") % {"name": again})
    return redirect(_register(model, again.pk))


def alike(rows: QuerySet[Any], merged: Any, words: str) -> QuerySet[Any]:
    """Those of ``rows`` into which ``merged`` might go: their name has ``words``, or else what its own suggests."""
    kind = KINDS[type(merged)]
    others = rows.exclude(pk=merged.pk)
    if isinstance(merged, Participant):
        others = others.filter(kind=merged.kind)
    named = f"{kind.name}__icontains"
    if words:
        return others.filter(**{named: words})
    name = kind.called(merged)
    if isinstance(merged, TopicCode):  # CYB, CYBR and CYBERSEC are near CYBER
        return others.filter(code__istartswith=name[:2]).order_by("-known", "code")
    longest = sorted(name.split(), key=len)[-2:] if not isinstance(merged, Participant) else name.split()[-1:]
    suggested = Q()
    for word in longest:
        suggested |= Q(**{named: word})
    return others.filter(suggested)


def _model(request: HttpRequest, kind: str) -> type[Model]:
    """The kind of rows that may be merged and that the curator may change; Http404 alike for neither."""
    model = next((model for model in MERGEABLE if model._meta.model_name == kind), None)
    if model is None or not request.user.has_perm(f"meetings.change_{kind}"):
        raise Http404
    return model


def _register(model: Any, pk: int) -> str:
    """The page of one row in its register."""
    return reverse(f"admin:meetings_{model._meta.model_name}_change", args=[pk])


def merged_meanwhile(request: HttpRequest, model: type[Model], pk: int) -> HttpResponse:
    """The answer when the row was merged while somebody had its page open: a sentence, on the page of the other.

    Raises Http404 when it never was there.
    """
    done = Merge.objects.of(model).for_curator(request.user).filter(merged=pk).first()
    if done is None:
        raise Http404
    told = _("%(name)s was merged into %(kept)s meanwhile; nothing else was done.")
    messages.error(request, told % {"name": done.name, "kept": done.kept})
    return redirect(_register(model, done.kept.pk))
