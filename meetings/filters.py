"""The filters of the lists: meetings and commitments."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from meetings.council.presidencies import NoPresidency, presidencies, presidency_on
from meetings.facets import FacetedFilterSet, FacetFilter, count_by
from meetings.finding.facets import Choice
from meetings.models import (
    CodeEvidence,
    Commitment,
    Meeting,
    NoteCode,
    OutcomeNote,
    Theme,
    ThemePassage,
    TopicCode,
)
from meetings.models.agenda import SIDES
from meetings.models.status import STATUSES

YEARS = range(1990, 2100)


class YearFacet(FacetFilter):
    """The year of a date, newest first."""

    def narrowed(self, values: list[str]) -> Q:
        years = [int(value) for value in values if value.isdecimal() and value.isascii() and int(value) in YEARS]
        return Q(**{f"{self.field_name}__year__in": years})

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        return count_by(rows, f"{self.field_name}__year")

    def in_order(self, choices: Iterable[Choice]) -> list[Choice]:
        return sorted(choices, key=lambda choice: choice.value, reverse=True)


class PresidencyFacet(FacetFilter):
    """Who presided the Council on a date: computed from the table of Presidencies, since no row stores it.

    A Member State that presided more than once is one choice with several spans of dates.
    """

    def narrowed(self, values: list[str]) -> Q:
        spans = Q(pk__in=[])
        for presidency in presidencies():
            if presidency.member_state in values:
                spans |= Q(**{f"{self.field_name}__range": (presidency.start, presidency.end)})
        return spans

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        counts: Counter[str] = Counter()
        for day, n in rows.order_by().values_list(self.field_name).annotate(n=Count("pk", distinct=True)):
            try:
                counts[presidency_on(day).member_state] += n
            except NoPresidency:
                continue
        return counts


class PaperFacet(FacetFilter):
    """What is held of a meeting, as far as the person may read it."""

    PAPERS = {
        "note": "Outcome note",
        "statement": "Joint statement",
        "abstract": "Abstract of a statement",
        "none": "None that you may read",
    }

    def narrowed(self, values: list[str]) -> Q:
        readable = OutcomeNote.objects.visible_to(self.parent.user).filter(meeting=OuterRef("pk"))
        kinds = {
            "note": Q(Exists(readable.exclude(kind__in=[OutcomeNote.JOINT_STATEMENT, OutcomeNote.ABSTRACT]))),
            "statement": Q(Exists(readable.filter(kind=OutcomeNote.JOINT_STATEMENT))),
            "abstract": Q(Exists(readable.filter(kind=OutcomeNote.ABSTRACT))),
            "none": ~Q(Exists(readable)),
        }
        return reduce(or_, (kinds[value] for value in values if value in kinds), Q(pk__in=[]))

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        counted = {value: Count("pk", filter=self.narrowed([value])) for value in self.labels}
        return rows.order_by().aggregate(**counted)


class MeetingCodeFacet(FacetFilter):
    """The topic codes on the notes of a meeting, on those alone that the person may read."""

    def _carried(self) -> QuerySet[NoteCode]:
        return NoteCode.objects.filter(note__in=OutcomeNote.objects.visible_to(self.parent.user))

    def narrowed(self, values: list[str]) -> Q:
        return Q(Exists(self._carried().filter(note__meeting=OuterRef("pk"), code__slug__in=values)))

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        carried = self._carried().filter(note__meeting__in=rows.order_by().values("pk")).order_by()
        return dict(carried.values_list("code__slug").annotate(n=Count("note__meeting", distinct=True)))

    def words_for(self, value: str) -> str:
        return self.parent.codes.get(value, value)


class CommitmentCodeFacet(FacetFilter):
    """The topic codes for which the agenda topic of a commitment gives the reason; outside topics, its paragraph.

    Not the codes on the cover: a note with thirteen of them would show each commitment under all thirteen.
    """

    IN_TOPIC = "paragraph__topic__paragraphs__code_evidence__note_code__code__slug"
    IN_PARAGRAPH = "paragraph__code_evidence__note_code__code__slug"

    def narrowed(self, values: list[str]) -> Q:
        reasons = CodeEvidence.objects.filter(note_code__code__slug__in=values)
        in_topic = reasons.filter(paragraph__topic=OuterRef("paragraph__topic"))
        return Q(Exists(in_topic)) | Q(Exists(reasons.filter(paragraph=OuterRef("paragraph"))))

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        under_topics = count_by(rows.filter(paragraph__topic__isnull=False), self.IN_TOPIC)
        return under_topics + count_by(rows.filter(paragraph__topic__isnull=True), self.IN_PARAGRAPH)

    def words_for(self, value: str) -> str:
        return self.parent.codes.get(value, value)


class ThemeFacet(FacetFilter):
    """The themes that the paragraph of a commitment is about."""

    SLUG = "paragraph__theme_passages__theme__slug"

    def narrowed(self, values: list[str]) -> Q:
        about = ThemePassage.objects.filter(theme__slug__in=values, paragraph=OuterRef("paragraph"))
        return Q(Exists(about))

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        return count_by(rows, self.SLUG)

    def words_for(self, value: str) -> str:
        return self.parent.themes.get(value, value)


class ListFilter(FacetedFilterSet):
    """A list that ``user`` looks at; ``codes`` are the codes that this person may know of, by slug."""

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, user: Any) -> None:
        self.user = user
        super().__init__(data, queryset)
        self.codes = dict(TopicCode.objects.visible_to(user).values_list("slug", "code"))


class MeetingFilter(ListFilter):
    """Meetings by level, papers, year, Presidency, topic code and city."""

    level = FacetFilter("level", legend="Level", labels=dict(Meeting.LEVELS))
    paper = PaperFacet("paper", legend="Papers", labels=PaperFacet.PAPERS)
    year = YearFacet("opened_on", legend="Year")
    presidency = PresidencyFacet("opened_on", legend="Presidency")
    code = MeetingCodeFacet("code", legend="Topic code")
    city = FacetFilter("city", legend="City")


class CommitmentFilter(ListFilter):
    """Commitments (annotated with their ``status``) by side, strength, status, theme, code and year."""

    side = FacetFilter("side", legend="Side", labels=dict(SIDES))
    strength = FacetFilter("strength", legend="Strength", labels=dict(Commitment.STRENGTHS))
    status = FacetFilter("status", legend="What became of it", labels=dict(STATUSES))
    theme = ThemeFacet("theme", legend="Subject")
    code = CommitmentCodeFacet("code", legend="Topic code")
    year = YearFacet("paragraph__note__meeting__opened_on", legend="Year of the meeting")

    @cached_property
    def themes(self) -> dict[str, str]:
        """The names of all themes by their address."""
        return dict(Theme.objects.values_list("slug", "label"))
