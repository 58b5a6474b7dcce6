"""Reference strings to labelled spans and typed works."""

from refgraph.parse.articles import article_work
from refgraph.parse.assembly.names import NameList, parse_names
from refgraph.parse.assembly.persons import parse_name
from refgraph.parse.references import Labeller, parse, parse_stream
from refgraph.parse.result import Alternative, Field, Label, Labelling, Parsed

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
