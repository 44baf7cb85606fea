"""Which of several papers of one number leads, for whom: worked out by the database, never told apart by the reader."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.models import OutcomeNote
from tests import make

pytestmark = pytest.mark.django_db
NUMBER = "14860/18"


def version(version="INIT", language="en", **given):
    slug = f"{NUMBER} {version} {language}".replace("/", "-").replace(" ", "-").lower()
    return make.note("Words.", number=NUMBER, version=version, language=language, slug=slug, **given)


def leading(user: User) -> set[str]:
    return {f"{note.version} {note.language}" for note in OutcomeNote.objects.leading_for(user)}


@pytest.mark.parametrize(
    ("printed", "stem", "edition", "why"),
    [
        ("INIT", "", 0, "the first version"),
        ("REV 2", "", 200, "a revision gives the whole text anew"),
        ("DCL 1", "", 1, "so does a declassified version"),
        ("REV 1 DCL 1", "", 101, "the declassified version of a revision"),
        ("EXT 1", "", -100_000, "an extract is less than the whole"),
        ("REV 3 EXT 1", "", -99_700, "also one of a late revision"),
        ("ADD 1", "ADD 1", 0, "an addendum is another text"),
        ("ADD 1 REV 1", "ADD 1", 100, "the addendum, revised"),
        ("REV 1 ADD 1", "REV 1 ADD 1", 0, "an addendum to the revision does not replace that to the first"),
        ("COR 1", "COR 1", 0, "a corrigendum does not hold the text"),
        ("as it was", "as it was", 0, "unknown words replace nothing"),
    ],
)
def test_a_version_has_a_stem_and_a_rank(printed, stem, edition, why):
    note = version(printed)
    note.refresh_from_db()
    assert (note.stem, note.edition) == (stem, edition), why


@pytest.mark.parametrize(
    ("held", "expected", "why"),
    [
        (["INIT en", "REV 1 en", "REV 2 en"], {"REV 2 en"}, "the last revision leads"),
        (["INIT en", "DCL 1 en"], {"DCL 1 en"}, "the declassified version is the same text"),
        (["INIT en", "EXT 1 en"], {"INIT en"}, "an extract gives way to the whole"),
        (["REV 1 en", "EXT 2 en"], {"REV 1 en"}, "also to a revision"),
        (["INIT en", "ADD 1 en", "COR 1 en"], {"INIT en", "ADD 1 en", "COR 1 en"}, "parts stand beside the text"),
        (["ADD 1 en", "ADD 1 REV 1 en"], {"ADD 1 REV 1 en"}, "a part is revised, too"),
        (["INIT en", "INIT fr", "INIT de"], {"INIT en"}, "English leads"),
        (["INIT fr", "INIT de"], {"INIT de"}, "without English one of the others"),
        (["INIT fr", "REV 1 en"], {"REV 1 en"}, "a later English version replaces an earlier French one"),
        (["INIT en", "REV 1 fr"], {"INIT en", "REV 1 fr"}, "what is current in French is not there in English"),
    ],
)
def test_one_version_leads(held, expected, why, reader):
    for printed in held:
        words, _, language = printed.rpartition(" ")
        version(words, language)
    assert leading(reader) == expected, why


def test_what_a_person_may_not_read_replaces_nothing_for_them(reader, limite_reader):
    version()
    version("REV 1", marking="LIMITE")
    assert leading(reader) == {"INIT en"}
    assert leading(limite_reader) == {"REV 1 en"}


@pytest.mark.parametrize("state", [{"published": False}, {"published": False, "state": OutcomeNote.WITHDRAWN}])
def test_only_a_published_version_replaces_another_for_archivists_too(state, archivist):
    version()
    version("REV 1", **state)
    assert leading(archivist) == {"INIT en", "REV 1 en"}


def test_a_version_that_is_to_be_published_tomorrow_replaces_nothing_today(archivist):
    version()
    later = version("REV 1")
    OutcomeNote.objects.filter(pk=later.pk).update(published_at=timezone.now() + timedelta(days=1))
    assert leading(archivist) == {"INIT en", "REV 1 en"}


def test_papers_without_number_are_never_versions_of_each_other(reader):
    for slug, language in (("one", "en"), ("two", "en"), ("three", "fr")):
        make.note("Words.", number="", kind="JOINT STATEMENT", slug=slug, language=language)
    assert OutcomeNote.objects.leading_for(reader).count() == 3
