"""Run the official CSL tests beside the project: passes per category, strictly, as HTML and as text.

python benchmarks/csl_suite.py [--show] [--cmd "OTHER ENGINE"]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from places import shared

ADAPTER = Path(__file__).parent.parent / "tests" / "conformance" / "csl_adapter.py"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print what was expected and what came of every failure")
    parser.add_argument("--cmd", default=f"{sys.executable} {ADAPTER}", help="another engine that speaks the protocol")
    chosen = parser.parse_args()
    suite = shared("csl-suite")
    command = [sys.executable, str(suite / "csl_suite.py"), "--jsonl", "--cmd", chosen.cmd, str(suite / "fixtures")]
    return subprocess.run([*command, *(["--show"] if chosen.show else [])], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
