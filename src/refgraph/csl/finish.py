"""The last pass over a tape: quotation marks by depth, flip-flopping, and punctuation where two texts meet."""

from __future__ import annotations

from refgraph.csl.terms import Locale
from refgraph.csl.tokens import Close, Delimiter, Mark, Open, Prefix, Quote, Rich, Run, Tape, Token, Verbatim
from refgraph.csl.words.richtext import NO_DECORATION

_NORMAL = {
    "font-style": "normal",
    "font-weight": "normal",
    "font-variant": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}
_KEEP, _DROP_SECOND, _DROP_FIRST = range(3)
# What becomes of two marks that meet: rows end a text, columns begin the next one.
_MEETING: dict[tuple[str, str], int] = {
    **dict.fromkeys([(a, a) for a in ".,:;!?"], _DROP_SECOND),
    **dict.fromkeys([(a, ".") for a in ":;!?"], _DROP_SECOND),
    **dict.fromkeys([(a, ":") for a in ";!?"], _DROP_SECOND),
    **dict.fromkeys([(a, b) for a in ":;" for b in "!?"], _DROP_FIRST),
    (" ", " "): _DROP_SECOND,
    ("\xa0", " "): _DROP_SECOND,
    (" ", ";"): _KEEP,
}
_BOUNDARY = frozenset(".,:;!? ")
_STOPS = frozenset(".,:;")
_INTO_QUOTES = frozenset(".,!?")


def finish(tape: Tape, locale: Locale) -> list[Token]:
    """Return the tape as a writer takes it: runs and marks only.

    Args:
        tape: what the layout gave.
        locale: decides about quotation marks and whether punctuation goes inside them.
    """
    return _Finisher(locale).run(tape)


def trimmed(tokens: list[Token]) -> list[Token]:
    """Return tokens without white space at the beginning and the end of their text."""
    places = [at for at, token in enumerate(tokens) if isinstance(token, tuple)]
    kept = [*tokens]
    for order, strip, cut in ((places, str.lstrip, True), (places[::-1], str.rstrip, False)):
        for at in order:
            text, source = kept[at]  # type: ignore[misc]
            bare = strip(text)
            kept[at] = (bare, source.moved(len(text) - len(bare)) if cut and source else source)
            if bare:
                break
    return [token for token in kept if not isinstance(token, tuple) or token[0]]


def _begins_in_block(tape: Tape) -> bool:
    for token in tape:
        if not isinstance(token, Open):
            return False
        if token.mark.name == "display":
            return True
    return False


