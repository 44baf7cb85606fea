"""The lines of a paper as its file gives them, before anybody asks what they mean."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (PDF, plain text) or one whole block (a paragraph of DOCX, HTML or Markdown).

    ``text`` is verbatim apart from outer white space and from marks that point at footnotes; inner runs of spaces
    are kept in plain text, since old covers are laid out with them. In a PDF what stands side by side on one printed
    line with a wide gap between (a label and its value, the parts of a footer) is given as several lines of the same
    ``row``, from left to right. ``page`` counts from 1 and is None where the source has no pages.
    A blank line of a plain text, and the end of a paragraph that Markdown parts into lines, is a Line without text.
    ``block`` is True when the file itself says that the text is one whole paragraph, heading, list item or
    table cell, so that it is never joined to its neighbours.
    """

    text: str
    page: int | None = None
    block: bool = False
    heading: int | None = None  # heading level that the file itself gives (Markdown #, Word style, <h2>)
    bold: bool = False  # the whole line is bold
    bullet: bool = False  # the file itself says: a list item
    x: float | None = None  # left edge in points, PDF only
    x1: float | None = None  # right edge in points, PDF only
    y: float | None = None  # top edge in points from the top of the page, PDF only
    size: float | None = None  # font size in points, PDF only
    row: int | None = None  # number of the table row (counted over the whole file) that the line is in
    cell: int | None = None  # number of the cell in that row
    page_height: float | None = None  # height of the page in points, PDF only
    footnote: bool = False  # the file or the page says so: below the footnote rule, or a Word footnote
    mark: str | None = None  # the raised footnote mark that opens the line ("1"); it is not in the text
    furniture: bool = False  # kept apart by the file itself: running heads of a DOCX, the date line of a press page
    turned: bool = False  # printed at an angle across the page: a stamp such as PUBLIC, never running text


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file holds before reading: its media type, its lines in reading order, and its count of pages.

    ``published_on`` is the date of publication that a press page states outside its running text (ISO text),
    ``title`` the title of the file itself (<h1> or <title>); both only help when the text is silent.
    """

    media_type: str
    lines: tuple[Line, ...]
    pages: int | None = None
    title: str | None = None
    published_on: str | None = None
    odd: tuple[str, ...] = field(default=())  # sentences about the file itself that a reviewer should see
