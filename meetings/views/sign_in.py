"""The door: signing in and out, and the second factor."""

import secrets
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, login, views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meetings.entrance import factor
from meetings.entrance.refusals import NotLetIn, TriedTooOften
from meetings.entrance.tries import Guess, count_try, forget_tries
from meetings.models.entrance import FailedTry

AT_THE_DOOR = "at_the_door"  # in the session: whose password was right, and for how long that counts
NEW_SECRET = "new_second_factor"  # noqa: S105 - in the session, until the phone has shown its first code
SECONDS_AT_THE_DOOR = 10 * 60
KNOWN_HERE = "known_here"  # a cookie: who has signed in with this browser before
SALT = "meetings.views.sign_in"


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: of IPv6 the network, since one machine has all its addresses.

    Behind a proxy it is the last address of X-Forwarded-For, the one that the proxy itself has seen.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        given = request.META.get("HTTP_X_FORWARDED_FOR", given).rpartition(",")[2].strip()
    try:
        address = ip_address(given)
    except ValueError:
        return ""
    return str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)


def guesses_at(request: HttpRequest, name: str) -> list[Guess]:
    """What a try to sign in as ``name`` is counted by; the same work whether there is such an account or not."""
    person = get_user_model().objects.filter(username=name).first()
    known, _, browser = request.get_signed_cookie(KNOWN_HERE, "", salt=SALT).partition(".")
    if person is not None and known == str(person.pk):
        by_name = Guess(FailedTry.BROWSER, f"{known}.{browser}", person)
    else:
        by_name = Guess(FailedTry.NAME, name.casefold(), person)
    return [by_name, Guess(FailedTry.ADDRESS, address_of(request))]


class SignInForm(AuthenticationForm):
    """Name and password, tried only as often as meetings.entrance.tries allows."""

    refusal: TriedTooOften | None = None

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name is None or not password:
            return self.cleaned_data
        guesses = guesses_at(self.request, name)
        try:
            count_try(guesses, now=timezone.now())
        except TriedTooOften as refusal:
            self.refusal = refusal
            raise ValidationError(str(refusal), code="wait") from None
        given = super().clean()
        forget_tries(guesses)
        return given


@method_decorator(login_not_required, name="dispatch")
class SignIn(views.LoginView):
    """User name and password; in the demo, one button for each role as well (archive/one_click.py)."""

    template_name = "meetings/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {
            "hours": settings.SESSION_COOKIE_AGE // 3600,
            "idle_minutes": settings.IDLE_MINUTES,
            "record_days": settings.ACCESS_RECORD_DAYS,
            "by_mail": bool(settings.MAILERS),
            "sso": settings.SSO.get("label", ""),
        }
        return super().get_context_data(**about, **kwargs)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        person = form.get_user()
        return let_in(self.request, person, backend=person.backend, leads_to=self.get_success_url())

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        response = super().form_invalid(form)
        if form.refusal:
            response.status_code, response["Retry-After"] = 429, str(form.refusal.seconds)
        return response


def let_in(request: HttpRequest, person: Any, *, backend: str, leads_to: str, proven: bool = False) -> HttpResponse:
    """Sign ``person`` in, whose name is proven, or ask for the second factor first where they have or need one.

    ``proven`` says that somebody else has seen to a second factor: the provider of the single sign-on.
    """
    if not proven and (factor.has_factor(person) or factor.is_required_of(person)):
        request.session.cycle_key()
        until = timezone.now().timestamp() + SECONDS_AT_THE_DOOR
        request.session[AT_THE_DOOR] = {"person": person.pk, "backend": backend, "leads_to": leads_to, "until": until}
        return redirect("second-factor")
    begin_session(request, person, backend=backend, proven=proven)
    return known_from_now_on(redirect(leads_to), person)


def begin_session(request: HttpRequest, person: Any, *, backend: str, proven: bool) -> None:
    """A session with a key of its own; ``proven`` with a second factor, or without."""
    for left in (AT_THE_DOOR, NEW_SECRET):
        request.session.pop(left, None)
    login(request, person, backend=backend)
    if proven:
        request.session[factor.PROVEN] = True


def known_from_now_on(answer: HttpResponse, person: Any) -> HttpResponse:
    """``answer``, with a cookie that tells the browser of ``person`` from a stranger's at the next try."""
    answer.set_signed_cookie(
        KNOWN_HERE,
        f"{person.pk}.{secrets.token_hex(8)}",
        salt=SALT,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def waiting_at_the_door(request: HttpRequest) -> tuple[Any, dict[str, Any]]:
    """Whose password was right a moment ago, and what was kept of it; nobody where that is too long ago."""
    kept = request.session.get(AT_THE_DOOR)
    if not kept or kept["until"] < timezone.now().timestamp():
        return None, {}
    return get_user_model().objects.filter(pk=kept["person"], is_active=True).first(), kept


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """After the password: the code of the phone. Who needs a second factor and has none sets it up here."""
    person, kept = waiting_at_the_door(request)
    if person is None:
        return redirect("sign-in")
    return (ask_for_code if factor.has_factor(person) else set_up_at_the_door)(request, person, kept)


def ask_for_code(request: HttpRequest, person: Any, kept: dict[str, Any]) -> HttpResponse:
    refused = None
    if request.method == "POST":
        try:
            try_code(person, request.POST.get("code", ""))
        except NotLetIn as refusal:
            refused = refusal
        else:
            begin_session(request, person, backend=kept["backend"], proven=True)
            return known_from_now_on(redirect(kept["leads_to"]), person)
    return answered(request, "meetings/second_factor.html", {}, refused)


def set_up_at_the_door(request: HttpRequest, person: Any, kept: dict[str, Any]) -> HttpResponse:
    refused, secret = None, request.session.setdefault(NEW_SECRET, factor.new_secret())
    if request.method == "POST":
        try:
            codes = confirm_factor(person, secret, request.POST.get("code", ""))
        except NotLetIn as refusal:
            refused = refusal
        else:
            begin_session(request, person, backend=kept["backend"], proven=True)
            shown = {"codes": codes, "leads_to": kept["leads_to"]}
            return known_from_now_on(render(request, "meetings/recovery_codes.html", shown, status=201), person)
    shown = {"picture": factor.picture_for_phone(person=person, secret=secret), "secret": secret}
    return answered(request, "meetings/set_up_factor.html", shown, refused)


def try_code(person: Any, code: str) -> None:
    """Count the try, then check ``code``. Raises NotLetIn: too often, wrong, or no factor."""
    guesses = [Guess(FailedTry.CODE, str(person.pk), person)]
    count_try(guesses, now=timezone.now())
    factor.check_code(person=person, code=code[:40], now=timezone.now())
    forget_tries(guesses)


def confirm_factor(person: Any, secret: str, code: str) -> list[str]:
    """Set the factor up when the phone shows its code; the recovery codes. Raises NotLetIn."""
    typed = "".join(code.split())[:40]
    return factor.set_up_factor(by=person, secret=secret, code=typed, now=timezone.now())


def answered(request: HttpRequest, template: str, shown: dict[str, Any], refused: NotLetIn | None) -> HttpResponse:
    """The page with what was wrong: 429 and when to come back where it was tried too often, else 400."""
    status = 200 if refused is None else 429 if isinstance(refused, TriedTooOften) else 400
    response = render(request, template, shown | {"refused": refused}, status=status)
    if isinstance(refused, TriedTooOften):
        response["Retry-After"] = str(refused.seconds)
    return response


@method_decorator(login_not_required, name="dispatch")
class SignOut(views.LogoutView):
    """Only by POST, so that no link can sign a person out."""

    http_method_names = ["post"]
