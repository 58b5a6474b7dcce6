"""What a large file does all over is said once."""

from __future__ import annotations

import pytest

from refgraph.check import Config, check
from refgraph.formats.bibtex import parse_document


def bib(count, hyphens):
    """Return entries, the first of them with a single hyphen between their pages."""
    entry = (
        "@article{{k{0}, author = {{Lund, A.}}, title = {{T {0}}}, journal = {{J}}, year = 2001, pages = {{{1}}}}}\n"
    )
    return "".join(entry.format(number, "1-5" if number < hyphens else "1--5") for number in range(count))


def severities(count, hyphens, config=None):
    report = check(parse_document(bib(count, hyphens)), config=config or Config(), select=["P401"])
    return [each.severity.value for each in report]


@pytest.mark.parametrize(
    ("count", "hyphens", "warnings"),
    [
        pytest.param(50, 50, 50, id="small file"),
        pytest.param(200, 6, 6, id="not all over"),
        pytest.param(200, 7, 1, id="a habit"),
        pytest.param(200, 200, 1, id="everywhere"),
    ],
)
def test_the_rest_of_a_habit_are_notes(count, hyphens, warnings):
    assert severities(count, hyphens) == ["warning"] * warnings + ["info"] * (hyphens - warnings)


def test_the_first_finding_tells_how_many_there_are():
    first, second = check(parse_document(bib(100, 40)), config=Config(), select=["P401"]).findings[:2]
    assert first.message.endswith("expected -- (so in 40 places of this file; the others are notes)")
    assert second.message.endswith("expected --")
    assert second.fix is not None


def test_every_finding_counts_where_that_is_wanted():
    assert severities(100, 40, Config(every_finding=True)) == ["warning"] * 40
