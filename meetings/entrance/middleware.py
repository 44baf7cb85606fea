"""A session that lasted too long, or lacks the second factor that the account needs, opens nothing any more."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from meetings.entrance.factor import PROVEN, is_required_of
from meetings.entrance.leaving import has_ended, note_use


class SessionsEnd:
    """Stands after AuthenticationMiddleware, so that everything behind it meets a visitor instead.

    The factor is asked for here as well as at the door: somebody may become an archivist while signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = timezone.now()
            lacks_factor = PROVEN not in request.session and is_required_of(request.user)
            if lacks_factor or has_ended(request.session, now=now):
                logout(request)
            else:
                note_use(request.session, now=now)
        return self.get_response(request)
