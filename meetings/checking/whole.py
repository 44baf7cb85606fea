"""All checks, one after another, each with the first of its faults and the number of all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from meetings.checking import database, files, links, waiting, words
from meetings.checking.faults import Check, Fault
from meetings.models import Commitment, OutcomeNote, Paragraph, Source, UploadLine

CHECKS = [
    Check("migrations", "Layout of the database", database.migrations),
    Check("rules", "Rules of the database", database.rules),
    Check("history", "Triggers of the history", database.history),
    Check("references", "Rows that others name", database.references),
    Check("numbers", "Numbers of new rows", database.numbers),
    Check("quotations", "Quotations", words.quotations),
    Check("places", "Places in paragraphs", words.places),
    Check("computed", "Search vectors and other computed columns", words.computed),
    Check("words", "List of words", words.word_list),
    Check("counts", "Numbering of paragraphs and topics", links.counts),
    Check("belonging", "What belongs to the same note", links.belonging),
    Check("previous", "Previous documents", links.previous),
    Check("merges", "Merged rows", links.merges),
    Check("originals", "Originals and their SHA-256", files.originals),
    Check("without", "Notes and uploads without a file", files.without_original),
    Check("nobodys", "Files that no row names", files.nobodys_files),
    Check("waiting", "Uploads that wait", waiting.uploads),
]


@dataclass(slots=True)
class Result:
    """What one check found: how many faults, and the first of them."""

    check: Check
    count: int = 0
    looked_at: int = 0
    faults: list[Fault] = field(default_factory=list)


def check(*, most: int, progress: Callable[[Result], object]) -> Iterator[Result]:
    """Go through CHECKS. Of each, at most ``most`` faults are kept; ``progress`` is told now and then how far it is."""
    for each in CHECKS:
        result = Result(each)

        def looked(more: int, result: Result = result) -> None:
            result.looked_at += more
            progress(result)

        for fault in each.find(looked):
            result.count += 1
            if result.count <= most:
                result.faults.append(fault)
        yield result


def held() -> dict[str, int]:
    """How much the archive holds, the rows of readers' lists and of search counted from the same tables."""
    return {
        "notes": OutcomeNote.objects.count(),
        "published": OutcomeNote.objects.published().count(),
        "paragraphs": Paragraph.objects.count(),
        "commitments": Commitment.objects.count(),
        "originals": Source.objects.count(),
        "waiting": UploadLine.objects.unfinished().count(),
    }
