"""The archive's stamp, kept by the database itself; the subjects of notes made searchable; who edits the variants.

Counts of the search page come from bitmaps that each process holds (meetings/finding/dimensions.py). They are valid for
one stamp. The triggers below give the archive a new stamp in the same transaction as any change of what is counted, so
that no deed, admin page or shell can forget to.
"""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COUNTED = [
    "meeting", "outcomenote", "paragraph", "topiccode", "notecode", "commitment", "theme", "themepassage",
    "participant", "participation", "searchvariant",
]  # fmt: skip

CREATE = """
CREATE SEQUENCE meetings_archive_changes;
CREATE FUNCTION stamp_archive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO meetings_archivestamp (id, number) VALUES (1, nextval('meetings_archive_changes'))
  ON CONFLICT (id) DO UPDATE SET number = excluded.number;
  RETURN NULL;
END $$;
""" + "".join(  # noqa: S608 - the names are those above
    f"CREATE TRIGGER stamp_archive AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON meetings_{table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION stamp_archive();\n"
    for table in COUNTED
)
DROP = (
    "".join(f"DROP TRIGGER stamp_archive ON meetings_{table};\n" for table in COUNTED)
    + "DROP FUNCTION stamp_archive();\nDROP SEQUENCE meetings_archive_changes;"
)

CREATE_SUBJECTS = (
    "CREATE INDEX note_subject_words ON meetings_outcomenote USING gin (to_tsvector('english', fold(subject)))"
)
DROP_SUBJECTS = "DROP INDEX note_subject_words"


def let_archivists_edit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("meetings")
    config.models_module = True  # historical apps have none, and permissions are only made for apps with models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="meetings")
    variants = permissions.filter(content_type__model="searchvariant")
    failed = permissions.filter(codename="view_failedsearch")
    for name in ("Archivists", "Administrators"):
        apps.get_model("auth", "Group").objects.get(name=name).permissions.add(*variants, *failed)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_search")]
    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.RunSQL(CREATE_SUBJECTS, DROP_SUBJECTS),
        migrations.RunPython(let_archivists_edit, migrations.RunPython.noop),
    ]
