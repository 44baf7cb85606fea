"""Reading a saved press page: the paper whole, the site left out, and the day of publication beside it."""

import pytest

from meetings.reading.extract import extract
from meetings.reading.lines import Extract
from meetings.reading.refusals import Reason, SourceRefused

LONG = (
    "1. On 14 October 2021, the Presidency hosted the EU-U.S. Justice and Home Affairs Ministerial Meeting. "
    "Both sides reaffirmed their commitment to continue their work on electronic evidence and on ransomware. "
)
ARTICLE = f"<h1>Joint statement</h1><p>{LONG}</p><p>2. Ministers agreed to meet again.</p>"


def read(body: str, head: str = "") -> Extract:
    return extract(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def texts(body: str) -> list[str]:
    return [line.text for line in read(body).lines]


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav><a href='/'>Home</a></nav>",
        "<header><a href='/'>Press office</a> Menu</header>",
        "<aside><h2>Press contacts</h2><p>Press officer</p></aside>",
        "<footer><p>Legal notice</p></footer>",
        "<div role='navigation'>Home / Press</div>",
        "<ol class='gsc-breadcrumb'><li>Home</li></ol>",
        "<div id='cookie-consent-banner'><p>We use cookies.</p></div>",
        "<div class='social-share'>Share on</div>",
        "<div class='ecl-related related-items'><p>More news</p></div>",
        "<form><label>Subscribe</label><input></form>",
        "<script>var a = '<p>x</p>'</script><style>p {}</style><noscript>Enable scripts</noscript>",
        "<p hidden>Hidden</p><p style='display: none'>Hidden</p><p aria-hidden='true'>Hidden</p>",
        "<section class='usa-banner'><p>An official website</p></section>",
        "<template><p>Template</p></template><button>Print</button><svg><text>x</text></svg>",
    ],
)
def test_the_site_around_the_paper_is_left_out(chrome: str) -> None:
    paper = ["Joint statement", LONG.strip(), "2. Ministers agreed to meet again."]
    assert texts(f"{chrome}<main>{ARTICLE}</main>") == paper
    assert texts(f"<article>{ARTICLE}</article>{chrome}") == paper
    assert texts(f"<div>{chrome}{ARTICLE}{chrome}</div>") == paper


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='related'>{ARTICLE}</div>",
        f"<nav><p>Menu</p></nav><div id='footer'>{ARTICLE}</div>",
        f"<article><p>A teaser.</p></article><div>{ARTICLE}</div>",
        f"<aside>{ARTICLE}</aside>",
        f"<main><h1>Joint statement</h1></main><div><p>{LONG}</p></div>",
        f"<div id='page' aria-hidden='true'>{ARTICLE}</div><div role='dialog'><p>We use cookies.</p></div>",
        f"<div class='article-meta-body'>{ARTICLE}</div>",
        f"<div class='contacts'><p>{LONG * 2}</p></div>{ARTICLE}",
    ],
    ids=[
        "named as related",
        "named as footer",
        "beside a teaser",
        "in an aside",
        "outside main",
        "dimmed by a banner",
        "named as metadata",
        "a long contact",
    ],
)
def test_running_text_is_kept_whatever_its_place_is_called(body: str) -> None:
    assert any(LONG.strip() in line.text for line in read(body).lines if not line.furniture)


def test_the_article_is_taken_without_the_teasers_around_it() -> None:
    teasers = "<section><p>News of the day.</p></section>"
    assert "News of the day." not in texts(f"{teasers}<article>{ARTICLE}</article>{teasers}")


def test_lists_keep_their_bullets_and_their_printed_numbers() -> None:
    page = read(
        f"{ARTICLE}<ul><li>first</li><li><p>second</p></li></ul><ol start='3'><li>third</li><li>fourth</li></ol>"
        "<ol><li>1. numbered twice</li></ol>"
    )
    found = page.lines[3:]
    assert [(line.text, line.bullet) for line in found] == [
        ("first", True),
        ("second", True),
        ("3. third", False),
        ("4. fourth", False),
        ("1. numbered twice", False),
    ]


def test_breaks_part_paragraphs_and_short_lines_but_no_sentence() -> None:
    assert texts(f"<p>{LONG}<br>Ministers went on.<br><br>A new paragraph.</p>") == [
        f"{LONG}Ministers went on.",
        "A new paragraph.",
    ]
    assert texts(f"<p>Council of the<br>European Union</p><p>{LONG}</p>")[:2] == ["Council of the", "European Union"]


def test_words_in_inline_elements_stay_together() -> None:
    assert texts("<p>The <b>EU</b>&nbsp;side<sup>1</sup> and the 4<sup>th</sup> U.<span>S</span>. side<wbr>.</p>") == [
        "The EU side and the 4th U.S. side."
    ]


def test_headings_bold_and_tables() -> None:
    page = read("<h2>Follow-up</h2><p><strong>LIMITE</strong></p><table><tr><th>EU</th><td>US</td></tr></table>")
    assert [(line.text, line.heading, line.bold, line.row, line.cell) for line in page.lines] == [
        ("Follow-up", 2, True, None, None),
        ("LIMITE", None, True, None, None),
        ("EU", None, True, 0, 0),
        ("US", None, False, 0, 1),
    ]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='article:published_time' content='2021-10-15T09:40:00+02:00'>", ""),
        ("<meta name='DC.date.issued' content='2021-10-15'>", ""),
        ('<script type=\'application/ld+json\'>{"datePublished": "2021-10-15T09:40"}</script>', ""),
        ("", "<p class='meta'><time datetime='2021-10-15'>15 October 2021</time></p>"),
    ],
    ids=["open graph", "dublin core", "json-ld", "time"],
)
def test_the_day_of_publication_is_found(head: str, body: str) -> None:
    page = read(body + ARTICLE, head)
    assert page.published_on == "2021-10-15"
    assert page.title == "Joint statement"


def test_the_date_line_of_the_site_is_no_running_text() -> None:
    stamp = "<time datetime='2021-10-15'>15 October 2021</time>"
    page = read(f"<p class='meta'><span>Statements</span>{stamp}<span>09:40</span></p>{ARTICLE}")
    assert [(line.text, line.furniture) for line in page.lines[:2]] == [
        ("Statements 15 October 2021 09:40", True),
        ("Joint statement", False),
    ]


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("utf-8", ""), ("utf-8", "iso-8859-1"), ("cp1252", ""), ("iso-8859-2", "iso-8859-2"), ("utf-16", "")],
)
def test_letters_are_right_whatever_the_page_declares(encoding: str, charset: str) -> None:
    name = "Žáček" if encoding == "iso-8859-2" else "Malmö"
    data = f"<html><meta charset='{charset}'><p>Minister {name}</p></html>".encode(encoding)
    assert extract(data, "x").lines[0].text == f"Minister {name}"


def test_deep_nesting_is_read_and_what_would_lose_text_is_refused() -> None:
    assert any(LONG.strip() in text for text in texts("<div>" * 1500 + ARTICLE))
    with pytest.raises(SourceRefused) as refused:
        texts("<div>" * 5000 + ARTICLE)
    assert refused.value.reason is Reason.DAMAGED
