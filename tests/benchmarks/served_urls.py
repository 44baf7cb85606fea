"""The site's addresses and an empty view beside them, behind the same middleware. For bench_served.py only."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from archive.urls import urlpatterns as site


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware and who asks."""
    return HttpResponse(request.user.get_username())


urlpatterns: list[URLPattern | URLResolver] = [path("empty/", empty), *site]
