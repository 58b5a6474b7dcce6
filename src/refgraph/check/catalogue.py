"""The rules as pages of documentation, made from the registry."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from refgraph.check.rule import FAMILIES, Rule, all_rules

_PARTS = re.compile(r"^(Why|Example|Fix): ", re.MULTILINE)
"""What begins a part of a rule's docstring."""

_HEAD = """# Rules of the checker

<!-- Generated from the registry by refgraph.check.catalogue; `pytest tests/check --update-cases` renews it. -->

Every rule has a code that never changes and a readable name; both can be used wherever rules are chosen
([how to check references](../how-to/check-references.md)). *Error* says that something is wrong, *warning* that it
probably is, *note* that another way may be wanted; notes never fail a run. Where the findings of one rule differ in
severity, its text says so.
"""


def pages() -> dict[str, str]:
    """Return the pages of the rules in Markdown, by their paths: tables of all rules, and a page of each."""
    whole = "\n".join([_HEAD, *_tables()]).rstrip() + "\n"
    return {"rules.md": whole} | {f"rules/{rule.slug}.md": _page(rule) for rule in all_rules()}


def explanation(rule: Rule) -> str:
    """Return what there is to say about a rule as plain text."""
    _, *texts = paragraphs(rule)
    head = f"{rule.code} {rule.slug} ({_severity(rule)}, {rule.family})"
    return "\n\n".join([head, *texts]).replace("**", "").replace("``", "`") + "\n"


def _tables() -> Iterator[str]:
    for letter, family in FAMILIES.items():
        rules = [rule for rule in all_rules() if rule.code.startswith(letter)]
        yield f"## {letter}: {family}\n"
        yield "| code | name | severity | reports |\n|---|---|---|---|"
        for rule in rules:
            yield f"| [{rule.code}](rules/{rule.slug}.md) | {rule.slug} | {_severity(rule)} | {_text(rule)} |"
        yield ""


def _page(rule: Rule) -> str:
    head = f"# {rule.code} {rule.slug}\n\n<!-- Generated from the rule; see ../rules.md. -->"
    return "\n\n".join([head, *paragraphs(rule), "[All rules](../rules.md)"]) + "\n"


def paragraphs(rule: Rule) -> Iterator[str]:
    """Yield what there is to say about a rule in Markdown: severity and family, what it reports, why, an example."""
    yield f"*{_severity(rule)}* · {rule.family}"
    yield f"Reports {_text(rule)}."
    body = inspect.cleandoc(rule.check.__doc__ or "").partition("\n\n")[2]
    _, *parts = _PARTS.split(body)
    said = {name: " ".join(text.split()) for name, text in zip(parts[::2], parts[1::2], strict=True)}
    for name, text in (said | {"Fix": said.get("Fix", "by hand.")}).items():
        yield f"**{name}:** {text}"


def _text(rule: Rule) -> str:
    return rule.text.removeprefix("Report ").replace("|", "\\|")


def _severity(rule: Rule) -> str:
    return "note" if rule.severity.value == "info" else rule.severity.value
