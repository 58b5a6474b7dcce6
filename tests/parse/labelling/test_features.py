import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from refgraph.parse.labelling.features import BUCKETS, buckets
from refgraph.parse.tokens import tokenize


def of(text, *company):
    """Return the buckets of a token, found together with others."""
    texts = [*company, text]
    found, owners = buckets(texts)
    return sorted(found[owners == len(texts) - 1].tolist())


def shared(one, other):
    return len(set(of(one)) & set(of(other))) / len(set(of(one)))


@given(st.text(min_size=1), st.text(min_size=1))
def test_features_of_a_token_do_not_depend_on_its_company(raw, company):
    texts, others = tokenize(raw).texts, tokenize(company).texts
    for text in texts[:3]:
        assert of(text) == of(text, *others)


@given(st.text())
def test_every_token_has_features_within_range(raw):
    texts = tokenize(raw).texts
    found, owners = buckets(texts)
    assert set(owners.tolist()) == set(range(len(texts)))
    assert np.all(np.diff(owners) >= 0)
    assert np.all(found < BUCKETS)


def test_words_with_one_stem_share_most_and_strangers_little():
    assert shared("bibliography", "bibliographies") > 0.6
    assert shared("société", "societe") > 0.8
    assert shared("bibliography", "1998") == 0
    assert shared("bibliography", "mountain") < 0.35


def test_years_pages_and_volumes_differ():
    assert shared("1998", "1999") > shared("1998", "4998")
    assert set(of("12")) != set(of("13"))
    assert of("345") == of("372")


def test_nothing_has_no_features():
    found, owners = buckets([])
    assert len(found) == len(owners) == 0
