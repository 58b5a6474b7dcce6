import pytest

from refgraph.documents.callouts import read_front_matter


def test_what_concerns_citing_is_read():
    front = read_front_matter(
        "---\ntitle: 'A: b'\nbibliography: [a.bib, 'b c.json']\ncsl: https://example.org/styles/apa\nlang: no\n"
        "nocite: |\n  @x, @y\nlink-citations: true\nsuppress-bibliography: yes\nreference-section-title: Works cited\n"
        "notes-after-punctuation: false\nreferences:\n- id: z\n  type: book\n...\n\nText\n"
    )
    assert front.bibliography == ("a.bib", "b c.json")
    assert (front.style, front.lang) == ("https://example.org/styles/apa", "no")
    assert [each.key for each in front.nocite] == ["x", "y"]
    assert (front.link_citations, front.suppress_bibliography, front.notes_after_punctuation) == (True, True, False)
    assert front.section_title == "Works cited"
    assert front.references == ({"id": "z", "type": "book"},)


def test_keys_of_nocite_have_their_places_in_the_text():
    text = "---\nnocite: '@a'\n---\n\n---\nnocite:\n- '@b'\n- '@*'\n---\n"
    front = read_front_matter(text)
    assert [(each.key, text[each.start : each.end]) for each in front.nocite] == [("b", "b"), ("*", "*")]


def test_the_second_block_counts():
    assert read_front_matter("---\nlang: de\n---\n\nText\n\n---\nlang: fr\n---\n").lang == "fr"


@pytest.mark.parametrize("text", ["", "Text", "---\n\nText\n\n---\n", "***\nlang: de\n***\n", "---\nonly text\n---\n"])
def test_a_text_without_yaml_says_nothing(text):
    front = read_front_matter(text)
    assert (front.bibliography, front.lang, front.problem) == ((), None, None)


def test_broken_yaml_is_pointed_at():
    text = "---\ntitle: [a\nlang: @de\n---\n\nText\n"
    message, offset = read_front_matter(text).problem
    assert message == "expected ',' or ']', but got ':'"
    assert text[offset:].startswith(": @de")


def test_a_bomb_of_aliases_is_harmless():
    bomb = "---\na: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    assert read_front_matter(f"{bomb}bibliography: *k\n---\n").bibliography == ()


def test_windows_line_ends_and_a_byte_order_mark_are_no_matter():
    assert read_front_matter("---\r\nlang: de\r\n---\r\n").lang == "de"
