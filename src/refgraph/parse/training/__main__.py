"""``python -m refgraph.parse.training``: the model that comes with refgraph, from its sources to its file."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from refgraph.errors import RefgraphError, UnknownNameError
from refgraph.parse.result import Label
from refgraph.parse.training.cleaning import cleaned
from refgraph.parse.training.examples import Example, read_examples

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

_ASIDE = 0.04
_SHORTEST_PRINTING = 30
_LICENSED = ("anystyle-core", "anystyle-gold", "anystyle-good", "grobid", "grobid-kisti", "linkedbooks")


def _share(text: str) -> tuple[Path, int | None]:
    """Read "FILE" or "FILE:SHARE"."""
    name, _, share = text.rpartition(":")
    return (Path(name), int(share)) if name and share.isdecimal() else (Path(text), None)


@app.command("fit")
def fit_command(
    gold: Annotated[Path, typer.Argument(help="Folder with files NAME.train.jsonl.gz of labelled references.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The model's file.")],
    synthetic: Annotated[
        list[str] | None, typer.Option(help="FILE or FILE:N, of which N examples are drawn each round; repeatable.")
    ] = None,
    source: Annotated[list[str] | None, typer.Option(help="Names of gold files; repeatable.")] = None,
    rounds: Annotated[float, typer.Option(help="How often all gold references are seen.")] = 12,
    hidden: Annotated[int, typer.Option(help="Size of the network's state in each direction.")] = 96,
    width: Annotated[int, typer.Option(help="Size of a token's vector.")] = 96,
    rows: Annotated[int, typer.Option(help="How many feature buckets keep a vector.")] = 80_000,
    rate: Annotated[float, typer.Option(help="Learning rate at its height.")] = 2e-3,
    seed: Annotated[int, typer.Option(help="What everything is drawn from.")] = 1,
    threads: Annotated[int, typer.Option(help="Processor cores to use.")] = 1,
    start: Annotated[Path | None, typer.Option(help="A model to go on from; its measures are kept.")] = None,
    *,
    closed: Annotated[
        bool, typer.Option("--closed", help="Believe that what a source leaves without label is no field.")
    ] = False,
) -> None:
    """Train a model on labelled references."""
    import torch

    from refgraph.parse.labelling.model import load_model, save_model
    from refgraph.parse.training.fitting.calibrate import calibrated
    from refgraph.parse.training.fitting.data import Dataset
    from refgraph.parse.training.fitting.export import export, restore
    from refgraph.parse.training.fitting.fit import Plan, Pool, fit
    from refgraph.parse.training.fitting.network import Network, Shape, shape_of

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    names = source or _LICENSED
    learn, aside = _kept_aside(_gold(gold, names), seed)
    dataset = Dataset(tuple(Label), closed=closed)
    pools = [Pool(dataset.prepare(learn))]
    for text in synthetic or ():
        path, share = _share(text)
        pools.append(Pool(dataset.prepare(read_examples(path)), share))
    typer.echo(f"{len(pools[0])} gold references, {[len(pool.examples) for pool in pools[1:]]} synthetic", err=True)
    before = None if start is None else load_model(start)
    shape = Shape(len(Label) + 1, width, hidden) if before is None else shape_of(before)
    network = Network(shape)
    if before is not None:
        restore(before, network)
    fit(network, dataset, pools, Plan(rounds=rounds, rate=rate, seed=seed), _progress)
    counts = dataset.bucket_counts(each for pool in pools for each in pool.examples)
    card = {
        "labels": [label.value for label in Label],
        "shape": {"width": shape.width, "hidden": shape.hidden, "layers": shape.layers},
        "sources": dict.fromkeys(names, True),
        "synthetic": [Path(_share(text)[0]).name for text in synthetic or ()],
        "rounds": rounds,
        "seed": seed,
        "start": None if before is None else {name: before.card.get(name) for name in ("synthetic", "rounds", "seed")},
    }
    save_model(calibrated(export(network, counts, rows, card), aside), output)
    typer.echo(f"wrote {output} ({output.stat().st_size / 1e6:.1f} MB)", err=True)


@app.command("calibrate")
def calibrate_command(
    model: Annotated[Path, typer.Argument(help="A model that `fit` has made.")],
    gold: Annotated[Path, typer.Argument(help="Folder with files NAME.train.jsonl.gz of labelled references.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The model's file.")],
    unseen: Annotated[
        list[str], typer.Option(help="MODEL:NAME, a model that was trained without gold file NAME; repeatable.")
    ],
    seed: Annotated[int, typer.Option(help="The seed of the training.")] = 1,
) -> None:
    """Fit a model's confidences on the references kept aside and on how models do at sources they never saw."""
    from refgraph.parse.labelling.model import load_model, save_model
    from refgraph.parse.training.fitting.calibrate import calibrated

    found = load_model(model)
    _, aside = _kept_aside(_gold(gold, tuple(found.card["sources"])), seed)
    pairs = (each.rpartition(":")[::2] for each in unseen)
    strangers = [(load_model(Path(path)), _gold(gold, (name,))) for path, name in pairs]
    save_model(calibrated(found, aside, strangers), output)
    typer.echo(f"wrote {output}", err=True)


