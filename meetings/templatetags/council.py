"""The words and marks of the field, written the same way on every page."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings.council.presidencies import Presidency
from meetings.council.terms import places_of
from meetings.following import versions
from meetings.models.status import STATUSES
from meetings.names import KINDS_OF_MEETING, KINDS_OF_PAPER, MEMBER_STATES, PRESIDENCIES, SIDES, STRENGTHS, named
from meetings.search.excerpts import with_places_marked
from meetings.sharing import citation

register = template.Library()

STATUS_NAMES = dict(STATUSES)
# <img src="/static/admin/img/icon-yes.svg" alt="True">; not any other picture
BOOLEAN_ICON = re.compile(r'<img src="[^"]*/icon-(?:yes|no|unknown)\.svg" alt="(?P<value>True|False|None)">')


@register.filter
def side_name(side: str) -> str:
    """``EU side``; ``Side not given`` where nobody is named."""
    return named(SIDES, side, _("Side not given"))


@register.filter
def strength_name(strength: str) -> str:
    """How firm a commitment is, in the language of the page: ``commits``."""
    return named(STRENGTHS, strength)


@register.filter
def status_name(status: str) -> str:
    """What became of a commitment, in the language of the page: ``open``."""
    return named(STATUS_NAMES, status)


@register.filter
def presidency_name(presidency: Presidency | None) -> str:
    """``Maltese Presidency``; empty where none is known."""
    return named(PRESIDENCIES, presidency.adjective) if presidency else ""


@register.filter
def country_name(member_state: str) -> str:
    """``Malta``, in the language of the page."""
    return named(MEMBER_STATES, member_state)


@register.filter
def kind_of_meeting(level: str) -> str:
    """``Ministerial meeting``."""
    return named(KINDS_OF_MEETING, level)


@register.filter
def language_name(code: str) -> str:
    """``French`` for fr."""
    return versions.language_name(code)


@register.simple_tag
def side(value: str) -> SafeString:
    """A side, in words and with its own kind of rule."""
    kind = value.lower() if value in SIDES else "none"
    return format_html('<span class="side side--{}">{}</span>', kind, side_name(value))


@register.simple_tag
def marking(value: str) -> SafeString:
    """To whom a note may be handed; a note without a marking is treated as LIMITE and says so."""
    words = value or _("NOT READ, treated as LIMITE")
    return format_html('<span class="marking marking--{}">{}</span>', value.lower() or "unknown", words)


@register.filter
def printed_kind(kind: str) -> str:
    """``OUTCOME OF PROCEEDINGS`` as it reads in a sentence: Outcome of proceedings."""
    return named(KINDS_OF_PAPER, kind, citation.printed_kind(kind))


@register.filter
def with_terms_marked(text: str, terms: list[str]) -> SafeString:
    """``text``, escaped, with <mark> around each of ``terms`` that stands in it as whole words."""
    return with_places_marked(text, places_of(text, tuple(terms)))


@register.filter
def under_headings(row: Iterable[str], headers: list[dict[str, Any]]) -> list[SafeString]:
    """The cells of one row of a register, each with the name of its column, which stands before it on a narrow page.

    The first cell that links to the row names it and needs none, nor does the box by which a row is chosen.
    """
    cells = []
    for cell, header in zip(map(yes_in_words, row), headers, strict=False):
        name = "" if "action-checkbox" in header.get("class_attrib", "") else capfirst(header["text"])
        cells.append(SafeString(cell.replace("<td", format_html('<td data-label="{}"', name), 1) if name else cell))
    return cells


@register.filter
def yes_in_words(cell: str) -> SafeString:
    """A cell of a register whose icon of Django's, which says True or False in every language, is a word instead."""
    said = {"True": _("Yes"), "False": _("No"), "None": _("Not known")}
    return SafeString(BOOLEAN_ICON.sub(lambda icon: said[icon["value"]], conditional_escape(cell)))
