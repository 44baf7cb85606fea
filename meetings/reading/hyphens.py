"""A word broken at the end of a line: is its hyphen a break (informa-tion) or its own (cyber-attacks, EU-US)?

The note itself is asked first: a form that stands unbroken elsewhere decides. Then capitals, prefixes and endings
that keep their hyphen; else the hyphen is taken for a break.
"""

import re
from collections import Counter
from collections.abc import Iterable


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


# First halves that keep their hyphen before a whole word: cyber-attacks, counter-terrorism, e-evidence.
PREFIXES = _table(
    """all anti case civil co counter cross cyber day decision double e early end ex face fact fast fight first follow
    four full high higher hoc information inter joint know large last law like long low machine medium mid multi near
    new no non off on one open over policy post pre pro real risk second self semi short single so state third three
    two under user well wide work world year"""
)
# Second halves that keep the hyphen behind a known word: follow-up, risk-based, visa-free.
ENDINGS = _table(
    """attack attacks based border bound called country crime crimes criminals defence depth driven enabled ended
    enforcement evidence exempt facing finding focused free going incident incidents justice laundering led level
    making minded minute narcotics neutral oriented party privacy proof range readable ready related resilience scale
    security sensitive sharing specific term terrorism terrorist threats trafficking up wide"""
)
# Words that look like two and are one.
ONE_WORD = _table(
    """already also although always another background before cannot cooperation coordination database forthcoming
    framework furthermore however input inside international interoperability into itself leadership likewise
    meanwhile membership moreover network nevertheless nonetheless onto otherwise ourselves outcome output outside
    overall overview partnership preparation presented presidency prevention provided stakeholder stakeholders
    subscriber themselves therefore therein throughout today transatlantic transnational understand understanding
    undertake undertaking upcoming update upon whenever whereas wherever within without workshop"""
)

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# "informa-", "EU-"; not "2015 -", not "word --".
BROKEN = re.compile(r"(?P<first>[\w.'’-]*\w\.?)(?P<hyphen>[-‐‑\u00ad])$")
HYPHENS = ("-", "‐", "‑", "\u00ad")
LONGEST_WORD = 60
SECOND = re.compile(r"[\w'’]+(?:-\w+)*")


def broken(text: str) -> re.Match[str] | None:
    """The word at the end of ``text`` that a hyphen breaks off, or None."""
    return BROKEN.search(text[-LONGEST_WORD:]) if text.endswith(HYPHENS) else None


def words_of(texts: Iterable[str]) -> Counter[str]:
    """How often every word stands unbroken in the lines of a note; a word at a broken end or start is left out."""
    words: Counter[str] = Counter()
    is_broken = False
    for text in texts:
        found = [match.group().lower() for match in WORD.finditer(text)]
        if is_broken and found:
            found = found[1:]
        is_broken = broken(text) is not None
        if is_broken and found:
            found = found[:-1]
        words.update(found)
        # The parts of a compound are words of the note too.
        words.update(part for word in found if "-" in word for part in word.split("-"))
    return words


def joined(first: str, second: str, words: Counter[str]) -> str:
    """Two printed lines of one paragraph as one text. ``words`` are the words of the note (``words_of``)."""
    match = broken(first)
    following = SECOND.match(second)
    if match is None or following is None:
        tight = (first.endswith("/") and not first.endswith(" /")) or re.search(r"\S[–—]$", first) is not None
        return first + ("" if tight else " ") + second
    if match["hyphen"] == "\u00ad":
        return first[:-1] + second
    keeps = keeps_hyphen(match["first"], following.group(), words)
    return (first if keeps else first[:-1]) + second


def keeps_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    """Whether ``first-second`` is the word, rather than ``firstsecond``."""
    if second[0].isupper() or second[0].isdigit() or first[-1].isdigit() or (first.isupper() and len(first) > 1):
        return True
    head = first.rsplit("-", 1)[-1].lower()
    tail = second.split("-", 1)[0].lower()
    whole = head + tail
    hyphenated, plain = words[f"{head}-{tail}"], words[whole]
    if hyphenated != plain:
        return hyphenated > plain
    if whole in ONE_WORD:
        return False
    if tail in ENDINGS or any(words[form] for form in (tail, f"{tail}s", tail.removesuffix("s"))):
        return bool(words[head]) or head in PREFIXES
    return False
