"""RIS as ProCite wrote it: fields without a tag are notes with a label ("N1  - Call Number: QH 31")."""

from __future__ import annotations

from refgraph.formats.records import Draft
from refgraph.formats.tagged.dialect import Record

_MARKS = ("Record ID: ", "Record Number: ")
_ENOUGH = 3
"""So many notes with labels of ProCite tell that a record without its number is from there."""
_BOOKS = frozenset({"book", "chapter", "classic", "paper-conference", "motion_picture", "graphic"})
LABELS = {
    "Call Number": "call-number",
    "Edition": "edition",
    "Version": "version",
    "Scale": "scale",
    "Size": "dimensions",
    "History": "references",
    "Histroy": "references",  # sic, ProCite's own
    "Language": "language",
    "Proceedings Title": "container-title",
    "Place of Publication": "publisher-place",
    "Publisher Name": "publisher",
    "Series Title": "collection-title",
    "Series Volume ID": "collection-number",
    "Series Volume Identification": "collection-number",
    "Title, Monographic": "container-title",
    "Volume ID": "volume",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "Author, Monographic": "editor",
    "Author, Subsidiary": "contributor",
    "Series Editor": "collection-editor",
    "Notes": "note",
}
"""Label -> CSL variable."""
_SHIFTED = {
    "bill": {"volume": "number", "publisher-place": "container-title", "page": "section"},
    "dataset": {"issue": "version"},
    "software": {"issue": "version"},
}
"""Type -> variables that ProCite's fields mean there, by what the tag means elsewhere."""


def settle(record: Record, draft: Draft) -> bool:
    """Take ProCite's labelled notes apart; nothing happens to a record that is not from there.

    Returns:
        Whether it is from there.
    """
    notes = [each.text for each in record.fields if each.tag == "N1"]
    labelled = sum(note.partition(": ")[0] in LABELS and ": " in note for note in notes)
    if labelled < _ENOUGH and not any(note.startswith(_MARKS) for note in notes):
        return False
    for _, word, text in draft.take("note"):
        label, colon, value = text.partition(": ")
        variable = LABELS.get(label) if colon else None
        if f"{label}: " in _MARKS:
            draft.key = draft.key or value
        elif variable is None or (variable == "collection-title" and draft.type in {"graphic", "motion_picture"}):
            draft.add("note", text, word)
        elif label == "Volume ID":
            _volume(draft, value, word)
        elif draft.type in {"book", "classic"} and label == "Author, Monographic":
            draft.add("author", value, word)
        else:
            draft.add(variable, value, word, 1)
    _shift(draft)
    if draft.type == "graphic" and isinstance(medium := draft.extra.get("ris-m1"), str):
        del draft.extra["ris-m1"]
        draft.add("medium", medium, "M1")
    return True


def _volume(draft: Draft, value: str, word: str) -> None:
    """Take a volume that has a label: the tag for it holds the edition then."""
    if draft.type in _BOOKS:
        draft.move("volume", "edition")
        draft.add("volume", value, word)
    else:
        draft.add("note", f"Volume ID: {value}", word)


def _shift(draft: Draft) -> None:
    for variable, target in _SHIFTED.get(draft.type, {}).items():
        draft.move(variable, target)
    for name in ("issue", "number-of-volumes"):
        if draft.type in _BOOKS and any(word == "IS" for _, word, _ in draft.texts.get(name, [])):
            draft.move("volume", "edition")
            draft.move(name, "volume")
