"""Tables: one work a row, as CSV, tab-separated text or an Excel sheet; columns are known by their headings."""
