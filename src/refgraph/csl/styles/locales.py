"""Locales by language: which there are, and which stand in for one that there is not."""

from __future__ import annotations

from functools import lru_cache

from refgraph.csl.styles.archive import current_name, find_text, is_known
from refgraph.csl.styles.cache import remembered
from refgraph.csl.styles.element import Element

FALLBACK = "en-US"
# Languages that are known by another code, and scripts and countries whose locale is kept under another country.
_ALIASES = {
    "no": "nb-NO", "iw": "he-IL", "in": "id-ID", "fil": "tl-PH", "sh": "sr-Latn-RS", "sr-cyrl": "sr-Cyrl-RS",
    "sr-latn": "sr-Latn-RS", "sr-rs": "sr-Cyrl-RS", "zh-hant": "zh-TW", "zh-hk": "zh-TW", "zh-mo": "zh-TW",
}  # fmt: skip


@lru_cache(maxsize=64)
def load_locale(language: str) -> Element | None:
    """Return a locale by its exact name, None if there is no file of this name.

    >>> load_locale("kk-KZ").attributes["lang"]
    'kk-KZ'
    """
    name = _spelled(language)
    found = find_text(f"@{name}")
    return None if found is None else remembered(*found, f"locales-{name}.xml", ("locale",))


def locale_chain(language: str) -> tuple[str, ...]:
    """Return the locales to look a term up in: the dialect, the language's main dialect, American English.

    Only locales that exist are named, so that a language nobody has translated gives American English alone
    (CSL 1.0.2, "Locale Fallback"). Upper or lower case, "-" or "_" make no difference.

    >>> locale_chain("de_at"), locale_chain("kk"), locale_chain("tlh")
    (('de-AT', 'de-DE', 'en-US'), ('kk-KZ', 'en-US'), ('en-US',))
    """
    spelled = _spelled(language)
    parts = spelled.split("-")
    wanted = [spelled, "-".join(parts[:2]), parts[0]]
    found = [_known(name) for name in wanted]
    return tuple(dict.fromkeys([*(name for name in found if name), FALLBACK]))


def _known(name: str) -> str | None:
    alias = _ALIASES.get(name.lower())
    if alias:
        return alias
    current = current_name(f"@{name}")
    return current[1:] if is_known(current) else None


def _spelled(language: str) -> str:
    """Return a language tag in its usual spelling: "sr-Latn-RS"."""
    language = language.strip().replace("_", "-").partition(".")[0]  # "ru_RU.UTF-8"
    first, *rest = language.split("-")
    return "-".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])
