"""What becomes of single values: markup, letters' case, ordinals, page ranges, initials, sort keys."""
