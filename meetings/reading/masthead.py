"""The head of a Council cover: number, date, place, marking, stamps and codes, in whatever order they come."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from meetings.council.codes import known_codes, repaired
from meetings.council.dates import MONTHS, find_dates
from meetings.council.markings import Marking, folded
from meetings.council.numbers import OTHER_SERIES, PRINTED, REGISTER, VERSION, DocumentNumber, UnknownNumber
from meetings.reading.parsed import Doubt, DoubtKind
from meetings.reading.pieces import Piece

# The name of the Council, also where a bold font lost its N and where it is printed on two lines.
NAME_WORDS = r"CO?U\s?N?\s?CIL|OF|THE|EUROPEA\s?N?|U\s?N?\s?IO\s?N?|CONSEIL|DE|L['’]UNION|EUROPÉENNE"
COUNCIL = re.compile(rf"(?:\s*\b(?:{NAME_WORDS})(?=\s|$))+\s*", re.I)
ANCHOR = re.compile(r"CO?U\s?N?\s?CIL\b(?:\s+OF\b.*)?", re.I)

# "DOCUMENT PARTIALLY ACCESSIBLE TO THE PUBLIC (09.09.2015)", "PUBLIC (12.03.2014)"; not "PUBLIC", not "PUBLIC 12".
STAMP = re.compile(
    r"(?:DOCUMENT\s+)?(?:PARTIALLY\s+)?(?:ACCESSIBLE|DECLASSIFIED|RELEASED)\s+TO\s+THE\s+PUBLIC(?:\s*\(?\d\d?[./]\d\d?[./]\d{2,4}\)?)?"
    r"|\bPUBLIC\s*\(\d\d?[./]\d\d?[./]\d{2,4}\)|\bDECLASSIFIED\b(?:\s*\(?\d\d?[./]\d\d?[./]\d{2,4}\)?)?"
)
# "Interinstitutional File: 2021/0106 (COD)", also on two lines; the number alone in its form.
PROCEDURE = re.compile(
    r"(?:Inter-?institutional\s+Files?\s*:?)|\b(?:19|20)\d\d/\d{4}[A-Z]?\s*\(\s*[A-Z]{3}\s*\)|\b(?:19|20)\d\d/\d{4}\b",
    re.I,
)
ORIGINAL = re.compile(r"\(\s*OR\.?\s*(?P<languages>[a-z]{2}(?:\s*[/,]\s*[a-z]{2})*)\s*\)", re.I)
ITS_LANGUAGE = re.compile(r"\(\s*(?P<language>[a-z]{2})\s*\)")

# "REV 1", "ADD 1 COR 1", "COR 1 (en)", "EXT 1 (03.02.2015)", on a line of its own below the number.
VERSION_LINE = re.compile(
    rf"(?P<versions>(?:\b{VERSION}\s*\d{{1,2}}\s*(?:\([a-z]{{2}}\))?[\s,/+]*)+)(?:\(\d\d?\.\d\d?\.(?:\d\d)?\d\d\))?",
    re.I,
)

# A code with its number inside a run: "JAIEX 45", "PR CO 64", "E FOPOL 12". Months, versions and markings are none.
NO_CODE = r"(?:REV|ADD|COR|AMD|DCL|EXT|INIT|LIMITE|ANNEX|PAGE|ITEM|DG|{months})\b".format(
    months="|".join(month.upper() for month in MONTHS)
)
CODE_WORD = rf"(?!{NO_CODE})[A-Z](?:[A-Z]|[/_-](?=[A-Z]))*"
CODE_IN_RUN = re.compile(
    rf"(?P<code>(?=[A-Z][A-Z /_-]+\s*\d){CODE_WORD}(?:[ ]{CODE_WORD}){{0,3}})\s*(?P<serial>[1-9]\d{{0,4}})(?!\d)"
)
BULLETS = re.compile(r"^[\s•·▪●*–-]+|[\s,;|•·▪●*]+$")
BETWEEN = re.compile(r"[\s,;|•·▪●*/–-]*")

# A code run straight into the text: "FREMP 812.The Council".
GLUED = re.compile(rf"(?P<code>{CODE_WORD})\s*(?P<digits>\d{{2,6}})(?P<rest>\.\s?(?=[A-Z][a-z]).*)", re.S)


LONGEST = 400  # characters: a longer line is no part of a cover's head


@dataclass(slots=True)
class Masthead:
    """What the head of a cover says. ``rest`` are the pieces that no rule knows; ``glued`` is text run into a code."""

    number: DocumentNumber | None = None
    number_printed: str | None = None
    other_series: str | None = None  # "WK 8816/2021 INIT": a number that is none of the register's
    dated_on: date | None = None
    place: str | None = None
    original_language: str | None = None
    language: str | None = None
    marking: Marking | None = None
    stamps: list[str] = field(default_factory=list)
    codes: list[tuple[str, int | None]] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)
    glued: list[Piece] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_masthead(pieces: Sequence[Piece]) -> Masthead:
    """The fields of the head of a cover. Never raises: what is missing stays None, what is odd gives a doubt."""
    head = Masthead()
    if not pieces:
        return head
    pieces = _codes_whole(pieces)
    texts = _without_stamps([piece.text for piece in pieces], head)
    for piece, text in zip(pieces, texts, strict=True):
        left = _take(head, piece, text) if len(text) <= LONGEST else text
        if left:
            head.rest.append(Piece(left, piece.at, piece.row, piece.line))
    return head


def _codes_whole(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with codes put back to their numbers where these are printed in a column of their own."""
    whole: list[Piece] = []
    for piece in pieces:
        before = whole[-1] if whole else None
        lone_serial = re.fullmatch(r"[1-9]\d{0,4}", piece.text) is not None
        if before is not None and lone_serial and before.row == piece.row and re.fullmatch(CODE_WORD, before.text):
            whole[-1] = Piece(f"{before.text} {piece.text}", before.at, before.row, before.line)
        else:
            whole.append(piece)
    return whole


