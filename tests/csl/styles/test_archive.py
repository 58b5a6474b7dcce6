"""The packed styles and locales."""

from importlib.resources import files

import pytest

from refgraph.csl.styles.archive import content_digest, current_name, find_style, find_text, is_known
from refgraph.csl.styles.element import find_info, parse_xml

DATA = files("refgraph.csl") / "data"
OWN = sorted(file.name for file in (DATA / "own").iterdir())


def test_the_pack_is_small():
    assert sum(len(file.read_bytes()) for file in DATA.iterdir() if file.is_file()) < 4_000_000


def test_the_licence_lies_beside_the_data():
    text = (DATA / "LICENSE").read_text(encoding="utf-8")
    assert "https://creativecommons.org/licenses/by-sa/3.0/" in text
    assert "https://citationstyles.org/" in text
    assert "Changes:" in text


@pytest.mark.parametrize("name", ["apa", "nature", "@en-US", "@ru-RU", "@kk-KZ"])
def test_a_text_has_the_digest_of_its_content(name):
    text = find_text(name)
    assert content_digest(text.read()) == text.digest


@pytest.mark.parametrize("name", ["apa", "gost-r-7-0-5-2008", "suomen-laakarilehti"])
def test_authors_and_licence_stay_with_a_style(name):
    root = parse_xml(find_text(name).read(), name)
    assert find_info(root, "author") + find_info(root, "contributor")
    assert find_info(root, "rights")[0].attributes["license"] == "http://creativecommons.org/licenses/by-sa/3.0/"


@pytest.mark.parametrize("file", OWN)
def test_our_own_styles_and_locales_are_in_the_index(file):
    name = f"@{file[8:-4]}" if file.startswith("locales-") else file.removesuffix(".csl")
    assert find_text(name).read() == (DATA / "own" / file).read_bytes()
    assert name.startswith("@") or find_style(name).title == find_title(file)


def find_title(file):
    return find_info(parse_xml((DATA / "own" / file).read_bytes(), file), "title")[0].text


def test_other_names_lead_to_a_text():
    assert current_name("@kk") == "@kk-KZ"
    assert find_text("@kk").digest == find_text("@kk-KZ").digest
    assert is_known("@kk")
    assert not is_known("@tlh")
    assert find_text("atlantis") is None
