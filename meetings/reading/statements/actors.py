"""Who can speak in a note: sides, institutions, offices and outsiders, each with the mark they get in a sentence.

A mark stands for a speaker in the plain wording of a sentence (wording.py): ``@eu``, ``@us``, ``@both``; ``@pres`` and
``@next`` for the present and the incoming Presidency, which speak for the EU side but have a programme of their own;
``@out`` for anybody outside the two sides; ``@none`` for "neither side".
"""

import re

from meetings.council.sides import Side
from meetings.reading.people.portfolios import PORTFOLIO

SIDE_OF_MARK: dict[str, Side] = {
    "@eu": Side.EU,
    "@pres": Side.EU,
    "@next": Side.EU,
    "@us": Side.US,
    "@both": Side.BOTH,
}

# Adjectives and names of the Member States (the United Kingdom was one until January 2020).
MEMBER_STATE_ADJECTIVES = (
    "Austrian|Belgian|British|Bulgarian|Croatian|Cypriot|Czech|Danish|Dutch|Estonian|Finnish|French|German|Greek|"
    "Hellenic|Hungarian|Irish|Italian|Latvian|Lithuanian|Luxembourg|Luxembourgish|Maltese|Netherlands|Polish|"
    "Portuguese|Romanian|Slovak|Slovakian|Slovene|Slovenian|Spanish|Swedish|UK"
)
# Codes of the Member States ("DK Presidency", "FR delegation"), each with the adjective for it.
MEMBER_STATE_CODES = {
    "AT": "Austrian", "BE": "Belgian", "BG": "Bulgarian", "CY": "Cypriot", "CZ": "Czech", "DE": "German",
    "DK": "Danish", "EE": "Estonian", "EL": "Greek", "ES": "Spanish", "FI": "Finnish", "FR": "French",
    "HR": "Croatian", "HU": "Hungarian", "IE": "Irish", "IT": "Italian", "LT": "Lithuanian", "LU": "Luxembourg",
    "LV": "Latvian", "MT": "Maltese", "NL": "Netherlands", "PL": "Polish", "PT": "Portuguese", "RO": "Romanian",
    "SE": "Swedish", "SI": "Slovenian", "SK": "Slovak",
}  # fmt: skip
NATIONAL = f"{MEMBER_STATE_ADJECTIVES}|{'|'.join(MEMBER_STATE_CODES)}"
MEMBER_STATES = (
    "Austria|Belgium|Bulgaria|Croatia|Cyprus|Czechia|the Czech Republic|Denmark|Estonia|Finland|France|Germany|Greece|"
    "Hungary|Ireland|Italy|Latvia|Lithuania|Luxembourg|Malta|the Netherlands|Poland|Portugal|Romania|Slovakia|"
    "Slovenia|Spain|Sweden|the United Kingdom"
)

# "side", "delegation": what can follow "the EU" or "the US" and still mean the side itself.
BODY = (
    "(?:senior |high-level |law enforcement |border |judicial |competent |central |legal |technical |home affairs |"
    "justice |interior |state |State |embassy |federal )*"
    "(?:sides?|delegations?|teams?|party|parties|representatives?|officials?|experts?|negotiators?|ministers?|"
    "Ministers?|"
    "authorities|institutions|agencies|services|interlocutors?|participants|partners?|counterparts?|co-chairs?|chairs?|"
    "heads? of delegation|Heads? of Delegation|delegates?|speakers?|prosecutors?|lawyers|hosts?|mission|Mission|"
    "government|Government|colleagues|leaders|principals|signatories)"
)
COUNT = (
    r"(?:[Tt]he |[Aa]ll |[Ss]ome |[Ss]everal |[Mm]any |[Mm]ost |[Cc]ertain |[Tt]hese |[Tt]hose |[Oo]ne |[Aa]n? |"
    r"[Tt]wo |[Tt]hree |[Ff]our |[Ff]ive |[Ss]ix |[Aa] number of |[Aa] majority of |[Ii]ndividual |[Ee]ach )?"
)
THE = "(?:[Tt]he )?"
_NAMES = r"(?: (?!Presidency)[A-ZÀ-ÞŠŽČŁŚĐ][\w.'’-]*){1,4}"
NAME = rf"(?:, (?:Mr|Mrs|Ms|Dr|Mme)\.?{_NAMES},|(?: (?:Mr|Mrs|Ms|Dr|Mme)\.?)?{_NAMES})"
EU_WORD = r"(?:EU|European Union|E\.U\.|European|Union)"
US_WORD = r"(?:US|U\.S\.A?\.?|USA|United States|American)"

