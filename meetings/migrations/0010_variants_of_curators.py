"""Curators edit the table of variants: rows are known again by what the reference table says, and switched off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_vectors_beside_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchvariant",
            name="in_use",
            field=models.BooleanField(
                default=True, help_text="Without the tick it stays in the table and widens no search."
            ),
        ),
        migrations.AddField(
            model_name="searchvariant",
            name="reference",
            field=models.CharField(blank=True, editable=False),
        ),
        # So far no row was edited, so each still is what the reference table says.
        migrations.RunSQL(
            "UPDATE meetings_searchvariant SET reference = array_to_string(terms, '|')", migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            model_name="searchvariant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("reference",),
                name="search_variant_reference_once",
                violation_error_message="This row of the reference table is in the table already.",
            ),
        ),
    ]
