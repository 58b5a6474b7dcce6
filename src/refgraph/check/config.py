"""Settings of the checker: ``[tool.refgraph.check]`` in the nearest ``pyproject.toml``, or ``refgraph.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Self

from refgraph.check.accepted import Accepted, read_accepted
from refgraph.check.data import BIBTEX, DIALECTS
from refgraph.check.rule import Rule, find_rule, select_rules
from refgraph.errors import ConfigurationError
from refgraph.model.finding import Finding, Severity
from refgraph.text.decoding import read_text

_KEYS = (
    "select",
    "ignore",
    "extend-select",
    "per-file-ignores",
    "severity",
    "dialect",
    "files",
    "manuscripts",
    "baseline",
    "every-finding",
    "accept",
)
_OWN_FILE = "refgraph.toml"


@dataclass(frozen=True, kw_only=True)
class Config:
    """Which rules run, how bad their findings are, and for which dialect.

    Attributes:
        select: selectors of the rules to run (codes, slugs, beginnings of codes, "ALL"); None means all.
        ignore: selectors of rules not to run.
        extend_select: selectors that are added to ``select``.
        per_file_ignores: for a file pattern, relative to ``folder``, the selectors that do not count in such
            files.
        severity: for a code or slug the severity of its findings.
        dialect: "bibtex" or "biblatex".
        files: file patterns of the bibliographies that are checked where none is given, relative to ``folder``.
        manuscripts: file patterns of the manuscripts, likewise.
        baseline: file of the findings that do not count, relative to ``folder``.
        every_finding: True to count all findings of a rule that a large file breaks all over; see `quieten_habits`.
        accepted: findings that somebody has looked at and accepts.
        folder: where the configuration file stands.
        file: the configuration file, or None.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    dialect: str = BIBTEX
    files: tuple[str, ...] = ()
    manuscripts: tuple[str, ...] = ()
    baseline: str | None = None
    every_finding: bool = False
    accepted: tuple[Accepted, ...] = ()
    folder: Path = field(default_factory=Path)
    file: Path | None = None

    def changed(
        self,
        *,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
        dialect: str | None = None,
    ) -> Self:
        """Return the settings with what the caller says instead; None leaves a setting as it is.

        Rules to ignore are added to those of the configuration, unless the caller selects the rules.
        """
        config = self
        if select is not None:
            config = replace(config, select=tuple(select), extend_select=(), ignore=())
        if ignore is not None:
            config = replace(config, ignore=(*config.ignore, *ignore))
        return config if dialect is None else replace(config, dialect=dialect)

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules to run.

        Raises:
            UnknownNameError: if a selector fits no rule.
        """
        select = None if self.select is None else (*self.select, *self.extend_select)
        if select is None and self.extend_select:
            select = ("ALL", *self.extend_select)
        return select_rules(select, self.ignore)

    def severities(self) -> dict[str, Severity]:
        """Return the severities that differ from the rules' own, by code."""
        return {find_rule(name).code: severity for name, severity in self.severity.items()}

    def ignores(self, files: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each file the selectors that do not count in it."""
        found = {}
        for file in files:
            selectors = [
                each for pattern, names in self.per_file_ignores.items() if self._fits(file, pattern) for each in names
            ]
            if selectors:
                found[file] = tuple(selectors)
        return found

    def accepts(self, finding: Finding) -> Accepted | None:
        """Return what accepts a finding, or None."""
        for each in self.accepted:
            if each.fits(finding) and (each.file is None or self._fits(finding.file or "", each.file)):
                return each
        return None

    def baseline_file(self) -> Path | None:
        """Return the path of the baseline, or None; it may not exist yet."""
        return None if self.baseline is None else self.folder / self.baseline

    def manuscript_files(self) -> tuple[Path, ...]:
        """Return the files that the manuscript patterns name.

        Raises:
            ConfigurationError: if a pattern names none.
        """
        return self._named(self.manuscripts, "manuscript")

    def bibliography_files(self) -> tuple[Path, ...]:
        """Return the files that the patterns of bibliographies name.

        Raises:
            ConfigurationError: if a pattern names none.
        """
        return self._named(self.files, "bibliography")

    def _named(self, patterns: Iterable[str], what: str) -> tuple[Path, ...]:
        files: list[Path] = []
        for pattern in patterns:
            found = sorted(self.folder.glob(pattern))
            if not found:
                raise ConfigurationError(
                    f"no {what} has this name", text=pattern, hint=f"looked in {self.folder.resolve()}"
                )
            files += found
        return tuple(dict.fromkeys(files))

    def fits_any(self, files: Iterable[str], pattern: str) -> bool:
        """Return True if one of the files fits a pattern."""
        return any(self._fits(file, pattern) for file in files)

    def _fits(self, file: str, pattern: str) -> bool:
        try:
            relative = Path(file).resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            relative = Path(file).as_posix()
        return fnmatch(relative, pattern) or ("/" not in pattern and fnmatch(Path(file).name, pattern))


def find_config(start: Path | str = ".") -> Config:
    """Return the settings in the nearest ``refgraph.toml`` or ``pyproject.toml`` that has some, else the defaults.

    In ``refgraph.toml`` they stand in the table ``[check]``; it wins over a ``pyproject.toml`` beside it.

    Args:
        start: the file or folder to look upwards from.

    Raises:
        ConfigurationError: if they make no sense.
    """
    place = Path(start).resolve()
    for folder in (place, *place.parents):
        for file in (folder / _OWN_FILE, folder / "pyproject.toml"):
            if file.is_file() and (config := read_config(file)) is not None:
                return config
    return Config()


def read_config(path: Path | str) -> Config | None:
    """Return the settings in ``[tool.refgraph.check]`` of a file, or None if it has no such table.

    In a file that is not called ``pyproject.toml`` the table is ``[check]``.

    Raises:
        ConfigurationError: if the file is not TOML or a setting makes no sense.
    """
    try:
        tables = tomllib.loads(read_text(path).text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}") from None
    is_project = Path(path).name == "pyproject.toml"
    table = (tables.get("tool", {}).get("refgraph", {}) if is_project else tables).get("check")
    if table is None:
        return None
    return replace(make_config(table, folder=Path(path).parent, source=str(path)), file=Path(path))


def make_config(table: Mapping[str, Any], *, folder: Path | None = None, source: str = "the settings") -> Config:
    """Return the settings of a ``[tool.refgraph.check]`` table.

    Raises:
        ConfigurationError: if one is unknown or of the wrong kind; the hint says what would be right.
        UnknownNameError: if a selector fits no rule.
    """
    for name in table:
        if name not in _KEYS:
            near = get_close_matches(name, _KEYS, n=1)
            hint = f"did you mean {near[0]}?" if near else "known are " + ", ".join(_KEYS)
            raise ConfigurationError(f"no such setting in {source}", text=name, hint=hint)
    config = Config(
        select=_names(table, "select", source) if "select" in table else None,
        ignore=_names(table, "ignore", source),
        extend_select=_names(table, "extend-select", source),
        per_file_ignores={
            pattern: _names({"per-file-ignores": names}, "per-file-ignores", source)
            for pattern, names in _table(table, "per-file-ignores", source).items()
        },
        severity={name: _severity(text, source) for name, text in _table(table, "severity", source).items()},
        dialect=_dialect(table.get("dialect", BIBTEX), source),
        files=_names(table, "files", source),
        manuscripts=_names(table, "manuscripts", source),
        baseline=_text(table, "baseline", source),
        every_finding=_flag(table, "every-finding", source),
        accepted=read_accepted(table.get("accept", []), source),
        folder=folder or Path(),
    )
    config.rules()
    config.severities()
    for names in config.per_file_ignores.values():
        select_rules(names)
    return config


def _names(table: Mapping[str, Any], name: str, source: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ConfigurationError(
            f"{name} in {source} is not a list of texts", text=repr(value), hint=f'write {name} = ["..."]'
        )
    return tuple(value)


def _text(table: Mapping[str, Any], name: str, source: str) -> str | None:
    value = table.get(name)
    if value is not None and not isinstance(value, str):
        raise ConfigurationError(f"{name} in {source} is no text", text=repr(value), hint=f'write {name} = "..."')
    return value


def _flag(table: Mapping[str, Any], name: str, source: str) -> bool:
    value = table.get(name, False)
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} in {source} is neither true nor false", text=repr(value))
    return value


def _table(table: Mapping[str, Any], name: str, source: str) -> Mapping[str, Any]:
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise ConfigurationError(
            f"{name} in {source} is not a table", text=repr(value), hint=f"write [tool.refgraph.check.{name}]"
        )
    return value


def _severity(text: object, source: str) -> Severity:
    try:
        return Severity(str(text))
    except ValueError:
        raise ConfigurationError(
            f"no such severity in {source}", text=str(text), hint=f"known are {', '.join(Severity)}"
        ) from None


def _dialect(text: object, source: str) -> str:
    if text not in DIALECTS:
        raise ConfigurationError(
            f"no such dialect in {source}", text=str(text), hint=f"known are {' and '.join(DIALECTS)}"
        )
    return str(text)
