"""What the shell tells the apps above it."""

from django.dispatch import Signal

# Sent with: user, language ("fr", "en").
language_chosen = Signal()
