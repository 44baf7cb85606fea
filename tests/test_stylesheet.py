"""The one stylesheet: small, every rule of it in use, and every pair of colours readable in both themes."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
STYLESHEET = STATIC / "css" / "archive.css"
TEXT = re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text(), flags=re.DOTALL)

LIGHT, DARK = 0, 1
THEMES = {"light": LIGHT, "dark": DARK}
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\);")
TOKENS = {name: values for name, *values in TOKEN.findall(TEXT)}

# What stands on what, and the least contrast: 4.5 for text, 3 for what only has to be seen (WCAG 2.2: 1.4.3, 1.4.11).
GROUNDS = ("paper", "sheet", "sunk")
PAIRS = [
    *[(ink, on, 4.5) for ink in ("ink", "ink-quiet", "ink-faint", "link", "wrong") for on in GROUNDS],
    *[(ink, "paper", 4.5) for ink in ("link-visited", "eu", "us", "both", "limite", "public", "doubt", "settled")],
    ("on-action", "action", 4.5),
    ("paper", "ink", 4.5),
    ("on-limite", "limite-ground", 4.5),
    ("public", "sunk", 4.5),
    ("settled", "sunk", 4.5),
    ("on-hit", "hit", 4.5),
    *[(ink, "doubt-ground", 4.5) for ink in ("doubt", "ink", "ink-quiet", "link", "wrong")],
    *[("focus", ground, 3) for ground in GROUNDS],
    *[("rule-firm", ground, 3) for ground in ("paper", "sheet")],
]  # fmt: skip


def light_of(colour: str) -> float:
    """The relative luminance of ``colour``, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    less, more = sorted([light_of(one), light_of(other)])
    return (more + 0.05) / (less + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_every_colour_can_be_read_on_its_ground(ink, ground, least, theme):
    assert contrast(TOKENS[ink][THEMES[theme]], TOKENS[ground][THEMES[theme]]) >= least


def test_every_colour_is_measured():
    """``rule`` parts rows and carries no meaning; a new colour must be put among the pairs."""
    assert set(TOKENS) - {name for pair in PAIRS for name in pair[:2]} == {"rule"}


def test_colours_and_sizes_of_type_have_their_numbers_in_the_tokens_only():
    layers = re.split(r"@layer (\w+) \{", TEXT)
    rules = "".join(body for name, body in pairwise(layers) if name in {"base", "layout", "components", "desk"})
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", rules)


def test_styles_and_scripts_stay_small():
    """Bytes as they lie on the disk, nothing minified: under 40 KB of styles, under 30 KB of scripts."""
    assert sum(file.stat().st_size for file in STATIC.rglob("*.css")) < 40_000
    assert sum(file.stat().st_size for file in STATIC.rglob("*.js")) < 30_000


def test_there_is_one_stylesheet_and_pages_ask_for_no_other():
    assert list(STATIC.rglob("*.css")) == [STYLESHEET]
    asked = [
        line
        for file in (ROOT / "templates").rglob("*.html")
        for line in file.read_text().split("\n")
        if "stylesheet" in line
    ]
    assert asked == ["<link rel=\"stylesheet\" href=\"{% static 'css/archive.css' %}\">"]  # fmt: skip


def test_no_rule_is_for_a_class_that_no_page_has():
    written = "".join(
        file.read_text()
        for folder, pattern in (("templates", "*.html"), ("meetings", "*.py"), ("static", "*.js"))
        for file in (ROOT / folder).rglob(pattern)
    )
    by_django = {"errorlist", "errornote", "vTextField", "vLargeTextField", "vURLField"}
    selectors = re.sub(r"\{[^{}]*\}", "{}", TEXT)
    named = set(re.findall(r"\.([a-z][\w-]*)", selectors, flags=re.IGNORECASE)) - by_django

    def is_used(name: str) -> bool:
        begun = re.match(r".*(?:--|__)", name)  # status--{{ commitment.status }}, cover-fields__{{ field.name }}
        return bool(re.search(rf"(?<![\w-]){name}(?![\w-])", written)) or bool(
            begun and re.search(rf"{begun[0]}\{{", written)
        )

    assert sorted(name for name in named if not is_used(name)) == []
