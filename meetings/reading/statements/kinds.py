"""What a sentence reports, apart from undertakings and requests: concern, welcome, stress, information or refusal."""

import re

from meetings.reading.parsed import StatementKind

# In order: the first that is found decides.
KINDS: tuple[tuple[StatementKind, str, re.Pattern[str]], ...] = (
    (
        StatementKind.REFUSED,
        "declines",
        re.compile(
            r"\b(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)|rul(?:ed|es) out|reject(?:ed|s)|turned down|"
            r"unable to|was not "
            r"in a position|were not in a "
            r"position|in no position|could not (?:commit|promise|agree|accept|subscribe|undertake|give|tie|enter|"
            r"guarantee|hold out)|cannot (?:commit|"
            r"promise|agree|accept)|would not (?:be able|be drawn|commit|agree|accept)|"
            r"did not (?:wish|want|commit|agree|"
            r"accept|permit)|not prepared to|"
            r"not ready to|not willing to|unwilling|stopped short|neither side|no commitment|reserved (?:its|their) "
            r"position|reluctant|no promise)\b"
        ),
    ),
    (
        StatementKind.CONCERN,
        "is-concerned",
        re.compile(
            r"\b(?:concern(?:s|ed about|ed at|ed by)?|worr(?:y|ied|ies|ying)|alarm(?:ed)?|unease|anxiety|regret(?:ted|"
            r"s)?|deplor(?:ed|es)|condemn(?:ed|s)|"
            r"critici[sz]ed|critical of|disappoint(?:ed|ment)|fear(?:ed|s)?|doubt(?:ed|s)|misgivings|reservations|"
            r"lament(?:ed|s)?|troubled|dismay|denounced)\b"
        ),
    ),
    (
        StatementKind.WELCOMED,
        "welcomes",
        re.compile(
            r"\b(?:welcom(?:ed|es|ing)|prais(?:ed|es|ing)|thank(?:ed|s)|commend(?:ed|s)|applaud(?:ed|s)|hailed|paid "
            r"tribute|pay tribute|congratulat(?:ed|es)|"
            r"appreciat(?:ed|ion|es)|grateful|gratitude|satisf(?:ied|action|actory)|greeted|met with (?:general |broad "
            r")?(?:approval|applause|interest)|"
            r"successful|fruitful|milestone|positive)\b"
        ),
    ),
    (
        StatementKind.STRESSED,
        "stresses",
        re.compile(
            r"\b(?:stress(?:ed|es|ing)|underlin(?:ed|es|ing)|underscor(?:ed|es|ing)|emphasi[sz](?:ed|es|ing)|"
            r"highlight(?:ed|s|ing)|insist(?:ed|s)|laid stress|"
            r"importance|important|essential|crucial|paramount|the need (?:for|to)|drew attention|pointed out|of the "
            r"essence|priority|must|should)\b"
        ),
    ),
    (
        StatementKind.INFORMED,
        "informs",
        re.compile(
            r"\b(?:inform(?:ed|s|ing)|brief(?:ed|s)|present(?:ed|s|ing)|explain(?:ed|s|ing)|report(?:ed|s|ing)|"
            r"outlin(?:ed|es)|describ(?:ed|es)|updat(?:ed|es)|"
            r"recall(?:ed|s)|note(?:d|s)|gave an? (?:overview|account|demonstration|presentation|"
            r"update)|provid(?:ed|es)|"
            r"shared|sketched|previewed|set out|"
            r"announc(?:ed|es)|indicat(?:ed|es)|took stock|took note|observed|mentioned|went through|"
            r"reviewed|discussed|"
            r"exchange of views|said|stated|"
            r"clarified|referred to|introduced|introduce)\b"
        ),
    ),
)


def kind_of(words: str) -> tuple[StatementKind, str]:
    """The kind of a sentence in plain wording and the name of the rule; ``OTHER`` if no rule fits."""
    for kind, rule, pattern in KINDS:
        if pattern.search(words):
            return kind, rule
    return StatementKind.OTHER, "none"
