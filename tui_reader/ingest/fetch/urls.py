"""Addresses that can be fetched: http and https only, the host in ASCII, nothing left for two parsers to differ on.

A `Target` is put together from checked parts, so that the host we judge is the host the client connects to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin, urlsplit

from tui_reader.ingest.fetch.values import Credentials

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*")
_USER_INFO = re.compile(r"(?<=//)[^/?#]*@")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_SAFE_PATH = "/%:@!$&'()*+,;=~-._[]|"
_SAFE_QUERY = _SAFE_PATH + "?^`{}"
_LONGEST = 8_000


class UrlError(ValueError):
    """Not an address that can be fetched; the message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes: `host` in lower-case ASCII without brackets, `path` from "/" on, with the query."""

    scheme: str
    host: str
    port: int
    path: str
    credentials: Credentials | None = field(default=None, compare=False)

    @property
    def url(self) -> str:
        """The address as it is sent: no user information, no fragment."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def ascii_host(host: str) -> str:
    """A host as it is looked up: lower case, IDNA, no brackets, no dot at the end. Raises UrlError."""
    host = host.strip().strip("[]").rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise UrlError("The name of the host cannot be used.") from None
    if ":" in host:
        return _ipv6(host)
    if not _HOST_NAME.fullmatch(host):
        raise UrlError("The address has no usable host.")
    return host


def host_of(url: str) -> str:
    """The host of an address as it is looked up (what a user who typed it has allowed), or "" if there is none."""
    try:
        return parse(url).host
    except UrlError:
        return ""


def without_secrets(url: str) -> str:
    """An address as it may be shown: without a user name and a password in it."""
    return _USER_INFO.sub("", url)


def with_credentials(url: str, user: str, password: str) -> str:
    """An address with a user name and a password in it, in place of those that stand there."""
    scheme, mark, rest = without_secrets(url).rpartition("://")
    return f"{scheme or 'https'}{mark or '://'}{quote(user, safe='')}:{quote(password, safe='')}@{rest}"


def parse(url: str) -> Target:
    """The target of an address typed by a user or given by a feed. Raises UrlError."""
    url = url.strip()
    if len(url) > _LONGEST:
        raise UrlError("The address is too long.")
    if _CONTROLS.search(url) or "\\" in url.split("?")[0]:
        raise UrlError("The address holds characters that no address has.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UrlError("The address cannot be understood.") from None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise UrlError("Only http and https addresses are fetched.")
    host = ascii_host(parts.hostname or "")
    path = quote(parts.path, safe=_SAFE_PATH, errors="replace") or "/"
    if parts.query:
        path += "?" + quote(parts.query, safe=_SAFE_QUERY, errors="replace")
    credentials = None
    if parts.username is not None:
        credentials = Credentials(unquote(parts.username), unquote(parts.password or ""))
    return Target(scheme, host, port if port is not None else _DEFAULT_PORTS[scheme], path, credentials)


def follow(base: Target, location: str) -> Target:
    """The target of a Location header seen at `base`; user information in it is ignored. Raises UrlError."""
    try:
        joined = urljoin(base.url, location.strip())
    except ValueError:
        raise UrlError("The address it redirects to cannot be understood.") from None
    found = parse(joined)
    return Target(found.scheme, found.host, found.port, found.path)


def same_origin(old: Target, new: Target) -> bool:
    """Whether secrets meant for `old` may go to `new`: the same host and port, or its https twin."""
    if old.host != new.host:
        return False
    if old.scheme == new.scheme:
        return old.port == new.port
    return (old.scheme, old.port, new.scheme, new.port) == ("http", 80, "https", 443)


def _ipv6(host: str) -> str:
    import ipaddress

    try:
        return str(ipaddress.IPv6Address(host.partition("%")[0]))
    except ValueError:
        raise UrlError("The address has no usable host.") from None
