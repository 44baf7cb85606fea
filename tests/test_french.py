"""Every page for readers in French: no text of the catalogue is left in English."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from meetings.management.commands import words
from tests.canaries import KINDS, Hidden, hide, shared_world
from tests.spoken import Attributes, Spoken
from tests.test_doors import by_key, doors

SPOKEN = ("title", "aria-label", "placeholder", "alt")
# Words of the catalogue that are data as well: what papers print, names of accounts, and the words of the demo's codes.
# The API describes its addresses in English, as OpenAPI does.
UNSPOKEN = {"api-docs"}
DATA = {"Reader", "Archivist", "Administrator", "person", "Security"}


class Said(Spoken):
    """What a page says, and the attributes that are spoken; what is marked as English is data and does not count."""

    def counts(self, tag: str, given: Attributes) -> bool:
        silent = {"script", "style", "code", "blockquote", "q", "pre", "textarea"}
        return given.get("lang") != "en" and tag not in silent

    def spoken(self, tag: str, given: Attributes) -> Iterator[str]:
        yield from (text for name in SPOKEN if (text := given.get(name)))


def said_by(page: str) -> set[str]:
    """The texts of a page, in one line each."""
    parser = Said()
    parser.feed(page)
    return {" ".join(text.split()) for text in parser.found if text.strip()}


@pytest.fixture(scope="module")
def english() -> re.Pattern[str]:
    """Matches a text that is wholly one of the catalogue, without values in it, that French says otherwise."""
    texts = []
    for message in words.collected("fr"):
        forms = message.id if isinstance(message.id, tuple | list) else (message.id,)
        told = message.string if isinstance(message.string, tuple | list) else (message.string,)
        texts += [form for form in forms if form and "<" not in form and form not in told]
    plain = [text for text in texts if "%(" not in text and len(re.findall(r"[^\W\d_]", text)) > 3]
    return re.compile("|".join(re.escape(text) for text in plain if text not in DATA))


@pytest.fixture
def world(db: None) -> list[Hidden]:
    shared_world()
    return [hide(kind, at_shared_meeting=False) for kind in KINDS]


def test_no_page_for_readers_says_in_english_what_it_can_say_in_french(
    world: list[Hidden], english: re.Pattern[str], administrator: User, as_user: Callable[[User], Client]
) -> None:
    browser = as_user(administrator)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    left: dict[str, set[str]] = {}
    pages = 0
    for door in doors(world):
        if (
            door.method != "get"
            or by_key(door)
            or door.name == "sign-out"
            or door.name.startswith("admin:")
            or door.name in UNSPOKEN
        ):
            continue
        answer = browser.get(door.path, HTTP_ACCEPT="text/html")
        if answer.streaming or not answer["Content-Type"].startswith("text/html") or answer.status_code >= 300:
            continue
        pages += 1
        assert '<html lang="fr"' in answer.text, door.path
        if found := {text for text in said_by(answer.text) if english.fullmatch(text)}:
            left[door.name] = left.get(door.name, set()) | found
    assert pages > len(world)
    assert "\n".join(f"{name}: {sorted(texts)}" for name, texts in left.items()) == ""


def test_a_text_that_stayed_english_is_found(english: re.Pattern[str]) -> None:
    page = (
        '<p>Voir</p><p>Your account may not do this</p><p lang="en">Skip to content</p><a title="Back in review">x</a>'
    )
    assert {text for text in said_by(page) if english.fullmatch(text)} == {
        "Your account may not do this",
        "Back in review",
    }
