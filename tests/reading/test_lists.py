"""Lists whose introduction holds the verb, and lists of action points."""

import pytest

from tests.reading.papers import read_body

TO_DO = ("to hold a seminar in the autumn;", "to exchange lists of contact points.")
TASKS = (
    "COM to circulate the list of chemicals (by end of February);",
    "US to provide feedback on the study;",
    "both sides to identify contact points.",
)


def found(introduction: str, *items: str) -> list[str]:
    """What is undertaken and asked in a list, as "both agrees: …" and "US asks: …"."""
    listed = "\n\n".join(f"- {item}" for item in items)
    note = read_body(f"1. Terrorism\n\n{introduction}\n\n{listed}\n\nThe Chair closed the point.\n")
    found = [(one.paragraph, f"{one.side or '-'} {one.strength}: {one.quote}") for one in note.commitments]
    found += [(one.paragraph, f"{one.by or '-'} asks: {one.quote}") for one in note.requests]
    return [words for _, words in sorted(found)]


@pytest.mark.parametrize(
    ("introduction", "items", "expected"),
    [
        ("The two sides agreed:", TO_DO, ["both agrees: {}", "both agrees: {}"]),
        ("The two sides agreed on the following:", TO_DO, ["both agrees: {}", "both agrees: {}"]),
        ("The two sides agreed as follows:", TO_DO, ["both agrees: {}", "both agrees: {}"]),
        ("The discussion was frank. Ministers decided:", TO_DO, ["both agrees: {}", "both agrees: {}"]),
        ("The following was agreed:", TO_DO, ["- agrees: {}", "- agrees: {}"]),
        ("The EU side undertook to:", ("send the list;", "report back by June."), ["EU commits: {}", "EU commits: {}"]),
        ("The US side asked the EU side:", TO_DO, ["US asks: {}", "US asks: {}"]),
        ("The following action points were identified:", TASKS, ["EU agrees: {}", "US agrees: {}", "both agrees: {}"]),
    ],
)
def test_an_item_goes_on_with_the_sentence_that_introduces_it_and_is_quoted_alone(introduction, items, expected):
    assert found(introduction, *items) == [words.format(item) for words, item in zip(expected, items, strict=True)]


@pytest.mark.parametrize(
    ("introduction", "items", "why"),
    [
        ("Both sides stressed the need:", TO_DO, "a need"),
        ("The two sides did not agree:", TO_DO, "negated"),
        ("The two sides had agreed in March:", TO_DO, "an earlier time"),
        ("The EU side presented three measures:", TO_DO, "information"),
        ("The following persons took part:", TASKS[1:2], "no list of action points"),
        ("The following action points were identified:", ("the list of chemicals;", "visas."), "nobody is named"),
        ("The two sides agreed on the importance of the following:", TO_DO, "an importance"),
    ],
)
def test_a_list_that_is_brought_in_otherwise_undertakes_nothing(introduction, items, why):
    assert found(introduction, *items) == [], why


def test_a_list_ends_with_its_last_item():
    note = read_body(
        "1. Terrorism\n\nThe two sides agreed:\n\n- to hold a seminar.\n\nThe figures were presented.\n\n"
        "- to exchange lists of contact points.\n"
    )
    assert [one.quote for one in note.commitments] == ["to hold a seminar."]


def test_a_task_may_stand_behind_its_label():
    note = read_body("1. Terrorism\n\nThe report was presented.\n\nAction: COM to send the report to the US side.\n")
    assert [(one.side, one.quote) for one in note.commitments] == [
        ("EU", "Action: COM to send the report to the US side.")
    ]
