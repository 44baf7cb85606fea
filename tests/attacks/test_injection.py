"""SQL in every filter, order and search: what a person sends is asked with a statement, never part of it."""

import pytest
from django.urls import reverse

from meetings.models import OutcomeNote
from tests import make
from tests.attacks.requests import NAMES, paths, statements
from tests.canaries import hide, shared_world
from tests.test_doors import ADDRESSES

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
OF_A_REGISTER = ("_changelist", "_add", "_change", "_history", "_delete")  # its list alone reads the address


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_address_makes_a_statement_of_what_is_sent(payload, db, as_user):
    shared_world()
    addresses = paths(hide("limite", at_shared_meeting=False))
    browser = as_user(make.user("administrator"))
    for name, path in addresses.items():
        if name in {"sign-out", "admin:logout"} or name.endswith(OF_A_REGISTER):
            continue
        with statements() as heard:
            answer = browser.get(path, dict.fromkeys(NAMES, payload))
        assert answer.status_code < 500, name
        assert not [sql for sql in heard if MARK in sql.lower() or "pg_sleep" in sql], name


def parameters_of(register):
    """What the list of a register searches, orders and filters by."""
    names = {"q", "o", "p", "all"}
    for each in register.list_filter:
        wanted = each[0] if isinstance(each, tuple) else each
        if isinstance(wanted, str):
            names |= {f"{wanted}__exact", f"{wanted}__id__exact"}
        else:
            names.add(wanted.parameter_name)
    return names | ({f"{register.date_hierarchy}__year"} if register.date_hierarchy else set())


def test_no_list_of_a_register_makes_a_statement_of_what_is_sent(db, as_user):
    """Each parameter by itself: a register that finds one of them wrong asks the database nothing."""
    note = shared_world()
    browser = as_user(make.user("administrator"))
    asked, read = 0, 0
    for name in (each for each in ADDRESSES if each.endswith("_changelist")):
        path = reverse(name)
        page = browser.get(path)
        if page.status_code == 403:
            continue
        for parameter in sorted(parameters_of(page.context["cl"])):
            with statements() as heard:
                answer = browser.get(path, {parameter: " ".join(PAYLOADS)})
            assert answer.status_code < 500, (name, parameter)
            assert not [sql for sql in heard if MARK in sql.lower() or "pg_sleep" in sql], (name, parameter)
            asked, read = asked + 1, read + (answer.status_code == 200)
    assert read > asked / 2 > 40
    assert OutcomeNote.objects.filter(pk=note.pk).exists()


def test_the_table_of_parameters_holds_those_that_pages_read():
    """Without this, a search of the code that finds nothing would prove nothing."""
    assert {"q", "page", "order", "since", "hl", "level", "code", "city", "into", "folder", "do"} <= set(NAMES)
