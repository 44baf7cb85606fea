"""A joint statement, or another text, on a press page: a title, perhaps a date, then paragraphs; no Council cover."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.council.dates import find_dates
from meetings.reading.cover import CoverRead, read_cover
from meetings.reading.lines import Extract, Line
from meetings.reading.media import MediaType
from meetings.reading.parsed import Cover, Doubt, DoubtKind

KIND = "JOINT STATEMENT"
# What other press pages call themselves on a line above their title.
KINDS = {
    "press release": "PRESS RELEASE",
    "press releases": "PRESS RELEASE",
    "statement": "STATEMENT",
    "remarks": "REMARKS",
    "speech": "SPEECH",
}

# "Joint EU-U.S. statement following …", "EU-US Statement on …"; not "statement by the Minister".
TITLE = re.compile(
    r"""
      \bjoint\b.{0,60}\b(?:statement|communiqu|declaration|press\s+release)
    | \b(?:statement|press\s+release)\b.{0,20}\bjoint
    | \b(?:EU|E\.U\.)\W{0,3}(?:US|U\.S\.).{0,30}\bstatement | \b(?:US|U\.S\.)\W{0,3}(?:EU|E\.U\.).{0,30}\bstatement
    """,
    re.I | re.X,
)

# The second line of a title: "following the EU-US …", "on justice and home affairs"; not "Washington, 8 December 2010".
GOES_ON = re.compile(r"[a-z(]|(?:EU|US|U\.S\.|Ministerial|Justice|Following)\b")

# What a site prints around a text, each a whole line: none of it belongs to the statement.
CHROME = re.compile(
    r"""
    (?: home | news | press(?:\ releases?|\ office)? | meetings | topics:?.* | tags?:?.* | share | print
      | download | menu | search | cookies? | legal\ notice | privacy(?:\ policy)? | contact(?:\ us)? | contact:.*
      | press\ contacts? | press\ officer.* | more\ on\ this | related.{0,30} | see\ also | background
      | statements\ and\ remarks | subscribe.{0,40} | follow\ us.* | last\ reviewed.* | skip\ to.* | back\ to\ top
      | e-?mail | facebook | twitter | x | linkedin | tweet | for\ immediate\ release.* | \#\#\#+ | read\ more.*
      | visit\ the\ meeting\ page | date\ ?:? | release\ date:.* | keywords?:.* | component.{0,3}:.* | image.{0,60}
    )
    (?:\s*[|>›»/].*)?
    """,
    re.I | re.X,
)
# The address of a press office: "Tel.: +32 …", "press@…"; lines of it are left out wherever they stand.
ADDRESS = re.compile(r"\b(?:Tel|Fax)\b\.?\s?:|\b\S+@\S+\.\w|\bhttps?://|\bwww\.")
# Behind these lines nothing of the statement follows.
END = re.compile(
    r"""
      press\ contacts? | more\ on\ this | related.{0,40} | see\ also | legal\ notice.* | \#\#\#+ | share\ this.*
    | last\ reviewed.* | topics | tags | download\ as.* | visit\ the\ meeting\ page
    | contacts? | topics?(?:\(s\))?:.* | press\ release\ number.*
    | last\ (?:published|updated).* | ©.* | copyright.* | subscribe.* | follow\ us.*
    """,
    re.I | re.X,
)
# "Home > Press > Joint statement"; not "EU/US joint statement".
BREADCRUMB = re.compile(r"[^.>›»|]{2,60}(?:\s*[>›»|]\s*[^.>›»|]{2,80}){1,6}")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a press page, the index of its last line (None when only the file names it), and its kind."""

    text: str
    at: int | None
    kind: str | None = KIND


def title_of(extract: Extract, lines: Sequence[Line]) -> Title | None:
    """The title of a joint statement or of another press page, or None when the paper is no such page.

    A heading is preferred to a line of text; the title of the file stands in where no line can be one. A page that
    says what it is ("Press release") keeps that as its kind.
    """
    titled = [at for at, line in enumerate(lines[:60]) if _is_title(line)]
    titled.sort(key=lambda at: lines[at].heading != 1)
    if titled:
        at = titled[0]
        title = lines[at].text
        while _runs_on(lines, at, title):
            at += 1
            title = f"{title} {lines[at].text}"
        return Title(title, at)
    if extract.title and TITLE.search(extract.title):
        return Title(re.split(r"\s+[|–—-]\s+(?=[^|–—-]*$)", extract.title)[0], None)
    for at, line in enumerate(lines[:60]):
        if line.heading == 1 and extract.media_type == MediaType.HTML:
            named = next((KINDS[text] for text in (_folded(line) for line in lines[:at]) if text in KINDS), None)
            return Title(line.text, at, named)
    return None


