"""Your account: the password, the second factor, and the sessions that are open elsewhere."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordChangeForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.entrance import factor
from meetings.entrance.leaving import sign_out_everywhere
from meetings.entrance.refusals import NotLetIn, TriedTooOften, WrongPassword
from meetings.entrance.tries import Guess, count_try, forget_tries
from meetings.models.entrance import FailedTry
from meetings.views.sign_in import NEW_SECRET, answered, confirm_factor, try_code


def check_password(person: Any, password: str) -> None:
    """Count the try, then let ``password`` be the one that ``person`` has. Raises TriedTooOften, WrongPassword."""
    guesses = [Guess(FailedTry.PASSWORD, str(person.pk), person)]
    count_try(guesses, now=timezone.now())
    if not person.check_password(password):
        raise WrongPassword
    forget_tries(guesses)


class NewPasswordForm(PasswordChangeForm):
    """The present password is tried only as often as at the door."""

    refusal: TriedTooOften | None = None

    def clean_old_password(self) -> str:
        given: str = self.cleaned_data["old_password"]
        try:
            check_password(self.user, given)
        except NotLetIn as refusal:
            self.refusal = refusal if isinstance(refusal, TriedTooOften) else None
            raise forms.ValidationError(str(refusal)) from None
        return given


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What the person may change of their own account, and the way to each page that does it."""
    context = {
        "single_sign_on": bool(settings.SSO),
        "has_factor": factor.has_factor(request.user),
        "factor_required": factor.is_required_of(request.user),
        "hours": settings.SESSION_COOKIE_AGE // 3600,
        "idle_minutes": settings.IDLE_MINUTES,
    }
    return render(request, "meetings/account.html", context)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChangePassword(views.PasswordChangeView):
    """A new password ends all other sessions of the person."""

    template_name = "meetings/change_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("account")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404  # the provider of the single sign-on keeps it
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        response = super().form_valid(form)
        sign_out_everywhere(person=self.request.user, but=self.request.session.session_key)
        messages.success(self.request, _("Your password is changed. Everywhere else you are signed out."))
        return response

    def form_invalid(self, form: NewPasswordForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 429 if form.refusal else 400
        return response


@require_POST
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """End all sessions of the person but this one."""
    ended = sign_out_everywhere(person=request.user, but=request.session.session_key)
    said = ngettext("%(n)d other session is ended.", "%(n)d other sessions are ended.", ended) % {"n": ended}
    messages.success(request, said if ended else _("You were signed in nowhere else."))
    return redirect("account")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def your_factor(request: HttpRequest) -> HttpResponse:
    """Set the second factor up, or renew its recovery codes, or do without where one may.

    Each takes more than an open session: the password for a new one, a code of its own for the one there is.
    """
    deed = request.POST.get("do", "") if request.method == "POST" else ""
    if factor.has_factor(request.user):
        return _change(request, deed)
    return _set_up(request, deed)


def _set_up(request: HttpRequest, deed: str) -> HttpResponse:
    refused, secret = None, request.session.get(NEW_SECRET) if deed == "confirm" else None
    try:
        if deed == "begin":
            if request.user.has_usable_password():
                check_password(request.user, request.POST.get("password", ""))
            secret = request.session[NEW_SECRET] = factor.new_secret()
        elif secret:
            codes = confirm_factor(request.user, secret, request.POST.get("code", ""))
            del request.session[NEW_SECRET]
            request.session[factor.PROVEN] = True
            sign_out_everywhere(person=request.user, but=request.session.session_key)
            return render(request, "meetings/recovery_codes.html", {"codes": codes}, status=201)
    except NotLetIn as refusal:
        refused = refusal
    if not secret:
        return answered(request, "meetings/begin_factor.html", {}, refused)
    shown = {"secret": secret, "picture": factor.picture_for_phone(person=request.user, secret=secret)}
    return answered(request, "meetings/set_up_factor.html", shown, refused)


def _change(request: HttpRequest, deed: str) -> HttpResponse:
    refused, required = None, factor.is_required_of(request.user)
    if deed in {"renew", "remove"}:
        try:
            try_code(request.user, request.POST.get("code", ""))
            if deed == "renew":
                shown = {"codes": factor.renew_recovery_codes(by=request.user)}
                return render(request, "meetings/recovery_codes.html", shown, status=201)
            if not required:
                factor.remove_own_factor(by=request.user)
                messages.success(request, _("You sign in without a second factor from now on."))
                return redirect("account")
        except NotLetIn as refusal:
            refused = refusal
    return answered(request, "meetings/change_factor.html", {"required": required}, refused)
