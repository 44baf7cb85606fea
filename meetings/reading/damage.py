"""Characters that a paper does not mean: controls, soft hyphens, odd spaces, private-use and direction marks.

Cleaning changes no word: misprints stay as printed. Private-use characters must never reach a reader's page, since
the search marks its hits with them; direction marks could make a page show words in another order than they stand.
"""

import re

BULLET = "•"
#: Holds the place of a printed letter that the font of the file does not name ("COU CIL" is printed "COUNCIL").
LOST = "\ufffd"

# Finds NUL, escape, DEL, U+0085, U+FEFF, U+202E, U+E000, lone surrogates, non-characters; not tab, newline, form feed.
UNMEANT = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffc"
    "\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029|\x0b")
# Ligatures to their letters, and the hyphens that only forbid or allow a line end to the plain one.
LETTERS = str.maketrans(
    {"‐": "-", "‑": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
PRIVATE_AT_START = re.compile("\\A\\s*[\ue000-\uf8ff](?=\\s)")
SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text without damage; its line ends become newlines, its own spaces and form feeds stay.

    A soft hyphen at the end of a line becomes a hyphen, since there it was printed; elsewhere it goes.
    """
    text = LINE_ENDS.sub("\n", text)
    if "\u00ad" in text:
        text = re.sub("\u00ad+(?=[ \t]*(?:\n|\\Z))", "-", text).replace("\u00ad", "")
    return ODD_SPACES.sub(" ", UNMEANT.sub("", text)).translate(LETTERS)


def clean_printed(text: str) -> str:
    """A printed line: as ``clean``, single spaces; a soft hyphen was drawn, so it is a hyphen; lost letters go.

    A private-use glyph that opens a line is the bullet of a symbol font.
    """
    text = PRIVATE_AT_START.sub(BULLET, text.replace("\u00ad", "-").replace(LOST, ""))
    return SPACES.sub(" ", clean(text)).strip()
