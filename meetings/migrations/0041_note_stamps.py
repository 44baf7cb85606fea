"""Each note gets a stamp beside the archive's, so that a process which counts reads only the notes that changed since.

Of two changes, the one that is committed later has the higher number: the row of the archive's stamp is locked before its
number is taken, until the end of the transaction. What cannot be told by notes stamps the whole archive: passages that
went, names that changed, tables that were emptied.
"""

from django.db import migrations, models

STAMP = """
CREATE OR REPLACE FUNCTION stamp_archive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO meetings_archivestamp (id, number, whole)
  VALUES (1, nextval('meetings_archive_changes'), currval('meetings_archive_changes'))
  ON CONFLICT (id) DO UPDATE SET number = nextval('meetings_archive_changes');
  RETURN NULL;
END $$;
UPDATE meetings_archivestamp SET whole = number;

CREATE FUNCTION stamp_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE meetings_archivestamp SET whole = number;
  RETURN NULL;
END $$;
"""
STAMP_AS_BEFORE = """
DROP FUNCTION stamp_whole();
CREATE OR REPLACE FUNCTION stamp_archive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO meetings_archivestamp (id, number) VALUES (1, nextval('meetings_archive_changes'))
  ON CONFLICT (id) DO UPDATE SET number = excluded.number;
  RETURN NULL;
END $$;
"""

# How the notes are told from rows that changed, and in which tables.
NOTES = {
    "itself": "SELECT id AS note FROM changed",
    "named": "SELECT note_id AS note FROM changed",
    "of_paragraph": "SELECT p.note_id AS note FROM changed JOIN meetings_paragraph p ON p.id = changed.paragraph_id",
    "of_meeting": "SELECT n.id AS note FROM changed JOIN meetings_outcomenote n ON n.meeting_id = changed.id",
}
NOTE = """
CREATE FUNCTION stamp_notes_{how}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO meetings_notestamp (note, number)
  SELECT told.note, s.number FROM (SELECT DISTINCT note FROM ({notes}) found WHERE note IS NOT NULL) told
  CROSS JOIN meetings_archivestamp s ORDER BY told.note
  ON CONFLICT (note) DO UPDATE SET number = excluded.number;
  RETURN NULL;
END $$;
"""
ADDED, CHANGED, GONE = "INSERT", "UPDATE", "DELETE"
STAMPED = [
    ("outcomenote", "itself", [ADDED, CHANGED]),
    ("paragraph", "named", [ADDED, CHANGED]),
    ("notecode", "named", [ADDED, CHANGED, GONE]),
    ("participation", "named", [ADDED, CHANGED, GONE]),
    ("commitment", "of_paragraph", [ADDED, CHANGED, GONE]),
    ("themepassage", "of_paragraph", [ADDED, CHANGED, GONE]),
    ("meeting", "of_meeting", [CHANGED]),
]
# A row of these that is new counts nothing yet. Of a participant nothing is counted by but the name.
WHOLE = [
    ("outcomenote", GONE), ("paragraph", GONE), ("meeting", GONE), ("topiccode", CHANGED), ("topiccode", GONE),
    ("theme", CHANGED), ("theme", GONE), ("participant", "UPDATE OF name"), ("participant", GONE),
]  # fmt: skip
COUNTED = [
    "meeting", "outcomenote", "paragraph", "topiccode", "notecode", "commitment", "theme", "themepassage",
    "participant", "participation",
]  # fmt: skip


def triggers() -> list[tuple[str, str, str]]:
    """Name, table and the rest of each trigger. They come after stamp_archive, as their names do in the alphabet."""
    made = []
    for table, how, events in STAMPED:
        for event in events:
            # What a row was before it changed counts as much as what it is now.
            for rows in {ADDED: ["NEW"], CHANGED: ["NEW", "OLD"], GONE: ["OLD"]}[event]:
                name = f"stamp_notes_{event.lower()}_{rows.lower()}"
                told = f"AFTER {event} ON meetings_{table} REFERENCING {rows} TABLE AS changed"
                made.append((name, table, f"{told} FOR EACH STATEMENT EXECUTE FUNCTION stamp_notes_{how}()"))
    for table, event in [*WHOLE, *((table, "TRUNCATE") for table in COUNTED)]:
        name = f"stamp_whole_{event.split()[0].lower()}"
        told = f"AFTER {event} ON meetings_{table}"
        made.append((name, table, f"{told} FOR EACH STATEMENT EXECUTE FUNCTION stamp_whole()"))
    return made


CREATE = "".join(NOTE.format(how=how, notes=notes) for how, notes in NOTES.items()) + "".join(
    f"CREATE TRIGGER {name} {rest};\n" for name, _, rest in triggers()
)
DROP = "".join(f"DROP TRIGGER {name} ON meetings_{table};\n" for name, table, _ in triggers()) + "".join(
    f"DROP FUNCTION stamp_notes_{how}();\n" for how in NOTES
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0040_accounts_of_providers")]

    operations = [
        migrations.AddField("archivestamp", "whole", models.BigIntegerField(db_default=0)),
        migrations.CreateModel(
            "NoteStamp",
            [
                ("note", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(db_index=True)),
            ],
        ),
        migrations.RunSQL(STAMP, STAMP_AS_BEFORE),
        migrations.RunSQL(CREATE, DROP),
    ]
