"""Where records are compared: in this process, in DuckDB, or on Spark; the rules are the same and so is the result."""
