"""What every template knows about the site."""

from django.conf import settings
from django.http import HttpRequest

from archive.one_click import roles_offered


def site(request: HttpRequest) -> dict[str, object]:
    """``demo_roles``: what the sign-in page of the demo offers; ``display``: see below; ``languages``: all."""
    return {"demo_roles": roles_offered(request), "display": display_of(request), "languages": settings.LANGUAGES}


def display_of(request: HttpRequest) -> str:
    """``light``, ``dark``, or "" for that of the reader's system."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in settings.THEMES else ""
