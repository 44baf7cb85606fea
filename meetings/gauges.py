"""What operators see of the work on files: how many wait and since when, and what became of the others."""

from collections.abc import Iterable, Iterator

from django.db import DatabaseError
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from meetings.models import UploadLine
from meetings.wall import at_the_desk


class Uploads(Collector):
    """The queue and its failures, counted anew each time; nothing while the database is away."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        by_state = GaugeMetricFamily(
            "archive_upload_files", "Files that were sent, by what became of them.", labels=["state"]
        )
        oldest = GaugeMetricFamily("archive_upload_oldest_seconds", "How long the first file in the queue has waited.")
        try:
            with at_the_desk():  # numbers alone; the monitor that asks for them is no person
                lines = UploadLine.objects.order_by()
                rows: Iterable[tuple[str, int]] = lines.values_list("state").annotate(Count("pk"))
                counted = dict.fromkeys([state for state, _ in UploadLine.STATES], 0) | dict(rows)
                since = lines.filter(state=UploadLine.WAITING).aggregate(since=Min("waits_since"))["since"]
        except DatabaseError:
            return
        for state, number in counted.items():
            by_state.add_metric([state], number)
        oldest.add_metric([], (timezone.now() - since).total_seconds() if since else 0)
        yield from (by_state, oldest)
