"""A trained network to the file that is shipped: pruned, in whole numbers, and in ONNX form."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from refgraph.parse.labelling.crf import Chain
from refgraph.parse.labelling.features import BUCKETS
from refgraph.parse.labelling.model import Array, Model
from refgraph.parse.training.fitting.network import Network

_OPSET = 17
_IR_VERSION = 9
_LARGEST_BYTE = 127
# PyTorch has the gates of a layer in the order input, forget, cell, output; ONNX input, output, forget, cell.
_GATES = (0, 3, 1, 2)


def export(network: Network, counts: NDArray[np.int64], rows: int, card: Mapping[str, Any]) -> Model:
    """Return the model of a network.

    Args:
        network: trained.
        counts: (BUCKETS,), how often training saw each bucket.
        rows: how many buckets keep their vectors, the most frequent ones.
        card: what is told about the model.
    """
    state = {name: cast(Array, value.detach().float().numpy()) for name, value in network.state_dict().items()}
    used = np.zeros(BUCKETS, bool)
    used[np.argsort(-counts, kind="stable")[:rows]] = True
    used &= counts > 0
    vectors = state["features.buckets.weight"][used]
    scales = np.maximum(np.abs(vectors).max(axis=1) / _LARGEST_BYTE, 1e-6).astype(np.float16)
    recurrent = {
        name: array.astype(np.float16) for name, array in state.items() if name.startswith(("recurrent.", "out."))
    }
    labels = network.shape.labels
    return Model(
        weights=np.clip(np.rint(vectors / scales.astype(np.float32)[:, None]), -_LARGEST_BYTE, _LARGEST_BYTE).astype(
            np.int8
        ),
        scales=scales,
        used=np.packbits(used),
        places=np.concatenate(_tables(state, "places")),
        habits=np.concatenate(_tables(state, "habits")),
        network=np.frombuffer(_onnx(network), np.uint8),
        chain=Chain(state["moves"], state["first"], state["last"]),
        calibration=np.tile(np.array([1, 0], np.float32), (labels, 1)),
        card=dict(card),
        recurrent=recurrent,
    )


def restore(model: Model, network: Network) -> None:
    """Give a network the weights of a model."""
    state = network.state_dict()
    vectors = np.zeros((BUCKETS, model.weights.shape[1]), np.float32)
    used = np.unpackbits(model.used, count=BUCKETS).astype(bool)
    vectors[used] = model.weights.astype(np.float32) * model.scales.astype(np.float32)[:, None]
    state["features.buckets.weight"] = torch.from_numpy(vectors)
    for kind in ("places", "habits"):
        at = 0
        for name in _names(state, kind):
            size = len(state[name])
            state[name] = torch.from_numpy(getattr(model, kind)[at : at + size].copy())
            at += size
    for name, array in model.recurrent.items():
        state[name] = torch.from_numpy(array.astype(np.float32))
    for name in ("moves", "first", "last"):
        state[name] = torch.from_numpy(getattr(model.chain, name).copy())
    network.load_state_dict(state)


def _names(state: Mapping[str, Any], kind: str) -> list[str]:
    """Return the names of the tables of places or habits, in the order of their columns."""
    count = sum(name.startswith(f"features.{kind}.") for name in state)
    return [f"features.{kind}.{column}.weight" for column in range(count)]


def _tables(state: Mapping[str, Array], kind: str) -> list[Array]:
    return [state[name] for name in _names(state, kind)]


def _onnx(network: Network) -> bytes:
    """Return the recurrent layers and the output layer: inputs (tokens, references, width), lengths -> scores."""
    shape, hidden = network.shape, network.shape.hidden
    constants, nodes = [], []
    inputs = "inputs"
    for layer in range(shape.layers):
        names = [f"W{layer}", f"R{layer}", f"B{layer}"]
        constants += [
            numpy_helper.from_array(array, name) for name, array in zip(names, _layer(network, layer), strict=True)
        ]
        constants.append(numpy_helper.from_array(np.array([0, 0, 2 * hidden], np.int64), f"S{layer}"))
        nodes += [
            helper.make_node(
                "LSTM",
                [inputs, *names, "lengths"],
                [f"Y{layer}"],
                hidden_size=hidden,
                direction="bidirectional",
            ),
            helper.make_node("Transpose", [f"Y{layer}"], [f"T{layer}"], perm=[0, 2, 1, 3]),
            helper.make_node("Reshape", [f"T{layer}", f"S{layer}"], [f"X{layer}"]),
        ]
        inputs = f"X{layer}"
    constants += [
        numpy_helper.from_array(network.out.weight.detach().float().numpy().T.copy(), "W"),
        numpy_helper.from_array(network.out.bias.detach().float().numpy(), "B"),
    ]
    nodes += [helper.make_node("MatMul", [inputs, "W"], ["M"]), helper.make_node("Add", ["M", "B"], ["scores"])]
    graph = helper.make_graph(
        nodes,
        "labeller",
        [
            helper.make_tensor_value_info("inputs", TensorProto.FLOAT, ["tokens", "references", shape.width]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["references"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["tokens", "references", shape.labels])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder, "plain.onnx"), Path(folder, "small.onnx")
        onnx.save(model, plain)
        # Seven bits: eight overflow in the sums of processors without VNNI, which would then read references otherwise.
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        return small.read_bytes()


def _layer(network: Network, layer: int) -> tuple[Array, Array, Array]:
    """Return weights (2, 4 * hidden, inputs), recurrent weights and biases of a layer in the order of ONNX."""
    state = network.recurrent.state_dict()

    def ordered(name: str) -> Array:
        gates = state[name].float().numpy().reshape(4, network.shape.hidden, -1)
        array: Array = gates[list(_GATES)].reshape(4 * network.shape.hidden, -1)
        return array

    ends = (f"l{layer}", f"l{layer}_reverse")
    weights = np.stack([ordered(f"weight_ih_{end}") for end in ends])
    recurrent = np.stack([ordered(f"weight_hh_{end}") for end in ends])
    biases = np.stack(
        [np.concatenate([ordered(f"bias_ih_{end}")[:, 0], ordered(f"bias_hh_{end}")[:, 0]]) for end in ends]
    )
    return weights, recurrent, biases
