"""The one-call path: documents and bibliographies to one library, its files and a report."""

from refgraph.pipeline.build import Build, SourceResult, build
from refgraph.pipeline.files import build_files, write_build, write_files
from refgraph.pipeline.render import RENDER_OUTPUTS, render

__all__ = ["RENDER_OUTPUTS", "Build", "SourceResult", "build", "build_files", "render", "write_build", "write_files"]
