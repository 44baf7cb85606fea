"""Single sign-on: the way to the provider and back."""

import logging
import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe
from requests import RequestException

from meetings.entrance.refusals import NotLetIn, ProviderAway, UnknownToProvider
from meetings.entrance.sign_on import NONCE, Adapter, StrictAdapter, person_of
from meetings.views.sign_in import let_in

logger = logging.getLogger(__name__)


class SignOnAdapter(Adapter):
    """Where allauth would sign somebody in, or show a page of its own, we do."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        try:
            person = person_of(subject=sociallogin.account.uid, claims=sociallogin.account.extra_data["id_token"])
        except NotLetIn as refusal:
            raise ImmediateHttpResponse(refused(request, refusal)) from None
        leads_to = sociallogin.state.get("next") or resolve_url(settings.LOGIN_REDIRECT_URL)
        backend, proven = settings.AUTHENTICATION_BACKENDS[0], settings.SSO["proves_second_factor"]
        raise ImmediateHttpResponse(let_in(request, person, backend=backend, leads_to=leads_to, proven=proven))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(redirect("sign-in"))
        logger.warning("Single sign-on was refused: %s", type(exception).__name__ if exception else "no such request")
        raise ImmediateHttpResponse(refused(request, UnknownToProvider()))


def refused(request: HttpRequest, refusal: NotLetIn) -> HttpResponse:
    return render(request, "meetings/refused.html", {"refused": refusal}, status=403)


@login_not_required
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider, with a state, a nonce and a challenge that only this session can answer."""
    if not settings.SSO:
        raise Http404
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    provider = get_adapter().get_provider(request, settings.SSO["id"])
    provider.oauth2_adapter_class = StrictAdapter
    nonce = request.session[NONCE] = secrets.token_urlsafe(32)
    try:
        return provider.redirect(
            request, AuthProcess.LOGIN, next_url=wanted if safe else None, auth_params={"nonce": nonce}
        )
    except RequestException:
        logger.warning("The provider of the single sign-on cannot be reached.")
        return render(request, "meetings/refused.html", {"refused": ProviderAway()}, status=503)


@login_not_required
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """From the provider: signed in, asked for the second factor, or told why not."""
    if not settings.SSO:
        raise Http404
    return OAuth2CallbackView.adapter_view(StrictAdapter(request, settings.SSO["id"]))(request)
