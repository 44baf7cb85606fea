"""``manage.py grant_web_role``: let the login that serves the pages use the tables, and no more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from archive.checks import DATABASE_DOES_NOT_GUARD
from archive.database.roles import NoRole, grant_web_role


class Command(BaseCommand):
    help = "Make the database role that serves the pages, if need be, and give it its rights. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            role = grant_web_role(connection)
        except NoRole as error:
            raise CommandError(str(error)) from None
        if role is None:
            raise CommandError(DATABASE_DOES_NOT_GUARD)
        self.stdout.write(f"The role “{role}” may serve the pages.")
