"""Reading again: what a person decided stays, what the reader alone found follows the reader, addresses lead on."""

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from meetings import review
from meetings.council.sides import Side, Strength
from meetings.ingest import receive_source
from meetings.ingest.again import OriginalMissing, deed, reread_note
from meetings.models import Commitment, FormerAddress, OutcomeNote, Paragraph, Proposal, StatusChange, Theme
from meetings.reading.child import read_in_child
from meetings.reading.parsed import CommitmentFound, Doubt, DoubtKind, ParagraphFound, ParsedNote, Part
from meetings.reading.refusals import ClassifiedSource
from meetings.review.status import set_status
from tests.ingest.papers import note_text

pytestmark = pytest.mark.django_db

FIRST = "Both sides agreed to pursue full visa reciprocity as soon as possible."
SECOND = "The EU side agreed to examine the matter of airport transit visas. The US side took note of it."
THIRD = "The US side committed to report on fees at the next meeting."
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
Reader = Callable[..., None]


@pytest.fixture
def note(db: None) -> OutcomeNote:
    return receive_source(data=note_text(TEXT), name="note.md", by=None).note


@pytest.fixture
def improve(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """``improve(change)``: from now on, the reader gives what ``change`` makes of a reading."""

    def better(change: Callable[[ParsedNote], ParsedNote], meanwhile: Callable[[], Any] = lambda: None) -> None:
        def read(data: bytes, name: str) -> ParsedNote:
            meanwhile()
            return dataclasses.replace(change(read_in_child(data, name)), reader_version="9.9")

        monkeypatch.setattr(deed, "read_in_child", read)

    return better


def again(note: OutcomeNote, **options: Any) -> tuple[str, ...]:
    return reread_note(note=note, by=options.pop("by", None), **options).changes


def commitment(note: OutcomeNote, words: str) -> Commitment:
    return Commitment.objects.get(paragraph__note=note, quote__contains=words)


def found(parsed: ParsedNote, words: str, side: Side = Side.US) -> CommitmentFound:
    place = next(i for i, paragraph in enumerate(parsed.paragraphs) if words in paragraph.text)
    start = parsed.paragraphs[place].text.index(words)
    return CommitmentFound(place, start, start + len(words), words, side, Strength.AGREES, "new")


def with_paragraphs(parsed: ParsedNote, *paragraphs: ParagraphFound) -> ParsedNote:
    """``parsed`` with these paragraphs; what was found in the old ones is left out."""
    bare: dict[str, Any] = {"statements": (), "commitments": (), "requests": (), "participants": (), "evidence": ()}
    return dataclasses.replace(parsed, paragraphs=paragraphs, **bare)


def reworded(words: str, by: str) -> Callable[[ParsedNote], ParsedNote]:
    def change(parsed: ParsedNote) -> ParsedNote:
        paragraphs = [dataclasses.replace(p, text=p.text.replace(words, by)) for p in parsed.paragraphs]
        return with_paragraphs(parsed, *paragraphs)

    return change


def everything(note: OutcomeNote) -> dict[str, Any]:
    """All rows of the note by their keys and values, without what says when and by whom it was read."""
    held = OutcomeNote.objects.get(pk=note.pk)
    rows: dict[str, Any] = {"text": held.text, "subject": held.subject, "revision": held.revision}
    rows["paragraphs"] = list(note.paragraphs.order_by("position").values("pk", "address", "position", "text", "page"))
    rows["topics"] = list(note.topics.values("pk", "label", "position", "title"))
    rows["commitments"] = list(
        Commitment.objects.filter(paragraph__note=note)
        .order_by("pk")
        .values("pk", "start", "quote", "state", "revision")
    )
    rows["people"] = list(note.participations.order_by("pk").values("pk", "office", "side", "paragraph"))
    rows["doubts"] = list(note.doubts.order_by("pk").values("pk", "kind", "words"))
    rows["codes"] = list(note.note_codes.values("pk", "code", "serial", "position"))
    return rows


def same(parsed: ParsedNote) -> ParsedNote:
    return parsed


# Nothing new --------------------------------------------------------------------------------------


def test_the_same_reading_changes_nothing_but_the_version(note: OutcomeNote, improve: Reader) -> None:
    before = everything(note)
    improve(same)
    assert again(note) == ()
    assert everything(note) == before
    note.refresh_from_db()
    assert note.reader_version == "9.9"
    assert note.sources.get().read_with == "9.9"


@pytest.mark.parametrize("known", [True, False])
def test_reading_again_twice_is_reading_again_once(note: OutcomeNote, improve: Reader, known: bool) -> None:
    if not known:
        note.last_reading.delete()
    improve(lambda p: dataclasses.replace(reworded("full", "mutual")(p), commitments=(found(p, "report on fees"),)))
    assert again(note)
    before = everything(note)
    assert again(note) == ()
    assert everything(note) == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(note: OutcomeNote, improve: Reader) -> None:
    before = everything(note)
    improve(reworded("full visa", "mutual visa"))
    said = again(note, dry_run=True)
    assert any("[−full−] [+mutual+]" in sentence for sentence in said)
    assert everything(note) == before
    note.refresh_from_db()
    assert note.reader_version != "9.9"
    assert again(note) == said


# Commitments --------------------------------------------------------------------------------------


def test_a_confirmed_commitment_stays_though_the_reader_no_longer_finds_it(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    held = review.confirm_commitment(commitment=commitment(note, "full visa"), by=archivist)
    improve(lambda p: dataclasses.replace(p, commitments=()))
    again(note)
    kept = Commitment.objects.get(pk=held.pk)
    assert (kept.state, kept.quote, kept.reviewed_by) == (Commitment.CONFIRMED, held.quote, archivist)


def test_a_corrected_commitment_stays_and_what_was_first_found_does_not_come_beside_it(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    held = review.correct_commitment(
        commitment=commitment(note, "examine the matter"),
        by=archivist,
        side="both",
        strength="agrees",
        words="examine the matter of airport transit visas",
    )
    improve(same)
    assert again(note) == ()
    assert list(Commitment.objects.filter(paragraph=held.paragraph)) == [held]
    kept = Commitment.objects.get(pk=held.pk)
    assert (kept.side, kept.quote) == ("both", "examine the matter of airport transit visas")


@pytest.mark.parametrize("side", list(Side))
def test_a_rejected_finding_does_not_come_back(note: OutcomeNote, archivist: User, improve: Reader, side: Side) -> None:
    held = review.reject_commitment(commitment=commitment(note, "report on fees"), by=archivist)
    improve(lambda p: dataclasses.replace(p, commitments=(found(p, "committed to report on fees", side),)))
    again(note)
    assert [c.state for c in Commitment.objects.filter(paragraph=held.paragraph)] == [Commitment.REJECTED]


def test_a_commitment_entered_by_hand_stays_and_is_not_found_a_second_time(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    paragraph = note.paragraphs.get(text=SECOND)
    held = review.add_commitment(
        paragraph=paragraph, by=archivist, side="US", strength="agrees", words="The US side took note of it"
    )
    improve(lambda p: dataclasses.replace(p, commitments=(found(p, "The US side took note of it"),)))
    again(note)
    assert list(Commitment.objects.filter(paragraph=paragraph)) == [held]


def test_a_commitment_with_a_status_counts_as_judged(note: OutcomeNote, archivist: User, improve: Reader) -> None:
    held = commitment(note, "report on fees")
    set_status(
        commitment=held, by=archivist, status="delivered", since=date(2020, 1, 1), address="https://example.org/fees"
    )
    improve(lambda p: dataclasses.replace(p, commitments=()))
    again(note)
    assert Commitment.objects.get(pk=held.pk).status_changes.count() == 1


def test_a_new_finding_comes_as_proposed_and_a_vanished_one_goes(note: OutcomeNote, improve: Reader) -> None:
    gone = commitment(note, "full visa")
    improve(lambda p: dataclasses.replace(p, commitments=(found(p, "took note of it"),)))
    said = again(note)
    assert not Commitment.objects.filter(pk=gone.pk).exists()
    assert commitment(note, "took note").state == Commitment.PROPOSED
    assert any("no longer found" in sentence for sentence in said)
    assert any("proposed: “took note of it”" in sentence for sentence in said)


def test_a_proposed_commitment_that_is_read_better_keeps_its_row_and_tells_who_has_it_open(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    held = commitment(note, "report on fees")
    improve(lambda p: dataclasses.replace(p, commitments=(found(p, "report on fees"),)))
    again(note)
    now = Commitment.objects.get(pk=held.pk)
    assert now.quote == "report on fees"
    with pytest.raises(review.ChangedMeanwhile):
        review.confirm_commitment(commitment=held, by=archivist, revision=held.revision)


def test_judged_words_are_followed_into_another_paragraph(note: OutcomeNote, archivist: User, improve: Reader) -> None:
    held = review.confirm_commitment(commitment=commitment(note, "report on fees"), by=archivist)

    def joined(parsed: ParsedNote) -> ParsedNote:
        second = next(i for i, p in enumerate(parsed.paragraphs) if p.text == SECOND)
        whole = dataclasses.replace(parsed.paragraphs[second], text=f"{SECOND} {THIRD}")
        rest = parsed.paragraphs[second + 2 :]
        return with_paragraphs(parsed, *parsed.paragraphs[:second], whole, *rest)

    improve(joined)
    again(note)
    kept = Commitment.objects.select_related("paragraph").get(pk=held.pk)
    assert kept.paragraph.text == f"{SECOND} {THIRD}"
    assert kept.paragraph.text[kept.start : kept.end] == held.quote == kept.quote


def test_a_paragraph_whose_judged_words_are_read_otherwise_stays_with_a_doubt(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    held = review.confirm_commitment(commitment=commitment(note, "full visa"), by=archivist)
    improve(reworded("full visa reciprocity", "fu11 visa recipr0city"))
    assert again(note)
    assert Paragraph.objects.get(pk=held.paragraph_id).text == FIRST
    assert note.doubts.get(kind="reads-otherwise").words == held.quote
    assert again(note) == ()


# Cover --------------------------------------------------------------------------------------------


def other_subject(parsed: ParsedNote) -> ParsedNote:
    return dataclasses.replace(
        parsed, cover=dataclasses.replace(parsed.cover, subject="A better subject", place="Ghent")
    )


def test_a_corrected_subject_stays_and_what_nobody_touched_is_read_anew(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    review.set_cover(note=note, by=archivist, subject="As it should be")
    improve(same)
    assert again(note) == ()  # the reader says what it said: no proposal
    improve(other_subject)
    again(note)
    note.refresh_from_db()
    assert (note.subject, note.place) == ("As it should be", "Ghent")
    proposal = Proposal.objects.get(note=note)
    assert (proposal.field, proposal.value, proposal.state) == ("subject", "A better subject", "proposed")


def test_the_cover_of_a_published_note_is_only_proposed(note: OutcomeNote, archivist: User, improve: Reader) -> None:
    before = note.place
    review.publish_note(note=note, by=archivist)
    improve(other_subject)
    again(note)
    note.refresh_from_db()
    assert note.place == before
    assert set(note.proposals.values_list("field", flat=True)) == {"subject", "place"}


def test_who_may_read_a_note_is_never_changed_by_a_reading(note: OutcomeNote, improve: Reader) -> None:
    improve(lambda p: dataclasses.replace(p, cover=dataclasses.replace(p.cover, marking="PUBLIC", number="99011/19")))
    again(note)
    note.refresh_from_db()
    assert (note.marking, note.number) == ("LIMITE", "99010/19")
    assert set(note.proposals.values_list("field", "value")) == {("marking", "PUBLIC"), ("number", "99011/19")}


def test_a_note_of_which_the_last_reading_is_not_known_gets_proposals_alone(note: OutcomeNote, improve: Reader) -> None:
    note.last_reading.delete()
    improve(other_subject)
    again(note)
    note.refresh_from_db()
    assert note.subject != "A better subject"
    assert note.proposals.count() == 2


# Doubts and participants --------------------------------------------------------------------------


def test_a_settled_doubt_is_not_raised_again_and_an_open_one_follows_the_reader(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    settled, opened = Doubt(DoubtKind.TEXT_DAMAGED, "one"), Doubt(DoubtKind.TEXT_DAMAGED, "two")
    improve(lambda p: dataclasses.replace(p, doubts=(settled, opened)))
    again(note)
    review.settle_doubt(doubt=note.doubts.get(words="one"), by=archivist)
    improve(lambda p: dataclasses.replace(p, doubts=(settled,)))
    again(note)
    assert note.doubts.get(words="one").settled_by == archivist
    assert not note.doubts.filter(words="two").exists()


# Addresses ----------------------------------------------------------------------------------------


def test_a_paragraph_keeps_its_address_when_one_is_found_before_it(note: OutcomeNote, improve: Reader) -> None:
    held = note.paragraphs.get(text=SECOND)

    def more(parsed: ParsedNote) -> ParsedNote:
        place = next(i for i, p in enumerate(parsed.paragraphs) if p.text == SECOND)
        new = dataclasses.replace(parsed.paragraphs[place], text="Airport transit was raised by Belgium alone.")
        after = [
            dataclasses.replace(p, ordinal=p.ordinal + 1) if p.topic == new.topic else p for p in parsed.paragraphs
        ]
        return with_paragraphs(parsed, *parsed.paragraphs[:place], new, *after[place:])

    improve(more)
    again(note)
    address = held.address
    held.refresh_from_db()
    assert held.address == address == "1.2"
    assert note.paragraphs.get(text__startswith="Airport transit").address == "1.1a"
    assert [p.text[:7] for p in note.paragraphs.order_by("position")][:2] == [FIRST[:7], "Airport"]


def test_a_paragraph_that_moves_under_another_heading_leaves_its_address_behind(
    note: OutcomeNote, improve: Reader
) -> None:
    held = note.paragraphs.get(text=THIRD)

    def moved(parsed: ParsedNote) -> ParsedNote:
        third = next(p for p in parsed.paragraphs if p.text == THIRD)
        rest = [p for p in parsed.paragraphs if p is not third]
        return with_paragraphs(parsed, *rest, dataclasses.replace(third, topic=1, ordinal=2))

    improve(moved)
    again(note)
    former = FormerAddress.objects.get(note=note)
    held.refresh_from_db()
    assert (former.address, former.paragraph, held.address) == ("1.3", held, "2.2")
    improve(same)  # and back again: nothing is left behind twice
    again(note)
    held.refresh_from_db()
    assert held.address == "1.3"
    assert [(f.address, f.paragraph) for f in FormerAddress.objects.all()] == [("2.2", held)]


def test_joined_paragraphs_lead_to_the_whole_and_split_ones_keep_the_address_of_the_larger_part(
    note: OutcomeNote, improve: Reader
) -> None:
    def joined(parsed: ParsedNote) -> ParsedNote:
        first = next(p for p in parsed.paragraphs if p.text == FIRST)
        others = [p for p in parsed.paragraphs if p.text not in (FIRST, THIRD, SECOND)]
        return with_paragraphs(parsed, dataclasses.replace(first, text=f"{FIRST} {SECOND} {THIRD}"), *others)

    improve(joined)
    again(note)
    whole = note.paragraphs.get(text__contains=THIRD)
    assert {f.address: f.paragraph for f in FormerAddress.objects.all()} | {whole.address: whole} == dict.fromkeys(
        ("1.1", "1.2", "1.3"), whole
    )
    improve(same)
    again(note)
    assert sorted(note.paragraphs.filter(address__startswith="1.").values_list("text", flat=True)) == sorted(
        [FIRST, SECOND, THIRD]
    )


def test_an_address_whose_words_are_gone_is_never_given_to_others(note: OutcomeNote, improve: Reader) -> None:
    def without_third(parsed: ParsedNote) -> ParsedNote:
        return with_paragraphs(parsed, *(p for p in parsed.paragraphs if p.text != THIRD))

    improve(without_third)
    again(note)
    assert FormerAddress.objects.get().paragraph is None

    def other_third(parsed: ParsedNote) -> ParsedNote:
        third = next(p for p in parsed.paragraphs if p.text == THIRD)
        other = dataclasses.replace(third, text="Seasonal workers were not discussed on this occasion.")
        return with_paragraphs(parsed, *(other if p is third else p for p in parsed.paragraphs))

    improve(other_third)
    again(note)
    assert note.paragraphs.get(text__startswith="Seasonal").address == "1.2a"


def test_the_address_of_a_topic_leads_on_when_its_number_is_read_otherwise(note: OutcomeNote, improve: Reader) -> None:
    def renumbered(number: int) -> Callable[[ParsedNote], ParsedNote]:
        def change(parsed: ParsedNote) -> ParsedNote:
            return dataclasses.replace(parsed, topics=(dataclasses.replace(parsed.topics[0], number=number),
                                                       *parsed.topics[1:]))  # fmt: skip

        return change

    improve(renumbered(7))
    again(note)
    assert note.topics.get(title="Visa policy").address == "t7"
    former = note.former_addresses.get(address="t1")
    assert (former.paragraph.text, former.anchor) == (FIRST, "t1")
    improve(renumbered(1))
    again(note)
    assert note.topics.get(title="Visa policy").address == "t1"
    assert set(note.former_addresses.filter(address__startswith="t").values_list("address", flat=True)) == {"t7"}


def test_a_passage_that_is_evidence_for_a_status_is_not_lost(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    passage = note.paragraphs.get(text=THIRD)
    change = set_status(
        commitment=commitment(note, "full visa"),
        by=archivist,
        status="delivered",
        since=date(2020, 1, 1),
        passage=passage,
    )
    improve(lambda p: with_paragraphs(p, *(each for each in p.paragraphs if each.text != THIRD)))
    again(note)
    assert StatusChange.objects.get(pk=change.pk).passage.text == THIRD


def test_subjects_and_sentences_follow_the_new_text(note: OutcomeNote, improve: Reader) -> None:
    theme = Theme.objects.create(slug="mutual", label="Mutual", terms=["mutual visa"])
    improve(reworded("full visa", "mutual visa"))
    again(note)
    assert theme.passages.get().paragraph.text == FIRST.replace("full", "mutual")


def test_pages_that_another_file_gave_stay(note: OutcomeNote, improve: Reader) -> None:
    note.paragraphs.update(page=3)
    improve(reworded("full visa", "mutual visa"))
    again(note)
    assert set(note.paragraphs.values_list("page", flat=True)) == {3}


def test_a_new_part_is_written_under_its_own_addresses(note: OutcomeNote, improve: Reader) -> None:
    footnote = ParagraphFound(Part.FOOTNOTE, None, 1, None, "Regulation (EU) 2018/1806.")
    improve(lambda p: dataclasses.replace(p, paragraphs=(*p.paragraphs, footnote)))
    assert again(note) == ("§F.1 is new: “Regulation (EU) 2018/1806.”",)
    note.refresh_from_db()
    assert note.text.endswith("Regulation (EU) 2018/1806.")


# Two at once --------------------------------------------------------------------------------------


def test_what_an_archivist_decides_while_the_file_is_read_counts(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    held = commitment(note, "full visa")
    improve(
        lambda p: dataclasses.replace(p, commitments=()),
        meanwhile=lambda: review.confirm_commitment(commitment=held, by=archivist),
    )
    again(note)
    assert Commitment.objects.get(pk=held.pk).state == Commitment.CONFIRMED


def test_who_has_the_note_open_is_told_that_it_was_read_again(
    note: OutcomeNote, archivist: User, improve: Reader
) -> None:
    note.refresh_from_db()
    improve(reworded("full visa", "mutual visa"))
    again(note)
    with pytest.raises(review.ChangedMeanwhile):
        review.set_cover(note=note, by=archivist, revision=note.revision, subject="Other")


def test_the_history_says_what_reading_again_changed(note: OutcomeNote, archivist: User, improve: Reader) -> None:
    improve(reworded("full visa", "mutual visa"))
    again(note, by=archivist)
    entry = review.history.changes_of(note).first()
    assert entry.get_change_message().startswith("Read again with version 9.9. §1.1 reads otherwise:")


# Refusals and the command -------------------------------------------------------------------------


def test_a_missing_original_changes_nothing(note: OutcomeNote) -> None:
    before = everything(note)
    note.sources.get().file.delete(save=False)
    with pytest.raises(OriginalMissing):
        again(note)
    assert everything(note) == before


def test_a_file_that_the_newer_reader_refuses_changes_nothing(
    note: OutcomeNote, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(data: bytes, name: str) -> ParsedNote:
        raise ClassifiedSource("The file carries a classification marking.")

    before = everything(note)
    monkeypatch.setattr(deed, "read_in_child", refuse)
    with pytest.raises(CommandError, match="1 of 1 note could not be read again"):
        call_command("reread_notes", "--all")
    assert "classification marking" in capsys.readouterr().err
    assert everything(note) == before


def test_the_command_reads_one_all_or_the_older(
    note: OutcomeNote, improve: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    receive_source(data=note_text("The EU side agreed to wait.", number="99020/19"), name="other.md", by=None)
    improve(reworded("full visa", "mutual visa"))
    call_command("reread_notes", "99010/19", "--dry-run")
    shown = capsys.readouterr().out
    assert "99010-19: 4 would change" in shown  # one paragraph, and the three commitments that are no longer found
    assert "[−full−] [+mutual+]" in shown
    assert "99020-19" not in shown
    OutcomeNote.objects.filter(pk=note.pk).update(reader_version="0.1")
    call_command("reread_notes", "--older")
    shown = capsys.readouterr().out
    assert "99010-19" in shown
    assert "99020-19" not in shown
    call_command("reread_notes", "--all")
    assert "99020-19" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [[], ["99999/19"], ["--all", "--older"]])
def test_the_command_asks_which_notes(wrong: list[str], db: None) -> None:
    with pytest.raises(CommandError):
        call_command("reread_notes", *wrong)
