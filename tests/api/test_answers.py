"""What the API answers: the rows of the pages, in pages of their own, with errors in sentences."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from meetings import review
from meetings.keys.tokens import make_token
from meetings.models import AccessRecord, OutcomeNote, Theme, ThemePassage, TopicCode
from tests import make
from tests.views.rows import TEXT, full_note

LISTS = ("meetings", "notes", "paragraphs", "commitments", "people", "codes", "themes")


class Programme:
    """Asks the API with a token of ``person``."""

    def __init__(self, person: User, scope: str = "PUBLIC") -> None:
        ends_on = timezone.localdate() + timedelta(days=30)
        self.secret = make_token(by=person, name=f"For {scope}", scope=scope, ends_on=ends_on)[1]
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def ask(self, path: str, status: int = 200) -> Any:
        answer = self.client.get(f"/api/v1/{path}")
        assert answer.status_code == status, answer.content
        assert answer["Content-Type"].startswith("application/json")
        return answer.json()

    def all_of(self, path: str) -> list[dict[str, Any]]:
        """Every item of a list, page by page."""
        found, following = [], f"http://testserver/api/v1/{path}"
        while following:
            page = self.client.get(following.removeprefix("http://testserver")).json()
            found += page["items"]
            following = page["next"]
        return found


@pytest.fixture
def archive(db: None) -> OutcomeNote:
    """A public and a later LIMITE paper, each with one of everything; the public one comes back."""
    public = full_note(number="70001/17", meeting=make.meeting(slug="2017-06-valletta"))
    sofia = make.meeting(slug="2018-05-sofia", city="Sofia", opened_on=date(2018, 5, 22))
    limite = full_note(number="70002/17", marking="LIMITE", meeting=sofia, dated_on=date(2018, 6, 1))
    theme = Theme.objects.create(slug="drugs", label="Drugs", terms=["drugs"])
    ThemePassage.objects.create(theme=theme, paragraph=limite.paragraph, terms=["drugs"])
    theme.codes.add(TopicCode.objects.get(code="CORDROGUE"))
    note: OutcomeNote = public.note
    return note


@pytest.fixture
def programme(limite_reader: User) -> Programme:
    return Programme(limite_reader, "LIMITE")


def test_a_meeting_tells_its_papers_and_presidency(archive: OutcomeNote, programme: Programme) -> None:
    told = programme.ask("meetings/2017-06-valletta/")
    assert (told["city"], told["opened_on"], told["presidency"]) == ("Valletta", "2017-06-15", "Malta")
    assert [paper["name"] for paper in told["papers"]] == ["70001/17"]
    assert told["page"] == "http://testserver/meetings/2017-06-valletta/"


def test_a_paper_tells_its_cover_and_leads_to_its_paragraphs(archive: OutcomeNote, programme: Programme) -> None:
    told = programme.ask("notes/70001-17/")
    assert [(code["code"], code["serial"]) for code in told["codes"]] == [("CORDROGUE", 82), ("USA", 37)]
    assert (told["meeting"], told["marking"]) == ("2017-06-valletta", "PUBLIC")
    words = programme.client.get(told["paragraphs"]).json()["items"]
    assert [(each["citation"], each["text"]) for each in words] == [("70001/17 §1.1", TEXT)]
    assert programme.ask("notes/70001-17/1.1/") == words[0]


def test_commitments_tell_who_how_firmly_and_what_became_of_it(archive: OutcomeNote, programme: Programme) -> None:
    told = programme.ask("commitments/?strength=agrees")["items"]
    assert [each["note"] for each in told] == ["70002-17", "70001-17"]
    facts = {name: told[1][name] for name in ("side", "strength", "status", "checked", "quote")}
    assert facts == {
        "side": "both",
        "strength": "agrees",
        "status": "open",
        "checked": False,
        "quote": "Both sides agreed to share data.",
    }


def test_people_codes_and_themes_are_told(archive: OutcomeNote, programme: Programme) -> None:
    assert [each["citation"] for each in programme.ask("people/duke/")["presences"]] == [
        "70002/17 §1.1",
        "70001/17 §1.1",
    ]
    assert programme.ask("codes/cordrogue/")["code"] == "CORDROGUE"
    assert programme.ask("themes/drugs/")["codes"] == ["CORDROGUE"]
    assert [each["note"] for each in programme.ask("paragraphs/?theme=drugs")["items"]] == ["70002-17"]


def test_search_finds_what_the_page_finds_with_counts(archive: OutcomeNote, programme: Programme) -> None:
    told = programme.ask("search/?q=share+data")
    assert told["total"] == 2
    assert {hit["citation"] for hit in told["items"]} == {"70001/17 §1.1", "70002/17 §1.1"}
    assert all("share data" in hit["excerpt"] and "<" not in hit["excerpt"] for hit in told["items"])
    facets = {facet["name"]: facet["choices"] for facet in told["facets"]}
    assert {(choice["value"], choice["count"]) for choice in facets["marking"]} == {("PUBLIC", 1), ("LIMITE", 1)}
    assert [hit["note"] for hit in programme.ask("search/?q=share+data&marking=LIMITE")["items"]] == ["70002-17"]


def test_search_comes_in_pages(db: None, programme: Programme) -> None:
    make.note(*(f"On drugs they met for the {place}th time." for place in range(45)))
    found = programme.all_of("search/?q=drugs")
    assert len(found) == len({hit["address"] for hit in found}) == 45


@pytest.mark.parametrize("name", LISTS)
def test_a_list_in_pages_of_one_is_the_list_in_one_page(name: str, archive: OutcomeNote, programme: Programme) -> None:
    whole = programme.ask(f"{name}/")
    assert whole["items"]
    assert whole["next"] is None
    assert programme.all_of(f"{name}/?limit=1") == whole["items"]


def test_a_paper_without_a_date_comes_last_and_its_page_can_be_turned(db: None, programme: Programme) -> None:
    for number, day in (("70001/17", None), ("70002/17", date(2017, 6, 1)), ("70003/17", None)):
        make.note("Words.", number=number, dated_on=day)
    found = [note["number"] for note in programme.all_of("notes/?limit=1")]
    assert found == ["70002/17", "70001/17", "70003/17"]


def test_what_comes_in_meanwhile_moves_no_row(db: None, programme: Programme) -> None:
    for number in (1, 2, 3):
        make.note("Words.", number=f"7000{number}/17", dated_on=date(2017, 6, number))
    first = programme.ask("notes/?limit=2")
    make.note("Newer words.", number="70009/17", dated_on=date(2018, 1, 1))
    second = programme.client.get(first["next"]).json()
    assert [note["number"] for note in first["items"] + second["items"]] == ["70003/17", "70002/17", "70001/17"]


def test_a_token_for_public_papers_reads_no_limite_paper(archive: OutcomeNote, limite_reader: User) -> None:
    programme = Programme(limite_reader, "PUBLIC")
    assert [note["name"] for note in programme.ask("notes/")["items"]] == ["70001/17"]
    programme.ask("notes/70002-17/", status=404)
    assert programme.ask("search/?q=drugs")["total"] == 1


def test_a_token_reads_no_paper_in_review_even_for_an_archivist(archivist: User, as_user: Any) -> None:
    make.note("Words.", number="70003/17", published=False)
    assert as_user(archivist).get("/api/v1/notes/70003-17/").status_code == 200
    Programme(archivist, "LIMITE").ask("notes/70003-17/", status=404)


def test_a_reader_who_has_signed_in_may_look_without_a_token(archive: OutcomeNote, reader: User, as_user: Any) -> None:
    listed = as_user(reader).get("/api/v1/notes/").json()["items"]
    assert [note["name"] for note in listed] == ["70001/17"]
    wrong = as_user(reader).get("/api/v1/notes/", headers={"Authorization": "Bearer wrong"})
    assert wrong.status_code == 401  # a token that was sent decides alone


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("notes/nope/", 404, "Nothing has this address"),
        ("nope/at/all", 404, "Nothing has this address"),
        ("notes/70001-17/%00/", 404, "Nothing has this address"),
        ("meetings/?year=x", 422, "“year”"),
        ("meetings/?level=summit", 422, "'ministerial' or 'senior-officials'"),
        ("meetings/?yaer=2017", 422, "no parameter “yaer”"),
        ("search/?q=drugs&limit=4", 422, "no parameter “limit”"),
        ("notes/?limit=101", 422, "“limit”"),
        ("notes/?cursor=abc", 422, "This cursor is not one of this list"),
        ("notes/?cursor=WyIyMDE3LTA2LTAxIiwgIlx1MDAwMCJd", 422, "This cursor is not one of this list"),  # with a NUL
        ("commitments/?cursor=eyJhIjogMX0", 422, "This cursor is not one of this list"),  # not a list
        ("meetings/?city=%00", 422, "“city”"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    path: str, status: int, words: str, archive: OutcomeNote, programme: Programme
) -> None:
    assert words in programme.ask(path, status=status)["error"]


def test_a_cursor_of_another_list_is_refused(archive: OutcomeNote, programme: Programme) -> None:
    cursor = programme.ask("codes/?limit=1")["next"].partition("cursor=")[2]
    programme.ask(f"commitments/?cursor={cursor}", status=422)


def test_the_api_only_reads(archive: OutcomeNote, programme: Programme) -> None:
    answer = programme.client.post("/api/v1/notes/70001-17/", {"subject": "Other"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert answer.json()["error"] == "The API only reads: ask with GET."


def test_who_has_the_answer_already_is_told_so_until_it_changes(archive: OutcomeNote, programme: Programme) -> None:
    first = programme.client.get("/api/v1/notes/70001-17/")
    again = programme.client.get("/api/v1/notes/70001-17/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    archive.subject = "Another subject"
    archive.save()
    changed = programme.client.get("/api/v1/notes/70001-17/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_no_cache_but_the_programme_s_own_may_keep_an_answer(archive: OutcomeNote, reader: User) -> None:
    answer = Programme(reader).client.get("/api/v1/notes/")
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {name.strip() for name in answer["Vary"].split(",")}


def test_no_cache_at_all_may_keep_what_may_tell_of_limite_papers(archive: OutcomeNote, programme: Programme) -> None:
    assert programme.client.get("/api/v1/notes/")["Cache-Control"] == "private, no-store"


def test_a_failure_is_said_in_json_and_shows_nothing_of_it(
    programme: Programme, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the words of a LIMITE paper")

    monkeypatch.setattr("meetings.api.lists.page_of", fail)
    told = programme.ask("notes/", status=500)
    assert told == {"error": "The archive failed to answer. Its operator can see why in the log."}
    assert "the words of a LIMITE paper" in caplog.text


def test_what_is_told_of_limite_papers_goes_into_the_register(archive: OutcomeNote, limite_reader: User) -> None:
    programme = Programme(limite_reader, "LIMITE")
    programme.ask("notes/70001-17/")
    assert not AccessRecord.objects.exists()
    first = programme.client.get("/api/v1/notes/?marking=LIMITE")
    record = AccessRecord.objects.get(deed="exported")
    assert (record.person, record.form, record.marking) == (limite_reader, "json", "LIMITE")
    assert record.address == "/api/v1/notes/?marking=LIMITE"
    programme.client.get("/api/v1/notes/?marking=LIMITE", headers={"If-None-Match": first["ETag"]})
    assert AccessRecord.objects.filter(deed="exported").count() == 1  # who has the answer already took nothing


def test_a_former_address_answers_with_what_stands_there_now_for_those_who_could_know_it(
    archive: OutcomeNote, reader: User, programme: Programme, archivist: User
) -> None:
    misprint = make.code(OutcomeNote.objects.get(number="70002/17"), "CORDROGEU", 9).code
    theme = Theme.objects.create(slug="narcotics", label="Narcotics", terms=["narcotics"])
    for kept, merged in ((TopicCode.objects.get(code="CORDROGUE"), misprint), (Theme.objects.get(slug="drugs"), theme)):
        review.merge_rows(kept=kept, merged=merged, by=archivist, why="One")
    assert programme.ask("codes/cordrogeu/")["code"] == "CORDROGUE"
    assert programme.ask("themes/narcotics/")["slug"] == "drugs"
    Programme(reader).ask("codes/cordrogeu/", 404)


def test_each_answer_says_how_often_one_may_still_ask(archive: OutcomeNote, reader: User, settings: Any) -> None:
    settings.CALLS_A_MINUTE = 2
    programme = Programme(reader)
    told = [programme.client.get("/api/v1/codes/") for _ in range(3)]
    assert [answer.status_code for answer in told] == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in told] == ["1", "0", "0"]
    assert {answer["RateLimit-Limit"] for answer in told} == {"2"}
    assert all(0 < int(answer["RateLimit-Reset"]) <= 60 for answer in told)
    assert told[2]["Retry-After"] == told[2]["RateLimit-Reset"]
    assert "RateLimit-Limit" not in Client().get("/api/v1/codes/")  # nobody, so nobody's allowance


def test_rights_taken_away_between_two_pages_end_with_the_first(
    archive: OutcomeNote, limite_reader: User, programme: Programme
) -> None:
    """A cursor says where a list goes on, never what may be read."""
    full_note(number="70003/17", marking="LIMITE", meeting=archive.meeting, dated_on=date(2017, 5, 1))
    first = programme.ask("notes/?limit=1")
    assert [each["slug"] for each in first["items"]] == ["70002-17"]
    following = first["next"].removeprefix("http://testserver/api/v1/")
    limite_reader.groups.set(make.user("reader").groups.all())
    rest = programme.all_of(following)
    assert [each["slug"] for each in rest] == ["70001-17"]
    programme.ask("notes/70002-17/", 404)
    limite_reader.groups.clear()
    programme.ask(following, 401)


def test_what_one_person_keeps_is_no_answer_for_another(
    archive: OutcomeNote, reader: User, programme: Programme
) -> None:
    """The ETag is of what was told, so that another's gets the whole answer."""
    mine = programme.client.get("/api/v1/notes/")
    other = Programme(reader).client.get("/api/v1/notes/", headers={"If-None-Match": mine["ETag"]})
    assert other.status_code == 200
    assert other["ETag"] != mine["ETag"]
    assert {"Authorization", "Cookie"} <= set(mine["Vary"].split(", "))
