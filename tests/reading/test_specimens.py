"""The repository's own papers against their gold records: no find may be lost, none newly invented.

After a rule was changed, look at ``manage.py reading_report FOLDER… --against tests/reading/report.json`` and, when the
change is meant, write the report anew with ``--write tests/reading/report.json``.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from meetings.reading.as_json import as_json, refused_json
from meetings.reading.note import read_note
from meetings.reading.progress import as_record, progress
from meetings.reading.refusals import SourceRefused
from meetings.reading.report import Tallies, compare, exact_papers, total

ROOT = Path(__file__).resolve().parents[2]
SPECIMENS = sorted(path for path in ROOT.glob("tests/specimens/*") if path.is_dir())
FOLDERS = [ROOT / "fixtures" / "notes", *SPECIMENS]
REPORT = Path(__file__).parent / "report.json"
LAYOUT = [
    "refused", "number", "version", "language", "dated_on", "place", "marking", "kind", "from", "to", "subject",
    "stamps", "codes", "previous documents", "meeting: level", "meeting: opened_on", "meeting: closed_on",
    "meeting: city", "meeting: videoconference", "summary", "topics",
]  # fmt: skip


def papers() -> dict[str, tuple[Path, Path]]:
    """Each paper that has a gold record, by its name."""
    found = {}
    for folder in FOLDERS:
        for record in sorted(folder.glob("*.gold.json")):
            stem = record.name.removesuffix(".gold.json")
            for paper in sorted(folder.glob(f"{stem}.*")):
                if not paper.name.endswith(".gold.json"):
                    found[paper.name] = (paper, record)
    return found


@cache
def reading_of(paper: Path) -> dict[str, Any]:
    try:
        return as_json(read_note(paper.read_bytes(), paper.name))
    except SourceRefused as refusal:
        return refused_json(refusal)


@cache
def tallies_of(name: str) -> Tallies:
    paper, record = papers()[name]
    return compare(reading_of(paper), json.loads(record.read_text(encoding="utf-8")))


def all_tallies() -> dict[str, Tallies]:
    return {name: tallies_of(name) for name in papers()}


def test_no_find_is_lost() -> None:
    assert progress(as_record(all_tallies()), json.loads(REPORT.read_text(encoding="utf-8"))).lost == ()


def test_nothing_is_newly_invented() -> None:
    assert progress(as_record(all_tallies()), json.loads(REPORT.read_text(encoding="utf-8"))).newly_invented == ()


def test_the_report_knows_every_paper() -> None:
    assert set(papers()) == set(json.loads(REPORT.read_text(encoding="utf-8"))["papers"])


@pytest.mark.parametrize("kind", LAYOUT)
def test_layout_is_exact_on_nearly_every_paper(kind: str) -> None:
    # The papers set aside were not read while rules were written: they measure, and only the report holds them.
    aside = {path.name for path in (ROOT / "tests/specimens/aside").iterdir()}
    read = {name: tallies for name, tallies in all_tallies().items() if name not in aside}
    exact, counted = exact_papers(read, kind)
    assert exact >= 0.95 * counted, total(all_tallies())[kind]


@pytest.mark.parametrize("name", sorted(papers()))
def test_every_finding_holds_its_words(name: str) -> None:
    found = reading_of(papers()[name][0])
    texts = {(p["topic"], p["ordinal"]): p["text"] for p in found["paragraphs"]}
    assert len(texts) == len(found["paragraphs"]), "no address is given twice"
    for finding in (*found["commitments"], *found["requests"], *found["statements"]):
        text = texts[finding["topic"], finding["paragraph"]]
        assert text[finding["start"] : finding["end"]] == finding["quote"]


@pytest.mark.parametrize("name", sorted(name for name in papers() if name.endswith(".pdf")))
def test_every_paragraph_of_a_pdf_has_its_page(name: str) -> None:
    found = reading_of(papers()[name][0])
    pages = [paragraph["page"] for paragraph in found["paragraphs"] if paragraph["part"] != "footnote"]
    assert all(pages)
    assert pages == sorted(pages)


def test_the_note_is_read_alike_from_text_and_pdf() -> None:
    text, pdf = (reading_of(ROOT / "fixtures" / "notes" / f"10483-17.{ending}") for ending in ("txt", "pdf"))
    assert text["cover"] == pdf["cover"]
    assert text["meeting"] == pdf["meeting"]
    assert [p["text"] for p in text["paragraphs"]] == [p["text"] for p in pdf["paragraphs"]]
    assert text["commitments"] == pdf["commitments"]
    assert all(paragraph["page"] for paragraph in pdf["paragraphs"])
