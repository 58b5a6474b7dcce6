"""Packed files are read and written as if they were not packed."""

import bz2
import gzip
import lzma

import pytest

from refgraph.errors import UnreadableFileError
from refgraph.formats import read, write
from refgraph.text.decoding import read_text
from refgraph.text.files import write_text

PACK = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress}
ENTRY = "@book{fox1990,\n  title = {Dens},\n  year = {1990},\n}\n"


@pytest.mark.parametrize("suffix", PACK)
def test_a_packed_bibliography_is_read_whatever_it_is_called(tmp_path, suffix):
    for name in (f"references.bib{suffix}", "references.bib"):
        path = tmp_path / name
        path.write_bytes(PACK[suffix](ENTRY.encode()))
        assert read(path).keys == ("fox1990",)


@pytest.mark.parametrize("suffix", PACK)
def test_what_is_written_packed_is_read_again_and_is_the_same_each_time(tmp_path, suffix):
    source = tmp_path / "references.bib"
    source.write_text(ENTRY, encoding="utf-8")
    paths = [tmp_path / f"{number}.bib{suffix}" for number in range(2)]
    for path in paths:
        write(read(source), path)
        assert read(path).keys == ("fox1990",)
    assert paths[0].read_bytes() == paths[1].read_bytes() != source.read_bytes()


def test_a_packed_file_that_is_cut_off_is_an_error_with_its_name(tmp_path):
    path = tmp_path / "references.bib.gz"
    path.write_bytes(gzip.compress(ENTRY.encode() * 100)[:60])
    with pytest.raises(UnreadableFileError, match=r"references\.bib\.gz.*damaged"):
        read_text(path)


def test_text_is_written_as_it_is_where_no_suffix_says_otherwise(tmp_path):
    write_text(tmp_path / "a.txt", "BZh is no archive\n")
    assert (tmp_path / "a.txt").read_bytes() == b"BZh is no archive\n"
    assert read_text(tmp_path / "a.txt").text == "BZh is no archive\n"
