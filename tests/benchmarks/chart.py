"""Draw how the time of a search grows with the archive: docs/search-growth.svg from the figures of bench_search.

python -m tests.benchmarks.chart docs/search-figures.json docs/search-growth.svg
"""

import json
import math
import sys
from pathlib import Path

from tests.benchmarks.bench_search import mean

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 420, 60, 50, 30, 170
DASHES = ["", "6 3", "2 3", "8 3 2 3", "1 4"]


def main() -> None:
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sizes = sorted(map(int, figures))
    series: dict[str, list[tuple[int, float]]] = {}
    for size in sizes:
        for engine in figures[str(size)]:
            series.setdefault(engine["engine"], []).append((size, mean(engine)))
    values = [value for points in series.values() for _, value in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def across(size: int) -> float:
        span = math.log10(sizes[-1]) - math.log10(sizes[0]) or 1
        return LEFT + (math.log10(size) - math.log10(sizes[0])) / span * (WIDTH - LEFT - RIGHT)

    def down(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value) - low) / (high - low) * (HEIGHT - BOTTOM - TOP)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="13" role="img">',
        "<title>Geometric mean of the median times of seven classes of queries, by size of the archive</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="18">Whole answer, milliseconds (both axes logarithmic)</text>',
    ]
    for power in range(low, high + 1):
        y = down(10**power)
        lines.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ccc"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for size in sizes:
        lines.append(
            f'<text x="{across(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,} paragraphs</text>'
        )
    labelled: list[tuple[int, float]] = []
    for (name, points), dash in zip(series.items(), DASHES, strict=False):
        path = "L".join(f"{across(size):.1f} {down(value):.1f}" for size, value in points)
        lines.append(f'<path d="M{path}" fill="none" stroke="#123" stroke-width="2" stroke-dasharray="{dash}"/>')
        size, value = points[-1]
        place = down(value) + 4
        while any(beside == size and abs(place - other) < 15 for beside, other in labelled):
            place += 15
        labelled.append((size, place))
        lines.append(f'<text x="{across(size) + 8:.1f}" y="{place:.1f}">{name} {value:.1f}</text>')
    Path(sys.argv[2]).write_text("\n".join([*lines, "</svg>", ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
