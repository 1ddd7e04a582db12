"""The entry for a web server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opennen.web.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
