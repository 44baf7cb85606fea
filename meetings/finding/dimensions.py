"""By what passages can be filtered and counted: topic code, side, year … each value with the units that have it.

A unit is what can be found: a paragraph, or the title page of a note. The units are held as bitmaps, which are only
ever intersected with what PostgreSQL has just found for this reader, so they cannot show anything that the reader may
not see. They are equal to counting in plain SQL (tests/search/test_counts.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from meetings import names
from meetings.council.sides import Side
from meetings.models import Meeting
from meetings.names import named
from meetings.search.folding import fold
from meetings.search.queries import years_of
from meetings.search.variants import Variants

NO_COMMITMENT = "none"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a dimension, with the units that have it."""

    key: str
    label: str
    bits: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to filter: topic code, side, year … ``listed`` ones are shown beside the hits."""

    name: str
    label: str
    values: dict[str, Value]
    listed: bool = True
    former: Mapping[str, str] = field(default_factory=dict)  # the key that goes by another one now
    loose: bool = False  # a typed value need only be part of the name: person:Jourova

    def shown(self, value: Value) -> str:
        """The name of ``value`` in the language of the page."""
        shown = SHOWN.get(self.name, {})
        return capfirst(named(shown, value.key)) if value.key in shown else value.label

    def fitting(self, written: str) -> list[Value]:
        """The values that a person means by ``written``: by key or label, without regard to case or accents."""
        if self.name == "year":
            years = years_of(written)
            return [value for value in self.values.values() if int(value.key) in years]
        wanted = _plain(written)
        return [
            value
            for value in self.values.values()
            if wanted in (_plain(value.key), _plain(value.label))
            or self.former.get(written) == value.key
            or (self.loose and wanted and wanted in _plain(value.label))
        ]


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Everything that is held for one stamp of the archive (held.py)."""

    stamp: int
    by_name: dict[str, Dimension] = field(default_factory=dict)
    variants: Variants = field(default_factory=Variants)
    units: int = 0  # a bitmap of all there are
    # Where the stamp stands: another table, after a backup was restored, tells nothing of what changed since. None when
    # this was read within a transaction, whose changes may yet be undone.
    table: int | None = None


def _plain(words: Any) -> str:
    """``words``, which may be those of the language of the page, as they are compared."""
    return " ".join(fold(str(words)).replace("-", " ").lower().split())


# In the order of the page.
LABELS = {
    "side": _("Who is reported"),
    "strength": _("Kind of statement"),
    "year": _("Year"),
    "code": _("Topic code"),
    "theme": _("Theme"),
    "presidency": _("Presidency"),
    "city": _("City"),
    "level": _("Level"),
    "kind": _("Paper"),
    "marking": _("Marking"),
    "person": _("Person"),
}
# The labels are English, as the search language is: who types kind:"joint statement" finds it on a French page, too.
SIDES = {Side.EU: "EU side, alone or with the US", Side.US: "US side, alone or with the EU", Side.BOTH: "Both sides"}
NAMES: dict[str, Callable[[str, str], str]] = {
    "code": lambda key, label: f"{key}: {label}" if label else key,
    "side": lambda key, label: SIDES[Side(key)],
    "strength": lambda key, label: key.capitalize(),
    "level": lambda key, label: dict(Meeting.LEVELS)[key],
    "kind": lambda key, label: label.capitalize() or "Kind not given",
    "marking": lambda key, label: label or "Not marked yet",
    "city": lambda key, label: label or "City not known",
}
# By dimension and key, what the page says instead of the label; a value without a name here is data.
SHOWN: dict[str, Mapping[str, Any]] = {
    "side": {
        Side.EU: _("EU side, alone or with the US"),
        Side.US: _("US side, alone or with the EU"),
        Side.BOTH: _("Both sides"),
    },
    "strength": names.STRENGTHS | {NO_COMMITMENT: _("No commitment")},
    "presidency": names.MEMBER_STATES,
    "city": {"": _("City not known")},
    "level": names.LEVELS,
    "kind": {kind.lower(): name for kind, name in names.KINDS_OF_PAPER.items()} | {"": _("Kind not given")},
    "marking": {"": _("Not marked yet")},
}
