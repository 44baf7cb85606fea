"""Reading a Word file: blocks in order, cells once, what styles and numbering say, heads and footnotes apart."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from meetings.reading.extract import extract
from meetings.reading.lines import Line
from meetings.reading.refusals import Reason, SourceRefused
from meetings.reading.word_styles import write_number
from tests.reading.odd_files import SENTENCE, changed_docx, docx_of, saved, zip_of


def lines(document: docx.document.Document) -> list[Line]:
    return list(extract(saved(document), "note.docx").lines)


def with_runs(xml: str) -> list[str]:
    """The lines of a document whose one paragraph holds this WordprocessingML."""
    document = docx.Document()
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    document.element.body.insert(0, paragraph)
    return [line.text for line in lines(document)]


def test_paragraphs_headings_and_bullets() -> None:
    document = docx.Document()
    document.add_heading("1. Electronic evidence", level=2)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("the US side will name a contact point;", style="List Bullet")
    document.add_paragraph("").add_run("LIMITE").bold = True
    found = lines(document)
    assert [(line.text, line.heading, line.bullet) for line in found] == [
        ("1. Electronic evidence", 2, False),
        (SENTENCE, None, False),
        ("the US side will name a contact point;", None, True),
        ("LIMITE", None, False),
    ]
    assert [line.bold for line in found] == [True, False, False, True]
    assert all(line.block for line in found)


def test_automatic_numbers_are_written_as_word_prints_them() -> None:
    document = docx.Document()
    for text in ("Terrorism", "Crime", "Borders"):
        document.add_paragraph(text, style="List Number")
    assert [line.text for line in lines(document)] == ["1. Terrorism", "2. Crime", "3. Borders"]


@pytest.mark.parametrize(
    ("count", "kind", "written"),
    [
        (4, "decimal", "4"),
        (4, "lowerLetter", "d"),
        (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (7, "decimalZero", "07"),
        (3, "none", ""),
        (3, "chineseCounting", "3"),
    ],
)
def test_a_number_has_the_form_of_its_list(count: int, kind: str, written: str) -> None:
    assert write_number(count, kind) == written


def test_a_merged_cell_is_read_once_and_cells_know_their_row() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "Council of the European Union"
    for row, text in enumerate(("Brussels, 27 September 2019", "99518/19", "LIMITE")):
        table.cell(row, 1).text = text
    found = [line for line in lines(document) if line.row is not None]
    assert [(line.text, line.row, line.cell) for line in found] == [
        ("Council of the European Union", 0, 0),
        ("Brussels, 27 September 2019", 0, 1),
        ("99518/19", 1, 1),
        ("LIMITE", 2, 1),
    ]


def test_short_lines_ended_by_hand_are_lines_and_a_paragraph_stays_whole() -> None:
    document = docx.Document()
    document.add_paragraph("Council of the\nEuropean Union")
    document.add_paragraph(f"{SENTENCE}\n{SENTENCE}")
    assert [line.text for line in lines(document)] == [
        "Council of the",
        "European Union",
        f"{SENTENCE} {SENTENCE}",
    ]


def test_heads_and_footers_come_as_furniture() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    section = document.sections[0]
    section.header.paragraphs[0].text = "RESTREINT UE/EU RESTRICTED"
    section.footer.paragraphs[0].text = "99518/19\tRS/jg"
    assert [(line.text, line.furniture) for line in lines(document)] == [
        (SENTENCE, False),
        ("RESTREINT UE/EU RESTRICTED", True),
        ("99518/19\tRS/jg", True),
    ]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>agreed</w:t></w:r><w:del><w:r><w:delText> not</w:delText></w:r></w:del>", "agreed"),
        ("<w:ins><w:r><w:t>agreed</w:t></w:r></w:ins>", "agreed"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r>", "shown"),
        (
            "<w:r><w:t>EU</w:t><w:noBreakHyphen/><w:t>US co</w:t><w:softHyphen/><w:t>operation</w:t></w:r>",
            "EU-US cooperation",
        ),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>3</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "3",
        ),
        (
            "<w:r><w:t>the system</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>.</w:t></w:r>",
            "the system.",
        ),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
        ("<w:smartTag><w:r><w:t>Valletta</w:t></w:r></w:smartTag>", "Valletta"),
    ],
    ids=["deleted", "inserted", "hidden", "hyphens", "a field", "a footnote mark", "a link", "a smart tag"],
)
def test_what_word_prints_of_a_paragraph_is_read(xml: str, text: str) -> None:
    assert with_runs(xml) == [text]


def test_text_boxes_are_read_once_though_word_keeps_them_twice() -> None:
    box = f"<w:txbxContent><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert with_runs(xml) == [SENTENCE]


def test_content_controls_in_the_text_and_in_tables_are_read() -> None:
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p>"
            "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>in a cell</w:t></w:r></w:p></w:tc>"
            "</w:sdtContent></w:sdt></w:tr></w:tbl></w:sdtContent></w:sdt>"
        ),
    )
    assert [line.text for line in lines(document)] == ["in a control", "in a cell"]


def test_footnotes_follow_the_text_in_the_order_of_their_marks() -> None:
    footnotes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:t>See the legal bases.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    relation = (
        b'<Relationship Id="rId99" Target="footnotes.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    reference = b'<w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    parts = _parts(docx_of(SENTENCE))
    parts["word/footnotes.xml"] = footnotes.encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:p>", reference, 1)
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.footnotes+xml"/></Types>',
    )
    found = extract(zip_of(parts), "x").lines
    assert [(line.text, line.footnote, line.mark) for line in found] == [
        (SENTENCE, False, None),
        ("See the legal bases.", True, "1"),
    ]


def test_a_file_with_macros_is_read_as_text() -> None:
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    data = changed_docx("[Content_Types].xml", lambda types: types.replace(plain, macros))
    assert [line.text for line in extract(data, "note.docm").lines] == [SENTENCE]


def test_a_word_file_without_text_is_refused() -> None:
    with pytest.raises(SourceRefused) as refused:
        extract(docx_of(), "x")
    assert refused.value.reason is Reason.NO_TEXT


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}
