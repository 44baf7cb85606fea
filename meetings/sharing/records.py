"""The register of access: who took or opened what of LIMITE papers. Kept for ARCHIVE_ACCESS_RECORD_DAYS."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from getpass import getuser
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from meetings.council.markings import Marking
from meetings.models import AccessRecord, OutcomeNote

logger = logging.getLogger(__name__)

# Who turns pages leaves one line: of what they open, for each kind of page; of what lists show them, one a day.
SAME_OPENING = timedelta(minutes=10)
SAME_SHOWING = timedelta(days=1)
# What this process has written: until when nothing more need be said of a person, a paper, a deed and a page. It only
# spares the database a question; between processes the statement itself sees to it that there is one line.
_written: dict[tuple[Any, ...], datetime] = {}
MOST_REMEMBERED = 50_000
# One statement for all papers of a page. The papers are asked anew, since a page may not have read all of their fields.
WRITE = """INSERT INTO meetings_accessrecord (at, person_id, name, deed, what, form, address, note_id, marking)
    SELECT %(now)s, %(person)s, %(name)s, told.deed,
        coalesce(nullif(concat_ws(' ', note.number, nullif(note.version, 'INIT')), ''), note.slug),
        %(form)s, %(address)s, note.id, coalesce(note.marking, 'LIMITE')
    FROM unnest(%(slugs)s::text[], %(deeds)s::text[]) AS told (slug, deed)
    JOIN meetings_outcomenote note ON note.slug = told.slug AND note.marking IS DISTINCT FROM 'PUBLIC'
    WHERE NOT EXISTS (
        SELECT FROM meetings_accessrecord kept
        WHERE kept.person_id = %(person)s AND kept.note_id = note.id AND kept.deed = told.deed
        AND CASE told.deed WHEN 'shown' THEN kept.at > %(shown_since)s
            ELSE kept.at > %(opened_since)s AND kept.form = %(form)s END)"""


def record_opening(*, by: Any, papers: Mapping[str, str], page: str, address: str, now: datetime) -> None:
    """Write down that ``by`` was shown ``papers``: by the slug of each, AccessRecord.OPENED or SHOWN.

    Public ones and what was written down a moment ago leave no line. ``address`` comes without what was asked for, so
    that nobody's searches are kept. The page is shown even when this cannot be written; then the log says so.
    """
    key = {slug: (by.pk, slug, deed, "" if deed == AccessRecord.SHOWN else page[:20]) for slug, deed in papers.items()}
    papers = {slug: deed for slug, deed in papers.items() if _written.get(key[slug], now) <= now}
    if not papers:
        return
    facts = {
        "now": now,
        "person": by.pk,
        "name": by.get_username(),
        "form": page[:20],
        "address": address,
        "slugs": list(papers),
        "deeds": list(papers.values()),
        "opened_since": now - SAME_OPENING,
        "shown_since": now - SAME_SHOWING,
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(WRITE, facts)
    except DatabaseError:
        logger.exception("The register of access could not be written.")
        return
    if len(_written) > MOST_REMEMBERED:
        _written.clear()
    for slug, deed in papers.items():
        _written[key[slug]] = now + (SAME_SHOWING if deed == AccessRecord.SHOWN else SAME_OPENING)


def record_look(*, by: Any, address: str, now: datetime) -> None:
    """Write down that ``by`` looks at the register itself, once in a while."""
    facts = {"person": by, "deed": AccessRecord.OPENED, "what": "Register of access", "address": address}
    if not AccessRecord.objects.filter(**facts, at__gt=now - SAME_OPENING).exists():
        AccessRecord.objects.create(**facts, name=by.get_username(), form="register", marking=Marking.LIMITE)


def record_export(
    *, by: Any, what: str, form: str, address: str, marking: str, note: OutcomeNote | None = None
) -> AccessRecord | None:
    """Write down that ``by`` takes ``what`` as a file, before anything is handed out; None where all of it is public.

    ``address`` is what was asked for, with its filters; ``marking`` the strictest of what the file holds.
    """
    if marking == Marking.PUBLIC:
        return None
    return AccessRecord.objects.create(
        person=by,
        name=by.get_username(),
        deed=AccessRecord.EXPORTED,
        what=what[:200],
        form=form,
        address=address,
        note=note,
        marking=marking,
    )


def remove_old_records(*, now: datetime) -> int:
    """Remove the lines older than settings.ACCESS_RECORD_DAYS; how many they were."""
    before = now - timedelta(days=settings.ACCESS_RECORD_DAYS)
    return AccessRecord.objects.older_than(before).delete()[0]


def record_dump(*, file: str) -> AccessRecord:
    """Write down that the whole archive leaves as ``file``: by the login on the machine, since no account is asked."""
    try:
        login = getuser()
    except OSError:  # a container may run as a number without a name
        login = "an operator"
    return AccessRecord.objects.create(
        name=f"{login} (on the server)"[:150],
        deed=AccessRecord.EXPORTED,
        what="The whole archive",
        form="zip",
        address=f"dump_archive {file}",
        marking=Marking.LIMITE,
    )
