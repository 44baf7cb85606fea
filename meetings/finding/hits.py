"""The passages of one page: read once more through ``visible_to``, cut to excerpts and grouped under their meetings."""
# ruff: noqa: S608 - the SQL is put together from the pieces of this module; keys are parameters

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet
from django.db.models import Model
from django.urls import reverse

from meetings.finding.units import note_of, paragraph_of, parted
from meetings.models import AgendaTopic, Meeting, OutcomeNote, Paragraph
from meetings.search.answering import answering
from meetings.search.excerpts import Excerpt, excerpts
from meetings.search.terms import Query


def _fields(model: type[Model], names: str) -> tuple[str, ...]:
    """``names`` in the order in which ``Model.from_db`` takes their values."""
    wanted = {"id", *names.split()}
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in wanted)


# The columns that a hit shows. They are read for every search, so two short statements fetch them (the planner takes
# longer over one that joins everything), and the instances have these fields alone.
NOTE = _fields(OutcomeNote, "slug number version language kind marking state published_at subject meeting_id")
MEETING = _fields(Meeting, "slug level opened_on closed_on city videoconference")
TOPIC = _fields(AgendaTopic, "number title")
PARAGRAPH = _fields(Paragraph, "note_id address page text sides")
TEXT = PARAGRAPH.index("text")
STRENGTHS = """ARRAY(SELECT DISTINCT c.strength FROM meetings_commitment c
    WHERE c.paragraph_id = p.id AND c.state <> 'rejected' AND c.strength <> '' ORDER BY 1)"""


def _columns(**tables: tuple[str, ...]) -> str:
    return ", ".join(f'{alias}."{name}"' for alias, names in tables.items() for name in names)


PASSAGES = f"""SELECT {_columns(p=PARAGRAPH, t=TOPIC)}, {STRENGTHS}
    FROM meetings_paragraph p LEFT JOIN meetings_agendatopic t ON t.id = p.topic_id WHERE p.id = ANY(%s)"""
COVERS = f"""SELECT {_columns(n=NOTE, m=MEETING)}
    FROM meetings_outcomenote n LEFT JOIN meetings_meeting m ON m.id = n.meeting_id WHERE n.id = ANY(%s) AND n.id IN """


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage: where it stands, its best words, who is reported and how firmly."""

    note: OutcomeNote
    address: str  # empty for a title page
    url: str
    page: int | None
    excerpt: Excerpt
    sides: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    topic: AgendaTopic | None = None
    text: str = ""  # the whole passage; of a title page, the subject

    @property
    def permanent_address(self) -> str:
        """What people copy and cite."""
        return reverse("passage", args=[self.note.slug, self.address]) if self.address else self.note.get_absolute_url()

    @property
    def citation(self) -> str:
        """``10483/17 §4.2``; of a title page, the paper alone."""
        return f"{self.note.name} §{self.address}" if self.address else self.note.name

    @property
    def path(self) -> str:
        """Where it stands, without the words that were searched."""
        return f"{self.note.get_absolute_url()}#p{self.address}" if self.address else self.note.get_absolute_url()


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one meeting, best first."""

    meeting: Meeting | None
    hits: list[Hit]

    @property
    def notes(self) -> list[OutcomeNote]:
        """The papers that the hits stand in, once each."""
        return list({hit.note.pk: hit.note for hit in self.hits}.values())


def hits_of(units: Iterable[int], query: Query, user: Any) -> list[Hit]:
    """The hits for ``units``, in their order; a unit that ``user`` may not read gives none."""
    wanted = list(units)
    words = urlencode({"hl": query.text}) if query.wanted else ""
    keys, titles = parted(wanted)
    passages = {row[0]: row for row in _rows(PASSAGES, keys)}
    covers = _covers(list({*titles, *(row[1] for row in passages.values())}), user)
    shown = []
    for unit in wanted:
        row = passages.get(paragraph_of(unit))
        note = covers.get(row[1] if row else note_of(unit))
        if note is not None:
            shown.append((note, row))
    best = excerpts([row[TEXT] if row else note.subject or note.name for note, row in shown], query)
    return [_hit(note, row, cut, words) for (note, row), cut in zip(shown, best, strict=True)]


def _rows(statement: str, keys: list[int], *params: Any) -> list[tuple[Any, ...]]:
    if not keys:
        return []
    with answering().cursor() as cursor:
        cursor.execute(statement, [keys, *params])
        return list(cursor.fetchall())


def _covers(keys: list[int], user: Any) -> dict[int, OutcomeNote]:
    """The notes of ``keys`` that ``user`` may read, with their meetings."""
    try:
        readable, params = OutcomeNote.objects.visible_to(user).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return {}
    covers = {}
    for row in _rows(f"{COVERS} ({readable})", keys, *params):
        note: OutcomeNote = _instance(OutcomeNote, NOTE, row)
        note.meeting = _instance(Meeting, MEETING, row[len(NOTE) :])
        covers[note.pk] = note
    return covers


def _hit(note: OutcomeNote, row: tuple[Any, ...] | None, cut: Excerpt, words: str) -> Hit:
    """The hit for one row of PASSAGES; for the title page of ``note`` when there is none."""
    url = f"{note.get_absolute_url()}{'?' if words else ''}{words}"
    if row is None:
        return Hit(note, "", url, None, cut, text=note.subject or note.name)
    paragraph: Paragraph = _instance(Paragraph, PARAGRAPH, row)
    return Hit(
        note=note,
        address=paragraph.address,
        url=f"{url}#{paragraph.anchor}",
        page=paragraph.page,
        excerpt=cut,
        sides=tuple(paragraph.sides),
        strengths=tuple(row[-1]),
        topic=_instance(AgendaTopic, TOPIC, row[len(PARAGRAPH) :]),
        text=paragraph.text,
    )


def _instance(model: type[Model], names: tuple[str, ...], row: tuple[Any, ...]) -> Any:
    """An instance of ``model`` with the fields ``names``, which begin ``row``; None where no row was joined."""
    if row[0] is None:
        return None
    return model.from_db(answering().alias, names, row[: len(names)])


def grouped(hits: Iterable[Hit]) -> list[Group]:
    """The hits under their meetings; the meeting of the best hit comes first. A paper without meeting stands alone."""
    groups: dict[object, Group] = {}
    for hit in hits:
        meeting = hit.note.meeting
        key = meeting.pk if meeting else ("note", hit.note.pk)
        groups.setdefault(key, Group(meeting, [])).hits.append(hit)
    return list(groups.values())
