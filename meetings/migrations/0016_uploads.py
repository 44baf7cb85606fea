"""What was sent to the archive, file by file, and that archivists may look at it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import meetings.models.upload


def let_archivists_look(apps, schema_editor):
    config = apps.get_app_config("meetings")
    config.models_module = True  # historical apps have none, and permissions are only made for apps with models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    looked_at = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="meetings", codename__in=["view_upload", "view_uploadline"]
    )
    for name in ("Archivists", "Administrators"):
        apps.get_model("auth", "Group").objects.get(name=name).permissions.add(*looked_at)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0015_place_of_paragraphs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("page", "Upload page"), ("command", "ingest_notes")], editable=False, max_length=10
                    ),
                ),
                ("sent_at", models.DateTimeField(auto_now_add=True)),
                (
                    "sent_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "upload",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="UploadLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(editable=False, verbose_name="place in the upload")),
                ("name", models.CharField(blank=True, editable=False, verbose_name="name of the file as sent")),
                ("size", models.PositiveBigIntegerField(editable=False, null=True, verbose_name="size in bytes")),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        editable=False,
                        storage=meetings.models.upload.waiting_room,
                        upload_to=meetings.models.upload.room_for,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("reading", "Being read"),
                            ("added", "Added"),
                            ("revision", "Revision"),
                            ("attached", "Further copy"),
                            ("already-held", "Already held"),
                            ("refused", "Refused"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, editable=False, max_length=30)),
                ("sentence", models.TextField(blank=True, editable=False)),
                ("waits_since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="times it was taken up"),
                ),
                ("finished_at", models.DateTimeField(editable=False, null=True)),
                ("read_with", models.CharField(blank=True, editable=False, verbose_name="read with version")),
                ("deleted_at", models.DateTimeField(editable=False, null=True)),
                ("deleted_why", models.TextField(blank=True, editable=False, verbose_name="why it was deleted")),
                (
                    "deleted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.outcomenote",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="meetings.upload",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of an upload",
                "verbose_name_plural": "files of uploads",
                "ordering": ["upload", "position"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "reading"])),
                        fields=["id"],
                        name="upload_line_unfinished",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("upload", "position"),
                        name="upload_line_has_its_place",
                        violation_error_message="Another file stands at this place of the upload already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["waiting", "reading"]), _negated=True),
                            models.Q(("file", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="upload_line_waits_with_its_file",
                        violation_error_message="A file can only wait to be read while its bytes are there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "classified"), _negated=True),
                            models.Q(("file", ""), ("name", ""), ("note", None), ("sha256", ""), ("size", None)),
                            _connector="OR",
                        ),
                        name="upload_line_classified_leaves_nothing",
                        violation_error_message="Nothing of a classified file may be kept, not even its name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deleted_at", None),
                            models.Q(("file", ""), models.Q(("deleted_why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="upload_line_deleted_for_a_reason",
                        violation_error_message="A file is deleted with a reason, and its bytes go.",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_archivists_look, migrations.RunPython.noop),
    ]
