"""OpenNEN: registry, tumour board and computable clinical rules for neuroendocrine neoplasms."""

__version__ = "0.1.0"
