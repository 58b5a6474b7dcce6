"""CSL-JSON: the data format of CSL processors (CSL 1.0.2, csl-data.json), lossless in both directions.

What refgraph would spell differently (a number where it writes text, a raw date) is kept in ``Work.as_written`` and
written again as long as it still means the value of the work. What CSL-JSON cannot say (acronyms, affiliations,
further identifiers, fields of other formats) is written to ``custom.refgraph``, which the schema allows.
"""

from refgraph.formats.csl_json.library import dumps, from_items, loads, to_items
from refgraph.formats.csl_json.reading import from_item
from refgraph.formats.csl_json.writing import to_item

__all__ = ["dumps", "from_item", "from_items", "loads", "to_item", "to_items"]
