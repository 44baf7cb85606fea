"""Why a dump was not written or not taken in; the message says what was wrong and what to do."""


class DumpRefused(Exception):
    """Nothing was written, and nothing was changed."""
