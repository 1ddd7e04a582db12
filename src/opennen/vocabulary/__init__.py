"""Fact definitions as typed objects; knows which values exist."""
