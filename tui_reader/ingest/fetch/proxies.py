"""Which proxy the environment names for an address (http_proxy, https_proxy, all_proxy, no_proxy)."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from tui_reader.ingest.fetch.urls import Target


def proxy_for(target: Target, environ: Mapping[str, str]) -> str:
    """The proxy's URL, or "" for a direct connection.

    Lower-case names win. HTTP_PROXY in capitals is not read: a web server would set it from a request's header.
    """
    proxy = environ.get(f"{target.scheme}_proxy", "")
    if not proxy and target.scheme == "https":
        proxy = environ.get("HTTPS_PROXY", "")
    proxy = proxy or environ.get("all_proxy", "") or environ.get("ALL_PROXY", "")
    if not proxy or _excepted(target, environ.get("no_proxy", "") or environ.get("NO_PROXY", "")):
        return ""
    return proxy


def _excepted(target: Target, exceptions: str) -> bool:
    return any(_matches(target, item.strip().lower()) for item in exceptions.split(",") if item.strip())


def _matches(target: Target, item: str) -> bool:
    if item == "*":
        return True
    if "/" in item:
        return _in_network(target.host, item)
    host, colon, port = item.rpartition(":")
    if colon and port.isdigit() and (host.endswith("]") or ":" not in host):
        if int(port) != target.port:
            return False
        item = host
    item = item.strip("[]").removeprefix("*").lstrip(".")
    return target.host == item or target.host.endswith("." + item)


def _in_network(host: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False
