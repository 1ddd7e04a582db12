"""What every installation has in common. Settings a hospital may change are read from OPENNEN_* variables."""

import os
from pathlib import Path

from opennen.web.settings.databases import database
from opennen.web.settings.languages import *
from opennen.web.settings.place import data_directory, secret
from opennen.web.settings.security import *
from opennen.web.settings.sign_in import *
from opennen.web.settings.sqlite import use_safe_sqlite

use_safe_sqlite()

SOURCE_ROOT = Path(__file__).parent.parent
DATA_DIRECTORY = data_directory()
SECRET_KEY = secret(DATA_DIRECTORY, "pages")
# Identifying fields of patients are encrypted with the first and searched by the second.
FIELD_ENCRYPTION_KEY = secret(DATA_DIRECTORY, "fields")
FIELD_SEARCH_KEY = secret(DATA_DIRECTORY, "search")
# Decision records are signed with a key made from this secret.
DECISION_SIGNING_KEY = secret(DATA_DIRECTORY, "decisions")

DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("OPENNEN_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("OPENNEN_ORIGINS", "").split(",") if origin]

# Over plain HTTP only on this machine's own loopback address; a hospital's server speaks HTTPS.
OVER_HTTPS = os.environ.get("OPENNEN_HTTPS", "no") == "yes"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = OVER_HTTPS
SECURE_SSL_REDIRECT = OVER_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if OVER_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OVER_HTTPS else None

APPS_IN_ORDER = ["shell", "accounts", "audit", "registry", "boards", "guidelines", "trials", "reports", "api"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "django.forms",
    *(f"opennen.web.{name}" for name in APPS_IN_ORDER if (SOURCE_ROOT / name / "apps.py").exists()),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "opennen.web.shell.middleware.PageHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "opennen.web.accounts.middleware.SignedInEverywhere",
    "opennen.web.accounts.middleware.PreferredLanguage",
    "opennen.web.accounts.middleware.CurrentMembership",
    "opennen.web.shell.middleware.OneKnowledge",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "opennen.web.shell.middleware.RequestSize",
]

ROOT_URLCONF = "opennen.web.urls"
WSGI_APPLICATION = "opennen.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "opennen.web.shell.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "opennen.web.shell.templatetags.components",
            ],
        },
    }
]
# Our pages must win over allauth's of the same name.
INSTALLED_APPS.sort(key=lambda name: not name.startswith("opennen."))
FORM_RENDERER = "opennen.web.shell.forms.Renderer"

DATABASES = {"default": database(os.environ.get("OPENNEN_DATABASE_URL"), DATA_DIRECTORY / "opennen.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shell_cache"}}

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIRECTORY / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIRECTORY / "files"
WHITENOISE_MAX_AGE = 3600

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIRECTORY / "outbox"
if os.environ.get("OPENNEN_EMAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["OPENNEN_EMAIL_HOST"]
DEFAULT_FROM_EMAIL = os.environ.get("OPENNEN_EMAIL_FROM", "opennen@localhost")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"machine": {"()": "opennen.web.shell.logs.MachineFormatter"}},
    "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "machine"}},
    "root": {"handlers": ["standard_error"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["standard_error"], "level": "WARNING", "propagate": False},
        "opennen": {"handlers": ["standard_error"], "level": "INFO", "propagate": False},
    },
}
