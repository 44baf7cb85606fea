"""Covers of 2000 to 2025, each as one small paper, with what they say."""

# ruff: noqa: E501 - the lines of a cover stand as they are printed

from datetime import date

import pytest

from meetings.reading.parsed import Cover
from tests.reading.papers import doubts, read, texts

BODY = "\n1. Terrorism\n\nThe EU side recalled the relevant areas of cooperation.\n"
SUBJECT = "Outcome of the EU-US Justice and Home Affairs Ministerial Meeting, Valletta, 15-16 June 2017"


def cover(text: str) -> Cover:
    return read(text + BODY).cover


def test_cover_of_2001_with_small_labels_of_and_on() -> None:
    found = cover(
        "COUNCIL OF\nTHE EUROPEAN UNION\nBrussels, 12 March 2001 (14.03)\n(OR. fr)\n\n6915/01\n\nLIMITE\n\nJAI 23\nUSA 5\n\n"
        "OUTCOME OF PROCEEDINGS\nof :\tMultidisciplinary Group\non :\t5 March 2001\n"
        "No. prev. doc. : 6522/01 JAI 17 USA 3 + ADD 1\n"
        "Subject : EU/US Justice and Home Affairs Ministerial Troika, Washington, 1 and 2 March 2001\n"
    )
    assert (found.number, found.version, found.dated_on) == ("6915/01", "INIT", date(2001, 3, 12))
    assert found.codes == (("JAI", 23), ("USA", 5))
    assert found.previous_documents == ("6522/01", "6522/01 ADD 1"), "without the codes of that paper"
    assert (found.language, found.original_language) == ("en", "fr")
    assert found.subject == "EU/US Justice and Home Affairs Ministerial Troika, Washington, 1 and 2 March 2001"


def test_masthead_and_date_in_columns_and_labels_with_a_space_before_the_colon() -> None:
    found = cover(
        "              COUNCIL OF                   Brussels, 22 June 2012 (26.06)\n"
        "          THE EUROPEAN UNION               (OR. en)\n\n"
        "                                           11752/12\n                                           ADD 1 COR 1\n\n"
        "                                           LIMITE\n\n                                           JAIEX 46\n\n"
        "ADDENDUM TO THE OUTCOME OF PROCEEDINGS\nfrom :       General Secretariat\nto :         Delegations\n"
        "Prev. doc. : 11000/1/12 REV 1 JAIEX 40, 11001/12 USA 12\n            and 11002/12\n"
        "Subject :    EU-US Ministerial Meeting on Justice and Home Affairs,\n             20-21 June 2012, Copenhagen\n"
    )
    assert (found.number, found.version) == ("11752/12", "ADD 1 COR 1")
    assert (found.dated_on, found.place) == (date(2012, 6, 22), "Brussels")
    assert (found.sent_from, found.sent_to) == ("General Secretariat", "Delegations")
    assert found.previous_documents == ("11000/1/12 REV 1", "11001/12", "11002/12")
    assert found.subject == "EU-US Ministerial Meeting on Justice and Home Affairs, 20-21 June 2012, Copenhagen"
    assert found.kind == "ADDENDUM TO THE OUTCOME OF PROCEEDINGS"


LABELS = {
    "each value behind its label": (
        "From: General Secretariat of the Council\nTo: Delegations\nNo. prev. doc.: 10084/17\nSubject: {subject}\n"
    ),
    "each value below its label": (
        "From:\nGeneral Secretariat of the Council\nTo:\nDelegations\nNo. prev. doc.:\n10084/17\nSubject:\n{subject}\n"
    ),
    "all labels before all values": (
        "From:\nTo:\nNo. prev. doc.:\nSubject:\nGeneral Secretariat of the Council\nDelegations\n10084/17\n{subject}\n"
    ),
    "two labels, then their values, with blank lines": (
        "From:\n\nTo:\n\nGeneral Secretariat of the Council\n\nDelegations\n\nNo. prev. doc.:\n\n10084/17\n\n"
        "Subject:\n\n{subject}\n"
    ),
    "all on one line": (
        "From: General Secretariat of the Council To: Delegations No. prev. doc.: 10084/17 Subject: {subject}\n"
    ),
    "capitals": "FROM: General Secretariat of the Council\nTO: Delegations\nPREV. DOC.: 10084/17\nSUBJECT: {subject}\n",
}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_labels_and_values_in_every_order(labels: str) -> None:
    found = cover(
        "Council of the European Union\nBrussels, 29 June 2017\n(OR. en)\n10483/17\nLIMITE\nJAIEX 45\nRELEX 558\n"
        "OUTCOME OF PROCEEDINGS\n" + labels.format(subject=SUBJECT)
    )
    assert found.sent_from == "General Secretariat of the Council"
    assert found.sent_to == "Delegations"
    assert found.previous_documents == ("10084/17",)
    assert found.subject == SUBJECT


