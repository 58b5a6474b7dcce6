"""Cited keys and bibliographies of a LaTeX file: LaTeX, natbib and BibLaTeX commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript, blank

_HIDDEN = (
    re.compile(
        r"\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}.*?(?:\\end\{\1\}|\Z)",
        re.DOTALL,
    ),
    re.compile(r"\\(?:verb|lstinline)\*?(?:\[[^\]\n]*\])?([^\sA-Za-z*{\[])[^\n]*?\1"),
    # The lookbehind keeps "\%"; "\\%" is a line break before a comment.
    re.compile(r"(?<!\\)(?:\\\\)*%[^\r\n]*"),
    re.compile(r"\\iffalse\b.*?(?:\\fi\b|\Z)", re.DOTALL),
    re.compile(r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\\\w+\}?"),
)
_COMMAND = re.compile(r"\\([A-Za-z]*[cC]it(?:e|al)[A-Za-z]*|bibentry)(?![A-Za-z])\*?")
# Commands with "cite" in their name that take no keys.
_NO_KEYS = re.compile(
    r"(?:ex|in|re|soli)cites?|citetext|citeprocitem|(?:set)?citestyle|setcite\w*|citereset\w*|citet?setup|citefix|citepunct|citeform|citemid|citeleft"
    r"|citeright|citeauthoryear"
    r"|\w*Cite(?:Command|Delim|Name|Alias)\w*|newcites|citename|multicitesep|citecounter|mk\w*cite\w*"
    r"|citetracker|iffirstcite\w*"
    r"|citeindex\w*|nocitation|bibcite|citation|citenumfont|blx\w*|ifcite\w*|citedash|citeindextype",
)
_OPTIONAL = re.compile(r"\s*(?:\[(?:[^\[\]{}]|\{[^{}]*\}|\[[^\]]*\])*\]|\((?:[^()\n]|\{[^{}]*\})*\))")
_GROUP = re.compile(r"\s*\{([^{}]*)\}")
_KEY = re.compile(r"[^\s,](?:[^,\r\n]*[^\s,])?")
_BIBLIOGRAPHY = re.compile(
    r"\\(bibliography|addbibresource|addglobalbib|addsectionbib|nobibliography"
    r"|putbib)\*?(?:\s*\[[^\]]*\])*\s*[\{\[]([^{}\[\]]*)[\}\]]"
)
_REMOTE = re.compile(r"^(?:https?|ftp)://")
_INCLUDE = re.compile(
    r"\\(?:input|include|subfile|subfileinclude)\s*\{([^{}]+)\}"
    r"|\\(?:sub)?import\*?\s*\{([^{}]*)\}\s*\{([^{}]+)\}"
)
_PLAIN_INPUT = re.compile(r"\\input\s+([^\s{}\\]+)")
_BIBITEM = re.compile(r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{([^{}]*)\}")


def read_latex(text: str, file: str) -> Manuscript:
    r"""Return what a LaTeX file cites.

    Comments, verbatim text, ``\iffalse`` parts and definitions of commands are left out.
    """
    shown = blank(text, *_HIDDEN)
    cited = tuple(_cited(shown))
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(each for each in cited if each.key != "*"),
        bibliographies=tuple(_bibliographies(shown)),
        items=tuple(
            _keys(found[1], found.start(1), 0, whole=True) for found in _BIBITEM.finditer(shown) if found[1].strip()
        ),
        includes=tuple(_includes(shown)),
        cites_all=any(each.key == "*" for each in cited),
        root=file,
    )


def _cited(text: str) -> Iterator[CitedKey]:
    group = 0
    for command in _COMMAND.finditer(text):
        name = command[1]
        if _NO_KEYS.fullmatch(name):
            continue
        several = name.lower().endswith("cites")  # \parencites[12]{a}[34]{b}
        for start, keys in _arguments(text, command.end(), volume="volcite" in name.lower(), several=several):
            group += 1
            for found in _KEY.finditer(keys):
                # "#1" and "\thekey" are the parameters of somebody's macro
                if not any(mark in found[0] for mark in "#\\"):
                    yield CitedKey(key=found[0], start=start + found.start(), end=start + found.end(), group=group)


def _arguments(text: str, offset: int, *, volume: bool, several: bool) -> Iterator[tuple[int, str]]:
    """Yield offset and text of the arguments of a citing command that hold keys."""
    while True:
        while found := _OPTIONAL.match(text, offset):
            offset = found.end()
        group = _GROUP.match(text, offset)
        if group is None:
            return
        offset = group.end()
        if volume:  # \volcite[prenote]{volume}[page]{key}
            volume = False
            continue
        yield group.start(1), group[1]
        if not several:
            return


def _bibliographies(text: str) -> Iterator[CitedKey]:
    for found in _BIBLIOGRAPHY.finditer(text):
        for name in _KEY.finditer(found[2]):
            if _REMOTE.match(name[0]) or any(mark in name[0] for mark in "#\\"):
                continue
            start = found.start(2) + name.start()
            bare = found[1] in {"bibliography", "nobibliography", "putbib"} and not name[0].endswith(".bib")
            yield CitedKey(key=f"{name[0]}.bib" if bare else name[0], start=start, end=start + len(name[0]))


def _includes(text: str) -> Iterator[str]:
    for found in _INCLUDE.finditer(text):
        name = found[1] or f"{found[2]}/{found[3]}".replace("//", "/")
        yield name.strip().strip('"')
    for found in _PLAIN_INPUT.finditer(text):
        yield found[1]


def _keys(text: str, start: int, group: int, *, whole: bool) -> CitedKey:
    bare = text.strip() if whole else text
    at = start + text.index(bare)
    return CitedKey(key=bare, start=at, end=at + len(bare), group=group)
