"""Runs a command with OPENNEN_DATABASE_URL set to a fresh PostgreSQL server, which ends with the command.

python tools/with_postgresql.py pytest tests/web
python tools/with_postgresql.py --find        prints where the server's programs are
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SERVER_SETTINGS = "-c listen_addresses= -c fsync=off -c max_connections=100"


def programs() -> Path:
    """Return the folder with initdb and pg_ctl: the newest of Debian's, else the one on the path."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda f: int(f.parent.name), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    if found is None:
        sys.exit("PostgreSQL is not installed: apt-get install postgresql")
    return Path(found).resolve().parent


def owner() -> dict:
    """Return how to start the server: it refuses to run as root, so then as postgres or nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def main() -> int:
    folder = programs()
    if sys.argv[1:] == ["--find"]:
        print(folder)
        return 0
    who = owner()
    home = Path(tempfile.mkdtemp(prefix="opennen-postgresql-"))
    if who:
        os.chown(home, who["user"], who["group"])
    data = home / "data"

    def run(*words: str) -> None:
        done = subprocess.run(words, capture_output=True, text=True, cwd=home, check=False, **who)
        if done.returncode:
            sys.exit(f"{words[0]} failed:\n{done.stdout}{done.stderr}")

    try:
        run(
            str(folder / "initdb"),
            "-D",
            str(data),
            "-U",
            "opennen",
            "--auth=trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        )
        options = f"{SERVER_SETTINGS} -k {home}"
        run(str(folder / "pg_ctl"), "-D", str(data), "-l", str(home / "log"), "-w", "-o", options, "start")
        try:
            run(str(folder / "createdb"), "-h", str(home), "-U", "opennen", "opennen")
            environment = {**os.environ, "OPENNEN_DATABASE_URL": f"postgresql://opennen@/opennen?host={home}"}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            run(str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
