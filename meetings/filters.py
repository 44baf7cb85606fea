"""The filters of the lists: meetings and commitments."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from meetings.council.presidencies import NoPresidency, presidencies, presidency_on
from meetings.facets import FacetedFilterSet, FacetFilter, held_by
from meetings.figures import whole_number
from meetings.finding.facets import Choice
from meetings.following.statuses import Decided
from meetings.models import (
    CarriedCode,
    Commitment,
    CommitmentCode,
    CommitmentTheme,
    Meeting,
    OutcomeNote,
    StatusChange,
    Theme,
    TopicCode,
    each_formerly_at,
)
from meetings.models.agenda import SIDES
from meetings.models.status import STATUSES
from meetings.names import MEMBER_STATES, named
from meetings.search.bitmaps import members_of, union

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


class NamedFacet(FacetFilter):
    """A facet over rows that are told by address and name: those of ``named`` in the list of filters."""

    columns = ()
    named = "codes"

    @property
    def rows(self) -> "Named":
        rows: Named = getattr(self.parent, self.named)
        return rows

    def present(self, values: list[str]) -> list[str]:
        return self.rows.present(values, self.parent.user)

    def words_for(self, value: str) -> str:
        return self.rows.names.get(value, value)


class MeetingCodeFacet(NamedFacet):
    """The topic codes on the notes of a meeting, on those alone that the person may read."""

    def _carried(self) -> QuerySet[CarriedCode]:
        return CarriedCode.objects.filter(note__in=OutcomeNote.objects.visible_to(self.parent.user))

    def narrowed(self, values: list[str]) -> Q:
        return Q(Exists(self._carried().filter(note__meeting=OuterRef("pk"), code__slug__in=values)))

    def holders(self, known: int) -> Mapping[str, int]:
        on_meetings = self._carried().filter(note__meeting__isnull=False)
        return self.rows.by_slug(held_by(on_meetings, "code", "note__meeting"))


class CommitmentCodeFacet(NamedFacet):
    """The topic codes for which there is a reason where a commitment stands (CommitmentCode)."""

    def narrowed(self, values: list[str]) -> Q:
        return Q(pk__in=CommitmentCode.objects.filter(code__slug__in=values).values("commitment"))

    def holders(self, known: int) -> Mapping[str, int]:
        return self.rows.by_slug(held_by(CommitmentCode.objects.all(), "code", "commitment"))


class StatusFacet(FacetFilter):
    """What became of a commitment, as far as the person may know the decisions."""

    columns = ()

    def narrowed(self, values: list[str]) -> Q:
        return self.parent.decided.became(values)

    def holders(self, known: int) -> Mapping[str, int]:
        return self.parent.decided.holders(known)


class ThemeFacet(NamedFacet):
    """The themes that the paragraph of a commitment is about."""

    named = "themes"

    def narrowed(self, values: list[str]) -> Q:
        return Q(pk__in=CommitmentTheme.objects.filter(theme__slug__in=values).values("commitment"))

    def holders(self, known: int) -> Mapping[str, int]:
        return self.rows.by_slug(held_by(CommitmentTheme.objects.all(), "theme", "commitment"))


class Named:
    """Rows that are counted by key, because keys are quick to count by, and shown by address and name."""

    def __init__(self, rows: QuerySet[Any], name: str) -> None:
        """``rows`` have a slug; ``name`` is the field that names them."""
        self.rows = rows
        listed = list(rows.values_list("pk", "slug", name))
        self.names = {slug: name for _, slug, name in listed}
        self._slugs = {key: slug for key, slug, _ in listed}

    def present(self, slugs: Iterable[str], user: Any) -> list[str]:
        """``slugs`` with the present one for each former one that ``user`` could know of."""
        slugs = list(slugs)
        unknown = [slug for slug in slugs if slug not in self.names]
        former = each_formerly_at(self.rows, unknown, user) if unknown else {}
        told = {slug: row.slug for slug, row in former.items() if row.slug in self.names}
        return list(dict.fromkeys(told.get(slug, slug) for slug in slugs))

    def by_slug(self, held: Mapping[int, int]) -> dict[str, int]:
        """What is ``held`` by key, by slug; what is not among the rows is left out."""
        return {self._slugs[key]: holders for key, holders in held.items() if key in self._slugs}


class ByYear:
    """A long list as pages are cut from it: only the years in which a page falls are put in order."""

    def __init__(self, rows: QuerySet[Any], passing: int, years: Iterable[int]) -> None:
        """``rows`` in order, ``passing`` the keys of those in the list, ``years`` the keys of each year in that order.

        What is of no year comes last.
        """
        self._rows = rows
        self._runs = [passing & year for year in years]
        self._runs.append(passing & ~union(self._runs))

    def __len__(self) -> int:
        return sum(run.bit_count() for run in self._runs)

    def __getitem__(self, places: slice) -> QuerySet[Any]:
        """The rows at these ``places``, from the first of which on nothing is left out."""
        before, among = 0, 0
        for run in self._runs:
            if not among and before + run.bit_count() <= places.start:
                before += run.bit_count()
            elif before + among.bit_count() < places.stop:
                among |= run
        return self._rows.filter(pk__in=members_of(among))[places.start - before : places.stop - before]


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

    @property
    def newest_first(self) -> "ByYear":
        """What passes, newest meeting first; read by key."""
        rows = self.decided.beside(Commitment.objects.newest_first())
        years = sorted(self.holders["year"], reverse=True)
        return ByYear(rows, self.passing, [self.holders["year"][year] for year in years])

    @cached_property
    def themes(self) -> Named:
        """All themes."""
        return Named(Theme.objects.all(), "label")
