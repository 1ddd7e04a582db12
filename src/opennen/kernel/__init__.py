"""The words every other package uses: truth, dates, numbers, text, sources, findings."""
