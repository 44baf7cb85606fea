"""A passage as people write it: as citations print it, as its address, as it stands in the address bar."""

import re
from typing import Any

from meetings.finding.numbered import notes_numbered
from meetings.models import OutcomeNote, Paragraph

# "10483/17 §4.2" as pages copy it; "10483/17, §4.2, p. 3" as citations write it. Not "Article 4 §2 of the agreement".
CITED = re.compile(r"(?P<number>[^§]+?),? ?§ ?(?P<place>\w+(?:\.\w+)*)(?:, p\. ?\d+)?\.?")
# "https://archive.example.eu/notes/10483-17/4.2/", with "?hl=visa#p4.2" from the address bar, "10483-17/4.2" alone.
# Not "and/or": every place in a note has a figure.
ADDRESS = re.compile(
    r"(?:https?://[^/\s]+/notes/)?(?P<slug>[\w-]+)/(?:(?:\?[^#\s]*)?#p)?(?P<place>(?=[\w.]*\d)\w+(?:\.\w+)*)/?"
)


def passage_or_note_cited(words: str, user: Any) -> Paragraph | OutcomeNote | None:
    """The passage that ``words`` name by its citation or its address; the note where the place cited is not in it.

    None alike when there is none and when ``user`` may not read it. A number without its version means the current one.
    """
    written = " ".join(words.split())
    if cited := CITED.fullmatch(written):
        note = notes_numbered(cited["number"], user).first()
        return (paragraph_at(note.slug, cited["place"], user) or note) if note else None
    if address := ADDRESS.fullmatch(written):
        return paragraph_at(address["slug"], address["place"], user)
    return None


def passage_cited(words: str, user: Any) -> Paragraph | None:
    """The same for a passage alone."""
    found = passage_or_note_cited(words, user)
    return found if isinstance(found, Paragraph) else None


def paragraph_at(slug: str, address: str, user: Any) -> Paragraph | None:
    """The paragraph that ``user`` may read at that address, or that had it before the note was read again."""
    if "\x00" in slug + address:
        return None
    readable = Paragraph.objects.visible_to(user).select_related("note__meeting", "topic")
    readable = readable.defer("vector", "note__vector", "note__text").filter(note__slug=slug)
    found = readable.filter(address=address).first()
    return found or readable.filter(former_addresses__address=address).first()
