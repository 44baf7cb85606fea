"""Which meeting a paper reports: level, days, city, whether by video. From the subject first, then from the text.

Nothing is invented: a paper about something else has no meeting, and what the paper leaves open gives a doubt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.council.dates import DatesFound, find_dates
from meetings.council.sides import Level
from meetings.reading.cities import city_beside, city_in, dateline, known_city
from meetings.reading.parsed import Doubt, DoubtKind, MeetingFound, ParagraphFound, Part

# "EU-US", "EU – U.S.", "US-EU", "European Union and the United States", "transatlantic"; not "EU", not "US".
BOTH_SIDES = re.compile(
    r"""
      \bE\.?U\.?\s*[-‐-―−/&]?\s*(?:and\s+(?:the\s+)?)?U\.?\s?S\.?(?:A\.?)?(?![a-z])
    | \bU\.?\s?S\.?A?\.?\s*[-‐-―−/&]\s*E\.?U\b
    | \b(?:European\s+Union|E\.?U\.?)(?!\w).{0,40}\bUnited\s+States
    | \bUnited\s+States\b.{0,40}\b(?:European\s+Union|EU\b)
    | \bwith\s+the\s+(?:US|U\.S\.|USA|United\s+States)(?!\w)
    | \b[Tt]ransatlantic\b
    """,
    re.S | re.X,
)
JHA = re.compile(
    r"\bJHA\b|\bJLS\b|\bjustice\b[\s,&-]*(?:,?\s*freedom\s*)?(?:and|&)?\s*(?:security|(?:home|internal|interior)\s+affairs)?|"
    r"\bhome\s+affairs\b|\binterior\b",
    re.I,
)
# Other words for the same field, believed only where the subject names the level of the meeting too.
FIELD = re.compile(
    r"\b(?:border|transport\s+security|police|migration|asylum|visas?|judicial|criminal|law\s+enforcement|terrorism|drugs)\b",
    re.I,
)
MEETING = re.compile(
    r"\bmeetings?\b|\bministerials?\b|\bministers\b|\btroika\b|\bsenior[\s-]+(?:level|officials?['’]?)|\bSOM\b|\bdialogue\b|"
    r"\bvideo-?\s?conferences?\b",
    re.I,
)
SENIOR = re.compile(
    r"\bsenior[\s-]+(?:level|officials?)|\bSOM\b|\bhigh[\s-]level\b(?!\s+(?:contact|group|expert|working|panel|political|conference))|\bofficials['’]?\s+(?:level\s+)?meeting",
    re.I,
)
MINISTERIAL = re.compile(r"\bministerial\b|\bministers?\b|\bministers['’]", re.I)
VIDEO = re.compile(
    r"\bvideo[\s-]?conferenc\w*|\bVTC\b|\bvideo[\s-]?link\b|\bby\s+video\b|\bvirtual(?:ly)?\b|\bheld\s+online\b|\bonline\s+meeting\b",
    re.I,
)

# Words that part the sides from a meeting of somebody else: "meeting of JHA Counsellors on the EU-US agreement".
NEAR = 90
# "EU-US Senior Officials Meeting": the field is not named at all; not "EU-US trade talks: … ministerial meeting".
UNNAMED = re.compile(
    r"\b(?:EU|US|USA|U\.S\.|States)[\s'’]+(?:(?:in)?formal\s+|troika\s+|joint\s+)*"
    r"(?:senior[\s-]+(?:officials?|level)['’]?|ministerial|SOM)(?:\s+(?:level\s+)?(?:meeting|troika))?\b",
    re.I,
)
OTHERS = r"(?:counsellors|working|committee|council|coreper|party)"
BETWEEN = re.compile(rf"\b(?:agreements?|negotiat\w+|directive|regulation|proposal|{OTHERS})\b", re.I)
OF_OTHERS = re.compile(rf"\s+of\s+(?:the\s+)?(?:\w+\s+){{0,2}}{OTHERS}\b", re.I)

# A sentence that says that the meeting took place: the dates and the city in it are the meeting's.
HELD = re.compile(
    r"\b(?:met|held|hosted|took\s+place|taken\s+place|gathered|convened|co-?chaired|chaired|welcomed|meeting\s+(?:of|in|on|at)|"
    r"following|participated|represented)\b",
    re.I,
)
# "today hosted", "met today", "held earlier today"; not "today's threats".
TODAY = re.compile(r"\b(?:earlier\s+)?today\b(?!['’])", re.I)
OTHER_MEETING = re.compile(r"\b(?:next|previous|last|preceding|forthcoming|future|coming|prior|earlier|since)\b", re.I)
# "entered into force on 1 July", "adopted on 3 December", "the Agreement of 14 April": the day of an act.
OF_AN_ACT = re.compile(
    r"\b(?:force|signed|signature|initialled|adopted|adoption|Agreement|Directive|Regulation|Decision)\b"
    r"(?:\s(?:as|\d|on|of|in|[A-Z][a-z]+))*\s*$"
)


@dataclass(frozen=True, slots=True)
class _Source:
    """Words in which the meeting may be named, and whether dates and city in them are sure to be the meeting's."""

    text: str
    page: int | None
    sure: bool


