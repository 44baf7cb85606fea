"""From the bytes of a file to its lines, whatever kind of file it is."""

from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract
from meetings.reading.media import MediaType, media_type_of
from meetings.reading.refusals import Reason, UnreadableSource


def extract(data: bytes, name: str, limits: Limits = LIMITS) -> Extract:
    """The lines of the file. ``name`` only tells Markdown from plain text where the text itself does not.

    Raises SourceRefused with a named reason when the file is empty, too large, of another kind, damaged, encrypted
    or without text. Nothing else is raised for a bad file.
    """
    check_bytes(data, limits)
    media_type = media_type_of(data, name)
    # Each format brings a library of its own, imported only for a file that needs it.
    if media_type is MediaType.PDF:
        from meetings.reading.pdf import read_pdf as read
    elif media_type is MediaType.DOCX:
        from meetings.reading.docx import read_docx as read
    elif media_type is MediaType.HTML:
        from meetings.reading.html import read_html as read
    elif media_type is MediaType.MARKDOWN:
        from meetings.reading.markdown import read_markdown as read
    else:
        from meetings.reading.plain import read_plain as read
    found = read(data, limits)
    _check_text(found, limits)
    return found


def check_bytes(data: bytes, limits: Limits = LIMITS) -> None:
    """Refuse an empty file and one that is too large, before anything else is done with it."""
    if not data:
        raise UnreadableSource(Reason.EMPTY, "The file is empty; send it again.")
    if len(data) > limits.file_bytes:
        raise UnreadableSource(
            Reason.TOO_LARGE,
            f"The file has {len(data) / 1_048_576:.1f} MB, more than the {limits.file_bytes / 1_048_576:.0f} MB "
            "that can be read; send the note without its annexes or images.",
        )


def _check_text(found: Extract, limits: Limits) -> None:
    """Refuse a file whose lines hold no word, and one that holds far more text than any note."""
    if not any(character.isalnum() for line in found.lines if not line.furniture for character in line.text):
        raise UnreadableSource(
            Reason.NO_TEXT, "The file holds no words; if it holds pictures of pages, send their text."
        )
    if sum(len(line.text) for line in found.lines) > limits.characters:
        raise UnreadableSource(Reason.TOO_MUCH_OUTPUT, "The file holds far more text than a note; send the note alone.")
