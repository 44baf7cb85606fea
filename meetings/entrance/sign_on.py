"""Single sign-on by OpenID Connect: who somebody is, and which groups may let them in, as the provider says.

django-allauth leads through the handshake (state, PKCE, the code for a token) and keeps which account of the provider
is whose. What it leaves open is closed here, OpenID Connect Core 1.0, sections 3.1.3.7 and 5.3.2: the signature of the
ID token is checked although it comes over TLS, it must hold the nonce of this very request, and further facts count
only when they are about the same person. No account is made, and none let in, without a group that the operator named.
"""

from collections.abc import Iterable
from typing import Any

import jwt
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from meetings.access import GROUPS
from meetings.entrance.refusals import AccountClosed, NotEntitled

NONCE = "sso_nonce"  # in the session, from the way there to the way back
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
SECONDS_OF_PATIENCE = 10
LEEWAY = 60  # seconds by which two clocks may differ


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """The handshake with the configured provider, believed only where it is proven."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("sso-back"))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The proven claims as a login of allauth's. Raises OAuth2Error for anything that is not proven."""
        nonce = request.session.pop(NONCE, "")
        claims = self.proven(str(kwargs["response"].get("id_token", "")), client=app.client_id, nonce=nonce)
        if self.openid_config.get("userinfo_endpoint"):
            told = self.told(token.token)
            if told.get("sub") != claims["sub"]:
                raise OAuth2Error("The further facts are about somebody else.")
            claims = told | claims
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def proven(self, id_token: str, *, client: str, nonce: str) -> dict[str, Any]:
        """The claims of ``id_token``: signed by the provider, for us, still good, and the answer to our request."""
        known = self.openid_config
        if known.get("issuer", "").rstrip("/") != settings.SSO["issuer"].rstrip("/"):
            raise OAuth2Error("Another issuer answers there.")
        try:
            keys = jwt.PyJWKClient(known["jwks_uri"], timeout=SECONDS_OF_PATIENCE)
            key = keys.get_signing_key_from_jwt(id_token)
            required = {"require": ["iss", "sub", "aud", "exp", "iat"]}
            claims: dict[str, Any] = jwt.decode(
                id_token, key, SIGNED_BY, required, audience=client, issuer=known["issuer"], leeway=LEEWAY
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise OAuth2Error("The ID token is not proven.") from error
        if not nonce or not constant_time_compare(str(claims.get("nonce", "")), nonce):
            raise OAuth2Error("The ID token answers another request.")
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client:
            raise OAuth2Error("The ID token was made for somebody else.")
        return claims

    def told(self, access_token: str) -> dict[str, Any]:
        """What the provider says further of whom ``access_token`` stands for. Raises RequestException."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {access_token}"})
            answer.raise_for_status()
            told = answer.json()
        return told if isinstance(told, dict) else {}


class Adapter(DefaultSocialAccountAdapter):
    """What allauth asks of us. Its own accounts, forms and pages are never reached (meetings/views/sign_on.py)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


@transaction.atomic
def person_of(*, subject: str, claims: dict[str, Any]) -> Any:
    """The account of whoever has ``subject`` at the provider, with exactly the groups that the provider says now.

    Made at the first time; taken over by its e-mail address only where the operator trusts the provider with that, and
    then only one that a single ordinary account has. Raises NotEntitled, AccountClosed.
    """
    groups = groups_of_claims(claims)
    email = verified_email(claims)
    if not groups or not in_allowed_domain(email):
        raise NotEntitled
    known = SocialAccount.objects.select_related("user").filter(provider=settings.SSO["id"], uid=subject).first()
    person: Any = known.user if known else account_with(email) or new_account(subject, claims, email)
    if not person.is_active:
        raise AccountClosed
    if known is None:
        SocialAccount.objects.create(user=person, provider=settings.SSO["id"], uid=subject)
    else:  # what else the provider tells of people is not kept
        SocialAccount.objects.filter(pk=known.pk).update(extra_data={})
    others = person.groups.exclude(name__in=GROUPS)
    person.groups.set([*others, *Group.objects.filter(name__in=groups)])
    return person


def groups_of_claims(claims: dict[str, Any]) -> set[str]:
    """The archive's groups that the provider's groups stand for, as the operator says."""
    told: Any = claims.get(settings.SSO["groups_claim"], [])
    named = {told} if isinstance(told, str) else {each for each in told if isinstance(each, str)} if told else set()
    return {group for group, theirs in settings.SSO["groups"].items() if named & set(theirs)}


def verified_email(claims: dict[str, Any]) -> str:
    return str(claims.get("email", "")) if claims.get("email_verified") is True else ""


def in_allowed_domain(email: str) -> bool:
    allowed: Iterable[str] = settings.SSO["domains"]
    return not allowed or email.rpartition("@")[2].casefold() in {domain.casefold() for domain in allowed}


def account_with(email: str) -> Any:
    """The one account that has this proven address, where the operator lets accounts be taken over so."""
    if not email or not settings.SSO["match_email"]:
        return None
    found = list(get_user_model().objects.filter(email__iexact=email, is_superuser=False)[:2])
    return found[0] if len(found) == 1 else None


def new_account(subject: str, claims: dict[str, Any], email: str) -> Any:
    """An account without a password, called as at the provider unless somebody is called so already."""
    accounts = get_user_model().objects
    wanted = str(claims.get("preferred_username") or email or subject)[:120]
    name, number = wanted, 2
    while accounts.filter(username=name).exists():
        name, number = f"{wanted}-{number}", number + 1
    first, last = str(claims.get("given_name", ""))[:150], str(claims.get("family_name", ""))[:150]
    return accounts.create_user(name, email=email, first_name=first, last_name=last)
