"""The lines of a plain text, as they stand: spaces inside a line are the layout of old covers and stay."""

from meetings.reading.damage import clean
from meetings.reading.encoding import letters_of
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract, Line
from meetings.reading.media import MediaType
from meetings.reading.refusals import Reason, UnreadableSource


def read_plain(data: bytes, limits: Limits = LIMITS) -> Extract:
    """One Line for each line of the text, an empty one for a blank line; pages only where form feeds part them."""
    text = clean(letters_of(data))
    pages = text.rstrip().split("\f")
    if len(pages) > limits.pages:
        raise UnreadableSource(
            Reason.TOO_MANY_PAGES, f"The text has more than {limits.pages:,} pages; send only the pages of the note."
        )
    paged = len(pages) > 1
    lines = tuple(
        Line(printed.strip(), page=number if paged else None)
        for number, page in enumerate(pages, start=1)
        for printed in page.split("\n")
    )
    return Extract(MediaType.PLAIN, lines, pages=len(pages) if paged else None)
