"""Original files: only for who may read the note, and never as something that runs."""

import hashlib

import pytest
from django.core.files.base import ContentFile

from meetings.models import Source
from tests import make

pytestmark = pytest.mark.django_db


def source(note, data=b"%PDF-1.7 words", media_type="application/pdf", **given):
    kept = Source(
        note=note,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        name="../../evil\r\nname.html",
        size=len(data),
        **given,
    )
    kept.file.save("anything", ContentFile(data))
    return kept


def body(response):
    """All bytes of an answer, whose file is then closed."""
    received = b"".join(response.streaming_content)
    response.close()
    return received


def test_pdf_opens_in_the_viewer_under_our_own_name(reader, as_user):
    response = as_user(reader).get(source(make.note("Words.", number="10483/17")).get_absolute_url())
    assert body(response) == b"%PDF-1.7 words"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="10483-17.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" not in response["Content-Security-Policy"], "Chromium shows no sandboxed PDF"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_text_is_shown_as_text_whatever_it_says(media_type, reader, as_user):
    kept = source(make.note("Words.", number="1/17"), "<script>é</script>".encode("cp1252"), media_type)
    response = as_user(reader).get(kept.get_absolute_url())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == "<script>é</script>"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "image/svg+xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
)
def test_everything_else_is_a_download(media_type, reader, as_user):
    kept = source(make.note("Words.", number="1/17"), b"<script>alert(1)</script>", media_type)
    response = as_user(reader).get(kept.get_absolute_url())
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith('attachment; filename="1-17.')
    assert "sandbox" in response["Content-Security-Policy"]
    assert body(response)


def test_file_of_a_hidden_note_and_a_file_that_is_gone_are_answered_like_no_file(reader, archivist, client, as_user):
    hidden = source(make.note("Words.", marking="LIMITE")).get_absolute_url()
    gone = source(make.note("Words."), b"other bytes")
    gone.file.storage.delete(gone.file.name)
    addresses = (hidden, gone.get_absolute_url(), "/originals/999999/")
    assert [as_user(reader).get(address).status_code for address in addresses] == [404, 404, 404]
    assert body(as_user(archivist).get(hidden))
    assert client.get(hidden).status_code == 302


def test_page_number_of_a_paragraph_opens_the_original_at_that_page(reader, as_user):
    note = make.note("Words.")
    kept = source(note)
    assert f'href="{kept.get_absolute_url()}#page=1"' in as_user(reader).get(note.get_absolute_url()).content.decode()
