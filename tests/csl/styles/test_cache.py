"""The cache of styles on the disk: there for speed, and never in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from refgraph.csl.styles import load_locale, load_style
from refgraph.csl.styles.archive import find_text
from refgraph.csl.styles.cache import cache_folder
from refgraph.csl.styles.element import NAMESPACE
from refgraph.errors import StyleError

STYLE = (
    f'<style xmlns="{NAMESPACE}" version="1.0" class="in-text">\n<info><title>Mine</title></info>\n'
    "<citation><layout>\n<text value=' é№ '/></layout></citation></style>"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("REFGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "styles"


@pytest.fixture
def style(tmp_path):
    path = tmp_path / "mine.csl"
    path.write_text(STYLE, encoding="utf-8")
    return path


def test_a_style_read_from_the_cache_is_the_same(folder, style):
    read = load_style(style)
    (kept,) = folder.iterdir()
    before = kept.stat().st_mtime_ns
    assert load_style(style) == read
    assert kept.stat().st_mtime_ns == before


def test_a_changed_file_is_read_again(folder, style):
    load_style(style)
    style.write_text(STYLE.replace("Mine", "Changed"), encoding="utf-8")
    assert load_style(style).title == "Changed"
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"abc", b"\0" * 100], ids=["empty", "short", "zeros"])
def test_a_damaged_file_is_ignored_and_written_anew(folder, style, damage):
    read = load_style(style)
    (kept,) = folder.iterdir()
    kept.write_bytes(damage)
    assert load_style(style) == read
    anew = kept.stat()
    assert anew.st_size > len(damage)
    assert load_style(style) == read
    assert kept.stat().st_mtime_ns == anew.st_mtime_ns, "the file is whole, so it is not written once more"


def test_a_file_with_one_wrong_byte_is_ignored(folder, style):
    read = load_style(style)
    (kept,) = folder.iterdir()
    good = kept.read_bytes()
    for place in range(0, len(good), 7):
        kept.write_bytes(good[:place] + bytes([good[place] ^ 0x20]) + good[place + 1 :])
        assert load_style(style) == read


def test_a_broken_style_is_not_kept(folder, tmp_path):
    path = tmp_path / "broken.csl"
    path.write_text("<style", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(StyleError):
            load_style(path)
    assert not folder.exists()


def test_a_locale_in_the_cache_is_still_no_style(folder, tmp_path):
    load_locale.cache_clear()
    load_locale("kk-KZ")
    path = tmp_path / "kk.csl"
    path.write_bytes(find_text("@kk-KZ").read())
    with pytest.raises(StyleError, match="it begins with <locale>"):
        load_style(path)


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path, style, monkeypatch):
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("REFGRAPH_CACHE", str(tmp_path / "taken"))
    assert load_style(style).title == "Mine"


@pytest.mark.parametrize("word", ["off", "OFF", "0"])
def test_the_cache_can_be_switched_off(tmp_path, style, monkeypatch, word):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFGRAPH_CACHE", word)
    assert cache_folder() is None
    assert load_style(style).title == "Mine"
    assert [each.name for each in tmp_path.iterdir()] == ["mine.csl"]


def test_old_files_make_room(folder, style):
    folder.mkdir(parents=True)
    for number in range(250):
        file = folder / f"{number:03}"
        file.touch()
        os.utime(file, (number, number))
    load_style(style)
    names = sorted(each.name for each in folder.iterdir())
    assert (len(names), names[0]) == (151, "100")


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of Linux")
@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"XDG_CACHE_HOME": "/x/cache"}, "/x/cache/refgraph", id="XDG"),
        pytest.param({"XDG_CACHE_HOME": "relative", "HOME": "/home/a"}, "/home/a/.cache/refgraph", id="not absolute"),
        pytest.param({"HOME": "/home/a"}, "/home/a/.cache/refgraph", id="home"),
        pytest.param({"REFGRAPH_CACHE": "/y", "XDG_CACHE_HOME": "/x"}, "/y", id="our own"),
    ],
)
def test_the_folder_is_where_the_system_has_caches(monkeypatch, variables, expected):
    for name in ("REFGRAPH_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == Path(expected)


def test_loading_a_style_needs_no_heavy_parser():
    code = (
        "import sys; from refgraph.csl.styles import load_locale, load_style; load_style('apa'); load_locale('en-US');"
        "print(sorted({'lxml', 'rapidfuzz', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
