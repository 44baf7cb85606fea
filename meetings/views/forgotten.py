"""A forgotten password, where the operator has set up mail: ask for a link, follow it, set a new one."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.entrance.forgotten import ask_for_link
from meetings.entrance.leaving import sign_out_everywhere
from meetings.entrance.refusals import TriedTooOften
from meetings.entrance.tries import Guess, count_try
from meetings.models.entrance import FailedTry
from meetings.views.sign_in import address_of, answered


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of your account"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for the mail. The answer is the same whether there is such an account or not."""
    if not settings.MAILERS:
        raise Http404
    form, refused = ForgottenForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        try:
            guesses = [Guess(FailedTry.MAIL, address.casefold()), Guess(FailedTry.ADDRESS, address_of(request))]
            count_try(guesses, now=timezone.now())
        except TriedTooOften as refusal:
            refused = refusal
        else:
            ask_for_link(address=address, language=get_language() or settings.LANGUAGE_CODE)
            said = _("If an account has this address, a mail with a link is on its way. The link is good for one hour.")
            messages.success(request, said)
            return redirect("sign-in")
    return answered(request, "meetings/forgotten.html", {"form": form}, refused)


@method_decorator(login_not_required, name="dispatch")
class SetPassword(views.PasswordResetConfirmView):
    """The end of the link. It signs nobody in: the second factor is still asked for."""

    template_name = "meetings/set_password.html"
    success_url = reverse_lazy("sign-in")

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.MAILERS:
            raise Http404
        return super().dispatch(*args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sign_out_everywhere(person=form.user)
        messages.success(self.request, _("Your new password is set. Sign in with it."))
        return response
