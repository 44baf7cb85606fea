"""What a newer reading changed, in words for the report and the history of a note."""

from meetings.council.wording import Kind, differences

LONGEST = 160
CONTEXT = 6  # words that are kept on either side of a difference
MARKS = {Kind.LEFT_OUT: "[−{}−]", Kind.NEW: "[+{}+]", Kind.KEPT: "{}"}


def shortened(text: str) -> str:
    """``text`` in quotation marks, on one line, cut when long; "nothing" when there is none."""
    words = " ".join(text.split())
    if not words:
        return "nothing"
    return f"“{words if len(words) <= LONGEST else words[: LONGEST - 1] + '…'}”"


def reworded(before: str, after: str) -> str:
    """The difference of two texts, with some words around it: … to pursue [−full−] [+mutual+] visa …"""
    shown = []
    for each in differences(before, after):
        words = each.text.split()
        if each.kind is Kind.KEPT and len(words) > 2 * CONTEXT:
            words = [*words[:CONTEXT], "…", *words[-CONTEXT:]]
        shown.append(MARKS[each.kind].format(" ".join(words)))
    return " ".join(shown)
