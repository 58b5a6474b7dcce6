"""refgraph: reference lists to typed works, BibTeX, bibliographies, graphs and checks."""
