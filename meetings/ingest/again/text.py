"""The paragraphs of a newer reading laid over those that are held: the same rows, so that what cites them stays true.

A paragraph keeps its address as long as it stays under its heading. One that moves, or is joined to another, leaves its
old address behind as a FormerAddress. A paragraph whose words a person judged, and that the newer reading no longer
has, stays as it was.
"""

from dataclasses import dataclass, field

from django.db.models import F

from meetings.council.alignment import aligned, successors
from meetings.ingest.again.addresses import new_addresses
from meetings.ingest.again.judged import judged_in, places_in
from meetings.ingest.again.topics import clear_topics, lay_topics
from meetings.ingest.again.wording import reworded, shortened
from meetings.ingest.findings import paragraphs_of
from meetings.models import AgendaTopic, Commitment, FormerAddress, OutcomeNote, Paragraph, Participation, StatusChange
from meetings.reading.parsed import ParsedNote

ASIDE = 1_000_000  # added to places while they change: a place is given once in a note
TAKEN_OVER = ("part", "topic", "ordinal", "text", "side", "sides", "page")


@dataclass(slots=True)
class Laid:
    """What became of the paragraphs. Indexes are those of the held paragraphs and of the reading."""

    held: list[Paragraph]
    texts: list[str]  # of the held paragraphs, as they were
    partners: dict[int, int]  # held → read: the same paragraph
    followed: dict[int, int]  # held → read: the same, or what it was joined to
    staying: set[int]  # held paragraphs whose words do not change
    homes: dict[int, tuple[int, int, int]]  # judged commitment → read paragraph, start, end
    lost: list[Commitment]  # judged, and not to be found in the reading
    topics: list[AgendaTopic] = field(default_factory=list)
    rows: list[Paragraph | None] = field(default_factory=list)  # by the reading; None where the held text stays

    def row_after(self, place: int) -> Paragraph | None:
        """The row in which the words of the held paragraph at ``place`` stand now."""
        if place in self.staying or place in self.partners:
            return self.held[place]
        return self.rows[self.followed[place]] if place in self.followed else None


def plan(note: OutcomeNote, parsed: ParsedNote) -> Laid:
    """What is to become of each paragraph of the locked ``note``; nothing is written."""
    held = list(note.paragraphs.select_related("topic").defer("vector").order_by("position"))
    texts, read = [paragraph.text for paragraph in held], [found.text for found in parsed.paragraphs]
    partners = {p.before: p.after for p in aligned(texts, read) if p.before is not None and p.after is not None}
    followed = successors(texts, read)
    judged = judged_in(note)
    places = {paragraph.pk: place for place, paragraph in enumerate(held)}
    evidence = StatusChange.objects.filter(passage__in=held).values_list("passage", flat=True)
    staying = {places[pk] for pk in evidence if places[pk] not in followed}
    while True:  # until no decision is lost: what stays takes a place away that others may have looked for
        homes, lost = _homes(judged, places, read, partners, followed, staying)
        more = {places[commitment.paragraph_id] for commitment in lost} - staying
        if not more:
            return Laid(held, texts, partners, followed, staying, homes, lost)
        staying |= more


def _homes(
    judged: list[Commitment],
    places: dict[int, int],
    read: list[str],
    partners: dict[int, int],
    followed: dict[int, int],
    staying: set[int],
) -> tuple[dict[int, tuple[int, int, int]], list[Commitment]]:
    """Where the words of each judged commitment stand in the reading, and which stand nowhere."""
    closed = {partners[place] for place in staying if place in partners}
    homes: dict[int, tuple[int, int, int]] = {}
    lost, used = [], set()
    for commitment in judged:
        place = places[commitment.paragraph_id]
        first = followed.get(place)
        candidates = ([] if first is None else [first]) + [n for n in range(len(read)) if n != first]
        found = next(
            (
                (n, start, end)
                for n in candidates
                if n not in closed and place not in staying
                for start, end in places_in(read[n], commitment.quote, near=commitment.start)
                if (n, start, commitment.side) not in used
            ),
            None,
        )
        if found is None:
            lost.append(commitment)
        else:
            homes[commitment.pk] = found
            used.add((*found[:2], commitment.side))
    return homes, lost


