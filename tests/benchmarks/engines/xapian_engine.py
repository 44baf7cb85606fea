"""Xapian, as TheyWorkForYou uses it: values counted by match spies. Runs under Debian's Python with python3-xapian."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import xapian

sys.path.insert(0, str(Path(__file__).parents[3]))
from tests.benchmarks.timing import COUNTED, measure, passages_of, report

SLOTS = {name: slot for slot, name in enumerate(COUNTED)}
STEM = xapian.Stem("english")


def build(folder, place):
    base = xapian.WritableDatabase(place, xapian.DB_CREATE_OR_OVERWRITE)
    terms = xapian.TermGenerator()
    terms.set_stemmer(STEM)
    for row in passages_of(folder):
        document = xapian.Document()
        terms.set_document(document)
        terms.index_text(row["text"])
        document.set_data(row["text"])
        for name, slot in SLOTS.items():
            document.add_value(slot, "|".join(row[name]))
            for value in row[name]:
                document.add_boolean_term(f"X{name.upper()}:{value}")
        if row["published"]:
            document.add_boolean_term("XPUBLISHED")
        base.add_document(document)
    base.commit()
    return xapian.Database(place)


def answer(base, query):
    parser = xapian.QueryParser()
    parser.set_stemmer(STEM)
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_database(base)
    parser.set_default_op(xapian.Query.OP_AND)
    flags = parser.FLAG_DEFAULT | parser.FLAG_WILDCARD | parser.FLAG_PHRASE
    words = parser.parse_query(query["q"], flags)
    chosen = {name: f"X{name.upper()}:{query[name]}" for name in ("code", "city") if name in query}

    def found(but=""):
        filters = ["XPUBLISHED", *(term for name, term in chosen.items() if name != but)]
        return xapian.Query(xapian.Query.OP_FILTER, words, xapian.Query(xapian.Query.OP_AND, filters))

    enquire = xapian.Enquire(base)
    enquire.set_query(found())
    spies = {name: xapian.ValueCountMatchSpy(SLOTS[name]) for name in COUNTED if name not in chosen}
    for spy in spies.values():
        enquire.add_matchspy(spy)
    size = base.get_doccount()
    matches = enquire.get_mset(0, 20, size)
    for match in matches:
        matches.snippet(match.document.get_data().decode(), 400, STEM)
    for name in chosen:
        own = xapian.Enquire(base)
        own.set_query(found(but=name))
        spies[name] = xapian.ValueCountMatchSpy(SLOTS[name])
        own.add_matchspy(spies[name])
        own.get_mset(0, 1, size)
    for name in COUNTED:
        counts = {}
        for item in spies[name].values():
            for value in item.term.decode().split("|"):
                counts[value] = counts.get(value, 0) + item.termfreq
    return matches.get_matches_estimated()


if __name__ == "__main__":
    place = tempfile.mkdtemp(prefix="bench-xapian-")
    began = time.perf_counter()
    base = build(sys.argv[1], place)
    seconds = time.perf_counter() - began
    report("Xapian", measure(lambda query: answer(base, query), sys.argv[1]), seconds)
    shutil.rmtree(place)
