"""Runs a management command of Django, for `opennen` commands that need the database."""

import os
import sys
from collections.abc import Sequence

from opennen.web.refusal import SettingRefused


def run(arguments: Sequence[str]) -> int:
    """Run one command; 0 done, 1 refused with its reason on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opennen.web.settings")
    from django.core.management import ManagementUtility

    try:
        ManagementUtility(["opennen", *arguments]).execute()
    except SystemExit as end:
        if isinstance(end.code, int):
            return end.code
        if end.code is not None:
            sys.stderr.write(f"{end.code}\n")
            return 1
    except SettingRefused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    return 0
