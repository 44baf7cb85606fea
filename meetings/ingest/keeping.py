"""Keeping the bytes of what came in: each file under its hash, with who sent it and from which one the text is read."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile

from meetings.ingest.by_hand import ByHand
from meetings.models import OutcomeNote, Source
from meetings.reading.media import media_type_of
from meetings.reading.parsed import READER_VERSION, ParsedNote


def keep_files(
    note: OutcomeNote, parsed: ParsedNote, said: ByHand, *, data: bytes, digest: str, name: str, by: Any
) -> Source:
    """Keep the file; of a scan the text that a person typed, too, from which the note was read. The file is returned.

    The first text of a note leads. A typed text that the archive holds already is not kept again.
    """
    if not said.text:
        return keep_file(note, data=data, digest=digest, name=name, by=by, **_facts(parsed), leads=_lacks_text(note))
    media_type = media_type_of(data, name)
    scan = keep_file(
        note, data=data, digest=digest, name=name, by=by, media_type=media_type, pages=said.pages, leads=False
    )
    text_digest = hashlib.sha256(said.text).hexdigest()
    if not Source.objects.filter(sha256=text_digest).exists():
        keep_file(
            note,
            data=said.text,
            digest=text_digest,
            name=name_of_text(name),
            by=said.typed_by,
            **_facts(parsed),
            leads=_lacks_text(note),
            typed_from=scan,
        )
    return scan


def _facts(parsed: ParsedNote) -> dict[str, Any]:
    return {"media_type": parsed.media_type or "application/octet-stream", "pages": parsed.pages}


def _lacks_text(note: OutcomeNote) -> bool:
    return not note.sources.filter(leads=True).exists()


def keep_file(note: OutcomeNote, *, data: bytes, digest: str, name: str, by: Any, **facts: Any) -> Source:
    """Keep the bytes under their hash and record them, with these ``facts``, as a source of ``note``."""
    source = Source(
        note=note,
        sha256=digest,
        name=shown_name(name),
        size=len(data),
        received_by=by,
        read_with=READER_VERSION,
        **facts,
    )
    source.file.save(name="original", content=ContentFile(data), save=False)
    source.save()
    return source


def shown_name(name: str) -> str:
    """The sender's name for the file as text that can be kept and shown: printable, at most 255 characters."""
    return "".join(character for character in name if character.isprintable())[:255] or "without a name"


def name_of_text(name: str) -> str:
    """The name of the text that was typed from the file ``name``."""
    return f"{PurePath(name).stem}.txt"
