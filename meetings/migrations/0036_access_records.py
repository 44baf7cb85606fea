"""The register of access, and administrators may look at it."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def let_administrators_look(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("meetings")
    config.models_module = True  # historical apps have none, and permissions are only made for apps with models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    look = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="meetings", codename="view_accessrecord"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Administrators"):
        group.permissions.add(*look)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0035_saved_searches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                ("name", models.CharField(max_length=150, verbose_name="name of the account")),
                (
                    "deed",
                    models.CharField(
                        choices=[("exported", "Took as a file"), ("opened", "Opened")],
                        max_length=10,
                        verbose_name="deed",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        help_text="A list by its name, a note by its number.", max_length=200, verbose_name="what"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        blank=True, help_text="The kind of file: csv, xlsx, pdf …", max_length=20, verbose_name="as"
                    ),
                ),
                (
                    "address",
                    models.TextField(
                        help_text="With the filters and the words that were asked for.", verbose_name="address"
                    ),
                ),
                (
                    "marking",
                    models.CharField(
                        help_text="The strictest of what was handed out.", max_length=10, verbose_name="marking"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.outcomenote",
                        verbose_name="note",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "record of access",
                "verbose_name_plural": "records of access",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["at"], name="access_record_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deed__in", ["exported", "opened"]),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("what", ""), _negated=True),
                        ),
                        name="access_record_names_its_deed",
                        violation_error_message="A record of access says who did what.",
                    )
                ],
            },
        ),
        migrations.RunPython(let_administrators_look, migrations.RunPython.noop),
    ]
