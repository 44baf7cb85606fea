"""Turning a file into a ParsedNote: what the paper says, each finding with its words. Pure, without Django."""
