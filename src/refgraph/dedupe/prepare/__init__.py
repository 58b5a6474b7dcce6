"""Works to comparison records, which hold plain values only and are what all later steps work on."""

from refgraph.dedupe.prepare.record import Person, Record, content_words, title_words
from refgraph.dedupe.prepare.works import prepare

__all__ = ["Person", "Record", "content_words", "prepare", "title_words"]
