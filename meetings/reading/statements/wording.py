"""The plain wording of a sentence: what the rules are matched against, with everything that does not matter ironed out.

Typographic quotes and dashes, ligatures, brackets and capitals go; speakers become marks (actors.py); a misprinted
reporting verb is repaired. Offsets go too: a finding always quotes the whole sentence as printed, never this form.
"""

import re
import unicodedata
from functools import lru_cache

from meetings.council.sides import Side
from meetings.reading.sentences import LONGEST_SENTENCE
from meetings.reading.statements.actors import mark_actors
from meetings.reading.statements.vocabulary import REPAIRED

QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00ad": None, "–": "-", "—": "-",
                        "‑": "-", "\u2212": "-"})  # fmt: skip

# Rewritten in this order once the speakers are marked.
ASIDES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s-{1,2}\s|[()\[\]]"), " , "),  # brackets and spaced dashes set words aside like commas
    (re.compile(r"([,;:!?\"])"), r" \1 "),
    (re.compile(r'"'), " "),
    (re.compile(r"(?<=\w)'s\b|(?<=s)'(?=\s)"), " 's"),
    (re.compile(r"[.…]+(?=\s*$)"), " "),
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?: ,){2,}"), " ,"),
    (re.compile(r"^ ?, "), " "),
)

_ACTOR = r"@(?:eu|us|both|pres|next|out|none)"
_PEOPLE = (
    r"(?:[a-z]+ )?(?:experts|officials|representatives|authorities|delegations?|teams|negotiators|services|ministers|"
    r"members"
    r"|prosecutors|practitioners|co-chairs|heads|lawyers|sides|agencies|principals|specialists|analysts|colleagues)"
)
# "the former" and "the latter" of the sides named before, as subjects of their own.
FORMER_LATTER = re.compile(
    r"\bthe (former|latter)(?= (?:was|were|agreed|undertook|promised|accepted|would|will|"
    r"replied|said|is|are|committed|pledged|offered|expressed|also|\w+ed)\b| ,)"
)
OTHER = re.compile(
    r"\b(?:(?:his|her|its|their) (?:counterparts?|opposite numbers?|hosts?|guests?)|the other side|"
    r"the other delegation)\b"
)
LABEL = re.compile(r"^(@(?:eu|us|both|pres|next)) : ")  # "US: will send a first draft"

# Set phrases with a plain word for the same: "did not conceal its eagerness" shows it.
PLAINER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bdid not (?:conceal|hide|disguise|deny)\b"), "showed"),
    (re.compile(r"\bnot (?:unwilling|averse|disinclined|loath|adverse)\b"), "willing"),
    (re.compile(r"\b(?:gave|gives) (@\w+|the meeting) to understand\b"), r"told \1"),
    (re.compile(r"^(?:for|on behalf of|speaking for|speaking on behalf of) @\w+ , (?=@)"), ""),
)

MERGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(@eu|@us)(?: ?/ ?\1)+\b"), r"\1"),  # "the US (DoJ/FBI)"
    (re.compile(rf"({_ACTOR}) 's {_PEOPLE}\b"), r"\1"),
    (re.compile(rf"\b(?:the )?{_PEOPLE} (?:of|from|on|representing) (?:both )?(?:the )?(?=@(?:eu|us|both|pres))"), ""),
    (re.compile(r"\b(@both|@eu|@us) (?:and their|and its) (?:experts|officials|services|agencies|member "
                r"states)\b"), r"\1"),
    (re.compile(r"(@eu|@us|@pres|@next) (?:representatives?|delegates?|officials?|experts?|speakers?|delegations?|"
                r"spokesperson|spokesman)\b"), r"\1"),
    (re.compile(r"(@eu|@pres|@us|@both) , \1 ,"), r"\1"),
    (re.compile(r"(@eu|@us) of \1\b(?: of the \w+\b)?"), r"\1"),
    (re.compile(r"(@eu|@us|@pres)(?: ,)? \1(?= )"), r"\1"),
    (re.compile(r"@(?:eu|pres)(?:(?: ,| and| and the| as well as| together with) @(?:eu|pres))+"), "@eu"),
    (re.compile(r"(?:(?<=^)|(?<=, )|(?<=; )|(?<=: )|(?<=and )|(?<=that ))(?:both )?(?:@(?:eu|pres)(?: ,)? (?:and|as "
                r"well as|together with) @us|@us(?: ,)? (?:and|as well as|together with) @(?:eu|pres))\b(?! "
                r"'s)"), "@both"),
    (re.compile(r"@us(?:(?: ,| and| and the| as well as) @us)+"), "@us"),
    (re.compile(
        r"(?:\bboth )?(?:@(?:eu|pres)(?: ,)? (?:and|as well as|together with)(?: of)?(?: the)? @us|"
        r"@us(?: ,)? (?:and|as well as|together with)(?: of)?(?: the)? @(?:eu|pres))(?! (?:agreed|promised|undertook|"
        r"was|said|would|"
        r"replied|committed|pledged|asked|called|expressed|stated|declared|accepted|had|stood|will|has|is|did|"
        r"could)\b)"), "@both"),
)  # fmt: skip


def plain_wording(sentence: str, persons: dict[str, Side]) -> str:
    """One sentence in the form that rules are matched against: lower case, single spaces, speakers as marks."""
    words = unicodedata.normalize("NFKC", sentence[:LONGEST_SENTENCE]).translate(QUOTES)
    words = re.sub(r"\b([Tt]he)(?=[A-Z][a-z])", r"\1 ", re.sub(r"\s+", " ", words))  # "TheDepartment": a lost space
    words = re.sub(r"\b(?:EU|E\.U\.) ?[-/] ?(?:US|U\.S\.)(?= )", "EU-US", words)
    words = mark_actors(words, persons)
    for pattern, form in ASIDES:
        words = pattern.sub(form, words)
    words = " ".join(_repaired(word) for word in words.lower().split())
    words = LABEL.sub(r"\1 ", words)
    for pattern, form in (*PLAINER, *MERGES):
        words = pattern.sub(form, words)
    words = FORMER_LATTER.sub(r"\1", OTHER.sub("counterpart", words))
    return " ".join(words.split())


@lru_cache(maxsize=20_000)
def _repaired(word: str) -> str:
    return REPAIRED.get(word, word)
