"""What must be true before the site is served; each failure is a sentence that says what to do."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

KEY_IS_MISSING = (
    "DJANGO_SECRET_KEY is not set, so the archive does not start. Set it to a long random value, for example from "
    "'python3 -c \"import secrets; print(secrets.token_urlsafe(50))\"', or set DJANGO_DEBUG=1 on your own machine."
)


@register("security")
def secret_key_is_set(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to serve without a secret key of the operator's own."""
    return [] if settings.SECRET_KEY_IS_SET else [Error(KEY_IS_MISSING, id="archive.E001")]