# In order: the first that fits at a place wins. Case counts: "ministers" speak, "US" is not "us".
ACTORS: tuple[tuple[str, str], ...] = (
    # Neither side, and both of them.
    (
        "@none",
        r"(?:[Nn]either|[Nn]one) (?:of )?(?:the )?(?:two )?(?:side|delegation|party|sides|delegations|parties)|"
        r"[Nn]o (?:side|delegation|party|(?:EU )?Member States?|speaker|participant)|[Nn]obody|[Nn]o one|"
        r"[Nn]either (?:the )?(?:EU|US)(?: side)? nor (?:the )?(?:EU|US)(?: side)?",
    ),
    ("@both", rf"(?:[Bb]oth )?{THE}{EU_WORD}(?: side)? and {THE}{US_WORD}(?: {BODY})?(?![-\w])"),
    ("@both", rf"(?:[Bb]oth )?{THE}{US_WORD}(?: side)? and {THE}{EU_WORD}(?: {BODY})?(?![-\w])"),
    ("@both", rf"{THE}EU ?[-–/] ?U\.?S\.? {BODY}"),
    (
        "@both",
        r"(?:[Tt]he two|[Bb]oth(?: of the)?|[Bb]oth the|[Tt]he|[Aa]ll|[Ee]ach of the|[Tt]he (?:two "
        r")?transatlantic|"
        r"[Tt]hose two|[Tt]wo) (?:sides|parties|Parties|delegations|partners|sets of officials|"
        r"[Cc]hairs|[Cc]o-[Cc]hairs|"
        r"heads of delegation|Heads of Delegation|negotiators|signatories|interlocutors)|"
        r"[Bb]oth (?:sets of )?(?:Ministers|ministers|principals|leaders)|"
        r"(?:[Tt]he )?(?:Parties|[Pp]rincipals|[Pp]articipants|heads of delegation|Heads of Delegation)|"
        r"[Ee]ach (?:side|delegation|party)|[Ee]ither (?:side|delegation|party)|[Tt]hose present|"
        r"(?:[Tt]he )?transatlantic partners|(?:[Tt]he )?(?:EU and US|US and EU) \w+",
    ),
    # Outsiders that would else be taken for one of the bodies below.
    (
        "@out",
        r"(?:[Tt]he )?(?:G7|G8|G20|G-7|G6|Western Balkans?|African|Turkish|Russian|Canadian|Ukrainian|Swiss|"
        r"Norwegian|Moroccan|Chinese|third[- ]country|Mexican)(?: [a-z]+)? (?:[Mm]inisters?|delegations?|side|"
        r"authorities|[Pp]residency|partners|officials|experts|countries|government|[Gg]roup)",
    ),
    (
        "@out",
        r"(?:[Tt]he )?(?:UN |United Nations |Federal [A-Z]\w+ |Venice |9/11 )?Commission on [A-Z]\w+(?: "
        r"[A-Z]\w+)*|"
        r"(?:[Tt]he )?(?:UN|United Nations|Federal (?:Trade|Communications)|Venice) (?:Commission|Council|"
        r"Security Council)|(?:[Tt]he )?(?:Council of Europe|European Council)",
    ),
    (
        "@out",
        r"(?:[Tt]he )?(?:European |US |Italian )?(?:Parliament|Congress|Senate|House of Representatives|"
        r"Supreme Court|Court of Justice|Court|courts|Courts|ECJ|CJEU|LIBE [Cc]ommittee|European Data "
        r"Protection Supervisor|EDPS|Article 29 Working Party|Data Protection Board)|"
        r"(?:[Tt]he |[Mm]ost |[Aa] |[Ss]everal |[Ss]mall |[Ll]arge |[Mm]ajor )?(?:service |online |internet |"
        r"Internet |communications? |private |social media |private[- ]sector |technology |air |American |"
        r"European |"
        r"US )*(?:providers|carriers|airlines|platforms|companies|industry|Industry|private sector|operators|"
        r"private[- ]sector representatives?|banks|NGOs|civil society|Carriers|Airlines|Platforms|Providers|"
        r"Companies|"
        r"third countries|third States|countries of origin|partner countries|Courts|lawmakers|legislators)|"
        r"(?:[Tt]he )?(?:Interpol|INTERPOL|NATO|OSCE|FATF|UNODC|UNHCR|ICAO|IOM|United Nations|UN|Canada|Russia|"
        r"Turkey|Türkiye|Ukraine|China|Switzerland|Norway|Morocco|Libya|Mexico|Australia|Japan|Israel|Iceland|"
        r"Financial Action Task Force|World Customs Organi[sz]ation|Taliban|traffickers|smugglers|criminals|"
        r"terrorists)",
    ),
    # The Presidency, incoming and present.
    (
        "@next",
        rf"(?:[Tt]he )?(?:(?:incoming|in-coming|upcoming|next|future|forthcoming) "
        rf"(?:(?:{NATIONAL}) )?"
        rf"(?:EU |Council )?Presidency|(?:{NATIONAL}) (?:incoming|upcoming|next) Presidency)",
    ),
    (
        "@pres",
        rf"(?:[Tt]he )?(?:(?:outgoing|current|present|rotating) )?(?:(?:{NATIONAL}) )?"
        rf"(?:EU |Council )?Presidency(?: of the (?:Council(?: of the (?:European Union|EU))?|European Union|"
        rf"EU))?",
    ),
    # The US side.
    ("@us", rf"(?:[Tt]he |[Ss]ome |[Ss]everal )?{US_WORD} (?:{BODY}|Administration|administration)(?![-\w])"),
    (
        "@us",
        rf"{THE}(?:{US_WORD} )?(?:Departments?|DEPARTMENTS?) of (?:(?:the )?(?:Homeland Security|Justice|State|"
        rf"Treasury|"
        r"Defen[cs]e|Transportation|Commerce|Energy|Labor))(?:(?:,| and)(?: of)? (?:Homeland Security|Justice|"
        r"State|"
        r"Treasury))*|(?:[Tt]he )?(?:US )?(?:State|Justice|Treasury|Homeland Security) Department|"
        r"(?:[Tt]he |[Hh]er |[Hh]is |[Ii]ts )(?:own )?Department(?! of)",
    ),
    (
        "@us",
        rf"{THE}(?:{US_WORD} )?(?:DHS|DOJ|DoJ|DoS|TSA|CBP|ICE|FBI|DEA|CISA|USCIS|ATF|NCTC|NSC|FinCEN|ODNI|"
        r"Transportation Security Administration|Customs and Border Protection|Immigration and Customs Enforcement|"
        r"Federal Bureau of Investigation|Drug Enforcement Administration|Secret Service|Coast Guard|"
        r"Cybersecurity and Infrastructure Security Agency|National Security Council|Citizenship and Immigration "
        r"Services|Marshals Service|Office of Foreign Assets Control|National Counterterrorism Center|"
        r"National Targeting Center|Terrorist Screening Center|Bureau of Consular Affairs|Office of [A-Z]\w+ "
        r"Affairs|"
        r"Privacy and Civil Liberties Oversight Board|Embassy in Brussels|Embassy|Mission to the (?:EU|European "
        r"Union))",
    ),
    (
        "@us",
        rf"{THE}(?:{US_WORD} )?(?:(?:Acting|Deputy|Assistant|Associate|Principal|Under|Deputy Assistant) )*"
        rf"(?:AG(?=[ :,])|Attorney General|Solicitor General|(?<!State )(?:Under[- ]?)?Secretary(?![- "
        rf"]General)(?:{PORTFOLIO})?)"
        rf"(?: of the {US_WORD})?(?:{NAME})?",
    ),
    (
        "@us",
        r"(?:[Tt]he )?(?:new |current |present |incoming |outgoing |previous |next |former |last "
        r")?Administration(?! of)|"
        r"(?:[Tt]he )?President (?:Bush|Obama|Trump|Biden)|(?:[Tt]he )?White House",
    ),
    # The EU side.
    ("@eu", rf"(?:[Tt]he |[Ss]ome |[Ss]everal )?{EU_WORD} {BODY}(?![-\w])"),
    (
        "@eu",
        rf"{COUNT}(?:(?:other|new|acceding|remaining|interested|participating|individual|smaller|larger|more|"
        rf"seven|eight|nine|ten|\d+) )*(?:EU |EU's |Schengen )?Member States?(?:' (?:experts|authorities|"
        rf"ministers))?(?: concerned| in question)?",
    ),
    (
        "@eu",
        rf"{THE}(?:General Secretariat of the Council|General Secretariat|Council(?: of the European Union)?"
        r"(?:'s)? (?:General )?Secretariat|Council Legal Service|Council Presidency|Secretariat)",
    ),
    (
        "@eu",
        rf"{THE}(?:European )?(?:Commission|COM(?=[ :,])|Cion)(?: services| representatives?| delegation| "
        rf"officials?)?(?!er)(?:'s services)?",
    ),
    (
        "@eu",
        rf"(?:[Tt]he |[Bb]oth )?(?:EU |European |(?:{MEMBER_STATE_ADJECTIVES}) )?(?:(?:Executive "
        rf")?Vice-Presidents?|"
        rf"Commissioners?)(?: of the (?:European )?Commission)?(?:(?: responsible)?{PORTFOLIO})?(?:{NAME})?",
    ),
    (
        "@eu",
        rf"{THE}(?:EU |European Union )?(?:Counter[- ]?[Tt]errorism Coordinator|CTC|High Representative|Drugs "
        rf"Coordinator|"
        rf"Anti-[Tt]rafficking Coordinator|Ombudsman)(?:{NAME})?",
    ),
    (
        "@eu",
        rf"{THE}(?:(?:Executive |Deputy )?Director of |Head of |President of )?(?:Europol|EUROPOL|Eurojust|"
        rf"EUROJUST|"
        r"Frontex|FRONTEX|EEAS|ENISA|EMCDDA|EUDA|CEPOL|EASO|EUAA|eu-LISA|EPPO|FRA|OLAF|INTCEN|EU INTCEN|"
        r"European External Action Service|European Border and Coast Guard(?: Agency)?|European Police Office|"
        r"European Public Prosecutor's Office|European (?:Union )?Drugs Agency|"
        r"European Monitoring Centre for Drugs and Drug Addiction|European (?:Union )?Agency for [A-Z]\w+(?: "
        r"[A-Z]\w+)*|"
        r"European Union Agency for [A-Z]\w+|European Asylum Support Office|Fundamental Rights Agency|"
        r"European Network and Information Security Agency|European Cybercrime Centre|EC3|EU Internet Referral "
        r"Unit|"
        r"European Counter Terrorism Centre|DG HOME|DG JUST|DG Home|Council|Coordinating Committee|COSI|Coreper)",
    ),
    (
        "@eu",
        rf"{THE}(?:{MEMBER_STATE_ADJECTIVES}) (?:(?:Deputy |Prime |Justice |Interior |Federal |Home "
        rf")*(?:Ministers?|Minister"
        rf"s?|State Secretary|Secretary of State|Home Secretary|Secretary)(?:{PORTFOLIO})?(?:{NAME})?|{BODY}|"
        rf"ministry|"
        r"Ministry)",
    ),
    (
        "@eu",
        rf"{THE}(?:Deputy |Prime |Justice |Interior |Federal )*(?:Minister|State Secretary|Home Secretary|Lord "
        rf"Chancellor)"
        rf"(?:{PORTFOLIO})?(?: of (?:{MEMBER_STATES}))?(?:{NAME})?",
    ),
    ("@eu", rf"(?:{MEMBER_STATES})(?!')"),
    ("@eu", rf"{THE}(?:{'|'.join(MEMBER_STATE_CODES)}) (?:delegations?|authorities)"),
    # "SE offered", "FR and DE said"; not "IT supported", "DE facto".
    (
        "@eu",
        rf"(?!IT )(?:{'|'.join(MEMBER_STATE_CODES)})(?=(?:(?:,| and|/) ?(?:{'|'.join(MEMBER_STATE_CODES)}))* "
        rf"(?:also )?(?:offered|said|stated|asked|informed|reaffirmed|agreed|undertook|committed|confirmed|"
        rf"announced|proposed|stressed|supported|recalled|underlined|welcomed|presented|briefed|gave|stood)\b)",
    ),
    # "Ministers" and "officials" with nobody's name are those at the table.
    (
        "@both",
        r"(?:[Tt]he |[Tt]hese |[Aa]ll )?(?:Ministers|(?<!of )ministers|[Ss]enior [Oo]fficials|(?<!, "
        r")[Oo]fficials|Experts|"
        r"[Ss]enior representatives|Legal advisers)(?! (?:from|of) (?:the )?(?:third|G7|Western))",
    ),
    (
        "@both",
        r"(?:[Tt]he )?meeting(?= (?:agreed|decided|resolved|concluded|undertook|took the decision|instructed|"
        r"reaffirmed|reiterated|expressed|committed|pledged))",
    ),
    ("@eu", rf"{THE}(?:{EU_WORD})(?![-\w])"),
    ("@us", rf"{THE}(?:{US_WORD})(?![-\w])"),
    (
        "@both",
        r"(?:We|we)(?=[ ,])|(?:(?<=^)|(?<=; )|(?<=but ))[Bb]oth(?= (?:agreed|committed|undertook|pledged|were|"
        r"are|will|reaffirmed|expressed|decided|promised|resolved|would))",
    ),
)

