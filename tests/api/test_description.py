"""The description of the API is kept: schemathesis asks each operation as it allows and as it forbids."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.specs.openapi.checks import positive_data_acceptance

from meetings.api.urls import urlpatterns
from meetings.keys.tokens import make_token
from tests import make
from tests.views.rows import full_note

TRIES = 12  # of each operation: a minute's work in all would be too much for every run
OPERATIONS = sorted({pattern.name for pattern in urlpatterns} - {"openapi", "api-root", "nowhere"})


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The server would close the connection after each request, and with it the transaction of the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def key(db: None) -> dict[str, str]:
    full_note(number="70001/17", meeting=make.meeting(slug="2017-06-valletta"))
    ends_on = timezone.localdate() + timedelta(days=1)
    _, secret = make_token(by=make.user("limite"), name="Odd questions", scope="LIMITE", ends_on=ends_on)
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_every_answer_is_as_described(operation_id: str, key: dict[str, str]) -> None:
    """But for one check: a cursor that no list gave is refused, though the description cannot say which one gave it."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), headers=key)
    operation = described.find_operation_by_id(operation_id)

    @given(case=operation.as_strategy())
    @settings(
        max_examples=TRIES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def asked(case: Any) -> None:
        case.call_and_validate(headers=key, excluded_checks=[positive_data_acceptance])

    asked()


def test_the_description_is_openapi_3_1(key: dict[str, str]) -> None:
    told = Client(headers=key).get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(told).validate()
    for path in told["paths"].values():
        assert path["get"]["security"] == [{"Token": []}, {"SignedIn": []}]
        assert {"200", "401", "429"} <= set(path["get"]["responses"])
