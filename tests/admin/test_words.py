"""At the desk every value leads to the words that it came from."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.desk.words import Mark, laid
from meetings.ingest import receive_source
from meetings.models import CodeEvidence, Doubt, OutcomeNote, Statement
from meetings.reading.parsed import DoubtKind
from meetings.review import reasons_against_publishing
from tests import make
from tests.ingest.papers import note_text

pytestmark = pytest.mark.django_db


def written(text: str, *marks: Mark) -> str:
    out = []
    for token in laid(text, marks):
        if token.opens:
            out.append(f"[{token.opens.key}{'!' if token.opens.first else ''}:")
        out.append("]" if token.closes else token.words)
    return "".join(out)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), "one two three"),
        ((Mark("a", 4, 7),), "one [a!:two] three"),
        ((Mark("a", 0, 13), Mark("b", 4, 7)), "[a!:one [b!:two] three]"),
        ((Mark("b", 4, 7), Mark("a", 4, 7)), "one [b!:[a!:two]] three"),
        ((Mark("a", 0, 7), Mark("b", 4, 13)), "[a!:one [b!:two]][b: three]"),  # b begins in a and ends behind it
        ((Mark("a", 0, 3), Mark("b", 3, 7)), "[a!:one][b!: two] three"),
    ],
)
def test_marks_lie_one_within_the_other(marks: tuple[Mark, ...], expected: str) -> None:
    assert written("one two three", *marks) == expected


@pytest.fixture
def page(desk: Client) -> str:
    note = receive_source(data=note_text(), name="note.md", by=None).note
    return desk.get(reverse("admin:review", args=[note.pk])).content.decode()


@pytest.mark.parametrize(
    "name", ["number", "dated_on", "place", "marking", "language", "codes", "kind", "sent_from", "sent_to", "subject"]
)
def test_a_cover_value_leads_to_its_words(page: str, name: str) -> None:
    assert f'href="#words-{name}"' in page
    assert page.count(f'id="words-{name}"') == 1


def test_no_link_leads_nowhere_and_no_anchor_stands_twice(page: str) -> None:
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def test_sides_participants_codes_and_doubts_lead_to_their_words(desk: Client) -> None:
    text = "The EU side named Mr Duke for visa matters. The US side agreed to report."
    note = make.note(text, codes="VISA 239", published=False)
    paragraph = note.paragraphs.get()
    paragraph.sides = ["EU", "US"]
    paragraph.save()
    Statement.objects.create(paragraph=paragraph, start=0, end=43, side="EU", kind="other")
    Statement.objects.create(paragraph=paragraph, start=44, end=len(text), side="US", kind="committed")
    duke = make.participation(note, paragraph, name="Duke", as_named="Mr Duke")
    evidence = CodeEvidence.objects.create(note_code=note.note_codes.get(), paragraph=paragraph, terms=["visa"])
    doubt = Doubt.objects.create(note=note, kind="commitment-uncertain", words="agreed to report")
    shown = desk.get(reverse("admin:review", args=[note.pk])).content.decode()
    for key, words in (
        (f"side-{paragraph.pk}-US", "The US side "),
        (f"participation-{duke.pk}", "Mr Duke"),
        (f"evidence-{evidence.pk}", "visa"),
        (f"doubted-{doubt.pk}", "agreed to report"),
    ):
        assert f'href="#words-{key}"' in shown
        assert f'<span data-words="{key}" id="words-{key}">{words}' in shown


def test_words_of_a_file_are_text_and_nothing_else(desk: Client) -> None:
    data = note_text("The EU side agreed to <script>alert(1)</script> report.", city="<b>Tampere</b>")
    note: OutcomeNote = receive_source(data=data, name="note.md", by=None).note
    shown = desk.get(reverse("admin:review", args=[note.pk])).content.decode()
    assert "<script>alert" not in shown
    assert "<b>Tampere" not in shown


def test_a_note_read_before_the_words_were_kept_says_how_to_get_them(desk: Client) -> None:
    note = make.note("Both sides agreed.", published=False)
    assert "once the original is read again" in desk.get(reverse("admin:review", args=[note.pk])).content.decode()


def test_a_doubt_about_the_cover_leads_to_its_words_there(desk: Client) -> None:
    note = receive_source(data=note_text(codes="ZZYZX 12"), name="note.md", by=None).note
    doubt = note.doubts.get(kind="unknown-code")
    shown = desk.get(reverse("admin:review", args=[note.pk])).content.decode()
    assert f'href="#words-doubted-{doubt.pk}"' in shown
    assert shown.index('id="cover"') < shown.index(f'id="words-doubted-{doubt.pk}"') < shown.index('id="text"')


def test_every_reason_against_publishing_and_every_doubt_leads_to_a_place_on_the_page(desk: Client) -> None:
    note = make.note(published=False, marking="", dated_on=None, meeting=None)
    for kind in DoubtKind:
        Doubt.objects.create(note=note, kind=kind, words="")
    shown = desk.get(reverse("admin:review", args=[note.pk])).content.decode()
    anchors = set(re.findall(r' id="([^"]+)"', shown))
    reasons = reasons_against_publishing(note)
    assert len(reasons) == 9
    for reason in reasons:
        assert f'<a href="#{reason.anchor}">' in shown
        assert reason.anchor in anchors
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= anchors