# Where a speaker can begin at all: tried first, since most words of a sentence are none of these.
BEGINNING = (
    r"\b(?=[A-ZÀ-Þ\d]|(?:the|an?|all|both|each|either|neither|none|no|nobody|those|these|two|three|four|five|six|"
    r"seven|eight|nine|ten|one|some|several|"
    r"many|most|certain|individual|other|new|remaining|interested|participating|acceding|smaller|larger|more|"
    r"participants|principals|heads|transatlantic|"
    r"third|incoming|in-coming|upcoming|next|future|forthcoming|outgoing|current|present|rotating|his|her|its|"
    r"ministers|senior|officials|legal|meeting|we|"
    r"service|online|internet|communications?|private|social|technology|air|providers|carriers|airlines|platforms|"
    r"companies|industry|operators|banks|civil|"
    r"countries|partner|lawmakers|legislators|courts|traffickers|smugglers|criminals|terrorists|small|large|major|"
    r"eu)\b)"
)
ACTOR = re.compile(
    BEGINNING
    + "(?:"
    + "|".join(f"(?P<{mark[1:]}_{number}>(?:{words})(?!\\w))" for number, (mark, words) in enumerate(ACTORS))
    + ")"
)


def mark_actors(text: str, persons: dict[str, Side]) -> str:
    """The text with every speaker replaced by a mark. ``persons`` gives the side of family names found in the note."""
    text = ACTOR.sub(_mark, text)
    if persons:
        names = "|".join(re.escape(name) for name in sorted(persons, key=len, reverse=True))
        named = re.compile(rf"\b(?:(?:Mr|Mrs|Ms|Dr|Mme)\.? )?(?:[A-ZÀ-Þ][\w.'’-]* ){{0,3}}(?P<name>{names})\b")
        text = named.sub(lambda found: "@" + persons[found["name"]].value.lower(), text)
    return text


def _mark(found: re.Match[str]) -> str:
    assert found.lastgroup is not None  # noqa: S101 - one of the groups has matched
    return "@" + found.lastgroup.split("_")[0]
