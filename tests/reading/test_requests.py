"""What one side asks of the other, and who asks."""

import pytest

from meetings.reading.statements.memory import Memory
from meetings.reading.statements.requests import askings
from meetings.reading.statements.speaking import Words
from meetings.reading.statements.wording import plain_wording

ASKED = (
    ("EU", "The EU side asked the US side to indicate which authority had collected the data."),
    ("EU", "The EU side begged to differ and asked for a written legal analysis."),
    ("EU", "The Commission explained that the deadline could not be met and asked for a postponement."),
    ("US", "US side sought the EU's support for the initiative."),
    ("US", "The US would appreciate receiving the list before the end of June."),
    ("US", "The US side called on the EU to join forces against traffickers."),
    ("EU", "The Commission urged the US side, once more, to publish the criteria."),
    ("US", "The Department of Justice appealed to Member States to make use of Interpol channels."),
    ("EU", "The EU side sought assurances from the US side that requests would be answered within a month."),
    ("US", "The US side repeated its appeal to the Member States to take back their nationals."),
    ("US", "The US side called for a speedy decision on the second airport."),
    ("EU", "The EU side pressed the US side to confirm that Member States would be treated alike."),
    ("EU", "At the EU side's request, the US side agreed to supply figures."),
    ("EU", "In reply to an EU call for equal treatment, the US delegation gave an explanation."),
    ("US", "In answer to the US side's request for guidance, the EU side promised a note."),
    ("EU", "Invited by the Czech delegation to take part in an exercise, the US side accepted."),
    ("EU", "The US side was asked by the Commission to simplify the form."),
    ("US", "The EU side was urged to adopt the directive without delay."),
    ("US", "The US side would like the EU side to speed up the ratification."),
    ("EU", "The EU side requested a list of contact points."),
    ("EU", "The Presidency exhorted the US side to lift the requirement."),
    ("US", "The US side put a request to the Commission for a copy of the study."),
    ("EU", "The Commission would be grateful if the US side could share its methodology."),
    ("US", "COM was asked by US to provide statistics."),
    ("EU", "The EU side encouraged the US side to ratify the Convention."),
    ("US", "The US side invited the EU side to consider joining the network."),
)

NOT_ASKED = (
    ("a question", "The EU side asked for how long the measure would apply."),
    ("thanks", "The US would appreciate the work done."),
    ("found", "The US side found the EU's support useful."),
    ("passive", "The deadline could not be met and more time was asked for."),
    ("outsiders are asked", "The large platforms were called on to remove terrorist content within an hour."),
    ("outsiders are asked", "The EU side called on third countries to take back their nationals."),
    ("outsiders are asked", "Both sides urged industry to report attacks."),
    ("outsiders are asked", "Canada was asked by the US side to send the list."),
    ("outsiders are asked", "The carriers were urged by the Commission to send the data in time."),
    ("its own people", "The Commission was invited by the Presidency to present its report."),
    ("both ask", "Both sides called on the Taliban to respect human rights."),
    ("a question", "The EU side asked whether the deadline would be kept."),
    ("a question", "The US side asked how the system worked."),
    ("a question", "The US side asked about the state of play."),
    ("a reminder", "The EU side recalled its request for a list."),
    ("a proposal", "The US side suggested that a group be set up."),
    ("an earlier time", "The US side had asked for the list in 2014."),
    ("an earlier time", "That request had been made at the last meeting."),
    ("negated", "The EU side did not ask the US side to change its law."),
    ("its own people", "Ministers asked their experts to report back."),
    ("its own people", "The Presidency invited Member States to send comments."),
    ("to come", "The Commission announced that it would invite US experts to the first meeting."),
    ("by a third", "The early-warning network had appealed to all its partners to shorten reporting times."),
    ("nobody asks", "An appeal is possible under the Act."),
    ("a need", "The situation called for caution."),
    ("noted", "The US side took note of the request."),
    ("differing", "The EU side begged to differ."),
    ("a principle", "The EU side insisted that no Member State should be left behind."),
    ("a call", "The monthly call of the task force was found useful."),
    ("a press call", "Journalists asked for interviews."),
    ("asks itself", "Whether the model was fit remained to be seen."),
)


def asked_in(sentence: str) -> list[str | None]:
    return [one.side for one in askings(Words(plain_wording(sentence, {})), Memory())]


@pytest.mark.parametrize(("side", "sentence"), ASKED)
def test_request_is_found_with_who_asks(side, sentence):
    assert asked_in(sentence) == [side]


@pytest.mark.parametrize(("why", "sentence"), NOT_ASKED)
def test_what_is_no_request_is_none(why, sentence):
    assert asked_in(sentence) == []


def test_near_misses_are_not_fewer_than_requests():
    assert len(NOT_ASKED) > len(ASKED)
