"""The vector of a paragraph stays in its row, and its text goes out of line.

PostgreSQL moves what makes a row long elsewhere, the vectors first. But it is the vectors that search reads, by the
thousand, to rank what it found; texts are read for twenty passages. With the vector kept in the row, ranking costs a
third (docs/search.md).
"""

from django.db import migrations

KEEP = """
ALTER TABLE meetings_paragraph ALTER COLUMN vector SET STORAGE MAIN;
ALTER TABLE meetings_paragraph ALTER COLUMN text SET STORAGE EXTERNAL;
UPDATE meetings_paragraph SET text = text || '';
"""
UNDO = """
ALTER TABLE meetings_paragraph ALTER COLUMN vector SET STORAGE EXTENDED;
ALTER TABLE meetings_paragraph ALTER COLUMN text SET STORAGE EXTENDED;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_instrument_near_misses")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
