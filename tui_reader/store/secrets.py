"""Passwords of feeds: in the system's keyring where there is one, else in a file only its owner can read.

No secret is in a log, a message or the repr of anything here. A secret is found by a name (a feed's id or address).
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol

from tui_reader.errors import StoreError
from tui_reader.paths import APP

FILE = "secrets.json"
_OWNER_ONLY = 0o600


class Vault(Protocol):
    """What is used of `keyring` and its backends."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def system_vault() -> Vault | None:
    """The system's keyring; None if `keyring` is not installed or found nothing to keep secrets in."""
    try:
        keyring = import_module("keyring")  # optional: the extra of that name
    except ImportError:
        return None
    found: Vault = keyring.get_keyring()
    return found if getattr(found, "priority", 0) > 0 else None


class Secrets:
    """Secrets by name. `folder` is the data folder; without a `vault`, or when it refuses, the file is used."""

    def __init__(self, folder: Path, vault: Vault | None = None) -> None:
        self._file = folder / FILE
        self._vault = vault

    def get(self, name: str) -> str | None:
        """The secret kept under `name`, or None. Raises StoreError if the file cannot be read."""
        found = self._read().get(name)  # what stands here is newer: it leaves the file when the keyring takes it
        if found is None and self._vault is not None:
            with contextlib.suppress(Exception):  # backends raise what they like (D-Bus, locked collections)
                return self._vault.get_password(APP, name)
        return found

    def set(self, name: str, secret: str) -> Literal["keyring", "file"]:
        """Keep a secret, replacing the one before; where it went. Raises StoreError if it cannot be kept."""
        if self._put_in_vault(name, secret):
            self._drop_from_file(name)
            return "keyring"
        kept = self._read()
        kept[name] = secret
        self._write(kept)
        return "file"

    def delete(self, name: str) -> None:
        """Forget a secret wherever it is; nothing happens if there is none. Raises StoreError."""
        if self._vault is not None:
            with contextlib.suppress(Exception):
                self._vault.delete_password(APP, name)
        self._drop_from_file(name)

    def _put_in_vault(self, name: str, secret: str) -> bool:
        if self._vault is None:
            return False
        try:
            self._vault.set_password(APP, name, secret)
            return self._vault.get_password(APP, name) == secret  # some backends forget silently
        except Exception:  # noqa: BLE001 - backends raise what they like; the file is the answer to all of it
            return False

    def _drop_from_file(self, name: str) -> None:
        kept = self._read()
        if kept.pop(name, None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, str]:
        """The file's content. Errors are raised without their cause, which would quote the file."""
        try:
            if self._file.stat().st_mode & 0o077:
                self._file.chmod(_OWNER_ONLY)
            content = json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as fault:
            raise StoreError(f"The passwords in {self._file} cannot be read: {fault.strerror}.") from None
        except ValueError:
            content = None
        if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
            raise StoreError(f"The passwords in {self._file} are damaged; move the file away to start afresh.")
        return content

    def _write(self, kept: dict[str, str]) -> None:
        """Replace the file as a whole, so that a crash leaves the old one or the new one."""
        fresh = self._file.with_name(f".{FILE}.{secrets.token_hex(4)}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
            with os.fdopen(descriptor, "w", encoding="utf-8") as out:
                json.dump(kept, out, indent=1)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(self._file)
        except OSError as fault:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise StoreError(f"The passwords in {self._file} cannot be kept: {fault.strerror}.") from None
