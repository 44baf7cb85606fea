"""What a reading said, what a newer one proposes, and the former addresses of paragraphs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0025_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LastReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.JSONField(default=dict)),
                ("read_with", models.CharField(max_length=20)),
                ("read_at", models.DateTimeField(auto_now=True)),
                (
                    "note",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="last_reading",
                        to="meetings.outcomenote",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField()),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="meetings.outcomenote",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="former_addresses",
                        to="meetings.paragraph",
                    ),
                ),
            ],
            options={
                "verbose_name": "former address of a paragraph",
                "verbose_name_plural": "former addresses of paragraphs",
                "ordering": ["note", "address"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("note", "address"),
                        name="former_address_once",
                        violation_error_message="This address belonged to another paragraph of that note already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(help_text="The name of the field of the cover, or codes.", max_length=20)),
                ("value", models.TextField()),
                ("read_with", models.CharField(max_length=20)),
                ("proposed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("taken", "Taken"), ("declined", "Declined")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="meetings.outcomenote"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal for a cover",
                "verbose_name_plural": "proposals for covers",
                "ordering": ["note", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("note", "field", "value"),
                        name="proposal_once",
                        violation_error_message="This value was proposed for that field already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "proposed"), ("reviewed_at__isnull", False), _connector="OR"),
                        name="reviewed_proposal_has_a_time",
                        violation_error_message="A proposal that was taken or declined needs the time of the review.",
                    ),
                ],
            },
        ),
    ]
