"""What the U.S. Government Publishing Office adds to its MODS records (govinfo.gov): bills and hearings."""

from __future__ import annotations

import re
from dataclasses import replace

from refgraph.formats.records import Draft
from refgraph.formats.records.names import read_inverted
from refgraph.formats.xml.tree import Node, first_text, text_of
from refgraph.model.contributor import Contributor, Role

COLLECTIONS = {
    "BILLS": "bill",
    "CHRG": "hearing",
    "CPRT": "report",
    "CRPT": "report",
    "PLAW": "legislation",
    "STATUTE": "legislation",
    "USCOURTS": "legal_case",
}
"""Collection -> CSL type."""
_CODE = re.compile(r"(\d+) (U\.S\.C\.) (\d\w*)")


def read(record: Node, draft: Draft) -> None:
    """Add number, chamber, congress, code and members; the bodies named by a bill or hearing are no authors."""
    if record.find("extension/accessId") is None:
        return
    draft.add("number", first_text(record, ("identifier[@type='preferred citation']", "extension/number")), "number")
    draft.add("chapter-number", first_text(record, ("extension/congress",)), "extension/congress")
    draft.add("authority", first_text(record, ("extension/chamber", "extension/originChamber")).title(), "chamber")
    found = [_CODE.match(text_of(each)) for each in record.iterfind("relatedItem/identifier[@type='USC citation']")]
    cited = [each for each in found if each]
    if cited:
        draft.add("volume", cited[0][1])
        draft.add("container-title", cited[0][2])
        draft.add("page", ", ".join(dict.fromkeys(each[3] for each in cited)))
    if draft.type not in {"bill", "hearing"}:
        return
    short = first_text(record, ("extension/shortTitle[@type='measure']", "titleInfo[@type='alternative']/title"))
    if draft.type == "bill" and short:
        draft.add("title", short, rank=-1)
    draft.contributors = [replace(each, role=Role.CONTRIBUTOR) for each in draft.contributors]
    for each in record.iterfind("extension/congMember/name[@type='authority-lnf']"):
        draft.contributors.append(Contributor(agent=read_inverted(text_of(each)), role=Role.CONTRIBUTOR))
