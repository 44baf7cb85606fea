"""Whether the words around a name say that it takes part, or only that it is talked about.

"Eurojust explained", "represented by the Commission and the EEAS", "as did representatives of Frontex" take part;
"officials of Frontex will meet", "Europol was praised" and "recalled that Eurojust had handled" are only mentions.
"""

import re

from meetings.reading.listed import listed
from meetings.reading.people.names import UPPER
from meetings.reading.statements.vocabulary import all_forms, is_adverb

SPEAKING = all_forms(
    """agree commit undertake pledge promise vow resolve decide accept consent assent concur offer intend wish plan
    say state announce indicate confirm declare signal express voice show display reaffirm reiterate repeat
    renew restate underline stress emphasise emphasize underscore recall note welcome thank present brief inform
    outline describe explain ask request call invite urge press appeal encourage seek give take make see find
    hold stand remain let put set come draw lay share regret deplore condemn discuss review examine begin open
    consider regard believe trust expect fear doubt reply answer respond add observe remark refer introduce
    provide raise question argue insist maintain warn suggest propose recommend support endorse assure guarantee
    volunteer speak tell bid acknowledge concede mention report point lead chair host attend represent join sign
    issue praise commend applaud congratulate sketch preview demonstrate update wonder feel think hope estimate
    criticise propose intimate look return set focus elaborate complain plead demand advocate object counter
    clarify highlight stick table circulate distribute conclude close participate go attach welcome summarise
    summarize list wed cite quote rule decline refuse undertake pay trace walk deliver convey pass touch dwell
    draw hand accompany head co-chair cochair moderate sum lament commend rehearse detail relay enumerate concur
    compare affirm engage caution adopt co-sponsor assist"""
) | {"took", "spoke", "was", "were", "is", "are", "remains", "could", "did", "does", "undertook", "chairs"}  # fmt: skip

# What a body does elsewhere, not at the meeting: "Eurojust handled 61 cases".
MERE_FACTS = listed(
    """received enjoyed needed used existed lacked benefited recorded registered handled processed seized
    identified arrested transmitted increased decreased employed operated collected stored contained depended
    worked served helped succeeded failed managed adopted submitted published concluded developed started
    launched carried completed extended replaced introduced created established ceased opened signed ratified
    granted gained"""
)

# After "was": present, ready, critical; but not a passive ("was praised", "was established").
PRESENT_PARTICIPLES = listed(
    """represented prepared concerned pleased interested minded inclined disposed resolved committed determined
    asked invited requested urged delighted surprised worried alarmed convinced thanked-not led called opposed
    encouraged pressed satisfied accompanied joined headed reluctant"""
)

