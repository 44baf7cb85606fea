"""``manage.py send_digests``: tell readers by e-mail what is new for their saved searches. A timer runs it once a day.

Run twice, or twice at once, it sends nobody a second mail on one day and tells nobody a passage twice.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import mailers
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from meetings.alerts.digest import claim_digest, language_of, note_sent, note_unsure, persons_to_tell, take_back
from meetings.alerts.letter import digest_mail
from meetings.alerts.post import Outcome, deliver
from meetings.models import Digest

A_RUN = timedelta(hours=1)  # longer than one takes: what is still being sent then was broken off

NO_ADDRESS = "Set ARCHIVE_ADDRESS to where readers find the archive, such as https://archive.example.eu, for the links."
NO_SERVER = "No mail is sent, since ARCHIVE_MAIL_HOST names no server (docs/feeds.md). Readers who asked for it: {n}."


class Command(BaseCommand):
    help = "Sends each reader who asked for it one mail with what is new for their saved searches."

    def handle(self, *args: Any, **options: Any) -> None:
        if "default" not in mailers:  # an archive may do without mail; the timer runs this all the same
            self.stdout.write(NO_SERVER.format(n=persons_to_tell().count()))
            return
        if not settings.ADDRESS:
            raise CommandError(NO_ADDRESS)
        counts = dict.fromkeys(Outcome, 0)
        without = 0
        for person in persons_to_tell():
            if not person.email:
                without += 1
            elif outcome := self.tell(person):
                counts[outcome] += 1
        broken_off = Digest.objects.filter(state=Digest.SENDING, begun_at__lt=timezone.now() - A_RUN).count()
        self.stdout.write(f"Sent: {counts[Outcome.SENT]}. Accounts without an e-mail address: {without}.")
        if broken_off:
            self.stderr.write(f"Broken off in earlier runs, and not sent again: {broken_off}.")
        if counts[Outcome.REFUSED] or counts[Outcome.UNSURE]:
            raise CommandError(
                f"Refused, to be tried again with the next run: {counts[Outcome.REFUSED]}. "
                f"Not known whether they left, and not sent again: {counts[Outcome.UNSURE]}."
            )

    def tell(self, person: Any) -> Outcome | None:
        """Send ``person`` what is new. None when nothing is, or it was told today."""
        claimed = claim_digest(person_pk=person.pk, now=timezone.now())
        if claimed is None:
            return None
        digest, groups = claimed
        with translation.override(language_of(groups)):
            mail = digest_mail(person, groups, site=settings.ADDRESS)
        delivery = deliver(mail, mailers["default"])
        settle = {Outcome.SENT: note_sent, Outcome.REFUSED: take_back, Outcome.UNSURE: note_unsure}
        settle[delivery.outcome](digest=digest)
        if delivery.why:
            self.stderr.write(f"{person.email}: {delivery.outcome}: {delivery.why}")
        return delivery.outcome