def _gold(folder: Path, names: Sequence[str]) -> list[Example]:
    files = (folder / f"{name}.train.jsonl.gz" for name in names)
    return [cleaned(each) for file in files for each in read_examples(file)]


def _progress(step: int, steps: int, loss: float, seconds: float) -> None:
    typer.echo(f"step {step} of {steps}: loss {loss:.3f}, {seconds:.0f} CPU s", err=True)


def _kept_aside(examples: list[Example], seed: int) -> tuple[list[Example], list[Example]]:
    """Return what is learnt, and a few to fit the confidences on."""
    rng = random.Random(seed)
    kept: tuple[list[Example], list[Example]] = ([], [])
    for example in examples:
        kept[rng.random() < _ASIDE].append(example)
    return kept


@app.command("convert")
def convert_command(
    kind: Annotated[str, typer.Argument(help="anystyle, grobid or linkedbooks.")],
    files: Annotated[list[Path], typer.Argument(help="Files of that format, as their projects publish them.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file of examples (.jsonl or .jsonl.gz).")],
) -> None:
    """Turn labelled references of others into a file of examples."""
    from refgraph.parse.training.examples import write_examples
    from refgraph.parse.training.sources import READERS

    if kind not in READERS:
        raise UnknownNameError(f"no source format {kind!r}", hint=f"known are {', '.join(READERS)}")
    count = write_examples((each for file in files for each in READERS[kind](file)), output)
    typer.echo(f"wrote {count} references to {output}", err=True)


@app.command("agree")
def agree_command(
    file: Annotated[Path, typer.Argument(help="A work a line: a JSON object of styles and its references in them.")],
    model: Annotated[Path, typer.Argument(help="A model to begin with.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file of examples (.jsonl or .jsonl.gz).")],
    without: Annotated[list[str] | None, typer.Option(help="Styles to leave out, by a part of the name.")] = None,
) -> None:
    """Label printings of the same works in several styles by what a model reads alike in most of them."""
    from refgraph.parse.labelling import Labeller, load_model
    from refgraph.parse.training.agreement import agreed
    from refgraph.parse.training.examples import write_examples
    from refgraph.parse.training.rows import read_rows

    works = [
        {style: text for style, text in row.items() if isinstance(text, str) and len(text) > _SHORTEST_PRINTING}
        for _, row in read_rows(file)
    ]
    examples = agreed(works, Labeller(load_model(model)))
    kept = (each for each in examples if not any(part in each.source for part in without or ()))
    typer.echo(f"wrote {write_examples(kept, output)} references to {output}", err=True)


@app.command("prose")
def prose_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file of examples (.jsonl or .jsonl.gz).")],
    count: Annotated[int, typer.Option(help="How many lines.")] = 12_000,
    seed: Annotated[int, typer.Option(help="What they are drawn from.")] = 1,
) -> None:
    """Write lines that are no references: sentences, captions, headings, table rows, lone addresses."""
    from itertools import islice

    from refgraph.parse.training.examples import write_examples
    from refgraph.parse.training.prose import prose

    write_examples(islice(prose(random.Random(seed)), count), output)


@app.command("score")
def score_command(
    model: Annotated[Path, typer.Argument(help="The model's file.")],
    files: Annotated[list[Path], typer.Argument(help="Files of labelled references.")],
) -> None:
    """Say how good a model is, by file and by label."""
    from refgraph.parse.labelling import Labeller, load_model
    from refgraph.parse.training.scoring import score
    from refgraph.parse.training.table import table

    labeller = Labeller(load_model(model))
    scores = {}
    for file in files:
        examples = list(read_examples(file))
        scores[file.name] = score(examples, labeller([example.raw for example in examples]))
    typer.echo(table(scores))


if __name__ == "__main__":
    try:
        app(prog_name="python -m refgraph.parse.training")
    except RefgraphError as error:
        raise SystemExit(f"refgraph: {error}") from error