def lay(note: OutcomeNote, parsed: ParsedNote, laid: Laid) -> list[str]:
    """Write topics and paragraphs of the locked ``note`` as planned; what became of each, in sentences.

    Paragraphs that are gone are still there, so that commitments and evidence can be taken from them: see ``clear``.
    """
    headings = _headings(note, laid)
    laid.topics, said = lay_topics(note, parsed, {laid.held[place].topic_id for place in laid.staying})
    wanted = paragraphs_of(note, parsed, laid.topics)
    places = {read: place for place, read in laid.partners.items()}
    rows = [laid.held[places[n]] if n in places else row for n, row in enumerate(wanted)]
    laid.rows = [None if places.get(n) in laid.staying else row for n, row in enumerate(rows)]
    order = _in_order(rows, laid)
    before = {paragraph.pk: paragraph.address for paragraph in laid.held}
    addresses = new_addresses(
        order,
        wanted={id(row): wanted[n].address for n, row in enumerate(rows)},
        staying={laid.held[place].pk for place in laid.staying},
        before=set(before.values()),
        former={each.address: each.paragraph_id for each in note.former_addresses.all()},
    )
    for n, row in enumerate(laid.rows):
        if row is not None and row is not wanted[n]:
            for name in TAKEN_OVER:
                value = getattr(wanted[n], name)
                setattr(row, name, row.page if name == "page" and value is None else value)  # another file gave it
    _write(laid.held, order, addresses)
    _leave_addresses(note, laid, before)
    _leave_headings(note, laid, headings)
    return said + _sentences(laid, rows, before)


def _in_order(rows: list[Paragraph], laid: Laid) -> list[Paragraph]:
    """All rows of the note as it will be: those of the reading, and those that only stay behind the one before."""
    order = list(rows)
    for place, paragraph in enumerate(laid.held):
        if place in laid.staying and place not in laid.partners:
            earlier = [order.index(row) for row in laid.held[:place] if row in order]
            order.insert(earlier[-1] + 1 if earlier else 0, paragraph)
    return order


def _write(held: list[Paragraph], order: list[Paragraph], addresses: list[str]) -> None:
    """Write ``order`` with its places and addresses, by way of places that nobody has."""
    for paragraph in held:
        Paragraph.objects.filter(pk=paragraph.pk).update(position=F("position") + ASIDE, address=f"~{paragraph.pk}")
    for place, (row, address) in enumerate(zip(order, addresses, strict=True), 1):
        row.position, row.address = place, address
    Paragraph.objects.bulk_update([row for row in order if row.pk is not None], [*TAKEN_OVER, "position", "address"])
    Paragraph.objects.bulk_create([row for row in order if row.pk is None])


def _leave_addresses(note: OutcomeNote, laid: Laid, before: dict[int, str]) -> None:
    """Let every address that a paragraph no longer has lead to where its words are now."""
    now = set(note.paragraphs.values_list("address", flat=True))
    note.former_addresses.filter(address__in=now).delete()  # back where it was
    for place, paragraph in enumerate(laid.held):
        row = laid.row_after(place)
        address = before[paragraph.pk]
        if row is not paragraph:
            note.former_addresses.filter(paragraph=paragraph).update(paragraph=row)
        if address not in now:
            FormerAddress.objects.update_or_create(note=note, address=address, defaults={"paragraph": row})


def _headings(note: OutcomeNote, laid: Laid) -> dict[int, tuple[str, int | None]]:
    """Of each topic, the address, and the place of its first paragraph among the held ones."""
    first: dict[int, int] = {}
    for place, paragraph in enumerate(laid.held):
        if paragraph.topic_id is not None:
            first.setdefault(paragraph.topic_id, place)
    return {topic.pk: (topic.address, first.get(topic.pk)) for topic in note.topics.all()}


def _leave_headings(note: OutcomeNote, laid: Laid, before: dict[int, tuple[str, int | None]]) -> None:
    """Let the address that a topic no longer has lead to where its first paragraph is now."""
    now = {topic.pk: topic.address for topic in note.topics.all()}
    note.former_addresses.filter(address__in=now.values()).delete()
    for pk, (address, place) in before.items():
        if now.get(pk) != address and address not in now.values():
            row = None if place is None else laid.row_after(place)
            FormerAddress.objects.update_or_create(note=note, address=address, defaults={"paragraph": row})


def clear(note: OutcomeNote, laid: Laid) -> None:
    """Remove the paragraphs that are gone, after everything that was decided in them went on to their successors."""
    for place, paragraph in enumerate(laid.held):
        row = laid.row_after(place)
        if row is not paragraph:
            Participation.objects.filter(paragraph=paragraph).update(paragraph=row)
            StatusChange.objects.filter(passage=paragraph).update(passage=row)
            paragraph.delete()
    clear_topics(note, laid.topics)


def _sentences(laid: Laid, rows: list[Paragraph], before: dict[int, str]) -> list[str]:
    """What became of each paragraph that is not as it was."""
    said = []
    for place, paragraph in enumerate(laid.held):
        address, row = before[paragraph.pk], laid.row_after(place)
        if place in laid.staying:
            continue  # said by its doubt
        if row is None:
            said.append(f"§{address} is gone: {shortened(laid.texts[place])}")
        elif row is not paragraph:
            said.append(f"§{address} is now part of §{row.address}.")
        else:
            if row.address != address:
                said.append(f"§{address} is now §{row.address}.")
            if row.text != laid.texts[place]:
                said.append(f"§{row.address} reads otherwise: {reworded(laid.texts[place], row.text)}")
    held = set(before)
    said += [f"§{row.address} is new: {shortened(row.text)}" for row in rows if row.pk not in held]
    return said
