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
        ("meetings", "0027_scans_and_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

OPERATIONS
