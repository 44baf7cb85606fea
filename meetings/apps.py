"""The archive's one app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings and notes")

    def ready(self) -> None:
        """Let the names of registers and fields that Django makes from the code be translated as well.

        They are no part of a field's definition, so no migration follows; meetings/fields.py marks them.
        """
        for model in self.get_models():
            model._meta.verbose_name, model._meta.verbose_name_plural = (
                _(str(model._meta.verbose_name)),
                _(str(model._meta.verbose_name_plural)),
            )
            for field in model._meta.get_fields(include_parents=False):
                if not field.auto_created and hasattr(field, "verbose_name"):
                    field.verbose_name = _(str(field.verbose_name))
