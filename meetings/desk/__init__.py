"""The review desk: the pages on which archivists receive, compare, mend and publish notes."""
