"""The report of the main job: one HTML page that needs no network, and the same as JSON."""

from refgraph.pipeline.report.data import report_data
from refgraph.pipeline.report.page import bibliography_page, report_page

__all__ = ["bibliography_page", "report_data", "report_page"]
