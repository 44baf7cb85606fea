"""What is offered on the machine alone that serves it: the demo's entrance, and metrics where no token is set."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

PROXIED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "HTTP_VIA")


def on_this_machine(request: HttpRequest) -> bool:
    """Whether the request comes from the machine that serves it, without a proxy in between."""
    if settings.BEHIND_PROXY or any(header in request.META for header in PROXIED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
