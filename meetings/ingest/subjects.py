"""What a paragraph is about, so that it can be followed from meeting to meeting: themes, instruments, days to come."""

from collections.abc import Iterable, Sequence

from django.db import transaction

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
    write_themes(about)
    write_instruments(about)
    write_coming_dates(note, about)


def _speaks_of_the_meeting(note: OutcomeNote, paragraph: Paragraph) -> bool:
    """Not so the list of people and the remarks below an abstract."""
    return not note.is_abstract or paragraph.part not in {Paragraph.ANNEX, Paragraph.FOOTNOTE}


def write_themes(paragraphs: Sequence[Paragraph]) -> None:
    """The themes that each paragraph is about, by their terms."""
    themes = list(Theme.objects.all())
    ThemePassage.objects.bulk_create(
        ThemePassage(theme=theme, paragraph=paragraph, terms=list(terms))
        for theme in themes
        for paragraph in paragraphs
        if (terms := terms_in(paragraph.text, tuple(theme.terms)))
    )


def write_instruments(paragraphs: Sequence[Paragraph]) -> None:
    """Every place where an instrument is named."""
    instruments = list(Instrument.objects.all())
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
        found.objects.filter(paragraph__note=held).delete()
    write_subjects(held, held.paragraphs.all())
