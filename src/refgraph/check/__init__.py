"""Integrity rules for references: one file per family, reporters, fixes and settings."""

from refgraph.check.accepted import Accepted
from refgraph.check.api import check
from refgraph.check.baseline import new_findings, read_baseline, write_baseline
from refgraph.check.config import Config, find_config, make_config, read_config
from refgraph.check.fingerprint import fingerprint
from refgraph.check.fixes import apply_fixes, diff
from refgraph.check.report import Report
from refgraph.check.rule import (
    Hit,
    Rule,
    Scope,
    all_rules,
    bibliography_rule,
    entry_rule,
    field_rule,
    file_rule,
    find_rule,
    manuscript_rule,
    select_rules,
)

__all__ = [
    "Accepted",
    "Config",
    "Hit",
    "Report",
    "Rule",
    "Scope",
    "all_rules",
    "apply_fixes",
    "bibliography_rule",
    "check",
    "diff",
    "entry_rule",
    "field_rule",
    "file_rule",
    "find_config",
    "find_rule",
    "fingerprint",
    "make_config",
    "manuscript_rule",
    "new_findings",
    "read_baseline",
    "read_config",
    "select_rules",
    "write_baseline",
]
