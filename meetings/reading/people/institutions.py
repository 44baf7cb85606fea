"""Institutions that take part in these meetings: under which name they are kept, and on which side they stand."""

import re
from dataclasses import dataclass

from meetings.council.sides import Side
from meetings.reading.statements.actors import MEMBER_STATE_ADJECTIVES, MEMBER_STATE_CODES, MEMBER_STATES, NATIONAL

US = r"(?:(?:US|U\.S\.|United States)\s+)?"
EUROPEAN = r"(?:(?:EU|European|European Union)\s+)?"

OF_COUNCIL = r"(?:\s+of\s+the\s+(?:Council(?:\s+of\s+the\s+(?:European\s+Union|EU))?|European\s+Union|EU))?"

# (name kept, side, printed forms). "" keeps the printed form without article. Longer forms stand before shorter ones.
INSTITUTIONS: tuple[tuple[str, Side, str], ...] = (
    (
        "",
        Side.EU,
        rf"(?:incoming|in-coming|upcoming|next|future|"
        rf"forthcoming)\s+(?:(?:{NATIONAL})\s+)?(?:EU\s+|Council\s+)?Presidency{OF_COUNCIL}",
    ),
    ("incoming Presidency", Side.EU, r"(?:current|present|outgoing)\s+and\s+(?:incoming|next)\s+Presidencies"),
    ("", Side.EU, rf"(?:(?:{NATIONAL})\s+)(?:EU\s+|Council\s+)?Presidency{OF_COUNCIL}"),
    ("Presidency", Side.EU, rf"(?:Council\s+|EU\s+|rotating\s+|current\s+)?Presidency{OF_COUNCIL}"),
    ("General Secretariat of the Council", Side.EU, r"General\s+Secretariat(?:\s+of\s+the\s+Council)?|GSC"),
    ("Council Secretariat", Side.EU, r"Council(?:'s|’s)?\s+(?:General\s+)?Secretariat"),
    ("Council Legal Service", Side.EU, r"(?:Council\s+)?Legal\s+Service(?:\s+of\s+the\s+Council)?"),
    (
        "Commission",
        Side.EU,
        r"(?:European\s+)?Commission(?!\s+on\b|er|\s+of\s+[Ii]nquiry)|COM(?=\s[a-z]|\s?\((?!\d)|[,:;.)]|$)|Cion(?=\s[a-z]|:)",
    ),
    ("EEAS", Side.EU, r"EEAS|European\s+External\s+Action\s+Service(?:\s+\(EEAS\))?"),
    (
        "Europol",
        Side.EU,
        r"Europol|EUROPOL|European\s+Police\s+Office|"
        r"European\s+Union\s+Agency\s+for\s+Law\s+Enforcement\s+Cooperation",
    ),
    ("Eurojust", Side.EU, r"Eurojust|EUROJUST|European\s+Union\s+Agency\s+for\s+Criminal\s+Justice\s+Cooperation"),
    ("Frontex", Side.EU, r"Frontex|FRONTEX"),
    ("", Side.EU, r"European\s+Border\s+and\s+Coast\s+Guard\s+Agency"),
    (
        "",
        Side.EU,
        r"ENISA|EMCDDA|EUDA|CEPOL|EASO|EUAA|eu-LISA|EPPO|EDPS|OLAF|FRA|INTCEN|EU\s+INTCEN|DG\s+HOME|"
        r"DG\s+JUST",
    ),
    (
        "",
        Side.EU,
        r"European\s+Public\s+Prosecutor['’]s\s+Office|European\s+Data\s+Protection\s+Supervisor|"
        r"European\s+Monitoring\s+Centre\s+for\s+Drugs\s+and\s+Drug\s+"
        r"Addiction|European\s+Union\s+Drugs\s+Agency|EU\s+Drugs\s+Agency|"
        r"European\s+Asylum\s+Support\s+Office|(?:EU\s+)?Fundamental\s+Rights\s+Agency|"
        r"European\s+Judicial\s+Network|European\s+Network\s+and\s+Information\s+Security\s+Agency|"
        r"European\s+Cybercrime\s+Centre|EU\s+Internet\s+Referral\s+Unit|"
        r"European\s+Counter\s+Terrorism\s+Centre|EU\s+Intelligence\s+and\s+Situation\s+Centre|(?:EU|"
        r"European\s+Union|European)\s+Agency\s+for\s+(?:the\s+)?"
        r"[A-Z][\w-]+(?:\s+(?:and|of|for|[A-Z][\w-]+))*(?<!and)(?<!for)(?<!of)",
    ),
    (
        "",
        Side.EU,
        rf"(?:{MEMBER_STATE_ADJECTIVES})(?=\s+and\s+(?:{MEMBER_STATE_ADJECTIVES})\s+delegations)|"
        rf"(?:{'|'.join(MEMBER_STATE_CODES)})\s+delegations?|(?:{MEMBER_STATE_ADJECTIVES})\s+(?:delegations?|authorities|"
        rf"Ministry\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)",
    ),
    (
        "",
        Side.EU,
        rf"(?<![\w,] )(?:{MEMBER_STATES})(?=\s+(?:outlined|presented|briefed|informed|set\s+out|hosted|"
        rf"opened|chaired|gave|offered|undertook|announced))",
    ),
    (
        "Department of Homeland Security",
        Side.US,
        rf"{US}Department\s+of\s+Homeland\s+Security|"
        rf"Homeland\s+Security\s+Department|{US}DHS",
    ),
    ("Department of Justice", Side.US, rf"{US}Department\s+of\s+Justice|Justice\s+Department|{US}(?:DOJ|DoJ)"),
    ("Department of State", Side.US, rf"{US}Department\s+of\s+State|State\s+Department"),
    (
        "Department of the Treasury",
        Side.US,
        rf"{US}Department\s+of\s+the\s+Treasury|{US}Treasury\s+Department|"
        rf"{US}Treasury",
    ),
    (
        "",
        Side.US,
        rf"{US}Department\s+of\s+(?:Defen[cs]e|Transportation|Commerce|Energy|"
        rf"Health\s+and\s+Human\s+Services)",
    ),
    ("Transportation Security Administration", Side.US, r"Transportation\s+Security\s+Administration|TSA"),
    ("Customs and Border Protection", Side.US, rf"{US}Customs\s+and\s+Border\s+Protection|CBP"),
    ("Immigration and Customs Enforcement", Side.US, rf"{US}Immigration\s+and\s+Customs\s+Enforcement|ICE"),
    ("Federal Bureau of Investigation", Side.US, r"Federal\s+Bureau\s+of\s+Investigation|FBI"),
    ("Drug Enforcement Administration", Side.US, r"Drug\s+Enforcement\s+Administration|DEA"),
    (
        "Cybersecurity and Infrastructure Security Agency",
        Side.US,
        r"Cybersecurity\s+and\s+Infrastructure\s+Security\s+Agency|CISA",
    ),
    (
        "",
        Side.US,
        rf"{US}(?:Immigration\s+and\s+Naturali[sz]ation\s+Service|"
        rf"Citizenship\s+and\s+Immigration\s+Services|Secret\s+Service|Coast\s+Guard|Marshals\s+Service|"
        rf"National\s+Security\s+Council|National\s+"
        r"Counterterrorism\s+Center|National\s+Targeting\s+Center|Terrorist\s+Screening\s+Center|"
        r"Postal\s+Inspection\s+Service|Office\s+of\s+(?:the\s+)?(?:Director\s+of\s+"
        r"National\s+Intelligence|National\s+Drug\s+Control\s+Policy|Justice\s+Programs|"
        r"International\s+Affairs|Foreign\s+Assets\s+Control)|Financial\s+Crimes\s+Enforcement\s+"
        r"Network|FinCEN|NCTC|USCIS|NSC|ONDCP)",
    ),
    (
        "",
        Side.US,
        r"(?:US|U\.S\.)\s+Mission\s+to\s+the\s+(?:EU|European\s+Union)|(?:US|"
        r"U\.S\.)\s+Embassy(?:\s+in\s+[A-Z]\w+)?",
    ),
)

