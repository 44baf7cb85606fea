"""What every template knows about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """``demo``: whether this is the demo; ``theme``: light, dark, or "" to follow the reader's system."""
    theme = request.COOKIES.get("theme", "")
    return {"demo": settings.DEMO, "theme": theme if theme in settings.THEMES else ""}
