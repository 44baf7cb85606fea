"""The forms of the English verbs that outcome notes report with, so that a rule names a verb once."""

from functools import cache

from meetings.reading.listed import listed

# lemma: past, participle (third person and gerund are regular).
IRREGULAR = {
    "be": "was were been is are being",
    "bear": "bore borne",
    "begin": "began begun",
    "bid": "bade bidden",
    "bind": "bound bound",
    "bring": "brought",
    "choose": "chose chosen",
    "come": "came come",
    "do": "did done does",
    "draw": "drew drawn",
    "fall": "fell fallen",
    "feel": "felt",
    "find": "found",
    "get": "got",
    "give": "gave given",
    "go": "went gone goes",
    "have": "had has having",
    "hold": "held",
    "keep": "kept",
    "lay": "laid",
    "lend": "lent",
    "let": "let",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "plead": "pleaded pled",
    "put": "put",
    "run": "ran run",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "send": "sent",
    "set": "set",
    "show": "showed shown",
    "speak": "spoke spoken",
    "stand": "stood",
    "stick": "stuck",
    "strike": "struck",
    "strive": "strove striven strived",
    "swear": "swore sworn",
    "take": "took taken",
    "tell": "told",
    "think": "thought",
    "undertake": "undertook undertaken",
    "bespeak": "bespoke bespoken",
    "beseech": "besought beseeched",
    "forgo": "forwent forgone",
    "wed": "wed",
    "write": "wrote written",
}

DOUBLED = listed("commit recommit permit put set let get plan confer defer refer begin bid run plan beg wed")


@cache
def forms(lemma: str) -> frozenset[str]:
    """Every form of the verb: base, third person, past, participle and gerund. British and American spelling."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    found = {lemma}
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        found |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    else:
        last = lemma[-1] if lemma in DOUBLED else ""
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past = lemma + "d" if lemma.endswith("e") else stem + last + "ed"
        found |= {third, past, stem + last + "ing"}
    if lemma in IRREGULAR:
        found -= {past for past in found if past.endswith("ed")}
        found |= set(IRREGULAR[lemma].split())
    if lemma.endswith("el") or lemma in ("signal", "counsel"):  # signalled, signaled
        found |= {lemma + "led", lemma + "ling"}
    return frozenset(found)
