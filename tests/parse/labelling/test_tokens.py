import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.parse.tokens import Kind, kind_of, tokenize


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("Smith, J. 2003a", "Smith|,|J|.|2003|a"),
        ("l’Année O'Neil", "l’Année|O'Neil"),
        ("(http://a.org/x(1)/b).", "(|http://a.org/x(1)/b|)|."),
        ("doi:10.1000/ab(c).", "doi|:|10.1000/ab(c)|."),
        ("HTTPS://DOI.ORG/10.1/A, 3", "HTTPS://DOI.ORG/10.1/A|,|3"),
        ("a.b@c.org; 5", "a.b@c.org|;|5"),
        ("日本史 第3巻", "日|本|史|第|3|巻"),
        ("제40권 호", "제|40|권|호"),
        ("हिन्दी साहित्य", "हिन्दी|साहित्य"),
        ("کتاب‌ها", "کتاب‌ها"),
        ("café café", "café|café"),
        ("bib\u00adlio\u200b\u202agraphy", "bib\u00adlio|graphy"),
        ("10.2307", "10|.|2307"),
        ("", ""),
        (" \x00\x07\n", ""),
    ],
)
def test_text_is_split_at_every_kind_of_token(raw, texts):
    assert "|".join(tokenize(raw).texts) == texts


@given(st.text())
def test_tokens_stand_where_they_say_and_leave_out_only_blanks(raw):
    tokens = tokenize(raw)
    end = 0
    for text, start in zip(tokens.texts, tokens.starts, strict=True):
        assert raw[start : start + len(text)] == text
        assert not any(char.isalnum() for char in raw[end:start])
        end = start + len(text)
    assert not any(char.isalnum() for char in raw[end:])


@pytest.mark.parametrize(
    "text", ["x." * 40_000, "a@" * 40_000, "http://x" + ")" * 80_000, "(" * 80_000, "10.1000/" * 9_000]
)
def test_endless_lines_are_read_in_one_go(text):
    assert tokenize(text).texts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("word", Kind.WORD),
        ("١٩", Kind.NUMBER),
        ("本", Kind.CJK),
        ("一", Kind.CJK),
        ("№", Kind.MARK),
        ("²", Kind.MARK),
        ("www.un.org", Kind.URL),
        ("http://x", Kind.URL),
        ("10.1000/1", Kind.DOI),
        ("a@b.c", Kind.EMAIL),
        ("@", Kind.MARK),
    ],
)
def test_the_kind_of_a_token_is_known_by_its_text(text, kind):
    assert kind_of(text) is kind
