"""The one-call path: documents and bibliographies to one library, its files and a report.

`main_job` runs it, `files` writes what comes out, `rendering` dispatches styles, `conversion` tells what a format
loses, `citing` writes the citations of manuscripts. Nothing is imported here: a bibliography can be rendered without
loading the parser.
"""
