"""How a program comes in and what it is told when it may not: keys, the allowance, errors in sentences, caches."""

import logging
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer, SessionAuth
from ninja.throttling import BaseThrottle

from meetings.access import ByKey
from meetings.council.markings import Marking
from meetings.keys.allowance import count_call
from meetings.keys.tokens import reader_of
from meetings.sharing.records import record_export
from meetings.views.marking import strictest_of, to_be_kept
from meetings.views.openings import show
from meetings.wall import let_in

logger = logging.getLogger(__name__)

GIVEN_UP = "57014"  # PostgreSQL's code for a question that took longer than any may


def markings_in(told: Any) -> Iterator[str]:
    """The markings of all papers that an answer tells of."""
    if isinstance(told, dict):
        if isinstance(told.get("marking"), str):  # the description of the API has that name for something else
            yield told["marking"]
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from markings_in(each)


def shown_in(told: Any) -> Iterator[str]:
    """The slugs of the LIMITE papers whose words or cover an answer tells; not of those that it only names."""
    if isinstance(told, dict):
        if told.get("marking") != Marking.PUBLIC and isinstance(told.get("marking"), str):
            slug = told.get("note") or (told.get("slug") if "subject" in told else "")
            yield from [slug] if isinstance(slug, str) and slug else []
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from shown_in(each)


class Renderer(JSONRenderer):
    """Writes JSON, and notes beside the request how what is told is marked."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        request.told = strictest_of(markings_in(data))  # type: ignore[attr-defined]
        show(shown_in(data))
        return super().render(request, data, response_status=response_status)


class Problem(Schema):
    """What went wrong, in a sentence."""

    error: str


class Token(HttpBearer):
    """A token from the page "Your tokens", sent as ``Authorization: Bearer …``."""

    def authenticate(self, request: HttpRequest, token: str) -> ByKey | None:
        reader = reader_of(token.strip(), now=timezone.now())
        if reader is not None:
            let_in(reader)
        return reader


class SignedIn(SessionAuth):
    """A person who has signed in and looks at the API in the browser. A token that was sent decides alone."""

    def __call__(self, request: HttpRequest) -> Any:
        person = None if "Authorization" in request.headers else super().__call__(request)
        if person:
            let_in(person)
        return person


class Allowance(BaseThrottle):
    """So many calls a minute for each person, with all their tokens together."""

    def allow_request(self, request: HttpRequest) -> bool:
        request.allowed = count_call(by=request.auth, now=timezone.now())  # type: ignore[attr-defined]
        return bool(request.allowed.answered)  # type: ignore[attr-defined]

    def wait(self) -> None:
        """Said by ``too_often``: this object serves all requests, and must remember none."""


class ArchiveApi(NinjaAPI):
    """The API; each operation is called in the description as in the code."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return str(operation.view_func.__name__)


api = ArchiveApi(
    title="EU–US Outcomes",
    version="1",
    description=(
        "Read-only. Send a token as “Authorization: Bearer …”. You get what its owner may read now, as far as the "
        "token goes, and published papers only. Lists come in pages: follow “next” until it is null."
    ),
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=[Token(), SignedIn()],
    throttle=Allowance(),
    renderer=Renderer(),
)


def problem(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    return api.create_response(request, {"error": sentence}, status=status)


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problem(
        request, 401, _("Send a token as “Authorization: Bearer …”. This request had none, or one that is not in use.")
    )
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(Throttled)
def too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    seconds = request.allowed.seconds  # type: ignore[attr-defined]
    sentence = ngettext(
        "You have made too many requests in one minute. Ask again in %(seconds)d second.",
        "You have made too many requests in one minute. Ask again in %(seconds)d seconds.",
        seconds,
    )
    answer = problem(request, 429, sentence % {"seconds": seconds})
    answer["Retry-After"] = str(seconds)
    return answer


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404, _("Nothing has this address, or you may not read it."))


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code, str(error))


@api.exception_handler(ValidationError)
def wrongly_asked(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Each parameter that is wrong, with what is wrong about it."""
    said = [([str(step) for step in wrong["loc"] if isinstance(step, str)][-1], wrong["msg"]) for wrong in error.errors]
    sentences = [_("The parameter “%(name)s” is wrong: %(why)s.") % {"name": name, "why": why} for name, why in said]
    return problem(request, 422, " ".join(dict.fromkeys(sentences)))


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    if getattr(error.__cause__, "sqlstate", "") == GIVEN_UP:
        return problem(request, 503, _("This takes too long. Ask for less: fewer rows, one year, one code."))
    logger.exception("The API failed.")
    return problem(request, 500, _("The archive failed to answer. Its operator can see why in the log."))


def served(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view`` as the site serves it: it asks for a key itself, and says 304 to who has the same answer already.

    No cache but the program's own may keep an answer, and none what may tell of LIMITE papers. What is told of them
    goes into the register of access.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        response = view(request, *args, **given)
        if response.status_code == 405:
            allowed = response["Allow"]
            response = problem(request, 405, _("The API only reads: ask with GET."))
            response["Allow"] = allowed
        patch_vary_headers(response, ("Authorization", "Cookie"))
        return response

    conditional = conditional_page(answer)

    @wraps(view)
    def recorded(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        response: HttpResponse = conditional(request, *args, **given)
        response["Cache-Control"] = to_be_kept(getattr(request, "auth", None))
        if allowed := getattr(request, "allowed", None):
            response["RateLimit-Limit"] = str(settings.CALLS_A_MINUTE)
            response["RateLimit-Remaining"] = str(allowed.left)
            response["RateLimit-Reset"] = str(allowed.seconds)
        told = getattr(request, "told", "")
        if told and response.status_code == 200:  # who has the same answer already takes nothing
            by = getattr(request.auth, "owner", request.auth)  # type: ignore[attr-defined]
            record_export(by=by, what=request.path, form="json", address=request.get_full_path(), marking=told)
        return response

    recorded.login_required = False  # type: ignore[attr-defined]
    return recorded
