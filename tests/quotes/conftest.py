"""What these tests share with those of twins."""

from tests.paired import archive, note

__all__ = ["archive", "note"]
