"""Floors for finding and labelling references: a little under what was measured (benchmarks/RESULTS.md)."""

import gzip
import importlib.util
import json

import pytest

from refgraph.documents import read_document
from refgraph.parse.labelling import default_labeller


def load(path):
    """Import a scoring script from the data beside the project."""
    spec = importlib.util.spec_from_file_location(f"shared_{path.parent.name}_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_documents(shared, kind):
    evaluate = load(shared / "documents/evaluate.py")
    matched = predicted = expected = 0
    for path in sorted((shared / "documents" / kind).iterdir()):
        gold = json.loads((shared / "documents/gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        wanted = [evaluate.norm(each["raw"]) for each in gold["references"]]
        found = [evaluate.norm(each.raw) for each in read_document(path).references]
        matched += len(evaluate.align(found, wanted))
        predicted += len(found)
        expected += len(wanted)
    return evaluate.f1(matched, predicted, expected)


@pytest.mark.parametrize(("kind", "floor"), [("text", 0.98), ("html", 0.99)])
def test_reference_lists_are_found_in_documents(shared, kind, floor):
    assert score_documents(shared, kind) >= floor


def score_references(shared, rows, tmp_path):
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    labelled = zip(rows, default_labeller()([row["raw"] for row in rows]), strict=True)
    lines = (
        {"id": row["id"], "fields": [{"label": field.label.value, "text": field.text} for field in found.fields]}
        for row, found in labelled
    )
    predicted.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    result = load(shared / "gold/evaluate.py").main([str(gold), str(predicted), "--quiet"])
    return result["modes"]["soft"]


def gold_rows(shared, part):
    if part == "multilingual":
        text = (shared / "gold-multilingual/references.jsonl").read_text(encoding="utf-8")
        return [{"source": "multilingual", **json.loads(line)} for line in text.splitlines()]
    texts = (gzip.decompress(path.read_bytes()).decode() for path in sorted((shared / "gold").glob("*.dev.jsonl.gz")))
    return [json.loads(line) for text in texts for line in text.split("\n") if line.strip()]


# The scoring script leaves its files open.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("part", "f1", "whole"), [("dev", 0.915, 0.71), ("multilingual", 0.95, 0.75)])
def test_references_are_labelled(shared, tmp_path, part, f1, whole):
    scored = score_references(shared, gold_rows(shared, part), tmp_path)
    assert scored["micro"]["f1"] >= f1
    assert scored["whole_reference"] >= whole


def test_the_seed_without_a_list_gives_nothing(shared):
    (path,) = (shared / "seeds").glob("003_*.txt")
    assert read_document(path).references == ()


def test_the_seed_article_gives_ten_references(shared):
    (path,) = (shared / "seeds").glob("000_*.txt")
    document = read_document(path)
    assert [each.label for each in document.references] == [str(number) for number in range(1, 11)]
    assert document.references[-1].raw.endswith("Xi’an.")
    assert "email" not in " ".join(document.article.authors).lower()
