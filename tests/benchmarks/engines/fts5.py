"""SQLite FTS5, as Datasette uses it: one statement for the hits, one for the total, one for each facet."""
# ruff: noqa: S608 - a benchmark over made-up text

import sqlite3
import sys
import time

from tests.benchmarks.timing import COUNTED, measure, passages_of, report


def build(folder):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='porter unicode61', content='')")
    base.execute("CREATE TABLE passages (id INTEGER PRIMARY KEY, text TEXT, published INTEGER)")
    base.execute("CREATE TABLE facts (id INTEGER, name TEXT, value TEXT)")
    for row in passages_of(folder):
        base.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row["id"], row["text"]))
        base.execute("INSERT INTO passages VALUES (?, ?, ?)", (row["id"], row["text"], row["published"]))
        facts = [(row["id"], name, value) for name in COUNTED for value in row[name]]
        base.executemany("INSERT INTO facts VALUES (?, ?, ?)", facts)
    base.execute("CREATE INDEX by_name ON facts (id, name, value)")
    base.execute("ANALYZE")
    return base


def answer(base, query):
    chosen = [(name, query[name]) for name in ("code", "city") if name in query]

    def found(but=""):
        where = "words MATCH ? AND p.published"
        params = [query["q"]]
        for name, value in chosen:
            if name != but:
                where += " AND EXISTS (SELECT 1 FROM facts f WHERE f.id = p.id AND f.name = ? AND f.value = ?)"
                params += [name, value]
        return f"FROM words JOIN passages p ON p.id = words.rowid WHERE {where}", params

    rest, params = found()
    hits = base.execute(f"SELECT p.id, p.text, bm25(words) {rest} ORDER BY rank LIMIT 20", params).fetchall()
    for _, text, _ in hits:
        mark(text, query["q"])
    total = base.execute(f"SELECT count(*) {rest}", params).fetchone()[0]
    for name in COUNTED:
        inner, params = found(but=name)
        base.execute(
            f"SELECT value, count(*) FROM facts WHERE name = ? AND id IN (SELECT p.id {inner}) GROUP BY value",
            [name, *params],
        ).fetchall()
    return total


def mark(text, words):
    """A plain excerpt: the surroundings of the first word."""
    place = text.lower().find(words.strip('"*').split()[0])
    return text[max(0, place - 150) : place + 250].replace("&", "&amp;").replace("<", "&lt;")


if __name__ == "__main__":
    began = time.perf_counter()
    base = build(sys.argv[1])
    seconds = time.perf_counter() - began
    report("SQLite FTS5", measure(lambda query: answer(base, query), sys.argv[1]), seconds)
