"""What is printed on every page and belongs to no sentence: running heads, footers, watermarks, rules.

``10483/17 GG/ml 3 / DGD 1 LIMITE EN`` may come as one line, as two, or as a line for every word, and may stand in
the middle of a sentence or before the cover. It is taken out before paragraphs are joined, and looked at for a
classification and for the language of the paper.
"""

import re
from collections import Counter
from collections.abc import Sequence

from meetings.council.codes import known_codes
from meetings.council.numbers import SERIES
from meetings.reading.lines import Line

LANGUAGES = "BG|CS|DA|DE|EL|EN|ES|ET|FI|FR|GA|HR|HU|IT|LT|LV|MT|NL|PL|PT|RO|SK|SL|SV"

# The words a footer is made of, by name. Longest first: "LIMITEEN" is a marking and a language without the space.
TOKENS = re.compile(
    rf"""
      (?P<number>(?:(?:ST\s+)?\d{{1,5}}(?:/\d{{1,2}})?/\d\d
          | (?:{SERIES})\s?\d{{1,5}}(?:/\d{{1,2}})?/(?:20)?\d\d(?:\s+INIT)?)
        (?:\s+(?:REV|ADD|COR|DCL|EXT|AMD)\s*\d{{1,2}})*(?:\s*\([a-z]{{2}}\))?)
    | (?P<clerk>[A-Za-z]{{1,4}}(?:/[A-Za-z]{{1,4}}){{1,2}})
    | (?P<service>DG\s?[A-Z](?:\s?(?!(?:{LANGUAGES})\b)[A-Z0-9]{{1,2}}(?![\w/-])){{0,3}} | DG\s?[A-Z]{{1,3}}\s\d[A-Z]?
        | [A-Z]{{2,8}}(?:\.\d?[A-Z0-9]?){{1,3}})
    | (?P<classified>(?:TR[EÈ]S\s+)?(?:RESTREINT|CONFIDENTIEL|SECRET)[ -]UE(?:\s*/(?:\s*EU\b)?)?
        | (?:EU\s+)?(?:RESTRICTED|CONFIDENTIAL|(?:TOP\s+)?SECRET)
        | (?:TS|[RCS])-UE(?:/EU-(?:TS|[RCS]))? | EU-(?:TS|[RCS]))
    | (?P<marking>LIMITE|PUBLIC)(?P<glued>(?:{LANGUAGES})\b)?
    | (?P<annex>ANNEX(?:\s+(?:[IVX]+|\d+))?)
    | (?P<language>\b(?:{LANGUAGES})\b)
    | (?P<page>[-–]?\s?\d{{1,3}}(?:\s?[-–](?=\s|$)|\s?/\s?\d{{1,3}})?)
    """,
    re.X,
)

# "99066/01 DCL 1 kal 1": a clerk's initials without a stroke, between number and page; not "in 99066/01 and 3 others".
INITIALLED = re.compile(r"\d{1,5}(?:/\d)?/\d\d(?:\s(?:REV|ADD|COR|DCL|EXT|AMD)\s?\d{1,2})*\s[a-z]{2,4}\s\d{1,3}")

# "Page 3", "3 of 12", "p. 3/8"; not "3 officials".
PAGE_COUNT = re.compile(r"(?:page|p\.)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|\d{1,3}\s+of\s+\d{1,3}", re.I)

# "________", "-----", "* * *", "o o o", "=====".
RULE = re.compile(r"[\s_=*—–~.·o-]*(?:[_=*~]|-{2,}|—{2,}|–{2,})[\s_=*—–~.·o-]*|(?:\s*[oO]\s*){3}|[-–—_]{3,}")


def is_rule(text: str) -> bool:
    """Whether the line is a drawn rule or an end mark, without a word."""
    return 0 < len(text) <= 250 and RULE.fullmatch(text) is not None


def footer_tokens(text: str) -> set[str] | None:
    """The names of the footer words that ``text`` is wholly made of, or None when it says anything else."""
    names: set[str] = set()
    at = 0
    words = " ".join(text.split())
    if INITIALLED.fullmatch(words):
        return {"number", "clerk", "page"}
    while at < len(words):
        match = TOKENS.match(words, at)
        if match is None or match.end() == at:
            return None
        if match["clerk"] in known_codes():  # "CFSP/PESC 811" on a cover is a subject code
            return None
        end = match.end()
        if end < len(words) and words[end] not in " ,|" and not match["glued"]:
            return None
        names |= {name for name, value in match.groupdict().items() if value}
        at = end
        while at < len(words) and words[at] in " ,|":
            at += 1
    return names or None


