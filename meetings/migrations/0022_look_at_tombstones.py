"""Archivists and administrators see what was deleted for good. Who may delete for good: administrators (0003)."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def let_them_look(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("meetings")
    config.models_module = True  # historical apps have none, and permissions are only made for apps with models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    look = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="meetings", codename="view_tombstone"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Archivists", "Administrators"]):
        group.permissions.add(*look)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0021_bin_and_hold")]
    operations = [migrations.RunPython(let_them_look, migrations.RunPython.noop)]
