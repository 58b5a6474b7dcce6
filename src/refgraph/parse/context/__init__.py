"""What a reference owes to its list and holds beside itself: authors that a dash repeats, several references in one."""
