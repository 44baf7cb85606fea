"""Two participants that are one, and one that is two: merged by a curator, split again from what the merge kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry

from meetings.models import Participant, ParticipantMerge, Participation, PublicParticipation
from meetings.review.history import deed, quoted, say_why
from meetings.review.refusals import ReasonMissing, ReviewRefused


class NotMergeable(ReviewRefused):
    """These two cannot be one. The message says why."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would move, and what stands against it."""

    noted: list[Participation]
    public: list[PublicParticipation]
    sent: list[PublicParticipation]
    clashes: list[str]  # sentences; a merge with any of them is refused


def preview_merge(*, kept: Participant, merged: Participant) -> MergePreview:
    """What merging ``merged`` into ``kept`` would do. Nothing is changed."""
    noted = list(merged.participations.select_related("note", "meeting").defer("note__text", "note__vector"))
    public = list(merged.public_participations.select_related("meeting"))
    sent = list(merged.represented.select_related("meeting", "participant"))
    clashes = []
    if kept.pk == merged.pk:
        clashes.append("A participant cannot be merged into itself: choose another.")
    if kept.kind != merged.kind:
        clashes.append("One is a person, the other an institution: mend the kind first, if it is wrong.")
    own_noted = set(kept.participations.values_list("note", "office"))
    own_public = set(kept.public_participations.values_list("meeting", "office"))
    clashes += [
        f"{each.note.name} names both as “{each.office or 'no office'}”: they sat there together, or one row is wrong."
        for each in noted
        if (each.note_id, each.office) in own_noted
    ]
    clashes += [
        f"A public source names both at {each.meeting} as “{each.office or 'no office'}”."
        for each in public
        if (each.meeting_id, each.office) in own_public
    ]
    return MergePreview(noted, public, sent, clashes)


@deed
def merge_participants(*, kept: Participant, merged: Participant, by: Any, why: str) -> ParticipantMerge:
    """Make ``merged`` part of ``kept``: rows move, the name stays known, the address leads on.

    Raises ReasonMissing without ``why``, NotMergeable when they cannot be one (``preview_merge`` says why).
    """
    if not (why := why.strip()):
        raise ReasonMissing
    rows = _locked(kept.pk, merged.pk)
    if len({kept.pk, merged.pk} - rows.keys()):
        raise NotMergeable("One of the two is no longer in the archive: somebody merged or deleted it meanwhile.")
    kept, merged = rows[kept.pk], rows[merged.pk]
    found = preview_merge(kept=kept, merged=merged)
    if found.clashes:
        raise NotMergeable(" ".join(found.clashes))
    forms = [merged.name, *merged.variants]
    learnt = [form for form in dict.fromkeys(forms) if form not in {kept.name, *kept.variants}]
    done = ParticipantMerge(
        kept=kept, name=merged.name, slug=merged.slug, variants=merged.variants, learnt=learnt, merged_by=by, why=why,
        noted=_keys(found.noted), public=_keys(found.public), sent=_keys(found.sent),
    )  # fmt: skip
    merged.participations.update(participant=kept)
    merged.public_participations.update(participant=kept)
    merged.represented.update(institution=kept)
    merged.merges.update(kept=kept)
    kept.variants = [*kept.variants, *learnt]
    kept.save(update_fields=["variants"])
    merged.delete()
    done.save()
    _log(kept, by, f"Merged with {quoted(done.name)}: {quoted(why)}.")
    return done


@deed
def split_participant(*, merge: ParticipantMerge, by: Any, why: str) -> Participant:
    """Undo ``merge``: the one merged away is there again with its name, its address and the rows it had brought.

    Rows that came later stay where they are. Raises ReasonMissing, NotMergeable when it was split already or when its
    name was given to another meanwhile.
    """
    if not (why := why.strip()):
        raise ReasonMissing
    held = ParticipantMerge.objects.select_for_update().filter(pk=merge.pk).select_related("kept").first()
    if held is None:
        raise NotMergeable("This merge was undone already.")
    kept = _locked(held.kept_id)[held.kept_id]
    if Participant.objects.filter(name=held.name, kind=kept.kind).exists():
        raise NotMergeable(f"Another participant is called {quoted(held.name)} by now: rename one of them first.")
    again = Participant(name=held.name, kind=kept.kind, variants=held.variants, slug=held.slug)
    held.delete()
    again.save()
    kept.participations.filter(pk__in=held.noted).update(participant=again)
    kept.public_participations.filter(pk__in=held.public).update(participant=again)
    kept.represented.filter(pk__in=held.sent).update(institution=again)
    kept.variants = [form for form in kept.variants if form not in held.learnt]
    kept.save(update_fields=["variants"])
    for participant in (kept, again):
        _log(participant, by, f"Split: {quoted(held.name)} is not {quoted(kept.name)}: {quoted(why)}.")
    return again


def _locked(*keys: int) -> dict[int, Participant]:
    """The rows of ``keys`` that are there, locked in one order, so that two curators queue."""
    return {row.pk: row for row in Participant.objects.select_for_update().filter(pk__in=keys).order_by("pk")}


def _keys(rows: Iterable[Any]) -> list[int]:
    return [row.pk for row in rows]


def _log(participant: Participant, by: Any, sentence: str) -> None:
    say_why(sentence)
    LogEntry.objects.log_actions(by.pk, [participant], CHANGE, sentence, single_object=True)
