"""tantivy in process, the engine behind paperless-ngx: exact BM25, counts by its terms aggregation."""

import sys
import time

import tantivy

from tests.benchmarks.timing import COUNTED, measure, passages_of, report


def build(folder):
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    for name in [*COUNTED, "open"]:
        builder.add_text_field(name, stored=False, tokenizer_name="raw", fast=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(128_000_000)
    for row in passages_of(folder):
        facts = {name: row[name] for name in COUNTED} | {"open": ["yes" if row["published"] else "no"]}
        writer.add_document(tantivy.Document(text=[row["text"]], **facts))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index, schema


def answer(index, schema, query):
    searcher = index.searcher()
    text = query["q"]
    if text.endswith("*"):
        words = tantivy.Query.regex_query(schema, "text", text[:-1] + ".*")
    else:
        words = index.parse_query(text if text.startswith('"') else " AND ".join(text.split()), ["text"])
    chosen = {name: query[name] for name in ("code", "city") if name in query}

    def found(but=""):
        filters = [("open", "yes"), *(pair for pair in chosen.items() if pair[0] != but)]
        must = [(tantivy.Occur.Must, words)]
        for name, value in filters:
            term = tantivy.Query.term_query(schema, name, value)
            must.append((tantivy.Occur.Must, tantivy.Query.const_score_query(term, 0.0)))
        return tantivy.Query.boolean_query(must)

    def counts(names):
        return {name: {"terms": {"field": name, "size": 200}} for name in names}

    whole = found()
    result = searcher.search(whole, 20)
    snippets = tantivy.SnippetGenerator.create(searcher, words, schema, "text")
    for _, address in result.hits:
        snippets.snippet_from_doc(searcher.doc(address)).to_html()
    searcher.aggregate(whole, counts(name for name in COUNTED if name not in chosen))
    for name in chosen:
        searcher.aggregate(found(but=name), counts([name]))
    return result.count


if __name__ == "__main__":
    began = time.perf_counter()
    index, schema = build(sys.argv[1])
    seconds = time.perf_counter() - began
    report("tantivy", measure(lambda query: answer(index, schema, query), sys.argv[1]), seconds)
