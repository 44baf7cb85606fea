"""Whether the archive is sound: every quotation, file, link, search vector and rule of the database is looked at."""

from meetings.checking.faults import Check, Fault
from meetings.checking.whole import CHECKS, Result, check

__all__ = ["CHECKS", "Check", "Fault", "Result", "check"]
