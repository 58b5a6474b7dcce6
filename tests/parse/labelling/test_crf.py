import itertools
import math

import numpy as np
import pytest

from refgraph.parse.labelling.crf import Chain, Spans, beliefs, best_path, path_score, span_scores
from refgraph.parse.labelling.decoding import decode, spans_of

LABELS, SIZE = 3, 4
LENGTHS = np.array([4, 2, 1], np.int32)


@pytest.fixture(params=range(4))
def given(request):
    rng = np.random.default_rng(request.param)

    def draw(*shape):
        return rng.normal(size=shape).astype(np.float32)

    return Chain(draw(LABELS, LABELS), draw(LABELS), draw(LABELS)), draw(len(LENGTHS), SIZE, LABELS)


def paths(chain, scores, row):
    """Yield every path of a reference and its score, by the book."""
    size = LENGTHS[row]
    for path in itertools.product(range(LABELS), repeat=size):
        total = chain.first[path[0]] + chain.last[path[-1]]
        total += sum(scores[row, at, tag] for at, tag in enumerate(path))
        total += sum(chain.moves[a, b] for a, b in itertools.pairwise(path))
        yield path, float(total)


def test_the_best_path_is_the_best_of_all(given):
    chain, scores = given
    tags = best_path(chain, scores, LENGTHS)
    values = path_score(chain, scores, LENGTHS, tags)
    for row, size in enumerate(LENGTHS):
        best, value = max(paths(chain, scores, row), key=lambda each: each[1])
        assert tuple(tags[row, :size]) == best
        assert values[row] == pytest.approx(value, abs=1e-4)


def test_sums_are_over_all_paths(given):
    chain, scores = given
    total = beliefs(chain, scores, LENGTHS).total
    for row in range(len(LENGTHS)):
        assert total[row] == pytest.approx(
            math.log(sum(math.exp(value) for _, value in paths(chain, scores, row))), abs=1e-4
        )


def test_a_span_is_worth_the_share_of_the_paths_that_have_it(given):
    chain, scores = given
    sums = beliefs(chain, scores, LENGTHS)
    for row, size in enumerate(LENGTHS):
        everything = list(paths(chain, scores, row))
        total = sum(math.exp(value) for _, value in everything)
        for start, end in itertools.combinations(range(size + 1), 2):
            for label in range(1, LABELS):
                spans = Spans(*(np.array([value]) for value in (row, start, end, label)))
                have = sum(
                    math.exp(value)
                    for path, value in everything
                    if all(tag == label for tag in path[start:end])
                    and (start == 0 or path[start - 1] != label)
                    and (end == size or path[end] != label)
                )
                found = span_scores(chain, scores, LENGTHS, sums, spans)[0]
                assert math.exp(found) == pytest.approx(have / total, abs=1e-4)


def test_spans_are_runs_of_one_label_within_the_reference():
    spans = spans_of(np.array([[1, 1, 0, 2], [2, 1, 1, 1], [0, 2, 2, 2]]), LENGTHS)
    assert list(zip(*(column.tolist() for column in spans), strict=True)) == [
        (0, 0, 2, 1),
        (0, 3, 4, 2),
        (1, 0, 1, 2),
        (1, 1, 2, 1),
    ]


def test_a_label_that_may_stand_once_keeps_its_better_span():
    quiet = Chain(*(np.zeros(shape, np.float32) for shape in ((LABELS, LABELS), LABELS, LABELS)))
    scores = np.array([[[0, 5, 0], [5, 0, 0], [0, 2, 1], [5, 0, 0]]], np.float32)
    lengths = np.array([4], np.int32)
    free = decode(quiet, scores, lengths, single=[1], several=np.array([True]))
    assert free.spans.label.tolist() == [1, 1]
    bound = decode(quiet, scores, lengths, single=[1], several=np.array([False]))
    assert list(zip(*(column.tolist() for column in bound.spans), strict=True)) == [(0, 0, 1, 1), (0, 2, 3, 2)]
