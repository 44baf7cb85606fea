"""Sessions with their person, failed tries, second factors and accounts of a provider."""

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
        content_type__app_label="meetings", codename="view_failedtry"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Administrators"):
        group.permissions.add(*look)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0036_access_records"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.TextField(editable=False)),
                ("last_step", models.BigIntegerField(default=0, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_factor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "second factor",
                "verbose_name_plural": "second factors",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FailedTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("name", "Signing in with one name"),
                            ("browser", "Signing in with one name, from a browser that the person knows"),
                            ("address", "Signing in from one address"),
                            ("code", "Code of a second factor"),
                            ("password", "Present password, to change it"),
                            ("mail", "Asking for mails with a link"),
                        ],
                        max_length=10,
                        verbose_name="what was tried",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=45, verbose_name="address of the machine")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="times in a row")),
                ("last_at", models.DateTimeField(verbose_name="last tried")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="nothing is tried until")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "failed tries to sign in",
                "verbose_name_plural": "failed tries to sign in",
                "ordering": ["-last_at"],
                "indexes": [models.Index(fields=["last_at"], name="failed_try_last_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["name", "browser", "address", "code", "password", "mail"])),
                        name="failed_try_has_a_known_kind",
                        violation_error_message="Only known kinds of tries are counted.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=500)),
                ("subject", models.CharField(max_length=255)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject"),
                        name="provider_account_opens_one_account",
                        violation_error_message="This account of the provider opens another account already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "factor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to="meetings.secondfactor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("factor", "digest"),
                        name="recovery_code_once",
                        violation_error_message="This recovery code is there already.",
                    )
                ],
            },
        ),
        migrations.RunPython(let_administrators_look, migrations.RunPython.noop),
    ]
