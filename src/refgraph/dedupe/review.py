"""The walk through the doubtful pairs, as values: where it stands, and what each key makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from refgraph.dedupe.consequences import Consequences, named
from refgraph.dedupe.decisions import Decision, Decisions

KeyPair = tuple[str, str]

HELP = {
    "y": "the same work",
    "n": "different works",
    "s": "skip: decide another time",
    "w": "write why: the next line you type stands as a comment beside the decision that follows",
    "u": "undo the last answer",
    "?": "show these keys",
    "q": "stop; what was decided is saved already",
}
"""The keys of the walk, and what each does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered to one pair.

    Attributes:
        place: of the pair, from 0.
        decision: None where the pair was skipped.
    """

    place: int
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A walk through doubtful pairs.

    Attributes:
        pairs: keys of the pairs, in the order in which they are asked.
        given: the decisions that were there before.
        merged: what was merged without a person's word, as decisions. They are not doubted here: a pair that follows
            with them is not asked.
        answers: the answers so far, in order.
        why: the reason for the decision to come, or None.
        asks_why: True if the next input is a reason, not a key.
        message: what there is to say about the last key; the empty string for nothing.
        ended: True if the walk is over.
    """

    pairs: tuple[KeyPair, ...]
    given: Decisions = ()
    merged: Decisions = ()
    answers: tuple[Answer, ...] = ()
    why: str | None = None
    asks_why: bool = False
    message: str = ""
    ended: bool = False

    @property
    def made(self) -> Decisions:
        """Return the decisions of this walk, in order."""
        return tuple(each.decision for each in self.answers if each.decision)

    @property
    def place(self) -> int:
        """Return the place of the pair that is asked now, from 0; the number of pairs if none is left.

        Pairs that follow from what is decided or merged, since "same" is transitive, are passed over.
        """
        said = Consequences((*self.given, *self.merged, *self.made))
        start = self.answers[-1].place + 1 if self.answers else 0
        open_ = (place for place in range(start, len(self.pairs)) if said.verdict(*self.pairs[place]) is None)
        return next(open_, len(self.pairs))

    @property
    def current(self) -> KeyPair | None:
        """Return the keys of the pair that is asked now, or None if none is left."""
        place = self.place
        return self.pairs[place] if place < len(self.pairs) else None

    @property
    def skipped(self) -> int:
        """Return how many pairs were skipped."""
        return sum(each.decision is None for each in self.answers)


def step(review: Review, key: str) -> Review:
    """Return the walk after a key, or after a reason where one is asked for.

    Args:
        review: the walk so far; an ended one stays as it is.
        key: a key of `HELP`, in either case; or the text of the reason, empty for none.
    """
    if review.ended:
        return review
    if review.asks_why:
        return replace(review, asks_why=False, why=" ".join(key.split()) or None, message="")
    action = _ACTIONS.get(key.strip().casefold())
    if action is None:
        return replace(review, message=f"{key.strip()!r} is no key here; ? lists them")
    return action(replace(review, message=""))


def contradiction(decisions: Iterable[Decision], decision: Decision) -> str:
    """Say what a decision contradicts, also through other works; the empty string for nothing."""
    said = Consequences(decisions)
    verdict = said.verdict(decision.a, decision.b)
    if verdict is None or verdict == decision.same:
        return ""
    because = said.because(decision.a, decision.b)
    makes = "makes" if len(because) == 1 else "make"
    verdict_in_words = "the same" if verdict else "different"
    return f"not written: {named(because)} {makes} {decision.a!r} and {decision.b!r} {verdict_in_words}"


def _decide(review: Review, *, same: bool) -> Review:
    pair = review.current
    if pair is None:
        return replace(review, message=_NONE_LEFT)
    decision = Decision(same=same, a=pair[0], b=pair[1], why=review.why)
    conflict = contradiction((*review.given, *review.made), decision)
    if conflict:
        return replace(review, message=conflict)
    answered = replace(review, answers=(*review.answers, Answer(place=review.place, decision=decision)), why=None)
    return replace(answered, message=_passed_over(answered))


def _passed_over(review: Review) -> str:
    """Say how many pairs the last answer has settled besides its own."""
    count = review.place - review.answers[-1].place - 1
    if count < 1:
        return ""
    pairs = "the next pair follows" if count == 1 else f"the next {count} pairs follow"
    return f"{pairs} from what you decided"


def _same(review: Review) -> Review:
    return _decide(review, same=True)


def _different(review: Review) -> Review:
    return _decide(review, same=False)


def _skip(review: Review) -> Review:
    if review.current is None:
        return replace(review, message=_NONE_LEFT)
    return replace(review, answers=(*review.answers, Answer(place=review.place)), why=None)


def _undo(review: Review) -> Review:
    if not review.answers:
        return replace(review, message="there is nothing to undo")
    last = review.answers[-1].decision
    message = f"taken back: {last.text}" if last else "back to the pair that was skipped"
    return replace(review, answers=review.answers[:-1], why=None, message=message)


def _why(review: Review) -> Review:
    return replace(review, message=_NONE_LEFT) if review.current is None else replace(review, asks_why=True)


def _help(review: Review) -> Review:
    return replace(review, message="\n".join(f"{key}  {does}" for key, does in HELP.items()))


def _quit(review: Review) -> Review:
    return replace(review, ended=True)


_NONE_LEFT = "no pair is left; u undoes the last answer, q ends"
_ACTIONS: dict[str, Callable[[Review], Review]] = {
    "y": _same,
    "n": _different,
    "s": _skip,
    "w": _why,
    "u": _undo,
    "?": _help,
    "q": _quit,
}
