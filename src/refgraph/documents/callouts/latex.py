"""Citations in LaTeX: the commands of LaTeX, natbib and BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from refgraph.documents.callouts.latex_macros import CitingCommand, find_commands, find_uses
from refgraph.documents.callouts.latex_source import Argument, hide, read_arguments
from refgraph.documents.callouts.values import CitationSpan, CitedPart, CitedText, Form, ListPlace, Mode, NoteSpan
from refgraph.model.reference import Reference
from refgraph.text.latex import latex_to_unicode

_COMMAND = re.compile(r"\\([A-Za-z]*[cC]it(?:e|al)[A-Za-z]*|bibentry)(?![A-Za-z])(\*?)")
# Commands with "cite" in their name that take no keys.
_NO_KEYS = re.compile(
    r"(?:ex|in|re|soli)cites?|citetext|citeprocitem|(?:set)?citestyle|setcite\w*|citereset\w*|citet?setup|citefix|citepunct|citeform|citemid|citeleft"
    r"|citeright|citeauthoryear"
    r"|\w*Cite(?:Command|Delim|Name|Alias)\w*|newcites|citename|multicitesep|citecounter|mk\w*cite\w*"
    r"|citetracker|iffirstcite\w*"
    r"|citeindex\w*|nocitation|bibcite|citation|citenumfont|blx\w*|ifcite\w*|citedash|citeindextype",
)
_ASIDE = re.compile(r"\s*<[^<>{}\[\]\r\n]{0,200}>")  # apacite's \citeA<see>[p.~3]{key}
_SEVERAL = re.compile(r"(?:[cC]ites|citetexts)$")
_KEY = re.compile(r"[^\s,](?:[^,\r\n]*[^\s,])?")
_BIBLIOGRAPHY = re.compile(
    r"\\((?:default|no)?bibliography(?!style|unit|type|heading|hyp)[A-Za-z]{0,20}|addbibresource|addglobalbib|addsectionbib"
    r"|putbib)\*?(?:\s*\[[^\]]{0,500}\](?=\s*[\[{]))?\s*[\{\[]([^{}\[\]]*)[\}\]]"
)
_REFSECTION = re.compile(r"\\(?:begin\s*\{(?:refsection|bibunit)\}|newrefsection)\s*\[([^\[\]{}]*)\]")
_EMBEDDED = re.compile(
    r"\\begin\{(filecontents\*?)\}(?:\[[^\]\r\n]*\])?\{([^{}\r\n]+)\}(.*?)(?:\\end\{\1\}|\Z)", re.DOTALL
)
_REMOTE = re.compile(r"^(?:https?|ftp)://")
_INCLUDE = re.compile(
    r"\\(?:input|include|subfile|subfileinclude)\s*\{([^{}]+)\}"
    r"|\\(?:(?:sub)?import|(?:sub)?(?:include|input)from)\*?\s*\{([^{}]*)\}\s*\{([^{}]+)\}"
)
_PLAIN_INPUT = re.compile(r"\\input\s+([^\s{}\\]+)")
_BIBITEM = re.compile(r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{([^{}]*)\}")
_PLACE = re.compile(
    r"\\(?:bibliography\*?\s*\{[^{}]*\}|printbibliography(?![A-Za-z])\s*(?:\[(?:[^\[\]{}]|\{[^{}]*\})*\])?)"
)
_NOTE = re.compile(r"\\(?:footnote|endnote)(?![A-Za-z])\s*(?:\[[^\[\]]*\])?\s*(?=\{)")
_PACKAGE = re.compile(r"\\(?:usepackage|RequirePackage)\s*(?:\[([^\[\]]*)\])?\s*\{([^{}]*)\}")

_FORMS: dict[str, tuple[Mode, Form]] = {
    **dict.fromkeys(("cite", "citep", "parencite", "autocite", "smartcite", "supercite"), (Mode.NORMAL, Form.PLAIN)),
    **dict.fromkeys(("citet", "textcite"), (Mode.NARRATIVE, Form.PLAIN)),
    "citealp": (Mode.NORMAL, Form.BARE),
    "citealt": (Mode.NARRATIVE, Form.BARE),
    "citeauthor": (Mode.AUTHOR_ONLY, Form.PLAIN),
    **dict.fromkeys(("citeyear", "citeyearpar"), (Mode.SUPPRESS_AUTHOR, Form.YEAR)),
    "footcite": (Mode.NORMAL, Form.NOTE),
    "nocite": (Mode.NORMAL, Form.HIDDEN),
}
_WITHOUT_AUTHOR = {"cite*", "parencite*", "autocite*", "smartcite*", "footcite*"}  # biblatex; natbib's stars are others


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a manuscript names.

    Attributes:
        name: as written, with ".bib" where LaTeX adds it.
        start: offset of the name in the text.
        end: offset after it.
    """

    name: str
    start: int
    end: int


