"""What LaTeX's commands mean, as data; no code that reads or writes is here."""
