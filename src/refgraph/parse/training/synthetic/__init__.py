"""Labelled references that nobody had to label: items rendered through styles and templates, then worn by noise.

The way of an example: `records` (CSL-JSON items, real and invented) -> a producer (`styled`, `templates`: a text whose
fields are known) -> `noise` (what scanners, editors and hurry do to it) -> `compose` (all of it mixed from one seed).
"""
