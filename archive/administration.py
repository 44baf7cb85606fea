"""Where Django's administration finds the archive's own site of it."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "meetings.desk.site.ReviewDeskSite"
