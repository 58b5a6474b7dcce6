"""M910: marks that a citation did not come out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.bibliography import Bibliography
from refgraph.check.manuscripts import Manuscript
from refgraph.check.rule import Hit, manuscript_rule
from refgraph.model.finding import Severity

_MARK = re.compile(
    r"(?P<unresolved>\[\s*\?+(?:\s*[,;]\s*\?+)*\s*\]|\(\s*\?{2,}(?:\s*[,;]\s*\?+)*\s*\)|(?<![\w?!.])\?\?(?![?!])|"
    r"Error!\s*(?:Reference source not found|Bookmark not defined)|Reference source not found|"
    r"Ошибка!\s*Источник ссылки не найден|Fehler!\s*Verweisquelle konnte nicht gefunden werden|"
    r"(?:Erreur\s*!|¡?Error!)\s*(?:Source du renvoi introuvable|No se encuentra el origen de la referencia))"
    r"|(?P<todo>[\[({]?\s*\b(?:TODO|FIXME|TBD|XXX)\b[:\s]*(?:add\s+|insert\s+|find\s+|missing\s+)?(?:a\s+|the\s+)?"
    r"(?:cite|citation|citations|ref|refs|reference|references|source|sources)\b\s*[\])}]?"
    r"|[\[({]\s*(?:citation needed|cite needed|add (?:citation|reference|ref)|citation missing|"
    r"missing (?:citation|reference)|insert (?:citation|reference)|ref(?:erence)? needed|REF|CITE|CITATION)\s*[\])}])",
)


@manuscript_rule("M910", "unresolved-marker", Severity.ERROR)
def unresolved_marker(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:  # noqa: ARG001
    """Report a mark that stands for a citation that did not come out, or is still to be added.

    Why: readers see it.
    Example: "[?]", "(???)", "??", "TODO cite", "Error! Reference source not found".
    """
    for found in _MARK.finditer(manuscript.prose):
        shown = found[0].strip()
        start = found.start() + found[0].index(shown)
        what = "a citation is still to be added" if found["todo"] else "a citation or reference did not come out"
        yield Hit(message=f"{shown!r}: {what}", span=(start, start + len(shown)), value=shown)
