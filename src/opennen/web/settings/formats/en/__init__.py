"""English, as written outside the United States."""
