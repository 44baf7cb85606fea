"""Lists and notes as files: all rows, none that the person may not read, in steps, and written down when LIMITE."""

import csv
import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings import folders
from meetings.models import (
    AccessRecord,
    CodeEvidence,
    ComingDate,
    GlossaryTerm,
    Instrument,
    InstrumentMention,
    OutcomeNote,
    Paragraph,
    Theme,
    ThemePassage,
)
from meetings.sharing.lists import LISTS
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TEXT = "Both sides agreed to meet on drugs again in January 2018."


def fill(note, theme):
    """One of everything that a list can show of ``note``."""
    paragraph = note.paragraphs.get()
    make.commitment(paragraph)
    make.participation(note, paragraph, name=f"Person {note.number}")
    ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["drugs"])
    CodeEvidence.objects.create(note_code=note.note_codes.get(), paragraph=paragraph, terms=["drugs"])
    treaty = Instrument.objects.filter(slug="drugs").first()
    treaty = treaty or Instrument.objects.create(slug="drugs", name="On drugs", kind="convention", forms=["drugs"])
    InstrumentMention.objects.create(instrument=treaty, paragraph=paragraph, start=28, end=33)
    ComingDate.objects.create(
        paragraph=paragraph, start=0, end=len(TEXT), words="January 2018", opens_on=date(2018, 1, 1),
        closes_on=date(2018, 1, 31),
    )  # fmt: skip


@pytest.fixture
def theme(db):
    return Theme.objects.create(slug="drugs", label="Drugs", terms=["drugs"])


@pytest.fixture
def archive(theme):
    """A PUBLIC and a LIMITE note of one meeting, with one of everything each."""
    meeting = make.meeting(slug="2017-06-valletta")
    for number, marking in (("70001/17", "PUBLIC"), ("70002/17", "LIMITE")):
        fill(make.note(TEXT, number=number, marking=marking, codes="CORDROGUE 1", meeting=meeting), theme)


OF = {
    "thread": {"of": "drugs"},
    "instrument": {"of": "drugs"},
    "quiet": {"n": "1", "m": "1"},
    "code": {"of": "cordrogue"},
    "search": {"q": "drugs"},
}


def address(name, form="csv"):
    return reverse("export", args=[name, form])


def body(answer):
    return b"".join(answer.streaming_content)


def rows(answer):
    return list(csv.DictReader(io.StringIO(body(answer).decode().split("\r\n", 1)[1], newline="")))


PER_NOTE = ["commitments", "search", "thread", "diary", "code", "people", "instrument"]


@pytest.mark.parametrize("name", PER_NOTE)
def test_a_list_holds_what_the_person_may_read_and_says_the_strictest_marking(
    name, archive, reader, limite_reader, as_user
):
    for person, count, marking in ((reader, 1, "PUBLIC"), (limite_reader, 2, "LIMITE")):
        answer = as_user(person).get(address(name), OF.get(name, {}))
        assert f'filename="{marking}-{name}-' in answer.headers["Content-Disposition"]
        text = body(answer).decode()
        assert text.startswith(f"# {marking} · ")
        assert person.username in text.split("\r\n")[0]
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == count + 2
        assert ("70002/17" in text) is (count == 2)


def test_the_meetings_name_the_papers_that_one_may_read(archive, reader, limite_reader, as_user):
    [public] = rows(as_user(reader).get(address("meetings")))
    [all_of_it] = rows(as_user(limite_reader).get(address("meetings")))
    assert (public["Papers"], public["Marking"]) == ("70001/17", "PUBLIC")
    assert (all_of_it["Papers"], all_of_it["Marking"]) == ("70001/17; 70002/17", "LIMITE")
    assert all_of_it["Address"] == "http://testserver/meetings/2017-06-valletta/"


