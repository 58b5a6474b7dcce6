"""bibtexparser and pybtex: what they take from a document and give back, and what they read themselves."""

from __future__ import annotations

import logging
from pathlib import Path

import bibtexparser
import pytest
from bibtexparser import middlewares
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

from refgraph.formats.bibtex import parse_document, read_document
from refgraph.formats.bibtex.neighbours import from_bibtexparser, from_pybtex, to_bibtexparser, to_pybtex
from refgraph.formats.bibtex.persons import split_name

SAMPLE = Path(__file__).with_name("sample.bib").read_text(encoding="utf-8")
PLAIN = """% first
@string{cas = "Central Asian Survey"}
@article{a, author = {Ludwig van Beethoven and Knuth, Jr., Donald E.}, title = {The {DNA} "x"}, year = 1999,
  month = jan, journal = cas}

@book{b,
  editor = "{World Bank} and others",
  title = "B",
  crossref = {c},
}
@comment{ hello }
"""


def values(document):
    return [(entry.type, entry.key, entry.values) for entry in document.entries]


def test_the_library_is_the_one_that_bibtexparser_reads():
    ours, theirs = to_bibtexparser(parse_document(PLAIN)), bibtexparser.parse_string(PLAIN)
    assert [type(block) for block in ours.blocks] == [type(block) for block in theirs.blocks]
    for one, other in zip(ours.blocks, theirs.blocks, strict=True):
        assert (one.start_line, one.raw) == (other.start_line, other.raw)
    for one, other in zip(ours.entries, theirs.entries, strict=True):
        assert (one.entry_type, one.key) == (other.entry_type, other.key)
        assert [(field.key, field.value) for field in one.fields] == [
            (field.key, field.value) for field in other.fields
        ]
    assert ours.strings[0].value == "Central Asian Survey"


def test_middleware_of_bibtexparser_runs_on_our_documents():
    library = to_bibtexparser(parse_document(PLAIN), raw=True)
    for middleware in (
        middlewares.ResolveStringReferencesMiddleware(),
        middlewares.RemoveEnclosingMiddleware(),
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.MonthIntMiddleware(),
        middlewares.SortBlocksByTypeAndKeyMiddleware(),
    ):
        library = middleware.transform(library)
    article = library.entries_dict["a"]
    assert article["author"][0].von == ["van"]
    assert article["month"] == 1
    document = from_bibtexparser(library)
    assert document.entries[0].value("author") == "van Beethoven, Ludwig and Knuth, Jr., Donald E."
    assert document.entries[0].value("month") == "1"
    assert document.findings == ()


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize("text", [SAMPLE, PLAIN, ""], ids=["sample", "plain", "empty"])
def test_to_bibtexparser_and_back_keeps_every_value(text, raw):
    document = parse_document(text)
    again = from_bibtexparser(to_bibtexparser(document, raw=raw), raw=raw)
    assert values(again) == values(document)
    assert [comment.split() for comment in again.comments] == [comment.split() for comment in document.comments]
    assert {name: each.value for name, each in again.strings.items()} == {
        name: each.value for name, each in document.strings.items()
    }
    assert again.preambles == document.preambles


def test_repeated_keys_are_bibtexparsers_duplicates():
    library = to_bibtexparser(parse_document("@misc{a, t = {1}}@misc{a, t = {2}}"))
    assert [entry["t"] for entry in library.entries] == ["1"]
    assert len(library.failed_blocks) == 1
    assert len(from_bibtexparser(library).entries) == 2


def test_the_database_is_the_one_that_pybtex_reads():
    ours, theirs = to_pybtex(parse_document(PLAIN)), parse_string(PLAIN, "bibtex")
    assert list(ours.entries) == list(theirs.entries)
    # pybtex writes out the months
    assert ours.entries["a"].persons == theirs.entries["a"].persons
    assert ours.entries["b"].fields["title"] == theirs.entries["b"].fields["title"]
    assert to_pybtex(parse_document(PLAIN.replace("month = jan", "month = {x}"))) == parse_string(
        PLAIN.replace("month = jan", "month = {x}"), "bibtex"
    )


def test_styles_of_pybtex_run_on_our_documents():
    style = find_plugin("pybtex.style.formatting", "plain")()
    entry = next(iter(style.format_bibliography(to_pybtex(parse_document(PLAIN)), ["a"])))
    assert entry.text.render_as("text").startswith("Ludwig van Beethoven and Donald E. Knuth, Jr. The DNA")


@pytest.mark.parametrize("text", [SAMPLE, PLAIN, ""], ids=["sample", "plain", "empty"])
def test_to_pybtex_and_back_keeps_every_value(text):
    document = parse_document(text)
    data = to_pybtex(document)
    again = from_pybtex(data)
    assert to_pybtex(again) == data
    assert [(entry.type, entry.key) for entry in again.entries] == [
        (entry.type, entry.key) for entry in document.entries
    ]
    assert again.preambles == document.preambles


def test_in_the_corpus_bibtexparser_reads_the_plain_entries_alike(shared):
    folder = shared / "bib-corpus" / "files"
    if not folder.is_dir():
        pytest.skip("needs ../shared/bib-corpus")
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    same = total = 0
    for path in sorted(folder.glob("[Fjm]*/*.bib")):
        document = read_document(path)
        theirs = {entry.key: entry for entry in bibtexparser.parse_string(document.text).entries}
        for entry in to_bibtexparser(document).entries:
            other = theirs.get(entry.key)
            if other is None or "#" in entry.raw or "\\{" in entry.raw or "\\}" in entry.raw:
                continue
            total += 1
            same += {each.key.lower(): each.value for each in entry.fields} == {
                each.key.lower(): each.value for each in other.fields
            }
    assert total > 500
    assert same / total > 0.99


@pytest.mark.parametrize(
    "name",
    [
        "A. B. Carr",
        "Carr, A. B.",
        "de la Vall{\\'e}e Poussin, Jean",
        "Ludwig van Beethoven",
        "King, Jr., Martin",
        "Plato",
        "{Barnes and Noble}, Inc.",
        "Jean de la Fontaine du Corbeau",
        "{\\'E}mile Zola",
        "von Neumann, John",
        "\\O{}re, A.",
    ],
)
def test_names_are_cut_as_bibtexparser_and_pybtex_cut_them(name):
    parts = split_name(name)
    theirs = middlewares.names.parse_single_name_into_parts(name)
    assert parts == tuple(" ".join(words) for words in (theirs.first, theirs.von, theirs.last, theirs.jr))
    from pybtex.database import Person

    person = Person(name)
    assert parts == tuple(
        " ".join(words)
        for words in (
            person.first_names + person.middle_names,
            person.prelast_names,
            person.last_names,
            person.lineage_names,
        )
    )
