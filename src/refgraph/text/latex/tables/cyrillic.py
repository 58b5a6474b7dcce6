"""Cyrillic letters by the commands of LaTeX's T2A, T2B, T2C and X2 encodings (cyrillic bundle)."""

from __future__ import annotations

_NAMES = (
    "A:а B:б V:в G:г D:д E:е YO:ё ZH:ж Z:з I:и ISHRT:й K:к L:л M:м N:н O:о P:п R:р S:с T:т U:у F:ф H:х C:ц CH:ч "
    "SH:ш SHCH:щ HRDSN:ъ ERY:ы SFTSN:ь EREV:э YU:ю YA:я GUP:ґ DJE:ђ DZE:ѕ DZHE:џ IE:є II:і YI:ї JE:ј LJE:љ NJE:њ "
    "TSHE:ћ USHRT:ў SCHWA:ә NDSC:ң NG:ҥ KDSC:қ KVCRS:ҝ KBEAK:ҡ KHK:ӄ NHK:ӈ GHCRS:ғ GHK:ҕ OTLD:ө Y:ү YHCRS:ұ SHHA:һ "
    "HDSC:ҳ CHRDSC:ҷ CHVCRS:ҹ CHLDSC:ӌ ABHCH:ҽ ABHCHDSC:ҿ ABHDZE:ӡ ABHHA:ҩ AE:ӕ ZHDSC:җ ZDSC:ҙ SDSC:ҫ TDSC:ҭ PHK:ҧ "
    "TETSE:ҵ RTICK:ҏ SEMISFTSN:ҍ YAT:ѣ BYUS:ѫ IZH:ѵ FITA:ѳ OMEGA:ѡ "
    "IOTE:ѥ LYUS:ѧ IOTLYUS:ѩ IOTBYUS:ѭ KSI:ѯ PSI:ѱ UK:ѹ OMEGATITLO:ѽ OMEGARND:ѻ OT:ѿ KOPPA:ҁ"
)


def _letters() -> dict[str, str]:
    letters = {}
    for pair in _NAMES.split():
        name, letter = pair.split(":")
        letters["cyr" + name.lower()] = letter
        letters["CYR" + name] = letter.upper()
    return letters


CYRILLIC: dict[str, str] = {**_letters(), "CYRpalochka": "Ӏ", "cyrpalochka": "ӏ"}
r"""``\CYRA`` and ``\cyra`` and so on -> letter."""
