"""The rule of access.py once more, in the database: what a session may read is what it was told, and otherwise nothing.

A session says in ``archive.reads`` who reads: markings parted by commas, ``desk`` for those who review, nothing for
everybody else (meetings/wall.py). The policies hold for every role but the owner of the tables. Notes carry the rule;
what hangs on a note asks for the note, so that the rule stands here once. The archive's own login for pages gets its
grants from ``manage.py grant_web_role``, which ``migrate`` calls.

Finding cannot go by policies: PostgreSQL lets no operator that might tell of a row work before its policy, and so
could not use the indexes of words. Two views of the owner carry the rule themselves and leave the order to the planner.
A later migration that changes a column named there must drop them first and make them again.
See docs/decisions/row-security.md.
"""
# ruff: noqa: S608 - the SQL is put together from the pieces of this module

from django.db import migrations

TOLD = "current_setting('archive.reads', true)"
# In a sub-select, each is worked out once in a statement and not for each row.
DESK = f"(SELECT {TOLD} = 'desk')"
READABLE = f"""deleted_at IS NULL AND state = 'published' AND published_at <= statement_timestamp()
    AND marking = ANY ((SELECT string_to_array({TOLD}, ','))::text[])"""
NOTE = "EXISTS (SELECT FROM meetings_outcomenote n WHERE n.id = {column})"
PARAGRAPH = "EXISTS (SELECT FROM meetings_findableparagraph p WHERE p.id = {column})"

# By table, which of its rows readers may see besides those at the desk.
SHOWN = {
    "outcomenote": READABLE,
    **{
        table: NOTE.format(column="note_id")
        for table in (
            "agendatopic", "paragraph", "notecode", "source", "participation", "formeraddress", "mistakereport",
        )
    },
    **{
        table: PARAGRAPH.format(column="paragraph_id")
        for table in ("statement", "commitment", "codeevidence", "themepassage", "instrumentmention", "comingdate")
    },
    "statuschange": "EXISTS (SELECT FROM meetings_commitment c WHERE c.id = commitment_id) AND "
    f"(passage_id IS NULL OR {PARAGRAPH.format(column='passage_id')})",
    "publictwin": f"{PARAGRAPH.format(column='passage_id')} AND {PARAGRAPH.format(column='public_passage_id')}",
    "tombstone": f"was_readable AND marking = ANY ((SELECT string_to_array({TOLD}, ','))::text[])",
    # Of the desk alone.
    **dict.fromkeys(
        (
            "doubt", "lastreading", "proposal", "upload", "uploadline", "earliernote", "earliernotecode",
            "earlierparagraph", "earliercommitment", "earlierparticipation", "earlierdoubt", "earliertwin",
            "earlierreport",
        ),
        "",
    ),
}  # fmt: skip
WRITTEN_BY_READERS = ("mistakereport",)  # on what they may read

FINDABLE = f"""
CREATE VIEW meetings_findablenote AS
  SELECT id, subject, text, vector FROM meetings_outcomenote WHERE {DESK} OR ({READABLE});
CREATE VIEW meetings_findableparagraph AS
  SELECT p.id, p.note_id, p.text, p.vector FROM meetings_paragraph p
  WHERE EXISTS (SELECT FROM meetings_outcomenote n WHERE n.id = p.note_id AND ({DESK} OR ({READABLE})));
"""


def policies(table: str, shown: str) -> str:
    """The desk reads and writes ``table``; readers see what is ``shown``."""
    name = f"meetings_{table}"
    made = f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;\n"
    made += f"CREATE POLICY desk ON {name} USING ({DESK}) WITH CHECK ({DESK});\n"
    if shown:
        made += f"CREATE POLICY readers ON {name} FOR SELECT USING ({shown});\n"
    if table in WRITTEN_BY_READERS:
        made += f"CREATE POLICY writers ON {name} FOR INSERT WITH CHECK ({shown});\n"
    return made


def no_policies(table: str, shown: str) -> str:
    name = f"meetings_{table}"
    gone = f"DROP POLICY desk ON {name};\n"
    gone += f"DROP POLICY readers ON {name};\n" if shown else ""
    gone += f"DROP POLICY writers ON {name};\n" if table in WRITTEN_BY_READERS else ""
    return f"{gone}ALTER TABLE {name} DISABLE ROW LEVEL SECURITY;\n"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0038_openings")]
    operations = [
        migrations.RunSQL(FINDABLE, "DROP VIEW meetings_findableparagraph; DROP VIEW meetings_findablenote;"),
        migrations.RunSQL(
            "".join(policies(*each) for each in SHOWN.items()), "".join(no_policies(*each) for each in SHOWN.items())
        ),
    ]