@pytest.mark.parametrize(
    ("name", "column"),
    [("threads", "Meetings"), ("codes", "Notes"), ("instruments", "Passages"), ("quiet", "Passages")],
)
def test_a_table_counts_what_the_person_may_read(name, column, archive, reader, limite_reader, as_user):
    for note in OutcomeNote.objects.filter(marking="LIMITE"):  # of a meeting of its own
        note.meeting = make.meeting(city="Riga", opened_on=date(2017, 6, 20))
        note.save()
    make.note("They met.", number="70003/17", meeting=make.meeting(city="Sofia", opened_on=date(2018, 5, 22)))
    told = []
    for person in (reader, limite_reader):
        answer = as_user(person).get(address(name), OF.get(name, {}))
        told.append((answer.headers["Content-Disposition"].partition("-")[0], [row[column] for row in rows(answer)]))
    counts = (["70001/17 §1.1"], ["70002/17 §1.1"]) if name == "quiet" else (["1"], ["2"])
    assert told == [('attachment; filename="PUBLIC', counts[0]), ('attachment; filename="LIMITE', counts[1])]


def test_codes_by_meetings_keep_the_paper_and_the_passages_of_each_number(archive, reader, limite_reader, as_user):
    later = make.meeting(city="Sofia", opened_on=date(2018, 5, 22))
    make.note("They met.", number="70003/17", codes="CORDROGUE 2, VISA 1", meeting=later, marking="LIMITE")
    make.meeting(city="Riga", opened_on=date(2018, 6, 20))
    columns = ("Code", "Number", "Passages that give the reason", "Paragraph", "Marking", "Address")
    public = rows(as_user(reader).get(address("matrix")))
    everything = rows(as_user(limite_reader).get(address("matrix"), {"order": "code"}))
    valletta = ["CORDROGUE", "70001/17", "1", "1.1", "PUBLIC", "http://testserver/notes/70001-17/1.1/"]
    sofia = ["70003/17", "0", "", "LIMITE", "http://testserver/notes/70003-17/"]
    assert [[row[column] for column in columns] for row in public] == [valletta]
    assert [[row[column] for column in columns] for row in everything] == [
        ["CORDROGUE", *sofia],
        valletta,
        ["VISA", *sofia],
    ]
    assert [row["Meeting"] for row in everything[:2]] == ["Sofia, 22 May 2018", "Valletta, 15–16 June 2017"]


def test_codes_by_meetings_leave_as_the_address_narrows_them(archive, limite_reader, as_user):
    make.note("A.", number="7/18", codes="VISA 1", meeting=make.meeting(city="Sofia", opened_on=date(2018, 5, 22)))
    browser = as_user(limite_reader)
    for asked, codes in {
        "from=2018": ["VISA"],
        "to=2017": ["CORDROGUE"],
        "code=visa&page=9&codes=9": ["VISA", "CORDROGUE"],
        "min=2": [],
    }.items():
        answer = browser.get(f"{address('matrix')}?{asked}")
        assert [row["Code"] for row in rows(answer)] == codes, asked
    public = browser.get(address("matrix"), {"from": "2018"}).headers["Content-Disposition"]
    assert 'filename="PUBLIC-matrix-' in public  # nothing in this file is LIMITE


def test_the_glossary_leaves_with_the_place_of_each_entry(reader, as_user):
    GlossaryTerm.objects.create(slug="pnr", term="PNR", expansion="passenger name record", explanation="Of flights.")
    [row] = rows(as_user(reader).get(address("glossary")))
    assert row == {
        "Short form": "PNR",
        "What it stands for": "passenger name record",
        "Explanation": "Of flights.",
        "Address": "http://testserver/glossary/#pnr",
    }


def test_a_folder_leaves_with_its_remarks_for_those_who_may_open_it(archive, reader, limite_reader, as_user):
    folder = folders.open_folder(by=limite_reader, name="Wumbrel")
    for paragraph in Paragraph.objects.order_by("note__number"):
        folders.keep_passage(folder=folder, paragraph=paragraph, by=limite_reader, remark=f"On {paragraph.note}")
    asked = {"of": folder.pk}
    listed = rows(as_user(limite_reader).get(address("folder"), asked))
    assert [(row["Position"], row["Number"], row["Words"]) for row in listed] == [
        ("1", "70001/17", TEXT),
        ("2", "70002/17", TEXT),
    ]
    assert listed[0]["Remark"].startswith("On ")
    assert "Wumbrel" not in str(AccessRecord.objects.values())  # what others call their folders is not written down
    assert as_user(reader).get(address("folder"), asked).status_code == 404
    folder.shared_with.add(reader)
    assert [row["Number"] for row in rows(as_user(reader).get(address("folder"), asked))] == ["70001/17"]


