"""The archive for programs: read-only JSON over the same rows, for the same eyes, as the pages (docs/api.md)."""
