"""Every original is there, byte for byte as it was received, and no file lies about that no row names."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage, default_storage, storages
from django.utils import timezone

from meetings.checking.faults import AT_A_TIME, Fault, Progress, in_batches
from meetings.models import OutcomeNote, Source, UploadLine

CHUNK = 1024 * 1024
# A younger file may belong to an upload whose row is not written yet.
AN_HOUR = timedelta(hours=1)
PUT_BACK = "Put it back from a backup: tar xOf BACKUP files/{name}"


def originals(progress: Progress) -> Iterator[Fault]:
    """The bytes of every original have the SHA-256 that was taken when it was received."""
    for source in in_batches(Source.objects.select_related("note"), progress):
        # If anything is wrong, it may have been deleted for good while this check ran.
        if (said := _wrong(source)) and Source.objects.filter(pk=source.pk).exists():
            yield Fault(source.get_absolute_url(), said, PUT_BACK.format(name=source.file.name))


def _wrong(source: Source) -> str:
    """What is wrong with the original, or nothing."""
    digest, size = hashlib.sha256(), 0
    try:
        with default_storage.open(source.file.name) as file:
            while part := file.read(CHUNK):
                digest.update(part)
                size += len(part)
    except FileNotFoundError:
        return f"The original of {source.note.name}, {source.file.name}, is missing."
    except OSError as unreadable:
        return f"The original of {source.note.name}, {source.file.name}, cannot be read: {unreadable.strerror}."
    if size != source.size:
        return f"The original of {source.note.name}, {source.file.name}, has {size} bytes instead of {source.size}."
    if digest.hexdigest() != source.sha256:
        return f"The original of {source.note.name}, {source.file.name}, was changed: its SHA-256 is another."
    return ""


def without_original(progress: Progress) -> Iterator[Fault]:
    """Every published note has the file from which it was read, and no file of an upload waits without its bytes."""
    bare = OutcomeNote.objects.published().exclude(sources__leads=True).only("slug")
    for note in in_batches(bare, progress):
        yield Fault(
            note.get_absolute_url(),
            "It is published, but the archive holds no file from which it was read.",
            "Upload the original again: it is attached to the note.",
        )
    room = storages["uploads"]
    # A backup leaves the waiting room out; of what lies in quarantine the page itself says that the bytes are gone.
    for line in in_batches(UploadLine.objects.unfinished().select_related("upload"), progress):
        if not room.exists(line.file.name) and UploadLine.objects.filter(pk=line.pk, file=line.file.name).exists():
            yield Fault(
                line.upload.get_absolute_url(),
                f"File {line.position} of the upload waits to be read, but its bytes are gone.",
                "Ask for the file and upload it again.",
            )


def nobodys_files(progress: Progress) -> Iterator[Fault]:
    """No file lies in the place of the originals or in the waiting room that no row names."""
    for storage, model, place in (
        (default_storage, Source, "the originals"),
        (storages["uploads"], UploadLine, "the waiting room"),
    ):
        for names in _listed(storage):
            known = set(model._base_manager.filter(file__in=names).values_list("file", flat=True))
            for name in names:
                if name not in known and _is_old(storage, name):
                    yield Fault(name, f"It lies among {place}, but no row names it.", "Look at it, then delete it.")
            progress(len(names))


def _listed(storage: Storage, folder: str = "") -> Iterator[list[str]]:
    """The names of all files, in parts."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    names = [f"{folder}/{name}" if folder else name for name in sorted(files)]
    for start in range(0, len(names), AT_A_TIME):
        yield names[start : start + AT_A_TIME]
    for name in sorted(folders):
        yield from _listed(storage, f"{folder}/{name}" if folder else name)


def _is_old(storage: Storage, name: str) -> bool:
    try:
        return bool(timezone.now() - storage.get_modified_time(name) > AN_HOUR)
    except FileNotFoundError:  # removed while this check ran
        return False
