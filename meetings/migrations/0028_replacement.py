"""Which paper would replace which, as a view: asked wherever papers are listed or counted."""

from typing import ClassVar

from django.db import migrations, models

# In three parts, so that in each one the index of papers that are one of several of their number answers.
VIEW = """
CREATE VIEW meetings_replacement WITH (security_invoker = true) AS
SELECT earlier.id AS note_id, later.id AS by_id
  FROM meetings_outcomenote later
  JOIN meetings_outcomenote earlier USING (number, stem)
 WHERE number <> '' AND later.edition > 0 AND earlier.edition < later.edition
   AND later.language IN (earlier.language, 'en')
UNION ALL
SELECT extract.id, whole.id
  FROM meetings_outcomenote extract
  JOIN meetings_outcomenote whole USING (number, stem)
 WHERE number <> '' AND extract.edition < 0 AND whole.edition <= 0 AND extract.edition < whole.edition
   AND whole.language IN (extract.language, 'en')
UNION ALL
SELECT translation.id, first.id
  FROM meetings_outcomenote translation
  JOIN meetings_outcomenote first USING (number, stem, edition)
 WHERE number <> '' AND translation.language <> 'en'
   AND (first.language = 'en' OR first.language < translation.language)
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meetings", "0027_scans_and_decisions")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Replacement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "note", "by", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
            options={"managed": False, "default_permissions": ()},
        ),
        migrations.RunSQL(VIEW, "DROP VIEW meetings_replacement"),
    ]
