"""The lexemes of all paragraphs in a table of their own, so that words like a mistyped one are found by an index.

The database fills it itself, in the transaction that writes paragraphs, so that no deed, admin page or shell can forget
to. A lexeme whose last paragraph is gone stays: search asks the paragraphs before it shows one.
"""

import django.contrib.postgres.indexes
from django.db import migrations, models

CREATE = """
CREATE FUNCTION remember_lexemes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO meetings_searchword (lexeme)
  SELECT DISTINCT w.lexeme FROM written, unnest(written.vector) AS w ORDER BY w.lexeme
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER remember_lexemes_added AFTER INSERT ON meetings_paragraph
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION remember_lexemes();
CREATE TRIGGER remember_lexemes_changed AFTER UPDATE ON meetings_paragraph
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION remember_lexemes();
INSERT INTO meetings_searchword (lexeme) SELECT DISTINCT w.lexeme FROM meetings_paragraph, unnest(vector) AS w;
"""
DROP = """
DROP TRIGGER remember_lexemes_added ON meetings_paragraph;
DROP TRIGGER remember_lexemes_changed ON meetings_paragraph;
DROP FUNCTION remember_lexemes();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0010_variants_of_curators"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("lexeme", models.TextField(primary_key=True, serialize=False)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["lexeme"], name="search_word_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
