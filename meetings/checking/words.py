"""What is kept about words agrees with the words: quotations, places of findings, search vectors, and the word list."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import F, GeneratedField, Model, TextField
from django.db.models.functions import Cast, Length, Substr

from meetings.checking.faults import Fault, Progress, in_batches, spans
from meetings.models import ComingDate, Commitment, InstrumentMention, OutcomeNote, Paragraph, Statement

REREAD = "Restore a backup, or let the paper be read again: manage.py reread_notes."
LONGEST_SHOWN = 60
MISSING_WORDS = """
SELECT DISTINCT w.lexeme FROM meetings_paragraph p, unnest(p.vector) w
 WHERE p.id BETWEEN %s AND %s
   AND NOT EXISTS (SELECT FROM meetings_searchword s WHERE s.lexeme = w.lexeme)
 ORDER BY 1
"""


def quotations(progress: Progress) -> Iterator[Fault]:
    """Of every commitment, the words between its beginning and its end are those that it quotes."""
    words = Substr("paragraph__text", F("start") + 1, F("end") - F("start"))
    rows = Commitment.objects.select_related("paragraph__note").annotate(words=words).exclude(words=F("quote"))
    for row in in_batches(rows, progress):
        yield Fault(
            row.permanent_address,
            f"The commitment quotes “{_short(row.quote)}”, but the paragraph says “{_short(row.words)}” there.",
            REREAD,
        )


def places(progress: Progress) -> Iterator[Fault]:
    """What was found in a paragraph lies inside it."""
    kinds: dict[type[Model], str] = {
        Statement: "sentence",
        ComingDate: "day that was named",
        InstrumentMention: "mention of an instrument",
    }
    for model, kind in kinds.items():
        rows = model._base_manager.select_related("paragraph__note").filter(end__gt=Length("paragraph__text"))
        for row in in_batches(rows, progress):
            yield Fault(
                row.paragraph.permanent_address,
                f"A {kind} is said to end at character {row.end}, but the paragraph is shorter.",
                REREAD,
            )


def computed(progress: Progress) -> Iterator[Fault]:
    """The columns that the database computes, search vectors before all, are what it would compute now."""
    for model in (Paragraph, OutcomeNote):
        for field in model._meta.concrete_fields:
            if isinstance(field, GeneratedField):
                yield from _computed(model, field, progress)


def _computed(model: type[Model], field: GeneratedField, progress: Progress) -> Iterator[Fault]:
    held, would = Cast(field.name, TextField()), Cast(field.expression, TextField())  # vectors compare as searches
    rows = model._base_manager.alias(held=held, would=would).exclude(held=F("would")).defer("text")
    anew = ", ".join(f"{name} = {name}" for name in sorted(each.column for each in field.referenced_fields))
    for row in in_batches(rows.select_related("note") if model is Paragraph else rows, progress):
        yield Fault(
            row.permanent_address if isinstance(row, Paragraph) else row.get_absolute_url(),
            f"Its {field.name} is not what the database would compute now, so that searches may miss it.",
            f"UPDATE {model._meta.db_table} SET {anew} WHERE id = {row.pk};",  # noqa: S608 - shown, not run
        )


def word_list(progress: Progress) -> Iterator[Fault]:
    """Every lexeme of every paragraph stands in the list from which like words are offered."""
    for span in spans(Paragraph, progress):
        with connection.cursor() as cursor:
            cursor.execute(MISSING_WORDS, span)
            while missing := cursor.fetchmany(100):
                for (lexeme,) in missing:
                    yield Fault(
                        "the list of words",
                        f"“{_short(lexeme)}” stands in a paragraph, but not in the list of words that search offers.",
                        "UPDATE meetings_paragraph SET id = id "  # noqa: S608 - shown, not run
                        f"WHERE id BETWEEN {span[0]} AND {span[1]};",
                    )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