ADVERBS = (
    r"(?:\s+(?:both|each|all|jointly|also|further|then|again|however|therefore|briefly|in turn|for its part|"
    r"once more|too|\w+ly))*"
)
ASIDE = r"(?:\s*,[^,.;]{1,140},)?(?:\s*\([^)]{1,80}\))?"
NEXT_WORD = re.compile(rf",?{ADVERBS}\s+(?P<verb>[\w-]+)(?P<more>(?:\s+[\w-]+){{0,3}})")
WORD_AFTER_ASIDE = re.compile(rf"{ASIDE}{ADVERBS}\s+(?P<verb>[\w-]+)(?P<more>(?:\s+[\w-]+){{0,3}})")
TELEGRAPHIC = re.compile(
    r"(?:\s*:\s|\s+(?:ready|prepared|willing|concerned|open|keen|hopeful|in favour|critical|not "
    r"in a position|unable|not able)\b)"
)
TAKES_PART_AFTER = re.compile(
    rf"(?:{ASIDE}|,){ADVERBS}\s+(?:(?:was|were|is|are)\s+(?:also\s+)?(?:present|represented|in\s+the\s+chair|"
    rf"in\s+attendance)|(?:also\s+)?(?:attended|took\s+part|participated|joined|led|represented))"
    r"|,?\s+(?:represented|led|headed|assisted|accompanied)\s+by\b"
)
BY_WHOM = re.compile(
    r"(?i)\b(?<!co-)(?<!\bbe )(?<!being )(?:represented|led|chaired|hosted|headed|accompanied|joined|attended|opened|"
    r"organised|organized|presented|introduced|given|delivered|signed|issued|"
    r"co-chaired|made|asked|invited|announced|expressed|raised|stressed|moderated|convened|assisted|supported|"
    r"flanked|urged|voiced|underlined|told|requested|received|welcomed|"
    r"called\s+on|called\s+upon|handed\s+out|described|explained|outlined|put\s+forward)"
    r"(?:\s+[\w-]+){0,7}?\s+(?:jointly\s+)?by\s+(?P<between>.*)$"
)
PEOPLE_OF = re.compile(
    r"(?:^|[,;.]\s*|\band\s+|\bdid\s+|\bby\s+|\bwith\s+|\bAs\s+did\s+|\bas\s+did\s+)(?:the\s+|a\s+|an\s+|\w+\s+)?"
    r"(?:representatives?|delegates?|Representatives?|experts?|Experts?|head|Head|director|Director|delegation|"
    r"spokesperson|members?)\s+(?:of|from)\s+(?:both\s+)?(?:the\s+)?(?P<between>[^;]*)$"
)
STATEMENT_OF = re.compile(
    r"\b(?:[Jj]oint\s+)?(?:[Ss]tatement|[Dd]eclaration|[Pp]resentations?|[Bb]riefings?|[Rr]emarks|[Ii]nterventions?|"
    r"[Ww]elcome)(?:\s+on\s+[^.;,]{1,60})?\s+(?:of|by|from)\s+(?:the\s+)?(?P<between>[^;]*)$"
)
ALSO_THERE = re.compile(
    r"\b(?:[Aa]s\s+did|[Ii]n\s+the\s+presence\s+of|(?:were|was)\s+also\s+present|[Aa]lso\s+present\s+(?:were|was)|"
    r"[Tt]ogether\s+with|[Aa]ccompanied\s+by|[Pp]articipants\s+included|"
    r"with\s+the\s+participation\s+of|according\s+to|in\s+the\s+(?:view|eyes|opinion|reading)\s+of|present\s*:|"
    r"attended\s*:|participants\s*:|(?:took\s+part|participated|attended|present|"
    r"[Pp]articipants)\b[^;]{0,60}\bincluded|as\s+well\s+as\s+by|for\s+the\s+(?:EU|US)\s+side\s*,?|on\s+the\s+(?:EU|"
    r"US)\s+side\s*,?|chair(?:ed)?\s*:)\s+(?P<between>[^;]*)$"
)
# A list of names, offices and institutions: no verb of its own between "by" and the name.
NAME_WORD = re.compile(rf"[(\"]*(?:[{UPPER}]\S*|[,;()]*)")
JOINING_WORDS = listed(
    """and side sides of for the by as well on behalf together with from both in to also its their one hand other a
    de van von der representative representatives"""
)
NEAR = 400  # characters before a name in which the words that place it are looked for

NEGATIVE_BEFORE = re.compile(
    r"\b(?:former|ex-|late|then|predecessor|successor|absen(?:t|ce)\s+of|without|instead\s+of|in\s+place\s+of|"
    r"on\s+behalf\s+of\s+the\s+absent|that|which|whom|whose|by\s+then|nominee\s+for)\s+(?:the\s+)?(?:US\s+|EU\s+)?$"
)
ABSENT = re.compile(
    r"\b(?:absent|unable\s+to\s+(?:attend|come|travel|be\s+present|take\s+part)|excused|apolog(?:y|ies|ised)|"
    r"could\s+not\s+(?:attend|come|travel|be\s+present|take\s+part)|did\s+not\s+(?:attend|take\s+part|come)|"
    r"was\s+not\s+(?:present|represented)|were\s+not\s+(?:present|represented)|sent\s+(?:their|his|her|"
    r"its)\s+(?:regrets|apologies)|had\s+to\s+cancel|prevented\s+from)\b"
)
UNDER = re.compile(r"\b(?:met|meeting|Meeting|[Mm]inisterial)\b.*\bunder\s+(?:the\s+)?$")
# A person named with name and office is taken to be there unless the words say otherwise.
ELSEWHERE_BEFORE = re.compile(
    r"\b(?:letters?|speech|speeches|article|visits?|appointment|nomination|election|resignation|death|memory|murder|"
    r"condolences|order|memorandum|book|message|"
    r"telephone\s+call|term|case|portrait|mandate|proposal|report)\s+(?:of|by|from|to|against|"
    r"on)\s+(?:the\s+)?(?:new\s+|then\s+|US\s+|EU\s+)?$|\b(?:since|under|succeed(?:ing|ed)?|replac(?:ed|ing)|"
    r"to|as)\s+(?:the\s+)?$"
)
ELSEWHERE_AFTER = re.compile(
    r"\s*,?\s+(?:(?:who\s+)?had\b|(?:was|were|is|had been|has been)\s+(?:absent|appointed|"
    r"nominated|confirmed|killed|awarded|expected|due|not)\b|(?:'s|’s)\b|will\b|would\b)"
)
OPENING = re.compile(
    r"\s*(?:On|In|At|During|After|Before|From|Under|"
    r"Within)\s[^,;]{1,60}?(?<!\bof)(?<!\bby)(?<!\bto)(?<!\bfrom)(?<!\bwith)(?<!\bfor)\s+(?:the\s+)?"
)
PROGRAMME_AFTER = re.compile(r"(?:\s+\([A-Z]{2}\))?\s+(?:will|would|is going to)\s+[a-z]")
INVERTED = re.compile(r",\s+(?:said|added|explained|replied|stressed|noted)\s+(?:the\s+)?$")


