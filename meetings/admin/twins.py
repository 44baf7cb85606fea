"""The register of public twins: to search and look at; pairs are decided at the desk, where each has its check."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from meetings.admin.catalogue import LookOnly
from meetings.models import PublicTwin


@admin.register(PublicTwin)
class PublicTwinAdmin(LookOnly):
    list_display = ("__str__", "score", "state", "origin", "why", "decided_by", "decided_at", "decide")
    list_filter = ("state", "origin")
    list_select_related = ("passage__note", "public_passage__note", "decided_by")
    search_fields = ("passage__text", "public_passage__text", "passage__note__number", "why")
    search_help_text = _("Words of either passage, number of the note, or reason.")

    @admin.display(description=_("the pair"))
    def decide(self, twin: PublicTwin) -> SafeString:
        if twin.passage.note.meeting_id is None:
            return SafeString("")
        page = reverse("admin:twins-of", args=[twin.passage.note.meeting_id])
        return format_html('<a href="{}#twin-{}">{}</a>', page, twin.pk, _("Decide"))
