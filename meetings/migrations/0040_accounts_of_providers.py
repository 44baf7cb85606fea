"""Which account of a provider is whose is kept by django-allauth."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0039_row_security"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="provideraccount",
            name="provider_account_opens_one_account",
        ),
        migrations.DeleteModel(
            name="ProviderAccount",
        ),
    ]
