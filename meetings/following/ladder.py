"""The strength of wording over time as a drawing: where each mark stands. The words beside it say the same."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.council.sides import Side, Strength
from meetings.following.said import Said
from meetings.following.texts import Text
from meetings.following.threads import Row
from meetings.models import Meeting
from meetings.names import SIDES, STRENGTHS

LEFT, STEP, RIGHT = 110, 60, 50
TOP, RUNG = 40, 40
RUNGS = [*(STRENGTHS[strength.value] for strength in reversed(Strength)), _("named only"), _("no text")]
SHIFTS = {Side.EU: -9, Side.US: 9, Side.BOTH: 0}


@dataclass(frozen=True, slots=True)
class Rung:
    """A line of the drawing and its word."""

    label: str
    y: int

    @property
    def baseline(self) -> int:
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Mark:
    """The leading sentence of one side at one meeting."""

    x: int
    y: int
    side: str
    said: Said


@dataclass(frozen=True, slots=True)
class Stop:
    """One meeting: its place, its month, its marks, and in words what they mean."""

    x: int
    meeting: Meeting
    marks: list[Mark]
    text: Text
    words: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """All that the drawing needs."""

    width: int
    height: int
    floor: int
    rungs: list[Rung]
    stops: list[Stop]

    @property
    def told(self) -> list[Stop]:
        """The meetings at which the subject was raised: what the text alternative tells."""
        return [stop for stop in self.stops if stop.marks]


def ladder_of(rows: list[Row]) -> Ladder | None:
    """The drawing for ``rows`` (newest first) from the first meeting that raised the subject; None when none did."""
    in_time = list(reversed(rows))
    first = next((place for place, row in enumerate(in_time) if row.raised), None)
    if first is None:
        return None
    stops = [_stop(place, row) for place, row in enumerate(in_time[first:])]
    rungs = [Rung(str(label), TOP + place * RUNG) for place, label in enumerate(RUNGS)]
    floor = rungs[-1].y + 16
    return Ladder(LEFT + len(stops) * STEP + RIGHT, floor + 48, floor, rungs, stops)


def _stop(place: int, row: Row) -> Stop:
    x = LEFT + place * STEP + STEP // 2
    marks = [
        Mark(
            x + SHIFTS[cell.side],
            _height(cell.leading),
            cell.side.value.lower(),
            cell.leading,
        )
        for cell in row.cells
        if cell.leading
    ]
    told = [
        gettext("%(side)s: %(strength)s, §%(address)s")
        % {
            "side": SIDES[cell.side],
            "strength": STRENGTHS.get(cell.leading.strength) or gettext("named only"),
            "address": cell.leading.paragraph.address,
        }
        for cell in row.cells
        if cell.leading
    ]
    return Stop(x, row.meeting, marks, row.text, "; ".join(told))


def _height(said: Said) -> int:
    return TOP + (len(Strength) - said.rank) * RUNG
