"""Tables of words, written as a text with a word after the other."""


def listed(words: str) -> frozenset[str]:
    """The words of a table that is written with spaces and line breaks between them."""
    return frozenset(words.split())
