"""Reference strings to labelled spans and typed works.

Each name is loaded when it is first used: those who need the labels, or one rule about names, need not load the model.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refgraph.parse.articles import article_work as article_work
    from refgraph.parse.assembly.names import NameList as NameList
    from refgraph.parse.assembly.names import parse_names as parse_names
    from refgraph.parse.assembly.persons import parse_name as parse_name
    from refgraph.parse.references import Labeller as Labeller
    from refgraph.parse.references import parse as parse
    from refgraph.parse.references import parse_stream as parse_stream
    from refgraph.parse.result import Alternative as Alternative
    from refgraph.parse.result import Field as Field
    from refgraph.parse.result import Label as Label
    from refgraph.parse.result import Labelling as Labelling
    from refgraph.parse.result import Parsed as Parsed

_HOMES = {
    "articles": ("article_work",),
    "assembly.names": ("NameList", "parse_names"),
    "assembly.persons": ("parse_name",),
    "references": ("Labeller", "parse", "parse_stream"),
    "result": ("Alternative", "Field", "Label", "Labelling", "Parsed"),
}
_HOME = {name: f"{__name__}.{module}" for module, names in _HOMES.items() for name in names}

__all__ = [
    "Alternative",
    "Field",
    "Label",
    "Labeller",
    "Labelling",
    "NameList",
    "Parsed",
    "article_work",
    "parse",
    "parse_name",
    "parse_names",
    "parse_stream",
]


def __getattr__(name: str) -> object:
    """Load a name from its module and keep it."""
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(module), name)
    globals()[name] = value
    return value
