"""Short forms lead to their meaning where they first stand; the text stays what it was."""

import pytest
from django.utils.html import strip_tags

from meetings.models import GlossaryTerm
from meetings.views.passages import Piece
from meetings.views.short_forms import ShortForms

TERMS = [
    GlossaryTerm(term=term, slug=term.lower().replace(" ", "-"), expansion="meant")
    for term in ("PNR", "CLOUD Act", "ISIL", "Europol")
]


def linked(text: str, already: set[str] | None = None) -> str:
    (piece,) = ShortForms(TERMS).link([Piece(text)], already if already is not None else set())
    return piece.text


@pytest.mark.parametrize(
    ("text", "links", "why"),
    [
        ("the PNR agreement", 1, "a short form between words"),
        ("PNR and again PNR", 1, "the first place only"),
        ("the CLOUD Act and PNR", 2, "a short form of two words, and another"),
        ("(PNR)", 1, "punctuation beside it"),
        ("SPNR data", 0, "inside another word"),
        ("PNR-like data", 0, "part of a compound"),
        ("Europol", 0, "a name, not a short form"),
        ("pnr", 0, "not as printed in the glossary"),
        ("the CLOUD\nAct", 1, "broken at the end of a line"),
        ("the Cloud Act", 0, "not as printed in the glossary"),
    ],
)
def test_which_places_lead_to_a_meaning(text, links, why):
    assert linked(text).count("<a ") == links, why
    assert strip_tags(linked(text)) == text


def test_once_in_each_part_of_a_note():
    already: set[str] = set()
    assert "<a " in linked("the PNR agreement", already)
    assert "<a " not in linked("the PNR agreement", already)


def test_text_of_a_note_is_never_trusted():
    assert linked("PNR <img src=x onerror=alert(1)>").endswith("</a> &lt;img src=x onerror=alert(1)&gt;")
    forms = ShortForms(TERMS)
    forms.link([Piece("ISIL and PNR")], set())
    assert [term.term for term in forms.used] == ["ISIL", "PNR"]


def test_without_a_glossary_nothing_is_linked():
    assert ShortForms([]).link([Piece("PNR")], set()) == [Piece("PNR")]
