"""What the answers about one entry come to, before any rule words it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from refgraph.check.entry import Entry
from refgraph.check.online.answers import Answer, Record, State
from refgraph.check.online.compare import (
    Title,
    compare_title,
    is_other_work,
    is_preprint_entry,
    names_notice,
    year_fits,
)
from refgraph.check.online.lookup import Dossier
from refgraph.check.online.people import Level, People, compare_people
from refgraph.check.online.standing import Standing, standing
from refgraph.text.normal import fold

_DECIDING = {"doi": ("Crossref", "DataCite", "doi.org"), "eprint": ("arXiv", "DataCite"), "pmid": ("PubMed",)}
_LONG_TITLE = 4


@dataclass(frozen=True)
class Known:
    """A record, the answer it came with, and how it compares to the entry."""

    record: Record
    answer: Answer
    people: People | None
    title: tuple[Title, str] | None


class View:
    """One entry and the answers about it."""

    def __init__(self, entry: Entry, dossier: Dossier) -> None:
        self.entry = entry
        self.dossier = dossier

    @cached_property
    def known(self) -> list[Known]:
        """Return the records that the entry's identifiers lead to."""
        return [self._known(*each) for each in self.dossier.found]

    @cached_property
    def other_works(self) -> list[Known]:
        """Return those that are of another work, or notices where the entry means the work."""
        return [each for each in self.known if self._is_other(each)]

    @cached_property
    def own(self) -> list[Known]:
        """Return those that are of the work."""
        return [each for each in self.known if not self._is_other(each)]

    @cached_property
    def searched(self) -> list[Known]:
        """Return what a search found and is, or may be, the work."""
        if self.own:
            return []
        candidates = [self._known(*each) for each in self.dossier.candidates]
        return sorted((each for each in candidates if self._may_be(each)), key=self._nearness)

    @property
    def best(self) -> list[Known]:
        """Return what the entry is compared with."""
        return self.own or self.searched[:1]

    @property
    def is_searched(self) -> bool:
        """Return True if there is nothing but what a search found."""
        return not self.own

    @cached_property
    def standing(self) -> Standing:
        """Return what all notices about the work come to."""
        sure = [each for each in self.own if not each.record.notice_of]
        if not self.own:
            sure = [each for each in self.searched[:1] if self._is_surely(each)]
        weak = {"OpenAlex"} if any(each.record.registry in ("Crossref", "PubMed") for each in sure) else set()
        found = [notice for each in sure for notice in each.record.notices if notice.source not in weak]
        return standing([*found, *(() if self.other_works and not self.own else self.dossier.notices)])

    @cached_property
    def is_found_nowhere(self) -> bool:
        """Return True if searches had clear answers and none of them is the work."""
        answers = self.dossier.searches
        clear = bool(answers) and all(each.state is not State.UNCHECKED for each in answers)
        return clear and self.dossier.was_searched and not self.searched

    def missing(self) -> Iterator[tuple[str, str, Answer]]:
        """Yield field, identifier and answer where an identifier is in no registry."""
        ids = self.dossier.ids
        groups = [
            ("doi", ids.doi, [ids.doi]),
            ("eprint", ids.arxiv, [ids.arxiv, f"10.48550/arxiv.{ids.arxiv}"]),
            ("pmid", ids.pmid, [ids.pmid]),
        ]
        if ids.doi.startswith("10.48550/arxiv."):
            groups = [("doi", ids.doi, [ids.doi, ids.arxiv]), groups[2]]
        for name, value, asked in groups:
            answers = self.dossier.about(*asked) if value else []
            decided = [each for each in answers if each.registry in (*_DECIDING[name], *_DECIDING["eprint"])]
            if (
                decided
                and all(each.state is State.MISSING for each in decided)
                and not any(each.is_found for each in answers)
            ):
                yield name, value, decided[-1]

    def unchecked(self) -> list[str]:
        """Return why something is not proved."""
        dossier, reasons = self.dossier, []
        for each in dossier.answers:
            told = dossier.exists and each.registry in ("DataCite", "doi.org", "OpenAlex", "Crossref")
            if each.state is State.UNCHECKED and not (told and self.known):
                reasons.append(f"{each.registry} on {each.asked}: {each.reason}")
        if dossier.ids and not dossier.answers and not dossier.notices:
            reasons.append(f"no answer is recorded for {dossier.ids.words}")
        if dossier.was_searched and not self.searched and not self.is_found_nowhere:
            failed = [f"{each.registry}: {each.reason}" for each in dossier.searches if each.state is State.UNCHECKED]
            reasons += failed or (["no answer to a search for it is recorded"] if not dossier.ids else [])
        reasons += [f"{each.url}: {each.reason}" for each in dossier.links if each.is_dead is None]
        return list(dict.fromkeys(reasons))

    def people(self) -> tuple[People, Known] | None:
        """Return the mildest difference of authors; one registry that has the entry's authors is enough."""
        found = [(each.people, each) for each in self.best if each.people is not None and not each.record.notice_of]
        return min(found, key=lambda each: each[0].level, default=None)

    def title(self) -> tuple[Title, str, Known] | None:
        """Return the mildest difference of titles."""
        found = [(*each.title, each) for each in self.best if each.title is not None]
        if any(each.record.is_translated for each in self.best):
            return None
        return min(found, key=lambda each: each[0], default=None)

    def years(self) -> Sequence[Known]:
        """Return the records whose years none is the entry's; nothing where one is, or none says."""
        dated = [each for each in self.best if each.record.years and not each.record.notice_of]
        if not is_preprint_entry(self.entry):
            dated = [each for each in dated if not each.record.is_preprint]
        return dated if year_fits(self.entry, [each.record for each in dated]) is False else []

    def _known(self, record: Record, answer: Answer) -> Known:
        people = compare_people(self.entry, record)
        return Known(record, answer, people, compare_title(self.entry, record))

    def _is_other(self, known: Known) -> bool:
        if known.record.notice_of:
            return names_notice(self.entry, known.record)
        return is_other_work(self.entry, known.record, shared=known.people.shared if known.people else None)

    def _may_be(self, known: Known) -> bool:
        if known.title is None:
            return False
        level, shared = known.title[0], known.people.shared if known.people else None
        if level <= Title.PART and shared != 0:
            return True
        if level <= Title.SPELLING:
            return len(fold(self.entry.title).split()) >= _LONG_TITLE
        years = known.record.years.values()
        near = self.entry.year is None or not years or min(abs(each - self.entry.year) for each in years) <= 1
        return level is Title.NEAR and bool(shared) and near

    def _nearness(self, known: Known) -> tuple[int, ...]:
        years = known.record.years.values()
        distance = min((abs(each - (self.entry.year or each)) for each in years), default=9)
        shared = known.people.shared if known.people else 0
        return (known.title[0] if known.title else Title.OTHER, -int(shared > 0), min(distance, 2), -shared)

    def _is_surely(self, known: Known) -> bool:
        people = known.people is not None and known.people.level < Level.WRONG
        years = known.record.years.values()
        near = self.entry.year is not None and any(abs(each - self.entry.year) <= 1 for each in years)
        return people and near and known.title is not None and known.title[0] <= Title.SPELLING
