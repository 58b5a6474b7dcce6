import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import UnreadableFileError
from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, ExampleError, LabelledSpan, read_examples, to_row, write_examples

FOX = Example(
    raw="Fox, A. (1990). Dens.",
    spans=(LabelledSpan(Label.AUTHOR, 0, 7), LabelledSpan(Label.DATE, 9, 13), LabelledSpan(Label.TITLE, 16, 20)),
    source="own",
    lang="en",
    free=frozenset({Label.NOTE}),
    unknown=((20, 21),),
    doc="d1",
)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_what_is_written_is_read_again(tmp_path, name):
    path = tmp_path / name
    assert write_examples([FOX, Example(raw="", spans=())], path) == 2
    assert list(read_examples(path)) == [FOX, Example(raw="", spans=())]


def test_windows_line_ends_and_empty_lines_do_not_matter(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"raw": "Dens", "fields": []}\r\n\r\n{"raw": "Nests", "fields": []}\r\n')
    assert [each.raw for each in read_examples(path)] == ["Dens", "Nests"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "Expecting value"),
        ('{"fields": []}', "raw"),
        ('{"raw": "Dens", "fields": [{"label": "titel", "start": 0, "end": 4}]}', "titel"),
        ('{"raw": "Dens", "fields": [{"label": "title", "start": 0, "end": 9}]}', "leaves the text"),
        ('{"raw": "Dens", "fields": [{"label": "title", "start": 2, "end": 2}]}', "empty"),
        ('{"raw": "Dens", "fields": [{"label": "title"}]}', "start"),
    ],
)
def test_a_line_that_is_no_example_is_named_with_its_place(tmp_path, line, says):
    path = tmp_path / "a.jsonl"
    path.write_text('{"raw": "Dens", "fields": []}\n' + line + "\n")
    with pytest.raises(ExampleError, match=rf"a\.jsonl:2: .*{says}"):
        list(read_examples(path))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(OSError, match=r"none\.jsonl.*no such file"):
        list(read_examples(tmp_path / "none.jsonl"))


def test_a_packed_file_that_is_none_is_named(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}")[:-6])
    with pytest.raises(UnreadableFileError, match=r"a\.jsonl\.gz.*damaged"):
        list(read_examples(path))


@given(st.text(max_size=30), st.lists(st.integers(0, 30), max_size=6, unique=True))
def test_rows_tell_the_text_of_each_field(raw, cuts):
    cuts = sorted(cut for cut in cuts if cut <= len(raw))
    spans = tuple(LabelledSpan(Label.TITLE, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    example = Example(raw=raw, spans=spans)
    assert [field["text"] for field in to_row(example)["fields"]] == [text for _, text in example.texts()]
