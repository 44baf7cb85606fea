"""What hangs on each kind of row that curators merge: what moves, what the kept one learns, what forbids it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from meetings.council.terms import places_of
from meetings.models import (
    MERGEABLE,
    Instrument,
    InstrumentMention,
    NoteCode,
    OutcomeNote,
    Participant,
    Participation,
    PublicParticipation,
    Theme,
    ThemePassage,
    TopicCode,
)

type Clashes = Callable[[Any, Any], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row in the preview: the note it stands in, where there is one, where it belongs, and its words."""

    note: Any
    where: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows that hang on the one merged away, by the name of the relation, and one line for each in the preview."""

    relation: str
    what: Any  # lazily translated
    line: Callable[[Any], Line]
    with_it: tuple[str, ...]  # what a line needs of other tables

    def rows(self, row: Any) -> QuerySet[Any]:
        """Those of ``row``, ready to be shown."""
        hanging = getattr(row, self.relation).select_related(*self.with_it)
        if notes := [name for name in self.with_it if name.split("__")[-1] == "note"]:
            hanging = hanging.defer(*(f"{name}__{field}" for name in notes for field in ("text", "vector")))
        return hanging


@dataclass(frozen=True, slots=True)
class Kind:
    """How rows of one kind are merged.

    ``name`` is the field that names a row. ``words`` are lists of words that the kept one learns, ``links`` its
    relations to many. ``moving`` rows change hands; ``found`` ones are found again, because they follow from the words.
    """

    model: type[Model]
    name: str
    clashes: Clashes
    words: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    moving: tuple[Hanging, ...] = ()
    found: tuple[Hanging, ...] = ()
    name_is_a_word: bool = False  # and is learnt with the others
    is_open: Callable[[Any], bool] = lambda row: True  # whether everybody who signs in may know of the row

    @property
    def column(self) -> str:
        """The column of Merge that holds the one that was kept."""
        return MERGEABLE[self.model]

    def called(self, row: Any) -> str:
        return str(getattr(row, self.name))


def _called(note: OutcomeNote) -> Any:
    """How a sentence names ``note``: of one in the bin nothing is told but that."""
    return note.name if note.deleted_at is None else _("A paper in the bin")


def _participants(kept: Participant, merged: Participant) -> Iterable[str]:
    if kept.kind != merged.kind:
        yield _("One is a person, the other an institution: correct the kind first, if it is wrong.")
    no_office = _("no office")
    own_noted = set(kept.participations.values_list("note", "office"))
    for each in merged.participations.select_related("note").defer("note__text", "note__vector"):
        if (each.note_id, each.office) in own_noted:
            yield format_lazy(
                _("{note} names both as “{office}”: they sat there together, or one row is wrong."),
                note=_called(each.note),
                office=each.office or no_office,
            )
    own_public = set(kept.public_participations.values_list("meeting", "office"))
    for each in merged.public_participations.select_related("meeting"):
        if (each.meeting_id, each.office) in own_public:
            yield format_lazy(
                _("A public source names both at {meeting} as “{office}”."),
                meeting=each.meeting,
                office=each.office or no_office,
            )


def _codes(kept: TopicCode, merged: TopicCode) -> Iterable[str]:
    own = set(kept.note_codes.values_list("note", "serial"))
    for each in merged.note_codes.select_related("note", "code").defer("note__text", "note__vector"):
        if (each.note_id, each.serial) in own:
            yield format_lazy(
                _("{note} carries both with the same number, {code}: correct its cover first."),
                note=_called(each.note),
                code=each,
            )


def _instruments(kept: Instrument, merged: Instrument) -> Iterable[str]:
    if kept.kind != merged.kind:
        yield _("The two are of different kinds: correct the kind first, if it is wrong.")
    for one, other in ((kept, merged), (merged, kept)):
        for form in one.forms:
            if not places_of(form, (form,), but_not=tuple(other.near_misses)):
                yield format_lazy(
                    _("“{form}” names “{one}” and is kept apart from “{other}”: correct the near misses first."),
                    form=form,
                    one=one,
                    other=other,
                )


def _named(row: Participation) -> Line:
    return Line(row.note, str(row.meeting or ""), row.as_named)


def _public(row: PublicParticipation) -> Line:
    return Line(None, ", ".join(filter(None, (str(row.meeting), row.office))))


def _sent(row: PublicParticipation) -> Line:
    return Line(None, ", ".join((str(row.meeting), str(row.participant))))


def _carried(row: NoteCode) -> Line:
    return Line(row.note, str(row.note.meeting or ""), str(row))


def _about(row: ThemePassage) -> Line:
    return Line(row.paragraph.note, f"§{row.paragraph.address}", ", ".join(row.terms))


def _mentioned(row: InstrumentMention) -> Line:
    return Line(row.paragraph.note, f"§{row.paragraph.address}", row.words)


KINDS: dict[type[Model], Kind] = {
    kind.model: kind
    for kind in (
        Kind(
            model=Participant,
            name="name",
            clashes=_participants,
            words=("variants",),
            name_is_a_word=True,
            moving=(
                Hanging("participations", _("Named in notes"), _named, ("note", "meeting")),
                Hanging("public_participations", _("Named by public sources"), _public, ("meeting",)),
                Hanging("represented", _("For whom others came"), _sent, ("meeting", "participant")),
            ),
            is_open=lambda row: False,  # known from the papers and sources that name them
        ),
        Kind(
            model=Theme,
            name="label",
            clashes=lambda kept, merged: (),
            words=("terms",),
            links=("codes",),
            found=(Hanging("passages", _("Passages about it"), _about, ("paragraph__note",)),),
        ),
        Kind(
            model=TopicCode,
            name="code",
            clashes=_codes,
            links=("themes",),
            moving=(Hanging("note_codes", _("On the covers of notes"), _carried, ("note", "note__meeting", "code")),),
            is_open=lambda row: row.known,
        ),
        Kind(
            model=Instrument,
            name="name",
            clashes=_instruments,
            words=("forms", "near_misses"),
            found=(Hanging("mentions", _("Passages that name it"), _mentioned, ("paragraph__note",)),),
        ),
    )
}
