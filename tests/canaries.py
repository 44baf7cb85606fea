"""Papers that must leave no trace: each holds a word of its own in every field, so that a leak names its source."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from meetings import review
from meetings.council.numbers import DocumentNumber
from meetings.council.offices import office_key
from meetings.folders import keep_passage, open_folder
from meetings.models import (
    EARLIER,
    CodeEvidence,
    ComingDate,
    Commitment,
    Doubt,
    Folder,
    FormerAddress,
    Instrument,
    InstrumentMention,
    LastReading,
    Meeting,
    Merge,
    MistakeReport,
    OutcomeNote,
    Paragraph,
    Participant,
    Participation,
    Proposal,
    PublicTwin,
    Source,
    Statement,
    StatusChange,
    Theme,
    ThemePassage,
    TopicCode,
    UploadLine,
)
from tests import make

# What is hidden, with the beginning of its canary words and the number of its paper.
KINDS = {
    "unpublished": ("wumbrel", 76501, {"published": False}),
    "withdrawn": ("yeldrik", 76601, {"published": False, "state": OutcomeNote.WITHDRAWN}),
    "limite": ("fozzant", 76701, {"marking": "LIMITE"}),
    "embargoed": (
        "quorzil",
        76801,
        {"published": False, "state": OutcomeNote.PUBLISHED, "published_at": datetime(2999, 1, 1, tzinfo=UTC)},
    ),
    "deleted": ("brimvek", 76901, {"deleted_at": datetime(2026, 1, 1, tzinfo=UTC)}),
}
FORMER = "9.9"  # an address that the paragraph of each hidden paper once had
SHARED_CITY, SHARED_PERSON, SHARED_CODE = "Valletta", "Duke", "VISA"
SHARED_NUMBER = "76401/17"
SHARED_STATEMENT = "2017-06-valletta-joint-statement"
PUBLIC_TEXT = "Both sides agreed to pursue cooperation on visa reciprocity."


@dataclass(frozen=True, slots=True)
class Hidden:
    """One hidden paper with its parts. ``words`` are its canaries by field."""

    words: dict[str, str]
    note: OutcomeNote
    meeting: Meeting
    paragraph: Paragraph
    commitment: Commitment
    doubt: Doubt
    source: Source
    participation: Participation
    code: TopicCode
    twin: PublicTwin
    line: UploadLine
    proposal: int
    former: tuple[str, ...]  # addresses of what was merged into a code and a person that everybody knows
    folder: Folder

    def burn(self) -> None:
        """Remove every row of it, as if it had never come."""
        self.line.upload.delete()
        self.folder.delete()
        StatusChange.objects.filter(passage__note=self.note).delete()
        self.note.delete()
        self.meeting.delete()
        self.participation.participant.delete()
        self.code.delete()
        Merge.objects.filter(name__istartswith=self.words["text"].removesuffix("text")).delete()
        for model in (TopicCode, Participant):
            EARLIER[model].objects.filter(slug__in=[path.split("/")[2] for path in self.former]).delete()


def shared_world() -> OutcomeNote:
    """What everybody may read: a public paper whose meeting, code, person and theme the hidden ones share.

    And a joint statement, of which the hidden ones have a confirmed twin each.
    """
    meeting = make.meeting(city=SHARED_CITY, slug="2017-06-valletta")
    note = make.note(PUBLIC_TEXT, codes=f"{SHARED_CODE} 1", number=SHARED_NUMBER, meeting=meeting)
    make.note(PUBLIC_TEXT, kind="JOINT STATEMENT", number="", slug=SHARED_STATEMENT, meeting=meeting)
    _fill(note, note.paragraphs.get(), make.code(note, "JAIEX", 2).code)
    Theme.objects.create(slug="visa-reciprocity", label="Visa reciprocity", terms=["visa reciprocity"])
    Instrument.objects.create(slug="visa-waiver", name="Visa waiver", kind="agreement", forms=["visa reciprocity"])
    return note


def hide(kind: str, *, at_shared_meeting: bool) -> Hidden:
    """A paper of that kind, at a meeting known from it alone or at the one that everybody knows."""
    start, number, facts = KINDS[kind]
    number, start = (number + 1, f"{start}two") if at_shared_meeting else (number, start)
    fields = ("text", "topic", "subject", "place", "from", "to", "summary", "person", "office", "file", "sent", "doubt")
    fields += ("city",)
    words = {field: f"{start}{field}" for field in fields}
    words |= {"code": f"{start}code".upper(), "number": f"{number}/17", "previous": f"{number - 9000}/17"}
    own = make.meeting(
        city=words["city"], slug=f"2017-03-{words['city']}", opened_on=date(2017, 3, 1), public_source=""
    )
    text = f"Both sides agreed to pursue cooperation on {words['text']} and visa reciprocity."
    note = make.note(
        text,
        codes=f"{SHARED_CODE} {number}",
        number=words["number"],
        meeting=Meeting.objects.get(city=SHARED_CITY) if at_shared_meeting else own,
        subject=words["subject"],
        place=words["place"],
        sent_from=words["from"],
        sent_to=words["to"],
        summary=words["summary"],
        previous_documents=[words["previous"]],
        **facts,
    )
    note.topics.update(title=words["topic"])
    paragraph = note.paragraphs.get()
    code = make.code(note, words["code"], 7).code
    FormerAddress.objects.create(note=note, address=FORMER, paragraph=paragraph)
    former = _merged_away(note, paragraph, start)
    proposal = Proposal.objects.create(note=note, field="subject", value=f"Better {words['subject']}", read_with="9.9")
    commitment = _fill(note, paragraph, code)
    _leave_to_the_desk(commitment, words)
    return Hidden(
        words=words,
        note=note,
        meeting=own,
        paragraph=paragraph,
        commitment=commitment,
        doubt=Doubt.objects.create(note=note, kind="unknown-code", words=words["doubt"]),
        source=make.source(note, data=text.encode(), name=f"{words['file']}.txt"),
        participation=make.participation(
            note, paragraph, name=f"Mr {words['person'].title()}", office=words["office"], as_named=words["person"]
        ),
        code=code,
        twin=PublicTwin.objects.create(
            passage=paragraph,
            public_passage=Paragraph.objects.get(note__slug=SHARED_STATEMENT),
            score=0.9,
            shared=["reciproc"],
            state=PublicTwin.CONFIRMED,
            decided_at=timezone.now(),
            why=words["text"],
        ),
        line=make.line(note, name=f"{words['sent']}.txt"),
        proposal=proposal.pk,
        former=former,
        folder=folder_of_a_colleague(paragraph, words["text"]),
    )


def folder_of_a_colleague(paragraph: Paragraph, words: str) -> Folder:
    """A folder that an administrator keeps to themselves, with the passage and a remark."""
    owner = make.user("administrator")
    folder = open_folder(by=owner, name=words)
    keep_passage(folder=folder, paragraph=paragraph, by=owner, remark=words)
    return folder


def _merged_away(note: OutcomeNote, paragraph: Paragraph, start: str) -> tuple[str, ...]:
    """A code and a person that this paper alone names, merged into those that everybody knows; their addresses."""
    curator = make.user("archivist")
    code = make.code(note, f"{start}misprint".upper(), 9).code
    person = make.participation(note, paragraph, name=f"{start}alias", office="Alias").participant
    addresses = code.get_absolute_url(), person.get_absolute_url()
    for merged, kept in (
        (code, TopicCode.objects.get(code=SHARED_CODE)),
        (person, Participant.objects.get(name=SHARED_PERSON)),
    ):
        review.merge_rows(kept=kept, merged=merged, by=curator, why="One")
    return addresses


def _leave_to_the_desk(commitment: Commitment, words: dict[str, str]) -> None:
    """What archivists see beside a paper: its last reading, a reader's report, and what became of its commitment."""
    paragraph, note, person = commitment.paragraph, commitment.paragraph.note, make.user("archivist")
    LastReading.objects.create(note=note, read_with="9.9", said={"subject": words["subject"]})
    MistakeReport.objects.create(
        note=note, address=paragraph.address, passage=paragraph.text, words=words["text"], reported_by=person
    )
    decide(commitment, paragraph, words["text"])


