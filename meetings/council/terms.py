"""Whether a passage uses one of the words by which a subject is recognised."""

import re
from functools import lru_cache


def terms_in(text: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """The ``terms`` that stand in ``text`` as whole words, in the order given.

    Short forms in capitals (PNR, AI) must be in capitals there too; other terms match in any case. A space in a
    term stands for any white space or hyphen.
    """
    return tuple(term for term in terms if _pattern(term).search(text))


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    # Matches "PNR" in "EU-US PNR agreement"; not "AI" in "said".
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", term.strip()))
    return re.compile(rf"(?<!\w){words}(?!\w)", 0 if term.isupper() else re.IGNORECASE)
