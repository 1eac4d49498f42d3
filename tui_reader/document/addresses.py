"""When two web addresses mean the same page."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi|mkt_tok|ref_src|cmpid|wt\.mc_id",
    re.IGNORECASE,
)
# Another door of the same site.
_DOORS = re.compile(r"^(?:www|m|amp|mobile|touch)\.")
# Host and path only: most addresses of articles. The library's splitter would find nothing else in them.
_HOST_AND_PATH = re.compile(r"https?://([A-Za-z0-9.-]+)(/[!\"$->@-~]*)?")
_USUAL_PORTS = {"http": ":80", "https": ":443"}


def same_page(url: str) -> str:
    """What is equal for addresses of the same page: no scheme, `www.`, usual port, fragment, tracking, last slash.

    A fragment that begins with `!` or `/` names a page of its own and stays. What cannot be taken apart stays as it
    is; nothing is raised.
    """
    if plain := _HOST_AND_PATH.fullmatch(url):
        return plain[1].lower().removeprefix("www.") + (plain[2] or "").rstrip("/")
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    host = host.removesuffix(_USUAL_PORTS.get(parts.scheme.lower(), ":"))
    query = _query(parts)
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}{_fragment(parts)}"


def without_tracking(url: str) -> str:
    """An address of the same page that can be opened: without a name before the host, fragment and tracking.

    What cannot be taken apart stays as it is; nothing is raised.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    if not parts.netloc:
        return url
    scheme, host = parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower()
    query = _query(parts)
    host = host.removesuffix(_USUAL_PORTS.get(scheme, ":"))
    return f"{scheme}://{host}{parts.path or '/'}{'?' if query else ''}{query}{_fragment(parts)}"


def same_site(first: str, second: str) -> bool:
    """Whether two addresses are of the same host, or its doors for phones and the like. Nothing is raised."""
    try:
        hosts = [_DOORS.sub("", (urlsplit(url).hostname or "").lower(), count=1) for url in (first, second)]
    except ValueError:
        return False
    return hosts[0] == hosts[1] != ""


def _query(parts: SplitResult) -> str:
    return "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0]))


def _fragment(parts: SplitResult) -> str:
    return f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
