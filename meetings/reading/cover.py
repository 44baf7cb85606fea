"""The cover of a Council paper: from its lines to the fields of the cover, and to where the body begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.council.markings import Marking
from meetings.council.numbers import PRINTED, REGISTER, VERSIONS, DocumentNumber, UnknownNumber
from meetings.reading.furniture import footer_tokens, is_rule
from meetings.reading.labels import Label, Table, find_table
from meetings.reading.lines import Line
from meetings.reading.masthead import ANCHOR, Masthead, read_masthead, take_glued
from meetings.reading.parsed import Cover, Doubt, DoubtKind
from meetings.reading.pieces import Piece, pieces_of

# Kinds of paper, for covers that lost letters or print them in small letters.
KINDS = (
    "OUTCOME OF PROCEEDINGS", "OUTCOME OF THE MEETING", "SUMMARY OF CONCLUSIONS", "SUMMARY OF DISCUSSIONS",
    "SUMMARY RECORD", "NOTE", "INFORMATION NOTE", "COVER NOTE", "REVISED NOTE", "REPORT", "MEETING REPORT",
    "JOINT STATEMENT", "DRAFT MINUTES", "MINUTES", "AGENDA", "PROVISIONAL AGENDA", "ROOM DOCUMENT", "WORKING PAPER",
    "WORKING DOCUMENT", "MEETING DOCUMENT", "DECLASSIFICATION", "PARTIAL DECLASSIFICATION",
    "CORRIGENDUM", "ADDENDUM", "EXTRACT", "PRESS RELEASE", "'I' ITEM NOTE",
    "'I/A' ITEM NOTE", "'A' ITEM NOTE", "LETTER", "STATEMENT", "PROPOSAL", "COMMUNICATION",
)  # fmt: skip

# In capitals, words and quotes only: "OUTCOME OF PROCEEDINGS", '"I/A" ITEM NOTE'.
KIND_FORM = re.compile(r"[A-Z\"'“”‘’«»][A-Z\"'“”‘’«»/ .,()-]{3,70}")
PREVIOUS_PARTS = re.compile(r"(?:\+|,|\band\b|;)\s*(?P<versions>(?:(?:REV|ADD|COR|DCL|EXT)\s*\d{1,2}[\s,+]*)+)", re.I)
LANGUAGE_IN_NAME = re.compile(r"[_.](?P<language>en|fr|de|es|it|nl|pt)(?:\d\d)?\.[a-z0-9]+$", re.I)


@dataclass(slots=True)
class CoverRead:
    """A cover, the lines of the body behind it, and what was doubtful."""

    cover: Cover
    body: list[Line]
    doubts: list[Doubt] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)  # lines of a press page that stand by its text
    held: str | None = None  # what old covers print as "of: … on: …": the meeting itself, if it is one of both sides


def find_cover(lines: Sequence[Line]) -> tuple[list[Piece], Table | None, int]:
    """The pieces of the head of a paper, the table of labels below it, and the index of the first line of the body."""
    pieces = pieces_of(lines[:250])
    table = find_table(pieces)
    if table is not None:
        before, end = pieces[: table.start], table.end
        if read_masthead(before).number is None or not read_masthead(before).codes:
            # Some files give the table first and the head of the cover, or its codes, after it.
            end += _head_length(pieces[table.end :])
            before = before + pieces[table.end : end]
    else:
        end = _head_length(pieces)
        before = pieces[:end]
    body = pieces[end].at if end < len(pieces) else len(lines[:250])
    return before, table, body


def _head_length(pieces: Sequence[Piece]) -> int:
    """How many of the pieces, from the first on, are the head of a cover: up to the last that a head would have."""
    end = 0
    for at, piece in enumerate(pieces):
        head = read_masthead([piece])
        prose = len(piece.text) > 90 or re.search(r"[a-z]{3,}.*[a-z]{3,}.*[.;:]$", piece.text)
        if piece.line.heading or (prose and not head.glued):
            break
        known = head.number or head.codes or head.marking or head.dated_on or head.original_language or head.glued
        if known or known_kind(piece.text) or (end and ANCHOR.match(piece.text)):
            end = at + 1
            if head.glued:
                break
    return end


def read_cover(lines: Sequence[Line], furniture: Sequence[Line], name: str) -> CoverRead:
    """The cover of the paper whose lines (without furniture) these are; ``name`` is the name of its file.

    Never raises: a field that the cover does not give is None or empty, with a doubt where a reviewer should look.
    """
    pieces, table, body_at = find_cover(lines)
    head = _read_head(pieces)
    body = list(lines[body_at:])
    numbers = [int(m[1]) for line in body if (m := re.match(r"(\d{1,2})[.)]\s?\D", line.text))]
    run_in = [Line(text, page=lines[0].page if lines else None) for text in take_glued(head, numbers)]
    doubts = list(head.doubts)
    number = head.number
    stamps = head.stamps + [line.text for line in furniture if line.turned and line.text not in head.stamps]
    if number is None and head.other_series:
        doubts.append(Doubt(DoubtKind.NO_NUMBER, head.other_series, None))
    elif number is None:
        number = _number_elsewhere(furniture, name, doubts)
    if head.dated_on is None:
        doubts.append(Doubt(DoubtKind.NO_DATE, "", None))
    if not head.codes:
        doubts.append(Doubt(DoubtKind.NO_CODES, "", None))
    marking = _marking(head, furniture, doubts)
    kind, kind_printed = _kind(head)
    language = head.language or _language(furniture, name, lines)
    previous = table.text(Label.PREVIOUS) if table else None
    cover = Cover(
        number=number.base if number else None,
        version=number.version if number else None,
        language=language,
        dated_on=head.dated_on,
        place=head.place,
        marking=marking,
        stamps=tuple(dict.fromkeys(stamps)),
        codes=tuple(head.codes),
        kind=kind,
        sent_from=table.text(Label.FROM) if table else None,
        sent_to=table.text(Label.TO) if table else None,
        previous_documents=previous_documents(previous or ""),
        subject=table.text(Label.SUBJECT) if table else None,
        number_printed=head.number_printed if number is None or head.number_printed != number.base else None,
        kind_printed=kind_printed if kind_printed != kind else None,
        original_language=head.original_language if head.original_language != language else None,
    )
    held = " ".join(filter(None, (table.text(Label.OF), table.text(Label.ON)))) if table else None
    return CoverRead(cover, run_in + body, doubts, held=held or None)


def _read_head(pieces: list[Piece]) -> Masthead:
    """The masthead, read from the Council's name on; what a web page put before it only fills gaps."""
    anchors = [at for at, piece in enumerate(pieces) if ANCHOR.match(piece.text)]
    start = anchors[-1] if anchors else 0
    head = read_masthead(pieces[start:])
    if start == 0:
        return head
    before = read_masthead([piece for piece in pieces[:start] if ":" not in piece.text or piece.row[0] == "table"])
    head.number = head.number or before.number
    head.number_printed = head.number_printed or before.number_printed
    head.other_series = head.other_series or (None if head.number else before.other_series)
    if head.dated_on is None:
        head.dated_on, head.place = before.dated_on, before.place
    head.original_language = head.original_language or before.original_language
    head.marking = head.marking or before.marking
    if not head.codes:
        head.codes, head.doubts = before.codes, head.doubts + before.doubts
    head.rest = [piece for piece in before.rest if known_kind(piece.text)] + head.rest
    head.stamps += [stamp for stamp in before.stamps if stamp not in head.stamps]
    return head