def test_the_filters_of_the_page_count_and_its_number_does_not(archive, limite_reader, as_user):
    browser = as_user(limite_reader)
    assert len(rows(browser.get(address("commitments"), {"side": "both", "page": "7"}))) == 2
    answer = body(browser.get(address("commitments"), {"side": "US", "page": "7"})).decode()
    assert answer.count("\r\n") == 2  # the line about the file, and the labels
    assert "http://testserver/commitments/?side=US" in answer
    assert "page=7" not in answer


def test_a_commitment_has_its_words_its_place_and_its_address(archive, reader, as_user):
    [row] = rows(as_user(reader).get(address("commitments")))
    assert row["Words"] == TEXT
    assert (row["Number"], row["Paragraph"], row["Page"], row["Side"]) == ("70001/17", "1.1", "1", "both")
    assert (row["Meeting"], row["First day of the meeting"]) == ("Valletta, 15–16 June 2017", "2017-06-15")
    assert row["Address"].startswith("http://testserver/notes/70001-17/1.1/c")


def test_a_search_takes_whole_passages_in_its_order(reader, as_user):
    long = " ".join(["Filler words of no interest."] * 40)
    make.note(f"Drugs first. {long}", "Nothing.", "Both sides spoke on drugs, drugs and drugs.")
    found = rows(as_user(reader).get(address("search"), {"q": "drugs"}))
    page = as_user(reader).get(reverse("search"), {"q": "drugs"}).context["page"]
    assert [row["Paragraph"] for row in found] == [hit.address for group in page.groups for hit in group.hits]
    assert max(len(row["Words"]) for row in found) > 1_000


def test_every_list_is_every_kind_of_file(archive, limite_reader, as_user):
    browser = as_user(limite_reader)
    folder = folders.open_folder(by=limite_reader, name="Spring")
    for paragraph in Paragraph.objects.all():
        folders.keep_passage(folder=folder, paragraph=paragraph, by=limite_reader)
    later = make.meeting(city="Sofia", opened_on=date(2018, 5, 22))
    make.note("They met.", number="70003/17", marking="LIMITE", meeting=later)
    GlossaryTerm.objects.create(slug="wmd", term="Wumbrel", expansion="a word")
    for name in LISTS:
        asked = OF.get(name, {"of": str(folder.pk)} if name == "folder" else {})
        plain, marking = body(browser.get(address(name), asked)), "PUBLIC" if name == "glossary" else "LIMITE"
        for form, read in (
            ("csv-bom", lambda data: data.removeprefix(b"\xef\xbb\xbf")),
            ("jsonl", lambda data: data),
            ("xlsx", lambda data: data),
        ):
            answer = browser.get(address(name, form), asked)
            data = body(answer)
            count = plain.count(b"\r\n")
            if form == "csv-bom":
                assert data.startswith(f"\ufeff# {marking}".encode())
                assert read(data).count(b"\r\n") == count
            elif form == "jsonl":
                told = [json.loads(line) for line in data.decode().splitlines()]
                assert len(told) == count - 1
                assert all(row["address"].startswith("http://testserver/") for row in told[1:])
            else:
                assert openpyxl.load_workbook(io.BytesIO(data))[marking].max_row == count


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/export/folder.csv", {"of": "1"}),
        ("/export/folder.csv", {"of": "x"}),
        ("/export/instrument.csv", {"of": "no-such-instrument"}),
        ("/export/secrets.csv", {}),
        ("/export/commitments.exe", {}),
        ("/export/thread.csv", {}),
        ("/export/thread.csv", {"of": "no-such-theme"}),
        ("/export/code.csv", {"of": "\x00"}),
    ],
)
def test_what_is_no_list_is_not_there(path, asked, archive, reader, as_user):
    assert as_user(reader).get(path, asked).status_code == 404


