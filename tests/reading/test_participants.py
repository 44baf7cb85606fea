"""Who takes part, under which name and office, and who is only talked about."""

import pytest

from meetings.council.sides import Side
from meetings.reading.parsed import ParagraphFound, Part, ParticipantFound, ParticipantKind
from meetings.reading.people.names import printed_name, same_person
from meetings.reading.people.participants import find_participants


def participants(*texts: str, part: Part = Part.TOPIC) -> tuple[ParticipantFound, ...]:
    paragraphs = [ParagraphFound(part, 0, ordinal, None, text) for ordinal, text in enumerate(texts, 1)]
    found = find_participants(paragraphs)
    assert all(texts[one.paragraph][one.start : one.end] == one.as_named for one in found)
    return found


def named(*texts: str, part: Part = Part.TOPIC) -> dict[str, tuple[str | None, Side | None]]:
    return {one.name: (one.office, one.side) for one in participants(*texts, part=part)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The United States was represented by Attorney General Merrick B. Garland and by Deputy Secretary of "
            "Homeland "
            "Security Ana Ibarra-Greene.",
            {
                "Merrick B. Garland": ("Attorney General", Side.US),
                "Ana Ibarra-Greene": ("Deputy Secretary of Homeland Security", Side.US),
            },
        ),
        (
            "The Slovenian Minister of the Interior, Matjaž Kovačnik, opened the discussion.",
            {"Matjaž Kovačnik": ("Slovenian Minister of the Interior", Side.EU)},
        ),
        (
            "Commissioner for Home Affairs Ylva Lindgren presented the plan.",
            {"Ylva Lindgren": ("Commissioner for Home Affairs", Side.EU)},
        ),
        (
            "The European Union was represented by the Swedish Ministers for Justice Gunnar Almström and for Home "
            "Affairs "
            "Karin Ek, on behalf of the Presidency.",
            {
                "Gunnar Almström": ("Swedish Minister for Justice", Side.EU),
                "Karin Ek": ("Swedish Minister for Home Affairs", Side.EU),
                "Presidency": (None, Side.EU),
            },
        ),
        (
            "Mr Theodore Langston, Attorney General of the United States, and Ms Carol Ann Mears, Acting Deputy "
            "Secretary of "
            "Homeland Security, led the delegation.",
            {
                "Theodore Langston": ("Attorney General of the United States", Side.US),
                "Carol Ann Mears": ("Acting Deputy Secretary of Homeland Security", Side.US),
            },
        ),
        (
            "A Joint Statement by Commissioner Petrakis and Deputy Secretary for Homeland Security Hale was issued.",
            {"Petrakis": ("Commissioner", Side.EU), "Hale": ("Deputy Secretary for Homeland Security", Side.US)},
        ),
        (
            "Homeland Security Deputy Secretary Marvin Tate and European Commission Vice President Agneta Lund took "
            "part.",
            {
                "Marvin Tate": ("Homeland Security Deputy Secretary", Side.US),
                "Agneta Lund": ("European Commission Vice President", Side.EU),
            },
        ),
        ("Attorney General Eric H. Holt Jr. was concerned.", {"Eric H. Holt Jr.": ("Attorney General", Side.US)}),
        (
            "The EU Counter-Terrorism Coordinator, Europol and Eurojust also took part.",
            {
                "EU Counter-Terrorism Coordinator": ("EU Counter-Terrorism Coordinator", Side.EU),
                "Europol": (None, Side.EU),
                "Eurojust": (None, Side.EU),
            },
        ),
        ("The Attorney General described the lessons learned.", {"Attorney General": ("Attorney General", Side.US)}),
        ("The Swedish delegation offered to host the meeting.", {"Swedish delegation": (None, Side.EU)}),
        (
            "The incoming Austrian Presidency previewed its programme.",
            {"incoming Austrian Presidency": (None, Side.EU)},
        ),
        ("FBI ready to second an agent.", {"FBI": (None, Side.US)}),
        (
            "The US side was led by the Department of Justice and the Department of Homeland Security.",
            {"Department of Justice": (None, Side.US), "Department of Homeland Security": (None, Side.US)},
        ),
        (
            "Also present were representatives of Frontex and of the EEAS.",
            {"Frontex": (None, Side.EU), "EEAS": (None, Side.EU)},
        ),
        (
            "DK Presidency thanked all delegations and the FR delegation took the floor.",
            {"Danish Presidency": (None, Side.EU), "French delegation": (None, Side.EU)},
        ),
        (
            "The US side (Deputy Secretary Ann Hale Lind) gave an update.",
            {"Ann Hale Lind": ("Deputy Secretary", Side.US)},
        ),
        ("Secretary Hale thanked the Presidency.", {"Hale": ("Secretary", Side.US)}),
        ("AG Holt took note of the offers.", {"Holt": ("AG", Side.US)}),
        (
            "The Spanish Presidency was represented by the Secretary of State for Security, Rafael Soler.",
            {"Spanish Presidency": (None, Side.EU), "Rafael Soler": ("Secretary of State for Security", Side.EU)},
        ),
        ("France, supported by COM, insisted on an answer.", {"COM": (None, Side.EU)}),
        (
            "Mr Paul Berg (COM) and Mr Kenneth Hale (US DoJ) presented the state of play.",
            {"Paul Berg": (None, Side.EU), "Kenneth Hale": (None, Side.US)},
        ),
        (
            "Deputy Secretary of DHS Ann Lind took the floor.",
            {"Ann Lind": ("Deputy Secretary of DHS", Side.US)},
        ),
        (
            "Mr Kevin Hale, Acting Secretary of the Department of Homeland Security, took the floor.",
            {"Kevin Hale": ("Acting Secretary of the Department of Homeland Security", Side.US)},
        ),
        ("The EU CTC, Mr Jan de Vries, outlined the threats.", {"Jan de Vries": (None, Side.EU)}),
        (
            "The Chairs (Mr Peter Berg, Director General, Austrian Ministry of the Interior; Mr Mark Hale, Deputy "
            "Assistant Secretary, DHS) welcomed the participants.",
            {"Peter Berg": ("Director General", Side.EU), "Mark Hale": (None, Side.US)},
        ),
        (
            "The troika (Italian Presidency, Council Secretariat and Commission) and US representatives discussed it.",
            {
                "Italian Presidency": (None, Side.EU),
                "Council Secretariat": (None, Side.EU),
                "Commission": (None, Side.EU),
            },
        ),
    ],
)
def test_who_takes_part_is_found_with_office_and_side(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a number", "The proposal COM (2020) 262 was discussed."),
        ("only talked about", "The agreement between Eurojust and Norway was mentioned."),
        ("its officials elsewhere", "Officials of Frontex will meet in Warsaw."),
        ("praised", "Europol was praised for its analysis."),
        ("in a clause", "The EU side recalled that Eurojust had handled 61 cases."),
        ("a group to come", "A group co-led by the Commission and the Department of Justice would be set up, it was "
                            "said."),
        ("a court", "The Court of Justice gave its ruling."),
        ("another body", "Interpol intends to set up a database."),
        ("another commission", "The UN Commission on Narcotic Drugs added both substances."),
        ("the sides are no participants", "The EU side and the US side exchanged views."),
        ("the Administration is the side", "The new US Administration stressed its priorities."),
        ("absent", "The Commissioner for Justice, Paula Roth, sent her apologies."),
        ("absent", "Secretary of Homeland Security Lee Moran was unable to attend."),
        ("former", "A letter from former Attorney General Ned Bright was quoted."),
        ("its own programme later", "The Cypriot authorities spoke of their forthcoming Presidency's objectives."),
        ("a country", "Canada had joined the scheme."),
        ("a regulation", "Commission Regulation 1/2003 applies."),
    ],
)  # fmt: skip
def test_who_is_only_talked_about_takes_no_part(why, text):
    names = named(text)
    assert not names or set(names) == {"Cypriot authorities"}


