"""A citation as the programs that keep references take it in: BibTeX, RIS and CSL-JSON.

All three call a note a report: it has a number and an institution that issued it. What the forms cannot say goes into
their remark: the paragraph, and that a paper is LIMITE.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.council.dates import MONTHS
from meetings.sharing.citation import Citation

# What TeX would obey is written so that it prints.
TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a citation: for the page, and as a file."""

    name: str
    label: str
    write: Callable[[Citation], str]
    media_type: str
    extension: str


def plain(text: str) -> str:
    """``text`` as one line, without control characters: none of it can begin a field of its own."""
    return " ".join(CONTROLS.sub(" ", text).split())


def remark(citation: Citation) -> str:
    """What has no field of its own: the marking, the paragraph, the words quoted, where the paper itself is had."""
    quote = f"“{citation.quote}”" if citation.quote else ""
    parts = [citation.note, citation.where, quote, citation.register_address or citation.original_address]
    return "; ".join(part for part in parts if part)


def as_bibtex(citation: Citation) -> str:
    """A ``@techreport``; without an institution, a ``@misc``."""
    day = citation.dated_on
    fields = {
        "author": f"{{{tex(citation.author)}}}" if citation.author else "",  # in braces of its own: no first name
        "title": f"{{{tex(citation.title)}}}",
        "institution": f"{{{tex(citation.publisher)}}}" if citation.publisher else "",
        "type": tex(citation.kind),
        "number": tex(citation.number),
        "address": tex(citation.place),
        "year": str(day.year) if day else "",
        "month": MONTHS[day.month - 1][:3].lower() if day else "",
        "day": str(day.day) if day else "",
        "pages": str(citation.page or ""),
        "language": tex(citation.language),
        "note": tex(remark(citation)),
        "url": plain(citation.address).replace("{", "%7B").replace("}", "%7D"),
    }
    kind = "techreport" if citation.publisher else "misc"
    lines = [
        f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"
        for name, value in fields.items()
        if value and value != "{}"
    ]
    return f"@{kind}{{{re.sub(r'[^a-zA-Z0-9.-]+', '-', citation.key)},\n" + ",\n".join(lines) + "\n}\n"


def tex(text: str) -> str:
    """``text`` as TeX prints it."""
    return "".join(TEX.get(character, character) for character in plain(text))


def as_ris(citation: Citation) -> str:
    """In the tags of Research Information Systems, as ``csl_type``; a comma would part a sender into names."""
    day = citation.dated_on
    fields = [
        ("TY", "RPRT" if csl_type(citation) == "report" else "GEN"),
        ("AU", citation.author.replace(",", " –")),
        ("TI", citation.title),
        ("M3", citation.kind),
        ("SN", citation.number),
        ("PB", citation.publisher),
        ("CY", citation.place),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}/" if day else ""),
        ("SP", str(citation.page or "")),
        ("LA", citation.language),
        ("N1", remark(citation)),
        ("UR", citation.address),
        ("ID", citation.key),
    ]
    lines = [f"{tag}  - {plain(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_type(citation: Citation) -> str:
    """What CSL, and Zotero, call it: what an institution issued is a report."""
    return "report" if citation.number or citation.publisher else "document"


def as_csl(citation: Citation) -> dict[str, Any]:
    """An item of CSL-JSON, for Zotero, Pandoc and the like."""
    fields = {
        "id": citation.key,
        "type": csl_type(citation),
        "title": plain(citation.title),
        "author": [{"literal": plain(citation.author)}] if citation.author else None,
        "genre": plain(citation.kind),
        "number": plain(citation.number),
        "publisher": plain(citation.publisher),
        "publisher-place": plain(citation.place),
        "issued": date_parts(citation.dated_on),
        "event": plain(citation.meeting),
        "event-place": plain(citation.meeting_place),
        "event-date": date_parts(citation.opened_on, citation.closed_on),
        "section": f"§{citation.paragraph}" if citation.paragraph else "",
        "page": str(citation.page or ""),
        "language": citation.language,
        "note": plain(remark(citation)),
        "URL": citation.address,
    }
    return {name: value for name, value in fields.items() if value}


def as_csl_text(citation: Citation) -> str:
    """A list of that one item, with a line for each field."""
    lines = [f'  "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in as_csl(citation).items()]
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def date_parts(*days: date | None) -> dict[str, Any] | None:
    """Days as CSL writes them: one, or the first and the last of a span."""
    parts = list(dict.fromkeys((day.year, day.month, day.day) for day in days if day))
    return {"date-parts": [list(part) for part in parts]} if parts else None


FORMS = {
    form.name: form
    for form in (
        Form("bibtex", "BibTeX", as_bibtex, "application/x-bibtex", "bib"),
        Form("ris", "RIS", as_ris, "application/x-research-info-systems", "ris"),
        Form(
            "csl",
            "CSL-JSON",
            as_csl_text,
            "application/vnd.citationstyles.csl+json",
            "json",
        ),
    )
}