# Many rows --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*PER_NOTE, "meetings", "matrix"])
def test_a_longer_list_streams_and_asks_no_more_for_each_row(name, theme, limite_reader, as_user, monkeypatch):
    """With 20 rows at a time, 40 rows more are two steps more: so many queries, and no more for a row."""
    for module in ("lists", "registers"):
        monkeypatch.setattr(f"meetings.sharing.{module}.AT_ONCE", 20)
    browser, asked = as_user(limite_reader), {}
    counts = []
    for first, last in ((0, 20), (20, 60)):
        for number in range(first, last):
            meeting = make.meeting(city=f"City {number}", opened_on=date(2001, 1, 1) + timedelta(days=number))
            fill(make.note(TEXT, number=f"{71000 + number}/17", codes="CORDROGUE 1", meeting=meeting), theme)
        for _ in range(2):  # the first fills what a process keeps of the archive
            with CaptureQueriesContext(connection) as captured:
                answer = browser.get(address(name), OF.get(name, asked))
                assert answer.streaming
                assert body(answer).count(b"\r\n") == last + 2
        counts.append(len(queries_of(captured.captured_queries)))
    assert counts[1] <= counts[0] + 2 * 6, counts


# Written down ------------------------------------------------------------------------------------------------------


def test_what_is_limite_is_written_down_before_it_is_handed_out(archive, reader, limite_reader, as_user):
    as_user(reader).get(address("commitments"))
    assert not AccessRecord.objects.exists()
    body(as_user(limite_reader).get(address("commitments", "xlsx"), {"side": "both"}))
    line = AccessRecord.objects.get()
    assert (line.person, line.name, line.deed) == (limite_reader, limite_reader.username, "exported")
    assert (line.what, line.form, line.marking) == ("Commitments", "xlsx", "LIMITE")
    assert line.address == "/export/commitments.xlsx?side=both"


def test_a_limite_note_taken_as_a_file_is_written_down(reader, limite_reader, as_user):
    note = make.note(TEXT, number="70002/17", marking="LIMITE")
    assert as_user(reader).get(reverse("note-file", args=[note.slug, "pdf"])).status_code == 404
    assert not AccessRecord.objects.exists()
    as_user(limite_reader).get(reverse("note-file", args=[note.slug, "pdf"]))
    line = AccessRecord.objects.get()
    assert (line.note, line.what, line.form) == (note, "70002/17", "pdf")
    note.delete()
    line.refresh_from_db()
    assert (line.note, line.what) == (None, "70002/17")


def test_nothing_is_written_down_by_a_look_that_hands_out_nothing(archive, limite_reader, as_user):
    browser = as_user(limite_reader)
    assert browser.head(address("commitments")).status_code == 405
    assert browser.get("/export/thread.csv").status_code == 404
    assert not AccessRecord.objects.exists()


def test_lines_that_are_too_old_are_removed(limite_reader, settings, capsys):
    settings.ACCESS_RECORD_DAYS = 30
    facts = {"name": "anna", "deed": "exported", "what": "Commitments", "address": "/", "marking": "LIMITE"}
    for days in (31, 29):
        line = AccessRecord.objects.create(**facts)
        AccessRecord.objects.filter(pk=line.pk).update(at=timezone.now() - timedelta(days=days))
    call_command("remove_old_access_records")
    assert capsys.readouterr().out == "Removed 1 line older than 30 days.\n"
    assert AccessRecord.objects.count() == 1


# Where they are offered --------------------------------------------------------------------------------------------


def test_every_list_offers_itself_as_a_file_with_its_filters(archive, limite_reader, as_user):
    GlossaryTerm.objects.create(slug="pnr", term="PNR", expansion="passenger name record")
    browser = as_user(limite_reader)
    pages = {
        "/commitments/?side=both": "/export/commitments.csv?side=both",
        "/meetings/?year=2017&page=1": "/export/meetings.csv?year=2017",
        "/search/?q=drugs": "/export/search.csv?q=drugs",
        "/threads/drugs/": "/export/thread.csv?of=drugs",
        "/codes/cordrogue/": "/export/code.csv?of=cordrogue",
        "/diary/": "/export/diary.csv",
        "/matrix/?order=code&codes=1&page=1": "/export/matrix.csv?order=code",
        "/glossary/": "/export/glossary.csv",
        "/people/": "/export/people.csv",
    }
    for page, link in pages.items():
        assert f'href="{link}"' in browser.get(page).content.decode().replace("&amp;", "&").replace('?"', '"'), page
