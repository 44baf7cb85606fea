"""What every template knows about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """``demo``: whether this is the demo; ``display``: see below; ``languages``: all."""
    return {"demo": settings.DEMO, "display": display_of(request), "languages": settings.LANGUAGES}


def display_of(request: HttpRequest) -> str:
    """``light``, ``dark``, or "" for that of the reader's system."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in settings.THEMES else ""
