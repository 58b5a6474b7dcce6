"""The one call: check files or libraries and get a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from refgraph.check.config import Config, find_config
from refgraph.check.data import model_of
from refgraph.check.report import Report
from refgraph.check.run import run
from refgraph.check.sources import Source, load


def check(  # noqa: PLR0913 - what people set for one run
    *sources: Source,
    manuscripts: Iterable[Path | str] = (),
    dialect: str | None = None,
    config: Config | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    today: date | None = None,
) -> Report:
    """Check the integrity of references.

    All sources are one bibliography: macros and crossref parents are found across files, and a key may be
    used once.

    Args:
        sources: paths of .bib files, CSL-JSON files and manuscripts (known by their suffix), documents or
            libraries.
        manuscripts: more manuscripts (.tex, .md, .qmd, .Rmd, .typ); with none, keys are not checked against
            citations.
        dialect: "bibtex" or "biblatex": whose types and required fields count; by default the
            configuration's, or bibtex.
        config: the settings; by default those in the nearest ``pyproject.toml`` above the first file.
        select: rules to run instead of the configuration's: codes ("I211"), slugs ("isbn-checksum"),
            beginnings ("I"), "ALL".
        ignore: rules not to run, likewise.
        today: the day of the run, for dates in the future.

    Returns:
        The findings; bad data never raises.

    Raises:
        UnreadableFileError: if a file is missing or not text.
        UnknownNameError: if a dialect or a rule is unknown.
        ConfigurationError: if the configuration makes no sense.
    """
    if config is None:
        paths = [Path(each) for each in (*sources, *manuscripts) if isinstance(each, str | Path)]
        config = find_config(paths[0].parent) if paths else Config()
    config = config.changed(select=select, ignore=ignore, dialect=dialect)
    model_of(config.dialect)
    rules = config.rules()
    manuscripts = tuple(manuscripts) or config.manuscript_files()
    bibliography, noticed = load(sources, manuscripts, dialect=config.dialect, today=today)
    codes = {rule.code for rule in rules}
    findings = run(bibliography, rules, config.severities())
    texts = {file: text for file, text in bibliography.texts.items() if file}
    files = dict.fromkeys([*texts, *(str(each) for each in sources if isinstance(each, str | Path))])
    report = Report(
        findings=(*(finding for finding in noticed if finding.code in codes), *findings),
        files=tuple(files),
        works=len(bibliography.entries),
        texts=texts,
    )
    return report.without(config.ignores(files))
