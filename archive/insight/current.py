"""Which request this thread answers: its id, for every log line of it, and the name of its view, for the metrics."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponseBase

from archive.insight import metrics

HEADER = "X-Request-ID"
# What proxies send: a UUID, a hash, a trace. Nothing that could break a line, hold a sentence or fill a disk.
WELL_FORMED = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{7,63}", re.ASCII)
NO_VIEW = "-"  # no address fits, or the answer was given before one was looked for

logger = logging.getLogger("archive.requests")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request while it is answered."""

    id: str
    request: HttpRequest
    begun: float = field(default_factory=time.monotonic)

    @property
    def view(self) -> str:
        """The name of the address, such as ``note`` or ``admin:review``; never its arguments."""
        match = getattr(self.request, "resolver_match", None)
        return match.view_name if match and match.url_name else NO_VIEW


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def asked() -> Asked | None:
    """The request that is answered here and now; None in a worker or command."""
    return _asked.get()


def id_of(request: HttpRequest) -> str:
    """The id that a proxy gave the request, if well-formed; otherwise one of our own."""
    given = request.headers.get(HEADER, "")
    return given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex


class RequestIds:
    """Gives each request its id, says it in the answer, and writes one line and one count of it.

    Stands before all other middleware, so that what they refuse is written too. The time is that until the first byte:
    what is sent bit by bit goes on after it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        now = Asked(id_of(request), request)
        _asked.set(now)
        response = self.get_response(request)
        response[HEADER] = now.id
        seconds = time.monotonic() - now.begun
        metrics.count_request(view=now.view, method=request.method or "", status=response.status_code, seconds=seconds)
        logger.info(
            "%s %s: %d",
            request.method if request.method in metrics.METHODS else metrics.OTHER,
            now.view,
            response.status_code,
            extra={"facts": {"status": response.status_code, "ms": round(seconds * 1000)}},
        )
        return response


def forget(**given: object) -> None:
    """The answer is sent: what this thread does next belongs to no request."""
    _asked.set(None)


request_finished.connect(forget)
