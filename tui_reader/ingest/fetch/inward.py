"""Which addresses lead inward: to this machine, its network, or anything that is not the public internet."""

from __future__ import annotations

import ipaddress

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_INWARD_ENDINGS = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa")


def is_inward(address: str) -> bool:
    """Whether an IP address is not a public one; what is no address at all counts as inward.

    IPv4 wrapped in IPv6 (mapped, 6to4, Teredo, NAT64) is judged by the IPv4 address inside.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inside is None and found in _NAT64:
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inside is not None:
            return is_inward(str(inside))
    return not found.is_global or found.is_multicast


def names_inward(host: str) -> bool:
    """Whether a host (as `urls.ascii_host` gives it) is inward without asking DNS: by its literal address or name.

    This is all that can be known when a proxy does the look-up, and it spares the look-up otherwise.
    """
    if ":" in host or host.replace(".", "").isdigit() or host.rpartition(".")[2].startswith("0x"):
        return is_inward(host)  # short and hexadecimal IPv4 forms are no `ip_address`: inward, nobody needs them
    return "." not in host or host.endswith(tuple("." + ending for ending in _INWARD_ENDINGS))
