"""A note as Akoma Ntoso 3.0 (OASIS LegalDocML), the XML in which parliaments and courts exchange documents.

A note is a ``doc`` with sections and paragraphs. The marking stands in the text, where every program shows it, and
with who took the file in the metadata, in a namespace of our own.
"""

import re
from datetime import date
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from meetings.models import AgendaTopic, Paragraph
from meetings.sharing.citation import COUNCIL, printed_kind
from meetings.sharing.note_text import WholeNote, clean
from meetings.sharing.writers import Taken

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "https://eu-us-outcomes.example/ns/export"
E: Any = ElementMaker(namespace=AKN, nsmap={None: AKN})
OF_EXPORT: Any = ElementMaker(namespace=OWN, nsmap={"export": OWN})
SOURCE = {"source": "#archive"}
# The official languages of the Union by ISO 639-1 and, as Akoma Ntoso wants it, 639-2.
LANGUAGES = {
    "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est",
    "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun", "it": "ita", "lt": "lit", "lv": "lav",
    "mt": "mlt", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "sk": "slk", "sl": "slv", "sv": "swe",
}  # fmt: skip


def as_akoma_ntoso(whole: WholeNote, taken: Taken) -> bytes:
    """The note with its cover, topics and paragraphs; each paragraph has its address as number, its page as title."""
    note = whole.note
    cover = [E.p(clean(taken.marking), {"class": "marking"})]
    cover += [E.p(E.docNumber(clean(note.name)))] if note.number else []
    cover += [E.p(E.docTitle(clean(whole.title)))]
    if note.dated_on:
        day = E.docDate(f"{note.dated_on:%d/%m/%Y}", {"date": note.dated_on.isoformat()})
        cover += [E.p(day)]
    cover += [E.p(clean(f"{label}: {words}")) for label, words in whole.cover]
    body = [
        _section(place, title, topic, paragraphs) for place, (title, topic, paragraphs) in enumerate(whole.parts, 1)
    ]
    root = E.akomaNtoso(
        E.doc(
            {"name": _name(note.kind)},
            _meta(whole, taken),
            E.preface(*cover),
            E.mainBody(*(body or [E.p("")])),
        )
    )
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _section(place: int, title: str, topic: AgendaTopic | None, paragraphs: list[Paragraph]) -> Any:
    anchor = f"sec_{_token(topic.label if topic else str(place))}" if topic else f"part_{place}"
    section = E.section({"eId": anchor})
    if topic and topic.number:
        section.append(E.num(clean(topic.number)))
    section.append(E.heading(clean(title)))
    for paragraph in paragraphs:
        facts = {"eId": f"{anchor}__para_{_token(paragraph.address)}"}
        facts |= {"title": f"page {paragraph.page}"} if paragraph.page else {}
        section.append(E.paragraph(facts, E.num(clean(paragraph.address)), E.content(E.p(clean(paragraph.text)))))
    if not paragraphs:
        section.append(E.content(E.p("")))
    return section


def _meta(whole: WholeNote, taken: Taken) -> Any:
    note = whole.note
    day = (note.dated_on or (note.meeting.closed_on if note.meeting else date(1, 1, 1))).isoformat()
    work = f"/akn/eu/doc/{day}/{note.slug}"
    expression = f"{work}/{LANGUAGES.get(note.language, 'und')}@"
    codes = [
        E.keyword(
            {
                "value": _token(str(each.code)),
                "showAs": clean(f"{each.code} {each.serial or ''}".strip()),
                "dictionary": "#council",
            }
        )
        for each in whole.codes
    ]
    return E.meta(
        E.identification(
            SOURCE,
            E.FRBRWork(
                *_identity(f"{work}/!main", work, day, "#council"),
                E.FRBRcountry({"value": "eu"}),
                *([E.FRBRnumber({"value": clean(note.name)})] if note.number else []),
            ),
            E.FRBRExpression(
                *_identity(f"{expression}/!main", expression, day, "#council"),
                E.FRBRlanguage({"language": LANGUAGES.get(note.language, "und")}),
            ),
            E.FRBRManifestation(
                *_identity(f"{expression}/!main.xml", f"{expression}.xml", taken.at.date().isoformat(), "#archive")
            ),
        ),
        *([E.classification(SOURCE, *codes)] if codes else []),
        E.references(
            SOURCE,
            E.TLCOrganization({"eId": "council", "href": "/akn/ontology/organization/eu/council", "showAs": COUNCIL}),
            E.TLCOrganization(
                {"eId": "archive", "href": "/akn/ontology/organization/archive", "showAs": "EU–US Outcomes"}
            ),
        ),
        E.proprietary(
            SOURCE,
            OF_EXPORT.marking(taken.marking),
            OF_EXPORT.takenBy(clean(taken.by)),
            OF_EXPORT.takenAt(taken.at.isoformat()),
            OF_EXPORT.asked(clean(taken.asked)),
        ),
    )


def _identity(this: str, uri: str, day: str, author: str) -> list[Any]:
    return [
        E.FRBRthis({"value": this}),
        E.FRBRuri({"value": uri}),
        E.FRBRdate({"date": day, "name": "date"}),
        E.FRBRauthor({"href": author}),
    ]


def _token(text: str) -> str:
    """``text`` as part of a name that XML takes."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text) or "x"


def _name(kind: str) -> str:
    """``outcome-of-proceedings``."""
    return _token(printed_kind(kind).lower()) if kind else "paper"
