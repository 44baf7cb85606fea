"""Who took part in a meeting, and which papers exist, as far as public sources say so."""

from meetings.models import KnownPaper, Meeting, Participant, PublicParticipation
from meetings.reference.tables import parted, rows


def load_people() -> int:
    """Persons and institutions named by a public source for a meeting. A row is known again by its own key.

    So a curator may mend the name, the office or anything else of what was made from it. Rows that rest on a note
    and not on a public address are left out: who took part according to a LIMITE note is read from that note.
    """
    meetings = dict(Meeting.objects.values_list("slug", "pk"))
    known = set(PublicParticipation.objects.exclude(reference=None).values_list("reference", flat=True))
    added = 0
    for row in rows("participations"):
        key = f"{row['meeting_slug']}/{row['name']}/{row['office_as_named']}"
        if key in known or row["meeting_slug"] not in meetings or not row["source_url"].startswith("http"):
            continue
        institution = participant(row["institution"], Participant.INSTITUTION)
        itself = row["name"] == row["institution"]  # "represented": nobody is named
        _, made = PublicParticipation.objects.get_or_create(
            meeting_id=meetings[row["meeting_slug"]],
            participant=institution if itself else participant(row["name"], Participant.PERSON),
            office="" if itself else row["office_as_named"],
            defaults={
                "institution": None if itself else institution,
                "side": row["side"],
                "capacity": row["capacity"],
                "variants": parted(row["name_variants"]),
                "source_url": row["source_url"],
                "certainty": row["certainty"],
                "reference": key,
            },
        )
        added += made
    return added


def participant(name: str, kind: str) -> Participant:
    """The participant of that name, made when it is new."""
    return Participant.objects.known_as(name, kind) or Participant.objects.create(name=name, kind=kind)


def load_known_papers() -> int:
    """The outcome notes whose numbers a public source gives for a meeting."""
    meetings = dict(Meeting.objects.values_list("slug", "pk"))
    known = set(KnownPaper.objects.exclude(reference=None).values_list("reference", flat=True))
    added = 0
    for row in rows("meetings"):
        for number in parted(row["document_numbers"]):
            key = f"{row['slug']}/{number}"
            if key in known or row["slug"] not in meetings:
                continue
            facts = {"source_url": row["source_url"].partition(" ; ")[0], "reference": key}
            added += KnownPaper.objects.get_or_create(meeting_id=meetings[row["slug"]], number=number, defaults=facts)[
                1
            ]
    return added
