"""What leaves the archive: citations, lists and notes as files. Each says how it is marked."""
