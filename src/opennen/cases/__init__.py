"""A patient's timeline of events, its projection to facts on a date, its quality checks."""
