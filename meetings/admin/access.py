"""The register of access: who took what of LIMITE papers. Administrators look at it; nobody changes it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.admin.catalogue import LookOnly
from meetings.models import AccessRecord


@admin.register(AccessRecord)
class AccessRecordAdmin(LookOnly):
    purpose = _("Who took LIMITE papers as files, and when. Lines go after the time that the operator has set.")
    list_display = ("at", "name", "deed", "what", "form", "marking", "address")
    list_filter = ("deed", "form")
    search_fields = ("name", "what", "address")
    search_help_text = _("Account, list or number, words of the address.")
    date_hierarchy = "at"
