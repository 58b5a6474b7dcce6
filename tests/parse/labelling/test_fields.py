import pytest

from refgraph.parse.labelling.fields import extent
from refgraph.parse.result import Label
from refgraph.parse.tokens import tokenize


@pytest.mark.parametrize(
    ("label", "raw", "text"),
    [
        (Label.DOI, "https://doi.org/10.1000/a(b)", "10.1000/a(b)"),
        (Label.DOI, "doi: 10.1000/a", "10.1000/a"),
        (Label.DOI, "10.1000/a", "10.1000/a"),
        (Label.ARXIV, "arXiv:2203.01234v2", "2203.01234v2"),
        (Label.ARXIV, "http://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        (Label.ISBN, "ISBN-13: 978-5-00000-000-7", "978-5-00000-000-7"),
        (Label.URL, "Available at: http://a.org/x", "http://a.org/x"),
        (Label.URL, "here", "here"),
        (Label.EDITOR, "A. Bello & F. Sow (Eds.)", "A. Bello & F. Sow"),
        (Label.EDITOR, "edited by A. Bello", "A. Bello"),
        (Label.EDITOR, "Weber, Max (Hrsg.)", "Weber, Max"),
        (Label.EDITOR, "Edwards, E.", "Edwards, E."),
        (Label.EDITOR, "Schmidt, Reds", "Schmidt, Reds"),
        (Label.TITLE, "In Vitro (Eds.)", "In Vitro (Eds.)"),
    ],
)
def test_a_field_is_without_what_only_names_it(label, raw, text):
    tokens = tokenize(raw)
    start, end = extent(raw, tokens, label, 0, len(tokens.texts))
    assert raw[start:end] == text
