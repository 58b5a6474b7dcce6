"""What readers and writers of formats share: vocabulary tables, drafts of works, names and dates as exports print them.

The one part of `refgraph.formats` that every format may import.
"""

from refgraph.formats.records.draft import Draft, facts
from refgraph.formats.records.library import Entry, collect
from refgraph.formats.records.table import Row, Table

__all__ = ["Draft", "Entry", "Row", "Table", "collect", "facts"]
