"""Totals and the counts beside the filters are those of counting by hand, for any query, any filters and any reader."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.council.presidencies import presidency_on
from meetings.finding.asked import Asked
from meetings.finding.dimensions import LABELS
from meetings.finding.facets import MOST_SHOWN
from meetings.finding.passages import find
from meetings.models import Commitment, NoteCode, OutcomeNote, Paragraph, Theme, ThemePassage
from tests import make

pytestmark = pytest.mark.django_db

WORDS = ["visa", "cyber", "asylum", "border", "data"]
CODES = ["VISA", "CYBER", "ASIM"]
KINDS = ["OUTCOME OF PROCEEDINGS", "JOINT STATEMENT"]
PLACES = [(date(2015, 6, 2), "Riga"), (date(2017, 6, 15), "Valletta"), (date(2017, 11, 17), "Washington")]
SIDES = [[], ["EU"], ["US"], ["both"], ["EU", "US"]]
KEYS = {
    "code": CODES,
    "side": ["EU", "US", "both"],
    "strength": ["agrees", "commits", "none"],
    "year": ["2015", "2017"],
    "presidency": ["Latvia", "Malta", "Estonia"],
    "city": ["Riga", "Valletta", "Washington"],
    "level": ["ministerial", "senior-officials"],
    "kind": [kind.lower() for kind in KINDS],
    "marking": ["PUBLIC", "LIMITE", ""],
    "theme": ["visa-matters"],
}


def build_archive() -> None:
    dice = random.Random(17)
    theme = Theme.objects.create(slug="visa-matters", label="Visa matters")
    places = [make.meeting(opened_on=day, city=city, level=level) for day, city in PLACES for level in KEYS["level"]]
    for _ in range(24):
        published = dice.random() < 0.7
        note = make.note(
            *(" ".join(dice.sample(WORDS, dice.randint(1, 3))) for _ in range(dice.randint(1, 4))),
            codes=", ".join(f"{code} {dice.randint(1, 99)}" for code in dice.sample(CODES, dice.randint(0, 3))),
            published=published,
            marking=dice.choice(["PUBLIC", "LIMITE"] if published else ["PUBLIC", "LIMITE", ""]),
            kind=dice.choice(KINDS),
            meeting=dice.choice(places),
        )
        for paragraph in note.paragraphs.all():
            paragraph.sides = dice.choice(SIDES)
            paragraph.save(update_fields=["sides"])
            if dice.random() < 0.4:
                make.commitment(paragraph, strength=dice.choice(["agrees", "commits"]))
            if dice.random() < 0.2:
                make.commitment(
                    paragraph, side="EU", strength="commits", state=Commitment.REJECTED, reviewed_at=note.received_at
                )
            if dice.random() < 0.3:
                ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["visa"])


def by_hand() -> list[dict[str, Any]]:
    """Every paragraph with its note, its words and the values it has, gathered without any of the code of search."""
    rows = []
    for paragraph in Paragraph.objects.select_related("note__meeting"):
        note = paragraph.note
        sides = set(paragraph.sides) | ({"EU", "US"} if "both" in paragraph.sides else set())
        strengths = {c.strength for c in paragraph.commitments.exclude(state=Commitment.REJECTED)}
        rows.append(
            {
                "pk": paragraph.pk,
                "note": note.pk,
                "open_to": {"archivist"}
                | ({"limite"} if note.state == OutcomeNote.PUBLISHED else set())
                | ({"reader"} if note.state == OutcomeNote.PUBLISHED and note.marking == "PUBLIC" else set()),
                "words": set(paragraph.text.split()),
                "code": {row.code.code for row in NoteCode.objects.filter(note=note).select_related("code")},
                "side": sides | ({"both"} if {"EU", "US"} <= sides else set()),
                "strength": strengths or {"none"},
                "theme": {row.theme.slug for row in paragraph.theme_passages.select_related("theme")},
                "year": {str(note.meeting.opened_on.year)},
                "presidency": {presidency_on(note.meeting.opened_on).member_state},
                "city": {note.meeting.city},
                "level": {note.meeting.level},
                "kind": {note.kind.lower()},
                "marking": {note.marking},
            }
        )
    return rows


def matching(rows: list[dict[str, Any]], words: list[str], role: str) -> Iterator[dict[str, Any]]:
    """Paragraphs with all words; in notes that have them only in different paragraphs, those with some."""
    open_rows = [row for row in rows if role in row["open_to"]]
    wanted = set(words)
    whole = [row for row in open_rows if wanted <= row["words"]]
    held_whole = {row["note"] for row in whole}
    yield from whole
    for row in open_rows:
        together = set().union(*(other["words"] for other in open_rows if other["note"] == row["note"]))
        if row["note"] not in held_whole and wanted <= together and wanted & row["words"]:
            yield row


def test_counts_equal_counting_by_hand() -> None:
    build_archive()
    rows = by_hand()
    people: dict[str, User] = {role: make.user(role) for role in ("reader", "limite", "archivist")}
    assert {role: sum(role in row["open_to"] for row in rows) > 0 for role in people} == dict.fromkeys(people, True)

    choices = st.dictionaries(
        st.sampled_from(sorted(KEYS)),
        st.integers(0, 7),
        max_size=3,
    )

    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(
        words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True),
        picked=choices,
        role=st.sampled_from(sorted(people)),
    )
    def check(words: list[str], picked: dict[str, int], role: str) -> None:
        chosen = {name: {key for bit, key in enumerate(KEYS[name]) if mask >> bit & 1} for name, mask in picked.items()}
        chosen = {name: keys for name, keys in chosen.items() if keys}
        asked = Asked(text=" ".join(words), chosen=tuple((name, key) for name, keys in chosen.items() for key in keys))
        found = find(asked, people[role])
        matched = list(matching(rows, words, role))

        def passes(row: dict[str, Any], but: str = "") -> bool:
            return all(row[name] & keys for name, keys in chosen.items() if name != but)

        assert found.total == sum(map(passes, matched))
        counted = {
            (facet.name, choice.value): choice.count
            for facet in found.facets
            for choice in (*facet.choices, *facet.more)
            if choice.count
        }
        expected = {
            (name, key): total
            for name in LABELS
            if name != "person"
            for key in KEYS[name]
            if (total := sum(key in row[name] and passes(row, but=name) for row in matched))
        }
        assert counted == expected

    check()


def test_counts_follow_a_change_at_once(search: Callable[..., Any]) -> None:
    note = make.note("The visa policy.", codes="VISA 1")

    def codes() -> dict[str, int]:
        facets = {facet.name: facet for facet in search("visa").facets}
        return {choice.value: choice.count for choice in facets["code"].choices}

    assert codes() == {"VISA": 1}
    NoteCode.objects.filter(note=note).delete()
    make.note("Another visa policy.", codes="ASIM 3")
    assert codes() == {"ASIM": 1}


def test_a_withdrawn_note_is_not_found_nor_counted(search: Callable[..., Any]) -> None:
    note = make.note("The visa policy.", codes="VISA 1")
    assert search("visa").total == 1
    OutcomeNote.objects.filter(pk=note.pk).update(state=OutcomeNote.WITHDRAWN)
    found = search("visa")
    assert (found.total, found.facets) == (0, [])


def test_a_facet_shows_no_more_than_a_page_can_hold() -> None:
    assert MOST_SHOWN <= 100
