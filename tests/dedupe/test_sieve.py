"""The sieve before the scores takes out only what they would leave out."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.prepare import prepare
from refgraph.dedupe.score import score
from refgraph.dedupe.sieve import sift
from refgraph.dedupe.sights import sights_of
from refgraph.model import Contributor, Date, Name, Work

WORDS = "energy policy water trade region survey kazakhstan uzbekistan of in the a i ii 2 erratum reply review".split()
titles = (
    st.none()
    | st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
    | st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(": a survey of ".join)
    | st.sampled_from(
        (
            "Editorial",
            "Erratum to: Energy policy of Central Asia",
            "Energy policy of Central Asia",
            "Energy policy of Central Asia: a survey",
            "Energy policy of ...",
            "Energy …",
            "Enregy polciy of Centrla Aisa",
            "Энергетика",
            "?!",
        )
    )
)
dois = st.sampled_from((None, None, "10.1234/one", "10.1234/two"))
works = st.builds(
    Work,
    key=st.just(""),
    type=st.sampled_from(("article-journal", "book", "chapter", "paper-conference")),
    title=titles,
    contributors=st.lists(
        st.sampled_from(("Allison", "Alison", "Cooley")).map(lambda name: Contributor(agent=Name(family=name))),
        max_size=2,
    ).map(tuple),
    issued=st.sampled_from((None, Date.of(2001), Date.of(2002))),
    container_title=titles,
    volume=st.sampled_from((None, "3", "4")),
    page=st.sampled_from((None, "1-9", "30")),
    doi=dois,
    isbn=st.sampled_from((None, None, "9780198811848")),
)


def both(records, threshold):
    pairs = [*combinations(range(len(records)), 2)]
    kept = sift(sights_of(records), np.array(pairs, np.int64).reshape(-1, 2), threshold)
    return score(records, kept.tolist(), threshold), score(records, pairs, threshold), kept.tolist()


@given(st.lists(works, max_size=7), st.sampled_from((0, 300, 500, 600, 700, 800, 1000)))
def test_the_sieve_changes_no_result(many, threshold):
    records = [record._replace(key=f"k{place}") for place, record in enumerate(prepare(many))]
    sifted, whole, _ = both(records, threshold)
    assert sifted == whole


YEAR = Date.of(2001)
PAPER = Work(key="a", type="chapter", title="Transliterated pasts", container_title="Energy policy", issued=YEAR)


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        pytest.param(Work(key="b", title="Water and trade"), False, id="nothing in common"),
        pytest.param(Work(key="b", title="Water and trade", doi="10.1234/one"), True, id="a shared DOI"),
        pytest.param(Work(key="b", title="Transliterated pasts: a history of names in Asia"), True, id="a subtitle"),
        pytest.param(Work(key="b", type="book", title="Energy policy", issued=YEAR), True, id="part and whole"),
        pytest.param(Work(key="b", title="Trnasliterated pats"), True, id="misprints"),
        pytest.param(Work(key="b"), True, id="no title"),
        pytest.param(Work(key="b", title="Erratum to: Transliterated pasts"), True, id="a note on it"),
        pytest.param(Work(key="b", title="Erratum to: Water and trade"), False, id="a note on something else"),
        pytest.param(Work(key="b", title="Pasts"), False, id="a word of the title"),
        pytest.param(Work(key="b", title="Trans..."), True, id="an ellipsis"),
    ],
)
def test_what_is_kept(other, kept):
    records = prepare([Work(**{**vars_of(PAPER), "doi": "10.1234/one"}), other])
    sifted, whole, pairs = both(records, 700)
    assert sifted == whole
    assert bool(pairs) == kept


def vars_of(work):
    return {name: getattr(work, name) for name in ("key", "type", "title", "container_title", "issued")}
