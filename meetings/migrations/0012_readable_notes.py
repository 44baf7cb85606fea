"""An index that answers which notes a person may read; every search asks it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0011_words_to_compare"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="outcomenote",
            index=models.Index(fields=["id"], include=("marking", "state", "published_at"), name="note_readable"),
        ),
    ]
