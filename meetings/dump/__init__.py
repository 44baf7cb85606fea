"""The whole archive as one file that an empty installation takes in: docs/dump.md says what is in it and why."""

from meetings.dump.loading import load
from meetings.dump.refusals import DumpRefused
from meetings.dump.writing import write

__all__ = ["DumpRefused", "load", "write"]
