"""The site as a Django app: registers its checks and commands."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = "The archive's site"

    def ready(self) -> None:
        from archive import checks  # noqa: F401
        from archive.insight import queries  # noqa: F401  # times the queries of each new connection
