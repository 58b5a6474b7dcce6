"""How often each rule was broken, as a table."""

from __future__ import annotations

from refgraph.check.report import Report


def dumps(report: Report) -> str:
    """Return one line for each rule that found something, the most frequent first, and the summary.

    Columns: number of findings, rule, severity, and how many can be mended safely or otherwise.
    """
    rows = []
    for code, group in sorted(report.group("rule").items(), key=lambda item: (-len(item[1]), item[0])):
        fixes = [each.fix for each in group if each.fix is not None]
        safe = sum(fix.safe for fix in fixes)
        mended = ", ".join(
            text
            for text in (f"{safe} safely fixable" * bool(safe), f"{len(fixes) - safe} fixable" * (len(fixes) > safe))
            if text
        )
        worst = min((each.severity for each in group), key=lambda severity: severity.rank)
        rows.append((str(len(group)), f"{code} {group.findings[0].slug}", worst.value, mended))
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = [f"{row[0]:>{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:<{widths[2]}}  {row[3]}".rstrip() for row in rows]
    return "\n".join([*lines, report.summary()]) + "\n"
