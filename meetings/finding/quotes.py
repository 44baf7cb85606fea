"""The quote check: for each sentence of a pasted text, whether a paper says so, who is reported, and who may quote it.

Nothing of the text is kept. The work is bounded: so many sentences, for each so many passages, and no lexeme is
followed beyond so many paragraphs.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from meetings.council.markings import Marking
from meetings.council.wording import Words
from meetings.finding.candidates import candidates_for
from meetings.finding.twins import contrary
from meetings.models import OutcomeNote, Paragraph, PublicTwin, Statement
from meetings.reading.sentences import split_sentences
from meetings.search.quoting import Token, bare, closest_stretch, compared, stands_in, tokens_of, unbroken

LONGEST = 12_000  # characters of a pasted text: a speech of a quarter of an hour
MOST = 80  # sentences of it
FEWEST = 4  # words; of fewer it cannot be told whose they are
# Words in one order; set on the labelled sentences of tests/quotes, whose test says what it lets pass.
CLOSE = 0.6
SAME_WORDS = 0.999  # of a sentence that differs by nothing but capitals and punctuation
PLACES = 3  # at which the same words stand are named
# “agreed to continue working” inside a sentence of a speech is a quotation of its own.
QUOTED = re.compile(r"[“„«\"](?P<words>[^“”„«»\"]+)[”“»\"]")


class TooMuchText(ValueError):
    """More text than one check takes."""


class Verdict(StrEnum):
    """What can be said of a sentence."""

    VERBATIM = "verbatim"
    CLOSE = "close"
    NOT_FOUND = "not found"
    TOO_SHORT = "too short"


@dataclass(slots=True)
class Found:
    """A printed sentence beside the pasted one. ``whole`` is false when the pasted words are only a part of it."""

    paragraph: Paragraph
    printed: str
    start: int
    score: float
    whole: bool
    words: list[Words] = field(default_factory=list)
    stretch: str = ""  # of the printed sentence, that the pasted words cover
    contrary: bool = False
    sides: tuple[str, ...] = ()
    leading: bool = True

    @property
    def verbatim(self) -> bool:
        return self.score == 1

    @property
    def quotable(self) -> bool:
        """Whether these are the words of a paper that anybody may read."""
        note = self.paragraph.note
        return note.is_published and note.marking == Marking.PUBLIC and not note.is_abstract


@dataclass(slots=True)
class Checked:
    """One sentence of the pasted text: the likest passage, other places of the same words, and what is public of it."""

    asked: str
    verdict: Verdict
    best: Found | None = None
    others: list[Found] = field(default_factory=list)
    public: Found | None = None
    twins: list[Paragraph] = field(default_factory=list)


def quotations_in(text: str) -> list[str]:
    """The sentences of ``text``; of what stands in quotation marks inside one, each quotation before its sentence."""
    found = []
    for block in re.split(r"\n\s*\n|\r\n\s*\r\n", unbroken(text)):
        block = " ".join(block.split())
        for start, end in split_sentences(block):
            sentence = block[start:end]
            parts = [match["words"].strip() for match in QUOTED.finditer(sentence)]
            whole = len(bare(tokens_of(sentence)))
            found += [part for part in parts if len(_words(part)) >= FEWEST and len(tokens_of(part)) < whole]
            found.append(sentence)
    return found


def check(text: str, user: Any) -> list[Checked]:
    """Each sentence of ``text`` as far as papers that ``user`` may read tell; six queries. Raises TooMuchText."""
    if len(text) > LONGEST:
        raise TooMuchText(
            _("The text has %(held)s characters; one check takes %(most)s. Paste a part of it.")
            % {
                "held": number_format(len(text), force_grouping=True),
                "most": number_format(LONGEST, force_grouping=True),
            }
        )
    sentences = quotations_in(text)
    if len(sentences) > MOST:
        raise TooMuchText(
            _("The text has %(held)d sentences; one check takes %(most)d. Paste a part of it.")
            % {"held": len(sentences), "most": MOST}
        )
    telling = [sentence for sentence in sentences if len(_words(sentence)) >= FEWEST]
    candidates = dict(zip(telling, candidates_for(telling, user), strict=True))
    passages = _passages({pk for found in candidates.values() for pk in found}, user)
    printed = {pk: _Printed(paragraph) for pk, paragraph in passages.items()}
    checked = [
        _checked(asked, [printed[pk] for pk in candidates.get(asked, ()) if pk in printed]) for asked in sentences
    ]
    _say_who(checked)
    _say_what_is_public(checked, user)
    _say_which_lead(checked, user)
    return checked


def _words(text: str) -> list[Token]:
    return [token for token in tokens_of(text) if token.is_word]


class _Printed:
    """A paragraph with its tokens and those of its sentences, cut once for all pasted sentences."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.tokens = tokens_of(paragraph.text)
        self.sentences = [
            (start, end, [token for token in self.tokens if start <= token.start < end])
            for start, end in split_sentences(paragraph.text)
        ]

    def verbatim(self, asked: Sequence[Token]) -> Found | None:
        """The place of these very words; with the whole of each sentence that they touch."""
        place = stands_in(asked, self.tokens)
        if place is None:
            return None
        touched = [each for each in self.sentences if each[0] < place[1] and place[0] < each[1]] or self.sentences
        start, end = touched[0][0], touched[-1][1]
        wanted = bare([token for token in self.tokens if start <= token.start < end])
        whole = (wanted[0].start, wanted[-1].end) == place
        return Found(self.paragraph, self.paragraph.text[start:end], start, 1, whole)

    def closest(self, asked: Sequence[Token]) -> Found | None:
        """The sentence that shares most words with the asked one, when it shares enough."""
        near = [
            (stretch, -start, end)
            for start, end, tokens in self.sentences
            if (stretch := closest_stretch(asked, tokens, least=CLOSE))
        ]
        if not near:
            return None
        stretch, start, end = max(near)
        text = self.paragraph.text
        found = Found(self.paragraph, text[-start:end], -start, min(stretch.score, SAME_WORDS), whole=True)
        found.stretch = text[stretch.start : stretch.end]
        return found


