"""What counts as a query of a page, for the tests and the benchmark alike."""

from collections.abc import Iterable
from typing import Any

# Statements that only open, close or set up a transaction ask the database for nothing.
ROUND_ABOUT = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")
MOST_QUERIES = 12  # of one page, with the three for the session, the user and the groups


def queries_of(captured: Iterable[dict[str, Any]]) -> list[str]:
    """The statements that ask or change something."""
    return [each["sql"] for each in captured if not each["sql"].lstrip().upper().startswith(ROUND_ABOUT)]
