import dataclasses
import warnings

import numpy as np
import pytest

from refgraph.parse.labelling import Labeller, ModelError, default_labeller, default_model, load_model, save_model
from refgraph.parse.result import Label

RAW = "Fox, A. (1990). Dens and setts. Oxford: Verso."


def test_a_model_that_is_written_labels_as_before(tmp_path):
    path = tmp_path / "parser.npz"
    save_model(default_model(), path)
    assert Labeller(load_model(path))([RAW]) == default_labeller()([RAW])


def test_a_file_that_is_no_model_is_named(tmp_path):
    path = tmp_path / "a.npz"
    path.write_bytes(b"PK nothing")
    with pytest.raises(ModelError, match=r"a\.npz: no model"):
        load_model(path)
    with path.open("wb") as out:
        np.savez(out, weights=np.zeros(3))
    with pytest.raises(ModelError, match=r"a\.npz: no model"):
        load_model(path)
    with pytest.raises(ModelError, match=r"b\.npz: no model"):
        load_model(tmp_path / "b.npz")


def test_a_model_of_another_version_is_refused(tmp_path):
    path = tmp_path / "a.npz"
    save_model(default_model(), path)
    arrays = dict(np.load(path))
    arrays["card"] = np.frombuffer(b'{"format": "refgraph parser 0", "labels": []}', np.uint8)
    with path.open("wb") as out:
        np.savez(out, **arrays)
    with pytest.raises(ModelError, match=r"another version: 'refgraph parser 0'"):
        load_model(path)


def test_the_model_that_is_shipped_says_what_it_is_made_of_and_is_small():
    model = default_model()
    assert model.labels == tuple(Label)
    size = sum(
        getattr(model, field.name).nbytes for field in dataclasses.fields(model) if field.name in {"weights", "network"}
    )
    assert size < 10e6
    assert not any(array.dtype.hasobject for array in (model.weights, model.places, model.habits, model.calibration))


def test_the_same_reference_gives_the_same_in_any_company():
    alone = default_labeller()([RAW])[0]
    company = [RAW, *(f"Roe, B. ({year}). Nests of all kinds in {year}. Paris: Seuil." for year in range(1900, 1990))]
    together = default_labeller()(company)[0]
    assert [field.text for field in alone.fields] == [field.text for field in together.fields]
    assert [field.confidence for field in alone.fields] == pytest.approx(
        [field.confidence for field in together.fields], abs=0.02
    )


def test_confidences_are_probabilities():
    for labelling in default_labeller()([RAW, "a", "1998", "?"]):
        assert 0 <= labelling.confidence <= 1
        for field in labelling.fields:
            assert 0 < field.confidence <= 1
            assert list(field.alternatives) == sorted(field.alternatives, key=lambda other: -other.confidence)


def test_confidences_near_nothing_are_told_without_a_warning():
    chaos = " ".join(f"Fox {number} In: (Fox), vol. FOX;" for number in range(60))
    steep = dataclasses.replace(default_model(), calibration=default_model().calibration * 100)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (found,) = Labeller(steep)([chaos])
    assert found.confidence < 0.01
