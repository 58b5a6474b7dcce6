"""Locales that come with refgraph, and four of our own."""

import pytest

from refgraph.csl.styles import load_locale, locale_chain

OWN = ["kk-KZ", "uz-UZ", "ky-KG", "az-AZ"]


def terms(language):
    root = load_locale(language)
    (block,) = [each for each in root.children if each.tag == "terms"]
    return {
        (each.attributes["name"], each.attributes.get("form", "long")): (
            tuple(part.text for part in each.children) if each.children else (each.text, each.text)
        )
        for each in block.children
        if "gender-form" not in each.attributes
    }


@pytest.mark.parametrize(
    ("language", "chain"),
    [
        ("de-AT", ("de-AT", "de-DE", "en-US")),
        ("de_at", ("de-AT", "de-DE", "en-US")),
        ("de-LI", ("de-DE", "en-US")),
        ("fr", ("fr-FR", "en-US")),
        ("kk", ("kk-KZ", "en-US")),
        ("KK-kz", ("kk-KZ", "en-US")),
        ("ru_RU.UTF-8", ("ru-RU", "en-US")),
        ("en", ("en-US",)),
        ("en-GB", ("en-GB", "en-US")),
        ("eu", ("eu", "en-US")),
        ("eu-ES", ("eu", "en-US")),
        ("zh", ("zh-CN", "en-US")),
        ("zh-TW", ("zh-TW", "zh-CN", "en-US")),
        ("zh-Hant-HK", ("zh-TW", "zh-CN", "en-US")),
        ("sr-Cyrl", ("sr-Cyrl-RS", "sr-Latn-RS", "en-US")),
        ("no", ("nb-NO", "en-US")),
        ("tlh", ("en-US",)),
        ("", ("en-US",)),
        ("x\ty", ("en-US",)),
    ],
)
def test_a_language_falls_back_to_its_main_dialect_and_then_to_english(language, chain):
    assert locale_chain(language) == chain


def test_every_locale_of_a_chain_can_be_loaded():
    languages = "af ar bg ca cs cy da de el es et eu fa fi fr gl he hi hr hu hy id is it ja km ko la lt lv mn ms nl nn"
    for language in [*languages.split(), *"pl pt ro ru sk sl sr sv th tr uk vi zh kk uz ky az".split()]:
        chain = locale_chain(language)
        assert len(chain) == 2, language
        for name in chain:
            assert load_locale(name).attributes["lang"] == name


def test_a_locale_that_is_not_there_is_none():
    assert load_locale("tlh") is None
    assert load_locale("de-LI") is None
    assert load_locale("") is None


# Words that Uzbek and Azerbaijani share with English, and abbreviations of Latin words.
SHARED_WORDS = set(
    "album anonymous article book canon curator film internet month-02 month-03 month-04 month-05 opus patent post"
    " performance preprint producer reference standard timestamp title-locator version video".split()
)
SIGNS = set(
    "open-quote close-quote open-inner-quote close-inner-quote page-range-delimiter colon comma semicolon".split()
)


@pytest.mark.parametrize("language", OWN)
def test_our_locales_have_every_term_that_english_has(language):
    assert terms("en-US").keys() <= terms(language).keys()


@pytest.mark.parametrize("language", OWN)
def test_our_locales_have_no_english_left(language):
    own, english = terms(language), terms("en-US")
    same = {name for name, words in own.items() if any(words) and words == english.get(name)}
    assert {name for name, form in same if form != "symbol"} <= SHARED_WORDS | SIGNS


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk-KZ", {"page": "б.", "volume": "т.", "editor": "ред.", "translator": "ауд.", "issue": "№"}),
        ("uz-UZ", {"page": "b.", "volume": "j.", "editor": "muh.", "translator": "tarj.", "issue": "№"}),
        ("ky-KG", {"page": "б.", "volume": "т.", "editor": "ред.", "translator": "котор.", "issue": "№"}),
        ("az-AZ", {"page": "s.", "volume": "c.", "editor": "red.", "translator": "tərc.", "issue": "№"}),
    ],
)
def test_our_locales_abbreviate_as_bibliographies_do(language, words):
    own = terms(language)
    assert {name: own[name, "short"][0] for name in words} == words


@pytest.mark.parametrize(
    ("language", "others"), [("kk-KZ", "және т.б."), ("uz-UZ", "va boshqalar"), ("ky-KG", "ж.б."), ("az-AZ", "və b.")]
)
def test_our_locales_say_and_others(language, others):
    assert terms(language)["et-al", "long"][0] == others


@pytest.mark.parametrize("language", ["uz-UZ"])
def test_uzbek_has_its_own_letters_and_no_apostrophe(language):
    text = "".join(part for words in terms(language).values() for part in words)
    assert "ʻ" in text
    assert "ʼ" in text
    assert "'" not in text
    assert "‘" not in text


@pytest.mark.parametrize("language", OWN)
def test_our_locales_are_in_one_script(language):
    words = "".join(
        part
        for (name, form), each in terms(language).items()
        if form != "symbol"
        for part in each
        if "-num" not in name
    )
    latin = {sign for sign in words.lower() if "a" <= sign <= "z"}
    cyrillic = {sign for sign in words.lower() if "а" <= sign <= "я"}
    assert not (latin if language in {"kk-KZ", "ky-KG"} else cyrillic)
