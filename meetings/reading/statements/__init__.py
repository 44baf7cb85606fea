"""Who says what in a sentence of an outcome note: the side, and what it undertakes, asks for or merely reports."""
