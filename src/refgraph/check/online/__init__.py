"""Entries against registries of works; only with the extra "online", and only when asked for."""

from refgraph.check.online.session import Consulted, Online

__all__ = ["Consulted", "Online"]
