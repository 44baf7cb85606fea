"""The register of access, and failed tries to sign in. Administrators look at them; nobody changes them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.admin.catalogue import LookOnly
from meetings.models import AccessRecord, FailedTry


@admin.register(AccessRecord)
class AccessRecordAdmin(LookOnly):
    purpose = _("Who took LIMITE papers as files, and when. Lines go after the time that the operator has set.")
    list_display = ("at", "name", "deed", "what", "form", "marking", "address")
    list_filter = ("deed", "form")
    search_fields = ("name", "what", "address")
    search_help_text = _("Account, list or number, words of the address.")
    date_hierarchy = "at"


@admin.register(FailedTry)
class FailedTryAdmin(LookOnly):
    purpose = _("What was tried in vain at the door. Names that are no account's are not kept: people type passwords.")
    list_display = ("last_at", "kind", "person", "address", "times", "until")
    list_filter = ("kind",)
    list_select_related = ("person",)
    search_fields = ("person__username", "address")
    search_help_text = _("Account or address.")
    date_hierarchy = "last_at"
