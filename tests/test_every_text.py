"""Every page in a language that nobody speaks: what stays readable on it was never marked, or is the archive's data.

In that language each letter of every translated text is written fullwidth: ``Ｓｅａｒｃｈ``. What a page still says in
ordinary letters must be a name, a number or a file of the archive, or words of a paper, which say their language.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import models
from django.test import Client
from django.utils import translation

from meetings import days
from meetings.models import Paragraph
from tests import make
from tests.canaries import Hidden, hide, shared_world
from tests.spoken import Attributes, Spoken
from tests.test_doors import Door, by_key, doors

WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
# What is put into a text, and what is no words of it: placeholders, elements with their attributes, signs by name.
LEFT_ALONE = re.compile(r"(%\([^()]+\)[a-z]|%[sdi]|\{\w*\}|<[^<>]+>|&\w+;)")
SPOKEN = ("title", "aria-label", "aria-description", "placeholder", "alt", "data-takes-a-while")
AROUND = " \xa0.,;:?!–—-·…()[]“”«»‘’'\"/§%#&→←↑↓×|0123456789"
NO_WORDS = {"script", "style", "code", "kbd", "samp", "textarea", "pre"}


def nobodys(text: str) -> str:
    """``text`` in the language that nobody speaks; its placeholders stay."""
    plain = unicodedata.normalize("NFD", str(text))
    return "".join(piece if place % 2 else piece.translate(WIDE) for place, piece in enumerate(LEFT_ALONE.split(plain)))


@pytest.fixture
def in_nobodys_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """All texts marked for translation, Django's own as well, come in the language that nobody speaks."""
    real = translation._trans
    one, several = real.gettext, real.ngettext
    in_context, several_in_context = real.pgettext, real.npgettext

    def pgettext(context: str, text: str) -> str:
        told = in_context(context, text)
        return told if context.startswith("date") else nobodys(told)  # patterns of days are no words

    monkeypatch.setattr(days, "get_language", lambda: "nobody's")  # it remembers by language what it wrote
    monkeypatch.setattr(real, "gettext", lambda text: nobodys(one(text)))
    monkeypatch.setattr(real, "ngettext", lambda text, texts, number: nobodys(several(text, texts, number)))
    monkeypatch.setattr(real, "pgettext", pgettext)
    monkeypatch.setattr(real, "npgettext", lambda *told: nobodys(several_in_context(*told)))


class Readable(Spoken):
    """Collects what a page says in ordinary letters; words that say their language are a paper's."""

    def counts(self, tag: str, given: Attributes) -> bool:
        return tag not in NO_WORDS and (tag == "html" or "lang" not in given)

    def spoken(self, tag: str, given: Attributes) -> Iterator[str]:
        if given.get("class") == "Z3988":  # a citation for programs
            return
        yield from (given[name] or "" for name in SPOKEN if name in given)
        if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
            yield given.get("value") or ""


# Names that are the same in every language, names of forms and of files, and "1er", which is in the pattern of a day.
SAME_EVERYWHERE = {
    "EU–US Outcomes",
    "English",
    "français",
    "LIMITE",
    "PUBLIC",
    "PDF",
    "JSON",
    "JSON Lines",
    "CSV",
    "Excel",
}
SAME_EVERYWHERE |= {"BibTeX", "RIS", "CSL-JSON", "er", "h", "csv", "export"}
# The API is described in English, as OpenAPI is; the components are examples; a register of commitments has the words
# of each as the title of its page, where no language can be said.
NOT_ASKED = {"sign-out", "api-docs", "admin:components", "admin:meetings_commitment_change"}
NOT_ASKED |= {"admin:meetings_commitment_history"}
NUMBER_OR_ADDRESS = re.compile(
    r"https?://\S+|ST \d+ \d{4} [A-Z0-9 ]+|md5|\S*\*{6,}|[\w-]+\.(txt|csv|md|pdf)|p\. \d+|\W*\d[\d\W]*S\.\d"
)


def readable(page: str, known: set[str]) -> set[str]:
    """What a page says in ordinary letters, without the signs and figures around it and without what is ``known``."""
    parser = Readable()
    parser.feed(page)
    found = set()
    for text in parser.found:
        text = " ".join(text.split())
        if text.strip(AROUND) in known:
            continue
        for run in re.split(r"[Ａ-Ｚａ-ｚ\u0300-\u036f]+", NUMBER_OR_ADDRESS.sub("", text)):
            whole = run.strip(AROUND)
            parts = [whole] if whole in known else [part.strip(AROUND) for part in re.split(r" · |, |: | – | → ", run)]
            found |= {part for part in parts if re.search("[A-Za-z]", part) and part not in known}
    return found


def data() -> Iterator[str]:
    """The names, numbers and typed words of the archive that stand on pages as they are; no words of papers."""
    kept = (Group, User, *apps.get_app_config("meetings").get_models())
    for model in kept:
        fields = [
            field.name
            for field in model._meta.fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        ]
        for row in model._base_manager.values_list(*fields) if fields and model is not Paragraph else ():
            yield from (str(value).strip(AROUND) for value in row if value)


@pytest.fixture
def world(db: None) -> list[Hidden]:
    """A published and an unpublished paper with all their parts, and a file that could not be read."""
    shared_world()
    make.line()
    return [hide(kind, at_shared_meeting=False) for kind in ("limite", "unpublished")]


def test_no_page_says_a_word_that_is_neither_marked_nor_of_the_archive(
    world: list[Hidden], in_nobodys_language: None, administrator: User, as_user: Callable[[User], Client]
) -> None:
    browser = as_user(administrator)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    pages: list[tuple[str, str]] = []
    own = [Door("account", "get", f"/admin/auth/user/{administrator.pk}/{page}") for page in ("change/", "password/")]
    for door in [
        *own,
        *doors(world[:1]),
        *(door for door in doors(world[1:]) if door.name in {"admin:review", "note"}),
    ]:
        if door.method != "get" or by_key(door) or door.name in NOT_ASKED:
            continue
        answer = browser.get(door.path, HTTP_ACCEPT="text/html")
        if answer.streaming or not answer["Content-Type"].startswith("text/html") or 300 <= answer.status_code < 400:
            continue
        pages.append((door.name, answer.text))
    known = set(data()) | SAME_EVERYWHERE  # also what was written down of this walk
    left: dict[str, set[str]] = {}
    for name, text in pages:
        if found := readable(text, known):
            left[name] = left.get(name, set()) | found
    assert len(pages) > 100
    assert "\n".join(f"{name}: {sorted(texts)}" for name, texts in left.items()) == ""


def test_a_text_that_is_not_marked_is_found(in_nobodys_language: None) -> None:
    marked = translation.gettext("Search")
    page = f"""<html lang="fr"><p>{marked} Valletta, 15 {marked}</p><p title="A title">{marked}: 3 notes</p>
        <input type="submit" value="Send"><q lang="en">Both sides agreed</q><p>Duke · Home</p><code>manage.py</code>"""
    assert readable(page, {"Valletta", "Duke"}) == {"A title", "notes", "Send", "Home"}
