"""The topic codes: how many notes carry each, and the passages that give the reason for one."""

from typing import Any

from django.db.models import Count, QuerySet

from meetings.models import CarriedCode, CodeEvidence, OutcomeNote, TopicCode


def codes_with_counts(user: Any) -> list[tuple[TopicCode, int]]:
    """All codes that ``user`` may know of with the number of notes that carry them, most first; two queries."""
    readable = OutcomeNote.objects.leading_for(user)
    on_notes = CarriedCode.objects.filter(note__in=readable).order_by().values_list("code")
    counts = dict(on_notes.annotate(n=Count("note")))
    known = TopicCode.objects.visible_to(user).order_by("code")
    return sorted(((code, counts.get(code.pk, 0)) for code in known), key=lambda each: -each[1])


def explaining(found: TopicCode, readable: QuerySet[OutcomeNote]) -> QuerySet[CodeEvidence]:
    """Passages of readable notes that give the reason for the code, newest meeting first."""
    reasons = CodeEvidence.objects.filter(note_code__code=found, note__in=readable)
    return (
        reasons.select_related("paragraph__note__meeting", "paragraph__topic")
        .defer("paragraph__vector", "paragraph__note__text", "paragraph__note__vector")
        .order_by("-paragraph__note__meeting__opened_on", "paragraph__note", "paragraph__position")
    )
