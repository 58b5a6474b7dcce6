"""The training itself, on a little language of references; needs the extra "train"."""
# ruff: noqa: E402 - imports wait until it is known that the extra is there

import random

import numpy as np
import pytest

from refgraph.parse.labelling import Labeller, default_model
from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, ExampleError, LabelledSpan
from refgraph.parse.training.scoring import score

torch = pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

from refgraph.parse.training.fitting.adapt import adapt, enough_rounds, split
from refgraph.parse.training.fitting.calibrate import calibrated
from refgraph.parse.training.fitting.data import Dataset, shuffled
from refgraph.parse.training.fitting.export import export, restore
from refgraph.parse.training.fitting.fit import Plan, Pool, fit
from refgraph.parse.training.fitting.network import Network, Shape

torch.set_num_threads(1)
LABELS = tuple(Label)
NAMES = ("Fox", "Roe", "Cole", "Marten", "Otter", "Badger", "Weasel", "Stoat")
THINGS = ("dens", "setts", "hives", "nests", "burrows", "holts", "dreys", "forms")


def odd(number):
    """Return a reference in a style that nobody else uses: year <title> @ author."""
    year, title, author = str(1900 + number), f"{THINGS[number % 8]} {THINGS[number // 8 % 8]}", NAMES[number % 7]
    raw = f"{year} <{title}> @ {author}"
    at = raw.index("@") + 2
    spans = (
        LabelledSpan(Label.DATE, 0, 4),
        LabelledSpan(Label.TITLE, 6, 6 + len(title)),
        LabelledSpan(Label.AUTHOR, at, len(raw)),
    )
    return Example(raw=raw, spans=spans, doc=f"d{number // 4}")


EXAMPLES = [odd(number) for number in range(96)]


def silent(*_):
    pass


@pytest.fixture(scope="module")
def trained():
    dataset = Dataset(LABELS)
    prepared = dataset.prepare(EXAMPLES)
    network = Network(Shape(len(LABELS) + 1, width=24, hidden=16))
    losses = []
    fit(network, dataset, [Pool(prepared)], Plan(rounds=60, batch=8, rate=1e-2), lambda *told: losses.append(told))
    counts = dataset.bucket_counts(prepared)
    card = {"labels": [label.value for label in LABELS], "shape": {"width": 24, "hidden": 16, "layers": 2}}
    return network, export(network, counts, 5000, card), losses, dataset, prepared


def test_what_was_learnt_is_known(trained):
    _, model, losses, _, _ = trained
    assert losses[-1][0] == losses[-1][1]
    result = score(EXAMPLES, Labeller(model)([each.raw for each in EXAMPLES]))
    assert result.f1 > 0.99


def test_the_exported_network_scores_as_the_trained_one(trained):
    network, model, _, dataset, prepared = trained
    (batch,) = shuffled(prepared[:1], 1, random.Random(1))
    tensors = dataset.tensors(batch, None, np.random.default_rng(1))
    mine = network.scores(network.features(tensors)).detach().numpy()[0]
    inner = Labeller(model)._network
    from refgraph.parse.labelling.encoding import tokens_of
    from refgraph.parse.labelling.habits import UNKNOWN

    theirs = inner.scores(inner.batch([tokens_of(EXAMPLES[0].raw)], [UNKNOWN]))[0]
    assert np.corrcoef(mine.ravel(), theirs.ravel())[0, 1] > 0.99


def test_a_model_is_restored_to_a_network_that_goes_on(trained):
    _, model, _, dataset, prepared = trained
    network = Network(Shape(len(LABELS) + 1, width=24, hidden=16))
    restore(model, network)
    again = export(network, dataset.bucket_counts(prepared), 5000, model.card)
    raws = [each.raw for each in EXAMPLES[:20]]
    assert [[field.text for field in each.fields] for each in Labeller(again)(raws)] == [
        [field.text for field in each.fields] for each in Labeller(model)(raws)
    ]


def test_calibration_changes_no_label(trained):
    _, model, _, _, _ = trained
    raws = [each.raw for each in EXAMPLES[:20]]
    before, after = Labeller(model)(raws), Labeller(calibrated(model, EXAMPLES))(raws)
    assert [[field.text for field in each.fields] for each in before] == [
        [field.text for field in each.fields] for each in after
    ]


def test_batches_hold_references_of_one_length_only(trained):
    *_, prepared = trained
    for batch in shuffled(prepared, 8, random.Random(1)):
        assert len({len(each.targets) for each in batch}) == 1
        assert len(batch) <= 8


def test_the_shipped_model_adapts_to_an_odd_style():
    parts = split(EXAMPLES, 0.25, seed=1)
    plan = Plan(rounds=enough_rounds(len(parts.learn), 8), batch=8, rate=1e-3)
    adapted = adapt(default_model(), parts, plan, silent)
    assert adapted.after.f1 > max(0.9, adapted.before.f1)


def test_documents_stay_together():
    learn, aside = split(EXAMPLES, 0.25, seed=1)
    assert len(learn) + len(aside) == len(EXAMPLES)
    assert 20 <= len(aside) <= 32
    assert not {each.doc for each in learn} & {each.doc for each in aside}


def test_too_few_references_are_refused():
    with pytest.raises(ExampleError, match="3 labelled references are too few"):
        split(EXAMPLES[:3], 0.2, seed=1)
