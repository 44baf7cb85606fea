"""Tests of what leaves the archive."""
