"""The made-up archive in PostgreSQL, by COPY into the tables of the site. For the benchmark only."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from meetings.models import Commitment, Meeting, NoteCode, OutcomeNote, Paragraph, TopicCode
from tests.benchmarks.timing import notes_of

type Row = list[Any]


def load(folder: str) -> None:
    """Fill the empty archive from FOLDER/notes.jsonl."""
    meetings: dict[int, Row] = {}
    codes: dict[str, int] = {}
    rows: dict[str, list[Row]] = {"note": [], "paragraph": [], "code": [], "commitment": []}
    for key, note in enumerate(notes_of(folder), 1):
        _collect(key, note, meetings, codes, rows)
    topic_codes = [[key, code, code.lower(), "", "", "unconfirmed", False, False] for code, key in codes.items()]
    _copy(Meeting, "id slug level opened_on closed_on city country host videoconference public_source "
          "joint_statement_url certainty remark", meetings.values())  # fmt: skip
    _copy(TopicCode, "id code slug label description status general known", topic_codes)
    _copy(OutcomeNote, "id meeting_id kind number version language slug marking stamps dated_on place sent_from "
          "sent_to subject summary previous_documents text reader_version received_at state published_at revision",
          rows["note"])  # fmt: skip
    _copy(Paragraph, "id note_id part position ordinal address text side sides", rows["paragraph"])
    _copy(NoteCode, "id note_id code_id serial position", rows["code"])
    _copy(Commitment, "id paragraph_id side strength quote start end rule origin state revision", rows["commitment"])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _collect(key: int, note: Row | Any, meetings: dict[int, Row], codes: dict[str, int], rows: Any) -> None:
    place, now = note["meeting"], timezone.now()
    day = date.fromisoformat(note["day"]) + timedelta(days=place % 3)
    # City and day may fall on another meeting's: the slug and a counted city keep them apart.
    meetings.setdefault(
        place,
        [place + 1, f"meeting-{place}", note["level"], day, day, note["city"], f"Country {place}", "EU", False, "x",
         "", "sure", ""],
    )  # fmt: skip
    text = "\n\n".join(one["text"] for one in note["paragraphs"])
    state = "published" if note["published"] else "in-review"
    rows["note"].append(
        [key, place + 1, note["kind"], note["number"], "INIT", "en", f"note-{key}", note["marking"], [], day, "", "",
         "", f"Ministerial meeting of {note['city']}", "", [], text, "bench", now, state,
         now if note["published"] else None, 0]
    )  # fmt: skip
    for position, code in enumerate(note["codes"], 1):
        rows["code"].append([len(rows["code"]) + 1, key, codes.setdefault(code, len(codes) + 1), key, position])
    for position, one in enumerate(note["paragraphs"], 1):
        number = len(rows["paragraph"]) + 1
        rows["paragraph"].append(
            [number, key, "body", position, position, str(position), one["text"], "", one["sides"]]
        )
        if one["strength"]:
            quote = one["text"][:40]
            rows["commitment"].append(
                [len(rows["commitment"]) + 1, number, "EU", one["strength"], quote, 0, len(quote), "", "found",
                 "proposed", 0]
            )  # fmt: skip


def _copy(model: Any, columns: str, rows: Any) -> None:
    names = ", ".join(f'"{name}"' for name in columns.split())
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in _unlike(model, rows):
            copy.write_row(row)


def _unlike(model: Any, rows: Any) -> Iterator[Row]:
    """Two made-up meetings on one day in one city would break a constraint of the archive: the second moves on."""
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        if model is Meeting:
            while (row[2], row[3], row[5]) in seen:
                row[3] = row[4] = row[3] + timedelta(days=1)
            seen.add((row[2], row[3], row[5]))
        yield row
