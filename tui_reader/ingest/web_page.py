"""What the web answered, as an article; and the article behind an entry of which a feed gives only the beginning."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from tui_reader.document.addresses import without_tracking
from tui_reader.errors import SourceError
from tui_reader.ingest import kinds
from tui_reader.ingest.decode import decode
from tui_reader.ingest.single import TextKind, entry_of
from tui_reader.ingest.stretches import words_of
from tui_reader.ingest.titles import tidy
from tui_reader.model import Document, Entry

_MARKUP = re.compile(r"</(?:html|body|head|div|p|a|span|table|script|title)\s*>|<!doctype", re.IGNORECASE)
_JSON = re.compile(r"\s*[\[{]\s*[\"{\[\]}]")

# What stands in the way of an article, in its title or first lines.
_WALL_NAMES = (
    "before you continue", "we value your privacy", "your privacy choices", "privacy settings", "cookie settings",
    "cookie consent", "cookie policy", "accept cookies", "accept all cookies", "datenschutzeinstellungen", "log in",
    "login", "sign in", "access denied", "are you a human", "are you human", "are you a robot", "verify you are",
    "verify that you are", "captcha", "just a moment", "attention required", "anmelden", "einloggen", "se connecter",
    "iniciar sesión", "page not found", "404",
)  # fmt: skip
_WALL = re.compile(rf"\b(?:{'|'.join(map(re.escape, _WALL_NAMES))})\b", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_WALLS_BEGIN = 300
_LONGEST_WALL = 150
_LONG_WORD = 4


def page_entry(data: bytes, url: str, charset: str = "") -> Entry | SourceError:
    """The article of a page that came from `url`, or why there is none.

    `charset` is what the server said. Identity and address are those that the page gives itself on its own site, else
    `url`, without what only tracks. Plain text and Markdown are articles too. Nothing is raised.
    """
    try:
        return _page_entry(data, url, charset)
    except Exception as error:  # noqa: BLE001 - whatever a page does to a parser, it is told in a sentence
        return SourceError(url, f"it could not be read ({type(error).__name__})")


def full_text(data: bytes, url: str, charset: str, title: str) -> Document | None:
    """The article behind an entry called `title`, whose page came from `url`; None if there is none in the page, or
    something stands in its way: a wall of consent, a login, a test for robots. Nothing is raised."""
    entry = page_entry(data, url, charset)
    if isinstance(entry, SourceError) or entry.blocks is None or _is_wall(entry, title, decode(data, charset=charset)):
        return None
    return Document(entry.text, entry.blocks, entry.spans)


def _page_entry(data: bytes, url: str, charset: str) -> Entry | SourceError:
    head = data[: kinds.HEAD]
    reason = kinds.binary_reason(head)
    if reason:
        return SourceError(url, reason)
    kind = _kind_of(head, url, charset)
    if kind in ("feed", "json"):
        what = "it is a feed: follow it instead" if kind == "feed" else "it is data (JSON), not a page"
        return SourceError(url, what)
    found: TextKind = "html" if kind == "html" else "markdown" if kind == "markdown" else "text"
    return entry_of(found, decode(data, markup=found == "html", charset=charset), url, url=without_tracking(url))


def _kind_of(head: bytes, url: str, charset: str) -> str:
    """What was answered: told by its beginning, since addresses and servers often say something else."""
    kind = kinds.kind_of("", head)
    if kind in ("html", "feed"):
        return kind
    text = decode(head, markup=True, charset=charset)
    if _JSON.match(text):
        return "json"
    if len(_MARKUP.findall(text)) > 1 and text.lstrip()[:1] == "<":
        return "html"
    named = kinds.kind_of(PurePosixPath(urlsplit(url).path).name, b"")
    return "markdown" if "markdown" in (kind, named) else "text"


def _is_wall(entry: Entry, title: str, page: str) -> bool:
    if len(words_of(entry.text)) > _LONGEST_WALL or _are_alike(entry.title, title):
        return False
    return bool(_PASSWORD.search(page) or _WALL.search(f"{entry.title}\n{entry.text[:_WALLS_BEGIN]}"))


def _are_alike(first: str, second: str) -> bool:
    """Whether two titles share half of their longer words."""
    ours, theirs = ({word for word in words_of(tidy(text)) if len(word) >= _LONG_WORD} for text in (first, second))
    return bool(ours and theirs) and 2 * len(ours & theirs) >= min(len(ours), len(theirs))
