"""The page that says what the API has, drawn from its own description, without scripts."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.api.door import api


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter, or a field of an answer."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API."""

    name: str
    path: str
    summary: str
    words: str
    parameters: list[Named]
    answer: str  # the name of what comes back
    to_try: str  # its address as a link; empty when it takes an argument


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters, and every answer with its fields; lists can be opened at once."""
    described = api.get_openapi_schema(path_prefix=reverse("api:api-root"))
    shapes = described["components"]["schemas"]
    context = {
        "about": described["info"]["description"],
        "operations": [operation(path, each["get"], shapes) for path, each in described["paths"].items()],
        "answers": [(name, fields_of(shape)) for name, shape in shapes.items() if name.endswith(("Answer", "Line"))],
        "a_minute": settings.CALLS_A_MINUTE,
        "whole": request.build_absolute_uri(reverse("api:notes")),
    }
    return render(request, "meetings/api_docs.html", context)


def operation(path: str, told: dict[str, Any], shapes: dict[str, Any]) -> Operation:
    given = told["parameters"]
    answer = name_of(told["responses"][200]["content"]["application/json"]["schema"])
    listed = shapes[answer]["properties"].get("items")
    return Operation(
        name=told["operationId"],
        path=path,
        summary=told["summary"],
        words=told.get("description", ""),
        parameters=[Named(each["name"], kind_of(each["schema"]), each.get("description", "")) for each in given],
        answer=name_of(listed["items"]) if listed else answer,
        to_try="" if "{" in path else path,
    )


def fields_of(shape: dict[str, Any]) -> list[Named]:
    return [Named(name, kind_of(each), each.get("description", "")) for name, each in shape["properties"].items()]


def name_of(shape: dict[str, Any]) -> str:
    return str(shape["$ref"].rpartition("/")[2])


def kind_of(shape: dict[str, Any]) -> str:
    """What a value is, in words: text, whole number, one of …, list of …."""
    if "$ref" in shape:
        return name_of(shape)
    if "anyOf" in shape:
        return _(" or ").join(kind_of(each) for each in shape["anyOf"])
    if "enum" in shape:
        return _("one of %(values)s") % {"values": ", ".join(value or "“”" for value in shape["enum"])}
    if shape.get("type") == "array":
        return _("several: %(kind)s") % {"kind": kind_of(shape["items"])}
    kinds = {
        "date": _("date"),
        "date-time": _("time"),
        "string": _("text"),
        "integer": _("whole number"),
        "boolean": _("true or false"),
        "null": _("null"),
    }
    return kinds.get(shape.get("format", ""), kinds[shape["type"]])
