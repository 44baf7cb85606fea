import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_commitment_revision"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArchiveStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="archive_has_one_stamp",
                        violation_error_message="There is only one stamp.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FailedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=200)),
                ("month", models.DateField(help_text="Its first day.")),
                ("count", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name_plural": "failed searches",
                "ordering": ["-month", "-count", "words"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("words", "month"),
                        name="failed_search_once_a_month",
                        violation_error_message="These words are counted for that month already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="failed_search_month_is_its_first_day",
                        violation_error_message="A month is written as its first day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchVariant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), help_text="Parted by commas; at least two."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("spelling", "Spelling"), ("synonym", "Synonym"), ("short form", "Short form")],
                        max_length=12,
                    ),
                ),
                (
                    "capitals",
                    models.BooleanField(
                        default=False,
                        help_text="Terms in capitals count only so: US is never the word us.",
                        verbose_name="capitals only",
                    ),
                ),
                ("remark", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["kind", "terms"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("terms",),
                        name="search_variant_once",
                        violation_error_message="These variants are in the table already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("terms__len__gte", 2)),
                        name="search_variant_has_two_terms",
                        violation_error_message="A variant needs at least two terms.",
                    ),
                ],
            },
        ),
    ]
