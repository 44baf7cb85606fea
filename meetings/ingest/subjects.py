"""What a paragraph is about, so that it can be followed from meeting to meeting: themes, instruments, days to come."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from meetings.council.terms import places_of, terms_in
from meetings.models import (
    ComingDate,
    Instrument,
    InstrumentMention,
    OutcomeNote,
    Paragraph,
    Theme,
    ThemePassage,
)
from meetings.reading.coming import find_coming_dates


def write_subjects(note: OutcomeNote, paragraphs: Iterable[Paragraph]) -> None:
    """Write the subjects of ``paragraphs`` of ``note``, which has none yet. The caller holds the transaction."""
    about = [paragraph for paragraph in paragraphs if _speaks_of_the_meeting(note, paragraph)]
    write_themes(about, Theme.objects.all())
    write_instruments(about, Instrument.objects.all())
    write_coming_dates(note, about)


def _speaks_of_the_meeting(note: OutcomeNote, paragraph: Paragraph) -> bool:
    """Not so the list of people and the remarks below an abstract."""
    return not note.is_abstract or paragraph.part not in {Paragraph.ANNEX, Paragraph.FOOTNOTE}


def write_themes(paragraphs: Sequence[Paragraph], themes: Iterable[Theme]) -> None:
    """Which of ``themes`` each paragraph is about, by their terms."""
    ThemePassage.objects.bulk_create(
        ThemePassage(theme=theme, paragraph=paragraph, terms=list(terms))
        for theme in themes
        for paragraph in paragraphs
        if (terms := terms_in(paragraph.text, tuple(theme.terms)))
    )


def write_instruments(paragraphs: Sequence[Paragraph], instruments: Iterable[Instrument]) -> None:
    """Every place where one of ``instruments`` is named."""
    InstrumentMention.objects.bulk_create(
        InstrumentMention(instrument=instrument, paragraph=paragraph, start=start, end=end)
        for instrument in instruments
        for paragraph in paragraphs
        for start, end in places_of(paragraph.text, tuple(instrument.forms), but_not=tuple(instrument.near_misses))
    )


def write_coming_dates(note: OutcomeNote, paragraphs: Sequence[Paragraph]) -> None:
    """The days that the note looks forward to: those after its meeting, or after its own date. None without either."""
    after = note.meeting.closed_on if note.meeting else note.dated_on
    if after is None:
        return
    ComingDate.objects.bulk_create(
        (
            ComingDate(
                paragraph=paragraph,
                start=found.start,
                end=found.end,
                words=found.words,
                opens_on=found.opens_on,
                closes_on=found.closes_on,
                year_printed=found.year_printed,
            )
            for paragraph in paragraphs
            for found in find_coming_dates(paragraph.text, after=after)
        ),
        ignore_conflicts=True,  # a sentence that names one day twice
    )


@transaction.atomic
def find_subjects_anew(note: OutcomeNote) -> None:
    """Find themes, instruments and days to come again, after their terms or the meeting of the note were mended."""
    held = OutcomeNote.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=note.pk)
    for found in (ThemePassage, InstrumentMention, ComingDate):
        found.objects.filter(note=held).delete()
    write_subjects(held, held.paragraphs.all())


# What is found of a subject, by the column that names it, and how.
FOUND_BY_WORDS: dict[type[Model], tuple[type[Model], str, Callable[..., None]]] = {
    Theme: (ThemePassage, "theme", write_themes),
    Instrument: (InstrumentMention, "instrument", write_instruments),
}


def find_again(subjects: Sequence[Any], *, where: Sequence[Any]) -> None:
    """Find ``subjects``, all themes or all instruments, again in the paragraphs in which those of ``where`` were found.

    For words that went from one subject to another. What was found of ``where`` is gone afterwards, unless they are
    among the ``subjects``. The caller holds the transaction.
    """
    model, column, write = FOUND_BY_WORDS[type(subjects[0])]
    before = model._default_manager.filter(**{f"{column}__in": where})
    paragraphs = Paragraph.objects.filter(pk__in=before.order_by().values("paragraph"))
    held = list(paragraphs.only("note", "text").order_by("pk"))
    before.delete()
    write(held, subjects)


def find_everywhere(subject: Any) -> int:
    """Find a theme or an instrument again in every note, after its words were mended; in how many passages it is now.

    Each note is looked through in a transaction of its own, so that nobody waits long.
    """
    model, column, write = FOUND_BY_WORDS[type(subject)]
    found = model._default_manager.filter(**{column: subject})
    for pk in OutcomeNote.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            note = OutcomeNote.objects.select_for_update(of=("self",)).defer("text", "vector").filter(pk=pk).first()
            if note is None:  # deleted for good meanwhile
                continue
            found.filter(note=note).delete()
            about = [each for each in note.paragraphs.defer("vector") if _speaks_of_the_meeting(note, each)]
            write(about, [subject])
    return found.values("paragraph").distinct().count()
