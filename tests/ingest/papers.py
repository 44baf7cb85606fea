"""Small papers to send to the archive in tests: no Council papers, numbers from 99000 up."""

NOTE = """\
Council of the European Union

Brussels, 20 October 2019
(OR. en)

{number}

{marking}

JAIEX 45
VISA 239
{codes}

OUTCOME OF PROCEEDINGS

From:	General Secretariat of the Council
To:	Delegations
No. prev. doc.:	99001/19
Subject:	Outcome of the EU - US Justice and Home Affairs Ministerial Meeting, {city}, 3-4 October 2019

## 1. Visa policy

{text}

## 2. Data protection

The US side informed about the state of play of the agreement on data protection.
"""


def note_text(
    text: str = "The EU side agreed to examine the matter. The US side took note of it.",
    *,
    number: str = "99010/19",
    marking: str = "LIMITE",
    codes: str = "USA 37",
    city: str = "Tampere",
) -> bytes:
    """An outcome note as Markdown text."""
    return NOTE.format(text=text, number=number, marking=marking, codes=codes, city=city).encode()
