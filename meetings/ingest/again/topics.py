"""The agenda topics of a newer reading, laid over those that are held."""

from meetings.ingest.findings import topics_of
from meetings.models import AgendaTopic, OutcomeNote
from meetings.reading.parsed import ParsedNote

ASIDE = 10_000  # added to places while they change: a place is given once in a note


def lay_topics(note: OutcomeNote, parsed: ParsedNote, needed: set[int | None]) -> tuple[list[AgendaTopic], list[str]]:
    """The rows of the topics of ``parsed``, written, and what changed, in sentences.

    A row with the same title, else one with the same label, is used again. Those in ``needed`` stay behind the others;
    the rest stays until its paragraphs are gone: see ``clear_topics``.
    """
    held = list(note.topics.order_by("position"))
    before = [(topic.label, topic.title) for topic in held]
    wanted = topics_of(note, parsed)
    after = [(topic.label, topic.title) for topic in wanted]
    for topic in held:
        AgendaTopic.objects.filter(pk=topic.pk).update(position=topic.position + ASIDE, label=f"~{topic.pk}")
    rows: dict[int, AgendaTopic] = {}
    free = list(held)
    for same in ("title", "label"):
        for place, topic in enumerate(wanted):
            found = next((row for row in free if getattr(row, same) == getattr(topic, same)), None)
            if place not in rows and found is not None:
                rows[place] = found
                free.remove(found)
    labels = {topic.label for topic in wanted}
    for row in free:
        if row.pk in needed and row.label not in labels:
            AgendaTopic.objects.filter(pk=row.pk).update(label=row.label)
    laid = [_laid(rows.get(place, topic), topic) for place, topic in enumerate(wanted)]
    said = [] if before == after or needed else [f"Headings: {_named(before)} became {_named(after)}."]
    return laid, said


def _laid(row: AgendaTopic, topic: AgendaTopic) -> AgendaTopic:
    row.position, row.number, row.label, row.title = topic.position, topic.number, topic.label, topic.title
    row.page = topic.page if topic.page is not None else row.page
    row.save()
    return row


def clear_topics(note: OutcomeNote, laid: list[AgendaTopic]) -> None:
    """Remove the topics that the reading does not have and under which nothing stands any more."""
    unused = note.topics.exclude(pk__in=[topic.pk for topic in laid]).filter(paragraphs=None)
    unused.delete()


def _named(topics: list[tuple[str, str]]) -> str:
    return "; ".join(f"{label} {title}" for label, title in topics) or "none"