def find_citations(text: str, commands: Mapping[str, CitingCommand] | None = None) -> CitedText:
    r"""Return the citations of LaTeX source, its footnotes and the places of its bibliography.

    Comments, verbatim text and definitions of commands are left out. A citing command whose meaning is not known
    here (``\citetitle``) has the form `Form.OTHER`.

    Args:
        text: the source.
        commands: citing commands of somebody's own; by default those that the text itself defines.

    >>> found = find_citations(r"As \citet[p.~3]{li2020} says \citep[see][]{b,c}.")
    >>> [[(part.key, part.mode.value) for part in each.parts] for each in found.citations]
    [[('li2020', 'narrative')], [('b', 'normal'), ('c', 'normal')]]
    """
    shown = hide(text)
    citations: list[CitationSpan] = []
    own = find_commands(text) if commands is None else commands
    for each in sorted([*_commands(shown, own), *_own_commands(shown, own)], key=lambda span: span.start):
        if citations and each.end <= citations[-1].end:  # in the prenote of the one before
            citations[-1] = replace(citations[-1], nested=(*citations[-1].nested, each))
        else:
            citations.append(each)
    return CitedText(
        text=text,
        citations=tuple(citations),
        notes=tuple(_notes(shown)),
        places=tuple(
            ListPlace(start=found.start(), end=found.end(), command=found[0].split("{")[0].split("[")[0].strip("\\* "))
            for found in _PLACE.finditer(shown)
        ),
        nocite=tuple(part for each in citations if each.form is Form.HIDDEN for part in each.parts),
    )


def _own_commands(shown: str, commands: Mapping[str, CitingCommand]) -> Iterator[CitationSpan]:
    for found, keys in find_uses(shown, commands):
        parts = [part for each in keys for part in _parts(shown, [each], Mode.NORMAL)]
        if parts:
            yield CitationSpan(
                start=found.start(), end=keys[-1].end + 1, parts=tuple(parts), form=Form.OTHER, command=found[1]
            )


def _commands(shown: str, own: Mapping[str, CitingCommand]) -> Iterator[CitationSpan]:
    for command in _COMMAND.finditer(shown):
        if command[1] in own or _NO_KEYS.fullmatch(command[1]):
            continue
        aside = _ASIDE.match(shown, command.end())
        arguments = [*read_arguments(shown, aside.end() if aside else command.end())]
        several = _SEVERAL.search(command[1]) is not None  # \parencites[12]{a}[34]{b}
        name = command[1].removesuffix("s") if several else command[1]
        mode, form = _FORMS.get(name[:1].lower() + name[1:], (Mode.NORMAL, Form.OTHER))
        if f"{name[:1].lower()}{name[1:]}{command[2]}" in _WITHOUT_AUTHOR:
            mode = Mode.SUPPRESS_AUTHOR
        groups = _key_groups(arguments, volume="volcite" in name.lower(), several=several)
        parts = [part for group in groups for part in _parts(shown, group, mode)]
        if parts:
            end = groups[-1][-1].end + 1
            yield CitationSpan(start=command.start(), end=end, parts=tuple(parts), form=form, command=command[1])


def _key_groups(arguments: list[Argument], *, volume: bool, several: bool) -> list[list[Argument]]:
    """Part the arguments of a citing command into groups that each end with the one that holds keys."""
    groups: list[list[Argument]] = []
    group: list[Argument] = []
    number = 0
    for each in arguments:
        group.append(each)
        if each.kind != "{":
            continue
        number += 1
        if volume and number % 2:  # \volcite[prenote]{volume}[page]{key}
            continue
        groups.append(group)
        group = []
        if not several:
            break
    return groups


