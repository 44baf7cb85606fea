"""Pairs of a note's passage and a public one, and the right of archivists to decide about them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def let_archivists_decide(apps, schema_editor):
    config = apps.get_app_config("meetings")
    config.models_module = True  # historical apps have none, and permissions are only made for apps with models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="meetings", content_type__model="publictwin"
    )
    for name in ("Archivists", "Administrators"):
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*permissions.exclude(codename__startswith="delete_"))


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0013_visits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicTwin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "score",
                    models.FloatField(
                        blank=True, help_text="From 0 to 1; none when a person entered the pair.", null=True
                    ),
                ),
                (
                    "shared",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(),
                        blank=True,
                        default=list,
                        help_text="The rarest words that both share.",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("found", "Found by shared words"), ("entered", "Entered by a person")],
                        default="found",
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("confirmed", "Confirmed"), ("rejected", "Rejected")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("why", models.TextField(blank=True, help_text="The reason given by the person who decided.")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_twins",
                        to="meetings.paragraph",
                        verbose_name="passage of the note",
                    ),
                ),
                (
                    "public_passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="twins_in_notes",
                        to="meetings.paragraph",
                        verbose_name="public passage",
                    ),
                ),
            ],
            options={
                "verbose_name": "public twin",
                "ordering": ["passage", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("passage", "public_passage"),
                        name="public_twin_once",
                        violation_error_message="These two passages are recorded as a pair already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("passage", models.F("public_passage")), _negated=True),
                        name="public_twin_of_another_passage",
                        violation_error_message="A passage is not its own twin.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "proposed"), ("decided_at__isnull", False), _connector="OR"),
                        name="decided_twin_has_a_time",
                        violation_error_message="A confirmed or rejected pair needs the time of the decision.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("origin", "entered"), ("score__isnull", True)),
                            models.Q(
                                ("origin", "found"), ("score__gte", 0), ("score__isnull", False), ("score__lte", 1)
                            ),
                            _connector="OR",
                        ),
                        name="found_twin_has_a_score",
                        violation_error_message="A pair that was found needs its score from 0 to 1; an entered one has none.",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_archivists_decide, migrations.RunPython.noop),
    ]
