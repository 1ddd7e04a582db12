"""Django, and nothing else knows Django."""
