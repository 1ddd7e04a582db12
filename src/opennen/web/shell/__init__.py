"""Base pages and components; knows nothing of patients."""
