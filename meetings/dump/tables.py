"""What a dump holds: every table of the archive, asked from the models, so that a new one is never forgotten."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db.models import FileField, Model
from pghistory.models import Context

from meetings.models import (
    ApiToken,
    ArchiveStamp,
    CallCount,
    FailedTry,
    FeedKey,
    NoteStamp,
    RecoveryCode,
    SearchWord,
    SecondFactor,
    Session,
)

FORMAT, VERSION = "EU-US outcomes archive", 1
# Not of the archive but of one installation: what lets people and programs in.
KEYS: tuple[type[Model], ...] = (ApiToken, FeedKey, CallCount, Session, FailedTry, SecondFactor, RecoveryCode)
# The last three the database fills by itself.
LEFT_OUT: tuple[type[Model], ...] = (*KEYS, SearchWord, ArchiveStamp, NoteStamp)
# Numbered by each installation for itself, and known by name: kinds of records, and groups.
NAMED: tuple[type[Model], ...] = (ContentType, Group)
# An account comes without what lets somebody in.
PASSWORD = "password"  # noqa: S105 - the name of a column


@dataclass(frozen=True, slots=True)
class Table:
    """One table with the columns that a dump holds."""

    model: type[Model]

    @property
    def name(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def columns(self) -> list[str]:
        """Without columns that the database computes."""
        fields = self.model._meta.concrete_fields
        return [str(field.column) for field in fields if not getattr(field, "generated", False)]

    @property
    def key(self) -> str:
        return str(self.model._meta.pk.column)

    @property
    def files(self) -> list[FileField]:
        """The columns that name an original."""
        return [field for field in self._naming_files if field.storage is default_storage]

    @property
    def emptied(self) -> set[str]:
        """The columns that a dump leaves empty: passwords, and files in the waiting room or in quarantine."""
        aside = {str(field.column) for field in self._naming_files if field.storage is not default_storage}
        return aside | ({PASSWORD} & set(self.columns))

    @property
    def _naming_files(self) -> list[FileField]:
        return [field for field in self.model._meta.concrete_fields if isinstance(field, FileField)]

    @property
    def refers(self) -> dict[str, type[Model]]:
        """The columns whose numbers differ from one installation to another, and what they point at."""
        return {
            str(field.column): field.related_model
            for field in self.model._meta.concrete_fields
            if field.related_model is not None and field.related_model in NAMED
        }


def tables() -> list[Table]:
    """Every table of a dump, in the order of their names."""
    user = get_user_model()
    models = [
        *apps.get_app_config("meetings").get_models(include_auto_created=True),
        Context,
        LogEntry,
        user,
        user.groups.through,
    ]
    found = {model._meta.db_table: model for model in models if model not in LEFT_OUT and model._meta.managed}
    return [Table(found[name]) for name in sorted(found)]


def named_rows() -> dict[str, dict[str, int]]:
    """The number of each row of NAMED in this installation, by table and name."""
    kinds = ContentType.objects.values_list("app_label", "model", "pk")
    return {
        ContentType._meta.db_table: {f"{label}.{model}": pk for label, model, pk in kinds},
        Group._meta.db_table: dict(Group.objects.values_list("name", "pk")),
    }
