import json

import pytest
from golden import CASES, case_id, read_cases
from hypothesis import given
from hypothesis import strategies as st

from refgraph.documents.callouts.markdown import find_citations, find_keys

ODD = [json.loads(line) for line in (CASES / "callouts" / "as-pandoc.jsonl").read_text("utf-8").splitlines()]
SIGNS = {"normal": "", "narrative": "*", "suppress-author": "-"}


def outline(text):
    """Write the citations of a text as `a ; -b | *c^`: "-" without author, "*" in the sentence, "^" in a note."""
    found = find_citations(text)

    def flat(citations):
        for each in citations:
            note = "^" if found.note_at(each.start) else ""
            yield tuple((part.key, SIGNS[part.mode.value], note) for part in each.parts)
            yield from flat(each.nested)

    return " | ".join(
        " ; ".join(f"{sign}{key}{note}" for key, sign, note in group) for group in sorted(flat(found.citations))
    )


@pytest.mark.parametrize(("text", "expected"), ODD, ids=range(len(ODD)))
def test_citations_are_read_as_pandoc_reads_them(text, expected):
    assert sorted(outline(text).split(" | ")) == sorted(expected.split(" | "))


@pytest.mark.parametrize("case", read_cases("callouts"), ids=case_id)
def test_each_part_of_a_citation_points_at_its_text(case, update_cases):
    text = case.given.replace("@@@", "---")
    lines = []
    found = find_citations(text)
    for each in found.citations:
        for part in each.parts:
            assert text[part.start : part.end] == part.key
            before, after = text[slice(*part.before)], text[slice(*part.after)]
            note = " in a note" if found.note_at(each.start) else ""
            doubtful = " perhaps" if each.doubtful else ""
            lines.append(f"{part.mode.value}{note}{doubtful}: {before!r} {part.key} {after!r}")
    case.check("\n".join(lines), update=update_cases)


PIECES = st.sampled_from(
    "[@a] @a [ ] ; @ - -@b { } ( ) ` ``` ~~~ $ $$ < > <!-- --> ^[ [^1] [^1]: * ** _ ' \" \\ \\emph{ } # > | : ::: --- "
    "\n "
    "\n\n \r\n \t x 1 , p. 3 {.c} (u) http://x/@y \\begin{x} \\end{x} &amp; @@ é 文".split(" ")
)
MANUSCRIPTS = st.lists(PIECES | st.just(" ") | st.text(max_size=3), max_size=30).map("".join)


@given(MANUSCRIPTS)
def test_citations_lie_in_the_text_and_do_not_overlap(text):
    found = find_citations(text)
    end = 0
    for each in found.citations:
        assert end <= each.start < each.end <= len(text)
        end = each.end
        assert each.parts
        for part in each.parts:
            assert text[part.start : part.end] == part.key
            for start, stop in (part.before, part.after):
                assert each.start <= start <= stop <= each.end
        for nested in each.nested:
            assert each.start < nested.start < nested.end <= each.end
    for note in found.notes:
        assert 0 <= note.start <= note.end <= len(text)
        assert all(0 <= mark < len(text) for mark in note.marks)
    for place in found.places:
        assert 0 <= place.start <= place.end <= len(text)


@given(MANUSCRIPTS)
def test_a_text_without_an_at_sign_cites_nothing(text):
    assert find_citations(text.replace("@", "")).citations == ()


@given(st.lists(st.sampled_from(["[@a]", "@a [p. 3]", "[see @a; @b]", "-@c", "word", "*word*"]), max_size=6))
def test_citations_in_code_and_comments_are_none(words):
    text = " ".join(words)
    for hidden in (f"```\n{text}\n```\n", f"`{text}`", f"<!-- {text} -->", f"x\n\n    {text}\n", f"$${text}$$"):
        assert find_citations(hidden).citations == ()


def test_places_for_the_bibliography_are_found():
    text = "# References\n\n::: {#refs .hanging}\nSee also:\n:::\n\n<div class='x' id=\"refs\">\n</div>\n"
    found = [text[place.start : place.end] for place in find_citations(text).places]
    assert found == ["See also:\n", "\n"]


def test_a_place_in_code_is_none():
    assert find_citations("```\n::: {#refs}\n:::\n```\n").places == ()


def test_notes_are_known_with_their_marks():
    text = "A.[^x] B^[inline @a] C.[^x]\n\n[^x]: Text @b.\n\n    More @c.\n\nOut @d.\n"
    found = find_citations(text)
    assert [(note.label, len(note.marks), text[note.start : note.end].strip()) for note in found.notes] == [
        ("", 1, "inline @a"),
        ("x", 2, "Text @b.\n\n    More @c."),
    ]
    assert [each.parts[0].key for each in found.reading_order()] == ["b", "c", "a", "d"]


def test_a_table_drawn_with_characters_is_known():
    text = "+----+------+\n| @a | [@b] |\n+----+------+\n\n| x | y |\n|---|---|\n| @c | [@d] |\n"
    assert [(each.parts[0].key, each.in_grid) for each in find_citations(text).citations] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", False),
    ]


def test_keys_of_nocite_have_places():
    assert [(each.key, each.start) for each in find_keys("@a, @{b c} @b.c. @*", 10)] == [
        ("a", 11),
        ("b.c", 22),
        ("*", 28),
    ]


def test_a_long_text_is_read_in_linear_time():
    text = "Text [see @doe2020, pp. 3-5; @roe] and `code` [link](u) *x* $y$ [^1].\n\n" * 3000
    assert len(find_citations(text).citations) == 3000


@pytest.mark.parametrize(
    "text", ["[" * 5000, "[@a " * 2000, "`" * 5000, "*[@a;" * 2000, "<" * 5000, "$" * 5000, "^[" * 2000]
)
def test_hostile_text_is_read_in_good_time(text):
    find_citations(text)
