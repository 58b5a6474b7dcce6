"""Which style and which language a list is printed in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

from refgraph.csl.styles import locale_chain
from refgraph.csl.styles.archive import StyleInfo, find_style
from refgraph.csl.styles.search import style_names
from refgraph.parse.training.synthetic.producers import Item
from refgraph.parse.training.synthetic.styled.data import styled_lists

_FAMILIES = {"author-date": 0.42, "numeric": 0.28, "note": 0.26, "author": 0.02, "label": 0.02}
_SUBJECTS = {"generic-base": 2.0, "humanities": 1.8, "history": 1.8, "law": 1.5, "social_science": 1.5}
"""Fields whose styles come more often than their number would have it: what is rare elsewhere is cited there."""
_USUAL: list[str] = styled_lists("styles")["usual"]
_LETTERS: list[str] = styled_lists("styles")["letters"]
_SHARE_OF_USUAL = 0.25
_SHARE_OF_LETTERS = 0.75
LETTERS = {"letters": True}
"""What items of physics and chemistry have as CSL's "custom"."""
_TAGS = {
    "en": ("en-US", "en-GB"), "de": ("de-DE", "de-AT", "de-CH"), "fr": ("fr-FR", "fr-CA"), "es": ("es-ES", "es-MX"),
    "pt": ("pt-BR", "pt-PT"), "zh": ("zh-CN", "zh-TW"), "sr": ("sr-Cyrl-RS", "sr-Latn-RS"),
}  # fmt: skip
_FOREIGN = ("en-US", "en-GB", "de-DE", "fr-FR", "it-IT", "es-ES", "ru-RU", "pt-BR", "pl-PL", "nl-NL")


class Choice(NamedTuple):
    """A style in a language.

    Attributes:
        style: its name.
        locale: tag of the language its words are in; None for its own.
        family: "author-date", "numeric", "note", "label" or "author".
    """

    style: str
    locale: str | None
    family: str


def choose(rng: Random, batch: Sequence[Item]) -> Choice:
    """Draw a style for items: often one of their language, mostly with the words of their language."""
    language = Counter(str(item.get("language", "")) for item in batch).most_common(1)[0][0]
    letters = all(item.get("custom") == LETTERS for item in batch) and rng.random() < _SHARE_OF_LETTERS
    name = rng.choice(_known(tuple(_LETTERS))) if letters else _drawn_style(rng, language)
    info = _infos()[name]
    return Choice(name, _locale(rng, language, info.default_locale), info.citation_format)


def _drawn_style(rng: Random, language: str) -> str:
    at_home = _weights_of_language(language)
    if language != "en" and at_home and rng.random() < min(0.5, 0.12 * len(at_home)):
        return rng.choices(list(at_home), list(at_home.values()))[0]
    if rng.random() < _SHARE_OF_USUAL:
        return rng.choice(_known(tuple(_USUAL)))
    names, cumulative = _cumulative()
    return rng.choices(names, cum_weights=cumulative)[0]


def _locale(rng: Random, language: str, default: str) -> str | None:
    chance = rng.random()
    own = _TAGS.get(language) or tuple(tag for tag in locale_chain(language)[:1] if tag.startswith(language))
    if chance < 0.62 and own:
        return rng.choice(own) if rng.random() < 0.4 else own[0]
    if chance < 0.92 or language != "en":
        return default or None
    return rng.choice(_FOREIGN)


@cache
def _infos() -> Mapping[str, StyleInfo]:
    """Return what is known of the styles that stand on their own feet."""
    infos = (find_style(name) for name in style_names(dependent=False))
    return {info.name: info for info in infos if info is not None and info.citation_format in _FAMILIES}


@cache
def _weights() -> Mapping[str, float]:
    """Return how often each style is drawn."""
    sums: defaultdict[str, float] = defaultdict(float)
    raw = {
        name: max((_SUBJECTS.get(each, 1.0) for each in info.fields), default=1.0) for name, info in _infos().items()
    }
    for name, weight in raw.items():
        sums[_infos()[name].citation_format] += weight
    return {
        name: _FAMILIES[_infos()[name].citation_format] * weight / sums[_infos()[name].citation_format]
        for name, weight in raw.items()
    }


@cache
def _cumulative() -> tuple[list[str], list[float]]:
    total = 0.0
    sums = []
    for weight in _weights().values():
        total += weight
        sums.append(total)
    return list(_weights()), sums


@cache
def _weights_of_language(language: str) -> Mapping[str, float]:
    """Return how often each style is drawn whose words are of a language."""
    if not language:
        return {}
    return {
        name: weight
        for name, weight in _weights().items()
        if _infos()[name].default_locale.partition("-")[0] == language
    }


@cache
def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some styles that are packed with the project."""
    return tuple(name for name in names if name in _weights())
