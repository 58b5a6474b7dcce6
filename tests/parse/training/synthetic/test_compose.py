import gzip
import json

from refgraph.parse.training.examples import read_examples
from refgraph.parse.training.synthetic.__main__ import main
from refgraph.parse.training.synthetic.compose import compose


def test_the_same_seed_gives_the_same_examples():
    first = list(compose(4, 60, languages=["en", "uz"], with_templates=False))
    assert first == list(compose(4, 60, languages=["en", "uz"], with_templates=False))
    assert first != list(compose(5, 60, languages=["en", "uz"], with_templates=False))
    assert len(first) == 60
    assert {example.lang for example in first} == {"en", "uz"}


def test_half_of_the_examples_are_worn():
    found = list(compose(4, 400, languages=["en"], with_templates=False))
    worn = sum(example.source.endswith("+noise") for example in found)
    assert 100 < worn < 300


def test_the_command_writes_a_file_and_shows_examples(tmp_path, capsys):
    path = tmp_path / "some.jsonl.gz"
    options = ["--seed", "3", "--count", "25", "--languages", "uz", "--no-templates"]
    assert main([*options, "--show", "2", "-o", str(path)]) == 0
    out = capsys.readouterr()
    assert out.out.count("\n") == 2
    assert "⟦" in out.out
    assert "25 examples" in out.err
    found = list(read_examples(path))
    assert len(found) == 25
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert all(field["text"] == row["raw"][field["start"] : field["end"]] for row in rows for field in row["fields"])
    first = path.read_bytes()
    main([*options, "-o", str(path)])
    assert first == path.read_bytes()
