"""A bibliography and what a web search finds of it: F1 of the pairs across the two sources.

    python benchmarks/dedupe_web_titles.py [--seed N] [--noise X] [--keep FILE]

The bibliography is the DBLP side of dblp_acm. Of nine in ten of its papers a web record is made, from DBLP's words or
ACM's: initials for given names, lists of people cut, half of the years missing or wrong, venues abbreviated, cut or
wrong, and titles that are cut, misspelled, torn, without ligatures, in capitals, or hold names and venues. 40,000 other
papers (works-sample, mlanth) are there as web records, too. The noise is what such records show, made by chance; it
says nothing of how often real ones have it. ``--noise`` multiplies its chances. Rules were made with seeds 1 and
2 in view.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import runpy
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from places import shared

from refgraph.dedupe import dedupe
from refgraph.formats import read

Row = dict[str, Any]

FOUND = 0.88
OTHERS = 40_000
VENUES = {
    "VLDB": ("VLDB,", "Very Large Data Bases,", "Proceedings of the International Conference on Very Large Data …,"),
    "SIGMOD Conference": ("Proc. ACM SIGMOD,", "ACM SIGMOD Record,", "International Conference on Management of Data,"),
    "SIGMOD Record": ("ACM SIGMOD Record,", "SIGMOD Rec.,", "SIGMOD Record (ACM Special Interest Group on …),"),
    "VLDB J.": ("The VLDB Journal The International Journal on Very Large …,", "VLDB Journal,", "The VLDB Journal,"),
    "ACM Trans. Database Syst.": ("ACM Transactions on Database Systems (TODS),", "ACM Trans. on Database Systems,"),
}
WRONG = ("see", "Computer", "San Francisco, CA", "Unpublished manuscript,", "Lecture Notes in Computer Science,")


class Web:
    """Makes records as a web search has them."""

    def __init__(self, seed: int, noise: float) -> None:
        self.chance = random.Random(seed)
        self.noise = noise

    def _rolls(self, share: float) -> bool:
        return self.chance.random() < share * self.noise

    def record(self, paper: Row, spelled: Row) -> Row:
        """Return a record of a paper, in the words of one of its sources."""
        names = [_initials(each) for each in re.split(r"\s*,\s*", spelled.get("author_raw", "")) if each]
        year = paper["issued"]["date-parts"][0][0]
        row: Row = {
            "type": "article",
            "title": self._title(spelled["title"], names, f"{paper['container-title']} {year}"),
        }
        row["author"] = [{"literal": each} for each in self._people(names)]
        if venue := self._venue(paper["container-title"]):
            row["container-title"] = venue
        if found := self._year(year):
            row["issued"] = {"date-parts": [[found]]}
        return row

    def _title(self, text: str, names: Sequence[str], place: str) -> str:
        if self._rolls(0.04):
            text = re.sub("ffi|fi|ff|fl", self.chance.choice(["", " "]), text)
        if self._rolls(0.1) and ":" in text:
            text = text.split(":", 1)[self._rolls(0.4)].strip()
        words = text.split()
        if self._rolls(0.05) and len(words) > 4:
            words = [*words[: self.chance.randint(3, len(words) - 1)], self.chance.choice(["…", "..."])]
        if self._rolls(0.05) and len(words) > 3:
            words.pop(self.chance.randrange(len(words)))
        if self._rolls(0.08):
            place_of = self.chance.randrange(len(words))
            words[place_of] = self._misprint(words[place_of])
        text = " ".join(words)
        if self._rolls(0.06) and names:
            text = f"{', '.join(each.split()[-1] for each in names[:2])}: {text}"
        if self._rolls(0.06):
            text += self.chance.choice([" (extended abstract)", f", {place}", f" - {place}", ". Technical report"])
        return text.lower() if self._rolls(0.15) else text.upper() if self._rolls(0.08) else text

    def _misprint(self, word: str) -> str:
        if len(word) < 5:
            return word
        at = self.chance.randrange(1, len(word) - 1)
        return word[:at] + self.chance.choice([word[at + 1 :], f"e{word[at + 1 :]}", f"- {word[at:]}", f" {word[at:]}"])

    def _people(self, names: list[str]) -> list[str]:
        if self._rolls(0.02):
            return []
        if self._rolls(0.08) and len(names) > 1:
            return names[: self.chance.randint(1, len(names) - 1)]
        if len(names) > 5:
            return [*names[:4], *self.chance.choice([["…"], []])]
        return self.chance.sample(names, len(names)) if self._rolls(0.03) else names

    def _venue(self, name: str) -> str:
        if self._rolls(0.2):
            return ""
        return self.chance.choice(WRONG if self._rolls(0.1) else VENUES[name])

    def _year(self, year: int) -> int | None:
        if self._rolls(0.4):
            return None
        return year + self.chance.choice([-1, 1]) if self._rolls(0.1) else year


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--noise", type=float, default=1.0)
    parser.add_argument("--keep", type=Path, help="write the records to this file (.jsonl.gz)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder, "web.jsonl.gz")
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows(options.seed, options.noise))
        library = read(path)
        began = time.process_time()
        result = dedupe(library)
        spent = time.process_time() - began
        scorer = runpy.run_path(str(shared("dedup/evaluate.py")))
        predicted = {member: each.id for each in result.clusters for member in each.members}
        scores = scorer["evaluate"](scorer["load_gold"](str(path)), predicted, cross=True)
    shown = ", ".join(f"{name} {scores[name]:.3f}" for name in ("precision", "recall", "f1"))
    print(f"seed {options.seed}, noise {options.noise}: {len(library)} records, {shown}, {spent:.1f} CPU s")


def rows(seed: int, noise: float) -> list[Row]:
    """Return the records of both sources, in an order that the seed gives."""
    web = Web(seed, noise)
    found = [*_papers(web), *_others(web)]
    web.chance.shuffle(found)
    return found


def _papers(web: Web) -> Iterator[Row]:
    records = list(_lines("dedup/dblp_acm.jsonl.gz"))
    acm = {row["cluster"]: row for row in records if row["source"] == "acm"}
    for row in records:
        if row["source"] != "dblp":
            continue
        yield row
        if web.chance.random() < FOUND:
            spelled = acm.get(row["cluster"], row) if web.chance.random() < 0.5 else row
            yield web.record(row, spelled) | {"id": f"web-{row['id']}", "source": "web", "cluster": row["cluster"]}


def _others(web: Web) -> Iterator[Row]:
    for number, row in enumerate(islice(_lines("works-sample/mlanth.jsonl.gz"), OTHERS)):
        names = [{"literal": f"{each.get('given', '')[:1]} {each['family']}".strip()} for each in row.get("author", ())]
        other: Row = {"id": f"other-{number}", "type": "article", "title": row["title"], "author": names}
        if web.chance.random() < 0.8 and "container-title" in row:
            other["container-title"] = row["container-title"]
        if web.chance.random() < 0.6 and "issued" in row:
            other["issued"] = {"date-parts": [[int(row["issued"]["date-parts"][0][0])]]}
        yield other | {"source": "web", "cluster": other["id"]}


def _lines(name: str) -> Iterator[Row]:
    with gzip.open(shared(name), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _initials(name: str) -> str:
    """Return "E Rahm" for "Erhard Rahm", as web records have names."""
    *given, family = re.sub(r"&#?\w+;", "o", name).replace(".", " ").split() or [name]
    return f"{''.join(each[0] for each in given)} {family}".strip()


if __name__ == "__main__":
    main()
