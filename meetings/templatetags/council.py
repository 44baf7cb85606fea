"""The words and marks of the field, written the same way on every page."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from meetings.council.sides import Side
from meetings.following import versions
from meetings.models.agenda import SIDES
from meetings.search.excerpts import with_places_marked
from meetings.sharing.citation import printed_kind

register = template.Library()
register.filter(printed_kind)

SIDE_NAMES = dict(SIDES)


@register.filter
def side_name(side: str) -> str:
    """``EU side``; ``Side not given`` where nobody is named."""
    return SIDE_NAMES.get(side, "Side not given")


@register.filter
def language_name(code: str) -> str:
    """``French`` for fr."""
    return versions.language_name(code)


@register.filter
def other_side(side: str) -> str:
    """Whom a request of ``side`` goes to; empty where nobody can tell."""
    return {Side.EU.value: "US side", Side.US.value: "EU side"}.get(side, "")


@register.simple_tag
def side(value: str) -> SafeString:
    """A side, in words and with its own kind of rule."""
    kind = value.lower() if value in SIDE_NAMES else "none"
    return format_html('<span class="side side--{}">{}</span>', kind, side_name(value))


@register.simple_tag
def marking(value: str) -> SafeString:
    """To whom a note may be handed; a note without a marking is treated as LIMITE and says so."""
    words = value or "NOT READ, treated as LIMITE"
    return format_html('<span class="marking marking--{}">{}</span>', value.lower() or "unknown", words)


@register.filter
def with_terms_marked(text: str, terms: list[str]) -> SafeString:
    """``text``, escaped, with <mark> around each of ``terms`` that stands in it as whole words."""
    if not terms:
        return conditional_escape(text)
    longest_first = sorted(terms, key=len, reverse=True)
    words = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(term) for term in longest_first)})(?!\w)", re.IGNORECASE)
    return with_places_marked(text, [found.span() for found in words.finditer(text)])