def test_forms_of_one_name_are_joined():
    first = "The Commissioner for Home Affairs, Ms Ylva Lindgren, opened the meeting."
    found = participants(first, "Ms Lindgren underlined this.", "The Commissioner added a point.")
    assert [(one.name, one.office) for one in found] == [("Ylva Lindgren", "Commissioner for Home Affairs")]
    assert found[0].variants == ("Ms Lindgren", "Commissioner")


def test_short_form_joins_full_name():
    found = participants("DHS described the system.", "The Department of Homeland Security agreed.")
    assert [one.name for one in found] == ["Department of Homeland Security"]


def test_bare_presidency_is_the_one_that_is_named():
    found = participants(
        "The Presidency opened the meeting.", "The Czech Presidency closed it.", "The incoming French Presidency spoke."
    )
    assert [one.name for one in found] == ["Czech Presidency", "incoming French Presidency"]


def test_deputy_is_not_the_attorney_general():
    assert set(named("The Attorney General opened.", "The Deputy Attorney General closed.")) == {
        "Attorney General",
        "Deputy Attorney General",
    }


def test_the_head_of_a_list_gives_the_side_of_those_below_it():
    found = named("EU side", "Mr Jan Novak, Head of Unit", "US side", "Ms Karen Doyle,\nDirector", part=Part.ANNEX)
    assert found == {"Jan Novak": ("Head of Unit", Side.EU), "Karen Doyle": ("Director", Side.US)}


def test_list_in_annex_is_read_in_its_own_order():
    text = (
        "Mr Stavros LAMBRINAKOS Greek Minister for Justice\nMs Paula WHITFIELD Deputy Secretary of Homeland "
        "Security\nEurojust"
    )
    assert named(text, part=Part.ANNEX) == {
        "Stavros Lambrinakos": ("Greek Minister for Justice", Side.EU),
        "Paula Whitfield": ("Deputy Secretary of Homeland Security", Side.US),
        "Eurojust": (None, Side.EU),
    }


def test_footnotes_name_nobody():
    assert named("Europol presented its figures.", part=Part.FOOTNOTE) == {}


def test_kinds_are_told_apart():
    kinds = {one.name: one.kind for one in participants("Attorney General Holt and Eurojust spoke.")}
    assert kinds == {"Holt": ParticipantKind.PERSON, "Eurojust": ParticipantKind.INSTITUTION}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ylva Lindgren", "Lindgren", True),
        ("Merrick B. Garland", "Merrick Garland", True),
        ("Vedrana Šimić", "Vedrana SIMIC", True),
        ("Ylva Lindgren", "Karl Lindgren", False),
        ("Ylva Lindgren", "Ylva Lind", False),
    ],
)
def test_same_person(one, other, same):
    assert same_person(one, other) is same


def test_capitals_of_a_list_are_not_kept():
    assert printed_name("Marie-Luise VON DER BERG") == "Marie-Luise VON DER Berg"
