"""Compile every style that comes with refgraph and format works of every type with it: errors and empty output.

python benchmarks/csl_styles.py [ITEMS] [STYLES]
"""

from __future__ import annotations

import sys
import time

from csl_sample import sample, styles

from refgraph.csl import CitationProcessor, Cite, Cluster, Style, load_style


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 26
    names = styles(int(sys.argv[2]) if len(sys.argv) > 2 else None)
    items = sample(count)
    failed, entries, marks = [], 0, 0
    compiling = rendering = 0.0
    for name in names:
        try:
            begun = time.process_time()
            style = Style(load_style(name))
            compiled = time.process_time()
            processor = CitationProcessor(items, style, "html")
            processor.set_clusters(
                [Cluster((Cite(str(item["id"])),), str(at), at + 1) for at, item in enumerate(items)]
            )
            made = processor.bibliography()
        except Exception as error:  # noqa: BLE001 - every style is tried
            failed.append(f"{name}: {type(error).__name__}: {error}")
            continue
        compiling += compiled - begun
        rendering += time.process_time() - compiled
        entries += len(made.entries)
        marks += sum("CSL STYLE ERROR" in entry.text for entry in made.entries)
    print("\n".join(failed))
    types = len({item["type"] for item in items})
    print(f"{len(names)} independent styles, {len(failed)} failed; {len(items)} works of {types} types")
    print(f"{entries} entries, {marks} of them without any text (what the style leaves out)")
    print(f"{1000 * compiling / len(names):.1f} ms CPU to load and compile a style, {rendering:.0f} s to render")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