def test_labels_before_the_head_of_the_cover() -> None:
    found = cover(
        f"From:      General Secretariat of the Council\nTo:        Delegations\nSubject:   {SUBJECT}\n\n"
        "Council of the European Union\nBrussels, 29 June 2017 (OR. en)\n10483/17\nLIMITE\nOUTCOME OF PROCEEDINGS\nJAIEX 45\n"
    )
    assert (found.number, found.dated_on, found.marking) == ("10483/17", date(2017, 6, 29), "LIMITE")
    assert (found.codes, found.kind) == ((("JAIEX", 45),), "OUTCOME OF PROCEEDINGS")


def test_interinstitutional_file_and_commission_document_are_no_numbers_of_the_note() -> None:
    found = cover(
        "Council of the\nEuropean Union\n\nBrussels, 9 June 2011 (14.06)\n(OR. en)\n\nInterinstitutional File:\n2021/0106 (COD)\n\n"
        '14860/1/18\nREV 1 ADD 2\n\nLIMITE\n\nJAIEX 45 RELEX 558\nPR CO 64 CFSP/PESC 77\n\n"I/A" ITEM NOTE\n\n'
        f"From:\nGeneral Secretariat\nTo:\nCouncil\nNo. Cion doc.:\n8115/21\nSubject:\n{SUBJECT}\n"
    )
    assert (found.number, found.version, found.number_printed) == ("14860/18", "REV 1 ADD 2", "14860/1/18")
    assert found.codes == (("JAIEX", 45), ("RELEX", 558), ("PR CO", 64), ("CFSP/PESC", 77))
    assert found.kind == '"I/A" ITEM NOTE'
    assert found.previous_documents == ()


@pytest.mark.parametrize(
    ("number", "base", "version"),
    [
        ("14860/1/18 REV 1", "14860/18", "REV 1"),
        ("14860/1/18\nREV 1", "14860/18", "REV 1"),
        ("14860/18\nCOR 2", "14860/18", "COR 2"),
        ("14860/18 ADD 1\nCOR 1 (en)", "14860/18", "ADD 1 COR 1"),
        ("14860/18\n\nEXT 1", "14860/18", "EXT 1"),
        ("14860/18\nEXT 1 (03.02.2015)", "14860/18", "EXT 1"),
        ("ST 14860 2018 INIT", "14860/18", "INIT"),
        ("14860/18 (en)", "14860/18", "INIT"),
    ],
)
def test_number_and_version_on_one_line_or_two(number: str, base: str, version: str) -> None:
    found = cover(
        f"Council of the European Union\nBrussels, 29 June 2018\n{number}\nLIMITE\nJAIEX 45\nNOTE\nFrom: Presidency\n"
        f"To: Delegations\nSubject: {SUBJECT}\n"
    )
    assert (found.number, found.version) == (base, version)


@pytest.mark.parametrize(
    ("printed", "marking", "stamps"),
    [
        ("LIMITE", "LIMITE", ()),
        ("PUBLIC", "PUBLIC", ()),
        ("", None, ()),
        ("LIMITE\nPUBLIC", "LIMITE", ("PUBLIC",)),
        ("PUBLIC\nLIMITE", "LIMITE", ("PUBLIC",)),
        (
            "LIMITE\nDOCUMENT PARTIALLY ACCESSIBLE TO THE PUBLIC (09.09.2015)",
            "LIMITE",
            ("DOCUMENT PARTIALLY ACCESSIBLE TO THE PUBLIC (09.09.2015)",),
        ),
        (
            "DOCUMENT PARTIALLY ACCESSIBLE\nTO THE PUBLIC (09.09.2015)\nLIMITE",
            "LIMITE",
            ("DOCUMENT PARTIALLY ACCESSIBLE TO THE PUBLIC (09.09.2015)",),
        ),
    ],
)
def test_marking_and_stamps_are_kept_apart(printed: str, marking: str | None, stamps: tuple[str, ...]) -> None:
    found = cover(
        f"Council of the European Union\nBrussels, 29 June 2017\n10483/17\n{printed}\nJAIEX 45\nNOTE\nFrom: Presidency\n"
        f"To: Delegations\nSubject: {SUBJECT}\n"
    )
    assert (found.marking, found.stamps) == (marking, stamps)
    assert found.dated_on == date(2017, 6, 29), "the date of the cover, not of a stamp"


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("JAIEX 45\nRELEX 558", (("JAIEX", 45), ("RELEX", 558))),
        ("JAIEX 45 RELEX 558\nASIM 79 VISA 239", (("JAIEX", 45), ("RELEX", 558), ("ASIM", 79), ("VISA", 239))),
        ("JAIEX 45, RELEX 558, ASIM 79", (("JAIEX", 45), ("RELEX", 558), ("ASIM", 79))),
        ("• JAIEX 45\n• PR CO 64", (("JAIEX", 45), ("PR CO", 64))),
        (
            "JAIEX 45     RELEX 558\nSCH-EVAL 3   CFSP/PESC 77",
            (("JAIEX", 45), ("RELEX", 558), ("SCH-EVAL", 3), ("CFSP/PESC", 77)),
        ),
        ("JAIEX 45\nCFSP/PESC 811\nCT 121", (("JAIEX", 45), ("CFSP/PESC", 811), ("CT", 121))),
        ("JAIEX45RELEX558", (("JAIEX", 45), ("RELEX", 558))),
    ],
)
def test_codes_in_every_arrangement(printed: str, codes: tuple[tuple[str, int], ...]) -> None:
    found = cover(
        f"Council of the European Union\nBrussels, 29 June 2017\n10483/17\nLIMITE\n{printed}\nNOTE\nFrom: Presidency\n"
        f"To: Delegations\nSubject: {SUBJECT}\n"
    )
    assert found.codes == codes


