"""Labelled spans: what stands where, and where it comes from."""

import pytest
from csl_items import ITEMS
from span_laws import ascending, broken, pointing, sample_of_styles, tiling

from refgraph.csl import OUTPUTS, Span
from refgraph.csl.items.item import Item
from refgraph.pipeline.rendering import csl_bibliography, render

READ = {item["id"]: Item(item) for item in ITEMS}
STYLES = sample_of_styles(40)


def entry(item, style="apa", output="text"):
    (made,) = csl_bibliography([item], style, output, spans=True).entries
    return made


def labelled(made):
    return [(made.text[span.start : span.end], *span[3:]) for span in made.spans if span.item is not None]


@pytest.mark.parametrize("style", STYLES)
def test_the_laws_hold(style):
    plain, rich = (csl_bibliography(ITEMS, style, output, spans=True) for output in ("text", "html"))
    assert list(broken(plain, rich, READ)) == []


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
@pytest.mark.parametrize("output", [name for name in OUTPUTS if name != "docx"])
def test_spans_stand_in_order_in_every_format(style, output):
    for made in csl_bibliography(ITEMS, style, output, spans=True).entries:
        assert list(ascending(made)) == []


@pytest.mark.parametrize("style", ["apa", "ieee", "gost-r-7-0-5-2008", "chicago-notes-bibliography"])
def test_spans_change_nothing_else(style):
    for output in ("text", "html", "latex"):
        with_spans = csl_bibliography(ITEMS, style, output, spans=True)
        without = csl_bibliography(ITEMS, style, output)
        assert [made.text for made in with_spans.entries] == [made.text for made in without.entries]
        assert with_spans.text == without.text
        assert all(made.spans == () for made in without.entries)


def test_a_name_a_date_and_a_title():
    item = {
        "id": "wells",
        "type": "article-newspaper",
        "title": "Wells of the steppe",
        "author": [{"family": "van der Weiß", "given": "Änne Marie"}, {"literal": "Orda"}],
        "issued": {"date-parts": [[2010, 3]]},
    }
    assert labelled(entry(item, "modern-language-association")) == [
        ("van der", "author", 0, "non-dropping-particle", 0),
        ("Weiß", "author", 0, "family", 0),
        ("Änne Marie", "author", 0, "given", 0),
        ("Orda", "author", 1, "literal", 0),
        ("Wells of the Steppe", "title", None, None, 0),
        ("Mar.", "issued", None, "month", None),
        ("2010", "issued", None, "year", None),
    ]


def test_initials_are_a_form_of_the_given_names():
    item = {"id": "a", "type": "book", "title": "T", "author": [{"family": "Weiß", "given": "Änne Marie"}]}
    assert ("Ä. M.", "author", 0, "given", None) in labelled(entry(item))
    item["author"][0]["given"] = "Ä. M."
    assert ("Ä. M.", "author", 0, "given", 0) in labelled(entry(item))


def test_pieces_of_a_title_with_markup_say_where_they_begin():
    item = {"id": "a", "type": "book", "title": "On <i>Tamarix</i> trees", "author": [{"literal": "Orda"}]}
    pieces = [(row[0], row[4]) for row in labelled(entry(item)) if row[1] == "title"]
    assert pieces == [("On ", 0), ("Tamarix", 6), (" trees", 17)]
    assert all(item["title"][at : at + len(text)] == text for text, at in pieces)


def test_a_space_beside_markup_says_where_it_is():
    item = {"id": "a", "type": "book", "title": "On <i>Tamarix</i> trees"}
    pieces = [(row[0], row[4]) for row in labelled(entry(item, "thieme-german")) if row[1] == "title"]
    assert pieces == [("On", 0), (" ", 2), ("Tamarix", 6), (" ", 17), ("trees", 18)]


def test_text_of_the_style_has_no_label():
    item = {"id": "a", "type": "book", "title": "Wells", "author": [{"literal": "Orda"}]}
    made = entry(item)
    assert [made.text[span.start : span.end] for span in made.spans if span == Span(span.start, span.end)]
    assert not any(span.item is None and span.variable for span in made.spans)


def test_a_substituted_editor_is_labelled_editor():
    item = {"id": "a", "type": "book", "title": "Wells", "editor": [{"family": "Weiß", "given": "Änne"}]}
    assert ("Weiß", "editor", 0, "family", 0) in labelled(entry(item))


def test_a_dash_for_a_repeated_author_has_no_label():
    items = [{"id": name, "type": "book", "title": name, "author": [{"literal": "Orda"}]} for name in "ab"]
    made = csl_bibliography(items, "chicago-author-date-17th-edition", "text", spans=True)
    first, second = (labelled(each) for each in made.entries)
    assert ("Orda", "author", 0, "literal", 0) in first
    assert not any(row[1] == "author" for row in second)


def test_spans_of_the_list_are_those_of_the_entries():
    made = render(ITEMS, "apa", "text", spans=True)
    assert [made.text[span.start : span.end] for span in made.spans] == [
        each.text[span.start : span.end] for each in made.entries for span in each.spans
    ]


@pytest.mark.parametrize("output", ["html", "markdown", "typst"])
def test_a_list_in_another_format_has_spans_too(output):
    made = render(ITEMS, "ieee", output, spans=True)
    assert [made.text[span.start : span.end] for span in made.spans] == [
        each.text[span.start : span.end] for each in made.entries for span in each.spans
    ]


@pytest.mark.parametrize(("style", "output"), [("ieee", "latex"), ("ieee", "rtf"), ("apa", "rtf")])
def test_a_list_that_sets_its_entries_anew_has_none(style, output):
    made = render(ITEMS, style, output, spans=True)
    assert made.spans == ()
    assert all(each.spans for each in made.entries)


def test_an_entry_that_looks_like_markup_is_not_taken_for_it():
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title></info>'
        '<citation><layout><text variable="title"/></layout></citation>'
        '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
    )
    made = csl_bibliography([{"id": "a", "type": "book", "title": "div"}], style, "html", spans=True)
    (span,) = made.spans
    assert made.text[span.start - 1] == ">"


def test_the_laws_see_what_is_wrong():
    """A test of the tests: a span moved by one breaks them."""
    made = entry(ITEMS[0])
    moved = type(made)(made.ids, made.text, tuple(span._replace(start=span.start + 1) for span in made.spans))
    assert list(tiling(moved))
    wrong = tuple(span._replace(offset=span.offset + 1) if span.offset is not None else span for span in made.spans)
    assert list(pointing(type(made)(made.ids, made.text, wrong), READ))
