"""The variables of CSL 1.0.2 by kind (specification, appendix IV)."""

from __future__ import annotations

NAME_VARIABLES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor"
    " editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer"
    " original-author performer producer recipient reviewed-author script-writer series-creator translator".split()
)
DATE_VARIABLES = frozenset("accessed available-date event-date issued original-date submitted".split())
NUMBER_VARIABLES = frozenset(
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator number"
    " number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number"
    " version volume".split()
)
TEXT_VARIABLES = frozenset(
    "DOI ISBN ISSN PMCID PMID URL abstract annote archive archive-place archive_collection archive_location"
    " authority call-number chapter-number citation-key citation-label citation-number collection-number"
    " collection-title collection-title-short container-title container-title-short dimensions division edition"
    " event event-place event-title first-reference-note-number genre issue jurisdiction keyword language"
    " license locator medium note number number-of-pages number-of-volumes original-publisher original-"
    " publisher-place original-title page page-first part-number part-title printing-number publisher"
    " publisher-place references reviewed-genre reviewed-title scale section source status supplement-number"
    " title title-short type version volume volume-title year-suffix".split()
)
"""Ordinary and number variables, and what else a note may set."""
