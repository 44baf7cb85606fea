"""What a page says to a person, for tests that look for words on it."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
Attributes = Mapping[str, str | None]


class Spoken(HTMLParser):
    """Collects into ``found`` the texts of a page, and what ``spoken`` gives of its attributes.

    What ``counts`` says no to, and all within it, is left out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []  # each open element, and whether its words count

    def counts(self, tag: str, given: Attributes) -> bool:
        raise NotImplementedError

    def spoken(self, tag: str, given: Attributes) -> Iterator[str]:
        raise NotImplementedError

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        counts = (not self.open or self.open[-1][1]) and self.counts(tag, given)
        if tag not in VOID:
            self.open.append((tag, counts))
        if counts:
            self.found += self.spoken(tag, given)

    def handle_endtag(self, tag: str) -> None:
        while any(tag == each for each, _ in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1][1]:
            self.found.append(data)
