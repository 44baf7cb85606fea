"""Archivists and administrators keep instruments and the glossary, and look at what readings and merges left behind."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = ["instrument", "glossaryterm"]
LOOKED_AT = ["proposal", "lastreading", "formeraddress", "merge", "mistakereport"]


def let_them_keep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("meetings")
    config.models_module = True  # historical apps have none, and permissions are only made for apps with models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    rights = [f"{deed}_{model}" for model in KEPT for deed in ("view", "add", "change")]
    rights += [f"view_{model}" for model in LOOKED_AT]
    rights.append("change_mistakereport")  # to take an answer back, from its history
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="meetings", codename__in=rights
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Archivists", "Administrators"]):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0033_history_of_curating")]
    operations = [migrations.RunPython(let_them_keep, migrations.RunPython.noop)]
