"""What archivists fill in at the review desk. Every form only checks; the deeds in meetings/review write."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.council.codes import NoteCode as PrintedCode
from meetings.council.codes import UnknownCode
from meetings.models import Commitment, Meeting, OutcomeNote
from meetings.models.agenda import SIDES
from meetings.reading.limits import Limits
from meetings.review import COVER_FIELDS

FILES_AT_ONCE = 300  # the browser waits while they arrive, not while they are read
LARGEST_FILE = Limits().file_bytes
SIDE_CHOICES = [("", _("Nobody named")), *SIDES]


class FilesInput(forms.ClearableFileInput):
    """A chooser for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploaded files, each checked as Django checks one."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError(gettext("Choose one or more files first."))
        if len(files) > FILES_AT_ONCE:
            raise forms.ValidationError(
                gettext("These are %(files)s files; send at most %(files_at_once)s at a time. Nothing was kept.")
                % {"files": len(files), "files_at_once": FILES_AT_ONCE}
            )
        return list(files)


class UploadForm(forms.Form):
    """The files to receive. An empty file is let through here, so that it gets its own line in the table."""

    files = FilesField(label=_("Files"))


class Codes(forms.CharField):
    """Topic codes parted by commas or lines: ``CYBER 99, VISA 239``."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> list[PrintedCode]:
        words = (value or "").replace("\n", ",").replace(";", ",").split(",")
        try:
            return [PrintedCode.parse(word) for word in words if word.strip()]
        except UnknownCode as error:
            raise forms.ValidationError(str(error)) from error

    def validate(self, value: Any) -> None:
        """A paper may carry no code at all."""


class CoverForm(forms.ModelForm):
    """The cover as it should have been read. ``revision`` is the version of the note that the person saw."""

    reports_no_meeting = forms.BooleanField(label=_("The paper reports no meeting"), required=False)
    codes = Codes(
        label=_("Topic codes"), required=False, help_text=_("With their numbers, in their order, separated by commas.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = OutcomeNote
        fields = COVER_FIELDS
        widgets = {
            "dated_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "subject": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="cover-%s", **kwargs)
        self.fields["kind"].required = False
        meetings = [(meeting.pk, str(meeting)) for meeting in Meeting.objects.newest_first()]
        self.fields["meeting"].choices = [
            ("", gettext("None chosen")),
            *meetings,
        ]  # asked now, not while the page is rendered
        self.fields["marking"].choices = [("", gettext("Not set")), *OutcomeNote.MARKINGS]

    def validate_constraints(self) -> None:
        """Left to the deed, which looks at the row as it stands then."""

    def validate_unique(self) -> None:
        """Left to the deed, as above."""


class CommitmentForm(forms.Form):
    """A commitment in the words of its paragraph, as sent by templates/admin/desk/_commitment_form.html."""

    words = forms.CharField()
    side = forms.ChoiceField(choices=SIDE_CHOICES, required=False)
    strength = forms.ChoiceField(choices=Commitment.STRENGTHS)
    revision = forms.IntegerField(required=False)
    near = forms.IntegerField(required=False, min_value=0)


class PublishForm(forms.Form):
    """Publishing what was seen: the marking can be set in the same step when the note has none."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    marking = forms.ChoiceField(
        label=_("Who may read it"), choices=[("", _("As on the cover")), *OutcomeNote.MARKINGS], required=False
    )
    at = forms.DateTimeField(
        label=_("Not before"),
        required=False,
        help_text=_("Readers see it from that moment on, in Brussels time."),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )


class ReasonForm(forms.Form):
    """Why a note is taken back, held or deleted."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class RemarkForm(forms.Form):
    """What an archivist notes down when settling a doubt."""

    remark = forms.CharField(max_length=500, required=False)
