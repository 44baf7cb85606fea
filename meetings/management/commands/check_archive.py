"""``manage.py check_archive``: whether the whole archive is sound; each fault with its address and what to do."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from meetings import checking
from meetings.checking.whole import held

MOST = 20


class Command(BaseCommand):
    help = "Check quotations, originals, links, search and the rules of the database (docs/operate.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON object instead of sentences")
        parser.add_argument("--most", type=int, default=MOST, help=f"Faults shown of each check, not more than {MOST}")

    def handle(self, *args: Any, **options: Any) -> None:
        results = []
        for result in checking.check(most=options["most"], progress=self._progress):
            results.append(result)
            if not options["json"]:
                self._say(result)
        faults = sum(result.count for result in results)
        if options["json"]:
            told = {
                result.check.name: {"count": result.count, "faults": [asdict(f) for f in result.faults]}
                for result in results
            }
            self.stdout.write(
                json.dumps({"faults": faults, "held": held(), "checks": told}, ensure_ascii=False, indent=1)
            )
        else:
            self.stdout.write("; ".join(f"{name}: {number}" for name, number in held().items()))
        if faults:
            raise CommandError(f"The archive has {faults} faults." if faults > 1 else "The archive has one fault.")
        if not options["json"]:
            self.stdout.write("The archive is sound.")

    def _progress(self, result: checking.Result) -> None:
        """Only for a person who watches: the same line, written again."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r{result.check.title}: {result.looked_at} ", ending="")

    def _say(self, result: checking.Result) -> None:
        if sys.stderr.isatty():
            self.stderr.write("\r\033[K", ending="")
        self.stdout.write(f"{result.check.title}: {result.count or 'no'} fault{pluralize(result.count)}")
        for fault in result.faults:
            self.stdout.write(f"  {fault.address}: {fault.sentence} {fault.remedy}")
        if more := result.count - len(result.faults):
            self.stdout.write(f"  … and {more} more")
