"""Settings for tests: the same house in a folder of its own, thrown away at the end."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="opennen-tests-")
_owner = os.getpid()


def _clean() -> None:
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


atexit.register(_clean)
os.environ["OPENNEN_DATA_DIR"] = _folder

from opennen.web.settings.base import *  # noqa: E402  the folder has to be named first

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in an installation: WAL, locks and triggers behave differently in memory.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder) / "test.sqlite3")}
else:
    # A pool keeps connections open, and a database with open connections cannot be dropped at the end.
    DATABASES["default"]["OPTIONS"].pop("pool", None)

# The plain storage: tests read templates' names, not the fingerprints of a build.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
