"""The language server: diagnostics, fixes, hover, completion and navigation for editors, over files that change."""
