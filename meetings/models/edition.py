"""Which versions of one number replace each other: worked out by the database from the version that the paper prints.

REV (revision) and DCL (declassified version) give the whole text anew, so the later one leads. EXT (extract) gives a
part of it, so it gives way to the whole. ADD, COR and AMD stand beside the text that they add to or mend; they replace
only their own earlier form (ADD 1 REV 1 replaces ADD 1).
"""

from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

# The versions at the end that replace what stands before them: "REV 1 DCL 1", the end of "ADD 1 REV 1"; not "COR 1".
REPLACING = r"(^| )(INIT|(REV|DCL|EXT) \d{1,2}( (REV|DCL|EXT) \d{1,2})*)$"
PART = r"{part} (\d{{1,2}})(?: (?:REV|DCL|EXT) \d{{1,2}})*$"
A_REVISION = 100  # every revision counts more than any declassified version of the one before
AN_EXTRACT = 100_000  # every extract counts less than any whole text


def stem_of(field: str) -> Combinable:
    """What the paper is a version of: empty for the text itself, "ADD 1" for its first addendum."""
    return Func(F(field), Value(REPLACING), Value(""), function="regexp_replace", output_field=TextField())


def edition_of(field: str) -> Combinable:
    """Its rank among the versions of the same stem: 0 for INIT, more for later ones, less than 0 for an extract."""
    extract = Func(_count(field, "EXT"), Value(1), function="least", output_field=IntegerField())
    return _count(field, "REV") * A_REVISION + _count(field, "DCL") - extract * AN_EXTRACT


def _count(field: str, part: str) -> Combinable:
    found = Func(F(field), Value(PART.format(part=part)), function="substring", output_field=TextField())
    return Coalesce(Cast(found, IntegerField()), Value(0))