class _Finisher:
    """Holds where the last text ended."""

    __slots__ = ("closed", "depth", "in_blocks", "inside", "last", "locale", "out", "quotes", "styles")

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self.quotes = locale.quotes
        self.inside = locale.punctuation_in_quote
        self.out: list[Token] = []
        self.last = -1  # where in `out` the last text is that no quotation mark closed
        self.closed = -1  # where the first quotation mark is that closed after it
        self.depth = 0
        self.in_blocks = False
        self.styles: list[Mark] = []

    def run(self, tape: Tape) -> list[Token]:
        out = self.out
        self.in_blocks = _begins_in_block(tape)
        for token in tape:
            if isinstance(token, tuple):
                if token[0][0] in _BOUNDARY and self.last >= 0 and not self._stays(token[0]):
                    self._meet(token)
                else:
                    self.last = len(out)
                    self.closed = -1
                    out.append(token)
            elif isinstance(token, Quote):
                self._quote(token)
            elif isinstance(token, Open):
                self._open(token)
            else:
                self._close(token)
        return out

    def _stays(self, text: str) -> bool:
        """Tell whether a mark stays where another one stands already.

        So does one of a `value`, and a prefix inside another one or after a delimiter with another mark: what would
        stand between is missing ("2001;:40").
        """
        if text[0] not in _STOPS or self.closed >= 0 or self._block_end() is not None:
            return False
        before = self._last_run()[0]
        return isinstance(text, Verbatim) or (
            isinstance(text, Prefix)
            and (isinstance(before, Prefix) or (isinstance(before, Delimiter) and before[-1] != text[0]))
        )

    def _block_end(self) -> int | None:
        """Return where in `out` a block ended after the last text."""
        for at in range(self.last + 1, len(self.out)):
            token = self.out[at]
            if isinstance(token, Close) and token.mark.name == "display":
                return at
        return None

    def _quote(self, token: Quote) -> None:
        if token.closing:
            self.depth -= 1
            mark = self.quotes[self.depth % 2][1]
            if token.fixed:
                self.last = len(self.out)
                self.closed = -1
            elif self.closed < 0:
                self.closed = len(self.out)
            self.out.append((mark, None))
            return
        mark = self.quotes[self.depth % 2][0]
        self.depth += 1
        self.last = len(self.out)
        self.closed = -1
        self.out.append((mark, None))

    def _open(self, token: Open) -> None:
        mark = token.mark
        if mark is NO_DECORATION:
            mark = Mark("nodecor", "")
            undone = [Mark(name, _NORMAL[name]) for name in _NORMAL if self._current(name) not in (None, _NORMAL[name])]
            self.styles.append(mark)
            self.styles.extend(undone)
            self.out.extend(Open(each) for each in undone)
            return
        if isinstance(token, Rich) and self._current(mark.name) == mark.value:
            token = Open(Mark(mark.name, _NORMAL[mark.name]))
        elif mark.value == "normal" and self._current(mark.name) in (None, "normal"):
            # nothing to undo
            self.styles.append(Mark("", ""))
            return
        self.styles.append(token.mark)
        self.out.append(token)

    def _close(self, token: Close) -> None:
        if token.mark is NO_DECORATION:
            while self.styles[-1].name != "nodecor":
                self._end(self.styles.pop())
            self.styles.pop()
            return
        mark = self.styles.pop()
        if mark.name:
            self._end(mark)

    def _end(self, mark: Mark) -> None:
        """End what a mark began; where that is nothing, it need not have begun."""
        last = self.out[-1]
        if isinstance(last, Open) and last.mark == mark:
            self.out.pop()
        else:
            self.out.append(Close(mark))

    def _current(self, name: str) -> str | None:
        for mark in reversed(self.styles):
            if mark.name == name:
                return mark.value
        return None

    def _meet(self, token: Run) -> None:
        """Append a text that begins with punctuation or a space."""
        text, source = token
        while text and text[0] in _BOUNDARY:
            if self._step(text[0]) == _KEEP and not self._ends_block(text[0]):
                break
            text = text[1:]
        if not text:
            return
        self.last = len(self.out)
        self.closed = -1
        self.out.append(
            token if len(text) == len(token[0]) else (text, source and source.moved(len(token[0]) - len(text)))
        )

    def _ends_block(self, first: str) -> bool:
        """Put punctuation at the end of the block before, if one has just ended: none stands at the head of a line.

        An entry that begins outside of blocks ends there too.
        """
        if first not in _STOPS or not self.in_blocks:
            return False
        at = self._block_end()
        if at is None:
            return False
        self.out.insert(at, (first, None))
        self.last = at
        self.closed = -1
        return True

    def _last_run(self) -> Run:
        token = self.out[self.last]
        assert isinstance(token, tuple)
        return token

    def _step(self, first: str) -> int:
        """Decide about one character; `_DROP_SECOND` where it is not to be written here."""
        out = self.out
        before, source = self._last_run()
        if self.closed >= 0:
            return self._after_quote(first, before)
        meeting = _MEETING.get((before[-1:], first), _KEEP)
        if meeting == _DROP_FIRST and len(before) > 1:
            out[self.last] = (before[:-1], source)
            return _KEEP
        if meeting == _DROP_FIRST:
            del out[self.last]
            self._find_last()
            return self._step(first) if self.last >= 0 else _KEEP
        return meeting

    def _find_last(self) -> None:
        """Find the last text again after one was taken away."""
        at = len(self.out) - 1
        self.closed = -1
        while at >= 0:
            token = self.out[at]
            if isinstance(token, tuple):
                if token[1] is None and token[0] in (self.quotes[0][1], self.quotes[1][1]):
                    self.closed = at
                else:
                    break
            at -= 1
        self.last = at

    def _after_quote(self, first: str, before: str) -> int:
        meeting = _MEETING.get((before[-1:], first), _KEEP)
        if meeting == _DROP_SECOND and first == ":" and before[-1] in "!?":
            return _DROP_SECOND
        if not self.inside and first == before[-1] == ".":
            return _DROP_SECOND
        if not self.inside or first not in _INTO_QUOTES:
            return _KEEP
        if meeting == _DROP_SECOND:
            return _DROP_SECOND
        if meeting == _DROP_FIRST:
            self.out[self.last] = (before[:-1], self._last_run()[1])
        self.out.insert(self.closed, (first, None))
        self.last = self.closed
        self.closed += 1
        return _DROP_SECOND
