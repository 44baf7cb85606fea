"""A LIMITE note and the public words that say the same: what the tests of twins and of the quote check share."""

from pathlib import Path

import pytest
from django.conf import settings

from meetings.ingest import receive_source
from meetings.models import OutcomeNote
from tests import make

SAID = "Both sides agreed to exchange lists of stolen firearms every three months through Europol."
PUBLIC = "The European Union and the United States agreed to exchange lists of stolen firearms through Europol."
OTHER = "The US side informed about the state of play of the talks on asset recovery offices."


@pytest.fixture
def note(db: None) -> OutcomeNote:
    """A LIMITE note with SAID and OTHER."""
    return make.note(SAID, OTHER, number="10001/17", marking="LIMITE")


def statement_on(note: OutcomeNote) -> OutcomeNote:
    """The public statement of the same meeting with the words PUBLIC."""
    return make.note(PUBLIC, number="", slug="valletta-statement", kind="JOINT STATEMENT", meeting=note.meeting)


@pytest.fixture
def archive(db: None) -> OutcomeNote:
    """The real papers: the abstracts that come with the archive, and the Valletta note, which is returned."""
    fixtures = Path(settings.BASE_DIR) / "fixtures"
    for file in sorted((fixtures / "reference" / "abstracts").glob("*.md")):
        receive_source(data=file.read_bytes(), name=file.name, by=None)
    file = fixtures / "notes" / "10483-17.txt"
    return receive_source(data=file.read_bytes(), name=file.name, by=None).note