def test_unknown_codes_are_kept_and_doubted() -> None:
    note = read(
        "Council of the European Union\nBrussels, 29 June 2017\n10483/17\nJAIEX 45\nXYZABC 12\nNOTE\nFrom: Presidency\n"
        f"To: Delegations\nSubject: {SUBJECT}\n{BODY}"
    )
    assert note.cover.codes == (("JAIEX", 45), ("XYZABC", 12))
    assert doubts(note)["unknown-code"] == "XYZABC 12"


def test_a_bold_font_that_lost_its_n_is_repaired_and_said() -> None:
    note = read(
        "COU CIL OF\nTHE EUROPEA  U IO \nBrussels, 27 October 2009\n14998/09\n\nLIMITE\n\nJAIEX 77\nE FOPOL 112\nFRO T 12\n\n"
        f"OUTCOME OF PROCEEDI GS\nfrom: General Secretariat\nto: Delegations\no. prev. doc.: 14000/09\nSubject: {SUBJECT}\n{BODY}"
    )
    assert note.cover.codes == (("JAIEX", 77), ("ENFOPOL", 112), ("FRONT", 12))
    assert (note.cover.kind, note.cover.kind_printed) == ("OUTCOME OF PROCEEDINGS", "OUTCOME OF PROCEEDI GS")
    assert note.cover.previous_documents == ("14000/09",)
    assert "FRO T 12" in doubts(note)["repaired-code"]


def test_a_code_glued_to_the_text_gives_the_paragraph_its_number_back() -> None:
    note = read(
        "Council of the European Union\nBrussels, 10 June 2020\n8567/20\nLIMITE\nNOTE\nFrom: General Secretariat\nTo: Delegations\n"
        f"Subject: {SUBJECT}\nJAI 501\nFREMP 812.The Council took note of the state of play of the talks.\n"
        "3. The Commission informed the Council of it and said more.\n"
    )
    assert note.cover.codes == (("JAI", 501), ("FREMP", 81))
    assert "FREMP 812.The" in doubts(note)["glued-code"]
    assert texts(note)[0] == "The Council took note of the state of play of the talks."


def test_no_place_before_the_date_is_no_place() -> None:
    found = cover(
        f"COUNCIL OF THE EUROPEAN UNION\n9 June 2011\n11231/11\nJAIEX 55\nNOTE\nfrom: Presidency\nto: Counsellors\nSubject: {SUBJECT}\n"
    )
    assert (found.place, found.dated_on) == (None, date(2011, 6, 9))


def test_a_footer_and_a_metadata_block_before_the_cover_say_nothing() -> None:
    found = cover(
        "Document ST 99999 2016 INIT\nTitle: Some note\nDocument date: 01/01/2016\nLanguage: EN\nDownload PDF\n\n"
        "10483/17   GG/ml   1\nDGD 1   LIMITE   EN\n\nCouncil of the\nEuropean Union\nBrussels, 29 June 2017\n(OR. en)\n10483/17\n"
        f"LIMITE\nJAIEX 45\nOUTCOME OF PROCEEDINGS\nFrom: Presidency\nTo: Delegations\nSubject: {SUBJECT}\n"
    )
    assert (found.number, found.dated_on, found.place) == ("10483/17", date(2017, 6, 29), "Brussels")
    assert found.kind == "OUTCOME OF PROCEEDINGS"


