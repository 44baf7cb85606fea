"""Subject codes: their forms, their running numbers, and the letters they lose."""

import pytest

from meetings.council.codes import NoteCode, TopicCode, UnknownCode, known_codes, repaired


@pytest.mark.parametrize(
    ("text", "code", "serial", "why"),
    [
        ("CYBER 99", "CYBER", 99, "the plain form"),
        ("PR CO 64", "PR CO", 64, "a space inside the code"),
        ("CFSP/PESC 77", "CFSP/PESC", 77, "two languages"),
        ("SCH-EVAL 12", "SCH-EVAL", 12, "a hyphen"),
        ("JAIEX45", "JAIEX", 45, "the space lost"),
        ("  VISA   239 ", "VISA", 239, "spaces around"),
        ("USA", "USA", None, "a known code alone"),
        ("XYZABC 7", "XYZABC", 7, "a code that nobody knows is one all the same"),
    ],
)
def test_every_form_is_read(text: str, code: str, serial: int | None, why: str) -> None:
    assert NoteCode.parse(text) == NoteCode(TopicCode(code), serial), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Cyber 99", "small letters"),
        ("99", "a number"),
        ("CYBER 099", "numbers have no leading zero"),
        ("XYZABC", "an unknown word in capitals is no code without its number"),
        ("CYBER 99 VISA 239", "two codes"),
        ("", "nothing"),
    ],
)
def test_what_is_no_code_is_refused_with_its_words(text: str, why: str) -> None:
    with pytest.raises(UnknownCode) as refused:
        NoteCode.parse(text)
    assert repr(text) in str(refused.value), why


@pytest.mark.parametrize(
    ("printed", "code", "why"),
    [
        ("COTE", "COTER", "lost its last letter"),
        ("EFOPOL", "ENFOPOL", "lost its N"),
        ("E FOPOL", "ENFOPOL", "a space where the N was"),
        ("CRIMRG", "CRIMORG", "lost a letter inside"),
        ("CYBER", None, "a known code is never repaired"),
        ("JAI", None, "nor one that is another without its end"),
        ("CO", None, "too short to say"),
        ("XYZABC", None, "fits none"),
        ("COPN", "COPEN", "fits one only"),
    ],
)
def test_a_code_is_repaired_where_exactly_one_fits(printed: str, code: str | None, why: str) -> None:
    found = repaired(printed)
    assert (found.code if found else None) == code, why


def test_where_two_codes_fit_there_is_no_repair() -> None:
    assert repaired("COTR") is None, "COTER and COTRA"


def test_known_codes_say_what_gives_reason_for_them() -> None:
    known = known_codes()
    assert "visa reciprocity" in known["VISA"].evidence_terms
    assert known["JAIEX"].general
    assert known["PR CO"].general
    assert not known["CYBER"].general


def test_slugs_fit_addresses() -> None:
    assert TopicCode("PR CO").slug == "pr-co"
    assert TopicCode("CFSP/PESC").slug == "cfsp-pesc"
    assert str(NoteCode(TopicCode("CYBER"), 99)) == "CYBER 99"
