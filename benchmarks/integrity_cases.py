"""Score `refgraph check` on the integrity cases beside the project.

python benchmarks/integrity_cases.py
"""

from __future__ import annotations

import shlex
import subprocess
import sys

from places import shared


def main() -> int:
    check = f"{shlex.quote(sys.executable)} -m refgraph.cli check --output-format json --exit-zero"
    cases = shared("integrity-cases")
    return subprocess.run([sys.executable, str(cases / "score.py"), str(cases), "--cmd", check], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
