"""The collector of cycles is paused while a list is parsed, and only then."""

import gc

import pytest

from refgraph.parse import parse


def _seen(raws):
    _seen.enabled = gc.isenabled()
    raise ValueError("no labels")


def test_the_collector_rests_while_references_are_parsed_and_runs_again_after_an_error():
    assert gc.isenabled()
    with pytest.raises(ValueError, match="no labels"):
        parse(["Roe, B. (1999). Dens. Foxhill."], _seen)
    assert not _seen.enabled
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off():
    gc.disable()
    try:
        parse(["Roe, B. (1999). Dens. Foxhill."])
        assert not gc.isenabled()
    finally:
        gc.enable()
