"""Where the reference tables stand: the facts about codes, Presidencies and known meetings."""

from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "fixtures" / "reference"