def previous_documents(text: str) -> tuple[str, ...]:
    """The documents named in the value of "No. prev. doc.", with their version and without their codes."""
    found: list[str] = []
    for match in sorted([*PRINTED.finditer(text), *REGISTER.finditer(text)], key=lambda m: m.start()):
        try:
            number = DocumentNumber.parse(match.group().strip(" ,/("))
        except UnknownNumber:
            continue
        found.append(str(number))
        # "10084/17 JAI 17 + ADD 1" names two papers.
        following = PRINTED.search(text, match.end())
        for more in PREVIOUS_PARTS.finditer(text, match.end(), following.start() if following else len(text)):
            parts = VERSIONS.finditer(more["versions"])
            found += [str(DocumentNumber.parse(f"{number.base} {part['part']} {part['count']}")) for part in parts]
    return tuple(dict.fromkeys(found))


def _number_elsewhere(furniture: Sequence[Line], name: str, doubts: list[Doubt]) -> DocumentNumber | None:
    """The number from the footers, else from the name of the file; the latter is doubted, none at all too."""
    for line in furniture:
        if footer_tokens(line.text) and (found := DocumentNumber.find(line.text)):
            return found[0]
    try:
        number = DocumentNumber.from_file_name(name)
    except UnknownNumber:
        doubts.append(Doubt(DoubtKind.NO_NUMBER, "", None))
        return None
    doubts.append(Doubt(DoubtKind.NUMBER_FROM_FILE_NAME, name, None))
    return number


def _marking(head: Masthead, furniture: Sequence[Line], doubts: list[Doubt]) -> str | None:
    """What stands in the marking's place; footers marked LIMITE under a cover without it are believed, and doubted."""
    if head.marking is not None:
        return head.marking
    limite = next((line for line in furniture if not line.turned and Marking.LIMITE in line.text), None)
    if limite is not None:
        doubts.append(Doubt(DoubtKind.UNKNOWN_MARKING, limite.text, limite.page))
        return Marking.LIMITE
    return None


def _kind(head: Masthead) -> tuple[str | None, str | None]:
    """The kind of paper, in capitals and repaired, and as printed: the last line of the head that can be one."""
    rest = [piece.text for piece in head.rest if piece.text and not is_rule(piece.text)]
    for text in reversed(rest[-6:]):
        if known := known_kind(text):
            return known, text
    for text in reversed(rest[-3:]):
        if KIND_FORM.fullmatch(text) and len(text.split()) <= 8:
            return " ".join(text.split()), text
    return None, None


def known_kind(text: str) -> str | None:
    """The known kind that ``text`` is, in any case, also when a bold font lost one of its letters throughout."""
    words = " ".join(text.split())
    plain = re.sub(r"[\"“”‘’«»]", "'", words.upper()).strip(" .:")
    if plain in KINDS:
        return words.upper().strip(" .:")
    squeezed = re.sub(r"\s", "", plain)
    for kind in KINDS:
        whole = kind.replace(" ", "")
        if len(whole) > 6 and squeezed in {whole, *(whole.replace(letter, "") for letter in set(whole))}:
            return kind
    return None


def _language(furniture: Sequence[Line], name: str, lines: Sequence[Line]) -> str | None:
    """The language of the paper: from its footers, else from the name of the file, else English if it reads so."""
    for line in furniture:
        if match := re.search(r"(?:^|\s|LIMITE|PUBLIC)(EN|FR|DE|ES|IT|NL|PT)$", line.text):
            return match[1].lower()
    if match := LANGUAGE_IN_NAME.search(name):
        return match["language"].lower()
    words = " ".join(line.text for line in lines[:400]).lower().split()
    return "en" if words and sum(word in {"the", "of", "and", "to"} for word in words) >= 0.06 * len(words) else None
