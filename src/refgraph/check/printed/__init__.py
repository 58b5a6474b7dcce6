"""Printed call-outs and the printed list they lead to: "Noll (2005)", "[3]" and the items that are meant."""

from refgraph.check.printed.items import PrintedItem
from refgraph.check.printed.links import Link, LinkKind, link
from refgraph.check.printed.texts import PrintedText, printed_text

__all__ = ["Link", "LinkKind", "PrintedItem", "PrintedText", "link", "printed_text"]
