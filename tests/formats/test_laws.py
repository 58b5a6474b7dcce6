"""Laws that hold for every format: what was read once comes back, damage costs one record, nothing raises."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from refgraph.errors import InvalidValueError
from refgraph.formats import FORMATS, find_format, losses
from refgraph.model import Contributor, Date, Library, Name, Role, Work

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.works import LIBRARIES, example_library

INSTALLED = {"": True, "marc": True, "xlsx": importlib.util.find_spec("openpyxl") is not None}
WRITABLE = [each.name for each in FORMATS.values() if each.writes and each.reads and INSTALLED[each.extra]]
TEXTS = [name for name in WRITABLE if not FORMATS[name].binary]
STREAMS = [name for name in WRITABLE if FORMATS[name].streams]
SHORT = Library(
    works=(
        Work(
            key="a",
            type="article-journal",
            title="On bogs",
            contributors=(Contributor(agent=Name(family="Doe", given="J."), role=Role.AUTHOR),),
            container_title="Fens",
            issued=Date.of(2018, 3),
            page="1-9",
        ),
    )
)
OWN_LAWS = {"bibtex", "biblatex", "csl-json"}


def back(library, name):
    chosen = find_format(name)
    written = chosen.dump_bytes(library)
    return chosen.loads(written if chosen.binary else written.decode())


@pytest.mark.parametrize("name", [name for name in WRITABLE if name not in OWN_LAWS])
@settings(max_examples=40)
@given(LIBRARIES)
def test_what_was_read_once_is_written_and_read_without_loss(name, library):
    once = back(library, name)
    assert len(once) == len(library)
    assert back(once, name).works == once.works
    assert losses(once, name) == ()


@pytest.mark.parametrize("name", WRITABLE)
def test_the_example_article_keeps_its_titles_and_years(name):
    library = example_library()
    again = back(library, name)
    assert [(work.title, work.year) for work in again] == [(work.title, work.year) for work in library]
    assert not again.findings


@pytest.mark.parametrize("name", WRITABLE)
def test_nothing_is_written_and_read(name):
    assert back(Library(), name).works == ()


def read_or_refused(chosen, text):
    try:
        library = chosen.loads(text)
    except InvalidValueError:
        assert not chosen.streams
    else:
        assert len(library) <= 10


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in OWN_LAWS])
def test_a_record_cut_off_at_every_character_is_read_or_refused(name):
    chosen = find_format(name)
    text = chosen.dumps(SHORT)
    for end in range(len(text)):
        read_or_refused(chosen, text[:end])


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in OWN_LAWS])
def test_a_text_cut_off_anywhere_is_read_or_refused(name):
    chosen = find_format(name)
    text = chosen.dumps(example_library())
    for end in range(0, len(text), max(1, len(text) // 97)):
        read_or_refused(chosen, text[:end])


@pytest.mark.parametrize("name", STREAMS)
def test_a_record_that_is_whole_survives_the_cut(name):
    chosen = find_format(name)
    library = example_library()
    text = chosen.dumps(library)
    place = text.index("World Energy Outlook")
    titles = [work.title for work in chosen.loads(text[:place])]
    assert titles[:3] == [work.title for work in library][:3]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Mac"])
def test_line_ends_make_no_difference(name, end):
    chosen = find_format(name)
    text = chosen.dumps(example_library())
    assert [work.title for work in chosen.loads(text.replace("\n", end))] == [work.title for work in example_library()]
