"""The addresses of the API."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import path, re_path

from meetings.api import lists, search, single  # noqa: F401 - each registers its operations
from meetings.api.door import api, not_there, served


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> Any:
    """This API described in OpenAPI 3.1."""
    return api.get_openapi_schema()


def nowhere(request: HttpRequest, rest: str) -> Any:
    """An address that the API does not have is answered in JSON, too."""
    return not_there(request, Http404())


urlpatterns, _, app_name = api.urls
urlpatterns = [pattern for pattern in urlpatterns if pattern.name != "api-root"]
for pattern in urlpatterns:
    pattern.callback = served(pattern.callback)
urlpatterns += [
    path("", served(nowhere), {"rest": ""}, name="api-root"),
    re_path(r"^(?P<rest>[\s\S]+)$", served(nowhere), name="nowhere"),
]
