"""Lists in pages by cursor: where the last row stood, so that no row comes twice when others are added meanwhile."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Any

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Schema
from ninja.errors import HttpError
from pydantic import TypeAdapter

USUAL, MOST = 50, 100  # rows of a page
NO_DAY = date.min  # where a row without a date stands: last, newest first

Slug = Annotated[str, Field(pattern=r"^[-\w]{0,150}$")]
Place = Annotated[int, Field(ge=0, lt=2**31)]


class Paged(Schema):
    """Which page, and how long."""

    cursor: str = Field("", max_length=1000, description="From “next” of the page before. Empty for the first page.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="How many at most.")


@dataclass(frozen=True)
class Order:
    """By which attributes of a row a list stands, “-” for falling ones. Together they are unique and never null."""

    names: tuple[str, ...]
    kinds: tuple[Any, ...]

    @cached_property
    def _cursor(self) -> TypeAdapter[Any]:
        return TypeAdapter(tuple[self.kinds])  # type: ignore[name-defined]

    def cursor_at(self, row: Model) -> str:
        """The cursor of the page that begins behind ``row``."""
        place = tuple(attrgetter(name.lstrip("-"))(row) for name in self.names)
        return urlsafe_b64encode(self._cursor.dump_json(place)).decode().rstrip("=")

    def behind(self, cursor: str) -> Q:
        """What a row must be to stand behind ``cursor``. Raises HttpError 422 for one that no list gave."""
        try:
            octets = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            place = self._cursor.validate_json(octets)
        except ValueError:
            raise HttpError(422, _("This cursor is not one of this list: take it from “next” as it stands.")) from None
        later, same = Q(), Q()
        for name, value in zip(self.names, place, strict=True):
            field = name.lstrip("-")
            beyond = "lt" if name.startswith("-") else "gt"
            later |= same & Q(**{f"{field}__{beyond}": value})
            same &= Q(**{field: value})
        return later


def check_names(request: HttpRequest, asked: Schema) -> None:
    """Refuse a parameter that this list does not have: left out silently, it would seem to have been heeded.

    Raises HttpError 422.
    """
    known = list(type(asked).model_fields)
    if unknown := [name for name in request.GET if name not in known]:
        words = {"name": unknown[0][:40], "known": ", ".join(known)}
        raise HttpError(422, _("There is no parameter “%(name)s” here. There are: %(known)s.") % words)


def page_of(rows: QuerySet[Any], order: Order, paged: Paged, request: HttpRequest) -> tuple[list[Any], str | None]:
    """The rows of the page and the address of the next one. One query more than ``rows`` itself asks at most."""
    check_names(request, paged)
    if paged.cursor:
        rows = rows.filter(order.behind(paged.cursor))
    found = list(rows.order_by(*order.names)[: paged.limit + 1])
    if len(found) <= paged.limit:
        return found, None
    return found[:-1], next_address(request, order.cursor_at(found[-2]))


def next_address(request: HttpRequest, cursor: str) -> str:
    """The address of this request with another cursor."""
    asked = request.GET.copy()
    asked["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
