"""When a person was last on the home page, so that it can say what is new since then."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0012_readable_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("before", models.DateTimeField(blank=True, null=True, verbose_name="last seen before this visit")),
                ("seen_at", models.DateTimeField(verbose_name="last seen")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before__isnull", True), ("before__lt", models.F("seen_at")), _connector="OR"
                        ),
                        name="visit_comes_after_the_one_before",
                        violation_error_message="A visit cannot end before the one before it.",
                    )
                ],
            },
        ),
    ]
