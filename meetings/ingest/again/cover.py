"""The cover of a newer reading beside the one that is held.

Before a note was ever published, a value that no person has set is the reader's own and is replaced. Everything else,
and whatever says which paper it is and who may read it, becomes a proposal that a person takes or declines.
"""

from datetime import date
from typing import Any

from meetings.ingest.again.wording import shortened
from meetings.ingest.findings import said_of
from meetings.ingest.receive import meeting_of
from meetings.models import Doubt, Merge, NoteCode, OutcomeNote, Proposal, TopicCode
from meetings.reading.parsed import ParsedNote
from meetings.review.publishing import says_no_meeting

FIELDS = ("kind", "number", "version", "language", "marking", "dated_on", "place", "sent_from", "sent_to", "subject")
NEVER_REPLACED = {"number", "version", "language", "marking"}


def lay_cover(note: OutcomeNote, parsed: ParsedNote, before: dict[str, Any]) -> list[str]:
    """Replace or propose what the locked ``note`` should say by ``parsed``; what changed, in sentences.

    ``before`` is what the last reading said; empty when that was not kept. The caller saves the note.
    """
    now = said_of(parsed)
    now["codes"] = under_present_names(now["codes"])
    before = before | {"codes": under_present_names(before["codes"])} if "codes" in before else before
    said = []
    for name in (*FIELDS, "codes"):
        held = held_value(note, name)
        if now[name] == held:
            note.proposals.filter(field=name, state=Proposal.PROPOSED).delete()
        elif now[name] == before.get(name):
            continue  # a person has set another, and the reader has said nothing new since
        elif note.published_at is None and name not in NEVER_REPLACED and held == before.get(name):
            _replace(note, parsed, name, now[name])
            said.append(f"{label_of(name)}: {shortened(held)} became {shortened(now[name])}.")
        elif now[name]:
            said += _propose(note, name, held, now[name], parsed.reader_version)
    note.stamps, note.previous_documents = list(parsed.cover.stamps), list(parsed.cover.previous_documents)
    note.summary = parsed.summary or ""
    return said + _lay_meeting(note, parsed, now, before)


def held_value(note: OutcomeNote, name: str) -> str:
    """What the note says in that field of the cover, as the readings and proposals write it."""
    if name == "codes":
        return ", ".join(str(row) for row in note.note_codes.select_related("code").order_by("position"))
    value = getattr(note, name)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def under_present_names(codes: str) -> str:
    """``codes`` as a reading says them, with those that a curator merged under the name of the one that was kept."""
    present = dict(Merge.objects.of(TopicCode).values_list("name", "code__code"))
    named = []
    for words in codes.split(", ") if codes else ():
        code, _, serial = words.rpartition(" ") if words.rpartition(" ")[2].isdecimal() else (words, "", "")
        named.append(f"{present.get(code, code)} {serial}".strip())
    return ", ".join(dict.fromkeys(named))


def label_of(name: str) -> str:
    """The name of a field of the cover as people read it."""
    return "Codes" if name == "codes" else str(OutcomeNote._meta.get_field(name).verbose_name).capitalize()


def _replace(note: OutcomeNote, parsed: ParsedNote, name: str, value: str) -> None:
    if name == "codes":
        _replace_codes(note, parsed)
    elif name == "dated_on":
        note.dated_on = parsed.cover.dated_on
    else:
        setattr(note, name, value)


def _replace_codes(note: OutcomeNote, parsed: ParsedNote) -> None:
    """Make the codes of the reading those of the note; rows that stay keep their key."""
    held = {(row.code, row.serial): row for row in note.note_codes.select_related("code")}
    wanted = list(dict.fromkeys((TopicCode.objects.met(word), serial) for word, serial in parsed.cover.codes))
    note.note_codes.exclude(pk__in=[held[key].pk for key in wanted if key in held]).delete()
    for position, (code, serial) in enumerate(wanted, 1):
        NoteCode.objects.update_or_create(note=note, code=code, serial=serial, defaults={"position": position})


def _propose(note: OutcomeNote, name: str, held: str, value: str, version: str) -> list[str]:
    """Propose ``value`` unless it was proposed before; a declined one is remembered and does not come again."""
    note.proposals.filter(field=name, state=Proposal.PROPOSED).exclude(value=value).delete()
    _, new = Proposal.objects.get_or_create(note=note, field=name, value=value, defaults={"read_with": version})
    return [f"{label_of(name)}: {shortened(value)} is proposed instead of {shortened(held)}."] if new else []


def _lay_meeting(note: OutcomeNote, parsed: ParsedNote, now: dict[str, Any], before: dict[str, Any]) -> list[str]:
    """Give the note its meeting if it has none and was never published; else say when the reader sees another."""
    found = parsed.meeting
    if found is None or now["meeting"] == before.get("meeting"):
        return []
    if note.meeting is None and note.published_at is None and not says_no_meeting(note):
        note.meeting = meeting_of(parsed)
        return [f"Meeting: {note.meeting}."]
    meeting = note.meeting
    days_meet = meeting and meeting.opened_on <= found.closed_on and found.opened_on <= meeting.closed_on
    if days_meet and meeting.level == found.level:
        return []
    words = f"{found.level} {found.opened_on:%d.%m.%Y} to {found.closed_on:%d.%m.%Y} {found.city or ''}".strip()
    _, new = Doubt.objects.get_or_create(note=note, kind="meeting-uncertain", words=words)
    return [f"Another meeting is read: {words}."] if new else []
