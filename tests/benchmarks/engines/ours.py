"""This archive's own search, and the view that a textbook on Django and PostgreSQL would write, on the same rows.

Both for a LIMITE reader, with everything that the search page shows short of its template.
"""

import os
import sys
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count, F  # noqa: E402

from meetings.finding.asked import Asked  # noqa: E402
from meetings.finding.page import search_page  # noqa: E402
from meetings.models import Paragraph  # noqa: E402
from meetings.wall import at_the_desk, let_in  # noqa: E402
from tests import make  # noqa: E402
from tests.benchmarks.loading import load  # noqa: E402
from tests.benchmarks.timing import measure, report  # noqa: E402
from tests.web_role import as_web_role  # noqa: E402

FACETS = {
    "code": "note__note_codes__code__code",
    "side": "sides",
    "strength": "commitments__strength",
    "year": "note__meeting__opened_on__year",
    "city": "note__meeting__city",
    "level": "note__meeting__level",
    "kind": "note__kind",
    "marking": "note__marking",
}


def ours(query: dict[str, str], person: Any) -> int:
    """The search page of this archive."""
    chosen = tuple((name, query[name]) for name in ("code", "city") if name in query)
    return search_page(Asked(text=query["q"], chosen=chosen), person).total


def textbook(query: dict[str, str], person: Any) -> int:
    """SearchQuery, SearchRank and SearchHeadline, a count, and GROUP BY for each facet."""
    raw = query["q"].endswith("*")
    words = (
        SearchQuery(query["q"].replace("*", ":*"), search_type="raw", config="english")
        if raw
        else SearchQuery(query["q"], search_type="websearch", config="english")
    )
    chosen = {name: query[name] for name in ("code", "city") if name in query}

    def found(but: str = "") -> Any:
        rows = Paragraph.objects.visible_to(person).filter(vector=words)
        return rows.filter(**{FACETS[name]: value for name, value in chosen.items() if name != but})

    hits = found().annotate(
        rank=SearchRank(F("vector"), words), headline=SearchHeadline("text", words, config="english")
    )
    list(hits.select_related("note__meeting").order_by("-rank")[:20])
    total: int = found().count()
    for name, field in FACETS.items():
        list(found(but=name).values_list(field).annotate(n=Count("pk", distinct=True)))
    return total


def main() -> None:
    folder = sys.argv[1]
    connection.creation.create_test_db(verbosity=0)
    try:
        began = time.perf_counter()
        load(folder)
        seconds = time.perf_counter() - began
        person = make.user("limite")
        with as_web_role(), at_the_desk():  # guarded by the database, as the pages are
            let_in(person)
            report("this archive", measure(lambda query: ours(query, person), folder), seconds)
        if "--alone" not in sys.argv:
            report("textbook Django view", measure(lambda query: textbook(query, person), folder), seconds)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
