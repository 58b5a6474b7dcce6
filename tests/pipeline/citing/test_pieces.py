import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.pipeline.citing.edits import Edit, Raising, apply_edits, line_end, raised
from refgraph.pipeline.citing.markup import Placeholders, glued, one_line, plain_latex, plain_markdown
from refgraph.pipeline.citing.rendering import capitalised, without_brackets
from refgraph.pipeline.citing.terms import locator_terms


@given(st.text(st.sampled_from("ab *_`[](){}<>^~\\$&;#'\"\n é\U000f0003"), max_size=40))
def test_markup_comes_back(text):
    line = one_line(text)
    for plain in (plain_markdown, plain_latex):
        placeholders = Placeholders(line)
        restored = placeholders.restore(plain(line, placeholders))
        bare = line.replace("\\", "")
        assert len(restored) <= len(line) + 1
        assert all(each in restored for each in "ab" if each in bare)


def test_only_markup_becomes_a_placeholder():
    placeholders = Placeholders("")
    plain = plain_markdown("see *also* [a b](u) 5\\*6 &amp; `x`", placeholders)
    assert "".join(each if ord(each) < 0xF0000 else "." for each in plain) == "see .also. .a b. 5*6 & ."


def test_a_prefix_that_ends_in_a_bracket_is_glued_to_the_cite():
    placeholders = Placeholders("")
    assert placeholders.restore(glued("(", placeholders) + " Doe") == "(Doe"
    assert glued("see ", placeholders) == "see "


def test_latex_symbols_become_characters():
    assert plain_latex(r"\S~5--6 \& more", Placeholders("")) == "§\u00a05–6 & more"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("word ", ".", "word.!"),
        ("word", " x", "word! x"),
        ("word\n", "; x", "word;! x"),
        ("> word\n> ", ".", "> word.!"),
        ("- ", ".", "- .!"),
        ("# ", "", "# !"),
        ("", ".", ".!"),
        ('"word" ', ".", '"word."!'),
        ('"word" ', "?", '"word"?!'),
        ("word...", "...", "word......!"),
    ],
)
def test_a_note_mark_closes_up_and_goes_behind_punctuation(before, after, expected):
    text = f"{before}[@a]{after}"
    edit = raised(text, (len(before), len(before) + 4), "!", Raising(after_punctuation=True, into_quotes=True))
    assert apply_edits(text, [edit]) == expected


def test_a_mark_may_stay_before_punctuation():
    assert apply_edits("a [@b].", [raised("a [@b].", (2, 6), "!", Raising(after_punctuation=False))]) == "a!."


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4))
def test_edits_change_only_their_spans(text, spans):
    edits, end = [], 0
    for offset, length in sorted(spans):
        start = max(offset, end)
        end = start + length
        if end <= len(text):
            edits.append(Edit(start, end, "<>"))
        else:
            break
    done = apply_edits(text, edits)
    assert done.count("<>") >= len(edits)
    assert len(done) == len(text) + sum(2 - (each.end - each.start) for each in edits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Doe, 2005)", "Doe, 2005"),
        ("Doe (2005)", "Doe 2005"),
        ("[1]", "1"),
        ("\\[1\\]", "1"),
        ("Doe 5", "Doe 5"),
        ("(a) and (b)", "a) and (b"),
    ],
)
def test_brackets_around_a_citation_go(text, expected):
    assert without_brackets(text) == expected


def test_a_sentence_begins_with_a_capital():
    assert [capitalised(each) for each in ("see x", "étude", "**[?nope]**", "")] == [
        "See x",
        "Étude",
        "**[?nope]**",
        "",
    ]


def test_the_usual_line_end_is_found():
    assert [line_end(each) for each in ("a\r\nb\r\nc\n", "a\nb", "", "a\r\nb\nc\n")] == ["\r\n", "\n", "\n", "\n"]


def test_words_for_locators_come_from_the_language_of_the_text():
    assert locator_terms("ru-RU")["с."] == "page"
    assert locator_terms("kk-KZ")["p."] == "page"
    assert "с." not in locator_terms("en-US")