def part_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and the furniture, both in order. A blank line in their place keeps nothing apart."""
    out: set[int] = {i for i, line in enumerate(lines) if line.furniture or line.turned}
    out |= _footers(lines)
    out |= _repeated(lines)
    out |= _in_margins(lines)
    text = [line for i, line in enumerate(lines) if i not in out]
    return text, [lines[i] for i in sorted(out)]


def _footers(lines: Sequence[Line]) -> set[int]:
    """Runs of lines on one page that hold only footer words, and enough of them that they can be nothing else."""
    out: set[int] = set()
    run: list[int] = []
    names: set[str] = set()

    def close() -> None:
        nonlocal run, names
        if _is_footer(names):
            first, last = run[0], run[-1]
            out.update(range(first, last + 1))
            # The blank lines around a footer are part of it: they part no paragraphs.
            for step, at in ((-1, first - 1), (1, last + 1)):
                while 0 <= at < len(lines) and not lines[at].text and lines[at].page == lines[first].page:
                    out.add(at)
                    at += step
        run, names = [], set()

    for i, line in enumerate(lines):
        if not line.text:
            continue
        found = footer_tokens(line.text)
        if found is None and PAGE_COUNT.fullmatch(line.text):
            found = {"page", "count"}
        if found is None or line.heading or (run and lines[run[0]].page != line.page):
            close()
        if found is not None and not line.heading:
            run.append(i)
            names |= found
    close()
    return out


def _is_footer(names: set[str]) -> bool:
    """A number alone, or a number with LIMITE, stands on every cover; a footer says more."""
    if "count" in names or "glued" in names:
        return True
    if "clerk" in names or "classified" in names:
        return len(names) > 1
    if "service" in names:
        return bool(names & {"marking", "language", "number"})
    return {"marking", "language"} <= names or {"number", "page"} <= names or {"annex", "language"} <= names


def _repeated(lines: Sequence[Line]) -> set[int]:
    """Lines that return at the edge of most pages with nothing but their digits changed."""
    pages: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line.page is not None and line.text and not line.footnote:
            pages.setdefault(line.page, []).append(i)
    if len(pages) < 3:
        return set()
    edges = [i for on_page in pages.values() for i in {*on_page[:3], *on_page[-4:]}]
    masked = {i: re.sub(r"\d+", "#", lines[i].text) for i in edges}
    counts = Counter(text for text in masked.values())
    often = {text for text, count in counts.items() if count >= max(3, 0.6 * len(pages))}
    return {i for i, text in masked.items() if text in often and len(text) < 120 and not text.endswith(".")}


def _in_margins(lines: Sequence[Line]) -> set[int]:
    """Running heads told by their print: the first or last line of a page, set smaller than the text."""
    sizes: Counter[float] = Counter()
    pages: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line.size is not None and line.page is not None and line.text:
            sizes[line.size] += len(line.text)
            pages.setdefault(line.page, []).append(i)
    if not sizes:
        return set()
    body = sizes.most_common(1)[0][0]
    out = set()
    for page, on_page in pages.items():
        for i in {on_page[0], on_page[-1]}:
            line = lines[i]
            height, y = line.page_height or 842.0, line.y or 0.0
            small = (line.size or body) <= 0.9 * body and not line.footnote and len(line.text) < 120
            if small and page > 1 and (y < 0.08 * height or y > 0.92 * height):
                out.add(i)
    return out


def without_repeated_subject(lines: Sequence[Line], subject: str | None) -> list[Line]:
    """The body without lines that only repeat words of the subject: a running head, or a title above the text."""
    known = set(re.findall(r"\w+", (subject or "").casefold()))
    kept = []
    for line in lines:
        words = re.findall(r"\w+", line.text.casefold())
        repeats = len(words) >= 5 and len(line.text) < 200 and not line.text.endswith(".") and known.issuperset(words)
        if not repeats or re.match(r"\d{1,2}[.)]\s", line.text):
            kept.append(line)
    return kept
