"""C001 and C002: remarks and settings that leave out findings which are not there."""

from __future__ import annotations

from refgraph.check.bibliography import Bibliography
from refgraph.check.rule import Hits, bibliography_rule
from refgraph.model.finding import Severity


@bibliography_rule("C001", "unused-ignore", Severity.WARNING, works=False)
def unused_ignore(_: Bibliography) -> Hits:
    """Report a remark ``refgraph: ignore[...]`` that leaves out nothing.

    Why: what it was for has been mended, and it will hide the next fault of that kind. Not reported for rules that do
    not run.
    Example: ``% refgraph: ignore[pages-hyphen]`` before an entry whose pages are right.
    """
    return ()  # the runner knows which remarks were used


@bibliography_rule("C002", "unused-accept", Severity.WARNING, works=False)
def unused_accept(_: Bibliography) -> Hits:
    """Report an ``[[accept]]`` in the settings that accepts nothing.

    Why: what it was for has been mended, and it will hide the next fault of that kind. Only checked where all that is
    accepted could have been found: its rule ran and its file was checked.
    Example: ``rule = "isbn-checksum"`` with ``key = "doe2007"`` after the ISBN was corrected.
    """
    return ()  # the check itself knows what was accepted
