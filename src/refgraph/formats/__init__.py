"""Bibliographic file formats: found by content and name, read to a library, written from one, losses named."""

from typing import TYPE_CHECKING

from refgraph.exports import exports

if TYPE_CHECKING:
    from refgraph.formats.catalogue import FORMATS as FORMATS
    from refgraph.formats.catalogue import FileFormat as FileFormat
    from refgraph.formats.catalogue import detect as detect
    from refgraph.formats.catalogue import find_format as find_format
    from refgraph.formats.loss import Loss as Loss
    from refgraph.formats.registry import detect_format as detect_format
    from refgraph.formats.registry import loads as loads
    from refgraph.formats.registry import losses as losses
    from refgraph.formats.registry import read as read
    from refgraph.formats.registry import stream as stream
    from refgraph.formats.registry import write as write

_HOMES = {
    "refgraph.formats.catalogue": ("FORMATS", "FileFormat", "detect", "find_format"),
    "refgraph.formats.loss": ("Loss",),
    "refgraph.formats.registry": ("detect_format", "loads", "losses", "read", "stream", "write"),
}

__getattr__, __dir__, __all__ = exports(__name__, _HOMES)
