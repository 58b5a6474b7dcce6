import itertools

from refgraph.parse import parse, parse_stream
from refgraph.parse.parallel import chunks, over_chunks


def test_chunks_hold_everything_in_order():
    assert list(chunks(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(chunks([], 3)) == []


def test_an_endless_stream_is_read_piece_by_piece():
    sums = over_chunks(sum, itertools.count(), size=10)
    assert list(itertools.islice(sums, 3)) == [45, 145, 245]


def test_pieces_come_in_order_from_several_processes():
    assert list(over_chunks(sum, range(1000), jobs=2, size=10)) == [sum(range(n, n + 10)) for n in range(0, 1000, 10)]


def test_an_endless_stream_is_not_read_far_ahead():
    drawn = []

    def numbers():
        for number in itertools.count():
            drawn.append(number)
            yield number

    assert next(over_chunks(sum, numbers(), jobs=2, size=5)) == 10
    assert len(drawn) < 100


def test_a_stream_gives_what_a_list_gives():
    raws = ["Fox, A. (1990). Dens. Oxford: Verso.", "", "Roe, B. (1991). Setts. London: Verso."]
    assert list(parse_stream(iter(raws))) == parse(raws)
