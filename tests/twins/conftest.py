"""What these tests share with those of the quote check."""

from tests.paired import archive, note

__all__ = ["archive", "note"]
