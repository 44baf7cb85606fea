"""Short forms in the text of a note: each leads to its meaning, which also opens beside it.

The text itself stays as it is: a link adds nothing to what is read aloud or copied.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.council.terms import one_form, whole_words
from meetings.models import GlossaryTerm
from meetings.search.alphabet import in_alphabet
from meetings.views.passages import Piece

# The short forms are capitals: PNR, CLOUD Act, eu-LISA; not Europol or Interpol, which are names that people know.
SHORT = re.compile(r"[A-Z]{2}")


class ShortForms:
    """Finds the first place of each short form; ``used`` are those found, for the cards that explain them."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._terms = {one_form(each.term): each for each in terms if SHORT.search(each.term)}
        self._pattern = re.compile(whole_words(self._terms, apart=r"\w-"))  # "PNR-like" is another word
        self._found: dict[str, GlossaryTerm] = {}

    @property
    def used(self) -> list[GlossaryTerm]:
        return sorted(self._found.values(), key=lambda term: in_alphabet(term.term))

    def link(self, pieces: Iterable[Piece], linked: set[str]) -> list[Piece]:
        """``pieces`` with a link on each short form that is not among those ``linked`` already, which grow by it."""
        if not self._terms:
            return list(pieces)
        return [replace(piece, text=self._linked(piece.text, linked)) for piece in pieces]

    def _linked(self, text: str, linked: set[str]) -> str:
        parts: list[str] = []
        end = 0
        for found in self._pattern.finditer(text):
            form = one_form(found[0])
            if form in linked:
                continue
            linked.add(form)
            term = self._found[form] = self._terms[form]
            parts += [conditional_escape(text[end : found.start()]), _link(term, found[0])]
            end = found.end()
        # Each part is escaped, or made by format_html.
        return mark_safe("".join([*parts, conditional_escape(text[end:])])) if parts else text  # noqa: S308


def _link(term: GlossaryTerm, printed: str) -> SafeString:
    to = f"{reverse('glossary')}#{term.slug}"
    return format_html('<a class="term" href="{}" interestfor="term-{}">{}</a>', to, term.slug, printed)
