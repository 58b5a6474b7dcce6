"""Whatever a registry answers, a run ends with findings; and no garbage is ever a verdict."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry_works import crossref_work as work

from refgraph.check import Config, check
from refgraph.check.online import Online
from refgraph.check.online.answers import BrokenAnswerError
from refgraph.check.online.people import Level, compare_people
from refgraph.check.online.registries import REGISTRIES, MissingError
from refgraph.check.online.source import found

BIB = """@article{li2013, author = {Li, Mei}, title = {Slow Pictures of Fast Rivers}, year = {2013},
 doi = {10.1000/frogs}, eprint = {1605.08386}, archiveprefix = {arXiv}, pmid = {9500320}, url = {https://rivers.example/a}}
@book{b, author = {Salinger, J. D.}, title = {The Catcher in the Rye}, year = {1951}, isbn = {9780316769174}}
@article{c, author = {Nobody, N.}, title = {A Work That Nobody Has Written}, year = {2001}}
"""
VERDICTS = {"doi-not-found", "doi-other-work", "not-found", "retracted", "author-mismatch", "dead-link"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    "DOI title author container-title issued updated-by update-to relation type page volume subtitle created event doi "
    "titles creators dates container types relatedIdentifiers id display_name authorships locations publication_year "
    "is_retracted authors publish_date uid articleids references pubtype uids result".split()
)
NAMES = [
    f"{name}.{slug}.json"
    for name in ("10.1000_frogs", "1605.08386", "9500320", "9780316769174", "c")
    for slug in REGISTRIES
]


def run(files):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "recorded").mkdir()
        for name, content in files.items():
            (place / "recorded" / name).write_bytes(
                content if isinstance(content, bytes) else content.encode("utf-8", "replace")
            )
        (place / "refs.bib").write_text(BIB)
        report = check(place / "refs.bib", online=Online(recorded=place / "recorded"), config=Config(), select=["X"])
    return {each.slug for each in report}


@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=60), max_size=4))
def test_bytes_are_no_verdict(files):
    assert not run(files) & VERDICTS


@given(st.dictionaries(st.sampled_from(NAMES), st.dictionaries(FIELDS, JSON, max_size=6).map(json.dumps), max_size=4))
def test_json_of_any_shape_ends_with_findings(files):
    run(files)


@given(st.dictionaries(FIELDS, JSON, max_size=6), st.sampled_from(sorted(REGISTRIES)))
def test_a_registry_reads_a_piece_or_says_that_it_cannot(record, slug):
    answer = found(REGISTRIES[slug], "x", [json.dumps(record)], None)
    assert answer.state in {"found", "unchecked"}


@given(st.text(max_size=80), st.sampled_from(sorted(REGISTRIES)))
def test_text_is_taken_apart_or_refused(text, slug):
    with suppress(BrokenAnswerError, MissingError):
        assert isinstance(REGISTRIES[slug].pieces(text), dict)


@pytest.mark.parametrize("status", [400, 401, 403, 408, 429, 500, 502, 503, 504])
def test_an_outage_is_never_a_verdict(status):
    names = ("10.1000_frogs", "1605.08386", "9500320", "9780316769174", "c", "li2013", "b")
    files = {f"{name}.{slug}.{status}.json": "" for name in names for slug in REGISTRIES}
    assert run(files) == {"unchecked"}


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from("Li Gustafson Noll Mazzola Fiore Doe".split()), st.sampled_from("Mei Yara Thomas G Al".split())
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda each: each[0],
)


@given(PEOPLE, st.booleans())
def test_authors_agree_with_themselves(people, initials):
    from refgraph.check.sources import load
    from refgraph.formats.bibtex import parse_document

    names = " and ".join(f"{family}, {given[0] + '.' if initials else given}" for family, given in people)
    bibliography, _ = load([parse_document(f"@misc{{a, author = {{{names}}}}}")], (), dialect="bibtex", today=None)
    record = REGISTRIES["crossref"].read(
        json.dumps(work(author=[{"family": family, "given": given} for family, given in people]))
    )
    assert compare_people(bibliography.entries[0], record).level is Level.SAME
