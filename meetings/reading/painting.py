"""The operators that paint a page of a PDF, taken from its content (ISO 32000-1, chapter 7.2 and annex A).

pdfminer.six reads them too, but byte by byte: two thirds of the time of reading a note went there. One pattern over
the whole content gives the same operators; what is broken is stepped over. Nothing here knows pdfminer.
"""

import re
from collections.abc import Iterator

Operand = float | str | bytes | list[float | str | bytes] | dict[str, str]

# Finds "12.5" and "Tj" (1), "/F1" (2), "(text)" (3), "[", ">>" (4), "<48656c>" (5), "(" of "((nested))" (6), a comment.
TOKEN = re.compile(
    rb"""
    (?: ([^\x00\t\n\x0c\r ()<>\[\]{}/%]++)
    | /([^\x00\t\n\x0c\r ()<>\[\]{}/%]*+)
    | \(((?:[^()\\]++|\\.)*+)\)
    | (<<|>>|\[|\])
    | <([^<>]*+)>
    | (\()
    | %[^\r\n]*+
    ) [\x00\t\n\x0c\r ]*+
    """,
    re.VERBOSE | re.DOTALL,
)
WHITE_SPACE = b"\x00\t\n\x0c\r "
PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
# Finds "\)", "\n", "\053" and a line end that is no part of the string; not "n".
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
# Finds the end of the bytes of an inline image.
IMAGE_END = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|\Z)")
NUMBER_STARTS = frozenset(b"0123456789+-.")
NO_OPERATORS = frozenset((b"true", b"false", b"null"))
#: No sheet is nearly as large; what is larger is damage, and would overflow what is reckoned from it.
LARGEST_NUMBER = 1e7
#: Operands before an operator; the standard knows none with more than six, apart from arrays.
MOST_OPERANDS = 64


def operators(content: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Each operator with the operands before it: numbers, names (text), strings (bytes), arrays and dictionaries.

    Arrays are flat and dictionaries empty: no operator that prints text needs more of them.
    """
    operands: list[Operand] = []
    array: list[float | str | bytes] | None = None
    dictionaries: list[int] = []
    depth = 0
    place = len(content) - len(content.lstrip(WHITE_SPACE))
    search = TOKEN.search
    while found := search(content, place):
        place = found.end()
        kind = found.lastindex
        value: float | str | bytes
        if kind == 1:
            word = found[1]
            if word[0] in NUMBER_STARTS:
                value = number_of(word)
            elif word in NO_OPERATORS:
                continue
            else:
                if array is not None:
                    operands.append(array)
                yield word, operands
                operands, array, depth = [], None, 0
                dictionaries.clear()
                if word == b"ID":
                    end = IMAGE_END.search(content, found.end(1))
                    place = end.end() if end else len(content)
                continue
        elif kind == 2:
            value = name_of(found[2])
        elif kind == 3:
            value = string_of(found[3])
        elif kind == 5:
            value = hex_of(found[5])
        elif kind == 6:
            end_of_string = _closing(content, found.end(6))
            value = string_of(content[found.end(6) : end_of_string])
            place = end_of_string + 1
        else:
            if found[4] == b"[":
                depth += 1
                if array is None:
                    array = []
            elif found[4] == b"]" and array is not None:
                depth -= 1
                if depth == 0:
                    operands.append(array)
                    array = None
            elif found[4] == b"<<":
                dictionaries.append(len(operands))
            elif found[4] == b">>" and dictionaries:
                del operands[dictionaries.pop() :]
                operands.append({})
            continue
        if array is not None:
            array.append(value)
        elif len(operands) < MOST_OPERANDS:
            operands.append(value)


def number_of(word: bytes) -> float:
    """The number; 0 for a damaged one, as other readers take it."""
    try:
        number = float(word)
    except ValueError:
        return 0.0
    return number if -LARGEST_NUMBER < number < LARGEST_NUMBER else 0.0


def name_of(word: bytes) -> str:
    if b"#" in word:
        word = NAME_CODE.sub(lambda code: bytes((int(code[1], 16),)), word)
    try:
        return word.decode("utf-8")
    except UnicodeDecodeError:
        return str(word)  # as pdfminer names the resource


def string_of(inside: bytes) -> bytes:
    if b"\\" not in inside:
        return inside
    return ESCAPE.sub(_meant, inside)


def _meant(escape: re.Match[bytes]) -> bytes:
    if escape[1]:
        return bytes((int(escape[1], 8) & 0xFF,))
    if escape[2]:
        return b""
    return ESCAPED.get(escape[3], escape[3])


def hex_of(inside: bytes) -> bytes:
    digits = NOT_HEX.sub(b"", inside)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _closing(content: bytes, place: int) -> int:
    """Where the string that was opened just before ``place`` is closed; the end of the content if nowhere."""
    depth = 1
    for sign in PARENTHESIS.finditer(content, place):
        if sign[0] == b"(":
            depth += 1
        elif sign[0] == b")":
            depth -= 1
            if depth == 0:
                return sign.start()
    return len(content)
