"""Labelled references printed through templates of our own: styles that CSL lacks or that people write by hand.

`data/words/` has the words of languages (phrases, months, names, a grammar of titles), `data/styles/` the patterns of
styles. A scene gives a pattern the values of an item, or invents them; the pieces know what they are, so the spans are
right by construction.
"""

from refgraph.parse.training.synthetic.templates.printing import templates

__all__ = ["templates"]
