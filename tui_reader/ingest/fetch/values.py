"""What is asked of the fetcher and what it answers. A request that makes no sense cannot be built."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tui_reader.errors import UsageError

FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.8, text/plain;q=0.7, */*;q=0.1"

FailureKind = Literal[
    "url",  # not an address that can be fetched
    "dns",  # the name is not known
    "refused",  # nobody listens, or no way leads there
    "proxy",  # the proxy of the environment cannot be used
    "timeout",
    "tls",
    "broken",  # the connection ended in the middle
    "protocol",  # what came is not HTTP, or its compression is damaged
    "too_large",
    "redirects",
    "inward",
    "login",  # 401, 407
    "status",  # any other status that is no success
    "gone",  # 410
    "limited",  # 429, or 503 with Retry-After
]

_HEADER_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Basic authentication. The password never shows in a repr."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much, how long, how many at once. Times are in seconds, `body` in decoded bytes.

    `idle` is the longest silence of a server that has been connected to; `total` covers all redirects.
    """

    concurrency: int = 20
    per_host: int = 2
    connect: float = 10.0
    idle: float = 10.0
    total: float = 20.0
    body: int = 15_000_000
    redirects: int = 10

    def __post_init__(self) -> None:
        if min(self.concurrency, self.per_host, self.body) < 1 or min(self.connect, self.idle, self.total) <= 0:
            raise ValueError("limits are positive")


@dataclass(frozen=True, slots=True)
class Request:
    """One address to fetch.

    `key` is handed back untouched. `etag` and `last_modified` are sent exactly as a server once gave them.
    `headers` and `credentials` go to the host of `url` only and are dropped when a redirect leaves it.
    `allow_private_hosts` are the hosts that the user typed: only they may be private or loopback. `timeout` is in
    seconds and replaces `Limits.total`. Raises UsageError for a header that cannot be sent.
    """

    url: str
    key: int = 0
    etag: str = ""
    last_modified: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    credentials: Credentials | None = None
    user_agent: str = ""
    accept: str = FEED_ACCEPT
    allow_private_hosts: frozenset[str] = frozenset()
    timeout: float | None = None

    def __post_init__(self) -> None:
        for name, value in (*self.headers, ("User-Agent", self.user_agent), ("Accept", self.accept)):
            if not _HEADER_NAME.fullmatch(name) or _FORBIDDEN.search(value):
                raise UsageError(f"Not a header that can be sent: {name!r}.")

    def __repr__(self) -> str:
        """Without what may be secret: headers, credentials, and user information or a query in the URL."""
        shown = re.sub(r"//[^/?#]*@", "//", self.url).split("?")[0]
        return f"Request({shown!r}, key={self.key})"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that arrived whole and decompressed.

    `moved_to` is the address to remember, set only when every redirect was permanent; remember it after the body
    was understood. `content_type` is without parameters, `charset` what the server declared or "". `fresh_for` is
    how long (seconds) the answer counts as fresh, None if nothing was said. `downgraded`: a redirect went from
    https to http. `elapsed` is in seconds.
    """

    url: str
    final_url: str
    status: int
    body: bytes = field(repr=False)
    moved_to: str = ""
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    fresh_for: int | None = None
    retry_after: int | None = None
    downgraded: bool = False
    elapsed: float = 0.0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """304: what is kept is still right. Fields as in `Fetched`; an absent validator means: keep the old one."""

    url: str
    final_url: str
    moved_to: str = ""
    etag: str = ""
    last_modified: str = ""
    fresh_for: int | None = None
    retry_after: int | None = None
    downgraded: bool = False
    elapsed: float = 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing came, in one plain sentence (`words`) that names the host; no secret is in it.

    `permanent`: asking again will not help unless the user changes something. `retry_after` is in seconds. Not `asked`:
    its host had just said to somebody else that it was asked too often.
    """

    url: str
    kind: FailureKind
    words: str
    status: int | None = None
    retry_after: int | None = None
    permanent: bool = False
    elapsed: float = 0.0
    asked: bool = True


Answer: TypeAlias = Fetched | Unchanged | Failed
