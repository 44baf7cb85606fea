"""The page of one note: its text whole, what is underlined, what is marked, and who may see it."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import AgendaTopic, ComingDate, Commitment, OutcomeNote, Paragraph, Theme, ThemePassage
from meetings.reference import load_reference
from meetings.views.body import sections_of
from meetings.views.passages import pieces
from tests import make
from tests.views.rows import TEXT, full_note

pytestmark = pytest.mark.django_db


def page(client, note, query=""):
    return client.get(note.get_absolute_url(), {"hl": query} if query else {}).content.decode()


def test_paragraph_can_be_linked_and_says_page_and_sides(reader, as_user):
    content = page(as_user(reader), full_note().note)
    assert 'id="p1.1"' in content
    assert 'href="#p1.1"' in content
    assert "page 1" in content
    assert '<span class="side side--us">US side</span>' in content


def test_commitments_and_requests_are_underlined_and_tied_by_number_to_their_margin_notes(reader, as_user):
    content = page(as_user(reader), full_note().note)
    assert '<span class="has-commitment" data-number="1">Both sides agreed to share data.</span>' in content
    assert '<span class="has-commitment" data-number="2">Both sides agreed to meet on drugs again.</span>' in content
    assert '<span class=" has-request">The US called on the EU to act.</span>' in content


def test_overlapping_commitments_lose_no_letter():
    first = Commitment(start=0, end=20, quote=TEXT[:20])
    second = Commitment(start=10, end=len(TEXT), quote=TEXT[10:])
    cut = pieces(TEXT, [first, second], [])
    assert "".join(piece.text for piece in cut) == TEXT
    assert [piece.numbers for piece in cut] == ["", "1", "2"]
    assert all(piece.commits for piece in cut)


def test_words_that_were_searched_for_are_marked_also_where_underlining_begins(reader, as_user):
    content = page(as_user(reader), full_note().note, "share drugs")
    assert ">share</span></mark>" in content
    assert ">drugs</span></mark>" in content


def test_text_of_a_note_is_never_run(reader, as_user):
    attack = '<script>alert("x")</script> & <img src=x onerror=alert(1)>'
    note = make.note(f"Both sides agreed {attack}.", subject=attack, summary=attack)
    note.topics.update(title=attack)
    for query in ("", "agreed", attack):
        content = page(as_user(reader), note, query)
        assert "<script>alert" not in content
        assert "<img" not in content
        assert "&lt;script&gt;" in content


def test_rejected_commitment_is_not_shown(reader, as_user):
    full = full_note()
    Commitment.objects.all().delete()
    make.commitment(full.paragraph, state=Commitment.REJECTED, reviewed_at=full.note.published_at)
    assert "has-commitment" not in page(as_user(reader), full.note)


@pytest.mark.parametrize(
    ("given", "seen_by"),
    [
        ({"marking": "PUBLIC"}, {"reader", "limite", "archivist", "administrator"}),
        ({"marking": "LIMITE"}, {"limite", "archivist", "administrator"}),
        ({"marking": "LIMITE", "published": False}, {"archivist", "administrator"}),
        ({"marking": "", "published": False}, {"archivist", "administrator"}),
        ({"state": OutcomeNote.WITHDRAWN, "published": False}, {"archivist", "administrator"}),
    ],
)
def test_note_is_there_for_those_who_may_read_it_and_absent_for_others(given, seen_by, client, as_user):
    note = make.note("Words.", **given)
    answers = {role: as_user(make.user(role)).get(note.get_absolute_url()).status_code for role in make.ROLES}
    assert {role for role, status in answers.items() if status == 200} == seen_by
    assert set(answers.values()) <= {200, 404}
    assert client.get(note.get_absolute_url()).status_code == 302


@pytest.mark.parametrize(
    ("marking", "banner"),
    [("PUBLIC", "This paper is public"), ("LIMITE", "This note is LIMITE"), ("", "treated as LIMITE")],
)
def test_banner_bears_the_marking_of_the_note(marking, banner, archivist, as_user):
    note = make.note("Words.", marking=marking, published=bool(marking))
    content = page(as_user(archivist), note)
    assert banner in content
    assert f'data-marking="{marking.lower() or "limite"}"' in content


def test_archivist_is_told_that_readers_do_not_see_the_note(archivist, as_user):
    note = make.note("Words.", published=False)
    assert "In review: readers do not see this note" in page(as_user(archivist), note)


def test_cited_paper_is_a_link_only_for_those_who_may_read_it(reader, limite_reader, as_user):
    cited = make.note("Before.", number="10084/17", marking="LIMITE")
    note = make.note("After.", previous_documents=["10084/17"])
    assert cited.get_absolute_url() in page(as_user(limite_reader), note)
    content = page(as_user(reader), note)
    assert cited.get_absolute_url() not in content
    assert "not among the papers that you may read" in content


def test_other_version_of_a_cited_paper_is_not_taken_for_it(reader, as_user):
    elsewhere = make.meeting(city="Washington", slug="2017-01-washington")
    make.note("Revised.", number="10084/17", version="REV 1", slug="10084-17-rev-1", meeting=elsewhere)
    note = make.note("After.", previous_documents=["10084/17"])
    assert "10084-17-rev-1" not in page(as_user(reader), note)


def test_sections_follow_the_note_and_empty_topics_keep_their_place():
    note = make.note("In the third topic.")
    third = note.topics.get()
    AgendaTopic.objects.filter(pk=third.pk).update(position=3, number="3", label="3", title="Third")
    AgendaTopic.objects.create(note=note, position=2, number="2", label="2", title="Second, empty")
    AgendaTopic.objects.create(note=note, position=4, number="4", label="4", title="Fourth, empty")
    make.paragraph(note, "Summed up.", part=Paragraph.SUMMARY, position=0, ordinal=1, address="S.1")
    make.paragraph(note, "Annexed.", part=Paragraph.ANNEX, position=9, ordinal=1, address="A.1")
    paragraphs = list(note.paragraphs.prefetch_related("commitments", "code_evidence"))
    for paragraph in paragraphs:
        paragraph.asked = []
    found = sections_of(note.topics.all(), paragraphs, None)
    assert [(section.title, len(section.lines)) for section in found] == [
        ("Summary", 1),
        ("Second, empty", 0),
        ("Third", 1),
        ("Annex", 1),
        ("Fourth, empty", 0),
    ]


def test_page_of_a_note_takes_the_same_queries_for_more_rows(
    limite_reader, as_user, django_assert_num_queries, no_query_in_a_template
):
    client = as_user(limite_reader)
    full = full_note(marking="LIMITE", previous_documents=["1/17"])
    page(client, full.note, "shared drugs agreement further points")
    for more in (0, 5):
        for place in range(more):
            text = f"Both sides agreed on {'further ' * place} points."
            make.commitment(make.paragraph(full.note, text, topic=full.note.topics.get()))
        with django_assert_num_queries(7), no_query_in_a_template():
            client.get(full.note.get_absolute_url())


def test_marking_words_learns_all_new_words_of_a_note_at_once(reader, as_user, django_assert_max_num_queries):
    short = make.note("Stands.")
    long = make.note(*[f"Unheard{'a' * place}word stands here." for place in range(12)])
    client = as_user(reader)
    client.get(short.get_absolute_url(), {"hl": "stands"})
    with django_assert_max_num_queries(12):
        client.get(long.get_absolute_url(), {"hl": "stands"})


def test_other_spellings_that_a_search_finds_are_marked_too(reader, as_user):
    load_reference()
    content = page(as_user(reader), make.note("On counterterrorism and cyber crime."), "counter-terrorism cybercrime")
    assert "<mark>counterterrorism</mark>" in content
    assert "<mark>cyber crime</mark>" in content


def test_abstract_says_that_it_is_no_quotation_and_does_not_look_like_one(reader, as_user):
    meeting = make.meeting(joint_statement_url="https://example.org/statement")
    content = page(
        as_user(reader), make.note("We summed up.", kind="ABSTRACT", number="", slug="ours", meeting=meeting)
    )
    assert "An abstract, not the statement" in content
    assert 'href="https://example.org/statement"' in content
    assert 'class="paragraph__text paragraph__text--own"' in content
    assert "paragraph__text--own" not in page(as_user(reader), make.note("They agreed."))


def test_margin_names_threads_and_announced_days_and_participants_have_pages(reader, as_user):
    full = full_note()
    theme = Theme.objects.create(slug="data", label="Sharing of data", terms=["data"])
    ThemePassage.objects.create(theme=theme, paragraph=full.paragraph, terms=["data"])
    ComingDate.objects.create(
        paragraph=full.paragraph,
        start=0,
        end=31,
        words="26 July",
        opens_on=date(2017, 7, 26),
        closes_on=date(2017, 7, 26),
    )
    content = page(as_user(reader), full.note)
    assert '<a href="/threads/data/" lang="en">Sharing of data</a>' in content
    assert '<time datetime="2017-07-26" lang="en">26 July</time>' in content
    assert '<a href="/people/duke/">Duke</a>' in content


def test_a_passage_leads_to_others_like_it_and_the_note_has_a_box_of_its_own(as_user, reader):
    note = make.note("The US side stressed visa reciprocity.", "Passenger name records.")
    other = make.note("Visa reciprocity once more.")
    client = as_user(reader)
    page = client.get(note.get_absolute_url()).content.decode()
    assert f'href="{reverse("similar", args=[note.slug, note.paragraphs.first().address])}"' in page
    assert f'<input type="hidden" name="note" value="{note.slug}">' in page
    within = client.get(reverse("search"), {"q": "visa", "note": note.slug}).content.decode()
    assert note.name in within
    assert other.name not in within
    meeting = client.get(note.meeting.get_absolute_url()).content.decode()
    assert f'<input type="hidden" name="meeting" value="{note.meeting.slug}">' in meeting
