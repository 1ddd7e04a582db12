"""Where this installation keeps its data, and its secret keys."""

import os
import secrets
from pathlib import Path

from opennen.web.refusal import SettingRefused

KEY_BYTES = 48


def data_directory() -> Path:
    """Return the folder of database, keys and files: OPENNEN_DATA_DIR, else ./var."""
    folder = Path(os.environ.get("OPENNEN_DATA_DIR") or "var").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as failure:
        raise SettingRefused(
            f"{folder} cannot be made ({failure.strerror}): name another by OPENNEN_DATA_DIR."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingRefused(f"{folder} cannot be written: give it to this user, or name another by OPENNEN_DATA_DIR.")
    return folder


def secret(folder: Path, name: str) -> str:
    """Return a secret key of this installation, generated at the first start, readable by its owner only."""
    keys = folder / "keys"
    keys.mkdir(exist_ok=True, mode=0o700)
    path = keys / name
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(KEY_BYTES))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, key: str) -> None:
    """Write a whole key or none: two workers that start together must end with the same one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other worker was first: its key is the installation's
    finally:
        draft.unlink()
