"""SQL in every filter, order and search: what a person sends is asked with a statement, never part of it."""

import pytest

from tests import make
from tests.attacks.requests import NAMES, paths, statements
from tests.canaries import hide, shared_world

MARK = "qqinjected"
PAYLOADS = [
    f"' OR 1=1 --{MARK}",
    f"1) UNION SELECT '{MARK}' --",
    f"%' AND (SELECT pg_sleep(5)) IS NULL AND '{MARK}'='{MARK}",
    f'"; DROP TABLE meetings_outcomenote; --{MARK}',
    f"{MARK}:*|!({MARK})&<->",
    f"-{MARK}__id",
    "-1,2.9,x",
    "99999999999999999999",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_address_makes_a_statement_of_what_is_sent(payload, db, as_user):
    shared_world()
    addresses = paths(hide("limite", at_shared_meeting=False))
    browser = as_user(make.user("administrator"))
    for name, path in addresses.items():
        if name in {"sign-out", "admin:logout"} or name.endswith(("_add", "_change", "_history", "_delete")):
            continue  # of a register only its list reads the address
        with statements() as heard:
            answer = browser.get(path, dict.fromkeys(NAMES, payload))
        assert answer.status_code < 500, name
        assert not [sql for sql in heard if MARK in sql.lower() or "pg_sleep" in sql], name


def test_the_table_of_parameters_holds_those_that_pages_read():
    """Without this, a search of the code that finds nothing would prove nothing."""
    assert {"q", "page", "order", "since", "hl", "level", "code", "city", "into", "folder", "do"} <= set(NAMES)
