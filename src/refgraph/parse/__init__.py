"""Reference strings to labelled spans and typed works."""

from refgraph.parse.articles import article_work
from refgraph.parse.names import NameList, parse_name, parse_names
from refgraph.parse.references import Labeller, parse
from refgraph.parse.result import Field, Label, Parsed

__all__ = [
    "Field",
    "Label",
    "Labeller",
    "NameList",
    "Parsed",
    "article_work",
    "parse",
    "parse_name",
    "parse_names",
]