def test_a_silent_cover_takes_its_number_from_the_file_name_and_says_so() -> None:
    note = read(f"NOTE\nFrom: Presidency\nTo: Delegations\nSubject: {SUBJECT}\n{BODY}", "st12385-re01.en16.txt")
    assert (note.cover.number, note.cover.version) == ("12385/16", "REV 1")
    assert doubts(note)["number-from-file-name"] == "st12385-re01.en16.txt"
    assert doubts(read(f"NOTE\nFrom: Presidency\nTo: Delegations\nSubject: {SUBJECT}\n{BODY}"))["no-number"] == ""


def test_a_partial_declassification_says_of_its_paper_what_it_was_and_not_of_itself() -> None:
    found = cover(
        "COUNCIL OF\nTHE EUROPEAN UNION\nBrussels, 18 March 2013\n(OR. en)\n\n17416/10\nEXT 1\n\nJAIEX 106\n\n"
        "PARTIAL DECLASSIFICATION\nof document :\t17416/10 LIMITE\ndated :\t7 December 2010\nnew status :\tPUBLIC\n"
        f"Subject :\t{SUBJECT}\n"
    )
    assert (found.number, found.version, found.dated_on) == ("17416/10", "EXT 1", date(2013, 3, 18))
    assert (found.kind, found.marking, found.subject) == ("PARTIAL DECLASSIFICATION", None, SUBJECT)


@pytest.mark.parametrize("printed", ["DS 1327/15", "WK 8816/2021 INIT", "WK 8816/2021 REV 1", "SN 2345/1/09 REV 1"])
def test_a_number_of_another_series_is_doubted_and_none_of_the_registers(printed: str) -> None:
    note = read(
        f"Council of the\nEuropean Union\n\nBrussels, 7 July 2021\n\n{printed}\n\nLIMITE\n\nJAI\nRELEX\n\nNOTE\n\nFrom: Presidency\n"
        f"To: Delegations\nNo. prev. doc.: DS 1200/15, 10084/17\nSubject: {SUBJECT}\n{BODY}\n{printed}   GG/ml   1\nJAI.2   LIMITE   EN\n",
        "st10483.en17.txt",
    )
    assert (note.cover.number, note.cover.version) == (None, None)
    assert doubts(note)["no-number"] == printed
    assert texts(note) == ["The EU side recalled the relevant areas of cooperation."], "without the footer"
    assert (note.cover.marking, note.cover.codes) == ("LIMITE", (("JAI", None), ("RELEX", None)))
    assert (note.cover.previous_documents, note.cover.subject) == (("10084/17",), SUBJECT)


def test_a_limite_footer_below_an_unmarked_cover_is_believed_and_doubted() -> None:
    note = read(
        f"Council of the European Union\nBrussels, 29 June 2017\n10483/17\nJAIEX 45\nNOTE\nFrom: Presidency\nTo: Delegations\n"
        f"Subject: {SUBJECT}\n{BODY}\n10483/17   GG/ml   1\nDGD 1   LIMITEEN\n"
    )
    assert note.cover.marking == "LIMITE"
    assert "LIMITEEN" in doubts(note)["unknown-marking"]


def test_the_body_does_not_run_into_the_subject() -> None:
    note = read(
        "Council of the European Union\n9 June 2011\n11231/11\nJAIEX 55\nNOTE\nfrom: Presidency\nto: Counsellors\n"
        "Subject: EU-US JHA Ministerial meeting of 14 April 2011 in Gödöllő - Summary\n"
        "The Presidency informed delegations about the meeting.\n"
    )
    assert note.cover.subject == "EU-US JHA Ministerial meeting of 14 April 2011 in Gödöllő - Summary"
    assert texts(note) == ["The Presidency informed delegations about the meeting."]


@pytest.mark.parametrize(
    ("printed", "subject"),
    [
        ("Outcome of the meeting, Valletta, 15-\n16 June 2017\n", "Outcome of the meeting, Valletta, 15-16 June 2017"),
        ("Outcome of the meeting, Valletta\n\n1.\nTerrorism\n", "Outcome of the meeting, Valletta"),
    ],
    ids=["days over two lines", "a number alone begins the body"],
)
def test_a_subject_over_lines_is_one_line(printed: str, subject: str) -> None:
    head = "Council of the European Union\nBrussels, 29 June 2017\n10483/17\nJAIEX 45\nNOTE\nFrom: Presidency\nTo: Delegations\n"
    assert cover(f"{head}Subject: {printed}\n").subject == subject
