"""Public twins: proposing them for a meeting, and what an archivist decides about each pair.

A pair is proposed once. Confirmed and rejected ones are never touched by a later proposal.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.council.markings import Marking
from meetings.finding.twins import likenesses
from meetings.models import Meeting, OutcomeNote, Paragraph, PublicTwin
from meetings.review.history import deed, last_person, locked, record_change
from meetings.review.refusals import ChangedMeanwhile, ReviewRefused

STATEMENTS = (OutcomeNote.JOINT_STATEMENT, OutcomeNote.ABSTRACT)
# Lists of people and remarks say nothing that could be public or not.
COMPARED = (Paragraph.SUMMARY, Paragraph.BODY, Paragraph.TOPIC)


class TwinUnfit(ReviewRefused):
    """Two passages that cannot be a pair; the message says why."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one look at a meeting changed: pairs ``added``, and undecided pairs ``dropped`` that no longer hold."""

    added: int = 0
    dropped: int = 0


@transaction.atomic
def propose_twins(meeting: Meeting | None) -> Proposed:
    """Compare the notes of ``meeting`` with its public papers and propose the pairs that are alike.

    Doing it again changes nothing unless papers came, went, were marked otherwise, or the archive's words shifted:
    then undecided pairs follow, decided ones stay. Without a meeting, nothing is proposed.
    """
    if meeting is None:
        return Proposed()
    Meeting.objects.select_for_update().filter(pk=meeting.pk).first()  # two archivists publish at once: one waits
    found = {(pair.passage, pair.public_passage): pair for pair in _alike(meeting)}
    held = {
        (twin.passage_id, twin.public_passage_id): twin
        for twin in PublicTwin.objects.filter(
            Q(passage__note__meeting=meeting) | Q(public_passage__note__meeting=meeting)
        )
    }
    stale = [twin.pk for key, twin in held.items() if key not in found and twin.state == PublicTwin.PROPOSED]
    dropped, _ = PublicTwin.objects.proposed().filter(pk__in=stale).delete()
    for key in found.keys() & held.keys():
        pair = found[key]
        if held[key].state == PublicTwin.PROPOSED and held[key].score != pair.score:
            PublicTwin.objects.proposed().filter(pk=held[key].pk).update(score=pair.score, shared=list(pair.shared))
    added = PublicTwin.objects.bulk_create(
        PublicTwin(
            passage_id=pair.passage, public_passage_id=pair.public_passage, score=pair.score, shared=list(pair.shared)
        )
        for key, pair in found.items()
        if key not in held
    )
    return Proposed(len(added), dropped)


def _alike(meeting: Meeting) -> list[Any]:
    """The alike pairs of ``meeting``, each note with the public papers of its language; withdrawn papers apart."""
    notes = OutcomeNote.objects.filter(meeting=meeting, deleted_at=None).exclude(state=OutcomeNote.WITHDRAWN)
    papers = list(notes.only("kind", "marking", "language").order_by("pk"))
    public = [paper for paper in papers if is_public_paper(paper)]
    pairs = []
    for note in papers:
        beside = [paper.pk for paper in public if paper.language == note.language]
        if note.kind not in STATEMENTS and beside:
            texts = Paragraph.objects.filter(part__in=COMPARED).only("pk", "text").order_by("pk")
            pairs += likenesses(list(texts.filter(note=note)), list(texts.filter(note__in=beside)))
    return pairs


def is_public_paper(paper: OutcomeNote) -> bool:
    """Whether ``paper`` is a joint statement, or an abstract of one, that is marked PUBLIC."""
    return paper.kind in STATEMENTS and paper.marking == Marking.PUBLIC


@deed
def confirm_twin(*, twin: PublicTwin, by: Any, why: str = "", revision: int | None = None) -> PublicTwin:
    """Say that both passages say the same. Takes back a rejection too. Raises ChangedMeanwhile, TwinUnfit."""
    note, held = _locked(twin, revision)
    check_pair(held.passage, held.public_passage)
    return _decided(note, held, PublicTwin.CONFIRMED, by=by, why=why)


@deed
def reject_twin(*, twin: PublicTwin, by: Any, why: str = "", revision: int | None = None) -> PublicTwin:
    """Say that they do not. The pair is remembered and not proposed again. Raises ChangedMeanwhile."""
    note, held = _locked(twin, revision)
    return _decided(note, held, PublicTwin.REJECTED, by=by, why=why)


@deed
def add_twin(*, passage: Paragraph, public_passage: Paragraph, by: Any, why: str = "") -> PublicTwin:
    """Enter a pair that nothing proposed, confirmed by ``by``; a proposed or rejected one becomes confirmed.

    Raises TwinUnfit when the papers are no note and public paper of one meeting, or the pair is confirmed already.
    """
    note = locked(passage.note)
    check_pair(passage, public_passage)
    held = (
        PublicTwin.objects.select_for_update(of=("self",)).select_related("passage", "public_passage__note")
        .filter(passage=passage, public_passage=public_passage).first()
    )  # fmt: skip
    if held is None:
        held = PublicTwin(passage=passage, public_passage=public_passage, origin=PublicTwin.ENTERED)
    elif held.state == PublicTwin.CONFIRMED:
        raise TwinUnfit(
            _("%(passage)s and %(public)s are confirmed as a pair already."),
            passage=passage.citation,
            public=public_passage.citation,
        )
    return _decided(note, held, PublicTwin.CONFIRMED, by=by, why=why)


def check_pair(passage: Paragraph, public_passage: Paragraph) -> None:
    """Raises TwinUnfit unless ``passage`` stands in a note and ``public_passage`` in a public paper of its meeting."""
    note, paper = passage.note, public_passage.note
    if note.kind in STATEMENTS:
        raise TwinUnfit(_("%(note)s is no outcome note: the first passage is that of the note."), note=note.name)
    if not is_public_paper(paper):
        raise TwinUnfit(
            _(
                "%(paper)s is no joint statement, nor an abstract of one, that is marked PUBLIC: "
                "the second passage is the public one."
            ),
            paper=paper.name,
        )
    if note.meeting_id is None or note.meeting_id != paper.meeting_id:
        raise TwinUnfit(_("%(note)s and %(paper)s do not report the same meeting."), note=note.name, paper=paper.name)


def _locked(twin: PublicTwin, revision: int | None) -> tuple[OutcomeNote, PublicTwin]:
    """The note and the pair as they stand now, locked in this order; ChangedMeanwhile if it was decided since.

    Gone altogether, for instance dropped by a new proposal, counts as changed too.
    """
    note = locked(twin.passage.note)
    rows = PublicTwin.objects.select_for_update(of=("self",)).select_related("passage", "public_passage__note")
    held = rows.filter(pk=twin.pk).first()
    if held is None:
        raise ChangedMeanwhile(None)
    held.passage.note = note
    if revision is not None and held.revision != revision:
        raise ChangedMeanwhile(held, who=last_person(note))
    return note, held


def _decided(note: OutcomeNote, twin: PublicTwin, state: str, *, by: Any, why: str) -> PublicTwin:
    twin.state, twin.why = state, " ".join(why.split())
    twin.decided_at, twin.decided_by = timezone.now(), by
    twin.revision += 1
    twin.full_clean()
    twin.save()
    reason = f" Reason: {twin.why}." if twin.why else ""
    sentence = f"Public twin {state}, §{twin.passage.address} and {twin.public_passage.citation}.{reason}"
    record_change(note, by=by, sentence=sentence)
    return twin
