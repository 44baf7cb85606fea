"""The site as a Django app: registers its checks and commands."""

import sys
from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = "The archive's site"

    def ready(self) -> None:
        from archive import checks  # noqa: F401
        from archive.insight import entrance, queries  # noqa: F401  # listen to sign-ins and to queries

        # Once for all apps, and after the last of them is migrated; Django sends it for apps with models alone.
        post_migrate.connect(let_the_pages_read, sender=apps.get_app_config("auth"))


def let_the_pages_read(using: str, **kwargs: Any) -> None:
    """After each migration: the login that serves the pages has its rights on every table, or the operator is told."""
    from django.db import connections

    from archive.database.roles import NoRole, grant_web_role

    try:
        grant_web_role(connections[using])
    except NoRole as error:
        sys.stderr.write(f"{error}\n")
