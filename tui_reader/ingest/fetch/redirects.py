"""A chain of redirects as a value: where it stands, what may still be sent along, what may be remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui_reader.ingest.fetch.urls import Target, UrlError, follow, same_origin
from tui_reader.ingest.fetch.values import Credentials

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}


class RedirectError(Exception):
    """A chain that cannot be followed; the message is the end of a sentence that begins with the host."""


@dataclass(frozen=True, slots=True)
class Trail:
    """The chain so far.

    `trusted`: no hop has left the origin of the first address, so its headers may be sent; with the trust the
    `credentials` go too.
    `permanent`: every hop was 301 or 308. `downgraded`: a hop went from https to http.
    """

    target: Target
    credentials: Credentials | None = None
    visited: tuple[str, ...] = ()
    trusted: bool = True
    permanent: bool = True
    downgraded: bool = False

    @property
    def moved_to(self) -> str:
        """The address to remember, or "": nobody should be moved from https to http for good."""
        return self.target.url if self.visited and self.permanent and not self.downgraded else ""

    def hop(self, status: int, location: str, most: int) -> Trail:
        """The chain one redirect further. Raises RedirectError for a loop, too many hops or a useless address."""
        if len(self.visited) >= most:
            raise RedirectError(f"redirects more than {most} times")
        try:
            target = follow(self.target, location)
        except UrlError:
            raise RedirectError("redirects to something that is not an http or https address") from None
        visited = (*self.visited, self.target.url)
        if target.url in visited:
            raise RedirectError("redirects in a circle")
        trusted = self.trusted and same_origin(self.target, target)
        return replace(
            self,
            target=target,
            credentials=self.credentials if trusted else None,
            visited=visited,
            trusted=trusted,
            permanent=self.permanent and status in PERMANENT,
            downgraded=self.downgraded or (self.target.scheme, target.scheme) == ("https", "http"),
        )
