"""When two web addresses mean the same page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi|mkt_tok|ref_src|cmpid|wt\.mc_id",
    re.IGNORECASE,
)
_USUAL_PORTS = {"http": ":80", "https": ":443"}


def same_page(url: str) -> str:
    """What is equal for addresses of the same page: no scheme, `www.`, usual port, fragment, tracking, last slash.

    A fragment that begins with `!` or `/` names a page of its own and stays. What cannot be taken apart stays as it
    is; nothing is raised.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    host = host.removesuffix(_USUAL_PORTS.get(parts.scheme.lower(), ":"))
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])
    )
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}{fragment}"
