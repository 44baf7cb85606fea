"""Saved searches: the list with what is new, a new one, and looking at one again."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.alerts import saved
from meetings.finding.asked import Asked
from meetings.models import SavedSearch
from meetings.search.alphabet import by_alphabet


class SaveForm(forms.Form):
    """How a search is called and whether its new hits go by e-mail."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    mailed = forms.BooleanField(label=gettext_lazy("Tell me of new hits by e-mail, once a day at most"), required=False)


@require_safe
def saved_searches(request: HttpRequest) -> HttpResponse:
    """The person's own saved searches, each with its new hits since the last look."""
    listed = list(SavedSearch.objects.visible_to(request.user).order_by(*by_alphabet("name")))
    counts = saved.count_new(listed, request.user)
    rows = [(search, saved.asked_by(search), counts[search.pk]) for search in listed]
    return render(request, "meetings/saved.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def save_search(request: HttpRequest) -> HttpResponse:
    """A name for the search that stands in the address."""
    asked = Asked.from_address(request.GET)
    form = SaveForm(request.POST or None, initial={"name": asked.text[:80]})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = saved.save_search(by=request.user, asked=asked, **form.cleaned_data)
            except saved.SearchNotSaved as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The search is saved as “%(name)s”.") % {"name": made.name})
                return redirect("saved")
    context = {"form": form, "asked": asked, "back": f"{reverse('search')}?{asked.address}"}
    return render(request, "meetings/save_search.html", context, status=status)


@require_safe
def saved_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the search page; what was new until now has been looked at then."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    return redirect(f"{reverse('search')}?{saved.look_at(search=search, by=request.user)}")


@require_POST
def mail_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell new hits of a saved search by e-mail, or no longer."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    saved.mail_search(search=search, by=request.user, on=request.POST.get("on") == "1")
    return redirect("saved")


@require_POST
def delete_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a saved search."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    saved.delete_search(search=search, by=request.user)
    messages.success(request, _("The saved search “%(name)s” is deleted.") % {"name": search.name})
    return redirect("saved")
