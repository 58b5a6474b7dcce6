"""Reports as text: one module per output format, each with ``dumps(report)``."""
