"""The addresses of the site."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from archive import one_click
from archive.insight import health, metrics

urlpatterns = [
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
    path("metrics/", metrics.metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("meetings.api.urls")),
    path("enter/<slug:role>/", one_click.enter, name="enter"),
    path("language/", login_not_required(require_POST(set_language)), name="language"),
    path("", include("meetings.urls")),
]

handler500 = "archive.failures.failed"
