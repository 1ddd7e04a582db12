"""The database: SQLite in the data folder, or PostgreSQL by OPENNEN_DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from opennen.web.refusal import SettingRefused
from opennen.web.settings.sqlite import CONNECTION_PRAGMAS


class DatabaseUrlError(SettingRefused):
    """OPENNEN_DATABASE_URL is not understood."""


def sqlite(path: Path) -> dict[str, Any]:
    """Describe the embedded database for Django."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # A transaction that will write takes its lock at the start: no "database is locked" in the middle,
            # and numbers given inside it (audit, registrations) cannot collide.
            "transaction_mode": "IMMEDIATE",
            "init_command": CONNECTION_PRAGMAS,
            "timeout": 5,
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Describe a PostgreSQL database for Django.

    url: postgresql://user:password@host:port/name; `?host=/folder` for a socket, other options as libpq names them.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise DatabaseUrlError(
            f"OPENNEN_DATABASE_URL begins with {parts.scheme or 'nothing'!r}; write postgresql://user:password@host/name."
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }


def database(url: str | None, embedded: Path) -> dict[str, Any]:
    """Return PostgreSQL when a URL is set, else the embedded database."""
    return postgresql(url) if url else sqlite(embedded)
