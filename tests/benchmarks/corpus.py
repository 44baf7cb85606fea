"""A made-up archive of any size: JHA words as the papers at hand use them, with a long tail, drawn as in Zipf's law.

    python -m tests.benchmarks.corpus 10000 FOLDER

writes FOLDER/notes.jsonl (notes of eight paragraphs with their cover data) and FOLDER/queries.json (seven classes of
queries, chosen by how many paragraphs they find). The same number always gives the same archive.
"""

import json
import random
import re
import sys
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

LABELLED = Path(__file__).parent.parent / "search" / "labelled" / "notes.json"
PARAGRAPHS_OF_A_NOTE = 8
WORDS_OF_A_PARAGRAPH = (60, 154)
TAIL = 30_000  # invented words, most of them rare
PHRASES = [
    "visa reciprocity", "passenger name records", "information sharing", "law enforcement agencies",
    "terrorist financing", "mutual legal assistance", "service providers", "border management",
]  # fmt: skip
CITIES = [
    "Valletta", "Washington", "Riga", "Sofia", "Lisbon", "Paris", "Stockholm", "Brussels", "Bucharest", "Helsinki",
    "Tallinn", "Prague", "Zagreb", "Amsterdam", "Vienna", "Madrid", "Dublin", "Rome", "Athens", "Copenhagen",
]  # fmt: skip
KINDS = ["OUTCOME OF PROCEEDINGS", "JOINT STATEMENT", "SUMMARY OF CONCLUSIONS"]
SIDES: list[list[str]] = [["EU"], ["US"], ["both"], ["EU", "US"], []]
CODES = [f"{stem}{tail}" for stem in ("CYB", "VIS", "ASI", "COT", "JAI", "REL", "FRO", "DAT") for tail in "ABCDEFGHIJ"]
OPENINGS = ["The EU side", "The US side", "Both sides", "The two sides", "The Presidency", "The Commission"]


def vocabulary() -> tuple[list[str], list[float]]:
    """Words with cumulative weights: those of real papers by how often they stand there, then the invented tail."""
    notes = json.loads(LABELLED.read_text(encoding="utf-8"))
    text = " ".join(passage["text"] for note in notes for passage in note["passages"])
    real = [word for word, _ in Counter(re.findall(r"[a-z]{2,}", text.lower())).most_common()]
    dice = random.Random(1)
    parts = ["ba", "cor", "den", "fil", "gra", "hul", "jor", "kel", "lum", "mer", "nost", "pra", "quin", "rist", "vel"]
    tail = {"".join(dice.choices(parts, k=dice.randint(2, 4))) for _ in range(TAIL)} - set(real)
    words = [*real, *sorted(tail)]
    return words, list(accumulate(1 / (rank + 4) for rank in range(len(words))))


def notes(paragraphs: int) -> Iterator[dict[str, Any]]:
    """Notes with ``paragraphs`` paragraphs in all."""
    dice = random.Random(2017)
    words, weights = vocabulary()
    first = date(2005, 1, 10)
    count = max(1, paragraphs // PARAGRAPHS_OF_A_NOTE)
    meetings = max(1, min(count // 4, 2_000))
    days = [first + timedelta(days=dice.randrange(7_600)) for _ in range(meetings)]
    for number in range(count):
        meeting = dice.randrange(meetings)
        yield {
            "number": f"{number % 99_000 + 1}/{number // 99_000 + 17}",
            "kind": dice.choices(KINDS, (8, 1, 1))[0],
            "marking": dice.choices(["LIMITE", "PUBLIC"], (7, 3))[0],
            "published": dice.random() < 0.95,
            "meeting": meeting,
            "city": CITIES[meeting % len(CITIES)],
            "level": "ministerial" if meeting % 3 else "senior-officials",
            "day": days[meeting].isoformat(),
            "codes": dice.sample(CODES[: 20 + meeting % 60], dice.randint(3, 13)),
            "paragraphs": [paragraph(dice, words, weights) for _ in range(PARAGRAPHS_OF_A_NOTE)],
        }


def paragraph(dice: random.Random, words: list[str], weights: list[float]) -> dict[str, Any]:
    """About a hundred words in sentences, now and then with a phrase of the trade."""
    total = weights[-1]
    drawn = [words[bisect(weights, dice.random() * total)] for _ in range(dice.randint(*WORDS_OF_A_PARAGRAPH))]
    for phrase in PHRASES:
        if dice.random() < 0.03:
            drawn[dice.randrange(len(drawn))] = phrase
    if dice.random() < 0.85:
        drawn[dice.randrange(len(drawn))] = "cooperation"
    sentences = [drawn[start : start + 18] for start in range(0, len(drawn), 18)]
    text = " ".join(f"{dice.choice(OPENINGS)} {' '.join(sentence)}." for sentence in sentences)
    strength = dice.choice(["agrees", "commits", "willing"]) if dice.random() < 0.3 else ""
    return {"text": text, "sides": dice.choice(SIDES), "strength": strength}


def queries(texts: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Seven classes of six queries, by how many of ``texts`` have the word."""
    held: Counter[str] = Counter()
    for text in texts:
        held.update(set(re.findall(r"[a-z]{5,}", text)))
    size = len(texts)

    def between(low: float, high: float) -> list[str]:
        fitting = sorted(word for word, n in held.items() if low * size <= n <= high * size)
        return random.Random(7).sample(fitting, min(6, len(fitting)))

    medium = between(0.01, 0.03)
    frequent = between(0.05, 0.2)
    plain = {
        "rare": between(3 / size, max(12 / size, 0.001)),
        "medium": medium,
        "common": ["cooperation", "commission", "presidency", "side", "sides", "both sides"],
        "phrase": [f'"{phrase}"' for phrase in PHRASES[:6]],
        "three words": [f"cooperation {one} {other}" for one, other in zip(frequent, medium, strict=False)],
        "prefix": [f"{word[:4]}*" for word in medium],
    }
    classes = {name: [{"q": text} for text in found] for name, found in plain.items()}
    classes["filtered"] = [
        {"q": word, "code": code, "city": city}
        for word, code, city in zip(["cooperation", *frequent], CODES, CITIES, strict=False)
    ][:6]
    return classes


def main() -> None:
    size, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    texts = []
    with (folder / "notes.jsonl").open("w", encoding="utf-8") as file:
        for note in notes(size):
            file.write(json.dumps(note) + "\n")
            if len(texts) < 40_000:
                texts += [one["text"] for one in note["paragraphs"]]
    (folder / "queries.json").write_text(json.dumps(queries(texts), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
