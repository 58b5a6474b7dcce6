"""Find the reference lists of the text and HTML documents beside the project and score them.

    python benchmarks/find_references.py

Needs the data beside the project (REFGRAPH_SHARED, default ../shared); its own evaluate.py does the scoring.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from places import shared

from refgraph.documents import read_document

KINDS = ("text", "html")


def main() -> int:
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in (path for kind in KINDS for path in sorted(shared(f"documents/{kind}").iterdir())):
            start = time.process_time()
            references = [reference.raw for reference in read_document(path).references]
            result = {"references": references, "seconds": time.process_time() - start}
            Path(folder, f"{path.stem}.json").write_text(json.dumps(result), encoding="utf-8")
        for kind in KINDS:
            command = [sys.executable, str(shared("documents/evaluate.py")), folder, "--kind", kind]
            status |= subprocess.run(command, check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
