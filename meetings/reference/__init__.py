"""Known facts from fixtures/reference: written once, never over a curator's edit, each with its source."""

from django.db import transaction

from meetings.reference.catalogue import load_codes, load_glossary, load_instruments, load_meetings, load_themes
from meetings.reference.people import load_known_papers, load_people
from meetings.reference.variants import load_variants


@transaction.atomic
def load_reference() -> dict[str, int]:
    """Add the facts that are missing; return how many were added of each.

    A row that is there is left as it is, except that a code first met on a note learns what it means, and a meeting
    first met in a note gains its public source.
    """
    return {
        "codes": load_codes(),
        "meetings": load_meetings(),
        "themes": load_themes(),
        "instruments": load_instruments(),
        "glossary terms": load_glossary(),
        "participations": load_people(),
        "known papers": load_known_papers(),
        "variants of search": load_variants(),
    }


__all__ = ["load_reference"]
