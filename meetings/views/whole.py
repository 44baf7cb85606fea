"""A note with all rows that its page shows, read in one query."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet

from meetings.models import (
    AgendaTopic,
    CodeEvidence,
    ComingDate,
    Commitment,
    FormerAddress,
    GlossaryTerm,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participation,
    Source,
    Statement,
    ThemePassage,
)
from meetings.models.inside import inside, keep, rebuilt
from meetings.views.twins import has_pairs


def for_reading(notes: QuerySet[OutcomeNote], user: Any) -> QuerySet[OutcomeNote]:
    """``notes`` with all rows that ``put_together`` puts in their places; meant for one note at a time."""
    own = {"note": OuterRef("pk")}
    commitments = Commitment.objects.visible_to(user).filter(**own)
    asked = Statement.objects.filter(kind=Statement.ASKED, **own)
    evidence = CodeEvidence.objects.filter(note_code__note=OuterRef("pk"))
    return (
        notes.select_related("meeting")
        .defer("text", "vector")
        .annotate(
            has_pairs=has_pairs(),
            told_topics=inside(AgendaTopic.objects.filter(**own).order_by("position")),
            told_sources=inside(Source.objects.filter(**own).order_by("-leads", "received_at")),
            told_codes=inside(NoteCode.objects.filter(**own).order_by("position"), "code"),
            told_people=inside(Participation.objects.filter(**own).order_by("side", "pk"), "participant"),
            told_paragraphs=inside(Paragraph.objects.filter(**own).order_by("position")),
            told_commitments=inside(commitments.order_by("start", "side")),
            told_asked=inside(asked.order_by("start")),
            told_evidence=inside(evidence.order_by("note_code__position")),
            told_themes=inside(ThemePassage.objects.filter(**own).order_by("theme__label"), "theme"),
            told_former=inside(FormerAddress.objects.filter(paragraph__isnull=False, **own).order_by("address")),
            told_terms=inside(GlossaryTerm.objects.order_by("term")),
            told_days=inside(ComingDate.objects.filter(**own).order_by("closes_on", "start")),
        )
    )


def put_together(note: Any) -> None:
    """Make the rows that ``for_reading`` told what ``note.topics.all()`` and the like give, each tied to the others."""
    paragraphs = {each.pk: each for each in rebuilt(Paragraph, note.told_paragraphs)}
    codes = {each.pk: each for each in rebuilt(NoteCode, note.told_codes, "code")}
    people = rebuilt(Participation, note.told_people, "participant")
    sources = rebuilt(Source, note.told_sources)
    for row in [*paragraphs.values(), *codes.values(), *people, *sources]:
        row.note = note
    for row in people:
        if row.paragraph_id in paragraphs:
            row.paragraph = paragraphs[row.paragraph_id]
    keep(note, "topics", rebuilt(AgendaTopic, note.told_topics))
    keep(note, "sources", sources)
    keep(note, "note_codes", list(codes.values()))
    keep(note, "participations", people)
    keep(note, "paragraphs", list(paragraphs.values()))
    _put_into_paragraphs(note, paragraphs)
    evidence = [each for each in rebuilt(CodeEvidence, note.told_evidence) if each.paragraph_id in paragraphs]
    for each in evidence:
        each.paragraph, each.note_code = paragraphs[each.paragraph_id], codes[each.note_code_id]
    by_paragraph = grouped(evidence, "paragraph_id")
    by_code = grouped(sorted(evidence, key=lambda each: each.paragraph.position), "note_code_id")
    for pk, paragraph in paragraphs.items():
        keep(paragraph, "code_evidence", by_paragraph[pk])
    for pk, code in codes.items():
        keep(code, "evidence", by_code[pk])


def _put_into_paragraphs(note: Any, paragraphs: dict[int, Paragraph]) -> None:
    commitments = grouped(rebuilt(Commitment, note.told_commitments), "paragraph_id")
    asked = grouped(rebuilt(Statement, note.told_asked), "paragraph_id")
    themes = grouped(rebuilt(ThemePassage, note.told_themes, "theme"), "paragraph_id")
    former = grouped(rebuilt(FormerAddress, note.told_former), "paragraph_id")
    days = grouped(rebuilt(ComingDate, note.told_days), "paragraph_id")
    for pk, paragraph in paragraphs.items():
        for row in [*commitments[pk], *asked[pk], *themes[pk], *days[pk], *former[pk]]:
            row.paragraph = paragraph
        keep(paragraph, "commitments", commitments[pk])
        keep(paragraph, "theme_passages", themes[pk])
        keep(paragraph, "coming_dates", days[pk])
        keep(paragraph, "former_addresses", former[pk])
        paragraph.asked = asked[pk]  # type: ignore[attr-defined]


def grouped(rows: Iterable[Any], name: str) -> defaultdict[int, list[Any]]:
    """``rows`` by the value of their column ``name``, each group in the order given."""
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups
