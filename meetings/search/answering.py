"""Which database answers questions that are put in SQL of our own: a copy of the archive, where the site has one."""

from django.apps import apps
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper


def answering() -> BaseDatabaseWrapper:
    """The connection that querysets of the archive would read from now, as the site's router says.

    For reading alone. Whoever writes takes ``django.db.connection``, as everything in a transaction does.
    """
    return connections[router.db_for_read(apps.get_model("meetings", "OutcomeNote"))]
