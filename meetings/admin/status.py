"""The register of what became of commitments: decisions are added with their evidence, never changed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.plain import PlainForms
from meetings.finding.cited import passage_cited
from meetings.models import Paragraph, StatusChange
from meetings.review.refusals import ReviewRefused
from meetings.review.status import check_evidence, set_status


class StatusForm(forms.ModelForm):
    """A passage is given as people cite it: ``10483/17 §4.2``, or its address, ``10483-17/4.2``."""

    user: Any  # who decides

    evidence = forms.CharField(
        label=_("Passage as evidence"),
        required=False,
        help_text=_("The address of the note, a slash and the paragraph: 10483-17/4.2."),
    )

    class Meta:
        model = StatusChange
        fields = ("commitment", "status", "since", "evidence", "address", "remark")
        # There are thousands to choose from, so the register of commitments leads here with the number filled in.
        widgets = {"commitment": forms.NumberInput}
        help_texts = {"commitment": _("Its number. “Decide” in the register of commitments fills it in.")}

    def clean_evidence(self) -> Paragraph | None:
        given = self.cleaned_data["evidence"]
        if not given:
            return None
        found = passage_cited(given, self.user)
        if found is None:
            raise ValidationError(gettext("There is no such passage. Write it as 10483-17/4.2."))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if {"commitment", "since", "evidence"} <= given.keys():
            self.instance.passage = given["evidence"]
            try:
                check_evidence(
                    commitment=given["commitment"],
                    since=given["since"],
                    passage=given["evidence"],
                    address=given.get("address", ""),
                )
            except ReviewRefused as refused:
                raise ValidationError(str(refused)) from refused
        return given


@admin.register(StatusChange)
class StatusChangeAdmin(PlainForms):
    form = StatusForm
    list_display = ("commitment", "status", "since", "passage", "address", "decided_by", "decided_at")
    list_filter = ("status",)
    list_select_related = ("commitment__paragraph__note", "passage__note", "decided_by")
    search_fields = ("commitment__quote", "remark")
    date_hierarchy = "since"

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj is None else ("evidence",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: StatusChange, form: StatusForm, change: bool) -> None:
        given = form.cleaned_data
        made = set_status(
            commitment=given["commitment"],
            by=request.user,
            status=given["status"],
            since=given["since"],
            passage=given["evidence"],
            address=given["address"],
            remark=given["remark"],
        )
        obj.pk, obj.decided_by, obj.decided_at = made.pk, made.decided_by, made.decided_at
