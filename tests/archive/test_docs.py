"""What README.md and docs/ point to is there: files, headings, commands and modules."""

import importlib.util
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from meetings.council.sides import Strength
from meetings.reading.limits import LIMITS
from meetings.reading.parsed import DoubtKind, Part, StatementKind
from meetings.reading.refusals import Reason

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)|^    archive ([a-z_]+)", re.MULTILINE)
NAMED = re.compile(r"`((?:archive|meetings|tests|templates|static|fixtures|docs)/[\w/.\-]+)`")
MODULE = re.compile(r"python3? -m ((?:archive|meetings|tests)[\w.]*)")


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub and most others make them."""
    found = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    dead = []
    for name, heading in LINK.findall(page.read_text(encoding="utf-8")):
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (heading and heading not in headings(target)):
            dead.append(f"{name}#{heading}")
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = set(NAMED.findall(page.read_text(encoding="utf-8")))
    assert {name for name in named if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_commands_and_modules_that_there_are(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    commands = {first or second for first, second in COMMAND.findall(text)}
    assert commands <= set(get_commands())
    modules = {name for name in MODULE.findall(text) if importlib.util.find_spec(name) is None}
    assert modules == set()


def test_every_page_can_be_reached_from_the_first() -> None:
    reached, left = set(), [PAGES[0]]
    while left:
        page = left.pop()
        reached.add(page)
        for name, _heading in LINK.findall(page.read_text(encoding="utf-8")):
            if name.endswith(".md") and (target := (page.parent / name).resolve()).exists() and target not in reached:
                left.append(target)
    assert set(PAGES) - reached == set()


def test_the_page_of_read_note_names_every_word_of_the_contract() -> None:
    page = (ROOT / "docs" / "read_note.md").read_text(encoding="utf-8")
    words = [*Reason, *DoubtKind, *Part, *StatementKind, *Strength]
    assert {word.value for word in words if f"`{word.value}`" not in page} == set()


def test_the_page_of_arriving_files_says_how_large_one_may_be() -> None:
    page = (ROOT / "docs" / "receiving.md").read_text(encoding="utf-8")
    megabytes, gigabyte = 1024 * 1024, 1024**3
    limits = (
        f"{LIMITS.file_bytes // megabytes} MB, {LIMITS.pages:,} pages",
        f"{LIMITS.characters:,} characters",
        f"{LIMITS.archive_entries:,} parts and {LIMITS.archive_bytes // megabytes} MB",
        f"{LIMITS.seconds:.0f} seconds and {LIMITS.memory_bytes // gigabyte} GB of memory",
    )
    assert [limit for limit in limits if limit not in page] == []
