"""pytest plugin: reference integrity as tests, one item per .bib file and rule.

``pytest --refgraph data/references.bib`` collects the file's items; the ini options ``refgraph_*`` make them part of
every run. Without either the plugin does nothing, and loads nothing but this module.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from refgraph.errors import FindingsError, RefgraphError, UnreadableFileError

if TYPE_CHECKING:
    from refgraph.check.online import Online
    from refgraph.check.report import Report
    from refgraph.check.rule import Rule
    from refgraph.check.sources import Source
    from refgraph.model.library import Library

DEFAULT_FILES = ("data/references.bib", "references.bib", "refs.bib", "paper.bib")
"""Where the ``bibliography`` fixture looks when ``refgraph_files`` is not set, from pytest's root folder."""

_ONLINE = "refgraph_online"
_ONLINE_MEANS = "rules X101 to X190, and tests that are marked so"
_INI = {
    "refgraph_files": "bibliographies to check in every run, from pytest's root folder; patterns are fine",
    "refgraph_manuscripts": "manuscripts whose citations are checked against them",
    "refgraph_select": "rules to run: codes, slugs or beginnings of codes",
    "refgraph_ignore": "rules not to run",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the ini settings."""
    group = parser.getgroup("refgraph", "integrity of references")
    group.addoption("--refgraph", action="store_true", help="collect .bib files: one item per file and rule")
    group.addoption("--refgraph-online", action="store_true", help=f"ask registries of works, too: {_ONLINE_MEANS}")
    group.addoption("--refgraph-recorded", metavar="DIR", help="the same with answers recorded in a folder")
    for name, text in _INI.items():
        parser.addini(name, text, type="args", default=[])
    parser.addini("refgraph_dialect", "bibtex or biblatex: whose types and required fields count", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Add the configured files to what a run without arguments collects."""
    _load_as_it_is(config)
    config.addinivalue_line("markers", f"{_ONLINE}: asks registries of works; runs only with --refgraph-online")
    files = _configured(config)
    # xdist hands the workers the arguments of the main process, these among them.
    if not files or hasattr(config, "workerinput") or config.args_source is config.ArgsSource.ARGS:
        return
    config.args += [str(file) for file in files if str(file) not in config.args]


def pytest_collection_modifyitems(config: pytest.Config, items: Sequence[pytest.Item]) -> None:
    """Skip what asks registries where that was not asked for."""
    if _is_online(config):
        return
    for item in items:
        if item.get_closest_marker(_ONLINE):
            item.add_marker(pytest.mark.skip(reason="asks registries of works; needs --refgraph-online"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close what was opened to ask registries."""
    if _SETTINGS in config.stash:
        config.stash[_SETTINGS].close()


def _is_online(config: pytest.Config) -> bool:
    return config.getoption("--refgraph-online") or config.getoption("--refgraph-recorded") is not None


def _load_as_it_is(config: pytest.Config) -> None:
    """Spare pytest the rewriting of every module of refgraph, which has no assertions worth it (a third of a second).

    pytest rewrites whatever belongs to a plugin and has no public way to say no; where this name is gone one day, the
    modules are rewritten again, which only takes time.
    """
    getattr(config.pluginmanager.rewrite_hook, "_must_rewrite", set()).discard("refgraph")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> BibFile | None:
    """Collect a .bib file where that was asked for."""
    if file_path.suffix.lower() != ".bib":
        return None
    if parent.config.getoption("--refgraph") or file_path in _configured(parent.config):
        return BibFile.from_parent(parent, path=file_path)
    return None


class BibFile(pytest.File):
    """A .bib file; its items are the rules."""

    def collect(self) -> Iterator[RuleItem]:
        """Yield one item per rule that runs.

        Raises:
            CollectError: if the file cannot be read or a setting makes no sense.
        """
        from refgraph.text.decoding import read_text

        try:
            read_text(self.path)
            rules = _settings(self.config).rules(self.path)
        except RefgraphError as error:
            raise self.CollectError(str(error)) from None
        for rule in rules:
            item = RuleItem.from_parent(self, name=rule.name, rule=rule)
            if rule.is_online:
                item.add_marker(_ONLINE)
            yield item


class RuleItem(pytest.Item):
    """One rule on one .bib file."""

    def __init__(self, *, rule: Rule, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule = rule

    def runtest(self) -> None:
        """Fail if the rule finds an error or a warning in the file.

        Raises:
            FindingsError: with the findings, their lines and carets.
        """
        report = _settings(self.config).report(self.path)
        found = tuple(each for each in report.findings if each.code == self.rule.code)
        if found:
            _raise_for(replace(report, findings=found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the findings without a traceback."""
        if isinstance(excinfo.value, RefgraphError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return where the item stands and what it is called."""
        return self.path, None, self.name


@dataclass
class _Settings:
    """The ini settings of a run, and the reports already made; a bibliography is checked once, for all its items."""

    files: tuple[Path, ...]
    given: tuple[Path, ...]
    manuscripts: tuple[Path, ...]
    select: list[str] | None
    ignore: list[str]
    dialect: str | None
    asks: bool
    recorded: str | None
    reports: dict[tuple[Path, ...], Report] = field(default_factory=dict)

    def rules(self, path: Path) -> tuple[Rule, ...]:
        """Return the rules that run on a file."""
        from refgraph.check.config import find_config

        config = find_config(path.parent).changed(select=self.select, ignore=self.ignore, dialect=self.dialect)
        return tuple(rule for rule in config.rules() if self.asks or not rule.is_online)

    def report(self, path: Path) -> Report:
        """Return what was found in a file, and, for the first of a bibliography, in its manuscripts."""
        group = self._group(path)
        if group not in self.reports:
            manuscripts = self.manuscripts if group[0] in self.files or not self.files else ()
            self.reports[group] = self.check(*group, manuscripts=manuscripts, online=self.asks)
        report = self.reports[group]
        others = {str(self._shown(each)) for each in group if each != path}
        own, first = str(self._shown(path)), group[0] == path
        kept = (each for each in report.findings if each.file == own or (first and each.file not in others))
        return replace(report, findings=tuple(kept))

    def check(self, *sources: Source, **options: Any) -> Report:
        """Check with the settings; options given here win."""
        from refgraph.check.api import check

        settings: dict[str, Any] = {"select": self.select, "ignore": self.ignore, "dialect": self.dialect}
        if options.get("online") is True:
            options["online"] = self.online
        shown = [self._shown(each) if isinstance(each, str | Path) else each for each in sources]
        manuscripts = [self._shown(each) for each in options.pop("manuscripts", ())]
        return check(*shown, manuscripts=manuscripts, **(settings | options))

    @cached_property
    def online(self) -> Online:
        """How to ask registries; what was answered once is not asked again in this run."""
        from refgraph.check.online import Online

        return Online(recorded=self.recorded, mailto=os.environ.get("REFGRAPH_MAILTO"))

    def close(self) -> None:
        """Close connections and the cache."""
        if "online" in self.__dict__:
            self.online.close()

    def _group(self, path: Path) -> tuple[Path, ...]:
        """Return the files that make one bibliography with a file: those given together, else those of its folder."""
        if path in self.given:
            return self.given
        return tuple(sorted(path.parent.glob("*.bib")))

    def _shown(self, path: Path | str) -> Path:
        """Return a path as short as it can be read from the current folder."""
        try:
            return Path(path).resolve().relative_to(Path.cwd())
        except ValueError:
            return Path(path)


_SETTINGS = pytest.StashKey[_Settings]()


def _settings(config: pytest.Config) -> _Settings:
    if _SETTINGS not in config.stash:
        files = _configured(config)
        named = [Path(config.invocation_params.dir, str(each).split("::")[0]) for each in config.args]
        given = [*files, *(path.resolve() for path in named if path.suffix.lower() == ".bib")]
        config.stash[_SETTINGS] = _Settings(
            files=files,
            given=tuple(dict.fromkeys(given)),
            manuscripts=_paths(config, "refgraph_manuscripts"),
            select=config.getini("refgraph_select") or None,
            ignore=config.getini("refgraph_ignore"),
            dialect=config.getini("refgraph_dialect") or None,
            asks=_is_online(config),
            recorded=config.getoption("--refgraph-recorded"),
        )
    return config.stash[_SETTINGS]


def _configured(config: pytest.Config) -> tuple[Path, ...]:
    return _paths(config, "refgraph_files")


def _paths(config: pytest.Config, name: str) -> tuple[Path, ...]:
    """Return the files that a setting names; a pattern without a match stays as it is, so that it is missed."""
    paths: list[Path] = []
    for pattern in config.getini(name):
        paths += sorted(config.rootpath.glob(pattern)) or [config.rootpath / pattern]
    return tuple(dict.fromkeys(path.resolve() for path in paths))


@pytest.fixture(scope="session")
def refgraph_check(pytestconfig: pytest.Config) -> Callable[..., Report]:
    """Return ``refgraph.check`` with the configured settings; without sources it checks the configured files."""
    settings = _settings(pytestconfig)

    def check(*sources: Source, **options: Any) -> Report:
        if not sources:
            options.setdefault("manuscripts", settings.manuscripts)
            sources = settings.files or (_default_file(pytestconfig),)
        return settings.check(*sources, **options)

    return check


@pytest.fixture(scope="session")
def bibliography(pytestconfig: pytest.Config) -> Library:
    """Return the library of the configured bibliography, or of the usual file names."""
    from refgraph.formats import read
    from refgraph.model.library import Library

    files = _settings(pytestconfig).files or (_default_file(pytestconfig),)
    libraries = [read(file) for file in files]
    works = {work.key: work for library in libraries for work in library}
    findings = tuple(each for library in libraries for each in library.findings)
    return Library(works=tuple(works.values()), findings=findings)


def _default_file(config: pytest.Config) -> Path:
    for name in DEFAULT_FILES:
        if (config.rootpath / name).is_file():
            return config.rootpath / name
    hint = f"set refgraph_files, or name it one of {', '.join(DEFAULT_FILES)}"
    raise UnreadableFileError("no bibliography found", path=config.rootpath, hint=hint)


def assert_no_findings(
    checked: Report | Source,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    *,
    severity: str = "warning",
    **options: Any,
) -> None:
    """Fail with a readable listing if references have faults.

    Args:
        checked: a report, or what to check: a path, a document or a library.
        select: the rules that count (codes, slugs, beginnings of codes); None means all.
        ignore: rules that do not count.
        severity: the mildest severity that counts.
        options: passed on to ``refgraph.check`` where ``checked`` is no report.

    Raises:
        FindingsError: an AssertionError whose message lists the findings with their lines.
    """
    __tracebackhide__ = True
    from refgraph.check.api import check
    from refgraph.check.report import Report

    report = checked if isinstance(checked, Report) else check(checked, select=select, ignore=ignore, **options)
    if isinstance(checked, Report):
        report = report.filter(select=select, ignore=tuple(ignore or ()))
    _raise_for(report, severity)


def _raise_for(report: Report, severity: str = "warning") -> None:
    __tracebackhide__ = True
    counted = report.filter(severity=severity)
    if counted.findings:
        raise FindingsError(counted.to_text().rstrip())
