"""What became of each sent file, as a table for people: the result, the reason in a sentence, the next step."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from meetings.desk.queue import number_of
from meetings.ingest.reasons import ARCHIVE_FAILED, BROKE_OFF, CANNOT_OPEN, IN_THE_BIN, OTHER_TEXT
from meetings.models import Doubt, UploadLine
from meetings.reading.refusals import Reason

NEXT_STEPS = {
    Reason.EMPTY: _("Check the file where it came from and send it again."),
    Reason.TOO_LARGE: _("Send the note alone, without annexes that do not belong to it."),
    Reason.TOO_MANY_PAGES: _("Send the note alone, without annexes that do not belong to it."),
    Reason.WRONG_TYPE: _("Send the note as PDF, DOCX, HTML or text."),
    Reason.DAMAGED: _("Fetch the file again from where it came from; it may have been cut off on the way."),
    Reason.ENCRYPTED: _("Save a copy without a password and send that."),
    Reason.NO_TEXT: _("Type its text by hand, page by page; or send a file with a text layer."),
    Reason.TOO_SLOW: _("Print the file to a new PDF, or send the note as text."),
    Reason.TOO_MUCH_MEMORY: _("Print the file to a new PDF, or send the note as text."),
    Reason.TOO_MUCH_OUTPUT: _("Send the note alone, or as text."),
    Reason.CLASSIFIED: _(
        "Handle it by the security rules and tell your security officer. Nothing of it was kept here."
    ),
    OTHER_TEXT: _("Compare the two texts; then say in quarantine what this file is."),
    IN_THE_BIN: _("Look into the bin; once the note is restored or deleted for good, try it again from quarantine."),
    CANNOT_OPEN: _("Check the file and send it again."),
    BROKE_OFF: _("Try it again from quarantine; if it breaks off again, print the file to a new PDF."),
    ARCHIVE_FAILED: _("Tell the operator, and try it again from quarantine once the archive has been repaired."),
}
REASONS = {
    Reason.EMPTY: _("The file is empty."),
    Reason.TOO_LARGE: _("The file is larger than the archive takes."),
    Reason.TOO_MANY_PAGES: _("The file has more pages than the archive takes."),
    Reason.WRONG_TYPE: _("The archive does not take this kind of file."),
    Reason.DAMAGED: _("The file is damaged."),
    Reason.ENCRYPTED: _("The file is protected by a password."),
    Reason.NO_TEXT: _("The file has no text that can be read."),
    Reason.TOO_SLOW: _("Reading the file took too long."),
    Reason.TOO_MUCH_MEMORY: _("Reading the file took too much memory."),
    Reason.TOO_MUCH_OUTPUT: _("The file has more text than the archive takes."),
    Reason.CLASSIFIED: _("The file has a classification marking; it was refused and not kept."),
    OTHER_TEXT: _("The archive holds this note with another text, so the file was not taken in."),
    IN_THE_BIN: _("The note lies in the bin, so the file was not kept."),
    CANNOT_OPEN: _("The file cannot be opened."),
    BROKE_OFF: _("Reading the file broke off again and again, so it was put aside."),
    ARCHIVE_FAILED: _("The archive made a mistake over this file; nothing of it came in."),
}
TOLD = {
    UploadLine.ADDED: _("%(note)s was added."),
    UploadLine.REVISION: _("%(note)s was added as another version."),
    UploadLine.ATTACHED: _("%(note)s is in the archive; this file was attached to it as a further copy."),
    UploadLine.ALREADY_HELD: _("This file is in the archive already, as %(note)s; nothing was changed."),
}
COLUMNS = (
    *(_("File"), _("Result"), _("What was found"), _("Next"), _("Note"), _("Meeting"), _("Dated"), _("Marking")),
    *(_("Size in bytes"), "SHA-256", _("Finished")),
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
        return str(NEXT_STEPS.get(line.reason) or gettext("Send it again."))
    if line.note is None:
        return gettext("The note is no longer in the archive.")
    if line.lies_in_bin:
        return ""  # the page leads to the bin
    if line.note.is_published:
        return gettext("Nothing to do: readers see it.")
    if line.open_doubts:
        return ngettext(
            "Review it: %(doubts)s doubt to look at.", "Review it: %(doubts)s doubts to look at.", line.open_doubts
        ) % {"doubts": line.open_doubts}
    return gettext("Review and publish it.")


def sentence_of(line: Any) -> str:
    """What became of the file. Stored in English with its figures; in another language told by result and reason."""
    if line.lies_in_bin:
        return gettext("The note of this file lies in the bin.")
    if (get_language() or "en").startswith("en"):
        return str(line.sentence)
    if line.reason in REASONS:
        return str(REASONS[line.reason])
    return str(TOLD[line.state]) % {"note": line.note.name} if line.note and line.state in TOLD else str(line.sentence)


def with_next_steps(lines: Iterable[UploadLine]) -> list[UploadLine]:
    """The lines, each with its ``next_step`` and, as ``said``, what became of it."""
    shown = list(lines)
    for line in shown:
        line.next_step, line.said = next_step(line), sentence_of(line)
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
        note = None if line.lies_in_bin else line.note
        said = sentence_of(line)
        if line.deleted_at:
            said += " " + gettext("Deleted: %(reason)s") % {"reason": line.deleted_why}
        finished = timezone.localtime(line.finished_at).isoformat(timespec="seconds") if line.finished_at else ""
        found = (note.name, note.meeting, note.dated_on, note.marking) if note else ("", "", "", "")
        cells = (line.shown_name, line.result, said, next_step(line), *found, line.size, line.sha256, finished)
        yield writer.writerow([as_cell(cell) for cell in cells])
