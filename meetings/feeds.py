"""Days as an iCalendar feed (RFC 5545): all-day entries, each with its source and its marking."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, without the line end


@dataclass(frozen=True, slots=True)
class Event:
    """One all-day entry from ``opens_on`` to ``closes_on``, both included."""

    uid: str
    opens_on: date
    closes_on: date
    written_at: datetime
    title: str
    description: str
    address: str
    private: bool
    place: str = ""


def calendar_of(name: str, events: Iterable[Event]) -> str:
    """The feed: lines ended by CR LF, none longer than 75 octets; nothing in a text can begin a line of its own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//EU-US Outcomes//Diary//EN", f"X-WR-CALNAME:{escaped(name)}"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escaped(event.uid)}",
            f"DTSTAMP:{event.written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{event.opens_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.closes_on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(event.title)}",
            f"DESCRIPTION:{escaped(event.description)}",
            *([f"LOCATION:{escaped(event.place)}"] if event.place else []),
            f"URL:{event.address}",
            f"CLASS:{'CONFIDENTIAL' if event.private else 'PUBLIC'}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """Text as a value: backslash, comma, semicolon and line ends written as RFC 5545 asks, other controls left out."""
    text = re.sub(r"([\\;,])", r"\\\1", text)
    text = re.sub(r"\r\n|\r|\n", r"\\n", text)
    if text.isprintable():
        return text
    return "".join(character for character in text if character.isprintable() or character == "\t")


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, each but the first behind a space, no character cut in two."""
    if line.isascii() and len(line) <= LONGEST_LINE:
        return line
    octets, pieces, start, room = line.encode(), [], 0, LONGEST_LINE
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0b1100_0000 == 0b1000_0000:  # inside a character
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, LONGEST_LINE - 1  # the space that opens a further piece
    return "\r\n ".join(pieces)
