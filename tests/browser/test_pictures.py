"""The picture in the README, taken from the real site when ARCHIVE_TAKE_PICTURES=1 asks for it."""

import os

import pytest
from django.conf import settings

PICTURES = settings.BASE_DIR / "docs" / "pictures"


@pytest.mark.skipif(os.environ.get("ARCHIVE_TAKE_PICTURES") != "1", reason="only when ARCHIVE_TAKE_PICTURES=1 asks")
def test_picture_of_the_readme_is_taken(page):
    page.goto("/meetings/2017-06-valletta/")
    page.screenshot(path=PICTURES / "meeting.png")
    assert (PICTURES / "meeting.png").stat().st_size > 10_000
