"""Short lists read inside the row to which they belong, so that a page with many of them asks the database once.

``inside`` makes an annotation out of the rows of another table; ``rebuilt`` makes rows of its value again;
``keep`` puts them where ``row.list.all()`` finds them, as prefetching would.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, GeneratedField, JSONField, Model, QuerySet
from django.db.models.functions import JSONObject

# Longer than what a list needs; a row rebuilt without them asks for them when they are used.
TOO_LONG = {"OutcomeNote": {"text", "summary"}}


def inside(rows: QuerySet[Any], *related: str) -> ArraySubquery:
    """An annotation with ``rows`` (which name their ``OuterRef``) in their order, each with its ``related`` row."""
    return ArraySubquery(rows.values(told=as_json(rows.model, *related)))


def as_json(model: type[Model], *related: str, prefix: str = "") -> JSONObject:
    """The columns of a row, without vectors and long texts, and those of the rows to which ``related`` leads."""
    told: dict[str, Any] = {name: F(f"{prefix}{name}") for name in _columns(model)}
    for name in related:
        told[name] = as_json(_led_to(model, name), prefix=f"{prefix}{name}__")
    return JSONObject(**told)


def rebuilt(model: type[Model], told: Iterable[Mapping[str, Any]], *related: str) -> list[Any]:
    """The rows of which an ``inside`` annotation tells, with the same ``related``."""
    return [_row(model, each, related) for each in told]


def _row(model: type[Model], told: Mapping[str, Any], related: Iterable[str] = ()) -> Model:
    columns = _columns(model)
    row = model.from_db("default", list(columns), [_value(field, told[name]) for name, field in columns.items()])
    for name in related:
        other = told[name]
        setattr(row, name, None if other["id"] is None else _row(_led_to(model, name), other))
    return row


def _value(field: Any, value: Any) -> Any:
    """JSON writes days and times as text."""
    return value if isinstance(field, JSONField) else field.to_python(value)


def _columns(model: type[Model]) -> dict[str, Any]:
    left_out = TOO_LONG.get(model.__name__, set())
    return {
        field.attname: field
        for field in model._meta.concrete_fields
        if not _is_vector(field) and field.attname not in left_out
    }


def _is_vector(field: Any) -> bool:
    return isinstance(field, GeneratedField) and isinstance(field.output_field, SearchVectorField)


def _led_to(model: type[Model], name: str) -> type[Model]:
    to: Any = model._meta.get_field(name).related_model
    return to


def keep(row: Model, name: str, rows: list[Any]) -> None:
    """Make ``rows`` what ``row.<name>.all()`` gives, as ``prefetch_related`` does."""
    kept = getattr(row, name).all()
    kept._result_cache, kept._prefetch_done = rows, True
    if not hasattr(row, "_prefetched_objects_cache"):
        row._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    row._prefetched_objects_cache[name] = kept
