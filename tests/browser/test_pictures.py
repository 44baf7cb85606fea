"""The pictures of the README, taken from the real site when ARCHIVE_TAKE_PICTURES=1 asks for them."""

import os

import pytest
from django.conf import settings

PICTURES = settings.BASE_DIR / "docs" / "pictures"


SHOWN = {"meeting": "/meetings/2017-06-valletta/", "search": "/search/?q=visa+reciprocity", "home": "/"}


@pytest.mark.skipif(os.environ.get("ARCHIVE_TAKE_PICTURES") != "1", reason="only when ARCHIVE_TAKE_PICTURES=1 asks")
def test_pictures_of_the_readme_are_taken(page):
    for name, path in SHOWN.items():
        page.goto(path)
        page.screenshot(path=PICTURES / f"{name}.png")
        assert (PICTURES / f"{name}.png").stat().st_size > 10_000
