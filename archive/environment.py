"""What the environment says: switches, lists, numbers, and secrets that lie in files.

Every variable NAME of the archive can be given as NAME_FILE instead, the path of a file that holds its value: so
secrets stand neither in a list of settings nor in what ``ps`` and ``docker inspect`` show.
"""

import os
from collections.abc import MutableMapping
from pathlib import Path

OURS = ("DJANGO_", "DATABASE_", "ARCHIVE_")
FROM_A_FILE = "_FILE"


def take_from_files(environ: MutableMapping[str, str]) -> None:
    """Put the values that lie in files under the names of their variables. SystemExit when one cannot be read."""
    for given, path in list(environ.items()):
        name = given.removesuffix(FROM_A_FILE)
        if name == given or not name.startswith(OURS) or not path:
            continue
        if environ.get(name):
            raise SystemExit(f"Both {name} and {given} are set. Set one of them.")
        try:
            environ[name] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise SystemExit(f"{given} names a file that cannot be read, {path}: {error}.") from None
        del environ[given]  # what this process starts finds the value itself


def flag(name: str) -> bool:
    """Whether the environment variable ``name`` is switched on."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """The comma-separated values of the environment variable ``name``."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def whole_number(name: str, otherwise: int) -> int:
    """The whole number above nought that the environment variable ``name`` gives, or ``otherwise``."""
    given = os.environ.get(name, "").strip() or str(otherwise)
    if not (given.isascii() and given.isdecimal() and int(given)):
        raise SystemExit(f"{name} must be a whole number above nought, not {given!r}.")
    return int(given)


def one_of(name: str, choices: tuple[str, ...]) -> str:
    """What the environment variable ``name`` says, out of ``choices``; the first where it says nothing."""
    given = os.environ.get(name, "").strip().lower() or choices[0]
    if given not in choices:
        raise SystemExit(f"{name} must be {' or '.join(sorted(choices))}, not {given!r}.")
    return given
