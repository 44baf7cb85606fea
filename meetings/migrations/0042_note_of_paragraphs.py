"""Put the note beside what hangs on a paragraph, so that counting and guarding need not go by the paragraph.

The database keeps it: a row that comes without its note gets that of the paragraph, and one foreign key over both
refuses any other. A load that brings both in whatever order, or with the triggers off, is checked by that key as well.
The policies then ask for the note, of which there are few, and no longer for the paragraph. They say IN and not EXISTS:
the same rows, but the planner knows that it looks through the notes once and not for each row, and joins accordingly.
Statuses and twins are few themselves and point at single passages, each of which is looked up by its key.
"""

import django.db.models.deletion
from django.db import migrations, models

FOUND = ("statement", "commitment", "codeevidence", "themepassage", "instrumentmention", "comingdate")

# Without the triggers that write history and stamps: nothing that anybody sees is changed.
FILL = """
ALTER TABLE meetings_{table} DISABLE TRIGGER USER;
UPDATE meetings_{table} f SET note_id = p.note_id FROM meetings_paragraph p WHERE p.id = f.paragraph_id;
ALTER TABLE meetings_{table} ENABLE TRIGGER USER;
"""
FUNCTION = """
CREATE FUNCTION meetings_note_of_paragraph() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.note_id := (SELECT note_id FROM meetings_paragraph WHERE id = NEW.paragraph_id);
    RETURN NEW;
END
$$;
"""
KEEP = """
CREATE TRIGGER note_of_paragraph BEFORE INSERT OR UPDATE ON meetings_{table}
    FOR EACH ROW WHEN (NEW.note_id IS NULL) EXECUTE FUNCTION meetings_note_of_paragraph();
ALTER TABLE meetings_{table} ADD CONSTRAINT {table}_in_the_note_of_its_paragraph
    FOREIGN KEY (paragraph_id, note_id) REFERENCES meetings_paragraph (id, note_id) DEFERRABLE INITIALLY DEFERRED;
"""
KEEP_NO_LONGER = """
ALTER TABLE meetings_{table} DROP CONSTRAINT {table}_in_the_note_of_its_paragraph;
DROP TRIGGER note_of_paragraph ON meetings_{table};
"""

READERS = """
DROP POLICY readers ON meetings_{table};
CREATE POLICY readers ON meetings_{table} FOR SELECT USING ({shown});
"""
BY_PARAGRAPH = "EXISTS (SELECT FROM meetings_findableparagraph p WHERE p.id = {column})"
BY_KEY = "(SELECT true FROM meetings_paragraph p WHERE p.id = {column})"
STATUS = "EXISTS (SELECT FROM meetings_commitment c WHERE c.id = commitment_id) AND (passage_id IS NULL OR {passage})"


def policies(found: str, passage: str) -> str:
    """What readers see: of what was ``found`` in paragraphs, and of what points at a ``passage``."""
    shown = dict.fromkeys(FOUND, found)
    shown["statuschange"] = STATUS.format(passage=passage.format(column="passage_id"))
    shown["publictwin"] = f"{passage.format(column='passage_id')} AND {passage.format(column='public_passage_id')}"
    return "".join(READERS.format(table=table, shown=rows) for table, rows in shown.items())


def for_each(statements: str) -> str:
    return "".join(statements.format(table=table) for table in FOUND)


def note(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        to="meetings.outcomenote",
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        editable=False,
        blank=True,
        null=null,
        db_constraint=False,
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0041_note_stamps")]
    operations = [
        migrations.RemoveIndex(model_name="paragraph", name="paragraph_place"),
        migrations.AddConstraint(
            model_name="paragraph",
            constraint=models.UniqueConstraint(
                name="paragraph_place", fields=["id", "note"], include=["topic", "position"]
            ),
        ),
        *(migrations.AddField(model_name=table, name="note", field=note(null=True)) for table in FOUND),
        migrations.RunSQL(for_each(FILL), migrations.RunSQL.noop),
        *(migrations.AlterField(model_name=table, name="note", field=note(null=False)) for table in FOUND),
        migrations.RunSQL(
            FUNCTION + for_each(KEEP), for_each(KEEP_NO_LONGER) + "DROP FUNCTION meetings_note_of_paragraph();"
        ),
        migrations.RunSQL(
            policies("note_id IN (SELECT id FROM meetings_outcomenote)", BY_KEY),
            policies(BY_PARAGRAPH.format(column="paragraph_id"), BY_PARAGRAPH),
        ),
    ]
