"""The secret key of a demo or a developer's copy: made once, kept under var/, never used in production."""

import os
import secrets
from pathlib import Path


def kept_secret_key(var: Path) -> str:
    """Return the key kept in ``var``; make it at the first call, readable by its owner only."""
    path = var / "secret-key"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        var.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was quicker
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
