"""The register of access keeps what was opened and shown as well."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0037_entrance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="accessrecord",
            name="access_record_names_its_deed",
        ),
        migrations.AlterField(
            model_name="accessrecord",
            name="deed",
            field=models.CharField(
                choices=[
                    ("exported", "Took as a file"),
                    ("opened", "Opened"),
                    ("shown", "Was shown words of it in a list"),
                ],
                max_length=10,
                verbose_name="deed",
            ),
        ),
        migrations.AlterField(
            model_name="accessrecord",
            name="form",
            field=models.CharField(
                blank=True,
                help_text="The kind of file, csv, xlsx, pdf …, or the page.",
                max_length=20,
                verbose_name="as",
            ),
        ),
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(fields=["person", "note", "-at"], name="access_record_last"),
        ),
        migrations.AddConstraint(
            model_name="accessrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deed__in", ["exported", "opened", "shown"]),
                    models.Q(("name", ""), _negated=True),
                    models.Q(("what", ""), _negated=True),
                ),
                name="access_record_names_its_deed",
                violation_error_message="A record of access says who did what.",
            ),
        ),
    ]
