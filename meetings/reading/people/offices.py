"""Offices that persons hold at these meetings, and on which side they stand."""

import re

from meetings.council.sides import Side
from meetings.reading.people.portfolios import PORTFOLIO
from meetings.reading.statements.actors import MEMBER_STATE_ADJECTIVES, MEMBER_STATES

OF_BODY = (
    r"(?:\s+(?:of|for|at|to)\s+(?:the\s+)?(?:Europol|EUROPOL|Eurojust|EUROJUST|Frontex|EEAS|eu-LISA|ENISA|EMCDDA|"
    r"EUDA|CEPOL|EASO|EUAA|European Commission|Commission|"
    r"Council|European Union|EU|Council Secretariat|FBI|TSA|CBP|ICE|DEA|CISA|Secret Service|Transportation Security "
    r"Administration|Customs and Border "
    r"Protection|Department of (?:Homeland Security|Justice|State|the Treasury)|US|U\.S\.|United States))"
)
OF_COUNTRY = rf"(?:\s+of\s+(?:{MEMBER_STATES}|the\s+United\s+States))"
NATION = (
    rf"(?:(?:{MEMBER_STATE_ADJECTIVES}|EU|European|US|U\.S\.|American|Europol's|Eurojust's|Frontex's|the "
    rf"Commission's|Europol’s|Eurojust’s|Italy's|Spain's|Germany's|France's)\s+)"
)

US_OFFICE = (
    r"(?:(?:Acting|Deputy|Principal|Associate|Assistant|Under|Senior|then)[ -]+)*"
    rf"(?:(?:Department\s+of\s+)?Homeland\s+Security(?:\s+\(DHS\))?\s+(?:(?:Acting|Deputy|Under|"
    rf"Assistant)\s+)*Secretary|Attorney General|AG(?=\s+[A-Z][a-z])|Solicitor General|"
    rf"(?:Under)?[Ss]ecretary(?![- ]General){PORTFOLIO}|"
    rf"Secretary of (?:the )?(?:(?:US )?Department of Homeland Security|DHS)|"
    rf"Secretary(?=\s+[A-Z])(?! General)|Director of (?:the )?"
    rf"(?:FBI|Federal Bureau of Investigation|National Intelligence|CIA)|(?:TSA|CBP|ICE|DEA|FBI)\s+(?:Administrator|"
    rf"Commissioner|Director)|Administrator of (?:the )?[A-Z]\w+)"
)
EU_OFFICE = (
    r"(?:(?:Acting|Deputy|Prime|Vice|Federal|First|Executive|Senior|Justice|Interior|Home Affairs|Migration|Security|"
    r"Parliamentary)[ -]+)*"
    r"(?:Vice-Minister|Prime Minister and Minister|Minister and Minister|Commission\s+(?:Executive\s+)?Vice[- "
    r"]President|Minister|"
    r"Permanent Secretary(?: of the Ministry)?|State Secretary|Secretary of State|Home Secretary|Lord Chancellor|"
    r"Secretary[- ]General|Director[- ]General|"
    r"Deputy Director[- ]General|Vice[- ]President|Commissioner|High Representative|Counter[- ]?[Tt]errorism "
    r"Coordinator|Anti-[Tt]rafficking "
    r"Coordinator|Drugs Coordinator|Executive Director|Director|President|Under-?[Ss]ecretary|Chair|Head of "
    r"Delegation|Head of Unit|Ambassador)"
)
# "Deputy Assistant Attorney General and DOJ Counselor for International Affairs": one person with two offices.
SECOND = (
    r"(?P<second>\s+and\s+(?:(?:DOJ|DHS|US|U\.S\.|EU|Acting|Senior|Chief|Special)\s+)*(?:Counsell?or|Advis[eo]r|"
    r"Director|"
    r"Coordinator|Envoy|Chief|Head|Representative|Under Secretary|Assistant Secretary|Minister|High Representative)"
    rf"{PORTFOLIO})?"
)
OFFICE = (
    rf"\b(?P<nation>{NATION})?(?P<office>(?:{US_OFFICE}|"
    rf"{EU_OFFICE})(?![\w-]))(?P<portfolio>{PORTFOLIO})?(?P<body>{OF_BODY})?(?P<country>{OF_COUNTRY})?(?P<more>{PORTFOLIO})?{SECOND}"
)

# Offices that only one side has, whatever stands around them.
OF_US = re.compile(
    rf"^(?:(?:US|U\.S\.|American)\s|{US_OFFICE})|(?:Attorney General|Homeland Security|of the Treasury|FBI|TSA|CBP|"
    rf"ICE\b|DEA\b|CISA|United States|Department of)"
)
OF_EU = re.compile(
    rf"^(?:EU\s|European\s|(?:{MEMBER_STATE_ADJECTIVES})\s)|Minister\b|State Secretary|Home Secretary|Commissioner\b|"
    rf"Vice[- ]President\b|Permanent Secretary|High Representative|"
    r"Coordinator|Europol|Eurojust|Frontex|Director-General|EEAS|eu-LISA|Commission\b|Council\b"
)


# "Secretary Lind", "Deputy Secretary": of a US department, while the Union has State Secretaries and Permanent ones.
BARE_SECRETARY = re.compile(r"(?:(?:Acting|Deputy|Assistant|Associate|Principal|Under)[ -])*(?:Under)?[Ss]ecretary|AG")
# "Secretary of State for Security": a minister's deputy in a Member State; not the US "Secretary of State".
OF_A_MINISTRY = re.compile(r"Secretary of State (?:for|at|in|of)\b(?! the United States)")


def side_of_office(office: str) -> Side | None:
    """The side a printed office belongs to; None where the office alone does not tell ("Director")."""
    if BARE_SECRETARY.fullmatch(office):
        return Side.US
    if (
        re.match(rf"(?:{MEMBER_STATE_ADJECTIVES})\s", office)
        or OF_A_MINISTRY.search(office)
        or "State Secretary" in office
        or "Home Secretary" in office
    ):
        return Side.EU
    if re.search(
        r"\b(?:CBP|Customs and Border Protection|"
        r"ICE)\b",
        office,
    ) or (OF_US.search(office) and not office.startswith(("EU ", "European "))):
        return Side.US
    return Side.EU if OF_EU.search(office) else None
