"""What is counted beside the list of commitments: their codes and themes as two views of keys, their decisions by key.

Both views are the owner's, so that within them PostgreSQL joins as it likes and need not ask a policy at each step. All
that makes a row stands in one note, and the view of findable notes carries the rule for that note
(docs/decisions/row-security.md). A decision looks its commitment up by key, as it does its passage.
"""

from django.db import migrations, models

VIEWS = """
CREATE VIEW meetings_commitmenttheme AS
SELECT c.id AS commitment_id, t.theme_id
  FROM meetings_commitment c
  JOIN meetings_findablenote n ON n.id = c.note_id
  JOIN meetings_themepassage t ON t.paragraph_id = c.paragraph_id;

CREATE VIEW meetings_commitmentcode AS
SELECT DISTINCT c.id AS commitment_id, carried.code_id
  FROM meetings_commitment c
  JOIN meetings_findablenote n ON n.id = c.note_id
  JOIN meetings_paragraph own ON own.id = c.paragraph_id
  JOIN meetings_paragraph beside ON beside.topic_id = own.topic_id
  JOIN meetings_codeevidence e ON e.paragraph_id = beside.id
  JOIN meetings_notecode carried ON carried.id = e.note_code_id
UNION ALL
SELECT c.id, carried.code_id
  FROM meetings_commitment c
  JOIN meetings_findablenote n ON n.id = c.note_id
  JOIN meetings_paragraph own ON own.id = c.paragraph_id AND own.topic_id IS NULL
  JOIN meetings_codeevidence e ON e.paragraph_id = own.id
  JOIN meetings_notecode carried ON carried.id = e.note_code_id;
"""

DECISIONS = """
DROP POLICY readers ON meetings_statuschange;
CREATE POLICY readers ON meetings_statuschange FOR SELECT
    USING ({commitment} AND (passage_id IS NULL OR (SELECT true FROM meetings_paragraph p WHERE p.id = passage_id)));
"""
BY_KEY = "(SELECT true FROM meetings_commitment c WHERE c.id = commitment_id)"
ANYHOW = "EXISTS (SELECT FROM meetings_commitment c WHERE c.id = commitment_id)"


def keys(*columns: str) -> list[tuple[str, models.CompositePrimaryKey]]:
    return [("pk", models.CompositePrimaryKey(*columns, blank=True, editable=False, primary_key=True, serialize=False))]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0043_mail_language")]
    operations = [
        *(
            migrations.CreateModel(
                name=name, fields=keys("commitment", of), options={"managed": False, "default_permissions": ()}
            )
            for name, of in (("CommitmentTheme", "theme"), ("CommitmentCode", "code"))
        ),
        migrations.RunSQL(VIEWS, "DROP VIEW meetings_commitmentcode; DROP VIEW meetings_commitmenttheme;"),
        migrations.RunSQL(DECISIONS.format(commitment=BY_KEY), DECISIONS.format(commitment=ANYHOW)),
    ]
