"""Which paragraph of one text became which of another: kept, reworded, moved, split, joined, new or left out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from meetings.council.wording import bare_words

ALIKE = 0.5  # a reworded paragraph keeps half of its words in their order; two paragraphs on one subject share fewer
CONTAINED = 0.8  # what was split off or joined keeps nearly all of its words


@dataclass(frozen=True, slots=True)
class Pair:
    """The places of one paragraph in both texts, counted from 0; None where it does not stand."""

    before: int | None
    after: int | None
    moved: bool = False


def aligned(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Every paragraph of both texts once, in the order of ``after``, with what was left out where it had stood."""
    partners, moved = _partners(before, after)
    taken = {old: new for new, old in partners.items()}
    rows: list[Pair] = []
    left_out = [old for old in range(len(before)) if old not in taken]
    rows += [Pair(old, None) for old in _leading(left_out)]
    waiting = [old for old in left_out if old not in {pair.before for pair in rows}]
    for new in range(len(after)):
        old = partners.get(new)
        rows.append(Pair(old, new, moved=new in moved))
        while old is not None and new not in moved and old + 1 in waiting:
            old += 1
            waiting.remove(old)
            rows.append(Pair(old, None))
    return rows + [Pair(old, None) for old in waiting]


def _leading(places: Iterable[int]) -> list[int]:
    """Those of ``places`` that count up from 0 without a gap."""
    return [place for count, place in enumerate(places) if place == count]


def successors(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Where each paragraph of ``before`` went, by place: its partner, what it was joined to, or its first part.

    A paragraph that is nowhere to be found has no entry.
    """
    found = {old: new for new, old in _partners(before, after)[0].items()}
    words = [Counter(bare_words(text)) for text in after]
    for old, text in enumerate(before):
        if old in found:
            continue
        wanted = Counter(bare_words(text))
        for new, held in enumerate(words):
            shared = (wanted & held).total()
            if shared and shared >= CONTAINED * min(wanted.total(), held.total()) and _in_order(text, after[new]):
                found[old] = new
                break
    return found


def _in_order(one: str, other: str) -> bool:
    """Whether the shorter text stands in the longer one, nearly whole and in its order."""
    first, second = bare_words(one), bare_words(other)
    matching = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matching) >= CONTAINED * min(len(first), len(second))


def _partners(before: Sequence[str], after: Sequence[str]) -> tuple[dict[int, int], set[int]]:
    """For places in ``after`` those in ``before``, and which of the former stand in another order now."""
    old, new = [bare_words(text) for text in before], [bare_words(text) for text in after]
    partners: dict[int, int] = {}
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            partners |= dict(zip(range(j, j_end), range(i, i_end), strict=True))
        elif what == "replace":
            partners |= _most_alike(old, new, range(i, i_end), range(j, j_end))
    taken = set(partners.values())
    left_over = [i for i in range(len(old)) if i not in taken]
    partners |= _most_alike(old, new, left_over, [j for j in range(len(new)) if j not in partners])
    return partners, _out_of_order(partners)


def _most_alike(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], before: Iterable[int], after: Iterable[int]
) -> dict[int, int]:
    """Pairs of alike paragraphs, the most alike first."""
    counted = {j: Counter(new[j]) for j in after}
    scored = []
    for i in before:
        words = Counter(old[i])
        for j, held in counted.items():
            whole = len(old[i]) + len(new[j])
            if whole and 2 * (words & held).total() >= ALIKE * whole:  # cheap, and never less than the true ratio
                ratio = SequenceMatcher(None, old[i], new[j], autojunk=False).ratio()
                if ratio >= ALIKE:
                    scored.append((-ratio, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in taken and j not in pairs:
            pairs[j] = i
            taken.add(i)
    return pairs


def _out_of_order(partners: dict[int, int]) -> set[int]:
    """The fewest places in ``after`` that must be set aside for the others to stand in their old order."""
    places = sorted(partners)
    longest: dict[int, tuple[int, int | None]] = {}  # place → length of the best run that ends there, place before it
    for count, place in enumerate(places):
        runs = [(longest[p][0], p) for p in places[:count] if partners[p] < partners[place]]
        length, previous = max(runs, default=(0, None), key=lambda run: run[0])
        longest[place] = (length + 1, previous)
    at = max(places, key=lambda place: longest[place][0], default=None)
    kept = set()
    while at is not None:
        kept.add(at)
        at = longest[at][1]
    return set(places) - kept
