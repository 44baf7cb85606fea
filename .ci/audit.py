"""Asks pip-audit for known weaknesses of the packages in use. Fails if there is one; if nobody answers, says so.

pip-audit itself counts a package that the advisory service does not know as clean, so that an index without advisories
would pass for a clean bill.
"""

import json
import subprocess
import sys

COMMAND = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--timeout", "30"]
UNASKED = (
    "NOT CHECKED: the advisory service could not be asked whether packages have known weaknesses. Ask again online."
)


def verdict(output: str) -> tuple[int, str]:
    """The exit code, and what to say, for what pip-audit wrote as JSON; for anything else, that nobody answered."""
    try:
        packages = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, UNASKED
    asked = [package for package in packages if "vulns" in package]
    weak = [
        f"{package['name']} {package['version']}: {found['id']}, mended in {', '.join(found['fix_versions'])}"
        for package in asked
        for found in package["vulns"]
    ]
    if weak:
        return 1, "\n".join(["Packages with known weaknesses:", *weak])
    if not asked:
        return 0, UNASKED
    unknown = [package["name"] for package in packages if "vulns" not in package]
    return (
        0,
        f"{len(asked)} packages without a known weakness; not known to the service: {', '.join(unknown) or 'none'}.",
    )


if __name__ == "__main__":
    try:
        ended = subprocess.run(COMMAND, capture_output=True, text=True, timeout=300, check=False)
        code, said = verdict(ended.stdout)
    except subprocess.TimeoutExpired:
        code, said = 0, UNASKED
    print(said)
    sys.exit(code)
