"""The words of the digest. Of a LIMITE paper only number and address: mail is no place for its text."""

from collections.abc import Iterable
from typing import Any

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.alerts.digest import Group
from meetings.council.markings import Marking
from meetings.finding.hits import Hit


def digest_mail(person: Any, groups: Iterable[Group], *, site: str) -> EmailMessage:
    """The mail to ``person``; ``site`` begins every address in it. Its marking stands in the subject and first."""
    listed = list(groups)
    hits = [hit for group in listed for hit in group.hits]
    limite = any(not is_public(hit) for hit in hits)
    marking = Marking.LIMITE if limite else Marking.PUBLIC
    count = sum(group.count for group in listed)
    subject = ngettext("%(count)d new passage for your searches", "%(count)d new passages for your searches", count)
    head = [str(marking)]
    if limite:
        head.append(_("Of LIMITE papers this mail has only number and address. Read them in the archive."))
    paragraphs = ["\n".join(head), *(part for group in listed for part in told(group, site=site))]
    paragraphs.append(
        _("You get this because you asked for it, once a day at most. Change or end it here: %(address)s")
        % {"address": f"{site}{reverse('saved')}"}
    )
    return EmailMessage(
        subject=f"[{marking}] EU–US Outcomes: {subject % {'count': count}}",
        body="\n\n".join(paragraphs) + "\n",
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def told(group: Group, *, site: str) -> Iterable[str]:
    """The paragraphs on one search: its name, its hits, how many more there are."""
    yield f"{group.search.name}\n{'-' * len(group.search.name)}"
    yield from (passage(hit, site=site) for hit in group.hits)
    if group.more:
        sentence = ngettext("And %(more)d more: %(address)s", "And %(more)d more: %(address)s", group.more)
        yield sentence % {"more": group.more, "address": f"{site}{reverse('saved-search', args=[group.search.pk])}"}


def passage(hit: Hit, *, site: str) -> str:
    address = f"{site}{hit.path}"
    if not is_public(hit):
        return f"[{Marking.LIMITE}] {hit.citation}\n{address}"
    where = f"{hit.citation}, {hit.note.meeting}" if hit.note.meeting else hit.citation
    return f"{where}\n{' '.join(hit.excerpt.text.split())}\n{address}"


def is_public(hit: Hit) -> bool:
    """Whether its words may stand in a mail; a paper whose marking is not known counts as LIMITE."""
    return bool(hit.note.marking == Marking.PUBLIC)
