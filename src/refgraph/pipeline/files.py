"""The files of a build."""

from __future__ import annotations

import json
from pathlib import Path

from refgraph.errors import UnwritableFileError
from refgraph.formats import csl_json
from refgraph.graph import to_graphml
from refgraph.pipeline.main_job import BIB_NAME, Build
from refgraph.pipeline.rendering import DEFAULT_STYLE, render_outputs
from refgraph.pipeline.report import bibliography_page, report_data, report_page
from refgraph.text.files import write_text


def build_files(build: Build, style: str = DEFAULT_STYLE) -> dict[str, str]:
    """Return the text of every file of a build by its name.

    Args:
        build: the result of the main job.
        style: the style of the bibliography.

    Raises:
        UnknownNameError: if the style is unknown.
    """
    rendered = render_outputs(build.library, style, ("html", "markdown"))
    return {
        BIB_NAME: build.bibtex,
        "references.csl.json": csl_json.dumps(build.library),
        "bibliography.html": bibliography_page(rendered["html"]),
        "bibliography.md": rendered["markdown"],
        "graph.graphml": to_graphml(build.graph),
        "report.html": report_page(build, rendered["html"]),
        "report.json": json.dumps(report_data(build), ensure_ascii=False, indent=2) + "\n",
    }


def write_build(build: Build, folder: str | Path, style: str = DEFAULT_STYLE) -> list[Path]:
    """Write the files of a build into a folder, which is made if it is not there.

    Everything is made before the first file is written, and each file is written whole or not at all.

    Returns:
        The paths written.

    Raises:
        UnwritableFileError: if the folder cannot be made or written.
    """
    return write_files(build_files(build, style), folder)


def write_files(texts: dict[str, str], folder: str | Path) -> list[Path]:
    """Write texts by name into a folder."""
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFileError(
            "the folder cannot be made", path=folder, hint="name a folder that can be written"
        ) from error
    for name, text in texts.items():
        write_text(target / name, text)
    return [target / name for name in texts]
