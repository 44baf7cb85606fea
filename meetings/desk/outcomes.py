"""What became of each sent file, as a table for people: the result, the reason in a sentence, the next step."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from meetings.desk.queue import number_of
from meetings.ingest.reasons import ARCHIVE_FAILED, BROKE_OFF, CANNOT_OPEN, IN_THE_BIN, OTHER_TEXT
from meetings.models import Doubt, UploadLine
from meetings.reading.refusals import Reason

NEXT_STEPS = {
    Reason.EMPTY: "Check the file where it came from and send it again.",
    Reason.TOO_LARGE: "Send the note alone, without annexes that do not belong to it.",
    Reason.TOO_MANY_PAGES: "Send the note alone, without annexes that do not belong to it.",
    Reason.WRONG_TYPE: "Send the note as PDF, DOCX, HTML or text.",
    Reason.DAMAGED: "Fetch the file again from where it came from; it may have been cut off on the way.",
    Reason.ENCRYPTED: "Save a copy without a password and send that.",
    Reason.NO_TEXT: "Type its text by hand, page by page; or send a file with a text layer.",
    Reason.TOO_SLOW: "Print the file to a new PDF, or send the note as text.",
    Reason.TOO_MUCH_MEMORY: "Print the file to a new PDF, or send the note as text.",
    Reason.TOO_MUCH_OUTPUT: "Send the note alone, or as text.",
    Reason.CLASSIFIED: "Handle it by the security rules and tell your security officer. Nothing of it was kept here.",
    OTHER_TEXT: "Compare the two texts; then say in quarantine what this file is.",
    IN_THE_BIN: "Look into the bin; once the note is restored or deleted for good, try it again from quarantine.",
    CANNOT_OPEN: "Check the file and send it again.",
    BROKE_OFF: "Try it again from quarantine; if it breaks off again, print the file to a new PDF.",
    ARCHIVE_FAILED: "Tell the operator, and try it again from quarantine after the archive was mended.",
}
COLUMNS = (
    *("File", "Result", "What was found", "Next", "Note", "Meeting", "Dated", "Marking"),
    *("Size in bytes", "SHA-256", "Finished"),
)
# A spreadsheet takes a cell that begins so for a formula, full-width forms included, and may run it.
FORMULA_STARTS = tuple("=+-@|%\t\r\n＝＋－＠")


def lines_to_show(lines: QuerySet[UploadLine]) -> QuerySet[UploadLine]:
    """``lines`` with everything that the table shows of them, in one query."""
    doubts = Doubt.objects.filter(note=OuterRef("note"), settled_at=None).order_by().values("note")
    return (
        lines.select_related("note__meeting", "upload__sent_by", "deleted_by")
        .annotate(open_doubts=number_of(doubts))
        .defer("note__text", "note__vector", "note__summary")
    )


def next_step(line: Any) -> str:
    """What an archivist does next about a line of ``lines_to_show``."""
    if not line.is_finished or line.deleted_at:
        return ""
    if not line.was_kept:
        return NEXT_STEPS.get(line.reason, "Send it again.")
    if line.note is None:
        return "The note is not in the archive any more."
    if line.note.is_published:
        return "Nothing to do: readers see it."
    if line.open_doubts:
        return f"Review it: {line.open_doubts} {'doubt' if line.open_doubts == 1 else 'doubts'} to look at."
    return "Review and publish it."


def with_next_steps(lines: Iterable[UploadLine]) -> list[UploadLine]:
    """The lines, each with its ``next_step``."""
    shown = list(lines)
    for line in shown:
        line.next_step = next_step(line)
    return shown


def counted_by_state(lines: Iterable[UploadLine]) -> list[dict[str, Any]]:
    """How many files came to which result, in the order of the states; none that did not occur."""
    counts = Counter(line.state for line in lines)
    return [
        {"state": state, "label": label, "count": counts[state]} for state, label in UploadLine.STATES if counts[state]
    ]


def as_cell(value: Any) -> str:
    """``value`` as text that no spreadsheet takes for a formula: ``=A1`` becomes ``'=A1``."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA_STARTS) else text


class _Line:
    """What csv.writer writes to: hands each line on."""

    def write(self, text: str) -> str:
        return text


def as_csv(lines: Iterable[Any]) -> Iterator[str]:
    """The table as CSV, line by line, for spreadsheets: with a byte order mark, every cell safe."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for line in lines:
        note = line.note
        said = f"{line.sentence} Deleted: {line.deleted_why}" if line.deleted_at else line.sentence
        finished = timezone.localtime(line.finished_at).isoformat(timespec="seconds") if line.finished_at else ""
        found = (note.name, note.meeting, note.dated_on, note.marking) if note else ("", "", "", "")
        cells = (line.shown_name, line.result, said, next_step(line), *found, line.size, line.sha256, finished)
        yield writer.writerow([as_cell(cell) for cell in cells])
