"""The codes that notes carry as a view of keys, for counting.

As the views of commitments (the migration counting_commitments): the owner's, joined to the view of findable notes, which
carries the rule. Under the policy of the table each of its rows would ask for its note.
"""

from django.db import migrations, models

VIEW = """
CREATE VIEW meetings_carriedcode AS
SELECT c.note_id, c.code_id FROM meetings_notecode c JOIN meetings_findablenote n ON n.id = c.note_id;
"""
KEYS = models.CompositePrimaryKey("note", "code", blank=True, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0044_counting_commitments")]
    operations = [
        migrations.CreateModel(
            name="CarriedCode", fields=[("pk", KEYS)], options={"managed": False, "default_permissions": ()}
        ),
        migrations.RunSQL(VIEW, "DROP VIEW meetings_carriedcode;"),
    ]
