"""The list of commitments and its filters."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from meetings.filters import CommitmentFilter
from meetings.models import Commitment, StatusChange
from tests import make
from tests.views.rows import full_note

pytestmark = pytest.mark.django_db

SHARE, MEET = "Both sides agreed to share data.", "Both sides agreed to meet on drugs again."
SEND = "The EU side will send it."


def quotes(response):
    return [commitment.quote for commitment in response.context["page"]]


def counts(response, name):
    return {c.value: c.count for facet in response.context["facets"] if facet.name == name for c in facet.choices}


@pytest.fixture
def listed():
    make.meeting()
    note = make.note(SEND, codes="CYBER 1")
    make.commitment(note.paragraphs.get(), side="EU", strength="commits")
    sofia = make.meeting(city="Sofia", opened_on=date(2018, 5, 22))
    full_note(meeting=sofia, marking="LIMITE")


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("address", "found"),
    [
        (
            "",
            [
                SHARE,
                MEET,
                SEND,
            ],
        ),
        ("?side=EU", [SEND]),
        ("?side=EU&strength=agrees", []),
        (
            "?strength=willing&strength=commits",
            [MEET, SEND],
        ),
        ("?code=cordrogue", [SHARE, MEET]),
        ("?year=2017", [SEND]),
        ("?side=nobody", []),
    ],
)
def test_address_says_which_commitments_are_listed(address, found, limite_reader, as_user):
    assert quotes(as_user(limite_reader).get(f"/commitments/{address}")) == found


@pytest.mark.usefixtures("listed")
def test_counts_stand_over_all_filters_but_their_own(limite_reader, as_user):
    response = as_user(limite_reader).get("/commitments/?side=both&strength=willing")
    assert counts(response, "side") == {"both": 1}
    assert counts(response, "strength") == {"agrees": 1, "willing": 1}
    assert counts(response, "code") == {"cordrogue": 1}


@pytest.mark.usefixtures("listed")
def test_reader_meets_no_trace_of_a_limite_commitment(reader, as_user):
    response = as_user(reader).get("/commitments/")
    assert quotes(response) == [SEND]
    assert counts(response, "side") == {"EU": 1}
    assert counts(response, "code") == {}
    assert "cordrogue" not in response.content.decode().lower()
    assert 'data-marking="public"' in response.content.decode()


def test_commitment_under_a_topic_that_explains_a_code_elsewhere_is_found_by_it(reader, as_user):
    full = full_note()
    other = make.paragraph(full.note, "Both sides will meet.", topic=full.note.topics.get())
    make.commitment(other)
    assert "Both sides will meet." in quotes(as_user(reader).get("/commitments/?code=cordrogue"))


def test_quotation_stands_whole_with_its_address(reader, as_user):
    full = full_note()
    content = as_user(reader).get("/commitments/").content.decode()
    assert "<blockquote cite=" in content
    for commitment in Commitment.objects.all():
        assert f'href="{commitment.get_absolute_url()}">{full.note.number} §1.1</a>' in content


def test_list_takes_the_same_queries_for_more_rows(
    limite_reader, as_user, django_assert_num_queries, no_query_in_a_template
):
    client = as_user(limite_reader)
    for rows in (1, 4):
        for place in range(rows):
            full_note(meeting=make.meeting(opened_on=date(2010 + rows, 1 + place, 1)), marking="LIMITE")
        client.get("/commitments/?side=both")  # what a first look writes down is written
        with django_assert_num_queries(11), no_query_in_a_template():
            client.get("/commitments/?side=both")


def test_status_is_that_of_the_latest_change_whose_evidence_the_person_may_read(reader, archivist, as_user):
    meeting = make.meeting()
    commitment = make.commitment(make.note(SEND, meeting=meeting).paragraphs.get())
    hidden = make.note("It was sent.", marking="LIMITE", meeting=meeting).paragraphs.get()
    for since, status, evidence in (
        (date(2018, 1, 1), "reaffirmed", {"address": "https://example.org/again"}),
        (date(2019, 1, 1), "delivered", {"passage": hidden}),
    ):
        StatusChange.objects.create(
            commitment=commitment,
            status=status,
            since=since,
            decided_by=archivist,
            decided_at=timezone.now(),
            **evidence,
        )
    assert counts(as_user(reader).get("/commitments/"), "status") == {"reaffirmed": 1}
    assert counts(as_user(archivist).get("/commitments/"), "status") == {"delivered": 1}
    assert quotes(as_user(reader).get("/commitments/?status=open")) == []
    assert as_user(reader).get("/").context["held"]["commitments"] == 0


@pytest.fixture
def over_the_years():
    """Commitments of several years, of a meeting that nobody knows, and with everything that facets count."""
    for day, year in enumerate((2015, 2019, 2017, 2015), 1):
        met = make.meeting(opened_on=date(year, 5, day))
        for number in range(year % 4 + 1):
            note = make.note(SEND, meeting=met, codes="CYBER 1" if number % 2 else "VISA 2")
            make.commitment(
                note.paragraphs.get(), side=("EU", "US")[number % 2], strength=("commits", "willing")[year % 3 == 0]
            )
    stray = make.note(SEND, meeting=None)
    make.commitment(stray.paragraphs.get(), side="both", strength="agrees")
    full_note(meeting=make.meeting(city="Riga", opened_on=date(2015, 6, 2)))


@pytest.mark.usefixtures("over_the_years")
def test_pages_cut_from_single_years_join_to_the_whole_list(limite_reader):
    narrowed = CommitmentFilter(QueryDict(""), Commitment.objects.leading_for(limite_reader), user=limite_reader)
    whole = [commitment.pk for commitment in narrowed.qs.newest_first()]
    assert len(whole) == narrowed.total > 9
    for size in range(1, len(whole) + 1):
        starts = range(0, len(whole), size)
        pages = [narrowed.newest_first[at : at + size] for at in starts]
        assert [commitment.pk for page in pages for commitment in page] == whole, size


@pytest.mark.usefixtures("over_the_years")
def test_each_count_is_the_length_of_the_list_that_the_choice_leads_to(limite_reader):
    def narrowed(address):
        rows = Commitment.objects.leading_for(limite_reader)
        return CommitmentFilter(QueryDict(address), rows, user=limite_reader)

    counted = 0
    for start in ("", "side=EU&", "year=2015&year=2017&", "code=cyber&side=US&"):
        for facet in narrowed(start).facets:
            for choice in facet.choices:
                if facet.name not in start:
                    led_to = narrowed(f"{start}{facet.name}={choice.value}")
                    assert choice.count == led_to.total == led_to.qs.count(), (start, facet.name, choice.value)
                    counted += 1
    assert counted > 12
