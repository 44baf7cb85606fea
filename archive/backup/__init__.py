"""The whole installation as one file, and back: docs/operate.md says what is in it and why."""

from archive.backup.refusals import BackupRefused
from archive.backup.restoring import restore
from archive.backup.target import half_restored
from archive.backup.writing import write

__all__ = ["BackupRefused", "half_restored", "restore", "write"]
