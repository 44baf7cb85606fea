"""Reading a PDF: printed lines in order, what stands side by side, footnotes apart, pages and stamps."""

from pathlib import Path

import pytest

from fixtures.typeset_note import typeset_note
from meetings.reading.columns import read_down
from meetings.reading.extract import extract
from meetings.reading.lines import Line
from tests.reading import printed_pages as printed
from tests.reading.odd_files import drawn_pdf, page_pdf, print_protected_pdf, show, stream

NOTES = Path(__file__).parents[2] / "fixtures" / "notes"
COVER_TABLE = [
    ("from :", "General Secretariat"),
    ("to :", "Delegations"),
    ("No. prev. doc. :", "9971/11 JAIEX 71"),
    ("Subject :", "EU-US JHA Informal Senior Officials Meeting"),
]


def read(*pages: printed.Draw) -> list[Line]:
    return list(extract(drawn_pdf(*pages), "note.pdf").lines)


def texts(*pages: printed.Draw) -> list[str]:
    return [line.text for line in read(*pages)]


@pytest.mark.parametrize(
    "drawing", [printed.labels_row_by_row, printed.labels_before_values, printed.values_before_labels]
)
def test_a_label_and_its_value_share_a_row_however_they_are_drawn(drawing: printed.Draw) -> None:
    found = read(drawing)
    pairs = [(label.text, value.text) for label, value in zip(found[::2], found[1::2], strict=True)]
    assert pairs == COVER_TABLE
    assert all(label.row == value.row is not None for label, value in zip(found[::2], found[1::2], strict=True))
    assert [line.cell for line in found] == [0, 1] * 4


def test_the_old_masthead_and_the_date_beside_it_are_told_apart() -> None:
    found = read(printed.old_masthead)
    assert [(line.text, line.cell) for line in found[:4]] == [
        ("COUNCIL OF", 0),
        ("Brussels, 9 June 2011 (14.06)", 1),
        ("THE EUROPEAN UNION", 0),
        ("(OR. en)", 1),
    ]
    assert [line.text for line in found[4:]] == ["11310/11", "LIMITE", "JAI 404"]
    assert {line.row for line in found[4:]} == {None}
    assert all(line.bold for line in found)


def test_text_in_a_form_object_is_read_where_it_is_painted() -> None:
    # The covers of 2024 are one form object; pdfminer's own layout leaves their text aside as a figure.
    plain = read(printed.old_masthead, printed.body())
    in_form = read(printed.in_form(printed.old_masthead), printed.body())
    assert in_form == plain


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("The EU side agreed to examine, case-by-case, the AV To W. positions", 3.0),
        ("The EU side agreed to examine, case-by-case, the AV To W. positions", 1.3),
        ("The EU side agreed to examine, case-by-case, the AV To W. positions", 12.0),
    ],
    ids=["a usual gap", "words set close", "words set wide"],
)
def test_a_gap_between_words_is_a_space_where_none_is_printed(text: str, gap: float) -> None:
    assert texts(printed.words_apart(text, gap=gap)) == [text]


@pytest.mark.parametrize(
    ("word_space", "letter_space"),
    [(8, 0), (16, 0), (-1.2, 0), (0, 3), (0, -0.4)],
    ids=["justified", "justified in few words", "tight", "letters spread", "letters close"],
)
def test_a_justified_or_spread_line_stays_one_line(word_space: float, letter_space: float) -> None:
    text = "Whether the system might be extended"
    assert texts(printed.spread(text, word_space=word_space, letter_space=letter_space)) == [text]


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("the Schengen Information System.", "1", " The EU side"), "the Schengen Information System. The EU side"),
        (("the system", "12", ". The EU side"), "the system. The EU side"),
        (("the system", "1", " The EU side"), "the system The EU side"),
        (("the system", "*", " of today"), "the system of today"),
        (("the 4", "th", " Directive"), "the 4th Directive"),
        (("on 1", "st", " March"), "on 1st March"),
    ],
    ids=["after a stop", "before a stop", "after a word", "a star", "an ordinal", "another ordinal"],
)
def test_a_footnote_mark_is_no_part_of_the_sentence_but_an_ordinal_is(parts: tuple[str, ...], line: str) -> None:
    assert texts(printed.raised(parts)) == [line]


