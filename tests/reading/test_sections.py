"""Topics, paragraphs, summary and footnotes: what is a heading, what is a paragraph, and where lines are joined."""

# ruff: noqa: E501 - the lines of a paper stand as they are printed

import pytest

from meetings.reading.parsed import Part
from tests.reading.papers import doubts, read, read_body, texts, topics

TEXT = "The EU side recalled the relevant areas of cooperation."

HEADINGS = {
    "plain numbers": ("1. Terrorism\n\n{t}\n\n2. Visa\n\n{t}\n", [(1, "Terrorism"), (2, "Visa")]),
    "brackets": ("1) Terrorism\n\n{t}\n\n2) Visa\n\n{t}\n", [(1, "Terrorism"), (2, "Visa")]),
    "no space behind the stop": ("1.Terrorism\n\n{t}\n\n2.Visa\n\n{t}\n", [(1, "Terrorism"), (2, "Visa")]),
    "roman numerals": ("I. Terrorism\n\n{t}\n\nII. Visa\n\n{t}\n", [("I", "Terrorism"), ("II", "Visa")]),
    "letters": ("A. Justice\n\n{t}\n\nB. Home affairs\n\n{t}\n", [("A", "Justice"), ("B", "Home affairs")]),
    "items": ("Item 1: Terrorism\n\n{t}\n\nItem 2: Visa\n\n{t}\n", [(1, "Terrorism"), (2, "Visa")]),
    "lettered sub-items": (
        "1. Terrorism\n\n{t}\n\n2. a) Visa\n\n{t}\n\n2. b) ESTA\n\n{t}\n",
        [(1, "Terrorism"), ("2.a", "Visa"), ("2.b", "ESTA")],
    ),
    "letters below a number": (
        "1. Borders\n\na) Visa\n\n{t}\n\nb) ESTA\n\n{t}\n",
        [(1, "Borders"), ("1.a", "Visa"), ("1.b", "ESTA")],
    ),
    "letters in brackets": ("1(a) Visa\n\n{t}\n\n1(b) ESTA\n\n{t}\n", [("1(a)", "Visa"), ("1(b)", "ESTA")]),
    "deeper numbers": (
        "1. Borders\n\n1.1 Visa\n\n{t}\n\n1.2. ESTA\n\n{t}\n",
        [(1, "Borders"), ("1.1", "Visa"), ("1.2", "ESTA")],
    ),
    "numbers begin again below a roman one": (
        "I. Justice\n\n1. Evidence\n\n{t}\n\nII. Home\n\n1. Visa\n\n{t}\n",
        [("I", "Justice"), (1, "Evidence"), ("II", "Home"), (1, "Visa")],
    ),
    "the number on a line of its own": (
        "1.\n\nTerrorism\n\n{t}\n\n2.\n\nVisa\n\n{t}\n",
        [(1, "Terrorism"), (2, "Visa")],
    ),
    "a heading over two lines": (
        "1. Cooperation in the fight against terrorism and the exchange of information on\nforeign fighters\n\n{t}\n\n2. Visa\n\n{t}\n",
        [
            (1, "Cooperation in the fight against terrorism and the exchange of information on foreign fighters"),
            (2, "Visa"),
        ],
    ),
    "no blank line below the heading": (
        "1. Terrorism\n{t} It underlined the need for more of it in the years to come.\n2. Visa\n{t}\n",
        [(1, "Terrorism"), (2, "Visa")],
    ),
    "short lines without numbers": (
        "Terrorism\n\n{t} It was said twice.\n\nVisa reciprocity\n\n{t} It was said twice.\n",
        [(None, "Terrorism"), (None, "Visa reciprocity")],
    ),
    "numbers in brackets": ("(1)  CYBERCRIME\n\n{t}\n\n(2)  EUROPOL\n\n{t}\n", [(1, "CYBERCRIME"), (2, "EUROPOL")]),
    "no heading at all": ("{t}\n\n{t}\n", []),
    "numbered paragraphs are no headings": ("1. {t}\n\n2. {t}\n\n3. {t}\n", []),
    "an introduction is no topic": ("Introduction\n\n{t}\n\n1. Visa\n\n{t}\n", [(1, "Visa")]),
    "nor a numbered one": (
        "I. INTRODUCTION\n\n{t}\n\nII. Visa\n\n{t}\n\nIII. ESTA\n\n{t}\n",
        [("II", "Visa"), ("III", "ESTA")],
    ),
    "nor a summary": ("Summary\n\n{t}\n\n1. Visa\n\n{t}\n", [(1, "Visa")]),
    "nor what stands in an annex": ("1. Visa\n\n{t}\n\nANNEX\n\n1. Table\n\n{t}\n", [(1, "Visa")]),
    "a title may hold a verb": (
        "1. Measures taken after what was agreed in Riga\n\n{t}\n\n2. Visa\n\n{t}\n",
        [(1, "Measures taken after what was agreed in Riga"), (2, "Visa")],
    ),
    "points that a line brings in are no headings": (
        "1. Visa\n\nThe US side listed:\n\n1. Waiver\n2. ESTA\n3. Fees\n\n2. Borders\n\nIt meant:\n\n(a) The gates\n(b) The ports\n\n3. AOB\n\n{t}\n",
        [(1, "Visa"), (2, "Borders"), (3, "AOB")],
    ),
    "nor are numbered minutes without verbs": (
        "1. Visa\n\na) Both sides: importance of it underlined.\n\nb) COM: no news on this matter.\n\n2. ESTA\n\n{t}\n",
        [(1, "Visa"), (2, "ESTA")],
    ),
    "numbers that begin late": ("4. Visa\n\n{t}\n\n5. ESTA\n\n{t}\n", [(4, "Visa"), (5, "ESTA")]),
    "a number left out": ("1. Visa\n\n{t}\n\n3. ESTA\n\n{t}\n", [(1, "Visa"), (3, "ESTA")]),
    "small roman numbers below a roman numeral": (
        "I. Migration\n\ni) Resettlement\n\n{t}\n\nii) Smuggling\n\n{t}\n\nII. Terrorism\n\n{t}\n",
        [("I", "Migration"), ("I.i", "Resettlement"), ("I.ii", "Smuggling"), ("II", "Terrorism")],
    ),
    "small roman numbers of a list": (
        "1. Migration\n\nThese points were raised:\n\n(i) Resettlement\n\n(ii) Smuggling\n\n(iii) Data\n\n2. Visa\n\n{t}\n",
        [(1, "Migration"), (2, "Visa")],
    ),
    "letters below a roman numeral": (
        "I. Justice\n\na) Evidence\n\n{t}\n\nb) Prisons\n\n{t}\n\nII. Home\n\na) Visa\n\n{t}\n",
        [("I", "Justice"), ("I.a", "Evidence"), ("I.b", "Prisons"), ("II", "Home"), ("II.a", "Visa")],
    ),
    "nor the agenda printed before": (
        "Items:\n\n1. Visa\n2. ESTA\n\n1. Visa\n\n{t}\n\n2. ESTA\n\n{t}\n",
        [(1, "Visa"), (2, "ESTA")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_headings(body: str, expected: list[tuple[int | str | None, str]]) -> None:
    assert topics(read_body(body.format(t=TEXT))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## **1. Terrorism**\n\n{t}\n\n### 2. Visa\n\n{t}\n", [(1, "Terrorism"), (2, "Visa")]),
        ("**Terrorism**\n\n{t}\n\n**Visa**\n\n{t}\n", [(None, "Terrorism"), (None, "Visa")]),
        ("## 1 Terrorism\n\n{t}\n\n## 2 Visa\n\n{t}\n", [(1, "Terrorism"), (2, "Visa")]),
        ("## 1. Terrorism\n\n{t}\n\n1. Lists\n2. Alerts\n\n## 2. Visa\n\n{t}\n", [(1, "Terrorism"), (2, "Visa")]),
    ],
)
def test_headings_that_the_file_itself_sets(body: str, expected: list[tuple[int | str | None, str]]) -> None:
    assert topics(read_body(body.format(t=TEXT), name="note.md")) == expected


def test_paragraphs_are_counted_inside_their_topic_and_bullets_are_paragraphs() -> None:
    note = read_body(f"1. Visa\n\n{TEXT}\n\n- first point;\n- second point.\n\n2. ESTA\n\n1. {TEXT}\n\n2. {TEXT}\n")
    found = [(paragraph.topic, paragraph.ordinal, paragraph.text) for paragraph in note.paragraphs]
    assert found == [
        (0, 1, TEXT), (0, 2, "first point;"), (0, 3, "second point."), (1, 1, TEXT), (1, 2, TEXT),
    ]  # fmt: skip


def test_outside_of_topics_one_count_runs_through() -> None:
    note = read_body(
        f"Summary: {TEXT}\n\nOther remark made.\n\n1. Visa\n\n{TEXT}\n\nANNEX\n\nA table.\n\nAnother table.\n"
    )
    outside = [(p.part, p.ordinal, p.text) for p in note.paragraphs if p.topic is None]
    assert outside == [
        (Part.SUMMARY, 1, TEXT), (Part.BODY, 2, "Other remark made."), (Part.ANNEX, 3, "A table."), (Part.ANNEX, 4, "Another table."),
    ]  # fmt: skip
    assert note.summary == TEXT


def test_in_a_joint_statement_printed_numbers_are_the_addresses() -> None:
    note = read(
        "Joint EU-U.S. statement following the EU-U.S. Justice and Home Affairs Ministerial Meeting\n\n"
        f"They met in Lisbon on 22 June 2021.\n\n1. {TEXT}\n\n2. {TEXT}\n\n- a bullet below it\n\n3. {TEXT}\n"
    )
    assert note.topics == ()
    assert [paragraph.ordinal for paragraph in note.paragraphs] == [4, 1, 2, 5, 3], "none is given twice"
    assert "no-topics" not in doubts(note)


WRAPPED = """1. Visa

The EU side recalled the most relevant areas of transatlantic cooperation in the informa-
tion exchange on cyber-
attacks and EU-
US matters, as discussed by the law-
yers of both sides on
{between}the day before. It took note.

The US side agreed.
"""
JOINED = (
    "The EU side recalled the most relevant areas of transatlantic cooperation in the information exchange on cyber-attacks "
    "and EU-US matters, as discussed by the lawyers of both sides on the day before. It took note."
)


@pytest.mark.parametrize(
    "between",
    [
        "",
        "\n10483/17                    GG/ml                    2\n            DGD 1        LIMITE            EN\n\n",
        "10483/17\n\nDGD 1\n\nGG/ml\n\nLIMITE\n\n1\n\nEN\n\n",
        "\nLIMITEEN\n\n",
        "\f",
    ],
    ids=["nothing", "a footer of two lines", "a footer word by word", "a footer without its space", "a new page"],
)
def test_a_sentence_goes_on_over_lines_footers_and_pages(between: str) -> None:
    assert texts(read_body(WRAPPED.format(between=between))) == [JOINED, "The US side agreed."]


def test_text_stays_as_printed() -> None:
    note = read_body("1. Visa\n\nThe EU side presented exiting  assistance programmes – “in  full”.\n")
    assert texts(note) == ["The EU side presented exiting assistance programmes – “in full”."]


def test_footnotes_below_a_rule_are_paragraphs_of_their_own() -> None:
    note = read_body(
        f"1. Visa\n\n{TEXT} It went on to speak about the matter at\n________________\n1   Second generation.\n\f"
        "some length.\n\n2. ESTA\n\n" + TEXT
    )
    assert texts(note, Part.FOOTNOTE) == ["Second generation."]
    assert texts(note)[0] == f"{TEXT} It went on to speak about the matter at some length."


def test_a_note_without_headings_is_doubted() -> None:
    assert "no-topics" in doubts(read_body(f"{TEXT}\n"))


def test_participants_in_two_columns_are_read_down() -> None:
    note = read_body(
        f"1. Visa\n\n{TEXT}\n\nANNEX\n\nList of participants\n\nEU side                  US side\n"
        "Ms Anna Smith            Mr John Doe\nMinister of Justice      Attorney General\n\nMr Jan Kos               Ms Ann Fox\n"
    )
    assert texts(note, Part.ANNEX) == [
        "List of participants",
        "EU side",
        "Ms Anna Smith\nMinister of Justice",
        "Mr Jan Kos",
        "US side",
        "Mr John Doe\nAttorney General",
        "Ms Ann Fox",
    ]


def test_the_title_of_an_attached_statement_is_no_topic() -> None:
    note = read_body(
        "Delegations will find attached the joint statement.\n\n# ANNEX\n\n# EU-US Joint Statement\n\n"
        f"1. {TEXT}\n\n2. {TEXT}\n",
        name="note.md",
    )
    assert topics(note) == []
    assert "EU-US Joint Statement" in texts(note, Part.BODY), "and is not lost"
    assert [one.ordinal for one in note.paragraphs if one.text.startswith(TEXT)] == [1, 2], "as printed"


def test_a_topic_may_stand_in_a_corrigendum_as_it_should_read() -> None:
    note = read_body(f"On page 4, point 3 should read as follows:\n\n**3. Access to data**\n\n{TEXT}\n", name="note.md")
    assert topics(note) == [(3, "Access to data")]


def test_an_annex_that_is_the_paper_itself_is_its_body() -> None:
    note = read_body(
        f"Delegations will find attached the outcome of the meeting.\n\nANNEX\n\n1. Visa\n\n{TEXT}\n\n2. ESTA\n\n{TEXT}\n\n"
        "ANNEX II\n\n1. Table\n\nFigures.\n"
    )
    assert topics(note) == [(1, "Visa"), (2, "ESTA")]
    assert texts(note, Part.ANNEX) == ["Table", "Figures."]
