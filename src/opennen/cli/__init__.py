"""Commands that need no web server."""
