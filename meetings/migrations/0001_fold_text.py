"""The folding of text, before any table: generated columns use it."""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

from meetings.search.vectors import CREATE_FOLD, DROP_FOLD


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(CREATE_FOLD, DROP_FOLD),
    ]
