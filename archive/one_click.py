"""The entrance of the demo: a button for each role on the sign-in page, on the machine alone that the demo runs on."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.this_machine import on_this_machine

# The role in the address, and what its button says.
ROLES = {
    "reader": _("Reader"),
    "limite-reader": _("LIMITE reader"),
    "archivist": _("Archivist"),
    "administrator": _("Administrator"),
}


def roles_offered(request: HttpRequest) -> dict[str, object]:
    """The roles in which whoever asks may enter; none but in the demo and on this machine."""
    return dict(ROLES) if settings.DEMO and on_this_machine(request) else {}


@login_not_required
@require_POST
def enter(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as ``demo-<role>``, one of ``roles_offered``; everywhere else there is no such page."""
    if role not in roles_offered(request):
        raise Http404
    person = get_object_or_404(get_user_model(), username=f"demo-{role}", is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")
