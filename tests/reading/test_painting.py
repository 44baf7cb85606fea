"""The operators of a page's content come out as the standard says, and damage is stepped over."""

from typing import Any

import pytest

from meetings.reading.painting import operators

GOOD = [
    (b"BT /F1 12 Tf (text) Tj ET", [(b"BT", []), (b"Tf", ["F1", 12]), (b"Tj", [b"text"]), (b"ET", [])], "plain"),
    (b"[(Co) -250 <756e> .5(cil)]TJ", [(b"TJ", [[b"Co", -250, b"un", 0.5, b"cil"]])], "an array"),
    (b"(a\\)b\\\\ \\101\\n\\\nz)'", [(b"'", [b"a)b\\ A\nz"])], "escapes"),
    (b"(outer (inner) \\( end)Tj", [(b"Tj", [b"outer (inner) ( end"])], "nested parentheses"),
    (b"<48 65 6C6c 6f7>Tj", [(b"Tj", [b"Hellop"])], "an odd number of digits"),
    (b"/Name#20with#2Fcode Do", [(b"Do", ["Name with/code"])], "a name with codes"),
    (b"% (not this) Tj\n(this)Tj", [(b"Tj", [b"this"])], "a comment"),
    (b"/P <</MCID 0 /L [1 2]>> BDC (x)Tj", [(b"BDC", ["P", {}]), (b"Tj", [b"x"])], "marked content"),
    (b"1 0 0 1 -5.5 +7 cm", [(b"cm", [1, 0, 0, 1, -5.5, 7])], "signs"),
    (b"0 0 m 5 0 l S f* T*", [(b"m", [0, 0]), (b"l", [5, 0]), (b"S", []), (b"f*", []), (b"T*", [])], "starred"),
    (b"BI /W 1 ID \x00(EI( EI Q", [(b"BI", []), (b"ID", ["W", 1]), (b"Q", [])], "an inline image"),
]
DAMAGED = [
    (b"--5 1.2.3 Td", [(b"Td", [0, 0])], "numbers that are none"),
    (b"99999999999999999999 1e309 Td", [(b"Td", [0, 0])], "numbers past any sheet"),
    (b"(never closed Tj", [], "a string without an end"),
    (b"[(a) TJ (b)Tj", [(b"TJ", [[b"a"]]), (b"Tj", [b"b"])], "an array without an end"),
    (b"[[[(a)]]] TJ", [(b"TJ", [[b"a"]])], "arrays in arrays"),
    (b") ] >> } (a)Tj", [(b"Tj", [b"a"])], "ends without a beginning"),
    (b"<zz41>Tj", [(b"Tj", [b"A"])], "digits that are none"),
    (b"true null (a)Tj", [(b"Tj", [b"a"])], "words that are no operators"),
    (b"ID and no end", [(b"ID", [])], "an image without an end"),
    (b"", [], "nothing"),
]


@pytest.mark.parametrize(
    ("content", "found"), [row[:2] for row in GOOD + DAMAGED], ids=[row[2] for row in GOOD + DAMAGED]
)
def test_operators_come_with_their_operands(content: bytes, found: list[Any]) -> None:
    assert [
        (operator, operands) for operator, operands in operators(content) if operator != b"BI" or not operands
    ] == found


@pytest.mark.parametrize("part", [b"(", b"[", b"<", b"<<", b"/", b"\\", b"(\\", b"1 ", b"a ", b"%", b"BI ID "])
def test_a_long_damaged_content_is_read_in_one_pass(part: bytes) -> None:
    assert len(list(operators(part * 200_000))) <= 200_000
