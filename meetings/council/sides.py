"""Who is reported as speaking, and how firmly a side undertakes something."""

from enum import StrEnum


class Side(StrEnum):
    """The side reported as speaking. The Presidency, the Commission and EU agencies speak for the EU side."""

    EU = "EU"
    US = "US"
    BOTH = "both"


class Strength(StrEnum):
    """How firm a commitment is, weakest first: the order of the ladder shown to readers."""

    WILLING = "willing"
    CONTINUES = "continues"
    AGREES = "agrees"
    COMMITS = "commits"

    @property
    def rank(self) -> int:
        """0 for the weakest (willing), 3 for the firmest (commits)."""
        return list(Strength).index(self)


class Level(StrEnum):
    """At which level a meeting is held."""

    MINISTERIAL = "ministerial"
    SENIOR_OFFICIALS = "senior-officials"
