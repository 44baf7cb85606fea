"""What every template knows about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """``demo``: whether this is the demo; ``theme``: light, dark, or "" for the reader's system; ``languages``: all."""
    theme = request.COOKIES.get("theme", "")
    return {
        "demo": settings.DEMO,
        "theme": theme if theme in settings.THEMES else "",
        "languages": settings.LANGUAGES,
    }
