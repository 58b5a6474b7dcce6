"""How works of each kind are invented: functions of a `Draw` that return an item, some of its values empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from refgraph.parse.training.synthetic.records.drawing import Draw
from refgraph.parse.training.synthetic.records.kinds import media, official, scholarly

Kind = tuple[Callable[[Draw], Mapping[str, Any]], float, str]

KINDS: tuple[Kind, ...] = (
    (scholarly.article, 36.0, "title journal"),
    (scholarly.letter_article, 20.0, "title letters"),
    (scholarly.chapter, 11.0, "title publisher city"),
    (scholarly.book, 13.0, "title publisher city"),
    (scholarly.edited_book, 3.0, "title publisher city"),
    (scholarly.volume_of_work, 2.5, "title publisher city"),
    (scholarly.conference_paper, 5.0, "title conference"),
    (scholarly.thesis, 3.5, "title thesis university"),
    (scholarly.preprint, 3.5, "title letters"),
    (scholarly.review, 1.2, "review journal"),
    (scholarly.entry, 1.5, "entry encyclopedia"),
    (scholarly.speech, 1.5, "speech event_title"),
    (media.news, 6.5, "headline newspaper"),
    (media.magazine, 2.5, "title magazine"),
    (media.web_page, 5.5, "page site"),
    (media.blog_post, 1.5, "headline site"),
    (media.interview, 1.0, "interview"),
    (media.film, 1.0, "film film_kind"),
    (media.map_sheet, 0.6, "map map_kind"),
    (media.software, 1.0, "software software_kind"),
    (media.dataset, 1.2, "dataset dataset_kind repository"),
    (media.personal, 0.7, "personal"),
    (official.report, 6.0, "report_title body report"),
    (official.working_paper, 2.0, "title body report"),
    (official.body_book, 2.0, "report_title body city"),
    (official.statute, 2.0, "statute"),
    (official.case, 1.6, "case court"),
    (official.bill, 0.7, "bill"),
    (official.treaty, 0.8, "treaty"),
    (official.manuscript, 2.6, "manuscript archive"),
    (official.patent, 1.0, "patent"),
    (official.standard, 1.0, "standard standard_body"),
)
"""Function, how often it is drawn, the rules that a language must have for it."""
