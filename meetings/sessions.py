"""Sessions in the database with the person they belong to, as Django's documentation describes it.

https://docs.djangoproject.com/en/6.1/topics/http/sessions/#extending-database-backed-session-engines
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from meetings.models.entrance import Session


class SessionStore(db.SessionStore):
    """The engine that settings.SESSION_ENGINE names."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        session.person_id = data.get(SESSION_KEY)
        return session
