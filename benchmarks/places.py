"""Where the data beside the project is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("REFGRAPH_SHARED") or ROOT.parent / "shared")


def shared(name: str) -> Path:
    """Return a path in the data beside the project, or stop with a sentence."""
    path = SHARED / name
    if not path.exists():
        sys.exit(f"{path} is not there: set REFGRAPH_SHARED to the folder with the data")
    return path
