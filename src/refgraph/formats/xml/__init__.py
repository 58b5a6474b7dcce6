"""Formats in XML, on one reader without entities, DTDs and network and one writer of paths."""