def _without_stamps(texts: list[str], head: Masthead) -> list[str]:
    """The texts with the stamps taken out, also where a stamp runs over two lines."""

    def take(match: re.Match[str]) -> str:
        head.stamps.append(re.sub(r"\s+", " ", match.group()))
        return "\n" * match.group().count("\n")

    return STAMP.sub(take, "\n".join(texts)).split("\n")


def _take(head: Masthead, piece: Piece, text: str) -> str:
    """Take what is known out of one piece, field by field; what is left is returned."""
    if match := ORIGINAL.search(text):
        head.original_language = head.original_language or match["languages"].lower().replace(" ", "")
        text = _cut(text, match)
    text = PROCEDURE.sub(" ", text)
    text = _take_date(head, text)
    text = _take_number(head, text)
    text = _take_marking(head, piece, text)
    text = _take_codes(head, piece, text)
    return COUNCIL.sub(" ", text, count=1).strip(" ,;:|") if COUNCIL.match(text) else text.strip(" ,;:|")


def _cut(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " + text[match.end() :]


def _take_date(head: Masthead, text: str) -> str:
    """``Brussels, 9 June 2011 (14.06)``: the first date counts, and the word before it is the place."""
    found = next((dates for dates in find_dates(text) if dates.opened_on == dates.closed_on), None)
    if found is None or head.dated_on is not None:
        return text
    before = COUNCIL.sub(" ", text[: found.start]).strip(" ,")
    if re.search(r"[:;]|\d|[.!?]$|\w+ \w+ \w+ \w+", before):
        return text
    head.dated_on = found.opened_on
    if before and re.fullmatch(r"[^\W\d_][\w .'’-]*", before):
        head.place = before.title() if before.isupper() else before
    return re.sub(r"^\s*\(\d\d?\.\d\d?\.?\)", "", text[found.end :])


def _take_number(head: Masthead, text: str) -> str:
    if head.number is None and head.other_series is None and (other := OTHER_SERIES.match(text)):
        head.other_series = other.group()
        return _cut(text, other)
    match = PRINTED.search(text) or REGISTER.search(text)
    if (
        head.number is None
        and head.other_series is None
        and match
        and not re.search(r"\w:\s*\d*$", text[: match.start()])
    ):
        printed = re.sub(r"\s+", " ", match.group()).strip()
        try:
            head.number = DocumentNumber.parse(printed)
        except UnknownNumber:
            return text
        head.number_printed = printed
        text = _cut(text, match)
        if own := ITS_LANGUAGE.search(text):
            head.language, text = own["language"], _cut(text, own)
    if head.number is not None and (line := VERSION_LINE.fullmatch(text.strip())):
        head.number = _with_versions(head.number, line["versions"])
        return ""
    return text


def _with_versions(number: DocumentNumber, printed: str) -> DocumentNumber:
    """The number with the versions of the next line; a revision that the number shows already is not added twice."""
    more = DocumentNumber.parse(f"{number.base} {re.sub(r'[(),/+]|[a-z]{2}(?=[)])', ' ', printed).strip()}").versions
    return DocumentNumber(
        number.year, number.number, number.versions + tuple(v for v in more if v not in number.versions)
    )


def _take_marking(head: Masthead, piece: Piece, text: str) -> str:
    for marking in (Marking.LIMITE, Marking.PUBLIC):
        match = re.search(rf"\b{marking}\b(?!\s*\d)|\b{marking}(?=[A-Z]{{2}}\b)", text)
        if match is None:
            continue
        if head.marking is None:
            head.marking = marking
        elif marking is Marking.PUBLIC and head.marking is Marking.LIMITE:
            head.stamps.append(marking)
        elif marking is Marking.LIMITE and head.marking is Marking.PUBLIC:
            head.marking = marking
            head.stamps.append(Marking.PUBLIC)
        text = re.sub(r"^\s*(?:EN|FR|DE)\b", "", _cut(text, match).strip())
    plain = folded(text).replace(" ", "")
    if head.marking is None and plain in {"LIMTE", "LIITE", "LIMIT", "LMITE", "IMITE", "LIMITED"}:
        head.marking = Marking.LIMITE
        head.doubts.append(Doubt(DoubtKind.UNKNOWN_MARKING, text.strip(), piece.line.page))
        return ""
    return text


def _take_codes(head: Masthead, piece: Piece, text: str) -> str:
    run = BULLETS.sub("", text)
    if run in known_codes() and len(run) > 2:
        head.codes.append((run, None))
        return ""
    at = 0
    taken: list[tuple[str, int]] = []
    while match := CODE_IN_RUN.match(run, at):
        if GLUED.match(run, match.start("code")):
            break
        taken.append((match["code"], int(match["serial"])))
        between = BETWEEN.match(run, match.end())
        at = between.end() if between else match.end()
    if at < len(run) and GLUED.match(run, at):
        # Which digits are the paragraph's cannot be seen here: the cover decides when it knows the body.
        head.glued.append(Piece(run[at:], piece.at, piece.row, piece.line))
        run = run[:at]
    if at < len(run) and not (taken and run[at:].strip() == ""):
        return text
    for code, serial in taken:
        _add_code(head, piece, code, serial)
    return ""


def is_code_line(text: str) -> bool:
    """Whether a line holds nothing but subject codes with their numbers, at least one of them known."""
    matches = list(CODE_IN_RUN.finditer(text)) if len(text) <= LONGEST else []
    left = CODE_IN_RUN.sub("", text).strip(" ,;|•·*-/")
    return not left and any(match["code"] in known_codes() for match in matches)


def _add_code(head: Masthead, piece: Piece, printed: str, serial: int) -> None:
    words = f"{printed} {serial}"
    if printed in known_codes():
        head.codes.append((printed, serial))
    elif whole := repaired(printed):
        head.codes.append((whole.code, serial))
        head.doubts.append(Doubt(DoubtKind.REPAIRED_CODE, f"{words} (read as {whole} {serial})", piece.line.page))
    elif (last := printed.rsplit(" ", 1)[-1]) != printed and last in known_codes():
        # Words of another column stand before the code: "GENERAL JAIEX 45".
        head.codes.append((last, serial))
    else:
        head.codes.append((printed, serial))
        head.doubts.append(Doubt(DoubtKind.UNKNOWN_CODE, words, piece.line.page))


def take_glued(head: Masthead, numbers: Iterable[int]) -> list[str]:
    """Part every code that is run into the text (FREMP 812.The Council) and give the text back.

    ``numbers`` are the paragraph numbers printed elsewhere: the digits are parted where the paragraph's number is
    followed by the next one there, else before the last digit.
    """
    printed = set(numbers)
    texts = []
    for piece in head.glued:
        match = GLUED.match(piece.text)
        if match is None:
            continue
        digits = match["digits"]
        cuts = [cut for cut in range(len(digits) - 1, 0, -1) if digits[cut] != "0" and len(digits) - cut <= 2]
        fits = [cut for cut in cuts if int(digits[cut:]) + 1 in printed]
        cut = (fits or cuts or [len(digits) - 1])[0]
        _add_code(head, piece, match["code"], int(digits[:cut]))
        head.doubts.append(Doubt(DoubtKind.GLUED_CODE, piece.text[:40], piece.line.page))
        texts.append(digits[cut:] + match["rest"])
    head.glued.clear()
    return texts
