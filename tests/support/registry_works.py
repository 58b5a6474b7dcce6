"""A work as Crossref has it, and the entry that cites it."""

from __future__ import annotations


def crossref_work(doi="10.1000/frogs", **changes):
    """A work as Crossref has it."""
    work = {
        "DOI": doi,
        "type": "journal-article",
        "title": ["Slow Pictures of Fast Rivers"],
        "author": [{"given": "Mei", "family": "Li"}, {"given": "Yara", "family": "Gustafson"}],
        "container-title": ["Journal of River Studies"],
        "short-container-title": ["J. River Stud."],
        "volume": "12",
        "issue": "3",
        "page": "115-125",
        "issued": {"date-parts": [[2013, 5]]},
        "published-print": {"date-parts": [[2013, 5]]},
    }
    return {name: value for name, value in {**work, **changes}.items() if value is not None}


BIB = """@article{li2013,
  author = {Li, Mei and Gustafson, Yara},
  title = {Slow Pictures of Fast Rivers},
  journal = {Journal of River Studies},
  volume = {12}, number = {3}, pages = {115--125},
  year = {2013},
  doi = {10.1000/frogs},
}
"""
