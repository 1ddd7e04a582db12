"""Proofs about the rules themselves: holes, contradictions, dead lines, and answers that rest on what is missing."""
