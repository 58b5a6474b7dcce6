"""Crossref, xdata and aliases: what an entry has from others, as BibTeX and as BibLaTeX have it."""

from __future__ import annotations

import json

import pytest

from refgraph.formats.bibtex import dumps, loads, parse_document
from refgraph.formats.bibtex.inheritance import complete_fields, entries_by_key, inherited_fields, own_fields
from refgraph.formats.bibtex.persons import split_names


def complete(text, key="k"):
    entries = parse_document(text).entries
    by_key = entries_by_key(entries)
    fields = complete_fields(by_key[key], by_key)
    return {name: value for name, value in fields.items() if name not in {"crossref", "xdata"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "@inproceedings{k, title={P}, crossref={C}}@proceedings{c, title={W}, subtitle={S}, year=1, ids={x}}",
            {"title": "P", "booktitle": "W", "booksubtitle": "S", "year": "1"},
            id="title to book title",
        ),
        pytest.param(
            "@inproceedings{k, title={P}, crossref={c}}@proceedings{c, title={W}, booktitle={B}}",
            {"title": "P", "booktitle": "B"},
            id="a book title of its own wins",
        ),
        pytest.param(
            "@inbook{k, title={P}, crossref={b}}@book{b, title={B}, author={A}, crossref={m}}"
            "@mvbook{m, title={M}, subtitle={N}, publisher={X}, volumes=3}",
            {
                "title": "P",
                "booktitle": "B",
                "author": "A",
                "maintitle": "M",
                "mainsubtitle": "N",
                "publisher": "X",
                "volumes": "3",
            },
            id="two levels",
        ),
        pytest.param(
            "@inbook{k, author={Z}, title={P}, crossref={b}}@book{b, title={B}, author={A}}",
            {"author": "Z", "title": "P", "booktitle": "B", "bookauthor": "A"},
            id="author of the book",
        ),
        pytest.param(
            "@article{k, title={P}, crossref={j}}@periodical{j, title={J}, issue={Spring}, shorttitle={Q}}",
            {"title": "P", "journaltitle": "J", "issue": "Spring"},
            id="periodical",
        ),
        pytest.param(
            "@book{k, title={T}, xdata={x, y}}@xdata{x, publisher={P}, xdata={z}}"
            "@xdata{y, publisher={Q}, year=1}@xdata{z, address={A}, title={no}}",
            {"title": "T", "publisher": "P", "address": "A", "year": "1"},
            id="xdata in order and over levels",
        ),
        pytest.param(
            "@book{k, year=2, crossref={p}}@book{p, date={2001-02}, note={n}}",
            {"year": "2", "note": "n"},
            id="dates together or not at all",
        ),
        pytest.param("@book{k, crossref={l}, a=1}@book{l, crossref={k}, b=2}", {"a": "1", "b": "2"}, id="circle"),
        pytest.param("@book{k, crossref={k}, xdata={k}, a=1}", {"a": "1"}, id="of itself"),
        pytest.param("@book{k, crossref={none}, a=1}", {"a": "1"}, id="of nothing"),
        pytest.param("@book{k, crossref={old}, a=1}@book{new, ids={o, old}, b=2}", {"a": "1", "b": "2"}, id="alias"),
        pytest.param(
            "@book{k, crossref={p}}@book{p, options={x}, related={q}, shorthand={S}, a={n}}", {"a": "n"}, id="never"
        ),
    ],
)  # fmt: skip
def test_an_entry_has_what_it_lacks_from_others(text, expected):
    assert complete(text) == expected


def test_a_long_chain_is_followed_to_its_end():
    text = "".join(f"@book{{k{n}, crossref={{k{n + 1}}}}}" for n in range(200)) + "@book{k200, note={end}}"
    assert complete(text, "k0") == {"note": "end"}


@pytest.mark.parametrize("order", [1, -1])
def test_an_endless_chain_is_no_recursion_error(order):
    text = "".join(
        [f"@book{{k{n}, a{n} = 1, crossref={{k{n + 1}}}, xdata={{k{n + 1}}}}}" for n in range(3000)][::order]
    )
    assert complete(text, "k0")["a0"] == "1"
    entries = parse_document(text).entries
    by_key = entries_by_key(entries)
    assert "a1" in inherited_fields(by_key["k0"], own_fields(by_key["k0"]), by_key)


def test_xdata_that_fans_out_is_read_once():
    text = "".join(f"@xdata{{k{n}, a{n}=1, xdata={{k{n + 1},k{n + 2}}}}}" for n in range(60)) + "@xdata{k60, b=2}"
    assert complete(text, "k0")["b"] == "2"


def test_bibtex_passes_everything_on_and_fills_entries_one_after_the_other():
    entries = parse_document(
        "@book{b, key={K}, title={T}}@book{k, year=1, crossref={b}}@misc{l, crossref={K}, date={2}}"
        "@misc{m, crossref={n}}@misc{n, crossref={b}}"
    ).entries
    by_key = entries_by_key(entries)
    filled = {entry.key: inherited_fields(entry, own_fields(entry), by_key) for entry in entries}
    assert filled["l"] == {"key": "K", "title": "T", "year": "1", "crossref": "K", "date": "2"}
    assert filled["m"] == {"crossref": "n"}


def test_works_have_what_xdata_and_two_levels_give_and_come_back():
    text = (
        "@inbook{k, author = {A, B}, title = {P}, crossref = {b}}\n@book{b, title = {B}, xdata = {x}}\n"
        "@xdata{x, publisher = {Pub}, location = {Rome}, date = {1999-02/1999-03}}"
    )
    library = loads(text)
    work = library["k"]
    assert (work.container_title, work.publisher, work.publisher_place, str(work.issued)) == (
        "B",
        "Pub",
        "Rome",
        "1999-02/1999-03",
    )
    assert loads(dumps(library, "biblatex")).works == library.works


def facts(shared):
    path = shared / "bib-corpus" / "facts.json"
    if not path.is_file():
        pytest.skip("needs ../shared/bib-corpus")
    for fact in json.loads(path.read_text(encoding="utf-8")).values():
        yield from fact.get("entries", [])


def test_every_name_of_the_corpus_is_cut_as_bibtex_cuts_it(shared):
    """The words of the parts; BibTeX joins them with ties as well as with spaces."""

    def words(parts):
        return [part.replace("~", " ").replace("-", " ").split() for part in parts]

    same = total = 0
    for entry in facts(shared):
        for role, expected in entry["names"].items():
            found = [parts for parts in split_names(entry["fields"].get(role, "")) if parts != ("", "", "others", "")]
            wanted = [parts for parts in expected if parts != ["", "", "others", ""]]
            if role in entry["fields"]:
                total += len(wanted)
                same += sum(words(one) == words(other) for one, other in zip(found, wanted, strict=False))
    assert total > 50_000
    assert same / total > 0.9997
