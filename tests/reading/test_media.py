"""The kind of a file comes from its bytes; what cannot be read is refused with what it is."""

import pytest

from meetings.reading.media import MediaType, media_type_of
from meetings.reading.refusals import Reason, SourceRefused
from tests.reading.odd_files import SENTENCE, docx_of, ole, pdf_of, zip_of

KINDS = [
    (pdf_of([SENTENCE]), "note.txt", MediaType.PDF, "a PDF named as text"),
    (b"\r\n\r\n" + pdf_of([SENTENCE]), "", MediaType.PDF, "a PDF with bytes before its head"),
    (docx_of(SENTENCE), "note.pdf", MediaType.DOCX, "a DOCX named as PDF"),
    (b"<!DOCTYPE html><title>x</title><p>Joint statement", "note.docx", MediaType.HTML, "a page named as DOCX"),
    (
        b"\xef\xbb\xbf<!-- saved --><!-- twice -->\n<HTML lang=en>",
        "",
        MediaType.HTML,
        "a page after a mark and comments",
    ),
    (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "", MediaType.HTML, "XHTML"),
    (b"Joint statement <p>1. Ministers met.</p>", "", MediaType.HTML, "a fragment of a page"),
    (b"# OUTCOME\n\n## 1. Terrorism\n", "note.txt", MediaType.MARKDOWN, "headings with #"),
    (b"10483/17\n\n**LIMITE**\n\ntext", "note.txt", MediaType.MARKDOWN, "a line in bold"),
    (b"Plain words.", "note.MD", MediaType.MARKDOWN, "named so, nothing against it"),
    (b"Plain words.", "note.html", MediaType.PLAIN, "named as a page, without a tag"),
    (b"from :      General Secretariat\nto :        Delegations", "", MediaType.PLAIN, "a typed cover"),
    (b"# 1      2009\n# 2      2010\nA     B\nC      D\n", "", MediaType.PLAIN, "columns whose heads begin with #"),
    ("Émigré – “quoted”".encode("utf-16"), "", MediaType.PLAIN, "UTF-16 with a mark"),
    ("The Council of the European Union".encode("utf-16-le"), "", MediaType.PLAIN, "UTF-16 without a mark"),
    ("Résumé – “quoted”".encode("cp1252"), "", MediaType.PLAIN, "Windows-1252"),
    (b"BMW and MZ are brands.", "", MediaType.PLAIN, "words that begin as a bitmap does"),
    (b"if x < 3 and y > 2 then", "", MediaType.PLAIN, "angle brackets that are no tags"),
    (b"From: General Secretariat\nTo: Delegations\nSubject: Outcome\n", "", MediaType.PLAIN, "a cover, not an e-mail"),
]
REFUSED = [
    (b"\x89PNG\r\n\x1a\n" + bytes(50), Reason.WRONG_TYPE, "PNG image", "an image"),
    (b"\xff\xd8\xff\xe0" + bytes(50), Reason.WRONG_TYPE, "JPEG image", "a photograph"),
    (b"BM" + bytes(60), Reason.WRONG_TYPE, "bitmap", "a bitmap"),
    (zip_of({"a.txt": b"x"}), Reason.WRONG_TYPE, "ZIP archive", "a ZIP that is no Word file"),
    (zip_of({"xl/workbook.xml": b"x"}), Reason.WRONG_TYPE, "Excel", "a workbook"),
    (zip_of({"content.xml": b"x"}), Reason.WRONG_TYPE, "OpenDocument", "an OpenDocument text"),
    (docx_of(SENTENCE)[:5000], Reason.DAMAGED, "shortened", "half a Word file"),
    (ole("WordDocument"), Reason.WRONG_TYPE, ".doc", "an old Word file"),
    (ole("Workbook"), Reason.WRONG_TYPE, ".xls", "an old workbook"),
    (ole("EncryptedPackage"), Reason.ENCRYPTED, "password", "a locked Word file"),
    (b"MZ\x90\x00" + bytes(60), Reason.WRONG_TYPE, "program", "a program"),
    (b"\x7fELF" + bytes(60), Reason.WRONG_TYPE, "program", "another program"),
    (b"#!/bin/sh\nrm -rf /", Reason.WRONG_TYPE, "script", "a script"),
    (b"{\\rtf1\\ansi text}", Reason.WRONG_TYPE, "RTF", "rich text"),
    (b"MIME-Version: 1.0\r\nFrom: a@b.eu\r\n\r\nText", Reason.WRONG_TYPE, "e-mail", "an e-mail"),
    (b"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\n\n<html>", Reason.WRONG_TYPE, "MHTML", "a web archive"),
    (b'<?xml version="1.0"?><rss><item/></rss>', Reason.WRONG_TYPE, "XML", "a feed"),
    (b'{"reader_version": "1.0"}', Reason.WRONG_TYPE, "JSON", "data"),
    (bytes(range(256)) * 20, Reason.WRONG_TYPE, "unknown kind", "noise"),
    (bytes(5000), Reason.WRONG_TYPE, "unknown kind", "zero bytes"),
]


@pytest.mark.parametrize(("data", "name", "kind"), [row[:3] for row in KINDS], ids=[row[3] for row in KINDS])
def test_the_kind_comes_from_the_bytes(data: bytes, name: str, kind: MediaType) -> None:
    assert media_type_of(data, name) is kind


@pytest.mark.parametrize(("data", "reason", "words"), [row[:3] for row in REFUSED], ids=[row[3] for row in REFUSED])
def test_another_kind_is_refused_with_what_it_is(data: bytes, reason: Reason, words: str) -> None:
    with pytest.raises(SourceRefused, match=words) as refused:
        media_type_of(data, "note.pdf")
    assert refused.value.reason is reason
    assert refused.value.detail.endswith(".")
    assert "\n" not in refused.value.detail
