"""LaTeX to text and markup: the cases of tests/cases/latex, a line of LaTeX each.

Expected is the text; where the markup says more, it stands below, after "markup:".
"""

from __future__ import annotations

import pytest
from golden import read_cases

from refgraph.text.latex import latex_to_rich, latex_to_unicode, plain_markup

CASES = read_cases("latex")


def described(latex):
    rich = latex_to_rich(latex)
    return rich.plain if rich.markup == rich.plain else f"{rich.plain}\nmarkup: {rich.markup}"


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_latex_is_read(case, request):
    actual = "\n".join(described(line) for line in case.given.split("\n"))
    case.check(actual, update=request.config.getoption("--update-cases"))


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_the_three_ways_to_read_agree(case):
    for line in case.given.split("\n"):
        plain, markup = latex_to_rich(line)
        assert latex_to_unicode(line) == plain
        assert latex_to_rich(line, protect=False).plain == plain
        assert plain_markup(markup) == plain
