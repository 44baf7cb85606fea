"""Names of persons as Council papers print them: initials, particles, hyphens, diacritics, capitals in lists."""

import re
import unicodedata

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
TITLE = r"(?:(?:Mr|Mrs|Ms|Mme|Dr|Prof|Professor|Ambassador|Sir|Dame|H\.E)\.?\s+)"
# Capitalised words that never are part of a name: "Commissioner Reding Presidency" ends after "Reding".
NOT_NAMES = (
    r"(?!(?:The|This|That|These|Those|It|In|On|At|And|Of|For|By|With|From|EU|US|U\.S|European|Union|United|States|"
    r"Commission|Council|Presidency|"
    r"Minister|Ministers|Ministry|Secretary|Attorney|General|Deputy|Acting|Commissioner|Commissioners|Director|"
    r"Department|Justice|Interior|"
    r"Home|Homeland|Affairs|Security|January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Member|Both|Eurojust|Europol|Frontex|EEAS|Joint|Annex|ANNEX|Mr|Mrs|Ms|Mme|Dr|Office|"
    r"Agency|Mission|State|Federal|"
    r"Vice|Head|Chief|President|Chair|Coordinator|Administration|Congress|Senate|Parliament|House|Act|Agreement|"
    r"Treaty|LIMITE|Also|While|"
    r"Participants|Officials|Ministers|Jr|Sr|Under|Assistant|Principal|Division|Court|He|She|They|We|As|An?|Austrian|"
    r"Belgian|British|Bulgarian|Croatian|Cypriot|"
    r"Czech|Danish|Dutch|Estonian|Finnish|French|German|Greek|Hungarian|Irish|Italian|Latvian|Lithuanian|Maltese|"
    r"Polish|Portuguese|Romanian|Slovak|Slovenian|"
    r"Spanish|Swedish|American|Summary|Following|After|During|When|Where|If|Police|Law|Data|Visa|Schengen|"
    r"Transatlantic|Counter)\b)"
)
WORD = rf"(?:[{UPPER}]\.(?:-?[{UPPER}]\.)?(?=\s)|{NOT_NAMES}[{UPPER}][\w'’-]+(?<!'s)(?<!’s))"
PARTICLE = (
    r"(?:de la|de las|de los|de|del|della|di|da|dos|du|van der|van den|van de|van|von|vom|zu|ter|ten|den|le|"
    r"la|el|al|bin|af|av|y|e)"
)
SUFFIX = r"(?:,? (?:Jr|Sr)\.?|,? (?:II|III|IV)\b)"

# "Merrick B. Garland", "Gilles de Kerchove", "Ana Catarina Mendes", "Stavros LAMBRINAKOS", "Duke"; not "Interior".
NAME = rf"{WORD}(?:\s+(?:{PARTICLE}\s+)?{WORD}){{0,4}}{SUFFIX}?"
FULL_NAME = rf"{WORD}(?:\s+(?:{PARTICLE}\s+)?{WORD}){{1,4}}{SUFFIX}?"


def printed_name(words: str) -> str:
    """The name in its usual form: family names printed in capitals in a list are "Lambrinakos", not "LAMBRINAKOS"."""
    return " ".join(_usual(word) for word in words.split())


def _usual(word: str) -> str:
    if len(word.rstrip(".,")) > 3 and word.isupper():
        return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
    return word


def family_name(name: str) -> str:
    """The last word of a name without "Jr.", folded for comparing: "Šimić" and "SIMIC" are one."""
    words = [word for word in re.sub(SUFFIX + "$", "", name).replace(",", " ").split() if word]
    return folded(words[-1]) if words else ""


def folded(words: str) -> str:
    """Lower case without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))


def same_person(one: str, other: str) -> bool:
    """True if two printed names can be one person: same family name, and first names that do not contradict."""
    if family_name(one) != family_name(other):
        return False
    first, second = folded(one).replace(".", "").split()[:-1], folded(other).replace(".", "").split()[:-1]
    if not first or not second:
        return True
    return first[0] == second[0] or ((len(first[0]) == 1 or len(second[0]) == 1) and first[0][0] == second[0][0])
