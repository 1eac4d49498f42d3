"""The starter packs: a few well-known feeds of one kind each, for a library that has none yet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tui_reader.errors import ConfigError
from tui_reader.ingest.feeds.subscriptions import Subscription
from tui_reader.toml_table import Table

_FILE = "starters.toml"


@dataclass(frozen=True, slots=True)
class StarterPack:
    """Feeds offered together. Each bears the pack's title as its tag, and is in the language `lang`."""

    name: str
    title: str
    lang: str
    feeds: tuple[Subscription, ...]


@cache
def starter_packs() -> tuple[StarterPack, ...]:
    """The packs that come with the program, in the order to show them in."""
    return read_packs((files(__package__) / _FILE).read_text(encoding="utf-8"), _FILE)


def read_packs(text: str, file: str) -> tuple[StarterPack, ...]:
    """Packs written as TOML. Raises ConfigError for a mistake in it; `file` is its name in the message."""
    table = Table.parse(text, file, ConfigError)
    return tuple(_pack(name, table.table(name)) for name in table.values)


def _pack(name: str, table: Table) -> StarterPack:
    table.only(("title", "lang", "feeds"))
    table.required("title", "feeds")
    title = table.text("title", "")
    feeds = table.values["feeds"]
    if not isinstance(feeds, list) or not feeds:
        table.fail("feeds", "must be a list of feeds")
    return StarterPack(
        name,
        title,
        table.text("lang", "en"),
        tuple(_feed(feed, table, title) for feed in feeds),
    )


def _feed(feed: object, table: Table, tag: str) -> Subscription:
    if (
        not isinstance(feed, dict)
        or set(feed) != {"title", "url"}
        or not all(isinstance(v, str) for v in feed.values())
    ):
        table.fail("feeds", "must hold tables of a title and a url")
    if not feed["url"].startswith("https://"):
        table.fail("feeds", f"has an address that is not https: {feed['url']}")
    return Subscription(feed["url"], feed["title"], tags=(tag,))
