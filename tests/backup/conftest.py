"""One installation with a bit of everything in it, its backup, and what was in it, for all tests of this folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.places import Place

FILL = """
from datetime import timedelta
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from meetings.ingest.tasks import read_waiting
from meetings.keys.tokens import make_token
from meetings.models import AccessRecord, FeedKey, SavedSearch
from tests.dump.test_round_trip import fill
call_command("load_reference")
fill()
reader = User.objects.get(groups__name="Readers")
reader.set_password("a long pass phrase"); reader.save()
now = timezone.now()
make_token(by=reader, name="Letters", scope="PUBLIC", ends_on=(now + timedelta(days=30)).date())
FeedKey.objects.create(owner=reader, number="a" * 32, made_at=now)
SavedSearch.objects.create(owner=reader, name="Visa – all", address="q=visa", looked_at=now)
AccessRecord.objects.create(name="limite", deed="opened", what="10483/17", address="/notes/10483-17/", marking="LIMITE")
read_waiting.enqueue()
Client().force_login(reader)
"""


@dataclass(frozen=True)
class Kept:
    """An installation that was backed up, and what it held then."""

    place: Place
    backup: Path
    rows: dict[str, list[str]]
    files: dict[str, bytes]


@pytest.fixture(scope="session")
def kept(new_place: Callable[..., Place], migrated: Place, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    source = new_place("source", migrated)
    source.shell(FILL)
    backup = tmp_path_factory.mktemp("backups") / "archive.tar"
    source.done("backup", str(backup))
    return Kept(source, backup, source.rows(), source.files())
