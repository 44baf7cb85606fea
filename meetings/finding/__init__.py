"""Finding passages in the archive: the rules of meetings.search applied to its rows, for one reader at a time."""
