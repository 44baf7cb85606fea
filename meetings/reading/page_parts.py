"""Which parts of a saved web page are the paper, and which the site around it: menus, footers, banners, sharing."""

import re
from typing import Any

#: Elements that never hold the running text of a paper.
NEVER_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "dialog",
    ]
)
#: Elements and roles that hold the site, unless most of the page's text stands in them.
SITE_ELEMENTS = frozenset(["nav", "aside", "footer", "menu", "form"])
SITE_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "complementary",
        "dialog",
        "alertdialog",
        "alert",
        "menu",
        "menubar",
        "toolbar",
        "status",
    ]
)
# Finds class "gsc-breadcrumb", id "cookie-consent", "social-share"; not "shared-content", "unrelated", "sidebarless".
SITE_NAME = re.compile(
    r"""(?:\A|[\W_]) (?:
        breadcrumbs? | social | share | sharing | sharebar | related | sidebar | navbar | navigation
      | nav | menu | menubar | newsletter | subscribe | skip-?links? | toolbar | pagination | pager | promo | advert
      | advertisement | site-?header | site-?footer | page-?footer | footer | language-?(?:switcher|selector|list)
      | press-?contacts? | contacts? | tags? | see-?also | read-?more | more-?on-?this | back-?to-?top | feedback
      | wm-toolbar | sr-only | visually-?hidden | screen-?reader(?:-text)?
    ) (?:\Z|[\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
# Finds id "cookie-consent-banner"; not "cookiecutter".
BANNER_NAME = re.compile(
    r"(?:\A|[\W_])(?:cookies?|consent|gdpr|usa-banner|gov-banner|skip-link|wm-ipp)(?:\Z|[\W_])", re.IGNORECASE
)
# Finds class "meta", "article__date", "publication-date"; not "metadata-free-text", "update".
DATE_LINE = re.compile(
    r"(?:\A|[\W_])(?:meta|date|dateline|byline|published|publication-?date|timestamp)(?:\Z|[\W_])", re.I
)
HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

#: What looks like the site but holds at least this share of the page's running text is kept.
MUCH_OF_THE_TEXT = 0.4
#: An article is taken for the paper when it holds at least this share of the running text.
MOST_OF_THE_TEXT = 0.6
#: What is named a date line is one while it is at most this long.
LONGEST_DATE_LINE = 200
#: A part named like the site but with a paragraph of so many letters is kept.
LONG_PARAGRAPH = 300
RUNNING_TEXT = frozenset(["p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"])


def count_words(root: Any) -> dict[Any, int]:
    """For each element: how many letters of running text stand in it; text of links and hidden parts do not count."""
    order = [element for element in root.iter() if isinstance(element.tag, str)]
    silent = {element for element in order if element.tag in NEVER_TEXT or element.tag == "a" or is_hidden(element)}
    words = dict.fromkeys(order, 0)
    for element in reversed(order):  # children stand after their parents, so they are ready
        own = 0 if element in silent else words[element] + len((element.text or "").strip())
        words[element] = own
        parent = element.getparent()
        if parent in words:
            words[parent] += own + len((element.tail or "").strip())
    return words


def is_hidden(element: Any) -> bool:
    """Whether the page says that a reader does not see the element."""
    return element.get("hidden") is not None or bool(HIDING_STYLE.search(element.get("style", "")))


def is_date_line(element: Any) -> bool:
    """Whether the element is the line that says when the page was published, and where in the site it stands."""
    names = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return bool(DATE_LINE.search(names)) and len("".join(element.itertext())) <= LONGEST_DATE_LINE


def paper_of(body: Any) -> Any:
    """The element that holds the paper: the innermost article or main part with most of the text, or the whole body.

    What belongs to the site is taken out of it. In doubt text is kept: a menu too many harms less than a paragraph
    lost.
    """
    words = count_words(body)
    for element in [element for element in words if element is not body and _is_site(element, words, words[body])]:
        take_out(element)
    words = count_words(body)
    best = body
    for candidate in words:  # in document order, so that the innermost comes last
        named = candidate.tag in {"main", "article"} or candidate.get("role") in {"main", "article"}
        if named and words[candidate] >= MOST_OF_THE_TEXT * words[body]:
            best = candidate
    return best


def _is_site(element: Any, words: dict[Any, int], total: int) -> bool:
    if element.tag in NEVER_TEXT:
        return True
    if words[element] >= MUCH_OF_THE_TEXT * max(total, 1) and not is_hidden(element):
        return False
    if is_hidden(element) or element.tag in SITE_ELEMENTS or element.get("role", "").lower() in SITE_ROLES:
        return True
    if element.get("aria-hidden", "").lower() == "true":
        return True  # kept from screen readers: ornament, unless a banner has dimmed the whole page
    if element.tag == "header":
        return _outside_article(element) and not any(True for _ in element.iter("h1", "time"))
    if element.tag in RUNNING_TEXT and element.tag != "li":
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if BANNER_NAME.search(names):
        return True
    return bool(SITE_NAME.search(names)) and not _has_long_paragraph(element)


def _has_long_paragraph(element: Any) -> bool:
    return any(len("".join(child.itertext())) > LONG_PARAGRAPH for child in element.iter("p"))


def _outside_article(element: Any) -> bool:
    return not any(ancestor.tag in {"main", "article"} for ancestor in element.iterancestors())


def take_out(element: Any) -> None:
    """Remove the element and keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)
