"""What a user can set in the editor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from refgraph.pipeline.rendering import DEFAULT_STYLE

_NAME = "refgraph"
_LONGEST = 60  # seconds to wait


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the server; those of the checker stand in the project's own files.

    Attributes:
        style: name or path of the style that references are shown in.
        locale: language tag for it; what the style says where this is None.
        delay: seconds without typing until files are checked.
    """

    style: str = DEFAULT_STYLE
    locale: str | None = None
    delay: float = 0.3

    @classmethod
    def of(cls, options: object) -> Self:
        """Return the settings in what the editor sends when it connects.

        >>> Settings.of({"refgraph": {"style": "ieee", "delay": "soon"}})
        Settings(style='ieee', locale=None, delay=0.3)
        """
        return cls().updated(options)

    def updated(self, options: object) -> Self:
        """Return the settings with those that the editor sends now; what makes no sense is passed over.

        Editors send an empty change when they start, which must not undo what they sent before.

        Args:
            options: a mapping, with the settings or with the name "refgraph" for them.
        """
        given = options.get(_NAME, options) if isinstance(options, Mapping) else {}
        if not isinstance(given, Mapping):
            return self
        style, locale, delay = given.get("style"), given.get("locale"), given.get("delay")
        return replace(
            self,
            style=style if isinstance(style, str) and style else self.style,
            locale=locale if isinstance(locale, str) and locale else self.locale,
            delay=float(delay) if isinstance(delay, int | float) and 0 <= delay <= _LONGEST else self.delay,
        )
