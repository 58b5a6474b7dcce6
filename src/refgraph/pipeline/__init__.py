"""The one-call path: documents and bibliographies to one library, its files and a report."""

from refgraph.pipeline.conversion import losses
from refgraph.pipeline.files import build_files, write_build, write_files
from refgraph.pipeline.main_job import Build, SourceResult, build, read_all
from refgraph.pipeline.rendering import render

__all__ = [
    "Build",
    "SourceResult",
    "build",
    "build_files",
    "losses",
    "read_all",
    "render",
    "write_build",
    "write_files",
]
