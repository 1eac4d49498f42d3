"""What a feed says to what a library can keep: titles and names as plain text, addresses absolute, dates tamed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from tui_reader.document.language import guess
from tui_reader.ingest import titles
from tui_reader.ingest.decode import storable
from tui_reader.ingest.feeds.addresses import absolute, file_of
from tui_reader.ingest.feeds.fragments import read_fragment
from tui_reader.ingest.feeds.moments import moment_of
from tui_reader.ingest.feeds.truncation import is_truncated
from tui_reader.ingest.feeds.values import Enclosure, FeedEntry, RawEntry, RawText
from tui_reader.ingest.jsonl import digest_of
from tui_reader.ingest.tags import visible_paragraphs
from tui_reader.model import Document, Entry, identity_of

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\(([^()]+)\)|([^<>@]+?)\s*<\S+@[^<>\s]+>")
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_].*)?")
_GUESSED_FROM = 300
_UNTITLED = "Untitled"
_LONGEST_NAME = 120
_LONGEST_TAG = 60
_MOST = 30
# A text that is so much longer than the one before it is no summary of it.
_MUCH_LONGER = 2


class Making:
    """Makes the entries of one feed. Knows what an entry falls back to where it says nothing itself."""

    def __init__(self, source: str, name: str, *, base: str, path: str, lang: str, author: str) -> None:
        """`source` names the feed in identities, `name` to a reader; the others are facts of the whole feed."""
        self._source = source
        self._name = name
        self._base = base
        self._path = path
        self._lang = lang
        self._author = author

    def all(self, entries: Iterable[RawEntry], problems: list[str]) -> tuple[FeedEntry, ...]:
        """The entries in the order of the feed, no two of them with one identity; what was left out is a problem."""
        raw = list(entries)
        ambiguous = _ambiguous_guids(raw)
        found: dict[str, FeedEntry] = {}
        empty = twice = 0
        for entry in raw:
            made = self.one(entry, trust_guid=entry.guid not in ambiguous)
            if made is None:
                empty += 1
            elif made.entry.identity in found:
                twice += 1
            else:
                found[made.entry.identity] = made
        if empty:
            problems.append(f"{_counted(empty)} without a title, a text or a link left out")
        if twice:
            problems.append(f"{_counted(twice)} left out, of which the feed has another one with the same id")
        return tuple(found.values())

    def one(self, raw: RawEntry, *, trust_guid: bool = True) -> FeedEntry | None:
        """An entry, None if nothing in it can be shown."""
        base = raw.base or self._base
        guid = storable(raw.guid.strip())
        link = absolute(raw.link, base) or (absolute(guid, "") if raw.guid_is_link else "")
        document, blocks_known = self._body(raw, link or base)
        title = plain(raw.title)
        if not (title or document.text or link or raw.enclosures):
            return None
        published, updated = moment_of(raw.published.strip()), moment_of(raw.updated.strip())
        entry = Entry(
            identity=self._identity(guid, link, title, document.text, trust_guid=trust_guid),
            title=title or titles.from_text(document.text[:2_000]) or _named_after(link) or self._name or _UNTITLED,
            text=document.text,
            blocks=document.blocks if blocks_known else None,
            spans=document.spans,
            published=published or updated,
            source=self._name,
            author=names(raw.authors) or self._author,
            url=link,
            path=self._path,
            lang=guess(document.text[:_GUESSED_FROM] or title) or language(raw.lang) or self._lang,
        )
        return FeedEntry(
            entry,
            guid=guid,
            updated=updated,
            dated=storable((raw.published or raw.updated).strip())[:100],
            categories=tags(raw.categories),
            enclosures=_enclosures(raw, base),
            comments=absolute(raw.comments, base),
            truncated=is_truncated(document.text),
        )

    def _identity(self, guid: str, link: str, title: str, text: str, *, trust_guid: bool) -> str:
        if guid and not trust_guid:
            guid = f"{guid}\x1f{link or digest_of(title, text)}"
        digest = "" if guid or link else digest_of(title, text)
        return identity_of(source=self._source, own_id=guid, url=link, digest=digest)

    def _body(self, raw: RawEntry, base: str) -> tuple[Document, bool]:
        """The likeliest text that has words, or one much longer that the feed has beside it; whether it has blocks."""
        best = Document("", ()), True
        size = 0
        for text in raw.texts:
            if len(text.value) <= _MUCH_LONGER * size:
                continue
            body = body_of(text, base)
            if len(body[0].text) > _MUCH_LONGER * len(best[0].text):
                best = body
                size = len(text.value)
        return best


def body_of(text: RawText, base: str) -> tuple[Document, bool]:
    """The document of a text, and whether its blocks are known. Those of plain text are worked out when it is shown."""
    value = text.value
    if text.markup == "html":
        if "<" in value:
            return read_fragment(value, base), True
        value = unescape(value) if "&" in value else value
        if "\n" in value and not _BLANK_LINE.search(value):
            value = " ".join(value.split())  # wrapped by a program: in HTML a line end is a blank
    return Document(storable(value).strip(), ()), False


def plain(text: RawText) -> str:
    """A title as one line without any mark-up."""
    return titles.tidy(storable(_without_markup(text.value) if text.markup == "html" else text.value))


def _without_markup(value: str) -> str:
    if "<" in value:
        return " ".join(visible_paragraphs(value, known_only=True))
    return unescape(value) if "&" in value else value


def names(raw: Iterable[str]) -> str:
    """Names of authors, without their mail addresses where a name is known, each once."""
    found: dict[str, None] = {}
    for name in raw:
        name = titles.tidy(storable(_without_markup(name))) if "<" not in name or "@" not in name else name.strip()
        both = _MAIL_AND_NAME.fullmatch(name[: 2 * _LONGEST_NAME])
        name = titles.tidy(storable(both[1] or both[2])) if both else name
        if name and len(name) <= _LONGEST_NAME and len(found) < _MOST:
            found.setdefault(name)
    return ", ".join(found)


def tags(raw: Iterable[str]) -> tuple[str, ...]:
    """Categories as short one-line tags, each once."""
    found: dict[str, None] = {}
    for tag in raw:
        tag = titles.tidy(storable(_without_markup(tag)))
        if tag and len(tag) <= _LONGEST_TAG and len(found) < _MOST:
            found.setdefault(tag)
    return tuple(found)


def language(code: str) -> str:
    """The language of a code like `en-US`, "" if it is none."""
    found = _LANGUAGE.fullmatch(code.strip())
    return found[1].lower() if found else ""


def _enclosures(raw: RawEntry, base: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for address, kind, length in raw.enclosures[:_MOST]:
        if url := absolute(address, base):
            known = length.isascii() and length.isdigit() and len(length) < 16
            found.setdefault(url, Enclosure(url, titles.tidy(storable(kind))[:100], int(length) if known else 0))
    return tuple(found.values())


def _ambiguous_guids(entries: list[RawEntry]) -> frozenset[str]:
    """Ids that a feed gives to entries with different links or titles: they tell nothing apart."""
    seen = Counter(entry.guid for entry in entries if entry.guid)
    if len(seen) == len(entries):
        return frozenset()
    said: dict[str, tuple[str, str]] = {}
    ambiguous = set()
    for entry in entries:
        if seen[entry.guid] > 1:
            facts = entry.link, entry.title.value
            if said.setdefault(entry.guid, facts) != facts:
                ambiguous.add(entry.guid)
    return frozenset(ambiguous)


def _named_after(link: str) -> str:
    """The last part of an address, or its host; "" for none."""
    return file_of(link.rstrip("/")) if link else ""


def _counted(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
