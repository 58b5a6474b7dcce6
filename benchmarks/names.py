"""Split the names of the .bib corpus beside the project as references print them, and compare with BibTeX's parts.

    python benchmarks/names.py [--worst N]

Each person BibTeX and btparse agree on is written in BibTeX's own order, "von Last, Jr, First", LaTeX decoded, and
read as a printed name; then as the second of a list of two; then in natural order, "First von Last, Jr", for persons
with one last name. Letter case and white space make no difference; an organisation is one last name.
Needs the data beside the project (REFGRAPH_SHARED, default ../shared).
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from places import shared

from refgraph.model import Agent, Organization
from refgraph.parse import parse_name, parse_names
from refgraph.text.latex import latex_to_unicode

Parts = tuple[str, str, str, str]


def persons(folder: Path) -> Iterator[Parts]:
    """Yield first, von, last and jr part of each person as plain text; "others" and bodies in braces are left out."""
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    for file in facts.values():
        for entry in file.get("entries", []):
            for names in entry["names"].values():
                for first, von, last, junior in names:
                    if last == "others" or (last.startswith("{") and not first):
                        continue
                    yield tuple(plain(part) for part in (first, von, last, junior))


def plain(text: str) -> str:
    return " ".join(latex_to_unicode(text).replace("~", " ").split())


def inverted(parts: Parts) -> str:
    first, von, last, junior = parts
    return ", ".join(part for part in (f"{von} {last}".strip(), junior, first) if part)


def natural(parts: Parts) -> str:
    first, von, last, junior = parts
    name = " ".join(part for part in (first, von, last) if part)
    return f"{name}, {junior}" if junior else name


def read(agent: Agent | None) -> Parts:
    if agent is None:
        return "", "", "", ""
    if isinstance(agent, Organization):
        return "", "", f"{agent.name} ({agent.acronym})" if agent.acronym else agent.name, ""
    von = " ".join(part for part in (agent.dropping_particle, agent.non_dropping_particle) if part)
    return agent.given or "", von, agent.family or agent.literal or "", agent.suffix or ""


def alike(parts: Parts) -> Parts:
    return tuple("".join(unicodedata.normalize("NFKC", part).casefold().split()) for part in parts)


def measure(folder: Path) -> tuple[dict[str, tuple[int, int]], Counter[str]]:
    """Return right and all persons for each way of writing, and what went wrong in BibTeX's order."""
    score = {"BibTeX's order": [0, 0], "lists in BibTeX's order": [0, 0], "natural order": [0, 0]}
    wrong: Counter[str] = Counter()
    before: Parts | None = None
    for parts in persons(folder):
        text = inverted(parts)
        right = alike(read(parse_name(text))) == alike(parts)
        count(score["BibTeX's order"], right=right)
        if not right:
            wrong[f"{text}  ->  {read(parse_name(text))}"] += 1
        if before is not None and before[0] and parts[0]:
            found = [alike(read(each)) for each in parse_names(f"{inverted(before)} and {text}").agents]
            count(score["lists in BibTeX's order"], right=len(found) == 2 and found[1] == alike(parts))
        before = parts
        if " " not in parts[2]:
            count(score["natural order"], right=alike(read(parse_name(natural(parts)))) == alike(parts))
    return {name: (right, total) for name, (right, total) in score.items()}, wrong


def count(counts: list[int], *, right: bool) -> None:
    counts[0] += right
    counts[1] += 1


def main(arguments: list[str]) -> int:
    score, wrong = measure(shared("bib-corpus"))
    for name, (right, total) in score.items():
        print(f"{name}: {right} of {total} ({right / total:.2%})")
    worst = int(arguments[arguments.index("--worst") + 1]) if "--worst" in arguments else 0
    for text, times in wrong.most_common(worst):
        print(f"{times:5} {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
