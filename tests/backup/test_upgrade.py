"""A backup of an older version goes into this one: restored as it was then, and brought up to date afterwards."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path

from tests.places import Place

# An installation as it was when participants alone could be merged, and folders were not thought of.
THEN = ("meetings", "0030_cover_lines")
OLDER = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
executor = MigrationExecutor(connection)
targets = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in ("meetings",)]
executor.migrate([target for target in targets if not needs_later(executor, target)] + [THEN])
then = executor.loader.project_state([THEN]).apps
model = lambda name: then.get_model("meetings", name)
now = timezone.now()
person = then.get_model("auth", "User").objects.create(username="archivist", password="x")
note = model("OutcomeNote").objects.create(
    kind="OUTCOME OF PROCEEDINGS", number="10483/17", slug="10483-17", marking="LIMITE", state="published",
    published_at=now, published_by_id=person.pk, reader_version="1", subject="Visa", text="Both sides agreed to meet.",
)
paragraph = model("Paragraph").objects.create(
    note=note, part="body", position=1, ordinal=1, address="1", text="Both sides agreed to meet."
)
model("Commitment").objects.create(
    paragraph=paragraph, side="both", strength="agrees", quote="agreed to meet", start=11, end=25
)
data = b"Both sides agreed to meet."
import hashlib
digest = hashlib.sha256(data).hexdigest()
name = default_storage.save(f"{digest[:2]}/{digest}", ContentFile(data))
model("Source").objects.create(note=note, file=name, sha256=digest, size=len(data), media_type="text/plain")
kept = model("Participant").objects.create(name="Jane Doe", slug="jane-doe", kind="person")
merged = model("Participant").objects.create(name="J. Doe", slug="j-doe", kind="person")
key = merged.pk
merged.delete()
merge = {"name": "J. Doe", "slug": "j-doe", "why": "One person", "merged_by_id": person.pk}
model("ParticipantMerge").objects.create(kept=kept, **merge)
print(key)
"""
NEEDS_LATER = """
THEN = {then!r}
def needs_later(executor, target):
    later = {{node for node in executor.loader.graph.nodes if node[0] == "meetings" and node[1] > THEN[1]}}
    return bool(later & set(executor.loader.graph.forwards_plan(target)))
"""
NOW = """
from meetings.models import Merge, OutcomeNote, Participant
merge = Merge.objects.get()
note = OutcomeNote.objects.get(vector="visa")
commitment = note.paragraphs.get().commitments.get()
print(merge.participant.name, merge.merged, commitment.quote, commitment.note == note, sep="|")
print(Participant.objects.create(name="New", slug="new", kind="person").pk)
"""


def test_a_backup_of_an_older_version_is_restored_and_brought_up_to_date(
    new_place: Callable[[str], Place], tmp_path: Path
) -> None:
    older, backup = new_place("older"), tmp_path / "older.tar"
    key = int(older.shell(NEEDS_LATER.format(then=THEN) + OLDER))
    older.done("backup", str(backup))
    with tarfile.open(backup) as tar:
        member = tar.extractfile("backup.json")
        assert member
        stamped = [tuple(each) for each in json.load(member)["migrations"]]
    assert max(each for each in stamped if each[0] == "meetings") == THEN
    newer = new_place("newer")
    assert "The archive is sound." in newer.done("restore", str(backup))
    found, number = newer.shell(NOW).strip().splitlines()
    assert found == f"Jane Doe|{key}|agreed to meet|True"
    assert int(number) > key
    assert newer.files() == older.files()
    newer.done("migrate", "--check")
