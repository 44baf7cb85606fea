"""``manage.py take_second_factor_away NAME --by NAME``: for somebody who lost phone and recovery codes."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.access import ADMINISTRATORS, groups_of
from meetings.entrance.factor import take_factor_away
from meetings.entrance.refusals import NotLetIn


class Command(BaseCommand):
    help = "Take the second factor of an account away; its person sets up a new one at the next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The user name of the account.")
        parser.add_argument("--by", required=True, help="The administrator who decided it, for the history.")

    def handle(self, *args: Any, name: str, by: str, **options: Any) -> None:
        person, decided_by = self.account(name), self.account(by)
        if ADMINISTRATORS not in groups_of(decided_by):
            raise CommandError(f"{by} is no administrator. Name one who decided this.")
        try:
            take_factor_away(person=person, by=decided_by)
        except NotLetIn as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{name} sets up a new second factor at the next sign-in.")

    def account(self, name: str) -> Any:
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"There is no account {name!r}.")
        return person
