"""What can be found: the paragraphs of notes, and the title page of each note. Both are numbered as units."""

# Even numbers are paragraphs, odd ones title pages, so that one set of whole numbers holds both.
UNITS = """SELECT 2 * p.id AS unit, p.note_id FROM meetings_paragraph p
    UNION ALL SELECT 2 * n.id + 1, n.id FROM meetings_outcomenote n"""


def paragraph_of(unit: int) -> int | None:
    """The key of the paragraph that ``unit`` is, or None for a title page."""
    return None if unit % 2 else unit // 2


def note_of(unit: int) -> int | None:
    """The key of the note whose title page ``unit`` is, or None for a paragraph."""
    return unit // 2 if unit % 2 else None
