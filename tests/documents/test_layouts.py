import pytest
from golden import case_id, read_cases
from hypothesis import given
from hypothesis import strategies as st

from refgraph.documents import find_references, parse_document

ALLISON = "Allison, R. (2018). Russia and Central Asia. Oxford University Press."
COOLEY = "Cooley, A., & Heathershaw, J. (2017). Dictators Without Borders. Yale University Press."
DADABAEV = "Dadabaev, T. (2020). “Multi-Vector Foreign Policy.” Central Asian Survey, 39(2), 215–232."
LIST = [ALLISON, COOLEY, DADABAEV]


def raws(text):
    return [reference.raw for reference in find_references(text=text)]


@pytest.mark.parametrize("case", read_cases("documents"), ids=case_id)
def test_a_document_gives_the_references_of_its_case(case, update_cases):
    found = find_references(text=case.given)
    case.check("\n".join(f"{each.label or '-'} | {each.raw}" for each in found) or "nothing", update=update_cases)


@pytest.mark.parametrize(
    "mark", ["{}. ", "[{}] ", "({}) ", "{}) ", "{} "], ids=["dot", "square", "round", "bracket", "bare"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\r"], ids=["lf", "crlf", "blank", "cr"])
@pytest.mark.parametrize("head", ["References", "LITERATUR:", "## Список литературы", "参考文献", "7. Bibliography"])
def test_a_numbered_list_is_split_at_its_numbers(mark, end, head):
    lines = [mark.format(number) + raw for number, raw in enumerate(LIST, 1)]
    text = end.join(["A title", "", "Body text of the article.", "", head, *lines, ""])
    found = find_references(text=text)
    assert [each.raw for each in found] == LIST
    assert [each.label for each in found] == ["1", "2", "3"]


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "– ", "▪ "])
def test_a_bulleted_list_is_split_at_its_bullets(bullet):
    assert raws("References\n" + "\n".join(bullet + raw for raw in LIST)) == LIST


def test_a_byte_order_mark_does_not_hide_the_heading(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xef\xbb\xbfReferences\r\n" + "\r\n".join(LIST).encode())
    assert [each.raw for each in find_references(path)] == LIST


def test_wrapped_lines_are_joined_and_hyphens_stay():
    text = (
        "References\n\n[1] Dadabaev, T. (2020). Multi-\n    Vector Policy in a Region.\n    Survey, 39(2), 1-2.\n[2] "
        + ALLISON
    )
    assert raws(text) == [
        "Dadabaev, T. (2020). Multi-Vector Policy in a Region. Survey, 39(2), 1-2.",
        ALLISON,
    ]


def test_a_word_broken_at_the_line_end_is_mended_where_the_document_has_it_whole():
    text = (
        "The econo-metrics of trade. Institutional economics.\n\nReferences\n1. Smith, J. (2018). "
        "Institu-\ntional change. Verso.\n"
    )
    assert raws(text.replace("econo-metrics", "metrics")) == ["Smith, J. (2018). Institutional change. Verso."]


def test_an_address_broken_at_a_slash_is_joined():
    text = "References\n1. Smith, J. (2018). Peat. https://example.org/\n   peat/bog\n2. " + ALLISON
    assert raws(text)[0] == "Smith, J. (2018). Peat. https://example.org/peat/bog"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "One sentence about the war of 1914 and what came of it.",
        "References\n",
        "References\n\nWe thank the reviewers.",
    ],
    ids=["empty", "blank", "prose", "heading-only", "heading-and-prose"],
)
def test_nothing_is_invented_where_there_is_no_list(text):
    assert raws(text) == []


def test_a_list_without_a_heading_is_found_if_the_file_is_nothing_else():
    assert raws("\n".join(LIST)) == LIST


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spans_point_at_the_reference_in_the_source(end):
    text = end.join(
        [
            "Title",
            "",
            "References",
            "",
            *(f"{number}. {raw}" for number, raw in enumerate(LIST, 1)),
            "",
            "Published",
            "",
            "2026-02-12",
        ]
    )
    for reference, raw in zip(find_references(text=text), LIST, strict=True):
        assert text[reference.start : reference.end] == raw


def test_spans_of_html_cover_the_text_in_the_source():
    page = (
        f"<html><body><h2>References</h2><ol><li>{ALLISON.replace('&', '&amp;')}</li><li><i>Cooley</i>, "
        f"A. &amp; B. (2017). <b>X &#8211; Y</b>. Yale.</li></ol></body></html>"
    )
    first, second = find_references(text=page)
    assert page[first.start : first.end] == ALLISON
    assert page[second.start : second.end] == "Cooley</i>, A. &amp; B. (2017). <b>X &#8211; Y</b>. Yale."
    assert second.raw == "Cooley, A. & B. (2017). X – Y. Yale."


@given(st.text(alphabet="ab.(2018)[1]\n\r -–•1", max_size=200))
def test_any_text_is_read_and_spans_stay_inside(text):
    for reference in parse_document(text).references:
        assert 0 <= reference.start <= reference.end <= len(text)
        assert reference.raw


@given(st.text(alphabet="<>/liolpabr h1=\"'&;#x References(2018).", max_size=200))
def test_any_markup_is_read_without_an_error(text):
    document = parse_document("<html><body>" + text)
    for reference in document.references:
        assert 0 <= reference.start <= reference.end <= len(document.text)


def test_find_references_takes_a_path_or_a_text():
    with pytest.raises(TypeError, match="either a path or text"):
        find_references()