def _parts(shown: str, group: list[Argument], mode: Mode) -> list[CitedPart]:
    *options, keys = group
    notes = [(each.start, each.end) for each in options if each.kind == "["]
    nowhere = (keys.end, keys.end)
    before, after = (notes[0], notes[1]) if len(notes) > 1 else (nowhere, notes[0] if notes else nowhere)
    found = [*_KEY.finditer(shown, keys.start, keys.end)]
    # "#1" and "\thekey" are the parameters of somebody's macro
    found = [each for each in found if not any(mark in each[0] for mark in "#\\")]
    return [
        CitedPart(
            key=each[0],
            start=each.start(),
            end=each.end(),
            before=before if number == 0 else nowhere,
            after=after if number == len(found) - 1 else nowhere,
            mode=mode,
        )
        for number, each in enumerate(found)
    ]


def _notes(shown: str) -> Iterator[NoteSpan]:
    for found in _NOTE.finditer(shown):
        for argument in read_arguments(shown, found.end(), "{"):
            yield NoteSpan(label="", marks=(found.start(),), start=argument.start, end=argument.end)
            break


def find_bibliographies(text: str) -> list[NamedFile]:
    r"""Return the bibliographies that LaTeX source names (``\bibliography``, ``\addbibresource``), but no addresses."""
    shown = hide(text)
    embedded = {each.name for each, _, _ in find_embedded(text)}
    named = [each for each in _bibliographies(shown) if each.name not in embedded]
    for found in _REFSECTION.finditer(shown):
        names = _KEY.finditer(shown, *found.span(1))
        named += (NamedFile(name[0], *name.span()) for name in names if name[0].endswith(".bib"))
    return [each for each in named if each.name not in embedded]


def find_embedded(text: str) -> list[tuple[NamedFile, int, int]]:
    r"""Return the files that LaTeX source writes itself (``filecontents``), each with the span of what is in it."""
    return [
        (NamedFile(found[2].strip(), *found.span(2)), *found.span(3))
        for found in (_EMBEDDED.finditer(text) if "filecontents" in text else ())
    ]


def _bibliographies(shown: str) -> Iterator[NamedFile]:
    for found in _BIBLIOGRAPHY.finditer(shown):
        for name in _KEY.finditer(found[2]):
            if _REMOTE.match(name[0]) or any(mark in name[0] for mark in "#\\"):
                continue
            start = found.start(2) + name.start()
            bare = not found[1].startswith("add") and not name[0].endswith(".bib")
            yield NamedFile(f"{name[0]}.bib" if bare else name[0], start, start + len(name[0]))


def find_includes(text: str) -> list[NamedFile]:
    r"""Return the files that LaTeX source reads with ``\input``, ``\include`` and their like, names as written."""
    shown = hide(text)
    named = []
    for found in _INCLUDE.finditer(shown):
        name = found[1] or f"{found[2]}/{found[3]}".replace("//", "/")
        named.append(NamedFile(name.strip().strip('"'), *found.span()))
    named += [NamedFile(found[1], *found.span()) for found in _PLAIN_INPUT.finditer(shown)]
    return sorted(named, key=lambda each: each.start)


def find_items(text: str) -> list[NamedFile]:
    r"""Return the keys that LaTeX source defines itself with ``\bibitem``."""
    named = []
    for found in _BIBITEM.finditer(hide(text)):
        key = found[1].strip()
        if key:
            start = found.start(1) + found[1].index(key)
            named.append(NamedFile(key, start, start + len(key)))
    return named


def find_item_texts(text: str) -> tuple[Reference, ...]:
    r"""Return the items of the ``thebibliography`` lists in LaTeX source, labelled by their numbers, without markup."""
    shown = hide(text)
    starts = list(_BIBITEM.finditer(shown))
    found = []
    for number, item in enumerate(starts, 1):
        end = starts[number].start() if number < len(starts) else len(shown)
        stop = shown.find(r"\end{thebibliography}", item.end(), end)
        raw = shown[item.end() : stop if stop >= 0 else end]
        text_of_it = " ".join(latex_to_unicode(raw.replace(r"\newblock", " ")).split())
        found.append(
            Reference(raw=text_of_it, start=item.start(), end=item.end() + len(raw.rstrip()), label=str(number))
        )
    return tuple(found)


def find_packages(text: str) -> dict[str, tuple[str, ...]]:
    """Return the packages that LaTeX source loads, each with its options."""
    packages: dict[str, tuple[str, ...]] = {}
    for found in _PACKAGE.finditer(hide(text)):
        options = tuple(each.strip() for each in (found[1] or "").split(",") if each.strip())
        packages |= {name.strip(): options for name in found[2].split(",") if name.strip()}
    return packages