INSTITUTION = re.compile(
    r"(?:\b|(?<=[Tt]he))(?=[A-Z]|incoming|in-coming|upcoming|next|future|forthcoming|rotating|current|eu-LISA)(?:"
    + "|".join(rf"(?P<i{number}>(?:{forms})(?!\w))" for number, (_, _, forms) in enumerate(INSTITUTIONS))
    + ")"
)


CODE = re.compile(rf"\b({'|'.join(MEMBER_STATE_CODES)})\b(?=\s)")
UNDER_ONE_NAME = {"EUROPOL": "Europol", "EUROJUST": "Eurojust", "FRONTEX": "Frontex"}
WITHOUT = re.compile(r"^(?:European(?= Commission)|rotating|current)\s+|\s+of the (?:Council|European Union|EU)\b.*$")


@dataclass(frozen=True, slots=True)
class Institution:
    """``name`` as printed without article; ``key`` is one for all printed forms of the institution."""

    name: str
    key: str
    side: Side


def institution_found(found: re.Match[str]) -> Institution:
    """The institution of a match of ``INSTITUTION``."""
    assert found.lastgroup is not None  # noqa: S101 - one of the groups has matched
    key, side, _ = INSTITUTIONS[int(found.lastgroup[1:])]
    printed = " ".join(found.group().split())
    name = UNDER_ONE_NAME.get(printed, WITHOUT.sub("", printed) or printed)
    if name.endswith(("Presidency", "delegation", "delegations")):
        name = CODE.sub(lambda code: MEMBER_STATE_CODES[code[1]], name)
    if re.fullmatch(MEMBER_STATE_ADJECTIVES, name):  # "the French and Finnish delegations"
        name += " delegation"
    name = name.replace("delegations", "delegation")
    if name.endswith("Presidencies"):
        name = key
    if name.startswith("General Secretariat"):
        name = printed
    return Institution(name, key or name, side)
