import ast
import subprocess
import sys
from pathlib import Path

import refgraph

HEAVY = {"numpy", "lxml", "rapidfuzz", "bibtexparser", "pybtex", "rich", "typer", "pydantic", "pylatexenc", "anyascii"}


def modules_after(statement):
    code = f"import sys\n{statement}\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}, set(done.stdout.split())


def test_importing_refgraph_loads_no_heavy_package():
    packages, modules = modules_after("import refgraph")
    assert not packages & HEAVY
    assert {name for name in modules if name.startswith("refgraph")} == {"refgraph", "refgraph.exports"}


def test_parsing_a_reference_loads_only_what_it_needs():
    packages, _ = modules_after("import refgraph; refgraph.parse(['Allison, R. (2018). Russia. Verso.'])")
    assert not packages & (HEAVY - {"pydantic", "anyascii", "numpy"})


def test_every_public_name_is_there_and_typed():
    tree = ast.parse(Path(refgraph.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {alias.asname for node in block.body for alias in node.names}
    assert typed == set(refgraph.__all__)
    for name in refgraph.__all__:
        assert getattr(refgraph, name) is not None
    assert set(dir(refgraph)) >= typed


def test_a_function_is_not_hidden_by_the_package_of_its_name():
    code = (
        "import refgraph.parse, refgraph.check, refgraph.dedupe, refgraph as rg\n"
        "assert callable(rg.parse) and callable(rg.check) and callable(rg.dedupe)\n"
        "from refgraph.parse import Label\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(refgraph, "citeproc")
