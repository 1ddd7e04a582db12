"""Prepares the installation and starts the web server: the one command behind `opennen serve` and `make run`."""

import hashlib
import os
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from opennen import __version__
from opennen.adapters.translations import compile_parts

WORKERS, THREADS = 2, 4


class Command(BaseCommand):
    help = "Prepare the database, translations and static files, then serve on 127.0.0.1."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1", help="another address only behind a proxy with HTTPS")
        parser.add_argument("--demo", action="store_true", help="load the demonstration centre, once")
        parser.add_argument("--prepare-only", action="store_true", help="prepare and stop")

    def handle(self, *args, **options) -> None:
        if not 0 < options["port"] < 65536:
            raise CommandError(f"{options['port']} is no port; choose one between 1 and 65535.")
        if not options["prepare_only"]:
            _check_free(options["host"], options["port"])
        try:
            _prepare()
        except OperationalError as failure:
            raise CommandError(f"The database does not answer or is locked: {failure}") from None
        if options["demo"] and "demo" in get_commands():
            call_command("demo")
        if options["prepare_only"]:
            return
        self.stdout.write(f"OpenNEN {__version__}: http://{options['host']}:{options['port']}/    (Ctrl+C stops it)")
        self.stdout.flush()
        _serve(options["host"], options["port"])


def _check_free(host: str, port: int) -> None:
    """Refuse a taken port before anything is prepared."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as failure:
            raise CommandError(
                f"{host}:{port} cannot be used ({failure.strerror}). Choose another port: make run PORT={port + 1}"
            ) from None


def _prepare() -> None:
    """Bring database, translations and static files up to date; what has not changed is left alone."""
    compile_parts(Path(settings.LOCALE_PATHS[0]))
    # Always asked: it costs a second, and a database behind its code loses data.
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if "put_in_force" in get_commands():
        # A restored database may have other approved changes than the files beside it.
        call_command("put_in_force", verbosity=0)
    stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
    state = _static_state()
    if not stamp.exists() or stamp.read_text() != state:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(state)


def _static_state() -> str:
    """Return a fingerprint of all static files' names, sizes and times."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(settings.SOURCE_ROOT.glob("*/static/**/*")):
        if path.is_file():
            found = path.stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}".encode())
    return digest.hexdigest()


def _serve(host: str, port: int) -> None:
    """Become the web server: signals reach it directly, and nothing of this process stays."""
    program = str(Path(sys.executable).with_name("gunicorn"))
    arguments = [
        program,
        "opennen.web.wsgi:application",
        f"--bind={host}:{port}",
        "--worker-class=gthread",
        f"--workers={WORKERS}",
        f"--threads={THREADS}",
        "--preload",
        "--timeout=60",
        "--graceful-timeout=20",
        "--log-level=warning",
        f"--worker-tmp-dir={settings.DATA_DIRECTORY}",
        "--no-control-socket",
    ]
    os.execv(program, arguments)  # noqa: S606  our own interpreter's program, no shell
