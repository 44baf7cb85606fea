"""Addresses of the archive's pages, remembered: a list names hundreds of them, and working one out takes a while."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

REMEMBERED = 16_384


def address(page: str, *parts: str | int) -> str:
    """The path of ``page``, a name of urls.py, with its ``parts``. Raises NoReverseMatch as ``reverse`` does."""
    return _worked_out(get_urlconf(), get_script_prefix(), page, parts)


@lru_cache(REMEMBERED)
def _worked_out(urlconf: str | None, prefix: str, page: str, parts: tuple[str | int, ...]) -> str:
    """``urlconf`` and ``prefix`` are what ``reverse`` goes by besides its arguments."""
    return reverse(page, args=parts)
