"""The button that takes one change of one record back, with a reason."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from meetings.desk.deeds import sentence_of
from meetings.models import EARLIER
from meetings.review.record import revert_change
from meetings.review.refusals import ReviewRefused


@require_POST
def revert(request: HttpRequest, kind: str, pk: int, earlier_pk: int, site_context: dict[str, Any]) -> HttpResponse:
    """Take the change back and return to the history page; it comes back with a sentence when it cannot be done."""
    register = next((r for m, r in admin.site._registry.items() if m in EARLIER and m._meta.model_name == kind), None)
    row = register.get_object(request, str(pk)) if register else None
    if row is None or not request.user.has_perm(f"meetings.change_{kind}"):
        raise Http404
    reason = request.POST.get("reason", "")[:500]
    try:
        revert_change(row=row, earlier_pk=earlier_pk, by=request.user, reason=reason)
    except (ReviewRefused, ValidationError) as refusal:
        sentence = sentence_of(refusal)
        returned = {"trouble": sentence, "returned": {"earlier_pk": earlier_pk, "reason": reason}}
        page = register.history_view(request, str(pk), returned)
        page.status_code = 409
        return page
    messages.success(request, gettext("The change was taken back; its own line says so."))
    return redirect(reverse(f"admin:meetings_{kind}_history", args=[pk]))
