"""Receiving files at the desk: each is read and kept, or refused, and every one gets its line."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from meetings.forms import FILES_AT_ONCE, LARGEST_FILE, UploadForm
from meetings.ingest import InTheBin, OtherTextHeld, Outcome, receive_source
from meetings.models import OutcomeNote
from meetings.reading.refusals import Reason, SourceRefused
from meetings.review import reasons_against_publishing

WORDS = {
    Outcome.ADDED: "Added",
    Outcome.REVISION: "Added as a revision",
    Outcome.ATTACHED: "Attached",
    Outcome.ALREADY_HELD: "Already held",
}
NEXT_STEPS = {
    Reason.EMPTY: "Check the file where it came from and send it again.",
    Reason.TOO_LARGE: "Send the note alone, without annexes that do not belong to it.",
    Reason.TOO_MANY_PAGES: "Send the note alone, without annexes that do not belong to it.",
    Reason.WRONG_TYPE: "Send the note as PDF, DOCX, HTML or text.",
    Reason.DAMAGED: "Fetch the file again from where it came from; it may have been cut off on the way.",
    Reason.ENCRYPTED: "Save a copy without a password and send that.",
    Reason.NO_TEXT: "Send a file with a text layer, for instance after character recognition, or the note as text.",
    Reason.TOO_SLOW: "Print the file to a new PDF, or send the note as text.",
    Reason.TOO_MUCH_MEMORY: "Print the file to a new PDF, or send the note as text.",
    Reason.TOO_MUCH_OUTPUT: "Send the note alone, or as text.",
    Reason.CLASSIFIED: "Handle it by the security rules and tell your security officer. Nothing of it was kept here.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file: the sender's name for it, the result in a word, a sentence, the next step."""

    name: str
    result: str
    sentence: str
    next_step: str = ""
    note: OutcomeNote | None = None

    @property
    def was_kept(self) -> bool:
        return self.result in WORDS.values()


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, site_context: dict[str, Any]) -> HttpResponse:
    """The upload page, and after sending the same page with one line a file. Sending again changes nothing."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    lines = []
    if form.is_bound and form.is_valid():
        lines = [received(file, by=request.user) for file in form.cleaned_data["files"]]
    context = site_context | {
        "title": "Upload notes",
        "form": form,
        "lines": lines,
        "kept": sum(line.was_kept for line in lines),
        "largest": filesizeformat(LARGEST_FILE),
        "files_at_once": FILES_AT_ONCE,
    }
    return TemplateResponse(request, "admin/desk/upload.html", context, status=400 if form.errors else 200)


def received(file: UploadedFile, *, by: AbstractBaseUser) -> Line:
    """The line of one file after it was received or refused. A file over the limit is not even read."""
    name = file.name or "A file without a name"
    if (file.size or 0) > LARGEST_FILE:
        sentence = f"The file has {filesizeformat(file.size)}; the archive takes up to {filesizeformat(LARGEST_FILE)}."
        return Line(name, "Refused", sentence, NEXT_STEPS[Reason.TOO_LARGE])
    try:
        receipt = receive_source(data=file.read(), name=name, by=by)
    except SourceRefused as refusal:
        return Line(name, "Refused", refusal.detail, NEXT_STEPS[refusal.reason])
    except InTheBin as refusal:
        return Line(name, "Refused", str(refusal), "Look into the bin.")
    except OtherTextHeld as refusal:
        return Line(name, "Refused", str(refusal), "Compare the two texts.", refusal.note)
    return Line(name, WORDS[receipt.outcome], receipt.sentence, next_step(receipt.note), receipt.note)


def next_step(note: OutcomeNote) -> str:
    """What an archivist does next with a note that is held."""
    if note.is_published:
        return "Nothing to do: readers see it."
    against = len(reasons_against_publishing(note))
    doubts = note.doubts.filter(settled_at=None).count()
    if against:
        return f"Review it: {against} {'point stands' if against == 1 else 'points stand'} against publishing."
    if doubts:
        return f"Review it: {doubts} {'doubt' if doubts == 1 else 'doubts'} to look at."
    return "Review and publish it."
