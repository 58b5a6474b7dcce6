"""The one call: check files or libraries and get a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from refgraph.check.accepted import Accepted, unused
from refgraph.check.baseline import new_findings, read_baseline
from refgraph.check.config import Config, find_config
from refgraph.check.data import model_of
from refgraph.check.habits import quieten_habits
from refgraph.check.manuscripts import Manuscript
from refgraph.check.report import Report
from refgraph.check.rule import Rule, find_rule, select_rules
from refgraph.check.run import run
from refgraph.check.sources import load
from refgraph.errors import ConfigurationError
from refgraph.model.finding import Finding

if TYPE_CHECKING:
    from refgraph.check.bibliography import Bibliography
    from refgraph.check.online import Online
    from refgraph.check.sources import Source


def check(  # noqa: PLR0913 - what people set for one run
    *sources: Source,
    manuscripts: Iterable[Path | str | Manuscript] = (),
    dialect: str | None = None,
    config: Config | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    today: date | None = None,
    baseline: Path | str | None = None,
    online: Online | bool = False,
) -> Report:
    """Check the integrity of references.

    All sources are one bibliography: macros and crossref parents are found across files, and a key may be
    used once.

    Args:
        sources: paths of .bib files, CSL-JSON files and manuscripts (known by their suffix), documents or
            libraries.
        manuscripts: more manuscripts (.tex, .md, .qmd, .Rmd, .typ), or files of them as they were read; with none,
            keys are not checked against citations.
        dialect: "bibtex" or "biblatex": whose types and required fields count; by default the
            configuration's, or bibtex.
        config: the settings; by default those in the nearest ``pyproject.toml`` above the first file.
        select: rules to run instead of the configuration's: codes ("I211"), slugs ("isbn-checksum"),
            beginnings ("I"), "ALL".
        ignore: rules not to run, likewise.
        today: the day of the run, for dates in the future.
        baseline: file of the findings that do not count; by default the configuration's, if it is there.
        online: True to ask registries of works, or how to ask them; needs the extra "online".

    Returns:
        The findings; bad data never raises.

    Raises:
        UnreadableFileError: if a file is missing or not text.
        UnknownNameError: if a dialect or a rule is unknown.
        ConfigurationError: if the configuration makes no sense, or the extra "online" is needed and not there.
    """
    if config is None:
        paths = [Path(each) for each in (*sources, *manuscripts) if isinstance(each, str | Path)]
        config = find_config(paths[0].parent) if paths else Config()
    config = config.changed(select=select, ignore=ignore, dialect=dialect)
    model_of(config.dialect)
    rules = _rules(config, online=bool(online))
    manuscripts = tuple(manuscripts) or config.manuscript_files()
    bibliography, noticed = load(sources, manuscripts, dialect=config.dialect, today=today)
    if online:
        bibliography = _asked(bibliography, online)
    codes = {rule.code for rule in rules}
    findings = run(bibliography, rules, config.severities())
    texts = {file: text for file, text in bibliography.texts.items() if file}
    files = dict.fromkeys([*texts, *(str(each) for each in sources if isinstance(each, str | Path))])
    report = Report(
        findings=(*(finding for finding in noticed if finding.code in codes), *findings),
        files=tuple(files),
        works=len(bibliography.entries),
        texts=texts,
        rules=tuple(rule.code for rule in rules),
    )
    report = _counted(report.without(config.ignores(files)), config, baseline)
    return report if config.every_finding else replace(report, findings=quieten_habits(report.findings, bibliography))


def _rules(config: Config, *, online: bool) -> tuple[Rule, ...]:
    """Return the rules that run: those that need registries only where they are asked."""
    rules = config.rules()
    offline = tuple(rule for rule in rules if online or not rule.is_online)
    if rules and not offline:
        hint = "use --online, or check(..., online=True)"
        raise ConfigurationError("the rules that were selected need checking online", hint=hint)
    return offline


def _asked(bibliography: Bibliography, online: Online | bool) -> Bibliography:  # noqa: FBT001 - as users give it
    """Return the bibliography with what registries answer about its entries."""
    from refgraph.check.online import Online as Settings

    if isinstance(online, Settings):
        return replace(bibliography, online=online.consult(bibliography.entries))
    settings = Settings()
    try:
        return replace(bibliography, online=settings.consult(bibliography.entries))
    finally:
        settings.close()


def _counted(report: Report, config: Config, baseline: Path | str | None) -> Report:
    """Return the report without what is accepted or in the baseline, and with what is accepted in vain."""
    kept, used = [], set()
    for finding in report:
        accepted = config.accepts(finding)
        if accepted is None:
            kept.append(finding)
        else:
            used.add(accepted)
    known = Path(baseline) if baseline is not None else config.baseline_file()
    if known is not None and (baseline is not None or known.is_file()):
        kept = list(new_findings(kept, read_baseline(known)))
    return replace(report, findings=(*kept, *_accepted_in_vain(report, config, used)))


def _accepted_in_vain(report: Report, config: Config, used: set[Accepted]) -> Iterator[Finding]:
    rule = find_rule("unused-accept")
    if rule.code not in report.rules:
        return
    ran = [find_rule(code) for code in report.rules]
    for each in unused(config.accepted, used):
        rules_ran = select_rules([each.rule])
        if any(meant not in ran for meant in rules_ran) or (each.file and not config.fits_any(report.files, each.file)):
            continue
        yield Finding(
            code=rule.code,
            slug=rule.slug,
            message=f"nothing is accepted by: {each.text}",
            severity=config.severities().get(rule.code) or rule.severity,
            file=str(config.file) if config.file else None,
            value=each.text,
        )
