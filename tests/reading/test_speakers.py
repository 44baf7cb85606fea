"""Who is meant: marks for speakers in the plain wording, and whom pronouns refer back to."""

import pytest

from meetings.council.sides import Side
from meetings.reading.statements.memory import Memory, last_speakers, speaker_of
from meetings.reading.statements.speaking import Words
from meetings.reading.statements.wording import plain_wording


@pytest.mark.parametrize(
    ("sentence", "side", "why"),
    [
        ("The EU side recalled the facts.", Side.EU, "a side"),
        ("The Transportation Security Administration described its measures.", Side.US, "an administration"),
        ("Ministers reviewed the talks.", Side.BOTH, "ministers at the table"),
        ("The European Union and the United States discussed drugs.", Side.BOTH, "both named"),
        ("The Bulgarian Presidency opened the meeting.", Side.EU, "the Presidency"),
        ("The State Secretary of the German Ministry of the Interior spoke.", Side.EU, "a State Secretary"),
        ("The Secretary of State spoke.", Side.US, "a Secretary of State"),
        ("The Deputy Secretary of Homeland Security, Ms Varga, spoke.", Side.US, "an office with a name"),
        ("The Finnish Minister of the Interior, Ms Outi Kaskinen, informed the meeting.", Side.EU, "a minister"),
        ("Europol and Eurojust presented their work.", Side.EU, "agencies"),
        ("The Commission and the Department of Justice explained the project.", Side.BOTH, "a body of each side"),
        ("U.S. officials explained the bill.", Side.US, "stops in U.S."),
        ("The Court of Justice gave its ruling.", None, "a court"),
        ("The Council of Europe adopted a protocol.", None, "the Council of Europe"),
        ("The UN Commission on Narcotic Drugs met.", None, "another commission"),
        ("The European Parliament voted.", None, "the Parliament"),
        ("G7 ministers adopted a declaration.", None, "other ministers"),
        ("Let us turn to drugs.", None, "us is no side"),
        ("The Umbrella Agreement was praised.", None, "a passive with nobody"),
        ("Progress was welcomed by the US side.", Side.US, "a passive with its agent"),
    ],
)
def test_speaker_of_a_sentence(sentence, side, why):
    assert speaker_of(Words(plain_wording(sentence, {})), Memory()) is side


@pytest.mark.parametrize(
    ("before", "sentence", "side"),
    [
        ("The US side voiced concern.", "It described the figures.", Side.US),
        ("The EU side asked the US side for a list.", "It explained why.", Side.EU),
        ("Both sides recalled Riga.", "They reviewed the list.", Side.BOTH),
        ("Attorney General Oakes was concerned.", "He described the threat.", Side.US),
        ("The Commission asked the US side for figures.", "The latter explained the law.", Side.US),
    ],
)
def test_pronoun_refers_back(before, sentence, side):
    memory = last_speakers(Words(plain_wording(before, {})), Memory())
    assert speaker_of(Words(plain_wording(sentence, {})), memory) is side


def test_impersonal_it_is_nobody():
    memory = Memory(single="@us")
    assert speaker_of(Words(plain_wording("It was emphasised that lists had to be reliable.", {})), memory) is None


def test_lost_space_and_typographic_signs_do_not_matter():
    assert plain_wording("TheDepartment of Justice’s lawyers agreed – once more – to meet.", {}).startswith(
        "@us agreed"
    )
