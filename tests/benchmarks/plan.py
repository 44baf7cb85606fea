"""Print how PostgreSQL answers the statement that finds, as the search page sends it for a LIMITE reader.

    python -m tests.benchmarks.plan 10000 "visa reciprocity"

The archive has so many made-up paragraphs; the pages' own login asks, guarded by the database. The page is made twice,
so that what is told is not a first time. What filters, memory and constants are told is left out; ``--whole`` shows it.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.engines.ours import ours  # isort: skip - sets Django up for the others

from django.db import connection

from meetings.wall import at_the_desk, let_in
from tests import make
from tests.benchmarks.loading import load
from tests.web_role import as_web_role

FINDS = "string_agg(int4send"  # stands in that statement alone (meetings/finding/statement.py)
ROOT = Path(__file__).parents[2]
# "->  Result (never executed)", "Heap Blocks: exact=377"; not "Index Cond: (note_id = n.id)".
ASIDE = re.compile(
    r"\s*(?:InitPlan|->  Result|Storage|Filter|Join Filter|Recheck Cond|Rows Removed|Heap|Index Searches|Cache|Hits|"
    r"Buckets|Disabled)\b"
)


class Plan:
    """Wraps the statements of a connection; ``lines`` are the plan of the last one that finds."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if FINDS in str(sql):
            execute(f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF, SUMMARY) {sql}", params, many, context)
            self.lines = [line for (line,) in context["cursor"].fetchall()]
        return execute(sql, params, many, context)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paragraphs")
    arguments.add_argument("words")
    arguments.add_argument("--whole", action="store_true", help="every line of the plan")
    given = arguments.parse_args()
    connection.creation.create_test_db(verbosity=0)
    try:
        with tempfile.TemporaryDirectory(prefix="plan-") as folder:
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.corpus", given.paragraphs, folder], cwd=ROOT, check=True
            )
            load(folder)
        person, plan = make.user("limite"), Plan()
        with as_web_role(), at_the_desk():
            let_in(person)
            with connection.execute_wrapper(plan):
                for _ in range(2):
                    ours({"q": given.words}, person)
        shown = plan.lines if given.whole else [line for line in plan.lines if not ASIDE.match(line)]
        sys.stdout.write("\n".join(shown) + "\n")
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
