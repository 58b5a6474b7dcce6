"""Names that a package offers and loads when they are first used (PEP 562; docs/decisions/0003-lazy-public-api.md)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence


def exports(
    package: str, homes: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Return ``__getattr__``, ``__dir__`` and ``__all__`` of a package.

    Args:
        package: its name.
        homes: names by the module that they are loaded from.
    """
    home = {name: module for module, names in homes.items() for name in names}

    def load(name: str) -> object:
        """Load a name from its module and keep it."""
        module = home.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(module), name)
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        """Return the names that are offered, and what is loaded."""
        return sorted({*home, *vars(sys.modules[package])})

    return load, names, sorted(home)
