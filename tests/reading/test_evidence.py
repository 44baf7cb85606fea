"""Which topics give the reason for a code."""

import csv
from pathlib import Path

import pytest

from meetings.reading.code_terms import TERMS
from meetings.reading.evidence import find_evidence
from meetings.reading.parsed import Cover, ParagraphFound, ParsedNote, Part, TopicFound

CODES = Path(__file__).parents[2] / "fixtures" / "reference" / "codes.csv"


def note(codes: list[str], topics: dict[str, str]) -> ParsedNote:
    cover = Cover(
        None, None, "en", None, None, None, (), tuple((code, 1) for code in codes), None, None, None, (), None
    )
    return ParsedNote(
        cover,
        None,
        None,
        tuple(TopicFound(number, title, None) for number, title in enumerate(topics, 1)),
        tuple(ParagraphFound(Part.TOPIC, index, 1, None, text) for index, text in enumerate(topics.values())),
    )


TOPICS = {
    "Counter-terrorism": "Both sides spoke of foreign terrorist fighters and of radicalisation.",
    "Transnational organised crime": "The rise in drug consumption and the trafficking of fentanyl caused concern.",
    "Visa reciprocity": "The Visa Waiver Program was discussed at length.",
    "Any other business": "The next meeting was mentioned.",
}


@pytest.mark.parametrize(
    ("code", "topics"),
    [
        ("COTER", {0}),
        ("CORDROGUE", {1}),
        ("CRIMORG", {1}),
        ("VISA", {2}),
        ("JAIEX", set()),
        ("USA", set()),
        ("JUSTCIV", set()),
        ("XYZ", set()),
    ],
)
def test_code_rests_on_the_topic_about_it(code, topics):
    assert {one.topic for one in find_evidence(note([code], TOPICS))} == topics


def test_evidence_shows_the_printed_terms():
    (found,) = find_evidence(note(["CORDROGUE"], TOPICS))
    assert found.terms == ("drug", "fentanyl")


def test_title_alone_is_shown_with_its_terms():
    (found,) = find_evidence(note(["COTER"], {"Foreign fighters": "The situation was discussed."}))
    assert (found.paragraph, found.terms) == (0, ("Foreign fighters",))


def test_passing_mention_is_no_evidence():
    assert find_evidence(note(["VISA"], {"Drugs": "One traveller held a visa."})) == ()


def test_short_forms_are_matched_in_capitals_only():
    assert find_evidence(note(["SIRIS"], {"Closing": "The sis of it; sis again; a sis."})) == ()


def test_part_of_a_word_is_no_term():
    assert find_evidence(note(["COLAC"], {"Closing": "The Mexicouse and the New Mexicos."})) == ()


def test_every_subject_code_has_terms_and_no_general_code_has():
    with CODES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["code"] for row in rows if row["general"] == "no"} <= set(TERMS)
    assert not {row["code"] for row in rows if row["general"] == "yes"} & set(TERMS)
