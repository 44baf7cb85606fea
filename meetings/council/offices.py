"""Offices as sources name them, brought to one form, so that an acting Secretary stands in the line of Secretaries."""

import re

# What does not make another office: who holds it for the time being, articles, and of/for.
ACTING = re.compile(r"\b(?:acting|ad interim|a\.i\.)\b", re.I)
SMALL_WORDS = re.compile(r"\b(?:the|of|for)\b", re.I)
# "Minister of Justice, Estonia": a country at the end is the government, not the office.
COUNTRY = re.compile(r",\s*[A-Z][A-Za-z ]+$")


def office_key(office: str) -> str:
    """What offices that are the same have in common, for addresses: ``secretary-homeland-security``.

    Empty for an empty office. A list of portfolios stays as it is: another portfolio is another office.
    """
    words = SMALL_WORDS.sub(" ", ACTING.sub(" ", COUNTRY.sub("", office)))
    return "-".join(re.findall(r"[^\W_]+", words.casefold()))


def is_acting(office: str) -> bool:
    """Whether the office was held for the time being."""
    return ACTING.search(office) is not None
