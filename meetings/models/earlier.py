"""Rows as they were before each change: written by PostgreSQL itself, whoever or whatever made the change.

A row is copied when it is changed or deleted, never when it is added, so that receiving notes costs nothing. What
came after a change is the next copy, or the row as it stands now. Vectors and the joined text of a note are not
copied: both follow from the paragraphs.
"""

from collections.abc import Iterable
from typing import Any

import pghistory
from django.db import models

from meetings.models.agenda import Paragraph
from meetings.models.commitment import Commitment
from meetings.models.instrument import Instrument
from meetings.models.meeting import Meeting
from meetings.models.merging import MERGEABLE, Merge
from meetings.models.note import NoteCode, OutcomeNote, TopicCode
from meetings.models.participant import Participant, Participation
from meetings.models.reference import GlossaryTerm
from meetings.models.report import MistakeReport
from meetings.models.review import Doubt
from meetings.models.search import SearchVariant
from meetings.models.theme import Theme
from meetings.models.twin import PublicTwin

CHANGED, DELETED = "changed", "deleted"


def earlier(model: type[models.Model], *exclude: str) -> Any:
    """The base of the table that keeps the earlier rows of ``model``, without the columns ``exclude``."""
    return pghistory.create_event_model(
        model,
        pghistory.UpdateEvent(CHANGED, row=pghistory.Old),
        pghistory.DeleteEvent(DELETED, row=pghistory.Old),
        exclude=exclude,
        obj_field=pghistory.ObjForeignKey(related_name="earlier", related_query_name="earlier"),
        meta={"ordering": ["pgh_id"]},
    )


class EarlierNote(earlier(OutcomeNote, "text", "vector", "stem", "edition", "revision")):
    """A note as it was."""


class EarlierNoteCode(earlier(NoteCode)):
    """A code of a note as it was."""


class EarlierParagraph(earlier(Paragraph, "vector")):
    """A paragraph as it was."""


class EarlierCommitment(earlier(Commitment, "note", "revision")):
    """A commitment as it was."""


class EarlierParticipation(earlier(Participation)):
    """A participation as it was."""


class EarlierDoubt(earlier(Doubt)):
    """A doubt as it was."""


class EarlierMeeting(earlier(Meeting)):
    """A meeting as it was."""


class EarlierParticipant(earlier(Participant)):
    """A participant as they were."""


class EarlierTopicCode(earlier(TopicCode)):
    """A topic code as it was."""


class EarlierTheme(earlier(Theme)):
    """A theme as it was."""


class EarlierVariant(earlier(SearchVariant)):
    """Search variants as they were."""


class EarlierInstrument(earlier(Instrument)):
    """An instrument as it was."""


class EarlierTerm(earlier(GlossaryTerm)):
    """An entry of the glossary as it was."""


class EarlierMerge(earlier(Merge)):
    """A merge as it was."""


class EarlierTwin(earlier(PublicTwin, "revision")):
    """A pair of passages as it was."""


class EarlierReport(earlier(MistakeReport)):
    """A reader's report as it was."""


# What has a history, and where it is kept.
EARLIER: dict[type[models.Model], Any] = {
    kept.pgh_tracked_model: kept
    for kept in (
        EarlierNote,
        EarlierNoteCode,
        EarlierParagraph,
        EarlierCommitment,
        EarlierParticipation,
        EarlierDoubt,
        EarlierMeeting,
        EarlierParticipant,
        EarlierTopicCode,
        EarlierTheme,
        EarlierVariant,
        EarlierInstrument,
        EarlierTerm,
        EarlierMerge,
        EarlierTwin,
        EarlierReport,
    )
}


def at_address(rows: models.QuerySet[Any], slug: str, user: Any) -> Any:
    """The one of ``rows`` that has the address ``slug``, or had it before (see ``formerly_at``). None as there."""
    if "\x00" in slug:
        return None
    if found := rows.filter(slug=slug).first():
        return found
    former = formerly_at(rows, slug, user)
    return rows.filter(pk=former.pk).first() if former else None


def formerly_at(rows: models.QuerySet[Any], slug: str, user: Any) -> Any:
    """The one of ``rows`` that had the address ``slug`` before, or into which a curator merged the one that had it.

    None when there is none, or when ``user`` could never have known of it: after as many queries as when there never
    was one.
    """
    return each_formerly_at(rows, [slug], user).get(slug)


def each_formerly_at(rows: models.QuerySet[Any], slugs: Iterable[str], user: Any) -> dict[str, Any]:
    """The same for many addresses, by address, those of which there is none left out; as many queries as for one."""
    model = rows.model
    had_it = EARLIER[model].objects.filter(slug__in=[slug for slug in slugs if "\x00" not in slug])
    held = list(had_it.order_by("-pgh_id").values_list("slug", "pgh_obj_id"))
    still = {row.pk: row for row in rows.filter(pk__in=had_it.values("pgh_obj_id"))}
    became: dict[int, Any] = {}
    if model in MERGEABLE:
        for merge in Merge.objects.filter(merged__in=had_it.values("pgh_obj_id")).known_to(user, model):
            became.setdefault(merge.merged, merge.kept)
    found: dict[str, Any] = {}
    for slug, key in held:
        if slug not in found and (row := still.get(key) or became.get(key)):
            found[slug] = row
    return found
