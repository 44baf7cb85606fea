"""The language of the search box: what a person typed becomes a Query. Knows no database.

    visa reciprocity        all the words           "visa reciprocity"      a phrase
    visa OR asylum          one of them             -reciprocity            without it
    cyb*                    the beginning of words  "visa waiver"~5         near each other
    ="agreed"               this form only          code:VISA year:2015..2019

It reads from left to right once and never raises: what cannot be understood becomes a sentence in ``mistakes``, and the
rest is searched all the same.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.search.folding import words_of
from meetings.search.terms import AnyOf, Exact, Field, Near, Not, Phrase, Prefix, Query, Term, Word

LONGEST_QUERY = 500  # characters
MOST_TERMS = 32
SHORTEST_PREFIX = 2  # letters before the star
FARTHEST = 15  # words between two that are near each other
MOST_NEAR = 5  # words in one "…"~n

FIELDS = {
    "code": _("topic code, such as code:VISA"),
    "side": _("who is reported: side:EU, side:US or side:both"),
    "year": _("year of the meeting: year:2017 or year:2015..2019"),
    "city": _("city of the meeting, such as city:Valletta"),
    "kind": _('kind of paper, such as kind:"joint statement"'),
    "level": _("level:ministerial or level:senior-officials"),
    "strength": _("how firm a commitment is: willing, continues, agrees or commits"),
    "theme": _("subject that returns, such as theme:visa-reciprocity"),
    "person": _("somebody who took part, such as person:Jourova"),
    "marking": _("marking:PUBLIC or marking:LIMITE"),
    "presidency": _("who presided the Council, such as presidency:Malta"),
}

# One token: an optional - or =, an optional field, then a quoted text with an optional distance, or a run of letters.
# Each alternative begins with another character, so the pattern never goes back: reading is linear.
TOKEN = re.compile(
    r"""
    \s* (?P<written>
      (?P<sign>[-+]?)
      (?: (?P<field>[A-Za-z]{2,20}) : (?=\S) )?
      (?P<exact>=?)
      (?: "(?P<quoted>[^"]*)(?P<close>"?) (?:~(?P<near>\d{0,3}))?
        | (?P<bare>[^\s"]+) )
    )
    """,
    re.X,
)
# Typographic quotes are quotes; a word processor put them there.
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "＂": '"'})
# "Eurojust/Europol" are two words; "10483/17" is one number.
PARTED = re.compile(r"[^\W\d]+(?:/[^\W\d]+)+")
YEARS = re.compile(r"(?P<first>\d{4})(?:(?:\.\.|-)(?P<last>\d{4}))?")


@dataclass(slots=True)
class _Reading:
    """What has been read of a query so far."""

    terms: list[Term]
    fields: list[Field]
    mistakes: list[str]
    either: bool = False  # an OR stands before the next term

    def add(self, term: Term) -> None:
        if self.either and self.terms:
            before = self.terms.pop()
            options = before.terms if isinstance(before, AnyOf) else (before,)
            term = AnyOf((*options, term))
        self.either = False
        self.terms.append(term)


def parse_query(text: str) -> Query:
    """What ``text`` asks for. Any text is allowed; nothing is raised."""
    text = " ".join(text.replace("\x00", " ").translate(QUOTES).split())
    reading = _Reading([], [], [])
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY].rsplit(" ", 1)[0]
        reading.mistakes.append(
            gettext("The query is too long: only its first %(longest_query)s characters were searched.")
            % {"longest_query": LONGEST_QUERY}
        )
    for match in TOKEN.finditer(text):
        if len(reading.terms) + len(reading.fields) >= MOST_TERMS:
            reading.mistakes.append(
                gettext("The query has too many words: only the first %(most_terms)s were searched.")
                % {"most_terms": MOST_TERMS}
            )
            break
        _read_token(match, reading)
    if reading.either:
        reading.mistakes.append(gettext("OR stands between two words: visa OR asylum. Nothing follows the last OR."))
    if reading.terms and all(isinstance(term, Not) for term in reading.terms) and not reading.fields:
        reading.mistakes.append(gettext("The query only says what to leave out. Add a word to look for."))
    return Query(text, tuple(reading.terms), tuple(reading.fields), tuple(reading.mistakes))


def _read_token(match: re.Match[str], reading: _Reading) -> None:
    """Add one token of the query to what has been read."""
    token = match.groupdict()
    if token["field"] and token["field"].lower() in FIELDS:
        _read_field(token, reading)
        return
    if token["bare"] == "OR" and not token["sign"] and not token["field"]:
        if not reading.terms or isinstance(reading.terms[-1], Not):
            reading.mistakes.append(
                gettext("OR stands between two words: visa OR asylum. Nothing to choose from precedes it.")
            )
        else:
            reading.either = True
        return
    if token["bare"] == "AND" and not token["sign"]:
        return  # all words are wanted anyway
    if token["field"]:
        if token["quoted"] is not None or not token["bare"].startswith("//"):
            known = ", ".join(FIELDS)
            reading.mistakes.append(
                gettext("“%(token)s:” is no field of this archive, so it was searched as a word. Fields: %(known)s.")
                % {"token": token["field"], "known": known}
            )
        reading.add(Word(token["field"]))
    if token["bare"] and not token["sign"] and PARTED.fullmatch(token["bare"]):
        for word in token["bare"].split("/"):
            reading.add(Word(word))
        return
    term = _quoted(token, reading) if token["quoted"] is not None else _bare(token, reading)
    if term is None:
        return
    if token["sign"] == "-":
        if reading.either:
            reading.mistakes.append(gettext("OR and a minus do not go together: the minus was kept."))
            reading.either = False
        reading.terms.append(Not(term))
    else:
        reading.add(term)


def _quoted(token: dict[str, str], reading: _Reading) -> Term | None:
    """The term that a text in quotation marks asks for, if any."""
    words = words_of(token["quoted"])
    if not words:
        return None
    if not token["close"]:
        reading.mistakes.append(
            gettext("A quotation mark is not closed: the words behind it were searched as a phrase.")
        )
    if token["exact"]:
        return Exact(" ".join(words))
    if token["near"] is not None and len(words) > 1:
        between = int(token["near"] or 0)
        if not token["near"]:
            reading.mistakes.append(gettext('Say how near: "visa waiver"~5 lets five words stand between.'))
            between = 5
        if between > FARTHEST or len(words) > MOST_NEAR:
            reading.mistakes.append(
                gettext("Near takes at most %(most_near)s words with at most %(farthest)s words between.")
                % {"most_near": MOST_NEAR, "farthest": FARTHEST}
            )
        return Near(words[:MOST_NEAR], min(between, FARTHEST))
    return Phrase(token["quoted"].strip())


def _bare(token: dict[str, str], reading: _Reading) -> Term | None:
    """The term that a word without quotation marks asks for, if any."""
    text = token["bare"]
    words = words_of(text)
    if not words:
        if text.strip("*-–—/&,.;:") or token["exact"]:
            reading.mistakes.append(gettext("“%(token)s” has no letters to search for.") % {"token": token["written"]})
        return None
    if text.endswith(":") and text[:-1].lower() in FIELDS:
        reading.mistakes.append(
            gettext("“%(text)s” needs a value straight behind it: %(fields)s.")
            % {"text": text, "fields": FIELDS[text[:-1].lower()]}
        )
        return None
    if token["exact"]:
        return Exact(" ".join(words))
    if text.endswith("*"):
        if len(words[-1]) >= SHORTEST_PREFIX:
            return Prefix(" ".join(words))
        reading.mistakes.append(
            gettext("“%(text)s” is too short: put at least %(shortest_prefix)s letters before the star.")
            % {"text": text, "shortest_prefix": SHORTEST_PREFIX}
        )
        return None
    return Word(text.strip("*"))


def _read_field(token: dict[str, str], reading: _Reading) -> None:
    """Add ``code:VISA``, or several values parted by commas: ``code:VISA,CYBER``."""
    name = token["field"].lower()
    values = [token["quoted"]] if token["quoted"] is not None else token["bare"].split(",")
    for value in filter(None, (value.strip() for value in values)):
        if name == "year" and not YEARS.fullmatch(value):
            reading.mistakes.append(
                gettext("“%(value)s” is no year: write year:2017 or year:2015..2019.") % {"value": value}
            )
            continue
        reading.fields.append(Field(name, value, token["written"], excluded=token["sign"] == "-"))


def years_of(value: str) -> range:
    """The years that ``2017`` or ``2015..2019`` stands for; an empty range for anything else."""
    match = YEARS.fullmatch(value)
    if match is None:
        return range(0)
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return range(min(first, last), max(first, last) + 1)
