"""Classified papers are refused; papers that only speak of classification are read."""

# ruff: noqa: E501 - papers stand as they are printed

import pytest

from meetings.reading.refusals import ClassifiedSource, Reason
from tests.reading.papers import SUBJECT, read

PAPER = """Council of the European Union
Brussels, 29 June 2017
(OR. en)
10483/17
{marking}
JAIEX 45
OUTCOME OF PROCEEDINGS
From: General Secretariat
To: Delegations
Subject: {subject}

1. Canary topic

{body}

10483/17            GG/ml            1
      DGD 1         {footer}         EN
"""
TEXT = "The EU side recalled the relevant areas of cooperation."


def paper(*, marking: str = "LIMITE", subject: str = SUBJECT, body: str = TEXT, footer: str = "LIMITE") -> str:
    return PAPER.format(marking=marking, subject=subject, body=body, footer=footer)


@pytest.mark.parametrize(
    "text",
    [
        paper(marking="RESTREINT UE/EU RESTRICTED"),
        paper(marking="RESTREINT UE"),
        paper(marking="EU RESTRICTED"),
        paper(marking="R-UE/EU-R"),
        paper(marking="CONFIDENTIEL UE/EU CONFIDENTIAL"),
        paper(marking="SECRET UE/EU SECRET"),
        paper(marking="TRÈS SECRET UE/EU TOP SECRET"),
        paper(marking="TRES SECRET UE"),
        paper(marking="Restreint UE"),
        paper(marking="RESTREINT\nUE/EU RESTRICTED"),
        paper(marking="LIMITE\nRESTREINT UE/EU RESTRICTED\nRELEASABLE TO: USA"),
        paper(footer="RESTREINT UE/EU RESTRICTED"),
        paper(footer="EU CONFIDENTIAL"),
        paper(footer="S-UE/EU-S"),
        paper().replace("Council of the European Union", "RESTREINT UE/EU RESTRICTED\n\nCouncil of the European Union"),
        paper(body=f"{TEXT}\n\nRESTREINT UE/EU RESTRICTED\n\n{TEXT}"),
        f"1. Terrorism\n\n{TEXT}\n\f\nCONFIDENTIEL UE\n\n2. Visa\n\n{TEXT}\n",
    ],
)
def test_a_classification_in_the_place_of_a_marking_refuses_the_paper(text: str) -> None:
    with pytest.raises(ClassifiedSource) as refused:
        read(text)
    assert refused.value.reason is Reason.CLASSIFIED
    for word in ("10483", "Canary", "Valletta", "RESTREINT", "recalled", "Terrorism"):
        assert word not in refused.value.detail, "the refusal repeats nothing of the paper"


@pytest.mark.parametrize(
    "text",
    [
        paper(body="Both sides agreed to mark such papers RESTREINT UE/EU RESTRICTED from then on."),
        paper(body="A document classified\nRESTREINT UE/EU RESTRICTED\nwas handed out in the room."),
        paper(body="The US side asked for SECRET UE/EU SECRET clearances."),
        paper(subject=f"{SUBJECT} (handling of RESTREINT UE/EU RESTRICTED information)"),
        paper(body=f"{TEXT}\n\n2. Exchange of CONFIDENTIEL UE/EU CONFIDENTIAL papers\n\n{TEXT}"),
        paper(body="The EU restricted access. The EU-Russia and EU-Serbia talks went on."),
    ],
)
def test_the_same_words_in_a_sentence_a_title_or_the_subject_do_not(text: str) -> None:
    assert read(text).cover.number == "10483/17"


def test_a_paper_that_says_it_is_declassified_is_read() -> None:
    note = read(
        "Council of the European Union\nBrussels, 24 November 2015\n(OR. en)\n5345/10\nDCL 1\nJAI 32\nDECLASSIFICATION\n"
        "of document: ST 5345/10 RESTREINT UE\ndated: 13 January 2010\nnew status: Public\n"
        "Subject: EU-US Ministerial meeting on Justice and Home Affairs, Washington, 28 October 2009\n\n"
        "Delegations will find attached the declassified version of the above document.\n\nRESTREINT UE\n"
    )
    assert (note.cover.number, note.cover.version) == ("5345/10", "DCL 1")


def test_a_paper_whose_old_classification_still_stands_is_refused() -> None:
    with pytest.raises(ClassifiedSource):
        read(
            "Council of the European Union\nBrussels, 24 November 2015\n5345/10\nJAI 32\nNOTE\nof document: ST 5345/10\n"
            "new status: RESTREINT UE\nSubject: EU-US Ministerial meeting on Justice and Home Affairs\n\nRESTREINT UE\n"
        )