def takes_part(before: str, after: str) -> bool:
    """Judged by the words of the same sentence before and after a name."""
    before, after = before[-NEAR:], after[:NEAR]
    if ABSENT.search(before + after):
        return False
    if NEGATIVE_BEFORE.search(before):
        return False
    if TAKES_PART_AFTER.match(after) and (_subject_place(before) or PEOPLE_OF.search(before)):
        return True
    if any(
        (found := pattern.search(before)) and _only_names(found["between"])
        for pattern in (BY_WHOM, STATEMENT_OF, ALSO_THERE)
    ):
        return True
    people = PEOPLE_OF.search(before)
    if people and _only_names(people["between"]) and speaks(after):
        return True
    if INVERTED.search(before):
        return True
    return _subject_place(before) and (speaks(after) or TELEGRAPHIC.match(after) is not None)


def is_there(before: str, after: str) -> bool:
    """Of a person with name and office: there, unless the words around say that it is elsewhere or only spoken of."""
    before, after = before[-NEAR:], after[:NEAR]
    if ABSENT.search(before + after) or NEGATIVE_BEFORE.search(before) or ELSEWHERE_BEFORE.search(before):
        return False
    return ELSEWHERE_AFTER.match(after) is None


def presides(before: str, after: str) -> bool:
    """Of a Presidency: "a meeting held under the Swedish Presidency", "the incoming Presidency will concentrate on"."""
    before = before[-NEAR:]
    return UNDER.search(before) is not None or (_subject_place(before) and PROGRAMME_AFTER.match(after) is not None)


def _only_names(between: str) -> bool:
    return all(word.strip(",;()") in JOINING_WORDS or NAME_WORD.fullmatch(word) for word in between.split())


def _subject_place(before: str) -> bool:
    """Nothing, a comma, a joining word or an opening phrase stands before; no preposition and no noun's "the X of"."""
    words = before.replace("(", " ").replace('"', " ").split()
    while words and words[-1].lower() in ("the", "both", "a", "an", "us", "eu", "u.s."):
        words.pop()
    if not words:
        return True
    last = words[-1]
    if OPENING.fullmatch(before):  # "On 30 May 2018 the Bulgarian Presidency hosted"
        return True
    if last.endswith((",", ";", ":", "-", "–", "—")):
        return True
    return last.lower() in (
        "and",
        "but",
        "while",
        "whereas",
        "though",
        "although",
        "where",
        "when",
        "after",
        "because",
        "then",
        "or",
        "did",
    )


def speaks(after: str) -> bool:
    """Whether the words behind a name begin with a verb with which notes report what is said or done there."""
    return any(
        (found := pattern.match(after)) is not None and _is_speaking(found) for pattern in (NEXT_WORD, WORD_AFTER_ASIDE)
    )


def _is_speaking(found: re.Match[str]) -> bool:
    verb, more = found["verb"], found["more"].split()
    if verb in ("has", "have") and more:
        return more[0] in SPEAKING or (more[0].endswith("ed") and more[0] not in MERE_FACTS)
    if verb in ("will", "would"):  # "the incoming Presidency will concentrate on"; of an agency no more than a forecast
        return False
    if verb == "had":  # "had its sights on"; "had visited" tells of an earlier time
        return bool(more) and more[0] in ("its", "a", "an", "the", "no", "some", "doubts", "misgivings")
    if verb in ("could", "did", "does"):
        return bool(more) and more[0] != "be"
    if verb in ("was", "were", "is", "are"):
        while more and (is_adverb(more[0]) or more[0] in ("not",)):
            more = more[1:]
        return not more or not more[0].endswith("ed") or more[0] in PRESENT_PARTICIPLES
    return verb in SPEAKING or (verb.endswith("ed") and verb not in MERE_FACTS)
