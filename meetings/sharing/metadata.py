"""A citation inside a page, where programs look for it: ``meta`` tags, schema.org and COinS.

Zotero's translator of embedded metadata takes the ``citation_`` tags of Highwire Press and Dublin Core. The type of
Dublin Core decides what the page is: without one, a title alone makes it an article of a journal. It would part the
name of a corporate author into first and last name, so none is given as ``citation_author`` or ``DC.creator``;
schema.org and COinS, which know organisations, name it. No tag offers the original file: a program must not fetch a
LIMITE paper by itself.
"""

from typing import Any
from urllib.parse import urlencode

from meetings.council.markings import Marking
from meetings.sharing.citation import Citation
from meetings.sharing.references import FORMS, csl_type, plain, remark


def meta_tags(citation: Citation) -> list[tuple[str, str]]:
    """Name and content of each tag: Highwire Press first, then Dublin Core."""
    day = citation.dated_on
    tags = [
        ("citation_title", citation.title),
        ("citation_technical_report_institution", citation.publisher),
        ("citation_technical_report_number", citation.number),
        ("citation_publication_date", f"{day:%Y/%m/%d}" if day else ""),
        ("citation_language", citation.language),
        ("citation_firstpage", str(citation.page or "")),
        ("citation_public_url", citation.address),
        ("DC.title", citation.title),
        ("DC.type", csl_type(citation)),
        ("DC.publisher", citation.publisher),
        ("DC.date", f"{day:%Y-%m-%d}" if day else ""),
        ("DC.language", citation.language),
        ("DC.identifier", citation.address),
        ("DC.description", remark(citation)),
        ("DC.rights", citation.marking),
    ]
    return [(name, plain(content)) for name, content in tags if content]


def files(citation: Citation) -> list[tuple[str, str]]:
    """The media type and the address of each file of this citation, for programs that follow links."""
    return [(form.media_type, f"{citation.address}cite/?as={form.name}") for form in FORMS.values()]


def schema_org(citation: Citation) -> dict[str, Any]:
    """The same as a report of schema.org; a passage as a part of it, a meeting without a paper as an event."""
    event = _without_nothing(
        {
            "@type": "Event",
            "name": citation.meeting,
            "startDate": str(citation.opened_on or ""),
            "endDate": str(citation.closed_on or ""),
            "location": citation.meeting_place,
        }
    )
    report = _without_nothing(
        {
            "@type": "Report" if citation.number else "CreativeWork",
            "name": citation.title,
            "genre": citation.kind,
            "reportNumber": citation.number,
            "author": _organisation(citation.author),
            "publisher": _organisation(citation.publisher),
            "datePublished": str(citation.dated_on or ""),
            "inLanguage": citation.language,
            "sameAs": citation.register_address or citation.original_address,
            "conditionsOfAccess": citation.marking,
            "about": event if citation.meeting else None,
        }
    )
    if citation.kind == "Meeting":
        return {"@context": "https://schema.org", **event, "url": citation.address}
    if not citation.paragraph:
        return {"@context": "https://schema.org", **report, "url": citation.address}
    passage = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": citation.short,
        "position": citation.paragraph,
        "url": citation.address,
        "text": citation.quote,
        "isPartOf": report,
    }
    return _without_nothing(passage)


def context_object(citation: Citation) -> str:
    """The title of a COinS ``span``, for pages that list several things: a program then offers them one by one.

    The form has no field for the number of a report, so it stands before the title.
    """
    fields = {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:book",
        "rft.genre": "report",
        "rft.btitle": f"{citation.short}: {citation.title}" if citation.number else citation.title,
        "rft.aucorp": citation.author,
        "rft.pub": citation.publisher,
        "rft.place": citation.place,
        "rft.date": str(citation.dated_on or ""),
        "rft.pages": str(citation.page or ""),
        "rft.rights": "" if citation.marking == Marking.PUBLIC else citation.marking,
        "rft_id": citation.address,
    }
    return urlencode({name: plain(value) for name, value in fields.items() if value})


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _without_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
