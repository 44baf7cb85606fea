"""A topic code from meeting to meeting: the passages that give the reason for it."""

from django.db.models import QuerySet

from meetings.models import CodeEvidence, OutcomeNote, TopicCode


def explaining(found: TopicCode, readable: QuerySet[OutcomeNote]) -> QuerySet[CodeEvidence]:
    """Passages of readable notes that give the reason for the code, newest meeting first."""
    reasons = CodeEvidence.objects.filter(note_code__code=found, note__in=readable)
    return (
        reasons.select_related("paragraph__note__meeting", "paragraph__topic")
        .defer("paragraph__vector", "paragraph__note__text", "paragraph__note__vector")
        .order_by("-paragraph__note__meeting__opened_on", "paragraph__note", "paragraph__position")
    )
