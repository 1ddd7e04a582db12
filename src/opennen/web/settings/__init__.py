"""Settings of an installation; see base.py. Tests use opennen.web.settings.test instead."""

from opennen.web.settings.base import *
