"""The tables of threads, codes, codes by meetings and instruments, what names one instrument, what went quiet, the
glossary, and a reader's folder.
"""

from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.council.markings import Marking
from meetings.figures import whole_number
from meetings.following.codes import codes_with_counts
from meetings.following.folders import kept_in
from meetings.following.instruments import instruments_with_counts, mentions_of, once_a_paragraph
from meetings.following.matrix import Column, Mark, papers_on, rows_of
from meetings.following.quiet import gone_quiet
from meetings.following.threads import threads_with_counts
from meetings.models import (
    Folder,
    GlossaryTerm,
    Instrument,
    InstrumentMention,
    NoteCode,
    OutcomeNote,
    ThemePassage,
    TopicCode,
)
from meetings.search.alphabet import by_alphabet
from meetings.sharing import columns
from meetings.sharing.listed import AT_ONCE, Listed, named, strictest_in
from meetings.views.marking import strictest_of
from meetings.views.matrix import shown_by
from meetings.views.quiet import limits


def threads(asked: QueryDict, user: Any) -> Listed:
    """All themes with how often they were raised. Counts that LIMITE notes are part of make the list LIMITE."""
    marking = strictest_in(ThemePassage.objects.leading_for(user), "note__marking")
    return Listed(_("Threads"), reverse("threads"), columns.THREADS, threads_with_counts(user), marking)


def codes(asked: QueryDict, user: Any) -> Listed:
    """All topic codes with how many notes carry them."""
    marking = strictest_in(OutcomeNote.objects.leading_for(user).exclude(note_codes=None), "marking")
    return Listed(_("Topic codes"), reverse("codes"), columns.CODES, codes_with_counts(user), marking)


def matrix(asked: QueryDict, user: Any) -> Listed:
    """Codes by meetings: a row for each marked cell, so that each number keeps its paper, its marking and its passages.

    A spreadsheet makes the table of it again (rows: code, columns: meeting).
    """
    shown = shown_by(asked, user)
    columns_shown = [Column([meeting], held=True) for meeting in shown.meetings]
    carrying = NoteCode.objects.filter(code__in=shown.codes).order_by().values("note")
    papers = papers_on(columns_shown, user).filter(pk__in=carrying)

    def rows() -> Iterator[tuple[TopicCode, Mark]]:
        held = list(papers.select_related("meeting"))
        for batch in batched(shown.codes, AT_ONCE, strict=False):
            for row in rows_of(batch, columns_shown, held):
                yield from ((row.code, mark) for _column, mark in row.cells if mark)

    marking = strictest_in(papers, "marking")
    return Listed(_("Codes by meetings"), reverse("matrix"), columns.MATRIX, rows(), marking)


def glossary(asked: QueryDict, user: Any) -> Listed:
    """What short forms mean. The explanations are the archive's own, so that everybody may read them."""
    terms = GlossaryTerm.objects.order_by(*by_alphabet("term"))
    return Listed(_("Glossary"), reverse("glossary"), columns.GLOSSARY, terms, Marking.PUBLIC.value)


def instruments(asked: QueryDict, user: Any) -> Listed:
    """All instruments with how often they are named."""
    marking = strictest_in(InstrumentMention.objects.leading_for(user), "note__marking")
    rows = instruments_with_counts(user)
    return Listed(_("Instruments"), reverse("instruments"), columns.INSTRUMENTS, rows, marking)


def instrument(asked: QueryDict, user: Any) -> Listed:
    """The passages that name the instrument ``?of=``, newest meeting first."""
    found: Instrument = named(asked, Instrument.objects.all(), user)
    mentions = mentions_of(found, user)
    marking = strictest_in(mentions, "note__marking")
    rows = once_a_paragraph(mentions.iterator(AT_ONCE))
    return Listed(found.name, found.get_absolute_url(), columns.MENTIONS, rows, marking)


def quiet(asked: QueryDict, user: Any) -> Listed:
    """The themes that went quiet, by the limits of the page."""
    raised, silent = limits(asked)
    themes = gone_quiet(user, raised=raised, silent=silent).themes
    marking = strictest_of(passage.paragraph.note.marking for each in themes for passage in each.passages)
    return Listed(_("Gone quiet"), reverse("quiet"), columns.QUIET, themes, marking)


def folder(asked: QueryDict, user: Any) -> Listed:
    """What the person may read of the folder with the number ``?of=``, in its order. Its name stays theirs."""
    found = Folder.objects.visible_to(user).filter(pk=whole_number(asked.get("of", ""))).first()
    if found is None:
        raise Http404
    kept = kept_in(found, user)
    marking = strictest_of(each.row.note.marking for each in kept)
    return Listed(_("Folder"), reverse("folder", args=[found.pk]), columns.FOLDER, kept, marking)
