"""refgraph: reference lists to typed works, BibTeX, bibliographies, graphs and checks.

Everything a user needs is here; each name is loaded when it is first used, so importing refgraph costs next to nothing
(docs/decisions/0003-lazy-public-api.md).
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from refgraph.exports import exports

if TYPE_CHECKING:
    from refgraph.check import Report as Report
    from refgraph.check import check as check
    from refgraph.csl import CitationProcessor as CitationProcessor
    from refgraph.csl import Cite as Cite
    from refgraph.csl import Cluster as Cluster
    from refgraph.dedupe import dedupe as dedupe
    from refgraph.documents import find_references as find_references
    from refgraph.errors import RefgraphError as RefgraphError
    from refgraph.formats import read as read
    from refgraph.formats import write as write
    from refgraph.graph import build_graph as build_graph
    from refgraph.model import Citation as Citation
    from refgraph.model import Contributor as Contributor
    from refgraph.model import Date as Date
    from refgraph.model import Finding as Finding
    from refgraph.model import Identifier as Identifier
    from refgraph.model import Library as Library
    from refgraph.model import Name as Name
    from refgraph.model import Organization as Organization
    from refgraph.model import Reference as Reference
    from refgraph.model import Work as Work
    from refgraph.model import assign_keys as assign_keys
    from refgraph.parse import Parsed as Parsed
    from refgraph.parse import parse as parse
    from refgraph.pipeline.citing import cite_manuscript as cite_manuscript
    from refgraph.pipeline.main_job import build as build
    from refgraph.pipeline.rendering import render as render

_HOMES = {
    "refgraph.check": ("Report", "check"),
    "refgraph.csl": ("CitationProcessor", "Cite", "Cluster"),
    "refgraph.dedupe": ("dedupe",),
    "refgraph.documents": ("find_references",),
    "refgraph.errors": ("RefgraphError",),
    "refgraph.formats": ("read", "write"),
    "refgraph.graph": ("build_graph",),
    "refgraph.model": (
        "Citation",
        "Contributor",
        "Date",
        "Finding",
        "Identifier",
        "Library",
        "Name",
        "Organization",
        "Reference",
        "Work",
        "assign_keys",
    ),
    "refgraph.parse": ("Parsed", "parse"),
    "refgraph.pipeline.citing": ("cite_manuscript",),
    "refgraph.pipeline.main_job": ("build",),
    "refgraph.pipeline.rendering": ("render",),
}
__getattr__, __dir__, __all__ = exports(__name__, _HOMES)
__version__ = "0.1.0"


class _Package(ModuleType):
    """Keeps `refgraph.parse`, `check` and `dedupe` the functions, although packages of these names lie below."""

    def __setattr__(self, name: str, value: object) -> None:
        """Ignore that the import system binds a subpackage under the name of a public function."""
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
