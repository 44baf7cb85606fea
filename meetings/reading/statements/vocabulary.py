"""Small words and verbs that the rules need to know: what may stand between a speaker and what it is reported to do."""

from meetings.reading.listed import listed
from meetings.reading.statements.verbs import forms


def all_forms(lemmas: str) -> frozenset[str]:
    """Every form of every verb in a list parted by spaces."""
    return frozenset(form for lemma in lemmas.split() for form in forms(lemma))


# May stand between a subject and its verb; words in -ly are added by ``is_adverb``.
ADVERBS = listed(
    """also again further furthermore moreover nonetheless nevertheless however therefore thus hence then now today
    still yet once more always already both each jointly together likewise too indeed too even just only soon
    both thereupon accordingly instead rather afterwards subsequently meanwhile too there here all alike
    themselves itself herself himself ourselves in turn for its their part on own behalf so well hereby"""
)
LY = r"(?!(?:apply|supply|reply|comply|rely|multiply)\b)\w+ly"  # in patterns: an adverb, not "to supply"
NOT_ADVERBS = listed("reply family early supply apply ally only rely multiply july italy comply daily assembly")

AUXILIARIES = listed("is are was were be been being has have having do does did will would shall")
REFLEXIVES = listed("itself themselves himself herself ourselves")

# Between subject and verb, or with the verb: nothing is undertaken.
NEGATIONS = listed("not never no nor neither hardly scarcely barely cannot n't unable unwilling without")
UNREAL = listed("could might may should must can ought")

PREPOSITIONS = listed(
    """of with from to by for in on at between among about against towards toward upon into under over after before
    during through via within without than like per concerning regarding including until vis-à-vis"""
)
SUBORDINATORS = listed(
    """if unless until once whether when whenever as because provided lest how why what which whom whose where
    before after in-case assuming supposing till than"""
)
COORDINATORS = listed("and but or yet then while whereas although though , ; : so")

# "agreed on the importance of": a view is shared, nothing is undertaken.
VIEWS = listed(
    """need needs needed necessity necessary importance important relevance usefulness value urgency gravity
    seriousness merits merit benefits advantages assessment assessments analysis view views opinion opinions
    diagnosis forecast fact facts principle principles idea desirability significance threat threats danger
    dangers risk risks challenge challenges role potential utility reading conclusion conclusions evaluation
    finding findings statement description picture urgent essential crucial vital problem problems cause causes
    definition extent scale estimate characterisation interpretation sentiment judgment judgement premise point
    points"""
)

# Said of a side that merely speaks: "wished to recall", "was pleased to note".
SPEECH_ACTS = listed(
    """recall stress underline underscore emphasise emphasize thank congratulate note point express clarify remind
    mention observe welcome acknowledge highlight say add explain correct commend praise convey recognise
    recognize regard reiterate signal state warn know learn hear see understand believe think"""
)

# "agreed to recognise": what is agreed is a view.
VIEWING = listed(
    """recall stress underline underscore emphasise emphasize thank congratulate note welcome acknowledge recognise
    recognize regard commend praise"""
)

# Verbs that report speech. After them "that it would" is the speaker's own word.
REPORTING = all_forms(
    """say state announce indicate confirm declare signal add reply answer respond affirm assure inform notify
    advise promise pledge explain specify clarify disclose reveal mention undertake guarantee intimate convey
    communicate underline stress emphasise emphasize underscore tell reassure reaffirm reiterate repeat vow
    pronounce insist volunteer suggest maintain let make report concede acknowledge agree accept decide resolve
    warrant swear profess conclude remark submit stipulate certify vouch own"""
) | listed("known clear plain understood saying record notice effect word assurance assurances undertaking promise "
           "pledge "
              "commitment guarantee guarantees")  # fmt: skip

# After these, what follows is told, wished or doubted: it is nobody's undertaking now.
RECALLING = all_forms(
    """recall note remember remind welcome regret doubt wonder ask question hope expect trust fear believe think
    consider take understand observe see find deplore lament hail praise appreciate learn hear cite quote argue
    estimate predict deny dispute contest criticise criticize notice recognise recognize judge reckon imagine
    suspect gather assume anticipate demand require claim rejoice complain object suppose wish"""
) - frozenset(["found", "taken"])

VERBS_WITH_SUBJECTS = all_forms(
    """undertake agree commit undertake pledge promise vow resolve decide accept consent assent concur offer
    intend wish want
    plan aim hope say state announce indicate confirm declare signal express voice show display reaffirm
    reiterate repeat renew restate underline stress emphasise recall note welcome thank present brief inform
    outline describe explain ask request call invite urge press appeal encourage seek give take make see find
    hold stand remain keep let put set come go arrive reach settle bind engage acknowledge concede mention
    report point draw lay share regret deplore condemn discuss review examine assess look begin open begin hear
    think consider regard believe trust expect fear doubt reply answer respond add observe remark refer
    introduce provide raise question argue insist maintain warn suggest propose recommend support endorse
    approve adopt assure guarantee volunteer lend enter speak tell meet continue pursue join launch sign issue
    praise commend applaud congratulate need require do get help work use attach enjoy face prepare grant fall
    subscribe stick instruct task mandate charge direct mean choose elect opt strive swear acquiesce accede
    profess promise reserve decline refuse object differ diverge bring run become deem favour favor advocate
    plead strike conclude conduct receive warn exchange cite concentrate focus sketch preview touch"""
)

# "was pleased to announce", "wished to confirm": what follows "to" is still said by the subject.
LEADING_ON = listed("pleased happy glad proud able delighted wished wish wishes wanted pleasure honoured")

NOUNS_OF_WORD = listed(
    """assurance assurances promise promises pledge undertaking announcement commitment commitments word effect
    guarantee guarantees agreement understanding record notice statement declaration"""
)


def is_adverb(word: str) -> bool:
    """True for words such as "also", "nonetheless" and those in -ly."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS)


def is_verb(word: str) -> bool:
    """True if a speaker standing before this word is its subject: "the EU agreed", not "the EU assessment"."""
    return (
        word in VERBS_WITH_SUBJECTS
        or word in AUXILIARIES
        or word in UNREAL
        or word == "had"
        or (word.endswith("ed") and len(word) > 4 and "-" not in word)
    )


# Verbs and nouns that decide a finding; a single lost, doubled or swapped letter in them is read past ("acceeded").
DECIDING = """
agree commit undertake pledge promise resolve decide accept consent assent concur accede reaffirm reiterate
restate renew confirm express signal announce indicate instruct request invite appeal remain reached continue intend
commitment undertaking willingness readiness intention agreement interest assurance determination"""


def _misprints() -> dict[str, str]:
    known = {form for lemma in DECIDING.split() for form in forms(lemma) if len(form) >= 6}
    known |= {word for word in DECIDING.split() if len(word) >= 6}
    real = known | VERBS_WITH_SUBJECTS | REPORTING | RECALLING | {"assets", "resoles", "appals", "resaid"}
    found: dict[str, str] = {}
    for word in known:
        for at in range(2, len(word)):
            lost = word[:at] + word[at + 1 :]
            doubled = word[:at] + word[at] + word[at:]
            swapped = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
            for form in (lost, doubled, swapped):
                if form not in real and len(form) >= 6 and not (lost == form and at == len(word) - 1):
                    found.setdefault(form, word)
    return found


REPAIRED = _misprints()
