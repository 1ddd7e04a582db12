"""Facts and value sets a case can have, read from knowledge files."""
