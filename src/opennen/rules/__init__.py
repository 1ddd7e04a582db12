"""The rule language: its nodes, its parser and its checks."""
