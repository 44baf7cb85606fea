"""The four groups, and what each may do in the administration. Who may READ what is decided in meetings/access.py."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Frozen here on purpose: a migration must not change when the code does.
READERS, LIMITE_READERS, ARCHIVISTS, ADMINISTRATORS = "Readers", "LIMITE readers", "Archivists", "Administrators"
CURATED = [
    "meeting", "outcomenote", "notecode", "topiccode", "agendatopic", "paragraph", "statement", "codeevidence",
    "commitment", "participant", "participation", "source", "theme", "themepassage", "doubt",
]  # fmt: skip


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for label in ("meetings", "auth"):
        config = apps.get_app_config(label)
        config.models_module = True  # historical apps have none, and permissions are only made for apps with models
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    group = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    curate = permission.objects.filter(content_type__app_label="meetings", content_type__model__in=CURATED)
    people = permission.objects.filter(content_type__app_label="auth", content_type__model__in=["user", "group"])
    for name, permissions in {
        READERS: permission.objects.none(),
        LIMITE_READERS: permission.objects.none(),
        ARCHIVISTS: curate.exclude(codename__startswith="delete_"),
        ADMINISTRATORS: curate | people,
    }.items():
        group.objects.get_or_create(name=name)[0].permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_archive"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