def _checked(asked: str, candidates: Sequence[_Printed]) -> Checked:
    """The verdict on one sentence; of equally good passages one that may be quoted comes first."""
    tokens = tokens_of(asked)
    if sum(token.is_word for token in tokens) < FEWEST:
        return Checked(asked, Verdict.TOO_SHORT)
    found = [match for each in candidates if (match := each.verbatim(tokens) or each.closest(tokens))]
    found.sort(key=lambda match: (-match.score, not match.quotable, match.paragraph.note.is_abstract))
    if not found:
        return Checked(asked, Verdict.NOT_FOUND)
    best = found[0]
    verdict = Verdict.VERBATIM if best.verbatim else Verdict.CLOSE
    public = None if best.quotable else next((match for match in found if match.quotable), None)
    others = [match for match in found[1:] if match.verbatim and match is not public][: PLACES - 1]
    for match in (best, public):
        if match is not None and not match.verbatim:
            match.words = compared(match.printed, asked)
            match.contrary = contrary(asked, match.stretch)
    return Checked(asked, verdict, best, others, public)


def _shown(checked: Sequence[Checked]) -> list[Found]:
    return [match for each in checked for match in (each.best, each.public, *each.others) if match is not None]


def _passages(keys: set[int], user: Any) -> dict[int, Paragraph]:
    readable = Paragraph.objects.visible_to(user).select_related("note__meeting")
    return {each.pk: each for each in readable.defer("vector", "note__vector", "note__text").filter(pk__in=keys)}


def _say_who(checked: Sequence[Checked]) -> None:
    """The sides that the printed sentences report; those of the whole paragraph where no sentence was told apart."""
    shown = _shown(checked)
    spoken: dict[int, list[Statement]] = defaultdict(list)
    for statement in Statement.objects.filter(paragraph__in={match.paragraph.pk for match in shown}).order_by("start"):
        spoken[statement.paragraph_id].append(statement)
    for match in shown:
        end = match.start + len(match.printed)
        said = [each.side for each in spoken[match.paragraph.pk] if each.start < end and match.start < each.end]
        match.sides = tuple(dict.fromkeys(side for side in said if side)) or tuple(match.paragraph.sides)


def _say_what_is_public(checked: Sequence[Checked], user: Any) -> None:
    """The confirmed public twins of passages that may not be quoted."""
    closed = [each for each in checked if each.best and not each.best.quotable]
    twins: dict[int, list[Paragraph]] = defaultdict(list)
    pairs = PublicTwin.objects.visible_to(user).confirmed().in_order().select_related("public_passage__note__meeting")
    pairs = pairs.defer("public_passage__vector", "public_passage__note__vector", "public_passage__note__text")
    for pair in pairs.filter(passage__in={each.best.paragraph.pk for each in closed if each.best}):
        twins[pair.passage_id].append(pair.public_passage)
    for each in closed:
        if each.best:
            each.twins = twins[each.best.paragraph.pk]


def _say_which_lead(checked: Sequence[Checked], user: Any) -> None:
    """Whether a newer version of the paper is held, or a translation leads."""
    shown = _shown(checked)
    notes = {match.paragraph.note_id for match in shown}
    leading = set(OutcomeNote.objects.leading_for(user).order_by().filter(pk__in=notes).values_list("pk", flat=True))
    for match in shown:
        match.leading = match.paragraph.note_id in leading
