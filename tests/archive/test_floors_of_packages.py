"""No package older than the one that mended a weakness; and a known weakness stops a release."""

import importlib.util
import json
import tomllib
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
# What was mended in it; see docs/security.md.
FLOORS = {
    "pdfminer.six": "20251230",  # CVE-2025-64512: runs code from hostile PDFs
    "django": "6.1",  # the line that still gets security releases
    "gunicorn": "23.0",  # CVE-2024-6827: requests smuggled by Transfer-Encoding
    "lxml": "6.0",
    "psycopg": "3.2",
}


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_an_installed_package_is_no_older_than_its_floor(package, floor):
    assert Version(version(package)) >= Version(floor)


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_no_older_one_may_be_installed(package, floor):
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    (requirement,) = [one for one in map(Requirement, wanted) if one.name == package]
    assert not list(requirement.specifier.filter(["0.0.1", "19.0", "5.2", "20251107", "22.0", "3.1"]))
    assert requirement.specifier.contains(version(package))


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CLEAN = {"name": "django", "version": "6.1", "vulns": []}
WEAK = {
    "name": "pdfminer.six",
    "version": "20250506",
    "vulns": [{"id": "CVE-2025-64512", "fix_versions": ["20251107"]}],
}
UNKNOWN = {"name": "lxml", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([CLEAN, UNKNOWN], 0, "1 packages without a known weakness; not known to the service: lxml."),
        ([CLEAN, WEAK], 1, "pdfminer.six 20250506: CVE-2025-64512, mended in 20251107"),
        ([UNKNOWN], 0, "NOT CHECKED"),
    ],
)
def test_a_known_weakness_stops_a_release_and_silence_is_no_clean_bill(packages, code, said, audit):
    ended, words = audit.verdict(json.dumps({"dependencies": packages}))
    assert ended == code
    assert said in words


def test_an_advisory_service_that_is_away_is_said(audit):
    assert audit.verdict("") == (0, audit.UNASKED)
