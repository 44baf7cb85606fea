"""Invented examples of the tools: codes by meetings, an empty search, quotations, a pack, uploads, changes."""

from datetime import date, timedelta
from typing import Any

from django.contrib.messages import SUCCESS, WARNING
from django.contrib.messages.constants import ERROR
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from meetings.council.wording import differences
from meetings.desk.outcomes import with_next_steps
from meetings.desk.specimens import papers
from meetings.finding.asked import Asked
from meetings.finding.nothing import Help, Holdings, Missing
from meetings.finding.quotes import Checked, Found, Verdict
from meetings.following.briefing import Exchange, Sheet
from meetings.following.folders import Kept
from meetings.following.matrix import Column, Mark, Row
from meetings.following.said import Said
from meetings.models import ComingDate, KeptPassage, OutcomeNote, Paragraph, Theme, TopicCode, Upload, UploadLine
from meetings.models.earlier import EarlierNote
from meetings.reading.refusals import Reason
from meetings.review.record import FieldChange, RowChange


def a_matrix(note: OutcomeNote) -> dict[str, Any]:
    """One code with every kind of cell: three depths, on the cover only, not marked, no note, and a run of meetings."""
    marks = [Mark(note, ["1.1"] * count) for count in (7, 4, 1, 0)]
    meetings = [papers.a_meeting(50 + place, date(2026 - place, 3, 3), "Brussels") for place in range(9)]
    columns = [Column([meeting], held=place < 5) for place, meeting in enumerate(meetings[:6])]
    columns.append(Column(meetings[6:], held=False))
    code = TopicCode(code="CYBER", label="Cyber issues", slug="cyber", status="confirmed")
    code.met = len(marks)
    return {
        "columns": columns,
        "rows": [Row(code, list(zip(columns, [*marks, None, None, None], strict=True)))],
        "meetings": len(meetings),
        "codes": Paginator([code], 30).page(1),
        "page": Paginator(columns, 20).page(1),
    }


def nothing_found() -> dict[str, Any]:
    """A misspelt word beside one that stands somewhere; and words that only the filters kept away."""
    holdings = Holdings(notes=12, known_meetings=46, first_year=2005, last_year=2026)
    asked, meant = Asked(text="pasenger data"), Asked(text="passenger data")
    misspelt = Missing("pasenger", (("passenger", meant),))
    return {
        "misspelt": {"help": Help([misspelt], [("data", 14)], 0, asked, holdings)},
        "narrowed": {"help": Help([], [], 3, asked, holdings)},
    }


def some_quotes(first: Paragraph, second: Paragraph) -> list[Checked]:
    """A sentence for each verdict; the first two stand in a LIMITE paper and may not be quoted."""
    same, close = (
        Found(each, each.text, 0, score, True, sides=("both",)) for each, score in ((second, 1), (first, 0.9))
    )
    close.words = differences(first.text, second.text)
    return [
        Checked(second.text, Verdict.VERBATIM, same),
        Checked(second.text, Verdict.CLOSE, close),
        Checked(papers.ASKS, Verdict.NOT_FOUND),
        Checked("Both sides agreed.", Verdict.TOO_SHORT),
    ]


def a_sheet(note: OutcomeNote, paragraph: Paragraph) -> Sheet:
    """A page of a briefing pack with an exchange and a day; no commitment is open."""
    theme = Theme(label="Travel data", slug="travel-data")
    exchange = Exchange(note.meeting, [("both", [Said(paragraph, paragraph.text, "both", None)])])
    opens_on, closes_on = date(2026, 9, 1), date(2026, 9, 30)
    day = ComingDate(paragraph=paragraph, opens_on=opens_on, closes_on=closes_on, words="in September")
    day.start, day.end = 0, len(paragraph.text)
    return Sheet(theme.label, theme, [exchange], days=[day])


def kept(paragraph: Paragraph) -> list[Kept]:
    """A passage with a remark; and one whose words are in its note no more."""
    row = {"note": paragraph.note, "address": paragraph.address}
    return [
        Kept(KeptPassage(pk=papers.NOWHERE + 11, remark=_("For the opening"), **row), paragraph),
        Kept(KeptPassage(pk=papers.NOWHERE + 12, **row), None),
    ]


def messages() -> list[Message]:
    """One of each kind."""
    return [
        Message(SUCCESS, _("The note was published. Readers see it now.")),
        Message(WARNING, _("The note is published; a doubt about it is still open.")),
        Message(ERROR, _("Nothing was changed. Say why, then send it again.")),
    ]


def some_uploads() -> list[Upload]:
    """One that is read, and one that is being read."""
    counts = [{"files": 3, "kept": 2, "not_kept": 1, "unfinished": 0}, {"files": 8, "kept": 3, "not_kept": 0}]
    made = []
    for place, counted in enumerate(counts, 1):
        upload = Upload(pk=papers.NOWHERE + place, way=Upload.COMMAND)
        upload.sent_at = papers.THEN + timedelta(days=place)
        for name, count in ({"unfinished": 5} | counted).items():
            setattr(upload, name, count)
        made.append(upload)
    return made


def some_files(note: OutcomeNote) -> list[UploadLine]:
    """A file that is kept, one that waits for its text to be typed, one that is refused, one still to be read."""
    told = [
        (UploadLine.ADDED, "", "99901/26 was added.", note),
        (UploadLine.NO_TEXT, Reason.NO_TEXT, "The file has no text that can be read.", None),
        (UploadLine.REFUSED, Reason.ENCRYPTED, "The file is protected by a password.", None),
        (UploadLine.WAITING, "", "", None),
    ]
    lines = []
    for place, (state, reason, sentence, found) in enumerate(told, 1):
        given = {"state": state, "reason": reason, "sentence": sentence, "note": found}
        line = UploadLine(pk=papers.NOWHERE + place, position=place, name=f"example-{place}.pdf", **given)
        line.open_doubts = 0
        lines.append(line)
    return with_next_steps(lines)


def some_changes() -> list[RowChange]:
    """A change of two fields with its reason, and one of a field that was empty, without."""
    earlier = EarlierNote(pgh_created_at=papers.THEN)
    subject = FieldChange("subject", _("subject"), "Outcome of the meting", "Outcome of the meeting")
    marking = FieldChange("marking", _("marking"), "", "LIMITE")
    return [
        RowChange(earlier, None, "A. Example", _("A mistake of the reading"), (subject, marking), about="99901/26"),
        RowChange(earlier, None, "A. Example", "", (marking,), about="99901/26"),
    ]
