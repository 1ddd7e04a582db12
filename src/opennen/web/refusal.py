"""A setting with which the installation must not start; the message says what to change.

Not inside `settings`: importing that package reads the settings, which is what may be refused.
"""


class SettingRefused(RuntimeError):
    """Shown as one line, never as a traceback."""
