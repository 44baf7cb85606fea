"""The review page and its buttons, as an archivist's browser without scripts uses them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings import review
from meetings.models import Commitment, Doubt, OutcomeNote
from tests import make

TEXT = "Both sides agreed to meet again. The EU agreed to report, and the US agreed to report."


@pytest.fixture
def note(db: None) -> OutcomeNote:
    return make.note(TEXT, codes="VISA 239, CYBER 99", published=False)


@pytest.fixture
def commitment(note: OutcomeNote) -> Commitment:
    return make.commitment(note.paragraphs.get(), "Both sides agreed to meet again.")


def address(name: str, *args: object) -> str:
    return reverse(f"admin:{name}", args=args)


def page_of(desk: Client, note: OutcomeNote) -> str:
    return desk.get(address("review", note.pk)).content.decode()


def cover_of(note: OutcomeNote, **changed: object) -> dict[str, object]:
    """What the browser sends for the cover form of ``note``, with ``changed`` fields."""
    return {
        "marking": note.marking,
        "number": note.number,
        "version": note.version,
        "language": note.language,
        "kind": note.kind,
        "dated_on": note.dated_on.isoformat() if note.dated_on else "",
        "place": note.place,
        "sent_from": note.sent_from,
        "sent_to": note.sent_to,
        "subject": note.subject,
        "meeting": note.meeting_id or "",
        "codes": ", ".join(str(code) for code in note.note_codes.all()),
        "revision": note.revision,
    } | changed


# Reading --------------------------------------------------------------------------------------------------------------


def test_doubts_stand_before_the_cover_and_the_text(desk: Client, note: OutcomeNote, commitment: Commitment) -> None:
    doubt = Doubt.objects.create(note=note, kind="commitment-uncertain", words="agreed to meet again", page=1)
    page = page_of(desk, note)
    assert (
        page.index(f'id="doubt-{doubt.pk}"') < page.index('id="cover"') < page.index(f'id="commitment-{commitment.pk}"')
    )
    assert "To §1.1" in page  # its words stand there


def test_the_page_shows_the_words_of_a_commitment_in_their_paragraph(
    desk: Client, note: OutcomeNote, commitment: Commitment
) -> None:
    shown = page_of(desk, note)
    key = f"commitment-{commitment.pk}"
    words = f'<span data-words="{key}" id="words-{key}" class="has-commitment">{commitment.quote}</span>'
    assert f"{words} The EU agreed" in shown
    assert f'href="#words-{key}"' in shown


def test_the_number_of_queries_does_not_grow_with_the_note(
    desk: Client, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    note = make.note(*[f"Both sides agreed to do thing {number}." for number in range(30)], published=False)
    for paragraph in note.paragraphs.all():
        make.commitment(paragraph)
        Doubt.objects.create(note=note, kind="side-unclear", words=paragraph.text)
    with django_assert_max_num_queries(25):
        page_of(desk, note)


def test_every_query_is_asked_before_a_page_is_rendered(
    desk: Client,
    archivist: User,
    note: OutcomeNote,
    commitment: Commitment,
    no_query_in_a_template: Callable[[], AbstractContextManager[None]],
) -> None:
    review.confirm_commitment(commitment=commitment, by=archivist)
    review.settle_doubt(doubt=Doubt.objects.create(note=note, kind="no-codes"), by=archivist)
    make.participation(note, note.paragraphs.get(), name="Duke")
    make.source(note)
    review.publish_note(note=note, by=archivist)
    addresses = [address("review", note.pk), address("queue"), address("index"), address("upload")]
    for url in addresses:
        desk.get(url)  # what Django looks up once for the process
    with no_query_in_a_template():
        for url in addresses:
            assert desk.get(url).status_code == 200


def test_the_queue_is_oldest_first_with_the_number_of_open_doubts(desk: Client, archivist: User) -> None:
    older, newer = make.note(TEXT, published=False), make.note(TEXT, published=False)
    for kind in ("no-codes", "no-topics"):
        Doubt.objects.create(note=newer, kind=kind)
    settled = Doubt.objects.create(note=newer, kind="side-unclear")
    review.settle_doubt(doubt=settled, by=archivist)
    make.commitment(newer.paragraphs.get())
    published = make.note(TEXT)
    answer = desk.get(address("queue"))
    waiting = answer.context_data["waiting"]
    assert [note.pk for note in waiting] == [older.pk, newer.pk]
    assert [(note.open_doubts, note.proposed_commitments) for note in waiting] == [(0, 0), (2, 1)]
    assert published.name not in answer.content.decode()


# Publishing -----------------------------------------------------------------------------------------------------------


def test_upload_review_publish_makes_it_visible_and_only_then(
    desk: Client, note: OutcomeNote, reader: User, as_user: Callable[[User], Client]
) -> None:
    reading = as_user(reader)
    assert reading.get(note.get_absolute_url()).status_code == 404
    assert desk.get(note.get_absolute_url()).status_code == 200  # the preview
    desk.post(address("publish", note.pk), {"revision": note.revision})
    assert reading.get(note.get_absolute_url()).status_code == 200
    desk.post(address("withdraw", note.pk), {"revision": note.revision + 1, "reason": "A slip"})
    assert reading.get(note.get_absolute_url()).status_code == 404


def test_each_reason_links_to_the_place_where_it_is_mended(desk: Client) -> None:
    note = make.note(TEXT, published=False, marking="")
    doubt = Doubt.objects.create(note=note, kind="meeting-uncertain", words="spring 2017")
    answer = desk.post(address("publish", note.pk), {"revision": note.revision})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert '<a href="#cover-marking">The note has no marking: set who may read it.</a>' in page
    assert f'<a href="#doubt-{doubt.pk}">It is not certain which meeting' in page
    assert not OutcomeNote.objects.get().is_published


def test_the_marking_can_be_set_in_the_step_of_publishing(desk: Client) -> None:
    note = make.note(TEXT, published=False, marking="")
    desk.post(address("publish", note.pk), {"revision": note.revision, "marking": "LIMITE"})
    note.refresh_from_db()
    assert (note.marking, note.is_published) == ("LIMITE", True)


def test_withdrawing_without_a_reason_says_what_is_missing(desk: Client, note: OutcomeNote) -> None:
    answer = desk.post(address("withdraw", note.pk), {"revision": note.revision, "reason": " "})
    assert "Say why in a few words" in answer.content.decode()
    assert OutcomeNote.objects.get().state == OutcomeNote.IN_REVIEW


# The cover ------------------------------------------------------------------------------------------------------------


def test_the_cover_is_saved_with_its_codes(desk: Client, note: OutcomeNote) -> None:
    answer = desk.post(address("cover", note.pk), cover_of(note, subject="Outcome", codes="CYBER 99, PR CO 64"))
    assert answer.url == f"{address('review', note.pk)}#cover"
    note.refresh_from_db()
    assert note.subject == "Outcome"
    assert [str(code) for code in note.note_codes.all()] == ["CYBER 99", "PR CO 64"]


def test_saving_the_cover_as_it_stands_changes_nothing(desk: Client, note: OutcomeNote) -> None:
    desk.post(address("cover", note.pk), cover_of(note))
    assert OutcomeNote.objects.get().revision == note.revision


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"codes": "cyber ninety-nine"}, "Expected a form like CYBER 99"),
        ({"number": "seventeen"}, "Expected a form like 10483/17"),
        ({"dated_on": "the day before"}, "Enter a valid date"),
        ({"marking": "SECRET"}, "SECRET is not one of the available choices"),
    ],
)
def test_a_wrong_cover_value_comes_back_with_what_was_typed(
    desk: Client, note: OutcomeNote, changed: dict[str, str], sentence: str
) -> None:
    answer = desk.post(address("cover", note.pk), cover_of(note, subject="Kept while mending", **changed))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in page
    assert "Kept while mending" in page
    assert OutcomeNote.objects.get().subject == ""


def test_two_archivists_on_one_cover_lose_nothing(
    desk: Client, note: OutcomeNote, administrator: User, archivist: User
) -> None:
    review.set_cover(note=note, by=administrator, subject="What she wrote", place="Valletta")
    answer = desk.post(address("cover", note.pk), cover_of(note, subject="What he wrote"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{administrator.username} changed this while you had it open" in page
    assert "What he wrote</textarea>" in page
    assert 'The archive holds: <q lang="en">What she wrote</q>' in page
    assert OutcomeNote.objects.get().subject == "What she wrote"
    # Having compared the two, he saves what the page now shows.
    desk.post(address("cover", note.pk), cover_of(note, subject="Both", place="Valletta", revision=note.revision + 1))
    assert OutcomeNote.objects.get().subject == "Both"


# Commitments ----------------------------------------------------------------------------------------------------------


def test_after_a_decision_the_next_commitment_is_shown(desk: Client, note: OutcomeNote, commitment: Commitment) -> None:
    other = make.commitment(note.paragraphs.get(), "The EU agreed to report", side="EU")
    answer = desk.post(address("judge", note.pk, commitment.pk), {"deed": "confirm", "revision": 0})
    assert answer.url.endswith(f"#commitment-{other.pk}")
    answer = desk.post(address("judge", note.pk, other.pk), {"deed": "reject", "revision": 0})
    assert answer.url.endswith("#publish")
    assert dict(Commitment.objects.values_list("pk", "state")) == {commitment.pk: "confirmed", other.pk: "rejected"}


def test_a_correction_shows_what_the_reader_had_found(desk: Client, note: OutcomeNote, commitment: Commitment) -> None:
    given = {"deed": "correct", "revision": 0, "words": "agreed to meet again", "side": "EU", "strength": "commits"}
    desk.post(address("judge", note.pk, commitment.pk), given)
    commitment.refresh_from_db()
    assert (commitment.quote, commitment.side, commitment.strength) == ("agreed to meet again", "EU", "commits")
    assert "The reading had found: “Both sides agreed to meet again.”, Both sides, agrees." in page_of(desk, note)


def test_a_correction_that_came_too_late_keeps_what_was_typed(
    desk: Client, note: OutcomeNote, commitment: Commitment, administrator: User
) -> None:
    review.reject_commitment(commitment=commitment, by=administrator)
    given = {"deed": "correct", "revision": 0, "words": "agreed to meet", "side": "EU", "strength": "commits"}
    answer = desk.post(address("judge", note.pk, commitment.pk), given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "agreed to meet</textarea>" in page
    assert 'name="revision" value="1"' in page
    commitment.refresh_from_db()
    assert commitment.state == Commitment.REJECTED


@pytest.mark.parametrize("words", ["agreed to meet soon", ""])
def test_words_that_are_not_there_are_refused_beside_the_form(
    desk: Client, note: OutcomeNote, commitment: Commitment, words: str
) -> None:
    given = {"deed": "correct", "revision": 0, "words": words, "side": "EU", "strength": "commits"}
    answer = desk.post(address("judge", note.pk, commitment.pk), given)
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()
    commitment.refresh_from_db()
    assert commitment.state == Commitment.PROPOSED


def test_marked_words_become_a_commitment(desk: Client, note: OutcomeNote) -> None:
    paragraph = note.paragraphs.get()
    given = {
        "words": "agreed to report",
        "side": "US",
        "strength": "agrees",
        "near": TEXT.rindex("agreed to report"),
    }
    answer = desk.post(address("add-commitment", note.pk, paragraph.pk), given)
    added = Commitment.objects.get()
    assert answer.url.endswith(f"#commitment-{added.pk}")
    assert (added.start, added.origin) == (TEXT.rindex("agreed to report"), Commitment.ENTERED)


def test_only_those_without_doubt_are_confirmed_together(
    desk: Client, note: OutcomeNote, commitment: Commitment
) -> None:
    doubted = make.commitment(note.paragraphs.get(), "the US agreed to report", side="")
    assert "Confirm the one without doubt" in page_of(desk, note)
    desk.post(address("confirm-all", note.pk), {"revision": note.revision})
    assert dict(Commitment.objects.values_list("pk", "state")) == {commitment.pk: "confirmed", doubted.pk: "proposed"}


def test_a_commitment_of_another_note_is_not_reached_through_this_one(desk: Client, commitment: Commitment) -> None:
    other = make.note(TEXT, published=False)
    answer = desk.post(address("judge", other.pk, commitment.pk), {"deed": "confirm", "revision": 0})
    assert answer.status_code == 404


def test_a_deed_is_never_done_by_following_a_link(desk: Client, note: OutcomeNote, commitment: Commitment) -> None:
    doubt = Doubt.objects.create(note=note, kind="no-codes")
    for name, args in {
        "publish": [note.pk],
        "withdraw": [note.pk],
        "cover": [note.pk],
        "confirm-all": [note.pk],
        "doubt": [note.pk, doubt.pk],
        "judge": [note.pk, commitment.pk],
        "add-commitment": [note.pk, note.paragraphs.get().pk],
    }.items():
        assert desk.get(address(name, *args)).status_code == 405


# Doubts ---------------------------------------------------------------------------------------------------------------


def test_a_doubt_is_settled_and_opened_again(desk: Client, note: OutcomeNote, archivist: User) -> None:
    first, second = (Doubt.objects.create(note=note, kind="unknown-code", words=f"XYZ {n}") for n in (1, 2))
    answer = desk.post(address("doubt", note.pk, first.pk), {"deed": "settle", "remark": "As printed"})
    assert answer.url.endswith(f"#doubt-{second.pk}")
    first.refresh_from_db()
    assert first.settled_by == archivist
    assert "As printed" in page_of(desk, note)
    desk.post(address("doubt", note.pk, first.pk), {"deed": "reopen"})
    first.refresh_from_db()
    assert first.settled_at is None


@pytest.mark.parametrize("remark", ["two\x00words", "x" * 501])
def test_a_remark_that_cannot_be_kept_is_refused_in_words(desk: Client, note: OutcomeNote, remark: str) -> None:
    doubt = Doubt.objects.create(note=note, kind="unknown-code", words="XYZ 1")
    answer = desk.post(address("doubt", note.pk, doubt.pk), {"deed": "settle", "remark": remark})
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()
    doubt.refresh_from_db()
    assert doubt.settled_at is None


@pytest.mark.parametrize("revision", ["", "-1", "first", "9" * 5000])
def test_a_deed_without_the_revision_that_was_seen_is_not_done(
    desk: Client, note: OutcomeNote, commitment: Commitment, revision: str
) -> None:
    answer = desk.post(address("judge", note.pk, commitment.pk), {"deed": "confirm", "revision": revision})
    assert answer.status_code == 400
    answer = desk.post(address("confirm-all", note.pk), {"revision": revision})
    assert answer.status_code in (400, 409)
    commitment.refresh_from_db()
    assert commitment.state == Commitment.PROPOSED


# Markup ---------------------------------------------------------------------------------------------------------------

EVIL = "<img src=x onerror=alert(1)>"


def test_markup_in_every_field_is_shown_as_text(desk: Client, archivist: User) -> None:
    note = make.note(
        f"{EVIL} agreed",
        published=False,
        kind=EVIL,
        place=EVIL,
        subject=EVIL,
        sent_from=EVIL,
        sent_to=EVIL,
        previous_documents=[EVIL],
        meeting=make.meeting(city=EVIL, slug="evil"),
        number="",
    )
    note.topics.update(title=EVIL, number=EVIL)
    paragraph = note.paragraphs.get()
    make.commitment(paragraph, EVIL, rule=EVIL)
    review.settle_doubt(doubt=Doubt.objects.create(note=note, kind="no-codes", words=EVIL), by=archivist, remark=EVIL)
    Doubt.objects.create(note=note, kind=EVIL[:40], words=EVIL)
    make.participation(note, paragraph, name=EVIL, office=EVIL, as_named=EVIL)
    make.source(note, data=EVIL.encode(), name=EVIL, media_type="text/plain")
    make.code(note, EVIL)
    for name, args in {"review": [note.pk], "queue": [], "index": []}.items():
        page = desk.get(address(name, *args)).content.decode()
        assert EVIL not in page, name
    assert page_of(desk, note).count("&lt;img src=x onerror=alert(1)&gt;") > 15
