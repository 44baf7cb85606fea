"""Whole numbers in addresses and forms, where anybody may write anything: keys of rows, revisions, pages, years."""

KEYS = range(2**63)  # what a key of the database can be


def whole_number(written: str, within: range = KEYS) -> int | None:
    """The number ``within`` that is ``written`` with the figures 0 to 9; None for anything else, however long.

    No row has the key None, so ``filter(pk=whole_number(written))`` finds nothing then.
    """
    if not (written.isascii() and written.isdecimal() and len(written) <= len(str(within.stop))):
        return None
    return number if (number := int(written)) in within else None
