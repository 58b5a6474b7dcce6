"""Call-outs as a reader sees them: names with years, or numbers, in running text."""

from refgraph.documents.callouts.printed.authors import find_author_years
from refgraph.documents.callouts.printed.numbers import find_numbers
from refgraph.documents.callouts.printed.values import AuthorYear, Number

__all__ = ["AuthorYear", "Number", "find_author_years", "find_numbers"]
