"""Everything that knows what an outcome note is."""
