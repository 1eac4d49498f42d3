"""Addresses in feeds: relative ones resolved, and none let through that could not be opened or even taken apart."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from tui_reader.ingest.decode import storable

_WEB = re.compile(r"https?://[^\s\x00-\x1f/?#][^\s\x00-\x1f]{0,1999}", re.IGNORECASE)
# ASCII that all others agree with: nothing to resolve, to mend or to doubt in it.
_PLAIN = re.compile(r"https?://(?![/?#])[!-Z\\^-~]{1,2000}")
_MAIL = re.compile(r"mailto:[^\s\x00-\x1f]{1,1000}", re.IGNORECASE)


def absolute(address: str, base: str) -> str:
    """An http(s) address, relative ones resolved; "" if it is none. Nothing is raised."""
    if _PLAIN.fullmatch(address):
        return address
    address = storable(address.strip())
    if not address:
        return ""
    if not address.isascii() or not address.isprintable() or " " in address:
        address = "".join(address.split("\n")).replace(" ", "%20")
    if address[:4].lower() != "http" or not _WEB.match(address):
        try:
            address = urljoin(base, address)
        except ValueError:
            return ""
    return address if _WEB.fullmatch(address) and _is_sound(address) else ""


def openable(address: str, base: str) -> str:
    """Where a link in an article leads: an http(s) or mail address, "" if it is neither. Nothing is raised."""
    return address if address[:1] in "mM" and _MAIL.fullmatch(address) else absolute(address, base)


def host_of(address: str) -> str:
    """The host of an address without its "www.", "" if there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def file_of(address: str) -> str:
    """The name of the file an address leads to, in one line; the address itself if there is none."""
    name = unquote(re.split("[?#]", address, maxsplit=1)[0].rpartition("/")[2], errors="replace")
    return " ".join(storable(name).split()) or address


def _is_sound(address: str) -> bool:
    """Whether an address can be taken apart: strange brackets and letters in the host are refused by whoever tries."""
    if address.isascii() and "[" not in address and "]" not in address:
        return True
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False
