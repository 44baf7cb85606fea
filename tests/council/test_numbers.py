"""Document numbers in every form in which papers, registers and files print them."""

import pytest

from meetings.council.numbers import DocumentNumber, UnknownNumber, VersionPart

# printed, canonical, base, version, register form, why the row is there
FORMS = [
    ("10483/17", "10483/17", "10483/17", "INIT", "ST 10483 2017 INIT", "the plain form"),
    ("10483/2017", "10483/17", "10483/17", "INIT", "ST 10483 2017 INIT", "year in full"),
    ("14860/1/18 REV 1", "14860/1/18 REV 1", "14860/18", "REV 1", "ST 14860 2018 REV 1", "a revision, printed twice"),
    ("14860/1/18", "14860/1/18 REV 1", "14860/18", "REV 1", "ST 14860 2018 REV 1", "the revision inside alone"),
    ("14860/18 REV1", "14860/1/18 REV 1", "14860/18", "REV 1", "ST 14860 2018 REV 1", "the revision behind alone"),
    (
        "10483/17 ADD 1 COR 1",
        "10483/17 ADD 1 COR 1",
        "10483/17",
        "ADD 1 COR 1",
        "ST 10483 2017 ADD 1 COR 1",
        "two parts",
    ),
    (
        "10483/17 ADD 1 REV 2",
        "10483/17 ADD 1 REV 2",
        "10483/17",
        "ADD 1 REV 2",
        "ST 10483 2017 ADD 1 REV 2",
        "order counts",
    ),
    ("5345/10 DCL 1", "5345/10 DCL 1", "5345/10", "DCL 1", "ST 5345 2010 DCL 1", "declassified"),
    (
        "10483/17 EXT 1 (en)",
        "10483/17 EXT 1",
        "10483/17",
        "EXT 1",
        "ST 10483 2017 EXT 1",
        "an extract, its language behind",
    ),
    ("ST 10483 2017 INIT", "10483/17", "10483/17", "INIT", "ST 10483 2017 INIT", "as the register writes it"),
    ("ST-10483-2017-INIT_EN.pdf", "10483/17", "10483/17", "INIT", "ST 10483 2017 INIT", "a file of the register"),
    ("ST-10483-2017-ADD-1_EN.docx", "10483/17 ADD 1", "10483/17", "ADD 1", "ST 10483 2017 ADD 1", "a file with a part"),
    ("st10483.en17.pdf", "10483/17", "10483/17", "INIT", "ST 10483 2017 INIT", "a file of the old register"),
    (
        "st10483-re01.en17.pdf",
        "10483/1/17 REV 1",
        "10483/17",
        "REV 1",
        "ST 10483 2017 REV 1",
        "an old file with a part",
    ),
    ("12385-16", "12385/16", "12385/16", "INIT", "ST 12385 2016 INIT", "a file named by hand"),
    ("6915/01", "6915/01", "6915/01", "INIT", "ST 6915 2001 INIT", "an early year"),
    ("13370/99", "13370/99", "13370/99", "INIT", "ST 13370 1999 INIT", "99 is 1999"),
]
REFUSED = [
    ("", "nothing"),
    ("10483", "no year"),
    ("0/17", "papers count from 1"),
    ("16/06/2017", "a date"),
    ("14/10/2021", "a date whose month could be a revision"),
    ("2021/0106 (COD)", "a procedure"),
    ("15-16", "a span of days"),
    ("CYBER 99", "a code"),
    ("10483/17 and 10484/17", "two numbers"),
    ("WK 8816/2021 INIT", "a working paper, counted apart"),
    ("DS 1327/15", "a meeting document, counted apart"),
]


@pytest.mark.parametrize(("text", "canonical", "base", "version", "register", "why"), FORMS)
def test_every_form_is_the_same_number(
    text: str, canonical: str, base: str, version: str, register: str, why: str
) -> None:
    number = DocumentNumber.parse(text)
    assert (str(number), number.base, number.version, number.register_form) == (canonical, base, version, register), why
    assert DocumentNumber.parse(str(number)) == number, "the canonical form reads back"
    assert DocumentNumber.parse(number.register_form) == number, "the register form reads back"


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_is_no_number_is_refused_with_its_words(text: str, why: str) -> None:
    with pytest.raises(UnknownNumber) as refused:
        DocumentNumber.parse(text)
    assert text.split(" ")[0].split("/")[0] in str(refused.value), why


def test_slug_names_the_version_too() -> None:
    assert DocumentNumber.parse("14860/1/18 REV 1").slug == "14860-18-rev-1"
    assert DocumentNumber.parse("10483/17").slug == "10483-17"


def test_numbers_are_found_in_order_and_dates_are_left() -> None:
    found = DocumentNumber.find("99971/08 JAIEX 71, 14860/1/18 REV 1 of 14/10/2021")
    assert [str(number) for number in found] == ["99971/08", "14860/1/18 REV 1"]


@pytest.mark.parametrize("series", ["DS", "WK", "CM", "SN", "PE-CONS"])
def test_papers_of_another_series_are_not_the_paper_with_the_same_digits(series: str) -> None:
    assert DocumentNumber.find(f"{series} 1327/15 and 10084/17") == [DocumentNumber.parse("10084/17")]


def test_a_file_name_holds_the_number_anywhere() -> None:
    assert DocumentNumber.from_file_name("note of ST-10483-2017-REV-2_EN (copy).pdf").versions == (
        (VersionPart.REV, 2),
    )
    with pytest.raises(UnknownNumber, match="minutes"):
        DocumentNumber.from_file_name("minutes.pdf")


def test_numbers_sort_by_year_first() -> None:
    assert DocumentNumber.parse("99/09") < DocumentNumber.parse("10/17")
