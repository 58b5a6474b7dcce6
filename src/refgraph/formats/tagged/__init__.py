"""Tagged text: one field a line behind its tag, as reference managers and databases exchange it.

One reader and one writer; each format is a dialect, described by data.
"""
