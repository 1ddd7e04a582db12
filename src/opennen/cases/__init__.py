"""A patient's timeline of dated events and the facts it holds on a date."""
