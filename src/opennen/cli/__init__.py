"""Commands that need no web server: assess, explain, verify, schema, export."""
