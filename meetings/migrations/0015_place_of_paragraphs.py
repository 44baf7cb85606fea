"""An index that answers in which note a paragraph stands; whatever is counted for a reader asks it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_public_twins")]

    operations = [
        migrations.AddIndex(
            model_name="paragraph",
            index=models.Index(fields=["id"], include=("note", "topic", "position"), name="paragraph_place"),
        ),
    ]
