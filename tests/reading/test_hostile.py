"""Hostile and odd files: each gets a named reason and one sentence, or is read; nothing hangs."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from meetings.reading.extract import extract
from meetings.reading.limits import LIMITS
from meetings.reading.refusals import Reason, SourceRefused
from tests.reading import odd_files as odd

SOON = 10.0  # seconds, on a slow machine under load; each takes well under two on its own
NOTES = Path(__file__).parents[2] / "fixtures" / "notes"
LONG_PDF = odd.pdf_of(*[[odd.SENTENCE] * 30] * 4)
LAUGHS = b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY own "&b;&b;&b;&b;">'

REFUSED: list[tuple[str, Callable[[], bytes], Reason]] = [
    ("empty", lambda: b"", Reason.EMPTY),
    ("larger than the limit", lambda: b"%PDF-1.7\n" + bytes(LIMITS.file_bytes), Reason.TOO_LARGE),
    ("a PDF cut short", lambda: LONG_PDF[: len(LONG_PDF) // 2], Reason.DAMAGED),
    ("a PDF cut short near its end", lambda: LONG_PDF[:-300], Reason.DAMAGED),
    ("only the head of a PDF", lambda: b"%PDF-1.7\n%%EOF", Reason.DAMAGED),
    ("a PDF with a password", odd.locked_pdf, Reason.ENCRYPTED),
    ("a scan", odd.scanned_pdf, Reason.NO_TEXT),
    ("a PDF of 3,000 pages", lambda: odd.many_pages_pdf(3000), Reason.TOO_MANY_PAGES),
    ("a text of 3,000 pages", lambda: b"page\n\f" * 3000, Reason.TOO_MANY_PAGES),
    ("a page tree in a ring", odd.looping_page_tree_pdf, Reason.DAMAGED),
    ("objects that stand for each other", odd.looping_object_pdf, Reason.DAMAGED),
    ("a page tree deeper than the stack", lambda: odd.deep_page_tree_pdf(5000), Reason.DAMAGED),
    ("a page that unpacks into nothing but spaces", lambda: odd.inflating_pdf(20_000_000), Reason.NO_TEXT),
    ("forms that paint forms", lambda: odd.form_tree_pdf(5, 4), Reason.NO_TEXT),
    ("a Word file that is a bomb", lambda: odd.bomb_docx(50_000_000), Reason.TOO_LARGE),
    (
        "a Word file of many parts",
        lambda: odd.zip_of({f"word/document{n}.xml": b"" for n in range(2500)}),
        Reason.TOO_LARGE,
    ),
    ("a Word file cut short", lambda: odd.docx_of(odd.SENTENCE)[:-100], Reason.DAMAGED),
    ("a Word file without its relations", lambda: odd.zip_of({"word/document.xml": b"<a/>"}), Reason.DAMAGED),
    ("a Word file of broken XML", lambda: odd.changed_docx("word/document.xml", b"<w:document><"), Reason.DAMAGED),
    ("a Word file with broken styles", lambda: odd.changed_docx("word/styles.xml", b"<"), Reason.DAMAGED),
    ("an external entity", lambda: odd.entity_docx(b'<!ENTITY own SYSTEM "file:///etc/passwd">'), Reason.DAMAGED),
    ("entities within entities", lambda: odd.entity_docx(LAUGHS), Reason.DAMAGED),
    (
        "an external document type",
        lambda: odd.changed_docx(
            "word/document.xml",
            lambda xml: xml.replace(b"<w:doc", b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x"><w:doc', 1),
        ),
        Reason.DAMAGED,
    ),
    ("an old Word file", lambda: odd.ole("WordDocument"), Reason.WRONG_TYPE),
    ("a locked Word file", lambda: odd.ole("EncryptedPackage"), Reason.ENCRYPTED),
    ("a page of nothing", lambda: b"<html><body><script>1</script></body></html>", Reason.NO_TEXT),
    ("far more text than a note", lambda: b"word " * 1_200_000, Reason.TOO_MUCH_OUTPUT),
    ("a text of nothing", lambda: b"\n\n   \n", Reason.NO_TEXT),
]
READ: list[tuple[str, Callable[[], bytes]]] = [
    ("an owner's password only", odd.print_protected_pdf),
    ("objects nested deeper than the stack", lambda: odd.deep_objects_pdf(20_000)),
    ("a form that paints itself", odd.looping_form_pdf),
    ("bytes after the end of a PDF", lambda: LONG_PDF + b"\n<!-- served in 3 ms -->\n"),
    ("bytes before the head of a PDF", lambda: b"HTTP/1.1 200 OK\r\n\r\n" + LONG_PDF),
    ("a lost table of objects", lambda: odd.page_pdf(odd.stream(odd.show(b"Words"))).replace(b"xref\n0", b"xxxx\n0")),
]


@pytest.mark.parametrize(("build", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_file_that_cannot_be_read_is_refused_by_name(build: Callable[[], bytes], reason: Reason) -> None:
    data = build()
    begun = time.monotonic()
    with pytest.raises(SourceRefused) as refused:
        extract(data, "note.pdf")
    assert time.monotonic() - begun < SOON
    assert refused.value.reason is reason
    assert refused.value.detail.endswith(".")
    assert "\n" not in refused.value.detail


@pytest.mark.parametrize("build", [row[1] for row in READ], ids=[row[0] for row in READ])
def test_an_odd_file_with_text_is_read(build: Callable[[], bytes]) -> None:
    assert any(line.text for line in extract(build(), "note.pdf").lines)


def test_an_entity_of_a_web_page_is_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    page = (
        f'<!DOCTYPE html [<!ENTITY own SYSTEM "file://{secret}">]><html><body><p>before &own; after</p></body></html>'
    )
    shown = " ".join(line.text for line in extract(page.encode(), "x").lines)
    assert "before" in shown
    assert "secret words" not in shown


def test_pages_over_the_limit_are_refused_before_they_are_read() -> None:
    data = odd.many_pages_pdf(30_000)
    begun = time.monotonic()
    with pytest.raises(SourceRefused):
        extract(data, "x")
    assert time.monotonic() - begun < SOON


def test_no_prefix_of_a_note_is_taken_for_the_note() -> None:
    data = (NOTES / "10483-17.pdf").read_bytes()
    for length in range(0, len(data) - 200, 500):
        with pytest.raises(SourceRefused):
            extract(data[:length], "x")
