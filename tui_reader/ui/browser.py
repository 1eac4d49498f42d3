"""Opening an address outside. Only http and https, never through a shell, copied instead where no browser can show."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from urllib.parse import urlsplit


class OpenFailed(Exception):  # noqa: N818 - reads as what happened
    """The address is not opened; the message says why in one sentence."""


def checked(url: str) -> str:
    """The address if it is one that may be opened. Raises OpenFailed."""
    url = url.strip()
    if not url:
        raise OpenFailed("There is no address to open")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise OpenFailed("The address cannot be understood") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise OpenFailed("Only http and https addresses are opened")
    if any(c.isspace() or not c.isprintable() for c in url) or host.startswith("-"):
        raise OpenFailed("The address holds characters that do not belong there")
    return url


def command(url: str) -> list[str] | None:
    """The program and arguments that open an address here; None where no browser can be reached."""
    for browser in os.environ.get("BROWSER", "").split(os.pathsep):
        words = browser.split()
        if words and shutil.which(words[0]):
            named = [word.replace("%s", url) for word in words]
            return named if "%s" in browser else [*words, url]
    if os.environ.get("SSH_CONNECTION"):
        return None
    if sys.platform == "darwin":
        return ["open", url]
    if sys.platform == "win32":
        return ["rundll32", "url.dll,FileProtocolHandler", url]
    graphical = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return ["xdg-open", url] if graphical and shutil.which("xdg-open") else None


def open_url(url: str, copy: Callable[[str], None]) -> str:
    """Open an address, or copy it where there is no browser; what was done, in one sentence. Raises OpenFailed."""
    url = checked(url)
    words = command(url)
    if words is None:
        copy(url)
        return "There is no browser here: the address was copied"
    try:
        browser = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise OpenFailed(f"The browser did not start: {error.strerror or error}") from error
    # Somebody must wait for it, or it stays behind as a zombie.
    threading.Thread(target=browser.wait, daemon=True).start()
    return f"Opened {urlsplit(url).hostname}"
