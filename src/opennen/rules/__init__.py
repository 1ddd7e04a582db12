"""The rule language: model, parser, checks, rendering, packs."""
