"""The page "Your tokens": keys for the API, made, shown once and revoked."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import readable_markings
from meetings.keys import tokens
from meetings.keys.refusals import KeyRefused
from meetings.models import ApiToken
from meetings.models.key import SCOPES

USUAL_DAYS = 90


class TokenForm(forms.Form):
    """What a token is for, how far it goes and until when."""

    name = forms.CharField(label=gettext_lazy("What is it for?"), max_length=80)
    scope = forms.ChoiceField(label=gettext_lazy("What may it read?"), choices=SCOPES, widget=forms.RadioSelect)
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


@require_http_methods(["GET", "HEAD", "POST"])
def your_tokens(request: HttpRequest) -> HttpResponse:
    """The person's own tokens. A new one is shown in the answer to the form itself, so that nothing keeps it."""
    usual = {"scope": "PUBLIC", "ends_on": timezone.localdate() + timedelta(days=USUAL_DAYS)}
    form = TokenForm(request.POST or None, initial=usual)
    secret, status = "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                _made, secret = tokens.make_token(by=request.user, **form.cleaned_data)
            except KeyRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                form, status = TokenForm(initial=usual), 201
    listed = list(ApiToken.objects.visible_to(request.user)[:100])
    context = {
        "form": form,
        "secret": secret,
        "live": [token for token in listed if token.is_live],
        "ended": [token for token in listed if not token.is_live],
        "scopes": [scope for scope in SCOPES if scope[0] in readable_markings(request.user)],
    }
    return render(request, "meetings/tokens.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the person's own tokens; another's is not there."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    tokens.revoke_token(token=token, by=request.user)
    messages.success(
        request, _("The token “%(name)s” is revoked. What still uses it is refused now.") % {"name": token}
    )
    return redirect("tokens")
