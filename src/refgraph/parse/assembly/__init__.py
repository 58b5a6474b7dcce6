"""Labelled spans to a typed work: names, dates, numbers, identifiers, type and language."""
