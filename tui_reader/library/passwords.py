"""Passwords of feeds: each kept under a name of its own, so that one that was replaced can be taken back.

Below the desks. A password is that of one user on one host, also after the feed was sent elsewhere and back; and of
one library, as several may share a keyring. The journal knows the names only. The one before the present one stays
where secrets are kept; what is older than that is forgotten for good.

A name is decided on in the deed, its secret is kept after it. Until then, and for good if that is interrupted or
fails, the name stands for the password before it: no visit goes without any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tui_reader.errors import StoreError, UsageError
from tui_reader.ingest.fetch.urls import UrlError, host_of, parse, same_origin
from tui_reader.library import naming
from tui_reader.library.changes import Deed
from tui_reader.model import Feed
from tui_reader.store import Store
from tui_reader.store.secrets import Secrets

_LIBRARY: Final = "library_id"
"""The key under which a library keeps what tells it from others."""
_FIRST: Final = ""
"""What tells a password of older versions from later ones: nothing."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """A password that is going to be kept: whose it is, and what tells it from the one before."""

    owner: str
    before: str
    now: str
    password: str


def of(store: Store, secrets: Secrets, feed: Feed) -> str | None:
    """The password of a feed's user on its host."""
    owner = _owner(feed)
    which, unkept = _present(store, owner), _unkept(store, owner)
    found = secrets.get(_name(store, owner, which))
    while found is None and which in unkept:
        which = unkept.pop(which)
        found = secrets.get(_name(store, owner, which))
    return found


def renew(store: Store, doing: Deed, feed_id: int, password: str) -> Renewal:
    """Let a feed have another password from the end of a deed on, which can be undone. Give it to `keep` once the
    transaction is over: a keyring may ask its owner, and nobody else should wait for that."""
    owner = _owner(store.feeds.get(feed_id))
    before, now, unkept = _present(store, owner), naming.new_id(), _unkept(store, owner)
    while before in unkept:  # a crash kept it from being taken back
        before = unkept[before]
        store.state.set(_key(owner), before)
    doing.touch("state", _key(owner))
    store.state.set(_key(owner), now)
    store.state.set(_unkept_key(owner), _unkept(store, owner) | {now: before})
    return Renewal(owner, before, now, password)


def typed_in(store: Store, doing: Deed, feed_id: int, address: str) -> Renewal | None:
    """Keep the user name that was typed into an address; the password with it, None without one.

    Raises UsageError if the feed is on another host by now.
    """
    try:
        given = parse(address).credentials
    except UrlError:
        return None
    if given is None:
        return None
    feed = store.feeds.get(feed_id)
    if not same_origin(parse(address), parse(feed.url)):
        raise UsageError(f"{feed.shown} has moved to another host; set its password there")
    store.feeds.set(feed_id, {"user": given.user})
    return renew(store, doing, feed_id, given.password)


def keep(store: Store, secrets: Secrets, renewal: Renewal) -> None:
    """Keep a password, and forget those before the last one. Raises StoreError; then the last one counts on."""
    owner = renewal.owner
    try:
        secrets.set(_name(store, owner, renewal.now), renewal.password)
    except BaseException:  # also when its owner has had enough of what the keyring asks
        with store.transaction():
            if _present(store, owner) == renewal.now:
                store.state.set(_key(owner), renewal.before)
        raise
    with store.transaction():
        unkept = _unkept(store, owner)
        unkept.pop(renewal.now, None)
        store.state.set(_unkept_key(owner), unkept)
        known = store.state.get(_kept_key(owner), [_FIRST])
        left = list(dict.fromkeys([renewal.before, renewal.now, _present(store, owner)]))
        store.state.set(_kept_key(owner), [*left, *(old for old in known if old not in left)])
    for old in known:
        if old not in left:
            try:
                secrets.delete(_name(store, owner, old))
            except StoreError:
                left.append(old)  # the next time
    with store.transaction():
        store.state.set(_kept_key(owner), left)


def _owner(feed: Feed) -> str:
    return f"{feed.id}:{feed.user}@{host_of(feed.url)}"


def _key(owner: str) -> str:
    return f"password:{owner}"


def _kept_key(owner: str) -> str:
    return f"passwords:{owner}"


def _unkept_key(owner: str) -> str:
    return f"passwords unkept:{owner}"


def _unkept(store: Store, owner: str) -> dict[str, str]:
    """The names under which nothing is kept as far as is known, each with the one before it."""
    return dict(store.state.get(_unkept_key(owner)) or {})


def _present(store: Store, owner: str) -> str:
    """What tells the present password from others."""
    return store.state.get(_key(owner)) or _FIRST


def _name(store: Store, owner: str, which: str) -> str:
    """What a password is kept under."""
    return f"{_library(store)}:{owner}{f'#{which}' if which else ''}"


def _library(store: Store) -> str:
    library = store.state.get(_LIBRARY)
    if library is None:
        with store.transaction():  # another reader may have given it one just now
            library = store.state.get(_LIBRARY) or naming.new_id()
            store.state.set(_LIBRARY, library)
    return str(library)
