"""Words that would like to be more: markup, templates, formulas. In every field of every row, and shown as text.

The fields are found by walking the models, the pages by the table of tests/test_doors.py; a new one of either is tried
from its first day.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from lxml import etree, html

from meetings.keys.feeds import make_feed_key, secret_of
from meetings.models import Folder, SavedSearch
from meetings.sharing.lists import LISTS
from tests import make
from tests.canaries import hide, shared_world
from tests.test_doors import ADDRESSES, given_for

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"\'><a href="javascript:alert(4)">'
    "{{ 7|add:7 }}{% now 'Y' %}]]><!--<?xml&amp;&#60;b&#62;\u202egnp.exe\u202c\u200b\ufeff\nX-Evil: 1\nBEGIN:VALARM\n"
)
FORMULA = "=cmd|' /C calc'!A0"
SCRIPT_ADDRESS = "javascript:alert(5)//"
# What is no free text: chosen from a list, computed, or the key of something else. Constraints refuse most others.
NO_FREE_TEXT = {
    "marking",
    "sha256",
    "media_type",
    "language",
    "address",
    "sides",
    "lexeme",
    "digest",
    "beginning",
    "number",
}
NO_FREE_TEXT |= {
    "kind",
    "field",
    "rule",
    "reader_version",
    "read_with",
    "version",
    "hashes",
    "form",
    "quote",
    "file",
    "label_fr",
}
ADDRESSES_OF_OTHERS = {"public_source", "joint_statement_url", "source_url", "reference"}


def free_text(model: type[models.Model]) -> Iterator[models.Field]:
    """The fields of ``model`` in which somebody, or some paper, may write what they like."""
    for field in model._meta.get_fields():
        if (
            getattr(field, "choices", None)
            or field.name in NO_FREE_TEXT
            or isinstance(field, models.SlugField | models.FileField)
        ):
            continue
        inner = field.base_field if isinstance(field, ArrayField) else field
        if isinstance(inner, models.CharField | models.TextField) and not getattr(inner, "choices", None):
            yield field


def poison() -> set[str]:
    """Write HOSTILE into every free text of every row; the fields that took it."""
    taken = set()
    for model in apps.get_app_config("meetings").get_models():
        if model.__name__.startswith("Earlier") or not model._default_manager.exists():
            continue
        for field in free_text(model):
            words = HOSTILE[: field.max_length - 30] if getattr(field, "max_length", None) else HOSTILE
            if isinstance(field, ArrayField):
                value = Value([FORMULA, words], output_field=field)
            elif field.name in ADDRESSES_OF_OTHERS:
                value = Concat(Value(SCRIPT_ADDRESS), Value(words), output_field=field)
            elif model.__name__ == "Paragraph":  # passages are quoted by their place: it must stay
                value = Concat(F(field.name), Value(words), output_field=field)
            else:
                own = Cast("pk", TextField())
                value = Concat(Value(FORMULA), own, Value(words), output_field=field)
            try:
                with transaction.atomic():
                    model._default_manager.update(**{field.name: value})
                    taken.add(f"{model.__name__}.{field.name}")
            except DatabaseError:  # a rule of the database refuses it
                continue
    return taken


DATA = {"application/json", "application/ld+json"}  # no browser runs it
ALLOWED_HREF = re.compile(r"(?:https?://|/|\?|#|mailto:|$)")
OUR_NAME = re.compile(r'(?:inline|attachment); filename="[\w.-]+"', re.ASCII)
FORMULA_BEGINS = tuple("=+-@\t\r")


def look_at_page(body: bytes, path: str) -> None:
    page = html.document_fromstring(body)
    for element in page.iter(etree.Element):
        if element.tag == "script":
            assert element.get("src", "").startswith("/static/") or element.get("type") in DATA, path
        assert element.tag not in {"style", "iframe", "object", "embed", "base"} or element.get("src", "").startswith(
            "/"
        ), path
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (path, name)
            assert name != "style", path
            if name in {"href", "src", "action", "formaction"}:
                assert ALLOWED_HREF.match(value.strip()), (path, value)
    assert b"<script>alert" not in body, path
    assert b"<img src=x" not in body, path
    assert b"<svg onload" not in body, path


def look_at_xml(body: bytes, path: str) -> None:
    for element in etree.fromstring(body, etree.XMLParser(resolve_entities=False)).iter(etree.Element):
        assert etree.QName(element).localname not in {"script", "img", "svg"}, path
        for value in element.attrib.values():
            assert not value.strip().startswith("javascript:"), path
        if element.get("type") in {"html", "xhtml"}:  # a feed reader shows this as a page
            look_at_page(f"<html><body>{element.text}</body></html>".encode(), path)


def look_at_json(body: bytes, path: str) -> None:
    json.loads(body)


def look_at_csv(body: bytes, path: str) -> None:
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(FORMULA_BEGINS)], path


def look_at_calendar(body: bytes, path: str) -> None:
    lines = body.decode().replace("\r\n ", "").split("\r\n")
    assert not [line for line in lines if line.startswith(("X-Evil", "BEGIN:VALARM"))], path
    assert not [line for line in lines if "\n" in line], path


def look_at_office_file(body: bytes, path: str) -> None:
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        for name in parts.namelist():
            assert ".." not in name, path
            assert "vba" not in name.lower(), path
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(parts.read(name))
                assert not tree.xpath("//*[local-name() = 'f']"), (path, name)  # no cell is a formula
                for target in tree.xpath("//@Target"):
                    assert not target.strip().lower().startswith(("javascript:", "file:")), path


def look_at_pdf(body: bytes, path: str) -> None:
    assert body.startswith(b"%PDF-"), path
    assert not re.search(rb"/(?:JavaScript|JS|Launch|OpenAction|EmbeddedFile)\b", body), path
    assert b"(javascript:" not in body, path


LOOKS: dict[str, Callable[[bytes, str], None]] = {
    "text/html": look_at_page,
    "application/atom+xml": look_at_xml,
    "application/opensearchdescription+xml": look_at_xml,
    "application/akn+xml": look_at_xml,
    "application/xml": look_at_xml,
    "text/xml": look_at_xml,
    "application/json": look_at_json,
    "application/openapi+json": look_at_json,
    "application/vnd.citationstyles.csl+json": look_at_json,
    "text/csv": look_at_csv,
    "text/calendar": look_at_calendar,
    "application/pdf": look_at_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": look_at_office_file,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": look_at_office_file,
}
PLAIN = {
    "text/plain",
    "text/javascript",
    "application/octet-stream",
    "application/x-bibtex",
    "application/x-research-info-systems",
}


@pytest.fixture
def world(db: None) -> tuple[User, list[str]]:
    """An archivist, and every address of an archive in which every free text is hostile."""
    shared_world()
    hidden = hide("limite", at_shared_meeting=True)
    person = make.user("archivist")
    SavedSearch.objects.create(owner=person, name="A search", address="q=visa", looked_at=timezone.now())
    key = secret_of(make_feed_key(by=person, scope="LIMITE"))
    poison()
    User.objects.filter(pk=person.pk).update(username=f"{FORMULA}{HOSTILE}"[:150], first_name=HOSTILE[:150])
    return person, sorted(set(paths(hidden, key)))


def paths(hidden, key: str) -> Iterator[str]:
    given = given_for(hidden, key) | {"saved_pk": SavedSearch.objects.get().pk, "role": "reader"}
    for name, wanted in ADDRESSES.items():
        if name in {"sign-out", "metrics"}:
            continue
        path = reverse(name, args=[given[argument] for argument in wanted])
        yield path
        if "form" in wanted and name != "export":
            for form in ("txt", "docx", "pdf", "xml", "json", "csv"):
                yield reverse(name, args=[{**given, "form": form}[argument] for argument in wanted])
        if name.startswith("admin:") and wanted and name.split("_")[-1] in {"change", "history", "delete"}:
            model = next(m for m in apps.get_models() if f"admin:{m._meta.app_label}_{m._meta.model_name}_" in name)
            for pk in model._default_manager.values_list("pk", flat=True)[:2]:
                yield reverse(name, args=[pk])
    for name in LISTS:
        for form in ("csv", "xlsx", "json"):
            yield f"{reverse('export', args=[name, form])}?of=visa&q=cooperation"
            yield f"{reverse('export', args=[name, form])}?of=visa-reciprocity&q=cooperation"
            yield f"{reverse('export', args=[name, form])}?of={Folder.objects.earliest('pk').pk}"
    for name in ("cite-note", "cite-paragraph", "cite-meeting"):
        for form in ("bibtex", "ris", "csl"):
            yield f"{reverse(name, args=[given[argument] for argument in ADDRESSES[name]])}?as={form}"
    for path in (
        "search/",
        "api/v1/search",
        "search/suggest/",
        f"feeds/{key}/search.atom",
        "quotes/",
        "folders/",
        "saved/new/",
    ):
        yield f"/{path}?q=cooperation"
    yield "/briefing/?theme=visa-reciprocity"
    for form in ("docx", "pdf"):
        yield f"/briefing.{form}?theme=visa-reciprocity"


def test_hostile_words_are_words_on_every_page_feed_and_file(world, as_user):
    person, to_try = world
    browser, sung = as_user(person), set()
    for path in to_try:
        answer = browser.get(path)
        kind, _, characters = answer.get("Content-Type", "").partition(";")
        body = b"".join(answer) if answer.streaming else answer.content
        if name := answer.get("Content-Disposition"):
            assert OUR_NAME.fullmatch(name), (path, name)
        assert "X-Evil" not in answer, path
        if answer.status_code == 200:
            assert answer["X-Content-Type-Options"] == "nosniff", path
            assert kind in LOOKS or kind in PLAIN, (path, kind)
            assert characters.replace('"', "").strip() == "charset=utf-8" or not kind.startswith("text/"), (path, kind)
            LOOKS.get(kind, bytes.decode)(*([body, path] if kind in LOOKS else [body]))
            if b"onload=alert(3)" in body:
                sung.add(kind)
    # Without this, pages that show nothing would prove nothing. Packed files are looked into below.
    assert sung >= {"text/html", "application/atom+xml", "application/json", "text/csv", "text/calendar", "text/plain"}


@pytest.mark.parametrize(
    ("look", "body"),
    [
        (look_at_page, b"<p onclick='x'>"),
        (look_at_page, b"<a href='javascript:alert(4)'>"),
        (look_at_page, b"<script>alert(1)</script>"),
        (look_at_page, b"<p style='color: red'>"),
        (look_at_xml, b"<feed><content type='html'>&lt;script>alert(1)&lt;/script></content></feed>"),
        (look_at_xml, b"<feed><script/></feed>"),
        (look_at_csv, b"a,=1+1\r\n"),
        (look_at_calendar, b"SUMMARY:x\r\nX-Evil: 1\r\n"),
        (look_at_pdf, b"%PDF-1.7 /S /JavaScript"),
    ],
)
def test_each_look_finds_what_it_is_for(look, body):
    with pytest.raises(AssertionError):
        look(body, "/a/page/")
