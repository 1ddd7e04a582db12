"""What was done and read, by whom: append-only, chained, never rewritten."""
