"""How sure it is what a printed call-out means."""

from __future__ import annotations

from enum import StrEnum


class LinkKind(StrEnum):
    """How sure it is what a call-out means."""

    ITEM = "item"
    """names and year fit one item"""
    SEVERAL = "several"
    """they fit several"""
    YEAR = "year"
    """the names fit, the year does not"""
    NAME = "name"
    """the year fits, a name is spelled in another way"""
    NONE = "none"
