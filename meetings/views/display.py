"""Light, dark, or as the reader's system: kept in a cookie, so that the server can say it in the page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme and go back to the page it was chosen on; anything else means "as my system"."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("home")
    response = HttpResponseRedirect(back)  # redirect() would look for a page of that name first
    theme = request.POST.get("theme")
    if theme in settings.THEMES:
        response.set_cookie(
            "theme", theme, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
