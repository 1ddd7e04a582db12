"""The same rules over a whole registry: facts as columns, rules as columnar expressions and as SQL."""