def test_footnotes_are_told_from_the_text_with_their_marks() -> None:
    page = printed.together(
        printed.body(),
        printed.rule(y=150),
        printed.footnote("1", "OJ L 1, 1.1.2011, p. 1; see also", "the note on the legal bases.", top=137),
        printed.footnote("12", "A second note.", top=112),
        printed.lines("11310/11", top=50),
        printed.lines("1", x=530, top=50),
    )
    found = read(page)
    notes = [line for line in found if line.footnote]
    assert [(line.mark, line.text) for line in notes] == [
        ("1", "OJ L 1, 1.1.2011, p. 1; see also"),
        (None, "the note on the legal bases."),
        ("12", "A second note."),
    ]
    assert [line.text for line in found if not line.footnote][-2:] == ["11310/11", "1"]


def test_the_strokes_of_a_drawing_above_small_type_make_no_footnote() -> None:
    cover = printed.together(printed.rule(y=800, x1=90), printed.lines("Council of the", size=9), printed.body())
    assert not any(line.footnote for line in read(cover))


def test_columns_with_little_room_between_are_parted_where_the_rows_around_show_an_edge() -> None:
    left = ("EU side", "Mr Sándor Pintér, Minister for the Interior of", "Hungary")
    right = ("US side", "Mr Eric Holder, Attorney General", "of the United States")
    page = printed.together(printed.lines(*left, top=700), printed.lines(*right, x=290, top=700))
    assert [(line.text, line.cell) for line in read(page)] == [
        ("EU side", 0),
        ("US side", 1),
        ("Mr Sándor Pintér, Minister for the Interior of", 0),
        ("Mr Eric Holder, Attorney General", 1),
        ("Hungary", 0),
        ("of the United States", 1),
    ]


def test_two_columns_of_names_go_on_over_the_page() -> None:
    def rows(*names: tuple[str, str]) -> printed.Draw:
        left, right = zip(*names, strict=True)
        return printed.together(printed.lines(*left, top=700), printed.lines(*right, x=290, top=700))

    first = rows(("EU side", "US side"), ("Ms Anna Lind", "Mr Peter Hale"))
    then = rows(("Mr Olivier Marchand", "Ms Karen Doyle, Department"), ("", "of Homeland Security"))
    found = read_down(read(first, then))
    assert [line.text for line in found] == [
        "EU side", "Ms Anna Lind", "Mr Olivier Marchand",
        "US side", "Mr Peter Hale", "Ms Karen Doyle, Department\nof Homeland Security",
    ]  # fmt: skip


def test_a_few_words_spread_over_the_whole_line_are_one_line_and_a_footer_is_not() -> None:
    page = printed.together(
        printed.spread("whether it succeeds", word_space=150),
        printed.lines("10483/17", top=50),
        printed.lines("GG/ml", x=280, top=50),
        printed.lines("3", x=530, top=50),
    )
    assert texts(page) == ["whether it succeeds", "10483/17", "GG/ml", "3"]


def test_a_number_and_its_heading_are_one_line_and_a_footer_is_several() -> None:
    page = printed.together(
        printed.lines("1.", top=700),
        printed.lines("Counter-terrorism", x=85, top=700, font=printed.SERIF_BOLD),
        printed.lines("(a)", top=680),
        printed.lines("first point", x=85, top=680),
        printed.lines("10483/17", top=50),
        printed.lines("GG/ml", x=400, top=50),
        printed.lines("3", x=530, top=50),
    )
    found = read(page)
    assert [line.text for line in found] == ["1. Counter-terrorism", "(a) first point", "10483/17", "GG/ml", "3"]
    assert found[0].bold
    assert not found[1].bold


def test_a_stamp_across_the_page_is_kept_apart() -> None:
    found = read(printed.together(printed.stamp("PUBLIC"), printed.lines("Brussels, 9 June 2011", top=680)))
    assert [(line.text, line.turned) for line in found] == [("Brussels, 9 June 2011", False), ("PUBLIC", True)]


