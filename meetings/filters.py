"""The filters of the lists: meetings and commitments."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from meetings.council.presidencies import NoPresidency, presidencies, presidency_on
from meetings.facets import FacetedFilterSet, FacetFilter, count_by
from meetings.figures import whole_number
from meetings.finding.facets import Choice
from meetings.following.statuses import Decided
from meetings.models import (
    Commitment,
    CommitmentCode,
    CommitmentTheme,
    Meeting,
    NoteCode,
    OutcomeNote,
    StatusChange,
    Theme,
    TopicCode,
    each_formerly_at,
)
from meetings.models.agenda import SIDES
from meetings.models.status import STATUSES
from meetings.names import MEMBER_STATES, named

YEARS = range(1990, 2100)


class YearFacet(FacetFilter):
    """The year of a date, newest first."""

    def _years(self, values: list[str]) -> list[int]:
        return [year for value in values if (year := whole_number(value, YEARS)) is not None]

    def narrowed(self, values: list[str]) -> Q:
        return Q(**{f"{self.field_name}__year__in": self._years(values)})

    @property
    def columns(self) -> tuple[str, ...]:
        return (f"{self.field_name}__year",)

    def wanted(self, values: list[str]) -> set[str]:
        return {str(year) for year in self._years(values)}

    def in_order(self, choices: Iterable[Choice]) -> list[Choice]:
        return sorted(choices, key=lambda choice: choice.value, reverse=True)


class PresidencyFacet(FacetFilter):
    """Who presided the Council on a date: computed from the table of Presidencies, since no row stores it.

    A Member State that presided more than once is one choice with several spans of dates.
    """

    def words_for(self, value: str) -> str:
        return named(MEMBER_STATES, value)

    def narrowed(self, values: list[str]) -> Q:
        spans = Q(pk__in=[])
        for presidency in presidencies():
            if presidency.member_state in values:
                spans |= Q(**{f"{self.field_name}__range": (presidency.start, presidency.end)})
        return spans

    def values_of(self, *told: Any) -> Iterable[str]:
        try:
            return [presidency_on(told[0]).member_state]
        except NoPresidency:
            return []


class PaperFacet(FacetFilter):
    """What is held of a meeting, as far as the person may read it."""

    PAPERS = {
        "note": _("Outcome note"),
        "statement": _("Joint statement"),
        "abstract": _("Abstract of a statement"),
        "none": _("None that you may read"),
    }
    KINDS = ("note", "statement", "abstract")

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f"has_{kind}" for kind in self.KINDS)

    def _held(self) -> dict[str, Exists]:
        """For each kind, whether a paper of it is held."""
        readable = OutcomeNote.objects.visible_to(self.parent.user).filter(meeting=OuterRef("pk"))
        return {
            "note": Exists(readable.exclude(kind__in=[OutcomeNote.JOINT_STATEMENT, OutcomeNote.ABSTRACT])),
            "statement": Exists(readable.filter(kind=OutcomeNote.JOINT_STATEMENT)),
            "abstract": Exists(readable.filter(kind=OutcomeNote.ABSTRACT)),
        }

    def described(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.annotate(**{f"has_{kind}": held for kind, held in self._held().items()})

    def values_of(self, *told: Any) -> Iterable[str]:
        return [kind for kind, held in zip(self.KINDS, told, strict=True) if held] or ["none"]

    def narrowed(self, values: list[str]) -> Q:
        held = self._held()
        kinds = {kind: Q(exists) for kind, exists in held.items()}
        kinds["none"] = ~reduce(or_, kinds.values())
        return reduce(or_, (kinds[value] for value in values if value in kinds), Q(pk__in=[]))


class MeetingCodeFacet(FacetFilter):
    """The topic codes on the notes of a meeting, on those alone that the person may read."""

    columns = ()

    def _carried(self) -> QuerySet[NoteCode]:
        return NoteCode.objects.filter(note__in=OutcomeNote.objects.visible_to(self.parent.user))

    def narrowed(self, values: list[str]) -> Q:
        return Q(Exists(self._carried().filter(note__meeting=OuterRef("pk"), code__slug__in=values)))

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        carried = self._carried().filter(note__meeting__in=rows.order_by().values("pk")).order_by()
        counted = carried.values_list("code").annotate(n=Count("note__meeting", distinct=True))
        return self.parent.codes.by_slug(counted)

    def present(self, values: list[str]) -> list[str]:
        return self.parent.codes.present(values, self.parent.user)

    def words_for(self, value: str) -> str:
        return self.parent.codes.names.get(value, value)


class CommitmentCodeFacet(FacetFilter):
    """The topic codes for which there is a reason where a commitment stands (CommitmentCode)."""

    columns = ()

    def narrowed(self, values: list[str]) -> Q:
        return Q(pk__in=CommitmentCode.objects.filter(code__slug__in=values).values("commitment"))

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        return self.parent.codes.by_slug(count_by(rows, "of_codes__code").items())

    def present(self, values: list[str]) -> list[str]:
        return self.parent.codes.present(values, self.parent.user)

    def words_for(self, value: str) -> str:
        return self.parent.codes.names.get(value, value)


class StatusFacet(FacetFilter):
    """What became of a commitment, as far as the person may know the decisions."""

    def narrowed(self, values: list[str]) -> Q:
        return self.parent.decided.became(values)


class ThemeFacet(FacetFilter):
    """The themes that the paragraph of a commitment is about."""

    columns = ()

    def narrowed(self, values: list[str]) -> Q:
        return Q(pk__in=CommitmentTheme.objects.filter(theme__slug__in=values).values("commitment"))

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        return self.parent.themes.by_slug(count_by(rows, "of_themes__theme").items())

    def present(self, values: list[str]) -> list[str]:
        return self.parent.themes.present(values, self.parent.user)

    def words_for(self, value: str) -> str:
        return self.parent.themes.names.get(value, value)


class Named:
    """Rows that are counted by key, because keys are quick to count by, and shown by address and name."""

    def __init__(self, rows: QuerySet[Any], name: str) -> None:
        """``rows`` have a slug; ``name`` is the field that names them."""
        self.rows = rows
        listed = list(rows.values_list("pk", "slug", name))
        self.names = {slug: name for _, slug, name in listed}
        self._slugs = {str(key): slug for key, slug, _ in listed}

    def present(self, slugs: Iterable[str], user: Any) -> list[str]:
        """``slugs`` with the present one for each former one that ``user`` could know of."""
        slugs = list(slugs)
        unknown = [slug for slug in slugs if slug not in self.names]
        former = each_formerly_at(self.rows, unknown, user) if unknown else {}
        told = {slug: row.slug for slug, row in former.items() if row.slug in self.names}
        return list(dict.fromkeys(told.get(slug, slug) for slug in slugs))

    def by_slug(self, counted: Iterable[tuple[Any, int]]) -> dict[str, int]:
        """The counts by slug; what is not among the rows is left out."""
        return {self._slugs[str(key)]: n for key, n in counted if str(key) in self._slugs}


class ListFilter(FacetedFilterSet):
    """A list that ``user`` looks at."""

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, user: Any) -> None:
        self.user = user
        super().__init__(data, queryset)

    @cached_property
    def codes(self) -> Named:
        """The codes that this person may know of."""
        return Named(TopicCode.objects.visible_to(self.user), "code")


class MeetingFilter(ListFilter):
    """Meetings by level, papers, year, Presidency, topic code and city."""

    level = FacetFilter("level", legend=_("Level"), labels=dict(Meeting.LEVELS))
    paper = PaperFacet("paper", legend=_("Papers"), labels=PaperFacet.PAPERS)
    year = YearFacet("opened_on", legend=_("Year"))
    presidency = PresidencyFacet("opened_on", legend=_("Presidency"))
    code = MeetingCodeFacet("code", legend=_("Topic code"))
    city = FacetFilter("city", legend=_("City"))


class CommitmentFilter(ListFilter):
    """Commitments by side, strength, status, theme, code and year; each with its ``status``."""

    side = FacetFilter("side", legend=_("Side"), labels=dict(SIDES))
    strength = FacetFilter("strength", legend=_("Strength"), labels=dict(Commitment.STRENGTHS))
    status = StatusFacet("status", legend=_("What became of it"), labels=dict(STATUSES))
    theme = ThemeFacet("theme", legend=_("Subject"))
    code = CommitmentCodeFacet("code", legend=_("Topic code"))
    year = YearFacet("note__meeting__opened_on", legend=_("Year of the meeting"))

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, user: Any) -> None:
        self.decided = Decided(StatusChange.objects.evidenced_to(user))
        super().__init__(data, self.decided.beside(queryset), user=user)

    @cached_property
    def themes(self) -> Named:
        """All themes."""
        return Named(Theme.objects.all(), "label")