def find_meeting(
    subject: str | None,
    paragraphs: Sequence[ParagraphFound],
    dated_on: date | None,
    *,
    title: str | None = None,
    is_statement: bool = False,
    beside: Sequence[str] = (),
    held: str | None = None,
    external: bool = False,
) -> tuple[MeetingFound | None, list[Doubt]]:
    """The meeting that the paper reports, and what is doubtful about it.

    ``dated_on`` is the date of the paper: days that are printed without a year lie in the year before it, and "today"
    is that day. ``external`` says that the cover carries the code of the external side of justice and home affairs
    (JAIEX), so that a subject need not name the field. ``beside`` are lines of a press page that stand by its text:
    one may be the dateline's city. ``held`` is what the cover prints as "of" and "on", which may be about the working
    party that discussed the paper: its days are the meeting's where it names that, or names nobody.
    """
    heads = [text for text in (subject, title) if text]
    if held and (_names_a_meeting(held, external=external) or _only_days(held)):
        heads.append(held)
    opening = [p for p in paragraphs if p.part in (Part.SUMMARY, Part.BODY, Part.TOPIC)][:6]
    if not any(_names_a_meeting(text, external=external) for text in heads) and not (
        (is_statement or not heads) and any(_names_a_meeting(p.text) for p in opening[:3])
    ):
        return None, [Doubt(DoubtKind.NO_MEETING, subject or "", None)]
    sources = [_Source(text, None, True) for text in heads]
    sources += [
        _Source(sentence, p.page, not heads and _names_a_meeting(sentence) and not sentence.endswith("."))
        for p in opening
        for sentence in re.split(r"(?<=[a-z0-9)]\.)\s+(?=[A-Z])", p.text)
        if HELD.search(sentence) or p is opening[0]
    ]
    doubts: list[Doubt] = []
    dates, source = _dates(sources, dated_on)
    if dates is None:
        words = subject or title or ""
        return None, [Doubt(DoubtKind.MEETING_UNCERTAIN, words, None)]
    dates, source = _whole(dates, source, sources)
    if not (dates.year_printed and (source.sure or MEETING.search(source.text))):
        doubts.append(Doubt(DoubtKind.MEETING_UNCERTAIN, source.text[dates.start : dates.end], source.page))
    level = _level(sources)
    if level is None:
        level = Level.MINISTERIAL
        doubts.append(Doubt(DoubtKind.MEETING_UNCERTAIN, subject or title or "", None))
    video = any(VIDEO.search(s.text) for s in sources if s.sure or s is source)
    city = None if video else _city(sources, source, dates)
    if city is None and not video and (city := _dateline([p.text for p in opening[:2]], beside)):
        doubts.append(Doubt(DoubtKind.MEETING_UNCERTAIN, city, None))
    elif city is None and not video:
        doubts.append(Doubt(DoubtKind.MEETING_UNCERTAIN, source.text[:120], source.page))
    return MeetingFound(level, dates.opened_on, dates.closed_on, city, video), doubts