def test_a_page_to_be_read_sideways_is_read_so() -> None:
    drawing = printed.lines("State of play in the Member States", "as of 1 June 2011", top=500)
    found = read(printed.sideways(drawing))
    assert [line.text for line in found] == ["State of play in the Member States", "as of 1 June 2011"]
    assert not any(line.turned for line in found)


def test_type_printed_twice_for_bold_is_read_once() -> None:
    title = "Committee letters: all shall see"
    assert texts(printed.overprinted(title)) == [title]


def test_ligatures_hyphens_and_bullets_read_as_a_person_reads_them() -> None:
    printed.register_unicode_font()
    page = printed.lines("foreign ﬁghters ﬂow – under\u00ad", "• first point", font=printed.UNICODE)
    assert texts(page) == ["foreign fighters flow – under-", "• first point"]


def test_lines_carry_their_page_and_place() -> None:
    first, second = read(printed.lines("Page one"), printed.lines("Page two"))
    assert (first.page, second.page) == (1, 2)
    assert first.x == 57
    assert first.page_height == pytest.approx(841.9, abs=0.1)
    assert first.size == 12
    assert first.y is not None
    assert 40 < first.y < 62


def test_an_owners_password_hinders_no_reader() -> None:
    assert [line.text for line in extract(print_protected_pdf(), "x").lines] == [
        "The EU side agreed to examine the possibility of joint positions."
    ]


def test_a_bad_page_is_named_to_the_reviewer_and_what_it_gave_is_kept() -> None:
    bad_form = stream(b"", entries=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0] ")
    content = stream(show(b"A good line") + b" /Fm1 Do")
    found = extract(page_pdf(content, bad_form, resources=b"/Font <</F1 5 0 R>> /XObject <</Fm1 6 0 R>>"), "x")
    assert [line.text for line in found.lines] == ["A good line"]
    assert found.odd == ("Page 1 could not be read in full.",)


def test_a_letter_that_the_font_does_not_name_is_lost_without_parting_its_word() -> None:
    # Papers of about 2010 print COUNCIL OF THE EUROPEAN UNION in a face whose N stands for nothing.
    font = (
        b"<</Type /Font /Subtype /Type1 /BaseFont /Cut /FirstChar 32 /LastChar 90 /Widths [250 %s] /ToUnicode 7 0 R>>"
    )
    letters = stream(b"1 beginbfchar <4E> <0003> endbfchar")
    page = page_pdf(
        stream(b"BT /F2 12 Tf 57 700 Td (COUNCIL OF THE EUROPEAN UNION) Tj ET"),
        font % (b"700 " * 58),
        letters,
        resources=b"/Font <</F2 6 0 R>>",
    )
    found = extract(page, "x")
    assert [line.text for line in found.lines] == ["COUCIL OF THE EUROPEA UIO"]
    assert found.odd == ("14% of the printed characters have no letter in the fonts of the file and are missing.",)


def test_private_use_glyphs_never_come_out() -> None:
    glyphs = b"<</Type /Encoding /Differences [65 /uniE001 /uniF0B7 /B]>>"
    font = b"<</Type /Font /Subtype /Type1 /BaseFont /Symbols /Encoding %s>>" % glyphs
    page = page_pdf(
        stream(b"BT /F2 12 Tf 57 700 Td (ACC) Tj ET BT /F2 12 Tf 57 680 Td (B) Tj ET " + show(b"words")),
        font,
        resources=b"/Font <</F1 5 0 R /F2 6 0 R>>",
    )
    shown = "".join(line.text for line in extract(page, "x").lines)
    assert "words" in shown
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in shown)


def test_the_valletta_pdf_prints_the_words_of_its_text() -> None:
    text = extract((NOTES / "10483-17.txt").read_bytes(), "10483-17.txt")
    pdf = extract((NOTES / "10483-17.pdf").read_bytes(), "10483-17.pdf")
    printed_words = " ".join(line.text for line in pdf.lines if (line.y or 0) < 770).split()
    assert printed_words == " ".join(line.text for line in text.lines).split()
    assert pdf.pages == 3
    assert {line.page for line in pdf.lines} == {1, 2, 3}


def test_the_valletta_pdf_is_what_its_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    typeset_note(NOTES / "10483-17.txt", made)
    assert made.read_bytes() == (NOTES / "10483-17.pdf").read_bytes()
