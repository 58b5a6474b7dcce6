"""Printed call-outs and the printed list they lead to: "Noll (2005)", "[3]" and the items that are meant."""

from typing import TYPE_CHECKING

from refgraph.exports import exports

if TYPE_CHECKING:
    from refgraph.check.printed.items import PrintedItem as PrintedItem
    from refgraph.check.printed.kinds import LinkKind as LinkKind
    from refgraph.check.printed.links import Link as Link
    from refgraph.check.printed.links import link as link
    from refgraph.check.printed.texts import PrintedText as PrintedText
    from refgraph.check.printed.texts import printed_text as printed_text

_HOMES = {
    "refgraph.check.printed.items": ("PrintedItem",),
    "refgraph.check.printed.kinds": ("LinkKind",),
    "refgraph.check.printed.links": ("Link", "link"),
    "refgraph.check.printed.texts": ("PrintedText", "printed_text"),
}

__getattr__, __dir__, __all__ = exports(__name__, _HOMES)
