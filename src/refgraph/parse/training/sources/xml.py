"""XML files, read without entities from outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from refgraph.parse.training.rows import ExampleError


def read_xml(path: Path) -> Any:
    """Return the root of an XML file.

    Raises:
        ExampleError: if the file is no XML.
    """
    try:
        return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise ExampleError(f"{path}: no XML that can be read: {error}") from error