def _folded(line: Line) -> str:
    return line.text.strip(" :").casefold()


def _is_title(line: Line) -> bool:
    alone = len(line.text) < 250 and not re.search(r"[a-z]\.\s+[A-Z]|[.;]$", line.text)
    return alone and TITLE.search(line.text) is not None and not BREADCRUMB.fullmatch(line.text)


def _runs_on(lines: Sequence[Line], at: int, title: str) -> bool:
    """Whether a title that is printed line by line goes on in the next line."""
    line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if after is None or line.block or not after.text or len(title) > 220 or re.search(r"[.\d]$", title):
        return False
    if len(after.text) > 120 or after.text.endswith("."):
        return False
    alike = after.bold == line.bold and (line.size is None or line.size == after.size)
    return alike and (len(line.text) > 45 or bool(GOES_ON.match(after.text)))


def read_page(extract: Extract, lines: Sequence[Line], furniture: Sequence[Line], title: Title) -> CoverRead:
    """The cover fields of a press page: what it does not say is None.

    A press release of the Council carries a number, a date and codes above its title; they are read as on a cover.
    """
    body_at = 0 if title.at is None else title.at + 1
    above = read_cover([line for line in lines[:body_at] if line.text not in title.text], furniture, "").cover
    dated_on = _published(extract, lines, furniture, body_at) or above.dated_on
    # "785/19" below "PRESS RELEASE" counts press releases; a number of the register stood there with subject codes.
    numbered = bool(above.number and above.codes)
    cover = Cover(
        number=above.number if numbered else None,
        version=above.version if numbered else None,
        language=above.language or "en",
        dated_on=dated_on,
        # Only a press release with a number has a cover of its own; the dateline of a page is not the note's place.
        place=_place(lines, dated_on) if numbered else None,
        marking=above.marking,
        stamps=above.stamps,
        codes=above.codes,
        kind=title.kind,
        sent_from=None,
        sent_to=None,
        previous_documents=(),
        subject=re.sub(r"\s+", " ", title.text).strip(),
    )
    doubts = [] if dated_on else [Doubt(DoubtKind.NO_DATE, "", None)]
    body = _body(lines[body_at:])
    beside = [line.text for line in lines[: body_at + 10] if line not in body]
    return CoverRead(cover, body, doubts, beside)


def _published(extract: Extract, lines: Sequence[Line], furniture: Sequence[Line], body_at: int) -> date | None:
    """The date of publication: what the file states, else a date that stands alone above or just below the title."""
    if extract.published_on:
        try:
            return date.fromisoformat(extract.published_on[:10])
        except ValueError:
            pass
    around = [*lines[:body_at], *lines[body_at : body_at + 4]]
    alone = [line for line in lines[body_at + 4 :] if len(line.text) <= 20 and find_dates(line.text)]
    for line in [*around, *furniture, *alone]:
        for dates in find_dates(line.text):
            if (
                dates.opened_on == dates.closed_on
                and len(line.text) - (dates.end - dates.start) <= 45
                and not line.text.endswith(".")
                and not TITLE.search(line.text)
            ):
                return dates.opened_on
    return None


def _place(lines: Sequence[Line], dated_on: date | None) -> str | None:
    """The place of a line that holds a place and the day of the paper, and nothing else."""
    for line in lines[:60]:
        found = find_dates(line.text) if len(line.text) < 60 else []
        if found and found[0].opened_on == dated_on and found[0].end == len(line.text):
            place = line.text[: found[0].start].strip(" ,")
            if re.fullmatch(r"[^\W\d_][\w .'’-]*", place):
                return place
    return None


def _body(lines: Sequence[Line]) -> list[Line]:
    """The lines of the statement itself: chrome before it, between and behind it is left out."""
    kept: list[Line] = []
    words = 0
    for at, line in enumerate(lines):
        if words > 15 and END.fullmatch(line.text) and not line.text.endswith("."):
            break
        alone = len(line.text) < 70 and not line.text.endswith((".", ";", ",", ":"))
        apart = line.block or not any(beside.text for beside in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))
        before_text = words == 0 and apart and not line.bullet
        chrome = before_text or CHROME.fullmatch(line.text) or BREADCRUMB.fullmatch(line.text)
        if alone and line.text and chrome and line.heading is None:
            continue
        days = [dates for dates in find_dates(line.text) if dates.opened_on == dates.closed_on] if alone else []
        if days and len(line.text) < (45 if words == 0 else 20):
            continue
        if ADDRESS.search(line.text) and len(line.text) < 120 and not line.text.endswith("."):
            continue
        kept.append(line)
        words += len(line.text.split())
    return kept
