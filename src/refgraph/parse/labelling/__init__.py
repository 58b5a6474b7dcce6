"""References to labelled spans with a trained network.

The way of a reference: `tokens_of` (tokens) -> `features` and `placing` (what each looks like and where it stands) ->
`network` (scores of labels) -> `crf` and `decoding` (the best path under rules, and how sure it is) -> `fields`.
"""

from __future__ import annotations

from refgraph.parse.labelling.labeller import Labeller, default_labeller, default_model
from refgraph.parse.labelling.model import Model, ModelError, load_model, save_model

__all__ = ["Labeller", "Model", "ModelError", "default_labeller", "default_model", "load_model", "save_model"]
