"""Nothing waits longer than a worker needs."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from meetings.checking.faults import Fault, Progress, in_batches
from meetings.models import UploadLine

AN_HOUR = timedelta(hours=1)


def uploads(progress: Progress) -> Iterator[Fault]:
    """No uploaded file has waited to be read for more than an hour."""
    late = UploadLine.objects.unfinished().filter(waits_since__lt=timezone.now() - AN_HOUR).select_related("upload")
    for line in in_batches(late, progress):
        yield Fault(
            line.upload.get_absolute_url(),
            f"File {line.position} of the upload has waited to be read since {line.waits_since:%Y-%m-%d %H:%M}.",
            "See that the worker runs: manage.py read_uploads.",
        )
