"""The styles and locales that come with refgraph, found by name; and those of the user, read from files."""

from refgraph.csl.styles.archive import StyleInfo, find_style
from refgraph.csl.styles.description import describe_style
from refgraph.csl.styles.locales import load_locale, locale_chain
from refgraph.csl.styles.search import search_styles, style_names
from refgraph.csl.styles.source import StyleSource, load_style

__all__ = [
    "StyleInfo",
    "StyleSource",
    "describe_style",
    "find_style",
    "load_locale",
    "load_style",
    "locale_chain",
    "search_styles",
    "style_names",
]