def _only_days(text: str) -> bool:
    """Whether the text is a day or a span of days and nothing else."""
    return any(dates.start == 0 and dates.end >= len(text.rstrip(" .")) for dates in find_dates(text))


def _names_a_meeting(text: str, *, external: bool = False) -> bool:
    """Whether the words name an EU-US meeting on justice and home affairs, sides and meeting belonging together."""
    if not JHA.search(text):
        levelled = SENIOR.search(text) or MINISTERIAL.search(text)
        if not (levelled and (FIELD.search(text) or (external and UNNAMED.search(text)))):
            return False
    for sides in BOTH_SIDES.finditer(text):
        for after in MEETING.finditer(text, sides.end(), sides.end() + NEAR):
            if not BETWEEN.search(text, sides.end(), after.start()) and not OF_OTHERS.match(text, after.end()):
                return True
        for before in MEETING.finditer(text, max(0, sides.start() - NEAR), sides.end()):
            if not BETWEEN.search(text, before.end(), max(before.end(), sides.start())):
                return True
    return False


def _dates(sources: Sequence[_Source], dated_on: date | None) -> tuple[DatesFound | None, _Source]:
    """The days of the meeting with the words they stand in: printed with a year first, then without."""
    for not_after in (None, dated_on):
        if not_after is None or dated_on is not None:
            for source in sources:
                for dates in find_dates(source.text, not_after=not_after):
                    before = source.text[max(0, dates.start - 60) : dates.start]
                    other = OTHER_MEETING.search(before) or OF_AN_ACT.search(before)
                    if source.sure or (not other and _near(dates, dated_on)):
                        return dates, source
    for source in sources:
        if dated_on is not None and (today := TODAY.search(source.text)):
            return DatesFound(dated_on, dated_on, today.start(), today.end(), year_printed=False), source
    return None, _Source("", None, False)


def _whole(dates: DatesFound, source: _Source, sources: Sequence[_Source]) -> tuple[DatesFound, _Source]:
    """The span of days in the opening that a single day of the subject lies in; else that day itself."""
    if dates.opened_on == dates.closed_on:
        for other in sources:
            for span in find_dates(other.text):
                if span.opened_on < span.closed_on and span.opened_on <= dates.opened_on <= span.closed_on:
                    return span, other
    return dates, source


def _near(dates: DatesFound, dated_on: date | None) -> bool:
    """Whether the days lie within the half-year before the paper."""
    return dated_on is None or -3 <= (dated_on - dates.closed_on).days <= 200


def _level(sources: Sequence[_Source]) -> Level | None:
    """The level named first in the subject, else the one named first in the opening of the text."""
    for source in sources:
        senior, ministerial = SENIOR.search(source.text), MINISTERIAL.search(source.text)
        if senior and (ministerial is None or senior.start() < ministerial.start() or _prepares(source.text)):
            return Level.SENIOR_OFFICIALS
        if ministerial:
            return Level.MINISTERIAL
        if source.sure and re.search(r"\btroika\b", source.text, re.I):
            return Level.MINISTERIAL
    return None


def _prepares(text: str) -> bool:
    return re.search(r"\bprepar(?:e|ing|ation|atory)\b.{0,40}\bministerial\b", text, re.I) is not None


def _city(sources: Sequence[_Source], source: _Source, dates: DatesFound) -> str | None:
    if city := city_beside(source.text, dates.start, dates.end, sure=source.sure):
        return city
    cities = (city_in(other.text, sure=other.sure) for other in sources if other is not source)
    return next((city for city in cities if city), None)


def _dateline(opening: Sequence[str], beside: Sequence[str]) -> str | None:
    """The city of a dateline, before the text or on a line of its own."""
    found = [dateline(text) for text in opening] + [known_city(line) for line in beside]
    return next((city for city in found if city), None)