def decide(commitment: Commitment, evidence: Paragraph, remark: str) -> None:
    """Let ``evidence`` say what became of ``commitment``."""
    StatusChange.objects.create(
        commitment=commitment,
        status="delivered",
        since=date(2018, 1, 1),
        passage=evidence,
        remark=remark,
        decided_by=make.user("archivist"),
        decided_at=timezone.now(),
    )


def _fill(note: OutcomeNote, paragraph: Paragraph, code: TopicCode) -> Commitment:
    """What a reading finds in such a paper, so that every count and facet could betray it."""
    make.participation(note, paragraph, name=SHARED_PERSON)
    Statement.objects.create(paragraph=paragraph, start=0, end=len(paragraph.text), side="both", kind="committed")
    CodeEvidence.objects.create(
        note_code=note.note_codes.get(code=code), paragraph=paragraph, terms=[slugify(paragraph.text.split()[-3])]
    )
    for theme in Theme.objects.all():
        ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["visa reciprocity"])
    for instrument in Instrument.objects.all():
        place = paragraph.text.index("visa reciprocity")
        InstrumentMention.objects.create(instrument=instrument, paragraph=paragraph, start=place, end=place + 16)
    ComingDate.objects.create(
        paragraph=paragraph,
        start=0,
        end=len(paragraph.text),
        words=paragraph.text.split()[0],
        opens_on=date(2018, 1, 1),
        closes_on=date(2018, 1, 31),
    )
    return make.commitment(paragraph)


def arguments(hidden: Hidden) -> dict[str, Any]:
    """The value of every argument that an address of the site may take, pointing at ``hidden``."""
    return {
        "meeting": hidden.meeting.slug,
        "note": hidden.note.slug,
        "code": hidden.code.slug,
        "original": hidden.source.pk,
        "paragraph": hidden.paragraph.address,
        "person": hidden.participation.participant.slug,
        "office": office_key(hidden.participation.office),
        "number": hidden.words["number"],
        "register_form": f"{DocumentNumber.parse(hidden.words['number']).register_form.replace(' ', '-')}/en",
        "pk": hidden.note.pk,
        "doubt_pk": hidden.doubt.pk,
        "proposal_pk": hidden.proposal,
        "commitment_pk": hidden.commitment.pk,
        "paragraph_pk": hidden.paragraph.pk,
        "meeting_pk": hidden.meeting.pk,
        "twin_pk": hidden.twin.pk,
        "upload_pk": hidden.line.upload_id,
        "line_pk": hidden.line.pk,
        "folder": hidden.folder.pk,
        "page": 1,
        "shown": f"notes/{hidden.note.slug}/{hidden.paragraph.address}",
    }
