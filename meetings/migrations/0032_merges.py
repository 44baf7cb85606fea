"""Merges of participants become merges of any kind; what each needs for its split is kept as the new deed keeps it."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_as_now(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The one merged away is found in the history by its address, which no other participant can have had."""
    earlier = apps.get_model("meetings", "EarlierParticipant")
    for merge in apps.get_model("meetings", "Merge").objects.order_by("pk"):
        row = earlier.objects.filter(slug=merge.slug, pgh_label="deleted").order_by("-pgh_id").first()
        if row is None:  # its history is gone: nothing can be split any more
            merge.delete()
            continue
        merge.merged = row.pgh_obj_id
        merge.brought = {"variants": [merge.name, *merge.variants]}
        merge.learnt = {"variants": merge.gained}
        merge.moved = {"participations": merge.noted, "public_participations": merge.public, "represented": merge.sent}
        merge.moved["merges"] = []
        merge.save()


def rename_permissions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Django would do so only at the end, when a later migration has made those of the new name."""
    for permission in apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="meetings", codename__endswith="_participantmerge"
    ):
        deed = permission.codename.partition("_")[0]
        permission.codename, permission.name = f"{deed}_merge", f"Can {deed} merge"
        permission.save()


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0031_folders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("ParticipantMerge", "Merge"),
        migrations.RunPython(rename_permissions, migrations.RunPython.noop),
        migrations.RemoveConstraint("merge", "participant_merge_has_a_reason"),
        migrations.RenameField("merge", "kept", "participant"),
        migrations.RenameField("merge", "learnt", "gained"),
        migrations.AlterField(
            "merge",
            "participant",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="merges",
                to="meetings.participant",
            ),
        ),
        *(
            migrations.AddField(
                "merge",
                field,
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="merges",
                    to=f"meetings.{model}",
                ),
            )
            for field, model in (("theme", "theme"), ("code", "topiccode"), ("instrument", "instrument"))
        ),
        migrations.AddField(
            "merge",
            "merged",
            models.BigIntegerField(default=0, editable=False, help_text="The key of the one merged away."),
            preserve_default=False,
        ),
        migrations.AddField(
            "merge",
            "open",
            models.BooleanField(
                default=False, editable=False, help_text="Whether everybody who signs in could know of it."
            ),
            preserve_default=False,
        ),
        *(
            migrations.AddField("merge", field, models.JSONField(default=dict, editable=False, help_text=text))
            for field, text in (
                ("brought", "By field, the words and links that it had."),
                ("learnt", "Those of them that the kept one had not had."),
                ("moved", "By relation, the keys of the rows that moved."),
            )
        ),
        migrations.RunPython(keep_as_now, migrations.RunPython.noop, elidable=True),
        *(
            migrations.RemoveField("merge", field)
            for field in ("slug", "variants", "gained", "noted", "public", "sent")
        ),
    ]
