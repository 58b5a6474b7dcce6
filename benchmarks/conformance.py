"""Score refgraph on every suite beside the project, one table after the other, then hold its floors.

    python benchmarks/conformance.py

Needs the data beside the project (REFGRAPH_SHARED, default ../shared). Exit status 1 if a number fell below its floor.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LANES = (
    ("Finding reference lists", "find_references.py", ()),
    ("Labelling references, development part", "parse_references.py", ("dev",)),
    ("Labelling references in 14 languages", "parse_references.py", ("multilingual",)),
    ("Reading BibTeX files", "read_bibtex.py", ()),
    ("Formats of citation managers", "formats.py", ()),
    ("LaTeX to Unicode", "latex_unicode.py", ()),
    ("Duplicates", "dedupe_records.py", ()),
    ("Integrity cases", "integrity_cases.py", ()),
    ("Official CSL tests", "csl_suite.py", ()),
)


def main() -> int:
    status = 0
    for title, script, arguments in LANES:
        print(f"\n## {title}\n", flush=True)
        status |= subprocess.run([sys.executable, str(HERE / script), *arguments], check=False).returncode
    print("\n## Floors\n", flush=True)
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE.parent / "tests/conformance")]
    return status | subprocess.run(tests, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
