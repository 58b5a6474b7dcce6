"""Citations and bibliography of one manuscript: numbers, order, disambiguation, positions, clusters."""
