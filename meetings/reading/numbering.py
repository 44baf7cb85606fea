"""The number that is printed before a heading or a paragraph: 1., 2.a, 2. a), 1(b), II., A., Item 1:, (a)."""

import re
from dataclasses import dataclass

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A printed number and the text behind it. One of the parts is set, or ``integer`` with ``letter``."""

    printed: str
    rest: str
    integer: int | None = None
    letter: str | None = None  # "a" of 2.a, or of a bare a); "ii" of a bare ii)
    roman: str | None = None
    capital: str | None = None
    deeper: str | None = None  # "1" of 2.1, "1.2" of 2.1.2
    brackets: bool = False  # 1(b) keeps its form
    worded: bool = False  # Item 1:

    @property
    def is_lettered(self) -> bool:
        return self.letter is not None

    @property
    def rank(self) -> tuple[str, int] | None:
        """The kind of a whole number (figure, roman, capital) and its place; None for parts of one: 2.a, 2.1, a)."""
        if self.letter or self.deeper:
            return None
        if self.integer is not None:
            return "figure", self.integer
        if self.roman:
            return "roman", ROMAN.index(self.roman) + 1 if self.roman in ROMAN else 0
        return ("capital", ord(self.capital) - ord("A") + 1) if self.capital else None

    def is_behind(self, before: "Numbered") -> bool:
        """Whether it is the next letter, or the next small roman number, after that of ``before``."""
        if not (self.letter and before.letter):
            return False
        if self.letter.upper() in ROMAN and before.letter.upper() in ROMAN:
            return ROMAN.index(self.letter.upper()) == ROMAN.index(before.letter.upper()) + 1
        return len(self.letter + before.letter) == 2 and ord(self.letter) == ord(before.letter) + 1

    @property
    def key(self) -> int | str:
        """The number as it is cited: 1, "2.a", "1(b)", "II", "A", "2.1"; a bare letter is just the letter."""
        if self.integer is not None:
            if self.letter:
                return f"{self.integer}({self.letter})" if self.brackets else f"{self.integer}.{self.letter}"
            return f"{self.integer}.{self.deeper}" if self.deeper else self.integer
        if self.roman or self.capital:
            return f"{self.roman or self.capital}{'.' + self.deeper if self.deeper else ''}"
        return self.letter or self.printed


# One form a line, with what it finds and a near miss. After the number come a space or, behind a stop, a capital.
FORMS = re.compile(
    r"""
    (?P<printed>
        # "Item 1:"; not "Item one"
        (?:(?:Agenda\s+|AGENDA\s+)?(?:[Ii]tem|ITEM|[Pp]oint|[Tt]opic)\s+(?:No\.?\s*)?)(?P<worded>\d{1,2})\s*(?:[.:)–—-]|(?=\s[A-Z]))
      | (?P<bracketed>\d{1,2})\s?\((?P<inner>[a-z])\)[.:]?                          # "1(b)"; not "1(2)"
        # "2.a", "2. a)", "2a."; not "2nd"
      | (?P<lettered>\d{1,2})(?:\.?\s?(?P<letter>[a-z])[.):]|\.?(?P<tight>[a-z])(?=\s))
      | (?P<deep>\d{1,2})\.(?P<deeper>\d{1,2}(?:\.\d{1,2})?)[.):]?                  # "2.1", "2.1."; not "2.15 %"
      | \((?P<enclosed>\d{1,2})\)                                                  # "(1)"; not "(2001)"
      | (?P<integer>\d{1,2})(?:\.\)?|\)|\s?[:–—](?=\s)|\.\s?-|\s-(?=\s[A-Z]|$))        # "1.", "1)", "1 - "; not "1st"
        # "II.", "IV.2"; not "I would"
      | (?P<roman>(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3}))(?:[.):](?:(?P<roman_deeper>\d{1,2})[.)]?)?|\s?[–—-](?=\s|$))
      | (?P<capital>[A-HJ-UWYZ])(?:[.):]|\.(?P<capital_deeper>\d{1,2})[.)]?)        # "A."; not "A meeting"
      | \(?(?P<bare>[a-h])[.)]                                                      # "a)", "(a)"; not "a meeting"
      | \(?(?P<small>i{1,3}|i?v|vi{1,3})\)                                          # "i)", "(iv)"; not "i.e.", "v."
    )
    (?:\s+|$|(?<=[.)])(?=[A-Z“"‘][\w’']))
    (?P<rest>.*)
    """,
    re.X | re.S,
)

# A number without a stop before a heading: "3 Transnational organised crime"; a date or an amount is none.
LOOSE = re.compile(
    r"(?P<printed>(?P<integer>\d{1,2})|(?P<roman>I{1,3}|IV|VI{0,3}|IX|X))\s{1,}(?P<rest>[A-Z“‘\"].*)", re.S
)

# "U.S. officials", "D.C. Circuit" begin with a capital and a stop but are no number.
INITIAL = re.compile(r"[A-Z]\.\s?[A-Z]\.|[A-Z]\.\s[A-Z][a-z]+\s[A-Z][a-z]+\s(?:said|was|informed|stated)")


def numbered(text: str) -> Numbered | None:
    """The number that ``text`` begins with, or None."""
    match = FORMS.match(text)
    if match is None or INITIAL.match(text):
        return None
    found = match.groupdict()
    rest = (found["rest"] or "").strip()
    printed = found["printed"].strip()
    integer = found["worded"] or found["bracketed"] or found["lettered"] or found["deep"]
    integer = integer or found["enclosed"] or found["integer"]
    if integer is not None:
        if int(integer) == 0 or (found["deep"] and re.match(r"[%°]|(?:million|billion|per)\b", rest)):
            return None
        return Numbered(
            printed=printed,
            rest=rest,
            integer=int(integer),
            letter=found["letter"] or found["tight"] or found["inner"],
            deeper=found["deeper"],
            brackets=found["bracketed"] is not None,
            worded=found["worded"] is not None,
        )
    if found["roman"]:
        return Numbered(printed, rest, roman=found["roman"], deeper=found["roman_deeper"])
    if found["capital"]:
        return Numbered(printed, rest, capital=found["capital"], deeper=found["capital_deeper"])
    if found["bare"] or found["small"]:
        return Numbered(printed, rest, letter=found["bare"] or found["small"])
    return None


def loosely_numbered(text: str) -> Numbered | None:
    """The number of a heading without a stop behind it ("3 Transnational crime"); only for what is a heading anyway."""
    match = LOOSE.match(text)
    if match is None:
        return None
    integer = int(match["integer"]) if match["integer"] else None
    return Numbered(match["printed"], match["rest"].strip(), integer=integer, roman=match["roman"])
