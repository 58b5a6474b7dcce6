"""``refgraph train``: the parser goes on learning from somebody's own references."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from refgraph.cli.bars import bar
from refgraph.cli.streams import say
from refgraph.errors import ConfigurationError

_BATCH = 16
_TO_LEARN = "pip install 'refgraph[train]'"


def train(
    file: Annotated[Path, typer.Argument(help="Labelled references, one JSON object a line (.jsonl or .jsonl.gz).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Write the new model to this file.")] = Path(
        "parser.npz"
    ),
    model: Annotated[Path | None, typer.Option(help="Start from this model; the one that comes with refgraph.")] = None,
    aside: Annotated[
        float, typer.Option(min=0.05, max=0.5, help="Share of the references kept aside to measure with.")
    ] = 0.2,
    rounds: Annotated[
        float | None,
        typer.Option(min=0.1, help="How often each reference is seen; as often as it takes unless given."),
    ] = None,
    rate: Annotated[
        float, typer.Option(min=1e-6, max=0.1, help="How fast is learnt; 0.0006 for a few references of one style.")
    ] = 1e-4,
    seed: Annotated[int, typer.Option(help="What is drawn at random is drawn from this.")] = 1,
) -> None:
    """Adapt the parser to your own references, and say how much better it reads them.

    Each line has "raw", the reference, and "fields", a list of {"label", "start", "end"}: the format that
    refgraph parse --output-format jsonl prints, so its output, corrected by hand, will do. Some references are kept
    aside; the old and the new model are measured on them.

    Examples:
      refgraph parse references.txt --output-format jsonl > mine.jsonl   # correct it, then
      refgraph train mine.jsonl -o mine.npz
      refgraph parse more.txt --model mine.npz
    """
    from refgraph.parse.labelling import default_model, load_model, save_model
    from refgraph.parse.training.examples import read_examples
    from refgraph.parse.training.table import table

    examples = list(read_examples(file))
    try:
        from refgraph.parse.training.fitting.adapt import adapt, enough_rounds, split
        from refgraph.parse.training.fitting.fit import Plan
    except ModuleNotFoundError as error:
        raise ConfigurationError(f"training needs {error.name}, which is not installed", hint=_TO_LEARN) from error

    parts = split(examples, aside, seed)
    done = 0.0
    with bar("training", lambda: done) as advance:

        def progress(step: int, steps: int, _loss: float, _seconds: float) -> None:
            nonlocal done
            done = step / steps
            advance(0)

        start = load_model(model) if model else default_model()
        plan = Plan(rounds=rounds or enough_rounds(len(parts.learn), _BATCH), batch=_BATCH, rate=rate, seed=seed)
        adapted = adapt(start, parts, plan, progress)
    save_model(adapted.model, output)
    print(table({"before": adapted.before, "after": adapted.after}))
    if adapted.after.f1 <= adapted.before.f1:
        say("the new model is not better on the references kept aside: do not use it; more references may help")
    say(f"learnt from {len(parts.learn)} references, measured on {len(parts.aside)}; wrote {output}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("train")(train)
