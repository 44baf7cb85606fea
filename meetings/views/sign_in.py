"""The door: signing in and out, and the one-click entrance of the demo."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, login, views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

# In the demo only: the role in the address, and what its button says.
DEMO_ROLES = {
    "reader": _("Reader"),
    "limite-reader": _("LIMITE reader"),
    "archivist": _("Archivist"),
    "administrator": _("Administrator"),
}


def on_this_machine(request: HttpRequest) -> bool:
    """Whether the request comes from the machine that serves it, without a proxy in between."""
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


class SignIn(views.LoginView):
    """User name and password; in the demo, one button for each role as well."""

    template_name = "meetings/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = DEMO_ROLES if settings.DEMO and on_this_machine(self.request) else {}
        return super().get_context_data(demo_roles=roles, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class SignOut(views.LogoutView):
    """Only by POST, so that no link can sign a person out."""

    http_method_names = ["post"]


@login_not_required
@require_POST
def enter(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as ``demo-<role>``, in the demo and on this machine only; everywhere else there is no such page."""
    if not settings.DEMO or not on_this_machine(request) or role not in DEMO_ROLES:
        raise Http404
    person = get_object_or_404(get_user_model(), username=f"demo-{role}", is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")
